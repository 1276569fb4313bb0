//! How quick the app is in a real browser: `cargo xtask bench browser`.
//!
//! One idea: everything is timed inside the page (`bench/measure.js`), from the browser's own
//! time of the event to the frame that shows its effect, on articles that are generated the same
//! every time and come in through Import, as a person's would. Beside it, in the same run and the
//! same browser, stands the floor: a page that wraps the same ranges and does nothing else.
//!
//! It prints tables and writes nothing. Name one or more of `acts`, `showing`, `scrolling`,
//! `anchoring`, `import`, `library`, `first-use` to run only those. What the figures mean and what they were is in
//! `docs/performance.md`.

mod acts;
mod anchoring;
mod articles;
mod first_use;
mod importing;
mod library;
#[path = "../../../../../benches/news/mod.rs"]
mod news;
mod page;
mod scrolling;
mod showing;
mod size;
mod table;

use hearsay_e2e::environment;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    let dist = environment::dist()?;
    if is_wanted("size") {
        size::report(&dist)?;
    }
    if is_wanted("first-use") {
        first_use::measure(&dist).await?;
    }
    if is_wanted("showing") {
        showing::measure(&dist).await?;
    }
    if is_wanted("acts") {
        acts::measure(&dist).await?;
    }
    if is_wanted("anchoring") {
        anchoring::measure(&environment::anchoring()?).await?;
    }
    if is_wanted("library") {
        library::measure(&dist).await?;
    }
    if is_wanted("import") {
        importing::measure(&dist, &environment::readability()?).await?;
    }
    if is_wanted("scrolling") {
        scrolling::measure(&dist).await?;
    }
    Ok(())
}
