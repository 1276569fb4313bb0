//! Two windows on one article.

use super::{MILL, mark};
use hearsay_e2e::{Hearsay, play};
use thirtyfour::WindowHandle;

/// Opens the app in another window, and stays there.
async fn another(app: &Hearsay, url: &str) -> anyhow::Result<(WindowHandle, WindowHandle)> {
    let web = app.browser.web()?;
    let first = web.window().await?;
    let second = web.new_tab().await?;
    web.switch_to_window(second.clone()).await?;
    app.browser.goto(url).await?;
    Ok((first, second))
}

#[tokio::test]
async fn each_act_is_in_the_other_window_and_nothing_is_overwritten() -> anyhow::Result<()> {
    play("each_act_is_in_the_other_window", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        let (first, second) = another(app, stage.server.url()).await?;
        let web = app.browser.web()?;
        app.until_shown("the claim is there", |shown| shown.rows.len() == 1).await?;
        for (n, (window, words)) in
            [(&second, "Ms Rao"), (&first, "The ministry"), (&second, "its owner"), (&first, "the Orrow")]
                .into_iter()
                .enumerate()
        {
            web.switch_to_window(window.clone()).await?;
            app.until_shown("what the other did is there", |shown| shown.rows.len() == n + 1).await?;
            mark(app, "s", words).await?;
        }
        // Undo takes back what was done last, wherever that was.
        web.switch_to_window(second).await?;
        app.until_shown("all five", |shown| shown.rows.len() == 5).await?;
        app.undo().await?;
        app.until_shown("one less", |shown| shown.rows.len() == 4).await?;
        web.switch_to_window(first).await?;
        let shown = app.until_shown("here too", |shown| shown.rows.len() == 4).await?;
        assert!(shown.rows.iter().all(|row| row.words != "the Orrow"), "{shown:?}");
        app.reload().await?;
        app.until_shown("and in the store", |shown| shown.rows.len() == 4).await.map(drop)
    })
    .await
}
