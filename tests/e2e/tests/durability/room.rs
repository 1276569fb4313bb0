//! The disk is full.

use super::{MILL, mark, says};
use hearsay_e2e::play;
use serde_json::json;

#[tokio::test]
async fn full_disk_is_told_and_nothing_is_lost_when_there_is_room_again() -> anyhow::Result<()> {
    play("full_disk_is_told", async |stage| {
        let app = &stage.app;
        // Before the first write: the browser remembers for half a minute how much room there was.
        let origin = stage.server.url().trim_end_matches('/').to_owned();
        let full = json!({ "origin": origin, "quotaSize": 1000 });
        app.browser.execute_cdp("Storage.overrideQuotaForOrigin", full).await?;
        app.paste_article(MILL).await?;
        says(app, "Not saved: the disk is full").await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        app.undo().await?;
        says(app, "Not saved").await?;
        app.until_shown("work goes on", |shown| shown.rows.len() == 1).await?;
        let file = String::from_utf8(app.export().await?)?;
        assert!(file.contains("will close in May"), "it can be taken away");
        // Room again: the next act takes along what was not saved.
        app.browser.execute_cdp("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
        mark(app, "s", "The ministry").await?;
        says(app, "Saved").await?;
        app.reload().await?;
        let shown = app.until_shown("both are there", |shown| shown.rows.len() == 2).await?;
        let words: Vec<&str> = shown.rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(words, ["will close in May", "The ministry"]);
        for left in [1, 0] {
            app.undo().await?;
            app.until_shown("and each can be undone", |shown| shown.rows.len() == left).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_browser_clears_is_kept_again_while_it_is_open() -> anyhow::Result<()> {
    play("what_the_browser_clears", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        // As an eviction does: the database is closed under the page, and deleted.
        let all = json!({ "origin": stage.server.url().trim_end_matches('/'), "storageTypes": "indexeddb" });
        app.browser.execute_cdp("Storage.clearDataForOrigin", all).await?;
        says(app, "The browser cleared what Hearsay had kept").await?;
        app.until_shown("the article is still open", |shown| shown.rows.len() == 1).await?;
        app.reload().await?;
        app.open_article("Mill to close in May").await?;
        app.until_shown("and is kept again", |shown| shown.rows.len() == 1).await.map(drop)
    })
    .await
}
