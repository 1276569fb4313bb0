//! The computer's clock is set back.

use super::{MILL, mark, says};
use hearsay_e2e::play;
use serde_json::json;

/// The page's clock is three days behind.
const BACK: &str = "
    const real = Date;
    const late = () => real.now() - 3 * 86_400_000;
    Date = class extends real {
        constructor(...given) { given.length ? super(...given) : super(late()); }
        static now() { return late(); }
    };";

#[tokio::test]
async fn clock_set_back_loses_no_act_and_no_order() -> anyhow::Result<()> {
    play("clock_set_back", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        let back = json!({ "source": BACK });
        app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", back).await?;
        app.reload().await?;
        app.until_shown("the article is open again", |shown| shown.rows.len() == 2).await?;
        mark(app, "s", "The ministry").await?;
        says(app, "Saved").await?;
        app.reload().await?;
        app.until_shown("all are there", |shown| shown.rows.len() == 3).await?;
        app.undo().await?;
        let shown = app.until_shown("the last act is taken back", |shown| shown.rows.len() == 2).await?;
        assert!(shown.rows.iter().all(|row| row.words != "The ministry"), "{shown:?}");
        app.redo().await?;
        app.until_shown("and made again", |shown| shown.rows.len() == 3).await?;
        app.paste_article("Another headline\n\nWith a paragraph.").await?;
        app.reload().await?;
        app.shows("With a paragraph").await?;
        app.open_article("Mill to close in May").await?;
        app.until_shown("and the first is whole", |shown| shown.rows.len() == 3).await.map(drop)
    })
    .await
}
