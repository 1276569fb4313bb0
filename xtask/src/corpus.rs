//! `cargo xtask corpus <folder>`: whether a folder of brat files comes out as it went in.
//!
//! The work is that of the library’s own example, so that this program need not be linked with
//! the library.

use crate::run;

/// Takes the files of the folder that is named first in and out; what follows goes along.
pub(crate) fn corpus(arguments: &[String]) -> anyhow::Result<()> {
    anyhow::ensure!(!arguments.is_empty(), "which folder? cargo xtask corpus <folder> [--show]");
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "hearsay", "--example", "corpus", "--"]);
    run::run(cargo.args(arguments))
}
