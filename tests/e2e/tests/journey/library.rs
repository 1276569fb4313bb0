//! The library: rename, bin, restore, erase.

use super::{MILL, mark};
use hearsay_e2e::{Role, play};

const TITLE: &str = "Mill to close in May";

#[tokio::test]
async fn article_is_renamed_and_that_can_be_undone() -> anyhow::Result<()> {
    play("article_is_renamed_and_that_can_be_undone", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        app.library_holds(&[TITLE]).await?;
        app.click_in_library(&format!("Rename {TITLE}")).await?;
        let library = app.library().await?;
        app.browser.find_in(Some(&library), Role::Textbox, "Title").await?;
        // The old title is selected, so that typing replaces it.
        app.write("Quarry to open in June").await?;
        app.press("Enter").await?;
        app.library_holds(&["Quarry to open in June"]).await?;
        app.undo().await?;
        app.library_holds(&[TITLE]).await?;
        app.redo().await?;
        app.library_holds(&["Quarry to open in June"]).await?;
        app.reload().await?;
        app.library_holds(&["Quarry to open in June"]).await?;
        // Escape leaves the name as it was.
        app.click_in_library("Rename Quarry to open in June").await?;
        app.browser.find_in(Some(&app.library().await?), Role::Textbox, "Title").await?;
        app.write("No").await?;
        app.press("Escape").await?;
        app.library_holds(&["Quarry to open in June"]).await?;
        app.shows(TITLE).await
    })
    .await
}

#[tokio::test]
async fn bin_gives_back_and_erases() -> anyhow::Result<()> {
    play("bin_gives_back_and_erases", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        app.paste_article("Another headline\n\nWith a paragraph.").await?;
        app.library_holds(&["Another headline", TITLE]).await?;
        assert_eq!(app.cards().await?[1].counts, "1 claim, 0 mentions, 0 quotes");

        app.click_in_library(&format!("Put {TITLE} into the bin")).await?;
        app.library_holds(&["Another headline"]).await?;
        app.reload().await?;
        app.library_holds(&["Another headline"]).await?;
        app.click_in_library("Bin (1)").await?;
        app.click_in_library(&format!("Restore {TITLE}")).await?;
        app.library_holds(&[TITLE, "Another headline"]).await?;
        app.open_article(TITLE).await?;
        app.until_shown("its annotation is there", |shown| shown.row(&claim.id).is_some()).await?;

        // The notice offers to take it back as well.
        app.click_in_library(&format!("Put {TITLE} into the bin")).await?;
        app.library_holds(&["Another headline"]).await?;
        app.click("Restore").await?;
        app.library_holds(&[TITLE, "Another headline"]).await?;

        app.click_in_library(&format!("Put {TITLE} into the bin")).await?;
        // The bin is still unfolded.
        app.click_in_library(&format!("Delete {TITLE} for ever")).await?;
        // Nothing brings it back, so it is asked; what is nearest keeps it.
        app.press("Enter").await?;
        app.click_in_library(&format!("Delete {TITLE} for ever")).await?;
        app.click_in_library("Delete it for ever").await?;
        app.library_holds(&["Another headline"]).await?;
        app.reload().await?;
        app.library_holds(&["Another headline"]).await?;
        anyhow::ensure!(!app.browser.has(Role::Button, "Bin (1)").await?, "nothing is left in the bin");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn same_text_is_not_taken_in_twice() -> anyhow::Result<()> {
    play("same_text_is_not_taken_in_twice", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        app.click("Add article").await?;
        app.browser.find(Role::Textbox, "Article text").await?.click().await?;
        app.browser.paste(MILL).await?;
        app.click("Open it").await?;
        app.until_shown("it is the one with the mark", |shown| shown.row(&claim.id).is_some()).await?;
        app.library_holds(&[TITLE]).await
    })
    .await
}
