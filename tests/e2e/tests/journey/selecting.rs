//! Selecting words: what is dragged over, and what is meant.

use super::{MILL, made_since, mark};
use hearsay_e2e::{Hearsay, Role, play, wait};

/// Drags over some words, presses a key, and expects the mark on others.
async fn check(app: &Hearsay, dragged: &str, marked: &str) -> anyhow::Result<()> {
    let before = app.shown().await?;
    app.select_text(dragged, 0).await?;
    wait::until(format!("the selection snaps to “{marked}”"), async || {
        let selected = app.selected_text().await?;
        anyhow::ensure!(lines(&selected) == lines(marked), "selected is “{selected}”");
        Ok(Some(()))
    })
    .await?;
    app.press("c").await?;
    made_since(app, &before, marked).await?;
    app.press("Control+z").await?;
    app.until_shown("it is taken back", |shown| *shown == before).await.map(drop)
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

#[tokio::test]
async fn selection_snaps_to_what_is_meant() -> anyhow::Result<()> {
    play("selection_snaps_to_what_is_meant", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        check(app, "ld mill on the Orr", "old mill on the Orrow").await?;
        check(app, " Ms Rao, ", "Ms Rao").await?;
        check(app, "Prices fell,” said", "Prices fell,” said").await?;
        check(app, "“Prices fell,” ", "“Prices fell,”").await?;
        check(app, "on Monday.\n“Prices f", "on Monday.\n“Prices fell").await?;
        // Over three blocks.
        check(
            app,
            "who runs it. “We could not go on.”\nThe min",
            "who runs it. “We could not go on.”\nThe ministry",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn alt_selects_exactly() -> anyhow::Result<()> {
    play("alt_selects_exactly", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let before = app.shown().await?;
        app.select_text_with("Alt", "inistr", 0).await?;
        app.browser.find(Role::Toolbar, "Mark").await?;
        app.press("s").await?;
        made_since(app, &before, "inistr").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn buttons_do_what_the_keys_do() -> anyhow::Result<()> {
    play("buttons_do_what_the_keys_do", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        for (button, words) in
            [("Claim", "will close in May"), ("Source", "Ms Rao"), ("Quote", "“Prices fell,”")]
        {
            let before = app.shown().await?;
            app.select_text(words, 0).await?;
            app.mark(button).await?;
            let row = made_since(app, &before, words).await?;
            assert_eq!(row.kind, button.to_lowercase());
            anyhow::ensure!(!app.browser.has(Role::Toolbar, "Mark").await?, "the bar goes away");
        }
        // By the mouse alone: the name in the list of the picker, then the other part.
        app.pick_by_mouse("Ms Rao").await?;
        let quote = app.until_focused("quote", "“Prices fell,”").await?;
        app.until_shown("it is hers", |shown| shown.row(&quote.id).is_some_and(|row| row.by == "Ms Rao"))
            .await?;
        app.select_text("“We could not go on.”", 0).await?;
        app.mark("Add part").await?;
        let both = "“Prices fell,”“We could not go on.”";
        let shown = app.until_shown("it has both parts", |shown| shown.words_of(&quote.id) == both).await?;
        assert_eq!(shown.rows.len(), 3);
        app.click("Remove part 1").await?;
        app.until_shown("the other part is left", |shown| {
            shown.words_of(&quote.id) == "“We could not go on.”"
        })
        .await?;
        app.undo().await?;
        app.until_shown("and is back", |shown| shown.words_of(&quote.id) == both).await?;
        app.undo().await?;
        app.until_shown("one part again", |shown| shown.words_of(&quote.id) == "“Prices fell,”").await?;
        app.redo().await?;
        app.until_shown("two parts again", |shown| shown.words_of(&quote.id) == both).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn key_without_a_selection_says_what_to_do() -> anyhow::Result<()> {
    play("key_without_a_selection_says_what_to_do", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        app.press("c").await?;
        wait::until("the app says to select first", async || {
            Ok(app.notice().await?.contains("Select some words first").then_some(()))
        })
        .await?;
        mark(app, "c", "will close in May").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_kind_is_kept_for_the_next_selections_by_mouse() -> anyhow::Result<()> {
    play("a_kind_is_kept_for_the_next_selections_by_mouse", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        app.select_text("Ms Rao", 0).await?;
        app.mark("Source").await?;
        app.until_focused("source", "Ms Rao").await?;
        app.click("Keep marking sources").await?;
        for words in ["The ministry", "Orrow"] {
            app.select_text(words, 0).await?;
            app.until_focused("source", words).await?;
        }
        app.click("End").await?;
        app.select_text("Prices fell", 0).await?;
        app.browser.find(Role::Toolbar, "Mark").await?;
        assert_eq!(app.marks().await?.len(), 3, "selecting only selects again");
        Ok(())
    })
    .await
}
