//! Articles that arrive as files.

use super::SAMPLE;
use hearsay_e2e::{Hearsay, environment, play, wait};
use std::path::PathBuf;

fn file(app: &Hearsay, name: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let path = app.browser.profile().temporary().join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

async fn shows_all_of(app: &Hearsay, text: &str) -> anyhow::Result<()> {
    // It is looked at first; Enter brings it in.
    wait::until("the draft is shown, and Enter brings it in", async || {
        let focused = "return document.activeElement?.id === 'add-button'";
        Ok(app.browser.script::<bool>(focused, &[]).await?.then_some(()))
    })
    .await?;
    app.press("Enter").await?;
    holds_all_of(app, text).await
}

async fn holds_all_of(app: &Hearsay, text: &str) -> anyhow::Result<()> {
    app.shows(lines(text)[0]).await?;
    // A no-break space becomes a space on the way in.
    assert_eq!(lines(&app.article_text().await?), lines(&text.replace('\u{a0}', " ")));
    Ok(())
}

#[tokio::test]
async fn text_file_is_opened_and_is_there_again() -> anyhow::Result<()> {
    play("text_file_is_opened_and_is_there_again", async |stage| {
        let app = &stage.app;
        // As a Windows editor writes it.
        let windows = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
        app.import_file(&file(app, "ferry.txt", windows.as_bytes())?).await?;
        shows_all_of(app, SAMPLE).await?;
        app.reload().await?;
        holds_all_of(app, SAMPLE).await?;
        assert_eq!(app.cards().await?.len(), 1);
        // What was done to its letters is on record.
        app.show_tab("Overview").await?;
        wait::until("the overview says how the text came in", async || {
            let said = "return document.querySelector('.cleaned')?.textContent ?? ''";
            let said = app.browser.script::<String>(said, &[]).await?;
            Ok(said.contains("line ends made the usual ones").then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn book_is_there_to_its_last_paragraph() -> anyhow::Result<()> {
    play("book_is_there_to_its_last_paragraph", async |stage| {
        let app = &stage.app;
        let paragraphs: Vec<String> = (1..4_000).map(|n| format!("Paragraph {n} of the book.")).collect();
        let book = format!("A book\n\n{}\n", paragraphs.join("\n\n"));
        app.import_file(&file(app, "book.txt", book.as_bytes())?).await?;
        wait::until("the draft is shown, and Enter brings it in", async || {
            let focused = "return document.activeElement?.id === 'add-button'";
            Ok(app.browser.script::<bool>(focused, &[]).await?.then_some(()))
        })
        .await?;
        app.press("Enter").await?;
        wait::until("all of it is there", async || {
            let count = "return document.querySelectorAll('article [data-block]').length";
            Ok((app.browser.script::<usize>(count, &[]).await? == 4_000).then_some(()))
        })
        .await?;
        holds_all_of(app, &book).await
    })
    .await
}

#[tokio::test]
async fn text_file_is_dropped() -> anyhow::Result<()> {
    play("text_file_is_dropped", async |stage| {
        let app = &stage.app;
        let of_others = match environment::articles() {
            Some(folder) => std::fs::read_to_string(folder.join("000_0f459908db9c0e5d.txt"))?,
            None => SAMPLE.to_owned(),
        };
        app.drop_file(&file(app, "dropped.txt", of_others.as_bytes())?).await?;
        shows_all_of(app, &of_others).await?;
        // And another onto an article that is open already.
        app.drop_file(&file(app, "short.txt", b"A headline\n\nAnd a paragraph.\n")?).await?;
        shows_all_of(app, "A headline\n\nAnd a paragraph.\n").await?;
        assert_eq!(app.cards().await?.len(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn file_that_is_no_text_is_refused_in_words() -> anyhow::Result<()> {
    play("file_that_is_no_text_is_refused_in_words", async |stage| {
        let app = &stage.app;
        app.drop_file(&file(app, "picture.txt", b"\x89PNG\r\n\x1a\n\xff\xfe\xfd")?).await?;
        let report = app.report().await?;
        assert_eq!(report.headline, "Nothing was taken from picture.txt");
        assert!(report.problems[0].contains("picture"), "{report:?}");
        wait::until("the library is empty", async || Ok(app.cards().await?.is_empty().then_some(()))).await
    })
    .await
}
