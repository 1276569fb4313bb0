//! Text and margin: each leads to the other.

use super::{MILL, SAMPLE, mark, mark_quote_only};
use hearsay_e2e::{Hearsay, Role, play, wait};

/// Awaits that the mark and the line of an annotation can both be seen.
async fn both_in_sight(app: &Hearsay, id: &str) -> anyhow::Result<()> {
    wait::until(format!("mark and row of {id} are in sight"), async || {
        let (mark, row) = app.in_sight(id).await?;
        anyhow::ensure!(mark && row, "in sight: the mark {mark}, the row {row}");
        Ok(Some(()))
    })
    .await
}

#[tokio::test]
async fn mark_and_row_lead_to_each_other() -> anyhow::Result<()> {
    play("mark_and_row_lead_to_each_other", async |stage| {
        let app = &stage.app;
        app.paste_article(SAMPLE).await?;
        // More than the list can show, from top to bottom.
        let words = [
            "chain ferry",
            "Nobody was hurt",
            "Stonnard",
            "Inland Vessels Inspectorate",
            "38 centimetres",
            "Helen Aske",
            "Ravi Tolland",
            "in two memos",
            "copies of both memos",
            "bilge pumps",
            "two officials",
            "Desmond Orchard",
            "Brenmouth High School",
            "An ambulance crew",
            "16 square metres",
            "Ivo Lasker",
        ];
        let text = app.article_text().await?;
        let mut made = Vec::new();
        for words in words {
            let words = if text.contains(words) { words.to_owned() } else { capital(words) };
            made.push((mark(app, "c", &words).await?.id, words));
        }
        let (first, last) = (&made[0], &made[made.len() - 1]);
        app.click_row(&last.0).await?;
        app.until_focused("claim", &last.1).await?;
        both_in_sight(app, &last.0).await?;
        app.wheel_to_first_row().await?;
        app.click_row(&first.0).await?;
        app.until_focused("claim", &first.1).await?;
        both_in_sight(app, &first.0).await?;
        app.click_mark(&last.1, 0).await?;
        app.until_focused("claim", &last.1).await?;
        both_in_sight(app, &last.0).await?;
        // By the keys through all of them, upwards.
        for (id, words) in made.iter().rev().skip(1) {
            app.press("k").await?;
            app.until_focused("claim", words).await?;
            both_in_sight(app, id).await?;
        }
        Ok(())
    })
    .await
}

fn capital(words: &str) -> String {
    words[..1].to_uppercase() + &words[1..]
}

#[tokio::test]
async fn note_and_tags_outlive_a_reload() -> anyhow::Result<()> {
    play("note_and_tags_outlive_a_reload", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        app.press("n").await?;
        wait::until("the note has the keyboard", async || {
            Ok((app.focus_is_in().await? == "Note").then_some(()))
        })
        .await?;
        app.write("Who says so? “Naïve” 👩‍🚀").await?;
        app.browser.find(Role::Textbox, "Tags").await?.click().await?;
        app.write("closure, the Orrow ,,closure").await?;
        app.press("Tab").await?;
        let flags = ["note", "closure", "the Orrow"];
        let is_noted = |row: &hearsay_e2e::hearsay::Row| row.flags == flags;
        app.until_shown("note and tags are in the list", |shown| shown.row(&claim.id).is_some_and(is_noted))
            .await?;
        // A slow disk is not waited for to show them, and says so meanwhile.
        wait::until("they are saved", async || {
            Ok((!app.storage_line().await?.starts_with("Saving")).then_some(()))
        })
        .await?;
        app.reload().await?;
        app.until_shown("and again", |shown| shown.row(&claim.id).is_some_and(is_noted)).await?;
        app.click_row(&claim.id).await?;
        app.field_holds("Note", "Who says so? “Naïve” 👩‍🚀").await?;
        app.field_holds("Tags", "closure, the Orrow").await?;
        // Each is an act of its own, and the sentence is one.
        app.press("Escape").await?;
        app.press("Control+z").await?;
        app.until_shown("the tags are gone", |shown| {
            shown.row(&claim.id).is_some_and(|row| row.flags == ["note"])
        })
        .await?;
        app.press("Control+z").await?;
        app.until_shown("the note is gone", |shown| {
            shown.row(&claim.id).is_some_and(|row| row.flags.is_empty())
        })
        .await
        .map(drop)
    })
    .await
}

#[tokio::test]
async fn kind_is_changed_and_what_was_said_stays() -> anyhow::Result<()> {
    play("kind_is_changed_and_what_was_said_stays", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let quote = mark(app, "q", "prices fell in April").await?;
        app.pick_new("The ministry").await?;
        app.until_shown("it is attributed", |shown| {
            shown.row(&quote.id).is_some_and(|row| row.by == "The ministry")
        })
        .await?;
        let kind = app.browser.find(Role::Combobox, "Kind").await?;
        kind.click().await?;
        kind.send_keys("Claim").await?;
        app.press("Enter").await?;
        let claim = app.until_focused("claim", "prices fell in April").await?;
        assert_eq!((claim.id, claim.by), (quote.id, "The ministry".to_owned()));
        app.reload().await?;
        let shown = app.until_shown("one annotation", |shown| shown.rows.len() == 1).await?;
        assert_eq!((shown.rows[0].kind.as_str(), shown.rows[0].by.as_str()), ("claim", "The ministry"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn list_shows_what_is_chosen() -> anyhow::Result<()> {
    play("list_shows_what_is_chosen", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        mark_quote_only(app, "“Prices fell,”").await?;
        for (chip, kinds) in [
            ("Claims", &["claim"][..]),
            ("Mentions", &["source"]),
            ("Quotes", &["quote"]),
            ("All", &["claim", "quote", "source"]),
        ] {
            app.click(chip).await?;
            app.until_shown(&format!("{chip}: {kinds:?}"), |shown| {
                shown.rows.iter().map(|row| row.kind.as_str()).eq(kinds.iter().copied())
            })
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn list_shows_rows_when_it_comes_back() -> anyhow::Result<()> {
    play("list_shows_rows_when_it_comes_back", async |stage| {
        let app = &stage.app;
        let text = format!("Mill to close in May\n\n{}", "So Ms Rao says, again.\n\n".repeat(80));
        app.paste_article(&text).await?;
        mark(app, "s", "Ms Rao").await?;
        app.show_tab("Sources").await?;
        let entry = thirtyfour::By::Css("button.entry");
        app.browser.web()?.find(entry).await?.click().await?;
        app.click("Find all its mentions").await?;
        app.click("Mark them all").await?;
        app.show_tab("Annotations").await?;
        app.press("Escape").await?;
        app.press("Escape").await?;
        app.until_nothing_is_focused().await?;
        // How many rows can be seen, and whether the last can.
        let rows = "
            const { top, bottom } = document.getElementById('list').getBoundingClientRect();
            const seen = [...document.querySelectorAll('#rows > li')].filter((row) => {
                const box = row.getBoundingClientRect();
                return box.bottom > top && box.top < bottom;
            });
            return [seen.length, seen.some((row) => row.ariaPosInSet === row.ariaSetSize)];";
        let until = async |what: &str, at_the_end: bool| {
            wait::until(what, async || {
                let (seen, last): (usize, bool) = app.browser.script(rows, &[]).await?;
                anyhow::ensure!(seen > 3 && last == at_the_end, "{seen} rows are seen, the last: {last}");
                Ok(Some(()))
            })
            .await
        };
        until("the first rows are seen", false).await?;
        let scroll = "document.getElementById('list').scrollTop = 1e6; return true;";
        app.browser.script::<bool>(scroll, &[]).await?;
        until("the last rows are seen", true).await?;
        app.show_tab("Sources").await?;
        app.show_tab("Annotations").await?;
        until("they still are after another view of the margin", true).await?;
        let scroll = "document.getElementById('list').scrollTop = 0; return true;";
        app.browser.script::<bool>(scroll, &[]).await?;
        until("and the first again", false).await
    })
    .await
}

#[tokio::test]
async fn focus_stays_near_a_button_that_its_own_act_removes() -> anyhow::Result<()> {
    play("focus_stays_near_a_removed_button", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let quote = mark(app, "q", "prices fell in April").await?;
        app.pick_new("The ministry").await?;
        app.until_shown("it is attributed", |shown| {
            shown.row(&quote.id).is_some_and(|row| row.by == "The ministry")
        })
        .await?;
        // By key: with a mouse, nobody needs to be told where the focus is.
        let focus = "document.querySelector('[aria-label=\"Remove The ministry\"]').focus(); return true;";
        app.browser.script::<bool>(focus, &[]).await?;
        app.press("Enter").await?;
        app.until_shown("it is not", |shown| {
            shown.row(&quote.id).is_some_and(|row| row.by == "not yet attributed")
        })
        .await?;
        wait::until("the details have the focus", async || {
            let focus = app.focus_is_in().await?;
            anyhow::ensure!(focus == "Details", "it is in “{focus}”");
            Ok(Some(()))
        })
        .await
    })
    .await
}
