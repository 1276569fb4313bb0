//! A library of a thousand articles with a hundred thousand annotations: brought in from a
//! backup, opened, searched, backed up.

use crate::news::{self, Size};
use crate::page;
use crate::table::{Table, median, ms};
use anyhow::Context as _;
use hearsay::annotation::Document;
use hearsay::format::hearsay as file;
use hearsay::record::{Stamp, Timestamp};
use hearsay_e2e::{Hearsay, Server, wait};
use serde_json::{Value, json};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};
use thirtyfour::By;

const ARTICLES: u64 = 1_000;
const EACH: Size = Size { words: 600, annotations: 100 };
const RUNS: usize = 5;
/// What takes longer than this has failed.
const LONG: Duration = Duration::from_secs(600);

pub(crate) async fn measure(dist: &Path) -> anyhow::Result<()> {
    let server = Server::start(dist).await?;
    let app = Hearsay::open(page::browser().await?, server.url()).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("library.json");
    let written = write(&path)?;
    let mut table = Table::new(
        &format!("A library of {ARTICLES} articles with {} annotations", ARTICLES * EACH.annotations as u64),
        &["what", "ms"],
    );
    table.note(&format!("The backup has {} MB.", written / 1_000_000));

    app.click("Library").await?;
    app.click("Backup…").await?;
    let begun = Instant::now();
    app.browser.web()?.find(By::Css("#backup-file")).await?.send_keys(path.to_string_lossy()).await?;
    until(&app, "document.querySelector('dialog .taken li')").await?;
    table.row(&["a backup chosen to what it would bring".to_owned(), ms(millis(begun))]);
    let begun = Instant::now();
    app.click("Bring it in").await?;
    until(&app, "document.querySelector('.saved[data-ok]') && document.querySelector('.card')").await?;
    table.row(&["brought in and kept".to_owned(), ms(millis(begun))]);

    let mut opened = Vec::new();
    for _ in 0..RUNS {
        app.reload().await?;
        until(&app, "document.querySelector('.card')").await?;
        let at: f64 = page::ask(&app.browser, "bench.painted()").await?;
        opened.push(at);
    }
    table.row(&["opened: navigation to the library painted".to_owned(), ms(median(opened.into_iter()))]);
    let memory = app.browser.execute_cdp("Runtime.getHeapUsage", json!({})).await?;
    let used = memory["usedSize"].as_f64().unwrap_or_default() / 1e6;
    table.note(&format!("Memory after opening: {used:.1} MB of script, without WebAssembly’s own."));

    until(&app, "document.querySelector('[aria-label=\"Find an article\"]')").await?;
    let script = "
        return (async () => {
          const field = document.querySelector('[aria-label=\"Find an article\"]');
          const took = [];
          for (const words of ['9', '99', '999', '99', '9', '']) {
            const begun = performance.now();
            field.value = words;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            took.push((await bench.painted()) - begun);
          }
          return took;
        })();";
    let took: Vec<f64> = app.browser.script(script, &[]).await?;
    table.row(&["a letter typed to the articles found".to_owned(), ms(median(took.into_iter()))]);

    let script = "
        return (async () => {
          const begun = performance.now();
          document.querySelector('.card-open').click();
          await bench.once(() => document.querySelector('#article mark'));
          return (await bench.painted()) - begun;
        })();";
    let took: f64 = app.browser.script(script, &[]).await?;
    table.row(&["an article opened".to_owned(), ms(took)]);

    app.click("Library").await.ok();
    let begun = Instant::now();
    let script = "[...document.querySelectorAll('button')].find((b) => b.textContent === 'Backup…').click(); return true;";
    app.browser.script::<bool>(script, &[]).await?;
    app.click("Back up now").await?;
    wait::until_after(LONG, "the backup is downloaded", async || {
        Ok(app.browser.profile().downloaded()?.into_iter().next())
    })
    .await?;
    table.row(&["everything backed up, in the worker".to_owned(), ms(millis(begun))]);
    table.print();
    Ok(())
}

async fn until(app: &Hearsay, what: &str) -> anyhow::Result<()> {
    wait::until_after(LONG, what.to_owned(), async || {
        let found: Value = app.browser.script(&format!("return !!({what});"), &[]).await?;
        Ok((found == Value::Bool(true)).then_some(()))
    })
    .await
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// Writes the library as a backup; its bytes.
fn write(path: &Path) -> anyhow::Result<u64> {
    let one = news::document(EACH).ok().context("what was generated is no article")?;
    let documents: Vec<Document> = (0..ARTICLES).map(|n| another(&one, n)).collect();
    let none = file::Past::default();
    let articles = documents.iter().map(|document| (document, &none)).collect();
    let text = file::write_backup(articles, &file::Chosen::default(), Timestamp::from_millis(0));
    std::fs::write(path, &text)?;
    Ok(text.len() as u64)
}

/// The same article with ids of its own and another title.
fn another(one: &Document, n: u64) -> Document {
    let stamp = Stamp { at: Timestamp::from_millis(1_700_000_000_000 + n), random: u128::from(n) << 96 };
    let mut document = hearsay::format::fresh::with_fresh_ids(one, stamp);
    Rc::make_mut(&mut document.article).about.title = format!("Report {n}");
    document
}
