//! What `cargo xtask bench browser anchoring` measures: anchoring as a module of
//! its own, and the matcher of Hypothesis's client beside it.
//!
//! The matcher comes from npm into the cache, and is no part of the project.

use crate::pins::{MATCHER, WASM_TARGET};
use crate::tools::{Toolbox, node};
use crate::{cache, run, workspace};
use anyhow::Context as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package has its one module.
const MODULE: &str = "node_modules/approx-string-match/build/src/index.js";

/// A folder with `anchor.wasm` and `approx.js`.
pub(crate) fn folder() -> anyhow::Result<PathBuf> {
    Toolbox::for_checking()?;
    let mut cargo = run::cargo();
    cargo.args(["build", "--package", "hearsay", "--release", "--target", WASM_TARGET]);
    run::run(cargo.args(["--example", "anchor_wasm"]))?;
    let module = workspace::target().join(WASM_TARGET).join("release/examples/anchor_wasm.wasm");
    let cache = cache::folder()?;
    let is_whole = |folder: &Path| folder.join(MODULE).is_file();
    let package = cache::fill(&cache, &format!("approx-string-match-{MATCHER}"), is_whole, install)?;
    let folder = workspace::target().join("hearsay-anchoring");
    fs::create_dir_all(&folder)?;
    for (from, name) in [(module, "anchor.wasm"), (package.join(MODULE), "approx.js")] {
        fs::copy(&from, folder.join(name)).with_context(|| format!("{} is not there", from.display()))?;
    }
    Ok(folder)
}

fn install(folder: &Path) -> anyhow::Result<()> {
    let mut npm = Command::new(node::ensure_npm()?);
    npm.current_dir(folder)
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(folder)
        .arg(format!("approx-string-match@{MATCHER}"));
    run::run(&mut npm)
}
