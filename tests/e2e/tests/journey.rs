//! What people do with Hearsay, from beginning to end, in a real browser.
//!
//! [`whole`] is the main job on one article: paste, mark, attribute, lose the
//! browser, take it away, bring it back. The others are short ways through one
//! part of the interface each.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "journey/accessible.rs"]
mod accessible;
#[path = "journey/arriving.rs"]
mod arriving;
#[path = "journey/attributing.rs"]
mod attributing;
#[path = "journey/bringing.rs"]
mod bringing;
#[path = "journey/by_key.rs"]
mod by_key;
#[path = "journey/by_touch.rs"]
mod by_touch;
#[path = "journey/crowded.rs"]
mod crowded;
#[path = "journey/damaged.rs"]
mod damaged;
#[path = "journey/foreign.rs"]
mod foreign;
#[path = "journey/keyboard.rs"]
mod keyboard;
#[path = "journey/killed.rs"]
mod killed;
#[path = "journey/library.rs"]
mod library;
#[path = "journey/margin.rs"]
mod margin;
#[path = "journey/named.rs"]
mod named;
#[path = "journey/overlap.rs"]
mod overlap;
#[path = "journey/plan.rs"]
mod plan;
#[path = "journey/refused.rs"]
mod refused;
#[path = "journey/selecting.rs"]
mod selecting;
#[path = "journey/typing.rs"]
mod typing;
#[path = "journey/versions.rs"]
mod versions;
#[path = "journey/whole.rs"]
mod whole;

use hearsay_e2e::Hearsay;
use hearsay_e2e::hearsay::{Row, Shown};

/// The article that comes with the app.
const SAMPLE: &str = include_str!("../../../src/sample/article.txt");

/// A short article, for what needs no long one.
const MILL: &str = "\
Mill to close in May

The old mill on the Orrow will close in May, its owner said on Monday.

“Prices fell,” said Ms Rao, who runs it. “We could not go on.”

The ministry said that prices fell in April.
";

/// Marks words by a key, and awaits the annotation in text and list.
async fn mark(app: &Hearsay, key: &str, words: &str) -> anyhow::Result<Row> {
    let before = app.shown().await?;
    app.select_text(words, 0).await?;
    app.press(key).await?;
    made_since(app, &before, words).await
}

/// Awaits one new annotation on these words.
async fn made_since(app: &Hearsay, before: &Shown, words: &str) -> anyhow::Result<Row> {
    let is_made = |shown: &Shown| matches!(shown.new_since(before)[..], [row] if shown.words_of(&row.id).replace('\n', "") == words.replace('\n', ""));
    let shown = app.until_shown(&format!("“{words}” is marked"), is_made).await?;
    Ok(shown.new_since(before)[0].clone())
}

/// The same as [`mark`] for a quote, whose picker is closed for now.
async fn mark_quote_only(app: &Hearsay, words: &str) -> anyhow::Result<Row> {
    let row = mark(app, "q", words).await?;
    app.picker().await?;
    app.press("Escape").await?;
    closed(app).await?;
    Ok(row)
}

/// Awaits that the picker is closed.
async fn closed(app: &Hearsay) -> anyhow::Result<()> {
    hearsay_e2e::wait::until(
        "the picker is closed",
        async || Ok((!app.picker_is_open().await?).then_some(())),
    )
    .await
}
