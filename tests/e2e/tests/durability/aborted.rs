//! The browser takes a transaction back in the middle, or closes the database.

use super::{MILL, mark, says};
use hearsay_e2e::{Hearsay, play};
use thirtyfour::By;

/// The next transaction that writes is aborted after its second record.
const ABORT: &str = "
    const put = IDBObjectStore.prototype.put;
    let left = 2;
    IDBObjectStore.prototype.put = function (...record) {
        const request = put.apply(this, record);
        left -= 1;
        if (left === 0) this.transaction.abort();
        return request;
    };
    return true;";

#[tokio::test]
async fn aborted_transaction_leaves_nothing_and_is_made_up_for() -> anyhow::Result<()> {
    play("aborted_transaction", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        app.browser.script::<bool>(ABORT, &[]).await?;
        mark(app, "s", "Ms Rao").await?;
        says(app, "Not saved").await?;
        app.click("Try again").await?;
        says(app, "Saved").await?;
        app.browser.script::<bool>(ABORT, &[]).await?;
        mark(app, "s", "The ministry").await?;
        says(app, "Not saved").await?;
        // The next act takes it along.
        mark(app, "s", "its owner").await?;
        says(app, "Saved").await?;
        app.reload().await?;
        app.until_shown("all is there", |shown| shown.rows.len() == 4).await?;
        for left in [3, 2, 1, 0] {
            app.undo().await?;
            app.until_shown("each act by itself", |shown| shown.rows.len() == left).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn transaction_that_was_not_kept_is_not_there_after_a_kill() -> anyhow::Result<()> {
    play("not_kept_is_not_there", async |stage| {
        let app = &mut stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        app.browser.script::<bool>(ABORT, &[]).await?;
        mark(app, "s", "Ms Rao").await?;
        says(app, "Not saved").await?;
        app.browser.check_console().await?;
        app.kill_and_restart().await?;
        let shown = app.until_shown("what was saved is there", |shown| !shown.rows.is_empty()).await?;
        let words: Vec<&str> = shown.rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(words, ["will close in May"], "and no half of what was not");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn database_that_the_browser_closes_is_opened_again() -> anyhow::Result<()> {
    play("database_closed_by_the_browser", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        force_close(app).await?;
        mark(app, "s", "Ms Rao").await?;
        says(app, "Saved").await?;
        app.reload().await?;
        app.until_shown("both are there", |shown| shown.rows.len() == 2).await.map(drop)
    })
    .await
}

/// Closes every database under its page, by the browser's own tool for that.
async fn force_close(app: &Hearsay) -> anyhow::Result<()> {
    let web = app.browser.web()?;
    let (here, tool) = (web.window().await?, web.new_tab().await?);
    web.switch_to_window(tool).await?;
    app.browser.goto("chrome://indexeddb-internals").await?;
    hearsay_e2e::wait::until("the browser has closed the database", async || {
        web.find(By::Css(".force-close")).await?.click().await?;
        Ok(Some(()))
    })
    .await?;
    web.close_window().await?;
    Ok(web.switch_to_window(here).await?)
}
