//! `wasm-opt`, which makes the release build smaller.
//!
//! It comes from the npm package `binaryen`, where it is itself WebAssembly and
//! so the same on every system. Debian's own `binaryen` is too old to read what
//! rustc writes.

use super::{Tool, WasmOpt, node};
use crate::pins::{BINARYEN, WASM_OPT_OLDEST};
use crate::version::Version;
use std::path::{Path, PathBuf};

/// Makes sure of `wasm-opt`, if it is needed or npm is at hand.
pub(super) fn ensure(need: WasmOpt) -> anyhow::Result<Option<PathBuf>> {
    let tool = Tool {
        programs: &["wasm-opt"],
        folder: format!("binaryen-{BINARYEN}"),
        programs_in: "node_modules/.bin",
        fits: &fits,
        takes: "a few seconds",
    };
    if need == WasmOpt::IfEasilyHad && !tool.is_there()? && node::npm().is_none() {
        eprintln!("==> Going on without wasm-opt: there is no npm, and a debug build needs neither");
        return Ok(None);
    }
    tool.ensure(install)
}

fn install(folder: &Path) -> anyhow::Result<()> {
    node::install(folder, &format!("binaryen@{BINARYEN}"))
}

fn fits(version: &Version) -> bool {
    Version::parse(WASM_OPT_OLDEST).is_some_and(|oldest| *version >= oldest)
}
