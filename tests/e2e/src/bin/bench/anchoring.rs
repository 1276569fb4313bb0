//! Anchoring in WebAssembly, beside the matcher of Hypothesis's client on the same words.

use crate::page;
use crate::table::{Table, ms};
use anyhow::Context as _;
use hearsay_e2e::{Server, wait};
use serde::Deserialize;
use std::path::Path;
use std::time::Duration;

/// Selectors the matcher is given; it takes some thirty milliseconds for each.
const MOST: usize = 1_000;

/// So many times quicker than the matcher it has to be.
const GOAL: f64 = 20.0;

#[derive(Deserialize)]
struct Timed {
    found: usize,
    ms: f64,
}

#[derive(Deserialize)]
struct Measured {
    count: usize,
    bytes: usize,
    search: Timed,
    carry: Timed,
    theirs: Timed,
    some: usize,
}

/// Measures it in a page made of the folder's files and of our own.
pub(crate) async fn measure(folder: &Path) -> anyhow::Result<()> {
    let served = tempfile::tempdir()?;
    for name in ["anchor.wasm", "approx.js"] {
        let from = folder.join(name);
        std::fs::copy(&from, served.path().join(name)).with_context(|| format!("{}", from.display()))?;
    }
    std::fs::write(served.path().join("index.html"), include_str!("../../../bench/anchoring.html"))?;
    std::fs::write(served.path().join("anchoring.js"), include_str!("../../../bench/anchoring.js"))?;
    let server = Server::start(served.path()).await?;
    let browser = page::browser().await?;
    browser.goto(server.url()).await?;
    // Started, and asked for: a script that runs for minutes is taken for dead.
    let start = format!(
        "const go = () => window.anchoring
            ? setTimeout(() => window.anchoring({MOST}).then((all) => {{ window.anchored = all; }}))
            : setTimeout(go, 50);
        go();"
    );
    browser.script::<Option<()>>(&start, &[]).await?;
    let ended = wait::until_after(Duration::from_secs(600), "everything is anchored", async || {
        browser.script::<Option<Measured>>("return window.anchored ?? null;", &[]).await
    });
    let Measured { count, bytes, search, carry, theirs, some } = ended.await?;
    let each = |ms: f64, of: usize| ms / of as f64;
    let mut table = Table::new(
        &format!("Anchoring {count} marks in an edited text of {bytes} characters (ms)"),
        &["", "selectors", "found", "all", "each", "of the matcher"],
    );
    let matcher = each(theirs.ms, some);
    let mut row = |name: &str, timed: &Timed, of: usize| {
        table.row(&[
            name.to_owned(),
            of.to_string(),
            timed.found.to_string(),
            ms(timed.ms),
            format!("{:.3}", each(timed.ms, of)),
            format!("1/{:.0}", matcher / each(timed.ms, of)),
        ]);
    };
    row("approx-string-match", &theirs, some);
    row("by selectors alone", &search, count);
    row("with the old text", &carry, count);
    table.note(&format!("goal: at least {GOAL} times quicker than the matcher, by selectors"));
    table.note("ours: median of 5; found: attached or proposed, the matcher's without a judgement");
    table.print();
    let times = matcher / each(search.ms, count);
    anyhow::ensure!(times >= GOAL, "only {times:.0} times quicker than the matcher");
    Ok(())
}
