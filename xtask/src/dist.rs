//! `cargo xtask dist`: the release build, ready for any static host, and to be opened without one.

mod built;
mod comments;
mod divide;
mod first_page;
mod head;
mod linked;
mod names;
mod probe;
mod short;
mod split;

use crate::pins::WASM_TARGET;
use crate::size::{self, Report};
use crate::tools::{Toolbox, WasmOpt};
use crate::{run, workspace};
use anyhow::bail;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the app may weigh: WebAssembly, JavaScript and CSS that are loaded
/// before the first page is there, in bytes after brotli.
const LIMIT: u64 = 200_000;

/// Has `build.rs` ask the linker for what refers to what.
const RELOCATIONS: &str = "HEARSAY_RELOCATIONS";

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
    let tools = bundle(folder)?;
    divide::divide(folder, &tools)?;
    finish(folder)
}

/// Builds the app with notes of what it enters into that folder, has it played, and keeps the names
/// of what was entered: the list by which the app is divided.
///
/// `play` answers with the numbers of the functions.
pub(crate) fn profile(
    folder: &Path,
    play: impl FnOnce(&Path) -> anyhow::Result<BTreeSet<u32>>,
) -> anyhow::Result<usize> {
    bundle(folder)?;
    let names = probe::put_in(folder)?;
    let entered = play(&finish(folder)?)?;
    first_page::write(&entered.iter().filter_map(|number| names.get(number).cloned()).collect())
}

/// Everything that Trunk does.
fn bundle(folder: &Path) -> anyhow::Result<Toolbox> {
    let tools = Toolbox::for_building(WasmOpt::Needed)?;
    eprintln!("==> Building the app in release mode (2 to 5 minutes if much has changed)");
    // The page and the worker side by side: Trunk has one after the other, and finds them made.
    let built = |bin, profile| {
        let mut cargo = run::cargo();
        cargo.args(["build", "--package", "hearsay", "--bin", bin, "--profile", profile]);
        cargo.args(["--target", WASM_TARGET]).env(RELOCATIONS, "1");
        cargo
    };
    run::side_by_side([built("hearsay", "release"), built("worker", "worker")])?;
    let mut trunk = tools.trunk()?;
    trunk.env(RELOCATIONS, "1");
    trunk.args(["build", "--release", "--offline", "true", "--dist"]).arg(folder);
    run::run(&mut trunk)?;
    Ok(tools)
}

fn finish(folder: &Path) -> anyhow::Result<PathBuf> {
    comments::strip(folder)?;
    head::order(folder)?;
    // Last, since it lists what is there.
    hearsay_dist::offline::seal(folder)?;
    Ok(folder.to_path_buf())
}
