//! Who is behind it, and by which words the article says so.

use super::{MILL, closed, mark, mark_quote_only};
use hearsay_e2e::{Role, play, wait};

/// A text with one surname and two first names.
const NAMES: &str = "\
Two owners and a mill

Ann Rao met the press. Rao said that nothing was decided, or not by her. Ben Okoro was silent. Okoro left.
";

#[tokio::test]
async fn cue_is_set_from_a_selection() -> anyhow::Result<()> {
    play("cue_is_set_from_a_selection", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        app.browser.script::<bool>("return document.getElementById('article').first = true", &[]).await?;
        mark(app, "s", "Ms Rao").await?;
        let quote = mark(app, "q", "“Prices fell,”").await?;
        app.pick_by_digit("Ms Rao").await?;
        app.until_shown("it is attributed", |shown| {
            shown.row(&quote.id).is_some_and(|row| row.by == "Ms Rao")
        })
        .await?;
        let cue_is = async |words: &str| {
            wait::until(format!("the cue is “{words}”"), async || {
                let cue =
                    "return document.querySelector('.attributions .cue')?.firstChild.textContent ?? '';";
                let found: String = app.browser.script(cue, &[]).await?;
                anyhow::ensure!(found == words, "it is “{found}”");
                Ok(Some(()))
            })
            .await
        };
        // The word between is proposed.
        cue_is("said").await?;
        // The article is still the one that was drawn first, now that a thread is over it, and the
        // handles stand at the ends of the mark.
        assert!(
            app.browser
                .script::<bool>("return document.getElementById('article').first === true", &[])
                .await?
        );
        let apart = "const mark = document.querySelector('mark[data-focus]').getBoundingClientRect();
            const handle = document.querySelector('.handle').getBoundingClientRect();
            return Math.abs(handle.top - mark.top) < 24 && Math.abs(handle.left - mark.left) < 24";
        wait::until("the first handle is at the mark", async || {
            Ok(app.browser.script::<bool>(apart, &[]).await?.then_some(()))
        })
        .await?;
        app.select_text("who runs it", 0).await?;
        app.press("u").await?;
        cue_is("who runs it").await?;
        app.reload().await?;
        app.click_row(&quote.id).await?;
        cue_is("who runs it").await?;
        app.press("Control+z").await?;
        cue_is("said").await?;
        app.click("Clear the cue “said”").await?;
        cue_is("").await?;
        // The other way round: first the key, then the words.
        app.press("u").await?;
        app.select_text("said", 0).await?;
        app.press("u").await?;
        cue_is("said").await
    })
    .await
}

#[tokio::test]
async fn later_mention_joins_the_source() -> anyhow::Result<()> {
    play("later_mention_joins_the_source", async |stage| {
        let app = &stage.app;
        app.paste_article(NAMES).await?;
        mark(app, "s", "Ann Rao").await?;
        mark(app, "s", "Ben Okoro").await?;
        for (words, nth, name) in [("Rao", 1, "Ann Rao"), ("Okoro", 1, "Ben Okoro")] {
            app.select_text(words, nth).await?;
            app.press("s").await?;
            let row = app.until_focused("source", words).await?;
            assert_eq!(row.by, name);
        }
        let quote = mark(app, "q", "nothing was decided").await?;
        assert_eq!(app.picker().await?, ["Ann Rao", "Ben Okoro"], "the nearest mention first");
        // Typing narrows the list down.
        app.write("ok").await?;
        wait::until("only Ben Okoro is offered", async || {
            let lines = app.picker().await?;
            anyhow::ensure!(lines == ["Ben Okoro", "Add “ok”"], "it offers {lines:?}");
            Ok(Some(()))
        })
        .await?;
        app.press("Enter").await?;
        app.until_shown("it is his", |shown| shown.row(&quote.id).is_some_and(|row| row.by == "Ben Okoro"))
            .await?;
        closed(app).await?;
        app.click("Remove Ben Okoro").await?;
        app.until_shown("it is nobody’s", |shown| {
            shown.row(&quote.id).is_some_and(|row| row.by == "not yet attributed")
        })
        .await?;
        app.press("a").await?;
        app.picker().await?;
        app.press("ArrowDown").await?;
        app.press("ArrowUp").await?;
        app.press("Enter").await?;
        app.until_shown("it is hers", |shown| shown.row(&quote.id).is_some_and(|row| row.by == "Ann Rao"))
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn claim_knows_three_states() -> anyhow::Result<()> {
    play("claim_knows_three_states", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        let is = async |by: &str| {
            app.until_shown(by, |shown| shown.row(&claim.id).is_some_and(|row| row.by == by)).await.map(drop)
        };
        is("not yet attributed").await?;
        app.press("v").await?;
        is("the article’s voice").await?;
        app.press("v").await?;
        is("not yet attributed").await?;
        // Offered by the picker as well.
        app.press("a").await?;
        app.pick_by_digit("The article’s voice").await?;
        is("the article’s voice").await?;
        app.press("a").await?;
        app.pick_new("The owner").await?;
        is("The owner").await?;
        app.press("Control+z").await?;
        is("the article’s voice").await
    })
    .await
}

#[tokio::test]
async fn focused_quote_shows_its_thread() -> anyhow::Result<()> {
    play("focused_quote_shows_its_thread", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "s", "Ms Rao").await?;
        let quote = mark_quote_only(app, "“We could not go on.”").await?;
        app.press("a").await?;
        // By a click on her name in the text.
        app.picker().await?;
        app.click_mark("Ms Rao", 0).await?;
        app.until_shown("it is hers", |shown| shown.row(&quote.id).is_some_and(|row| row.by == "Ms Rao"))
            .await?;
        let drawn = "return document.querySelector('#thread path')?.getAttribute('d') ?? '';";
        let thread = async |there: bool| {
            wait::until(format!("a thread is drawn: {there}"), async || {
                let path: String = app.browser.script(drawn, &[]).await?;
                anyhow::ensure!(path.is_empty() != there, "the thread is “{path}”");
                Ok(Some(()))
            })
            .await
        };
        app.until_focused("quote", "“We could not go on.”").await?;
        thread(true).await?;
        app.press("Escape").await?;
        thread(false).await?;
        anyhow::ensure!(!app.browser.has(Role::Dialog, "Who says this?").await?, "the picker is closed");
        Ok(())
    })
    .await
}
