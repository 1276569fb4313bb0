//! The disk is full.

use super::{MILL, mark, says};
use hearsay_e2e::{play, wait};
use serde_json::json;
use thirtyfour::By;

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

#[tokio::test]
async fn disk_that_fills_up_in_the_middle_of_a_transaction_leaves_what_was_there() -> anyhow::Result<()> {
    play("disk_fills_up_in_the_middle", async |stage| {
        let app = &stage.app;
        let origin = stage.server.url().trim_end_matches('/').to_owned();
        // Room for an article, not for thousands of notes. The app's own files take some, once they
        // are kept for working without a network.
        let kept = "return navigator.serviceWorker.ready.then(() => navigator.storage.estimate()).then((room) => room.usage);";
        let used: u64 = app.browser.script(kept, &[]).await?;
        let little = json!({ "origin": origin, "quotaSize": used + 400_000 });
        app.browser.execute_cdp("Storage.overrideQuotaForOrigin", little).await?;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        says(app, "Saved").await?;
        let mut file: serde_json::Value = serde_json::from_slice(&app.export().await?)?;
        let article = &mut file["articles"][0];
        let mut annotation = article["annotations"][0].clone();
        annotation["note"] = "A note that takes some room. ".repeat(100).into();
        let many: Vec<serde_json::Value> = (0..1_000)
            .map(|n| {
                let id = annotation["id"].as_str().unwrap_or_default();
                let mut annotation = annotation.clone();
                annotation["id"] = format!("{}{n:04}", &id[..id.len() - 4]).into();
                annotation
            })
            .collect();
        article["annotations"] = many.into();
        let path = app.browser.profile().temporary().join("many.json");
        std::fs::write(&path, file.to_string())?;
        app.import_file(&path).await?;
        let keep_both = wait::until("the app asks what to do", async || {
            Ok(app.browser.web()?.find_all(By::Css("#question input[type=radio]")).await?.into_iter().nth(1))
        })
        .await?;
        keep_both.click().await?;
        app.click("Take it in").await?;
        says(app, "Not saved: the disk is full").await?;
        // The page is gone, and with it what could not be kept: not what was.
        app.browser.check_console().await?;
        app.reload().await?;
        app.open_article("Mill to close in May").await?;
        let shown = app.until_shown("what was kept is there", |shown| !shown.rows.is_empty()).await?;
        assert_eq!(shown.rows.len(), 1, "and nothing of the half that found room");
        app.browser.execute_cdp("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
        mark(app, "s", "Ms Rao").await?;
        says(app, "Saved").await
    })
    .await
}
