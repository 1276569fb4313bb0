//! The main work by the keyboard alone: nothing here moves a mouse.

use hearsay_e2e::{Hearsay, play, wait};

/// Puts the reading caret on these words, by looking for them.
pub(super) async fn go_to(app: &Hearsay, words: &str) -> anyhow::Result<()> {
    app.press("/").await?;
    wait::until("the field for words has the keyboard", async || {
        let there = "return document.activeElement?.id === 'search'";
        Ok(app.browser.script::<bool>(there, &[]).await?.then_some(()))
    })
    .await?;
    app.write(words).await?;
    app.press("Enter").await?;
    wait::until(format!("“{words}” is found"), async || {
        let found = "return document.querySelector('.search .hint')?.innerText.startsWith('1 of') ?? false";
        Ok(app.browser.script::<bool>(found, &[]).await?.then_some(()))
    })
    .await?;
    app.press("Escape").await?;
    wait::until("the article has the keyboard", async || {
        let there = "return document.activeElement?.id === 'article'";
        Ok(app.browser.script::<bool>(there, &[]).await?.then_some(()))
    })
    .await
}

#[tokio::test]
async fn article_is_read_marked_and_attributed_by_keys_alone() -> anyhow::Result<()> {
    play("article_is_read_marked_and_attributed_by_keys_alone", async |stage| {
        let app = &stage.app;
        wait::until("Tab leads to the sample", async || {
            app.press("Tab").await?;
            let there = "return document.activeElement?.innerText === 'Try it on the sample'";
            Ok(app.browser.script::<bool>(there, &[]).await?.then_some(()))
        })
        .await?;
        app.press("Enter").await?;
        app.shows("Nobody was hurt").await?;
        for name in ["Helen Aske", "Ravi Tolland", "Inland Vessels Inspectorate"] {
            go_to(app, name).await?;
            app.press("s").await?;
            app.until_focused("source", name).await?;
        }
        // With nothing selected: the sentence, and the quotation.
        go_to(app, "Nobody was").await?;
        app.press("c").await?;
        app.until_focused("claim", "Nobody was hurt.").await?;
        app.press("v").await?;
        app.until_shown("it is in the article’s voice", |shown| {
            shown.rows.iter().any(|row| row.words == "Nobody was hurt." && row.by.contains("voice"))
        })
        .await?;
        let mut keys = 0;
        for (words, quote, name) in [
            (
                "withdrew the boat",
                "“We withdrew the boat the same day the inspectors came to us,”",
                "Helen Aske",
            ),
            ("no record of any", "“no record of any such warning”", "Helen Aske"),
        ] {
            go_to(app, words).await?;
            app.press("q").await?;
            app.until_focused("quote", quote).await?;
            app.pick_by_digit(name).await?;
            keys += 2;
            app.until_shown(&format!("{quote} is {name}’s"), |shown| {
                shown.rows.iter().any(|row| row.words == quote && row.by == name)
            })
            .await?;
        }
        eprintln!("keys for a quote and who said it, from the caret on it: {}", keys / 2);
        // An end is moved, and put back.
        go_to(app, "Nobody was").await?;
        for _ in 0..9 {
            app.press("k").await?;
        }
        app.until_focused("claim", "Nobody was hurt.").await?;
        app.press("[").await?;
        app.press("ArrowRight").await?;
        app.press("Enter").await?;
        app.until_focused("claim", "was hurt.").await?;
        app.press("Control+z").await?;
        app.until_focused("claim", "Nobody was hurt.").await?;
        Ok(())
    })
    .await
}
