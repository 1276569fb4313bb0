//! Scrolling a book from top to bottom.

use crate::articles::Made;
use crate::news::BOOK;
use crate::page;
use crate::table::{Table, median, ms};
use hearsay_e2e::Server;
use std::path::Path;

const FRAMES: u32 = 300;
const RUNS: usize = 5;
/// Longer than two frames: something was dropped.
const LONG: f64 = 33.4;

pub(crate) async fn measure(dist: &Path) -> anyhow::Result<()> {
    let server = Server::start(dist).await?;
    let made = Made::new(BOOK)?;
    let app = page::app(&server, &[&made]).await?;
    let mut table = Table::new(
        &format!("Scrolling {} in {FRAMES} frames", made.title),
        &["run", "over 33 ms", "median ms", "slowest ms"],
    );
    for run in 1..=RUNS {
        let took: Vec<f64> = page::ask(&app.browser, &format!("bench.scroll({FRAMES})")).await?;
        table.row(&[
            run.to_string(),
            took.iter().filter(|ms| **ms > LONG).count().to_string(),
            ms(median(took.iter().copied())),
            ms(took.iter().copied().fold(0.0, f64::max)),
        ]);
    }
    table.print();
    Ok(())
}
