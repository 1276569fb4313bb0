//! `cargo xtask bench`: how quick it is.

use crate::{e2e, run};
use anyhow::bail;

/// Runs the native benchmarks, those in the browser, or both.
pub(crate) fn bench(arguments: &[String]) -> anyhow::Result<()> {
    match arguments.split_first() {
        None => {
            native(&[])?;
            e2e::program("bench", &[])
        }
        Some((which, rest)) => match which.as_str() {
            "native" => native(rest),
            "browser" => e2e::program("bench", rest),
            other => bail!("there are no `{other}` benchmarks: native or browser"),
        },
    }
}

fn native(arguments: &[String]) -> anyhow::Result<()> {
    let mut cargo = run::cargo();
    run::run(cargo.args(["bench", "--package", "hearsay"]).args(arguments))
}
