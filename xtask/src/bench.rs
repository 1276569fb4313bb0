//! `cargo xtask bench`: how quick it is.

use crate::{e2e, matcher, npm, run};
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
    let wanted = |what: &str| arguments.is_empty() || arguments.iter().any(|name| name == what);
    let anchoring = wanted("anchoring").then(matcher::folder).transpose()?;
    let readability = wanted("import").then(|| npm::READABILITY.fetched()).transpose()?;
    let compared = [("HEARSAY_ANCHORING", anchoring), ("HEARSAY_READABILITY", readability)];
    e2e::program_with("bench", arguments, compared)
}

fn native(arguments: &[String]) -> anyhow::Result<()> {
    let mut cargo = run::cargo();
    run::run(cargo.args(["bench", "--package", "hearsay"]).args(arguments))
}
