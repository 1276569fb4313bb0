//! Making and deleting one annotation: from the key to the frame that shows it.

use crate::articles::Made;
use crate::news::{BOOK, CROWDED};
use crate::page::{self, Work};
use crate::table::{Table, median, ms};
use hearsay_e2e::{Browser, Server};
use serde::Deserialize;
use std::path::Path;

const RUNS: u32 = 21;

/// One act, in milliseconds from the key's own time.
#[derive(Clone, Copy, Deserialize)]
struct Act {
    heard: f64,
    changed: f64,
    painted: f64,
    commit: f64,
}

/// The medians of several acts.
struct Medians {
    heard: f64,
    changed: f64,
    painted: f64,
    slowest: f64,
    commit: f64,
    script: f64,
    style: f64,
    layout: f64,
    task: f64,
}

pub(crate) async fn measure(dist: &Path) -> anyhow::Result<()> {
    let server = Server::start(dist).await?;
    let mut table = Table::new(
        "One act, from key to painted frame (ms, medians)",
        &["", "painted", "slowest", "heard", "changed", "commit", "script", "style", "layout", "main thread"],
    );
    let mut small = [0.0; 3];
    for size in [CROWDED, BOOK] {
        let made = Made::new(size)?;
        let app = page::app(&server, &[&made]).await?;
        let all = runs(&app.browser).await?;
        for (n, (name, acts)) in ["mark", "delete", "least"].into_iter().zip(all).enumerate() {
            table.row(&[
                format!("{name}, {}", made.title),
                ms(acts.painted),
                ms(acts.slowest),
                ms(acts.heard),
                ms(acts.changed),
                ms(acts.commit),
                ms(acts.script),
                ms(acts.style),
                ms(acts.layout),
                ms(acts.task),
            ]);
            if size == CROWDED {
                small[n] = acts.painted;
            } else {
                table.note(&format!("{name}: the large is {:.2} of the small", acts.painted / small[n]));
            }
        }
    }
    table.note("goals: painted within 33 ms; the large at most 1.5 of the small");
    table.note("least: a key that adds one letter to a paragraph, without the app");
    table.print();
    Ok(())
}

async fn runs(browser: &Browser) -> anyhow::Result<[Medians; 3]> {
    let (mut marked, mut deleted, mut least) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let part = 0.1 + 0.8 * f64::from(run) / f64::from(RUNS);
        let _: String = page::ask(browser, &format!("bench.select({part})")).await?;
        marked.push(act(browser, "arm", ("c", "KeyC", 67)).await?);
        deleted.push(act(browser, "arm", ("Delete", "Delete", 46)).await?);
        least.push(act(browser, "armLeast", ("x", "KeyX", 88)).await?);
    }
    Ok([medians(&marked), medians(&deleted), medians(&least)])
}

async fn act(
    browser: &Browser,
    arm: &str,
    (key, code, number): (&str, &str, u32),
) -> anyhow::Result<(Act, Work)> {
    let arm = format!("bench.after(250).then(() => (bench.{arm}(), true))");
    let _: bool = page::ask(browser, &arm).await?;
    let before = Work::so_far(browser).await?;
    page::press(browser, key, code, number).await?;
    let act: Act = page::ask(browser, "bench.acted").await?;
    Ok((act, before.since(browser).await?))
}

fn medians(acts: &[(Act, Work)]) -> Medians {
    let of = |what: fn(&(Act, Work)) -> f64| median(acts.iter().map(what));
    Medians {
        heard: of(|(act, _)| act.heard),
        changed: of(|(act, _)| act.changed),
        painted: of(|(act, _)| act.painted),
        slowest: acts.iter().map(|(act, _)| act.painted).fold(0.0, f64::max),
        commit: of(|(act, _)| act.commit),
        script: of(|(_, work)| work.script),
        style: of(|(_, work)| work.style),
        layout: of(|(_, work)| work.layout),
        task: of(|(_, work)| work.task),
    }
}
