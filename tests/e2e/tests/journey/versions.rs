//! An article that changed after it was published: its annotations followed
//! into the new version, and the old one kept.

use super::{SAMPLE, mark};
use hearsay_e2e::{Hearsay, Role, play, wait};
use thirtyfour::By;

/// The sample as its editor updated it three days later.
const UPDATE: &str = include_str!("../../../anchoring/update.txt");

/// What became of one annotation: the words in the list, with what was struck
/// out in `[-…-]` and what came in in `{+…+}`.
const CHANGES: &str = "
    const words = (row) => [...row.querySelector('.row-words').childNodes].map((node) =>
        node.nodeName === 'DEL' ? `[-${node.textContent}-]` :
        node.nodeName === 'INS' ? `{+${node.textContent}+}` :
        node.className === 'around' ? '' : node.textContent).join('');
    return [...document.querySelectorAll('.changes section')].map((group) =>
        [group.getAttribute('aria-label'), [...group.querySelectorAll('.row')].map(words)]);";

/// Awaits that the changes are listed like this.
async fn listed(app: &Hearsay, expected: &[(&str, &[&str])]) -> anyhow::Result<()> {
    wait::until("the changes are listed", async || {
        let groups: Vec<(String, Vec<String>)> = app.browser.script(CHANGES, &[]).await?;
        let groups: Vec<(&str, Vec<&str>)> = groups
            .iter()
            .map(|(name, rows)| (name.as_str(), rows.iter().map(String::as_str).collect()))
            .collect();
        let same = groups.len() == expected.len()
            && groups.iter().zip(expected).all(|(a, b)| a.0 == b.0 && a.1 == b.1);
        anyhow::ensure!(same, "there are {groups:#?}");
        Ok(Some(()))
    })
    .await
}

/// Clicks the row of these words among the changes.
async fn look(app: &Hearsay, words: &str) -> anyhow::Result<()> {
    wait::until(format!("“{words}” can be clicked"), async || {
        for row in app.annotations().await?.find_all(By::Css(".changes .row")).await? {
            if row.text().await?.contains(words) {
                row.scroll_into_view().await?;
                row.click().await?;
                return Ok(Some(()));
            }
        }
        anyhow::bail!("it is not listed")
    })
    .await
}

/// Goes to the line over the article.
async fn go_up(app: &Hearsay) -> anyhow::Result<()> {
    app.press("Home").await?;
    wait::until("the beginning is in sight", async || {
        Ok((app.browser.script::<f64>("return scrollY;", &[]).await? == 0.0).then_some(()))
    })
    .await
}

/// Opens the form that updates the text, and pastes the update.
async fn paste_update(app: &Hearsay) -> anyhow::Result<()> {
    go_up(app).await?;
    app.click("Update text…").await?;
    app.browser.find(Role::Textbox, "Article text").await?.click().await?;
    app.browser.paste(UPDATE).await
}

/// Switches to the version of this number, counted from one.
async fn switch(app: &Hearsay, number: usize) -> anyhow::Result<()> {
    go_up(app).await?;
    let select = app.browser.find(Role::Combobox, "Version").await?;
    Ok(select.find(By::Css(format!("option:nth-child({number})"))).await?.click().await?)
}

const SAFE: &str = "passengers had never been in danger";
const CRACK: &str = "the longest measured 38 centimetres";
const GRANT: &str = "which pays Orrow Crossings £640,000 a year";
const RUST: &str = "he had reported rust weeping from the welds";
const DAMAGE: &str = "How far back the damage goes is unsettled.";

const MOVED: (&str, &[&str]) = ("Moved", &[RUST]);
const CRACK_NOW: &str = "the longest measured [-38-]{+41+} centimetres";
const GRANT_NOW: &str = "which pays Orrow Crossings £[-640,000-]{+460,000+} a year";

#[tokio::test]
async fn article_is_updated_and_its_annotations_followed() -> anyhow::Result<()> {
    play("article_is_updated_and_its_annotations_followed", async |stage| {
        let app = &stage.app;
        app.paste_article(SAMPLE).await?;
        for words in [SAFE, CRACK, GRANT, RUST, DAMAGE] {
            mark(app, "c", words).await?;
            app.press("Escape").await?;
        }
        paste_update(app).await?;
        app.click("Make a version").await?;
        app.shows("Chain ferry will stay ashore").await?;
        let all: &[(&str, &[&str])] = &[MOVED, ("Reworded", &[CRACK_NOW, GRANT_NOW]), ("Gone", &[DAMAGE])];
        listed(app, all).await?;

        // Accept one by key, refuse one by button.
        look(app, "the longest measured").await?;
        app.press("y").await?;
        listed(app, &[MOVED, ("Reworded", &[GRANT_NOW]), ("Gone", &[DAMAGE])]).await?;
        app.click("Refuse").await?;
        let refused: &[(&str, &[&str])] = &[MOVED, ("Gone", &[GRANT, DAMAGE])];
        listed(app, refused).await?;

        // Attach the orphan to other words.
        look(app, "How far back").await?;
        app.select_text("three of the nine cracks ran through welds", 0).await?;
        app.press("r").await?;
        listed(app, &[MOVED, ("Gone", &[GRANT])]).await?;
        app.press("Control+z").await?;
        listed(app, refused).await?;
        app.press("Control+Shift+z").await?;
        app.show_tab("Changes").await?;
        listed(app, &[MOVED, ("Gone", &[GRANT])]).await?;

        app.click("Accept all moved").await?;
        listed(app, &[("Gone", &[GRANT])]).await?;
        app.press("e").await?;
        listed(app, &[("Kept as evidence", &[GRANT])]).await?;

        app.reload().await?;
        app.shows("Chain ferry will stay ashore").await?;
        let shown = app.until_shown("four are attached", |shown| shown.rows.len() == 4).await?;
        let words: Vec<&str> = shown.rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(
            words,
            [RUST, "three of the nine cracks ran through welds", "the longest measured 41 centimetres", SAFE]
        );
        app.show_tab("Changes").await?;
        listed(app, &[("Kept as evidence", &[GRANT])]).await?;

        // The old version is as it was, and both can be seen at once.
        switch(app, 1).await?;
        app.shows("Engineer who warned of cracks").await?;
        app.until_shown("all five are there", |shown| shown.rows.len() == 5).await?;
        app.click("Compare").await?;
        wait::until("both are shown", async || {
            let text = app.article_text().await?;
            Ok((text.contains("Engineer who warned") && text.contains("Chain ferry will stay")).then_some(()))
        })
        .await?;
        app.press("Escape").await?;
        switch(app, 2).await?;
        app.until_shown("the new one has its four", |shown| shown.rows.len() == 4).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn changes_are_gone_through_by_keys_and_the_focus_is_never_lost() -> anyhow::Result<()> {
    play("changes_are_gone_through_by_keys_and_the_focus_is_never_lost", async |stage| {
        let app = &stage.app;
        app.paste_article(SAMPLE).await?;
        for words in [CRACK, GRANT, RUST] {
            mark(app, "c", words).await?;
            app.press("Escape").await?;
        }
        paste_update(app).await?;
        app.press("Control+Enter").await?;
        app.shows("Chain ferry will stay ashore").await?;
        let here = "return document.activeElement.id;";
        listed(app, &[MOVED, ("Reworded", &[CRACK_NOW, GRANT_NOW])]).await?;
        for (key, left) in [("j", 3), ("y", 2), ("k", 2), ("y", 1), ("x", 1), ("e", 1)] {
            app.press(key).await?;
            wait::until(format!("{left} are left after {key}"), async || {
                let rows = "return document.querySelectorAll('.changes .row').length;";
                let rows: usize = app.browser.script(rows, &[]).await?;
                let focus: String = app.browser.script(here, &[]).await?;
                anyhow::ensure!(rows == left && focus == "stray", "{rows} left, the focus in “{focus}”");
                Ok(Some(()))
            })
            .await?;
        }
        app.press("Delete").await?;
        wait::until("the focus goes to the article when nothing is left", async || {
            let focus: String = app.browser.script(here, &[]).await?;
            Ok((focus == "article").then_some(()))
        })
        .await
    })
    .await
}
