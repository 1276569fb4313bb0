//! Node.js and its package manager, which `wasm-opt` needs.

use crate::{apt, path, run};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// npm, if it is on the `PATH`.
pub(super) fn npm() -> Option<PathBuf> {
    path::find("node").and(path::find("npm"))
}

/// npm, installed from the system's packages if that can be done unasked.
pub(crate) fn ensure_npm() -> anyhow::Result<PathBuf> {
    if let Some(npm) = npm() {
        return Ok(npm);
    }
    apt::install(&["nodejs", "npm"], "about 2 minutes").with_context(|| {
        "the release build needs wasm-opt, which is installed with npm: \
         install Node.js 18 or later with npm, or binaryen 116 or later"
    })?;
    npm().context("nodejs and npm were installed, but are not on the PATH")
}

/// Installs a package (`name@version`) with what it needs into a folder of its own.
pub(crate) fn install(folder: &Path, package: &str) -> anyhow::Result<()> {
    let mut npm = Command::new(ensure_npm()?);
    npm.current_dir(folder)
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(folder)
        .arg(package);
    run::run(&mut npm)
}
