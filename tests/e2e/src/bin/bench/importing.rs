//! A page of news brought in, beside Mozilla's Readability on the same page.

use crate::page;
use crate::table::{Table, ms};
use anyhow::Context as _;
use hearsay_e2e::{Server, wait};
use serde::Deserialize;
use std::path::Path;
use std::time::Duration;

#[derive(Deserialize)]
struct Measured {
    bytes: usize,
    ours: f64,
    theirs: f64,
    kept: usize,
    found: usize,
    said: String,
}

/// Measures it in a page beside the app's own worker; `script` is Mozilla's.
pub(crate) async fn measure(dist: &Path, script: &Path) -> anyhow::Result<()> {
    let served = tempfile::tempdir()?;
    for entry in std::fs::read_dir(dist)? {
        let from = entry?.path();
        if let Some(name) = from.file_name().filter(|_| from.is_file()) {
            std::fs::copy(&from, served.path().join(name))?;
        }
    }
    std::fs::copy(script, served.path().join("Readability.js"))
        .with_context(|| format!("{}", script.display()))?;
    std::fs::write(served.path().join("import.html"), include_str!("../../../bench/import.html"))?;
    std::fs::write(served.path().join("import.js"), include_str!("../../../bench/import.js"))?;
    let server = Server::start(served.path()).await?;
    let browser = page::browser().await?;
    browser.goto(&format!("{}import.html", server.url())).await?;
    // Started, and asked for: a script that runs for minutes is taken for dead.
    let start = "window.importing([20e3, 200e3, 1e6, 5e6], 5).then((all) => { window.imported = all; });";
    browser.script::<Option<()>>(start, &[]).await?;
    let ended = wait::until_after(Duration::from_secs(600), "every page is read", async || {
        let ended = "return window.imported ?? null;";
        browser.script::<Option<([f64; 2], Vec<Measured>)>>(ended, &[]).await
    });
    let mut table = Table::new(
        "A page of news brought in (ms)",
        &[
            "HTML, bytes",
            "ours",
            "a megabyte",
            "Readability",
            "a megabyte",
            "of Readability",
            "letters",
            "its letters",
        ],
    );
    let ([ours_first, theirs_first], measured) = ended.await?;
    for page in measured {
        anyhow::ensure!(page.said.is_empty(), "{}", page.said);
        let each = |ms: f64| ms / (page.bytes as f64 / 1e6);
        table.row(&[
            page.bytes.to_string(),
            ms(page.ours),
            ms(each(page.ours)),
            ms(page.theirs),
            ms(each(page.theirs)),
            format!("{:.2}", page.ours / page.theirs),
            page.kept.to_string(),
            page.found.to_string(),
        ]);
    }
    table.note("goal: not slower; ours with the way to the worker and back, and the blocks");
    table.note("Readability: DOMParser and parse(), on the page's own thread; in turns; medians of 5, or 50 of the smallest");
    table.note(&format!(
        "the very first page, of the smallest size, before the browser has compiled anything: {} and {}",
        ms(ours_first),
        ms(theirs_first)
    ));
    table.print();
    Ok(())
}
