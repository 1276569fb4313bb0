//! Records that cannot be read any more.

use super::{MILL, mark, says};
use hearsay_e2e::{Role, play};
use serde_json::Value;
use thirtyfour::By;

/// Spoils a record of a store: the first one whose key begins with these words.
const SPOIL: &str = "
    const [name, spoil] = arguments;
    return new Promise((done, failed) => {
        const request = indexedDB.open('hearsay');
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
            const database = request.result;
            const transaction = database.transaction(name, 'readwrite');
            const store = transaction.objectStore(name);
            store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
                const value = spoil === 'whole' ? 'spoiled' : { ...cursor.value, text: cursor.value.text + '!' };
                cursor.update(value);
            };
            transaction.oncomplete = () => { database.close(); done(true); };
        };
    });";

#[tokio::test]
async fn damaged_annotation_is_told_and_the_rest_opens() -> anyhow::Result<()> {
    play("damaged_annotation_is_told", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        app.browser.script::<bool>(SPOIL, &["annotations".into(), "whole".into()]).await?;
        app.reload().await?;
        says(app, "could not be read").await?;
        app.until_shown("the other is there", |shown| shown.rows.len() == 1).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn everything_can_be_taken_out_and_put_back_without_the_app() -> anyhow::Result<()> {
    play("everything_can_be_taken_out", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        // The text no longer matches its hash: the app refuses to show it.
        app.browser.script::<bool>(SPOIL, &["texts".into(), "text".into()]).await?;
        app.reload().await?;
        let rescue = format!("{}rescue.html", stage.server.url());
        app.browser.goto(&rescue).await?;
        let file =
            app.browser.download(async || app.browser.click(Role::Button, "Export all data").await).await?;
        let taken: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
        assert_eq!(taken["stores"]["annotations"].as_array().map(Vec::len), Some(1), "{taken}");
        let text = taken["stores"]["texts"][0][1]["text"].as_str().unwrap_or_default();
        assert!(text.ends_with("April.!") || text.ends_with('!'), "what is damaged is there too: {text}");
        // A sound one, put back where nothing is.
        let mut sound = taken.clone();
        sound["stores"]["texts"][0][1]["text"] = text.trim_end_matches('!').into();
        let path = app.browser.profile().temporary().join("all.json");
        std::fs::write(&path, sound.to_string())?;
        let empty = "return new Promise((done) => {
            const request = indexedDB.open('hearsay');
            request.onsuccess = () => {
                const names = [...request.result.objectStoreNames];
                const transaction = request.result.transaction(names, 'readwrite');
                names.forEach((name) => transaction.objectStore(name).clear());
                transaction.oncomplete = () => { request.result.close(); done(true); };
            };
        });";
        app.browser.script::<bool>(empty, &[]).await?;
        let field = app.browser.web()?.find(By::Id("import")).await?;
        field.send_keys(path.to_string_lossy()).await?;
        hearsay_e2e::wait::until("one article is put back", async || {
            let state: String =
                app.browser.script("return document.getElementById('state').textContent;", &[]).await?;
            anyhow::ensure!(state.contains("1 article put back"), "it says “{state}”");
            Ok(Some(()))
        })
        .await?;
        app.browser.goto(stage.server.url()).await?;
        app.open_article("Mill to close in May").await?;
        app.until_shown("with its claim", |shown| shown.rows.len() == 1).await?;
        app.undo().await?;
        app.until_shown("and its history", |shown| shown.rows.is_empty()).await.map(drop)
    })
    .await
}
