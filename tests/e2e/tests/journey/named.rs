//! What a screen reader is given for the marks in the text, and the switch that silences it.

use super::{MILL, mark, mark_quote_only};
use anyhow::Context as _;
use hearsay_e2e::{Hearsay, Role, play, wait};
use serde_json::{Value, json};

/// The marks as the browser’s accessibility tree has them: what is read for each.
async fn heard(app: &Hearsay) -> anyhow::Result<Vec<String>> {
    let tree = app.browser.execute_cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("a tree")?;
    let name = |id: &Value| {
        let node = nodes.iter().find(|node| node["nodeId"] == *id)?;
        node["name"]["value"].as_str()
    };
    let marks = nodes.iter().filter(|node| node["role"]["value"] == "mark");
    Ok(marks
        .map(|mark| mark["childIds"].as_array().into_iter().flatten().filter_map(name).collect())
        .collect())
}

async fn until_heard(app: &Hearsay, expected: &[&str]) -> anyhow::Result<()> {
    wait::until(format!("{expected:?} is heard"), async || {
        let heard = heard(app).await?;
        anyhow::ensure!(heard == expected, "it is {heard:?}");
        Ok(Some(()))
    })
    .await
}

/// The article as it is copied.
async fn copied(app: &Hearsay) -> anyhow::Result<String> {
    let script = "
        const selection = getSelection();
        selection.selectAllChildren(document.getElementById('article'));
        const words = selection.toString();
        selection.removeAllRanges();
        return words;";
    app.browser.script(script, &[]).await
}

#[tokio::test]
async fn marks_say_what_begins_unless_they_are_silenced() -> anyhow::Result<()> {
    play("marks_say_what_begins", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let plain = copied(app).await?;
        mark(app, "c", "The ministry said that prices fell in April").await?;
        mark(app, "s", "The ministry").await?;
        mark(app, "c", "will close in May").await?;
        mark_quote_only(app, "will close in May").await?;
        let named = [
            "claim, quote: will close in May",
            "claim, source: The ministry",
            " said that prices fell in April",
        ];
        until_heard(app, &named).await?;
        assert_eq!(copied(app).await?, plain, "nothing that decorates the text is copied along");
        let switch = "Screen readers say, in the text, what is marked";
        app.click("Keys").await?;
        app.browser.find(Role::Checkbox, switch).await?.click().await?;
        app.press("Escape").await?;
        let silent = ["will close in May", "The ministry", " said that prices fell in April"];
        until_heard(app, &silent).await?;
        app.reload().await?;
        app.until_shown("the marks are there", |shown| shown.rows.len() == 4).await?;
        until_heard(app, &silent).await
    })
    .await
}
