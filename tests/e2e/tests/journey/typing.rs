//! Keys in text fields belong to the field; Escape steps back.

use super::{MILL, closed, mark, mark_quote_only};
use hearsay_e2e::{Role, play, wait};

#[tokio::test]
async fn letters_in_a_text_field_do_nothing_else() -> anyhow::Result<()> {
    play("letters_in_a_text_field_do_nothing_else", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        let before = app.shown().await?;
        // Words are selected, and the note has the keyboard.
        app.select_text("Ms Rao", 0).await?;
        app.browser.find(Role::Toolbar, "Mark").await?;
        app.browser.find(Role::Textbox, "Note").await?.click().await?;
        let letters = "csqavupjkon?";
        app.write(letters).await?;
        app.field_holds("Note", letters).await?;
        app.press("Backspace").await?;
        app.press("Delete").await?;
        app.field_holds("Note", &letters[..letters.len() - 1]).await?;
        let after = app.shown().await?;
        assert_eq!(after.marks, before.marks);
        assert_eq!(after.rows.len(), 1);
        assert_eq!(app.focused().await?.map(|row| row.id), Some(claim.id));
        anyhow::ensure!(!app.browser.has(Role::Dialog, "Keys").await?, "nothing opened");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn undo_in_a_text_field_is_the_fields_own() -> anyhow::Result<()> {
    play("undo_in_a_text_field_is_the_fields_own", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        let quote = mark_quote_only(app, "“Prices fell,”").await?;
        app.press("a").await?;
        app.picker().await?;
        app.write("Rao").await?;
        app.press("Control+z").await?;
        wait::until("what was typed, or the end of it, is taken back", async || {
            let held = app.browser.find(Role::Combobox, "Who says this?").await?.prop("value").await?;
            anyhow::ensure!(matches!(held.as_deref(), Some("" | "R" | "Ra")), "the field holds {held:?}");
            Ok(Some(()))
        })
        .await?;
        assert_eq!(app.shown().await?.rows.len(), 2, "both marks are there");
        app.press("Escape").await?;
        closed(app).await?;
        // Outside the field it is the article's.
        app.press("Control+z").await?;
        app.until_shown("the quote is taken back", |shown| shown.row(&quote.id).is_none()).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn escape_steps_back_one_at_a_time() -> anyhow::Result<()> {
    play("escape_steps_back_one_at_a_time", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let row = mark(app, "q", "“Prices fell,”").await?;
        app.picker().await?;
        app.press("?").await?;
        anyhow::ensure!(!app.browser.has(Role::Dialog, "Keys").await?, "a question mark can be typed");
        app.press("Backspace").await?;
        // First the picker …
        app.press("Escape").await?;
        closed(app).await?;
        app.until_focused("quote", &row.words).await?;
        // … then what lies over the page …
        app.press("?").await?;
        app.browser.find(Role::Dialog, "Keys").await?;
        app.press("Escape").await?;
        wait::until("the keys are gone", async || {
            Ok((!app.browser.has(Role::Dialog, "Keys").await?).then_some(()))
        })
        .await?;
        app.until_focused("quote", &row.words).await?;
        // … then the selection …
        app.select_text("Ms Rao", 0).await?;
        app.browser.find(Role::Toolbar, "Mark").await?;
        app.press("Escape").await?;
        wait::until("nothing is selected", async || {
            let bar = app.browser.has(Role::Toolbar, "Mark").await?;
            Ok((!bar && app.selected_text().await?.is_empty()).then_some(()))
        })
        .await?;
        app.until_focused("quote", &row.words).await?;
        // … then what is looked at. The mark stays.
        app.press("Escape").await?;
        app.until_nothing_is_focused().await?;
        app.press("Escape").await?;
        assert_eq!(app.shown().await?.rows.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn dialog_keeps_the_keys_to_itself() -> anyhow::Result<()> {
    play("dialog_keeps_the_keys_to_itself", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        app.select_text("Ms Rao", 0).await?;
        app.click("Add article").await?;
        app.field_holds("Article text", "").await?;
        app.write("c").await?;
        app.field_holds("Article text", "c").await?;
        // On a button of the dialog as well.
        app.press("Tab").await?;
        app.press("s").await?;
        app.press("Delete").await?;
        app.press("Escape").await?;
        wait::until("the dialog is gone", async || {
            Ok((!app.browser.has(Role::Dialog, "Add an article").await?).then_some(()))
        })
        .await?;
        assert!(app.shown().await?.rows.is_empty());
        Ok(())
    })
    .await
}
