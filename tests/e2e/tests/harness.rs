//! Tests the harness itself, on a small page that has the names of the real one.
//!
//! What the other tests build on has to be true: the mouse selects exactly the
//! words that were asked for, downloads arrive whole, and what a page stored
//! outlives a browser that was killed.

use hearsay_e2e::{Browser, Hearsay, Role, Server};
use std::path::Path;
use tempfile::TempDir;

const PAGE: &str = include_str!("harness.html");

/// The page, served from a folder of its own.
async fn page() -> anyhow::Result<(TempDir, Server, Hearsay)> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("index.html"), PAGE)?;
    let server = Server::start(folder.path()).await?;
    let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;
    Ok((folder, server, app))
}

#[tokio::test]
async fn mouse_selects_exactly_the_words() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    let check = async |words: &str, nth| -> anyhow::Result<()> {
        app.select_text(words, nth).await?;
        let selected = app.selected_text().await?;
        anyhow::ensure!(selected == words, "selected “{selected}”, not “{words}”");
        Ok(())
    };
    check("Prices fell", 0).await?;
    check("Prices fell", 1).await?;
    check("Prices fell", 1).await?;
    check("i", 0).await?;
    check("“Prices fell,” said Ms Rao.", 0).await?;
    // Across marks, one within the other.
    check("ministry said on Monday that prices", 0).await?;
    // Over several lines of one paragraph.
    check("A sentence that is long enough to stand on more than one line of a narrow column", 0).await?;
    check("👩‍🚀 landed", 0).await?;
    check("قال الوزير", 0).await?;
    check("物価は下がった", 0).await?;
    // Far down, in a block that the browser had not drawn.
    check("The last paragraph", 0).await?;
    // And back up.
    check("said Ms Rao", 0).await?;
    app.browser.check_console().await
}

#[tokio::test]
async fn selection_crosses_blocks() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    app.select_text("said Ms Rao.\nThe ministry", 0).await?;
    assert_eq!(app.selected_text().await?, "said Ms Rao.\n\nThe ministry");
    Ok(())
}

#[tokio::test]
async fn words_that_are_not_there_are_told() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    let error = app.select_text("Prices rose", 0).await.unwrap_err();
    assert!(format!("{error:#}").contains("“Prices rose” is there 0 times"), "{error:#}");
    Ok(())
}

#[tokio::test]
async fn marks_are_read_and_clicked() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    let marks = app.marks().await?;
    assert_eq!(marks.len(), 2);
    assert_eq!(marks[0].kinds, ["claim", "source"]);
    assert_eq!(marks[0].ids, ["a", "b"]);
    assert_eq!(marks[0].text, "ministry");
    app.click_mark("ministry", 0).await?;
    assert_eq!(app.browser.web()?.title().await?, "clicked ministry");
    assert!(app.click_mark("Ms Rao", 0).await.is_err());
    Ok(())
}

#[tokio::test]
async fn keys_and_buttons_reach_the_page() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    app.press("q").await?;
    assert_eq!(app.browser.web()?.title().await?, "q");
    app.press("Control+Shift+z").await?;
    assert_eq!(app.browser.web()?.title().await?, "Control+Shift+Z");
    app.select_text("Prices fell", 0).await?;
    // Its key is written on it, but is no part of its name.
    app.mark("Quote").await?;
    assert_eq!(app.browser.web()?.title().await?, "Quote");
    Ok(())
}

#[tokio::test]
async fn article_is_pasted_through_the_dialog() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    let long = "Erste Zeile\n\nZweite “Zeile” 👩‍🚀\n".repeat(2000);
    app.paste_article(&long).await?;
    assert_eq!(app.browser.web()?.title().await?, format!("{} characters", long.encode_utf16().count()));
    Ok(())
}

#[tokio::test]
async fn download_arrives_whole_and_upload_leaves() -> anyhow::Result<()> {
    let (folder, _server, app) = page().await?;
    for _ in 0..2 {
        let bytes = app.export().await?;
        assert_eq!(bytes.len(), 300_000);
    }
    let file = folder.path().join("some.json");
    std::fs::write(&file, "{\"a\": 1}")?;
    app.import_file(Path::new(&file)).await?;
    assert_eq!(app.browser.web()?.title().await?, "some.json: 8 bytes");
    Ok(())
}

#[tokio::test]
async fn what_is_stored_outlives_a_killed_browser() -> anyhow::Result<()> {
    let (_folder, _server, mut app) = page().await?;
    // The page can store once its database is open.
    app.browser.find(Role::Heading, "Stored: 0").await?;
    app.click("Store").await?;
    app.browser.find(Role::Heading, "Stored: 1").await?;
    app.kill_and_restart().await?;
    app.browser.find(Role::Heading, "Stored: 1").await?;
    app.reload().await?;
    app.browser.find(Role::Heading, "Stored: 1").await?;
    app.wipe().await?;
    app.browser.find(Role::Heading, "Stored: 0").await?;
    app.browser.quit().await
}

#[tokio::test]
async fn complaints_of_the_page_are_heard() -> anyhow::Result<()> {
    let (_folder, _server, app) = page().await?;
    app.browser.check_console().await?;
    app.click("Complain").await?;
    let error = app.browser.check_console().await.unwrap_err().to_string();
    assert!(error.contains("said aloud") && error.contains("thrown"), "{error}");
    app.browser.expect_in_console("said aloud");
    app.browser.expect_in_console("thrown");
    app.browser.check_console().await
}

#[tokio::test]
async fn size_and_colours_are_those_that_were_asked_for() -> anyhow::Result<()> {
    let (folder, _server, app) = page().await?;
    app.browser.resize(390, 844).await?;
    app.browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
    let script = "return innerWidth === 390 && innerHeight === 844 \
        && matchMedia('(prefers-color-scheme: dark)').matches;";
    assert!(app.browser.script::<bool>(script, &[]).await?);
    let picture = folder.path().join("some/picture.png");
    app.browser.screenshot(&picture).await?;
    assert!(std::fs::read(picture)?.starts_with(b"\x89PNG"));
    Ok(())
}
