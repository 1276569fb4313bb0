//! What `cargo xtask bench browser import` compares bringing in a page with: Mozilla's Readability,
//! from npm into the cache. It is no part of the project.

use crate::cache;
use crate::pins::READABILITY;
use crate::run;
use crate::tools::node;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package has its one script.
const SCRIPT: &str = "node_modules/@mozilla/readability/Readability.js";

/// The script.
pub(crate) fn script() -> anyhow::Result<PathBuf> {
    let is_whole = |folder: &Path| folder.join(SCRIPT).is_file();
    let package = cache::fill(&cache::folder()?, &format!("readability-{READABILITY}"), is_whole, install)?;
    Ok(package.join(SCRIPT))
}

fn install(folder: &Path) -> anyhow::Result<()> {
    let mut npm = Command::new(node::ensure_npm()?);
    npm.current_dir(folder)
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(folder)
        .arg(format!("@mozilla/readability@{READABILITY}"));
    run::run(&mut npm)
}
