//! Never lose a word: each fault really made, in a real browser.
//!
//! `docs/durability.md` says which promise each of these holds the app to. Random interleavings
//! of tabs, crashes and full disks are tried without a browser, in `tests/durability.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "durability/aborted.rs"]
mod aborted;
#[path = "durability/backup.rs"]
mod backup;
#[path = "durability/blocked.rs"]
mod blocked;
#[path = "durability/clock.rs"]
mod clock;
#[path = "durability/damaged.rs"]
mod damaged;
#[path = "durability/failing.rs"]
mod failing;
#[path = "durability/killed.rs"]
mod killed;
#[path = "durability/offline.rs"]
mod offline;
#[path = "durability/own_files.rs"]
mod own_files;
#[path = "durability/room.rs"]
mod room;
#[path = "durability/upgraded.rs"]
mod upgraded;
#[path = "durability/windows.rs"]
mod windows;

use hearsay_e2e::{Hearsay, wait};

/// A short article.
const MILL: &str = "\
Mill to close in May

The old mill on the Orrow will close in May, its owner said on Monday.

“Prices fell,” said Ms Rao, who runs it. “We could not go on.”

The ministry said that prices fell in April.
";

/// Marks words by a key, and awaits that there is one mark more.
async fn mark(app: &Hearsay, key: &str, words: &str) -> anyhow::Result<()> {
    let before = app.shown().await?.rows.len();
    app.select_text(words, 0).await?;
    app.press(key).await?;
    app.until_shown(&format!("“{words}” is marked"), |shown| shown.rows.len() == before + 1).await.map(drop)
}

/// Awaits that the line at the foot says these words.
async fn says(app: &Hearsay, words: &str) -> anyhow::Result<()> {
    wait::until(format!("the foot says “{words}”"), async || {
        let script = "return document.querySelector('footer')?.textContent ?? '';";
        let line: String = app.browser.script(script, &[]).await?;
        anyhow::ensure!(line.contains(words), "it says “{line}”");
        Ok(Some(()))
    })
    .await
}
