//! Marks over marks: all are there, all can be reached.

use super::{MILL, mark, mark_quote_only};
use hearsay_e2e::hearsay::Mark;
use hearsay_e2e::play;

const CLAIM: &str = "“Prices fell,” said Ms Rao, who runs it.";
const QUOTE: &str = "“Prices fell,” said Ms Rao";
const SOURCE: &str = "Ms Rao";

#[tokio::test]
async fn click_takes_the_innermost_and_goes_outwards() -> anyhow::Result<()> {
    play("click_takes_the_innermost_and_goes_outwards", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", CLAIM).await?.id;
        let quote = mark_quote_only(app, QUOTE).await?.id;
        let source = mark(app, "s", SOURCE).await?.id;

        let piece = |text: &str, kinds: &[&str], ids: &[&String]| Mark {
            text: text.into(),
            kinds: kinds.iter().map(ToString::to_string).collect(),
            ids: ids.iter().map(ToString::to_string).collect(),
        };
        let expected = [
            piece("“Prices fell,” said ", &["claim", "quote"], &[&claim, &quote]),
            piece("Ms Rao", &["claim", "source", "quote"], &[&claim, &quote, &source]),
            piece(", who runs it.", &["claim"], &[&claim]),
        ];
        assert_eq!(app.marks().await?, expected, "pieces do not overlap, ids go from outside in");

        // The last one marked is looked at; looking elsewhere first.
        app.press("Escape").await?;
        app.until_nothing_is_focused().await?;
        for (kind, words) in [("source", SOURCE), ("quote", QUOTE), ("claim", CLAIM), ("source", SOURCE)] {
            app.click_mark(SOURCE, 0).await?;
            app.until_focused(kind, words).await?;
        }
        for (kind, words) in [("quote", QUOTE), ("claim", CLAIM)] {
            app.press("o").await?;
            app.until_focused(kind, words).await?;
        }
        app.press("Escape").await?;
        app.until_nothing_is_focused().await?;
        app.click_mark("who runs it", 0).await?;
        app.until_focused("claim", CLAIM).await?;
        // Each by the list, and each by the keys.
        for (kind, words) in [("quote", QUOTE), ("source", SOURCE)] {
            app.press("j").await?;
            app.until_focused(kind, words).await?;
        }
        app.press("k").await?;
        app.until_focused("quote", QUOTE).await?;
        app.click_row(&source).await?;
        app.until_focused("source", SOURCE).await?;

        // Deleting the one in the middle leaves the others as they are.
        app.click_row(&quote).await?;
        app.until_focused("quote", QUOTE).await?;
        app.press("Delete").await?;
        let left = app.until_shown("two are left", |shown| shown.rows.len() == 2).await?;
        assert_eq!((left.words_of(&claim), left.words_of(&source)), (CLAIM.into(), SOURCE.into()));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn same_words_carry_each_kind_once() -> anyhow::Result<()> {
    play("same_words_carry_each_kind_once", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let words = "prices fell in April";
        let claim = mark(app, "c", words).await?;
        let quote = mark_quote_only(app, words).await?;
        let marks = app.marks().await?;
        assert_eq!(marks.len(), 1, "{marks:#?}");
        assert_eq!(marks[0].kinds, ["claim", "quote"]);
        assert_eq!(marks[0].ids.len(), 2);
        // A second claim on them would say nothing new, and the app says so.
        app.select_text(words, 0).await?;
        app.press("c").await?;
        hearsay_e2e::wait::until("the app says that it is marked already", async || {
            Ok(app.notice().await?.contains("marked as a claim already").then_some(()))
        })
        .await?;
        assert_eq!(app.shown().await?.rows.len(), 2);
        // Back from the selection, and from the quote that is looked at.
        app.press("Escape").await?;
        app.press("Escape").await?;
        app.until_nothing_is_focused().await?;
        // Both can be reached by clicking again.
        let mut reached = Vec::new();
        for kind in ["quote", "claim"] {
            app.click_mark(words, 0).await?;
            reached.push(app.until_focused(kind, words).await?.id);
        }
        assert_eq!(reached, [quote.id, claim.id]);
        Ok(())
    })
    .await
}
