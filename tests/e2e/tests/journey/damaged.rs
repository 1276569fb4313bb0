//! Files that cannot be taken as they are: each is told, nothing here changes.

use super::{MILL, mark};
use hearsay_e2e::{Hearsay, play, wait};
use serde_json::{Value, json};

/// Imports a file and expects the report to say these things, and the library to
/// be what it was.
async fn check(app: &Hearsay, name: &str, file: &str, says: &[&str]) -> anyhow::Result<()> {
    let (before, cards) = (app.shown().await?, app.cards().await?);
    let path = app.browser.profile().temporary().join(name);
    std::fs::write(&path, file)?;
    app.import_file(&path).await?;
    let report = app.report().await?;
    assert!(report.headline.contains(name), "{report:?}");
    for words in says {
        assert!(report.whole.contains(words), "{name}: “{words}” is not in {report:#?}");
    }
    assert_eq!(app.shown().await?, before, "{name}: what was marked stays");
    assert_eq!(app.cards().await?, cards, "{name}: the library stays");
    Ok(())
}

#[tokio::test]
async fn damaged_file_is_told_and_touches_nothing() -> anyhow::Result<()> {
    play("damaged_file_is_told_and_touches_nothing", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        let good = String::from_utf8(app.export().await?)?;
        let nothing = |name: &str| format!("Nothing was taken from {name}");

        check(app, "cut-off.json", &good[..good.len() / 2], &[&nothing("cut-off.json"), "not JSON", "line"])
            .await?;
        check(app, "words.json", "no JSON at all", &[&nothing("words.json"), "not JSON"]).await?;
        check(app, "empty.json", "", &[&nothing("empty.json"), "empty"]).await?;
        check(app, "other.json", r#"{"name": "left-pad"}"#, &[&nothing("other.json"), "not a Hearsay file"])
            .await?;
        let newer = good.replacen("\"version\": 1", "\"version\": 9", 1);
        check(app, "newer.json", &newer, &[&nothing("newer.json"), "newer Hearsay", "version 9"]).await?;
        let other_text = good.replacen("will close in May", "will open in June", 1);
        check(app, "other-text.json", &other_text, &[&nothing("other-text.json"), "SHA-256"]).await
    })
    .await
}

#[tokio::test]
async fn sound_rest_of_a_damaged_file_is_taken() -> anyhow::Result<()> {
    play("sound_rest_of_a_damaged_file_is_taken", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let claim = mark(app, "c", "will close in May").await?;
        let source = mark(app, "s", "Ms Rao").await?;
        let mut file: Value = serde_json::from_slice(&app.export().await?)?;
        app.wipe().await?;

        let annotations = file["articles"][0]["annotations"].as_array_mut().expect("annotations");
        let outside = annotations.iter_mut().find(|a| a["id"] == claim.id.as_str()).expect("the claim");
        outside["target"][0]["start"] = json!(100_000);
        outside["target"][0]["end"] = json!(100_017);
        let path = app.browser.profile().temporary().join("outside.json");
        std::fs::write(&path, file.to_string())?;
        app.import_file(&path).await?;
        let report = app.report().await?;
        assert_eq!(report.problems.len(), 1, "{report:#?}");
        let says = ["Annotation", "will close in May", "left out", "100000", "the text has only"];
        for words in says {
            assert!(report.problems[0].contains(words), "“{words}” is not in {report:#?}");
        }
        let shown = app.until_shown("the other is there", |shown| shown.rows.len() == 1).await?;
        assert_eq!(shown.rows[0].id, source.id);
        assert_eq!(shown.words_of(&source.id), "Ms Rao");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_state_of_an_article_joins_it_when_it_may() -> anyhow::Result<()> {
    play("another_state_of_an_article_joins_it_when_it_may", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        let path = app.browser.profile().temporary().join("earlier.json");
        let mut file: Value = serde_json::from_slice(&app.export().await?)?;
        std::fs::write(&path, file.to_string())?;
        mark(app, "s", "Ms Rao").await?;
        app.import_file(&path).await?;
        wait::until("the app says that all of it is here", async || {
            Ok(app.notice().await?.contains("in the library already").then_some(()))
        })
        .await?;
        assert_eq!(app.shown().await?.rows.len(), 2);

        file["articles"][0]["annotations"][0]["note"] = json!("Who says so?");
        std::fs::write(&path, file.to_string())?;
        app.import_file(&path).await?;
        app.click("Take it in").await?;
        let claim = app.shown().await?.rows[0].id.clone();
        app.click_row(&claim).await?;
        app.field_holds("Note", "Who says so?").await?;
        assert_eq!(app.shown().await?.rows.len(), 2, "what was marked since is still there");
        assert_eq!(app.cards().await?.len(), 1, "it is no copy");
        Ok(())
    })
    .await
}
