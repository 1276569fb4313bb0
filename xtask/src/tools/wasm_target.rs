//! The standard library for WebAssembly.

use crate::pins::WASM_TARGET;
use crate::{path, run};
use anyhow::Context as _;
use std::path::Path;
use std::process::Command;

/// Makes sure that rustc can compile for WebAssembly.
pub(super) fn ensure() -> anyhow::Result<()> {
    // rustc is asked, not rustup: it may have come from elsewhere, whole.
    if is_there() {
        return Ok(());
    }
    let rustup = path::find("rustup").with_context(|| {
        format!("this Rust has no {WASM_TARGET} and there is no rustup to add it; install rustup")
    })?;
    eprintln!("==> Adding {WASM_TARGET} to the Rust toolchain (a few seconds)");
    run::run(Command::new(rustup).args(["target", "add", WASM_TARGET]))
}

fn is_there() -> bool {
    let asked = ["--print", "target-libdir", "--target", WASM_TARGET];
    run::answer(Command::new("rustc").args(asked)).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
