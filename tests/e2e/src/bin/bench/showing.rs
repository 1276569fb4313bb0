//! Showing an article from the library, beside the floor.

use crate::articles::Made;
use crate::news::{BOOK, CROWDED, DENSE, Size};
use crate::page::{self, Work};
use crate::table::{Table, median, ms};
use hearsay_e2e::{Browser, Server};
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

const RUNS: usize = 7;
/// What is opened in between, so that opening has something to replace.
const OTHER: Size = Size { words: 300, annotations: 0 };

/// When what was there, in milliseconds from the click.
#[derive(Clone, Copy, Deserialize)]
struct Opened {
    given: f64,
    first: f64,
    all: f64,
}

/// The floor, in milliseconds from the annotations given.
#[derive(Clone, Copy, Deserialize)]
struct Wrapped {
    all: f64,
    marks: usize,
}

pub(crate) async fn measure(dist: &Path) -> anyhow::Result<()> {
    let server = Server::start(dist).await?;
    let mut table = Table::new(
        "Showing an article (ms, medians)",
        &["", "read", "first screen", "all marks", "main thread", "of it reading", "of floor"],
    );
    for size in [CROWDED, DENSE, BOOK] {
        let made = Made::new(size)?;
        let floor = floor(&made).await?;
        table.row(&[
            format!("floor, {}", made.title),
            String::new(),
            ms(floor.first),
            ms(floor.all),
            ms(floor.work),
            String::new(),
            "1".into(),
        ]);
        let app = app(&server, &made).await?;
        table.row(&[
            format!("app, {}", made.title),
            ms(app.read),
            ms(app.first),
            ms(app.all),
            ms(app.work),
            ms(app.reading),
            format!("{:.2}", (app.work - app.reading) / floor.work),
        ]);
    }
    table.note("read: click to records read; first screen and all marks: from there to painted");
    table.note("main thread: processor time from click to all marks painted");
    table.note("of it reading: what the same reads cost by themselves; of floor: without them; goal 2.5");
    table.print();
    Ok(())
}

/// Medians.
struct Shown {
    read: f64,
    first: f64,
    all: f64,
    work: f64,
    reading: f64,
}

async fn app(server: &Server, made: &Made) -> anyhow::Result<Shown> {
    let other = Made::new(OTHER)?;
    let app = page::app(server, &[made, &other]).await?;
    let (mut all, mut works, mut readings) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let (opened, work) = open(&app.browser, made).await?;
        // The first time warms up.
        if run > 0 {
            all.push(opened);
            works.push(work.task);
        }
        open(&app.browser, &other).await?;
        let before = Work::so_far(&app.browser).await?;
        let _: u32 = page::ask(&app.browser, "bench.read()").await?;
        readings.push(before.since(&app.browser).await?.task);
    }
    let of = |what: fn(&Opened) -> f64| median(all.iter().map(what));
    Ok(Shown {
        read: of(|o| o.given),
        first: of(|o| o.first - o.given),
        all: of(|o| o.all - o.given),
        work: median(works.into_iter()),
        reading: median(readings.into_iter()),
    })
}

async fn open(browser: &Browser, made: &Made) -> anyhow::Result<(Opened, Work)> {
    let _: bool = page::ask(browser, "bench.after(300).then(() => true)").await?;
    let before = Work::so_far(browser).await?;
    let call = format!("bench.open({}, {})", json!(made.title), made.marks);
    let opened: Opened = page::ask(browser, &call).await?;
    Ok((opened, before.since(browser).await?))
}

/// The floor page in a browser of its own.
async fn floor(made: &Made) -> anyhow::Result<Shown> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("index.html"), include_str!("../../../bench/floor.html"))?;
    std::fs::write(folder.path().join("floor.js"), include_str!("../../../bench/floor.js"))?;
    std::fs::write(folder.path().join("given.json"), made.for_floor()?)?;
    let server = Server::start(folder.path()).await?;
    let browser = page::browser().await?;
    browser.goto(server.url()).await?;
    let _: bool = page::ask(&browser, "floor.show('given.json').then(() => true)").await?;
    let (mut all, mut works) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let _: bool = page::ask(&browser, "floor.ready()").await?;
        let before = Work::so_far(&browser).await?;
        let wrapped: Wrapped = page::ask(&browser, "floor.run()").await?;
        let work = before.since(&browser).await?;
        anyhow::ensure!(
            wrapped.marks == made.marks,
            "the floor drew {} marks, not {}",
            wrapped.marks,
            made.marks
        );
        if run > 0 {
            all.push(wrapped);
            works.push(work.task);
        }
    }
    let of = |what: fn(&Wrapped) -> f64| median(all.iter().map(what));
    let all = of(|w| w.all);
    Ok(Shown { read: 0.0, first: all, all, work: median(works.into_iter()), reading: 0.0 })
}
