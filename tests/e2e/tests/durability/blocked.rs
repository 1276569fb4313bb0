//! A database of the first version, held by a tab that does not let go of it.

use hearsay_e2e::{Hearsay, play, wait};
use serde_json::Value;

/// The database as version 1 wrote it: each store, each key, each value.
const VERSION_1: &str = include_str!("../../../web/version-1.json");

/// Makes a database of version 1 and keeps it open, deaf to whoever asks for it.
const HOLD: &str = "
    const [stores] = arguments;
    return new Promise((done, failed) => {
        indexedDB.deleteDatabase('hearsay').onsuccess = () => {
            const request = indexedDB.open('hearsay', 1);
            request.onerror = () => failed(request.error);
            request.onupgradeneeded = () => {
                for (const [name, records] of Object.entries(stores)) {
                    const store = request.result.createObjectStore(name);
                    for (const [key, value] of Object.entries(records)) store.put(value, key);
                }
            };
            request.onsuccess = () => { window.held = request.result; done(true); };
        };
    });";

#[tokio::test]
async fn upgrade_that_another_tab_holds_up_is_told_and_goes_on_by_itself() -> anyhow::Result<()> {
    play("upgrade_held_up", async |stage| {
        let app: &Hearsay = &stage.app;
        let web = app.browser.web()?;
        let old = web.window().await?;
        app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        app.browser.script::<bool>(HOLD, &[serde_json::from_str::<Value>(VERSION_1)?]).await?;
        let new = web.new_tab().await?;
        web.switch_to_window(new.clone()).await?;
        app.browser.goto(stage.server.url()).await?;
        wait::until("the page says what is in the way", async || {
            let article = app.article().await?.text().await?;
            Ok(article.contains("Close the other tab of Hearsay").then_some(()))
        })
        .await?;
        web.switch_to_window(old).await?;
        web.close_window().await?;
        web.switch_to_window(new).await?;
        // One of the two was in the bin.
        app.library_holds(&["Title 2"]).await?;
        app.open_article("Title 2").await?;
        let shown = app.until_shown("its annotations are there", |shown| shown.rows.len() == 5).await?;
        // And it is written on.
        app.click_row(&shown.rows[0].id).await?;
        app.press("Delete").await?;
        app.until_shown("one less", |shown| shown.rows.len() == 4).await?;
        app.reload().await?;
        app.until_shown("one less for good", |shown| shown.rows.len() == 4).await.map(drop)
    })
    .await
}
