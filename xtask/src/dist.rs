//! `cargo xtask dist`: the release build, ready for any static host, and to be opened without one.

mod comments;
mod later;
mod split;

use crate::size::{self, Report};
use crate::tools::{Toolbox, WasmOpt};
use crate::{run, workspace};
use anyhow::bail;
use std::path::{Path, PathBuf};

/// What the app may weigh: WebAssembly, JavaScript and CSS that are loaded
/// before the first page is there, in bytes after brotli.
const LIMIT: u64 = 200_000;

/// Builds into `dist`, and reports what the files weigh.
pub(crate) fn dist(arguments: &[String]) -> anyhow::Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("`dist` takes no arguments, so not `{argument}` either");
    }
    let folder = build(&workspace::root().join("dist"))?;
    let report = Report::of(&folder)?;
    println!("\n{report}");
    let weight = report.app().brotli;
    println!("\nThe app is in {}; copy the folder to any static host.", folder.display());
    if weight > LIMIT {
        bail!(
            "the app weighs {} bytes after brotli, more than the {} it may",
            size::grouped(weight),
            size::grouped(LIMIT)
        );
    }
    Ok(())
}

/// Builds the app in release mode into that folder.
pub(crate) fn build(folder: &Path) -> anyhow::Result<PathBuf> {
    let tools = Toolbox::for_building(WasmOpt::Needed)?;
    eprintln!("==> Building the app in release mode (1 to 3 minutes if much has changed)");
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--offline", "true", "--dist"]).arg(folder);
    run::run(&mut trunk)?;
    later::divide(folder, &tools)?;
    comments::strip(folder)?;
    // Last, since it lists what is there.
    hearsay_dist::offline::seal(folder)?;
    Ok(folder.to_path_buf())
}
