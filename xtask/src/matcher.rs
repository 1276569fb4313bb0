//! What `cargo xtask bench browser anchoring` measures: anchoring as a module of
//! its own, and the matcher of Hypothesis's client beside it.

use crate::pins::WASM_TARGET;
use crate::tools::Toolbox;
use crate::{npm, run, workspace};
use anyhow::Context as _;
use std::fs;
use std::path::PathBuf;

/// A folder with `anchor.wasm` and `approx.js`.
pub(crate) fn folder() -> anyhow::Result<PathBuf> {
    Toolbox::for_checking()?;
    let mut cargo = run::cargo();
    cargo.args(["build", "--package", "hearsay", "--release", "--target", WASM_TARGET]);
    run::run(cargo.args(["--example", "anchor_wasm"]))?;
    let module = workspace::target().join(WASM_TARGET).join("release/examples/anchor_wasm.wasm");
    let folder = workspace::target().join("hearsay-anchoring");
    fs::create_dir_all(&folder)?;
    for (from, name) in [(module, "anchor.wasm"), (npm::MATCHER.fetched()?, "approx.js")] {
        fs::copy(&from, folder.join(name)).with_context(|| format!("{} is not there", from.display()))?;
    }
    Ok(folder)
}
