//! A browser that lets nobody keep anything.

use super::{MILL, mark};
use hearsay_e2e::{play, wait};
use serde_json::{Value, json};

const REFUSE: &str = "
    Object.defineProperty(IDBFactory.prototype, 'open', { value() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
    } });";

#[tokio::test]
async fn without_a_database_the_app_says_so_and_works() -> anyhow::Result<()> {
    play("without_a_database_the_app_says_so_and_works", async |stage| {
        let app = &stage.app;
        let on_start = json!({ "source": REFUSE });
        app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
        app.reload().await?;
        wait::until("the app says that it cannot keep anything", async || {
            let line = app.storage_line().await?;
            let says = ["does not let Hearsay keep data", "insecure", "export it"];
            anyhow::ensure!(says.iter().all(|words| line.contains(words)), "it says “{line}”");
            Ok(Some(()))
        })
        .await?;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        app.press("v").await?;
        mark(app, "s", "Ms Rao").await?;
        app.press("Control+z").await?;
        app.until_shown("undo works", |shown| shown.rows.len() == 1).await?;
        // Another article, and back: it is still in memory.
        app.paste_article("Another headline\n\nWith a paragraph.").await?;
        app.open_article("Mill to close in May").await?;
        app.until_shown("the claim is there", |shown| shown.row(&claim.id).is_some()).await?;
        let file = app.export().await?;
        let exported: Value = serde_json::from_slice(&file)?;
        assert_eq!(exported["articles"][0]["annotations"][0]["id"], claim.id.as_str());
        // As announced: a reload forgets, and the file brings it back.
        app.reload().await?;
        app.library_holds(&[]).await?;
        let path = app.browser.profile().temporary().join("taken-away.json");
        std::fs::write(&path, file)?;
        app.import_file(&path).await?;
        app.until_shown("it is back", |shown| {
            shown.row(&claim.id).is_some_and(|row| row.by == "the article’s voice")
        })
        .await
        .map(drop)
    })
    .await
}
