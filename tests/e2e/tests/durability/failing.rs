//! The app itself fails.

use super::{MILL, mark};
use hearsay_e2e::{Role, play, wait};

#[tokio::test]
async fn failing_app_says_so_and_gives_the_data_out() -> anyhow::Result<()> {
    play("failing_app_says_so", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        // The page's own ways are broken, so that drawing fails inside the app.
        let broken =
            "Node.prototype.insertBefore = () => { throw new Error('broken by the test'); }; return true;";
        app.browser.script::<bool>(broken, &[]).await?;
        for expected in
            ["broken by the test", "panicked", "unreachable", "RuntimeError", "failed to", "Uncaught"]
        {
            app.browser.expect_in_console(expected);
        }
        app.select_text("Ms Rao", 0).await?;
        app.press("s").await?;
        wait::until("the screen is there", async || {
            app.browser.has(Role::Button, "Copy a report").await.map(|has| has.then_some(()))
        })
        .await?;
        let said: String =
            app.browser.script("return document.querySelector('.stopped').textContent;", &[]).await?;
        assert!(said.contains("Hearsay has stopped") && said.contains("is saved"), "{said}");
        for words in ["Mill", "Rao", "Orrow", "broken by"] {
            assert!(!said.contains(words), "the report holds the person’s text: {said}");
        }
        // What was done is there after a reload, and can be had without the app.
        app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        let file =
            app.browser.download(async || app.browser.click(Role::Button, "Export all data").await).await?;
        assert!(std::fs::read_to_string(file)?.contains("will close in May"));
        app.browser.goto(stage.server.url()).await?;
        app.until_shown("the claim is kept", |shown| !shown.rows.is_empty()).await.map(drop)
    })
    .await
}
