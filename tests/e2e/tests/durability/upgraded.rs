//! Another window brings a newer version of the database.

use super::{MILL, mark, says};
use hearsay_e2e::play;

/// What a newer version of the app would do on its first visit.
const UPGRADE: &str = "
    return new Promise((done, failed) => {
        const request = indexedDB.open('hearsay', 99);
        request.onsuccess = () => { request.result.close(); done(true); };
        request.onerror = () => failed(request.error);
        request.onblocked = () => failed(new Error('it is blocked'));
    });";

#[tokio::test]
async fn left_behind_window_says_so_and_loses_nothing() -> anyhow::Result<()> {
    play("left_behind_window_says_so", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        assert!(app.browser.script::<bool>(UPGRADE, &[]).await?);
        says(app, "Hearsay was updated in another tab").await?;
        app.select_text("Ms Rao", 0).await?;
        app.press("s").await?;
        says(app, "nothing was changed").await?;
        assert_eq!(app.shown().await?.rows.len(), 1);
        // This app is older than the database now: it reads, and takes away.
        app.click("Reload").await?;
        says(app, "A newer version of Hearsay keeps its articles here").await?;
        app.until_shown("what was done is there", |shown| shown.rows.len() == 1).await?;
        let file = String::from_utf8(app.export().await?)?;
        assert!(file.contains("will close in May"));
        Ok(())
    })
    .await
}
