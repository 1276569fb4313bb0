//! `cargo xtask bench`: how quick it is.

use crate::{e2e, matcher, run};
use anyhow::bail;

/// Runs the native benchmarks, those in the browser, or both.
pub(crate) fn bench(arguments: &[String]) -> anyhow::Result<()> {
    match arguments.split_first() {
        None => {
            native(&[])?;
            browser(&[])
        }
        Some((which, rest)) => match which.as_str() {
            "native" => native(rest),
            "browser" => browser(rest),
            other => bail!("there are no `{other}` benchmarks: native or browser"),
        },
    }
}

fn browser(arguments: &[String]) -> anyhow::Result<()> {
    let wanted = arguments.is_empty() || arguments.iter().any(|name| name == "anchoring");
    let anchoring = wanted.then(matcher::folder).transpose()?;
    e2e::program_with("bench", arguments, anchoring)
}

fn native(arguments: &[String]) -> anyhow::Result<()> {
    let mut cargo = run::cargo();
    run::run(cargo.args(["bench", "--package", "hearsay"]).args(arguments))
}
