//! `cargo xtask anchor <folder>`: how well anchoring does on a folder of cases.
//!
//! The work is that of the library’s own example, so that this program need not
//! be linked with the library. It runs in the profile of the benchmarks: the
//! table shows milliseconds.

use crate::run;

/// Runs the cases in the folder that is named first; what follows goes along.
pub(crate) fn anchor(arguments: &[String]) -> anyhow::Result<()> {
    anyhow::ensure!(!arguments.is_empty(), "which folder? cargo xtask anchor <folder> [--show <verdict>]");
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "hearsay", "--profile", "bench", "--example", "anchor", "--"]);
    run::run(cargo.args(arguments))
}
