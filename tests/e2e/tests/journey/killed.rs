//! A browser that dies the moment something is painted has kept it.

use super::{MILL, mark, mark_quote_only};
use hearsay_e2e::{Hearsay, play, wait};
use std::time::Instant;

/// Presses a key that marks, kills the browser at the first sight of the mark,
/// and starts it again.
pub(super) async fn as_soon_as_painted(app: &mut Hearsay, key: &str) -> anyhow::Result<()> {
    let count = "return document.querySelectorAll('mark').length;";
    let before: usize = app.browser.script(count, &[]).await?;
    // What the page has said so far would die with it.
    app.browser.check_console().await?;
    app.press(key).await?;
    let pressed = Instant::now();
    // Asked without a pause: every millisecond between would help to save it.
    while app.browser.script::<usize>(count, &[]).await? == before {
        anyhow::ensure!(pressed.elapsed() < wait::PATIENCE, "nothing is painted after `{key}`");
    }
    app.kill_and_restart().await
}

#[tokio::test]
async fn what_was_painted_is_kept() -> anyhow::Result<()> {
    play("what_was_painted_is_kept", async |stage| {
        let app = &mut stage.app;
        app.paste_article(MILL).await?;
        let mut kept = app.shown().await?;
        for (key, words) in [("s", "Ms Rao"), ("c", "on the Orrow"), ("q", "prices fell in April")] {
            app.select_text(words, 0).await?;
            as_soon_as_painted(app, key).await?;
            let shown = app
                .until_shown(
                    &format!("“{words}” outlives the browser"),
                    |shown| matches!(shown.new_since(&kept)[..], [row] if row.words == words),
                )
                .await?;
            assert_eq!(shown.rows.len(), kept.rows.len() + 1, "and so does all that was there before");
            kept = shown;
        }
        for left in (0..3).rev() {
            app.undo().await?;
            app.until_shown("each can be undone", |shown| shown.rows.len() == left).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_deleted_stays_deleted() -> anyhow::Result<()> {
    play("what_was_deleted_stays_deleted", async |stage| {
        let app = &mut stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        mark_quote_only(app, "“Prices fell,”").await?;
        app.click_row(&claim.id).await?;
        app.until_focused("claim", "will close in May").await?;
        app.press("Delete").await?;
        app.until_shown("it is gone", |shown| shown.row(&claim.id).is_none()).await?;
        app.kill_and_restart().await?;
        let shown = app.until_shown("the other is there", |shown| shown.rows.len() == 1).await?;
        assert_eq!(shown.rows[0].kind, "quote");
        app.press("Control+z").await?;
        let back = app.until_shown("it is brought back", |shown| shown.rows.len() == 2).await?;
        assert_eq!(back.row(&claim.id).map(|row| row.words.as_str()), Some("will close in May"));
        Ok(())
    })
    .await
}
