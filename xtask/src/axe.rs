//! axe-core, which looks through a page for what shuts people out.
//!
//! It comes from npm into the cache, and is no part of the project.

use crate::pins::AXE;
use crate::tools::node;
use crate::{cache, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package has its one script.
const SCRIPT: &str = "node_modules/axe-core/axe.min.js";

/// The script; `None`, loudly, where npm or the package is not to be had.
pub(crate) fn script() -> Option<PathBuf> {
    match fetched() {
        Ok(script) => Some(script),
        Err(error) => {
            eprintln!("\n*** axe-core is not to be had: {error:#}");
            eprintln!("*** The tests that need it will say that they do not run.\n");
            None
        }
    }
}

fn fetched() -> anyhow::Result<PathBuf> {
    let is_whole = |folder: &Path| folder.join(SCRIPT).is_file();
    let package = cache::fill(&cache::folder()?, &format!("axe-core-{AXE}"), is_whole, install)?;
    Ok(package.join(SCRIPT))
}

fn install(folder: &Path) -> anyhow::Result<()> {
    let mut npm = Command::new(node::ensure_npm()?);
    npm.current_dir(folder)
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(folder)
        .arg(format!("axe-core@{AXE}"));
    run::run(&mut npm)
}
