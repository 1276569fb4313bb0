//! Everything in one file: kept up to date by itself, and brought back after a wipe.
//!
//! Nobody can click in the browser’s own dialog for files here, so the page is given one that
//! answers at once, with a file of the origin’s private file system: what is written there is
//! written by the same interface, and its bytes are read.

use super::{MILL, mark, says};
use anyhow::Context as _;
use hearsay_e2e::{Hearsay, play, wait};
use serde_json::json;
use thirtyfour::By;

/// Puts a file of our own behind the browser’s dialog.
const PICKER: &str = "
    const root = () => navigator.storage.getDirectory();
    window.showSaveFilePicker = async () => (await root()).getFileHandle('work.json', { create: true });
    window.showDirectoryPicker = async () => (await root()).getDirectoryHandle('synchronised', { create: true });
    return true;";

/// What the file in the folder holds; empty while there is none.
const READ: &str = "return (async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('synchronised', { create: true });
    const file = await folder.getFileHandle('hearsay-backup.json').catch(() => null);
    return file ? await (await file.getFile()).text() : '';
    })();";

/// Another computer writes it.
const WRITE: &str = "return (async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('synchronised');
    const stream = await (await folder.getFileHandle('hearsay-backup.json')).createWritable();
    await stream.write('written elsewhere');
    await stream.close();
    return true;
    })();";

async fn open_backup(app: &Hearsay) -> anyhow::Result<()> {
    let script = "
        const button = [...document.querySelectorAll('button')].find((button) => /backup/i.test(button.textContent));
        button?.click();
        return !!button;";
    if !app.browser.script::<bool>(script, &[]).await? {
        app.click("Library").await?;
        app.click("Backup…").await?;
    }
    shows(app, "Bring one back").await
}

/// Awaits that the dialog says these words.
async fn shows(app: &Hearsay, words: &str) -> anyhow::Result<()> {
    wait::until(format!("the dialog says “{words}”"), async || {
        let script = "return document.querySelector('dialog[open]')?.textContent ?? '';";
        let said: String = app.browser.script(script, &[]).await?;
        anyhow::ensure!(said.contains(words), "it says “{said}”");
        Ok(Some(()))
    })
    .await
}

/// Awaits that the kept file holds these words.
async fn holds(app: &Hearsay, words: &str) -> anyhow::Result<String> {
    wait::until(format!("the file holds “{words}”"), async || {
        let file: String = app.browser.script(READ, &[]).await?;
        anyhow::ensure!(file.contains(words), "it holds {} bytes without them", file.len());
        Ok(Some(file))
    })
    .await
}

#[tokio::test]
async fn the_kept_file_follows_every_change_also_after_the_browser_was_killed() -> anyhow::Result<()> {
    play("the_kept_file_follows", async |stage| {
        let app = &mut stage.app;
        app.browser.script::<bool>(PICKER, &[]).await?;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        open_backup(app).await?;
        app.click("Choose a folder…").await?;
        shows(app, "has everything").await?;
        app.click("Close").await?;
        holds(app, "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        holds(app, "\"exact\": \"Ms Rao\"").await?;
        app.kill_and_restart().await?;
        app.until_shown("the article is open", |shown| shown.rows.len() == 2).await?;
        mark(app, "s", "The ministry").await?;
        holds(app, "\"exact\": \"The ministry\"").await?;
        // What another computer wrote is not written over unseen.
        app.browser.script::<bool>(WRITE, &[]).await?;
        mark(app, "c", "Prices fell").await?;
        says(app, "was written by another computer").await?;
        let file: String = app.browser.script(READ, &[]).await?;
        assert_eq!(file, "written elsewhere");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_wiped_browser_is_what_it_was_after_a_restore() -> anyhow::Result<()> {
    play("a_wiped_browser", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        app.undo().await?;
        app.until_shown("undone", |shown| shown.rows.len() == 1).await?;
        let first = back_up(app).await?;
        let file = app.browser.profile().temporary().join("backup.json");
        std::fs::write(&file, &first)?;
        // The page is left first: an open one keeps what is cleared under it.
        let url = stage.server.url().to_owned();
        app.browser.goto(&format!("{url}rescue.html")).await?;
        let all = json!({ "origin": url.trim_end_matches('/'), "storageTypes": "all" });
        app.browser.execute_cdp("Storage.clearDataForOrigin", all).await?;
        app.browser.goto(&url).await?;
        app.click("Library").await?;
        open_backup(app).await?;
        let field = app.browser.web()?.find(By::Css("#backup-file")).await?;
        field.send_keys(file.to_string_lossy()).await?;
        shows(app, "Articles: 1 new.").await?;
        app.click("Bring it in").await?;
        says(app, "1 article came in").await?;
        let second = back_up(app).await?;
        assert_eq!(without_time(&second), without_time(&first));
        app.open_article("Mill to close in May").await?;
        app.redo().await?;
        app.until_shown("done again", |shown| shown.rows.len() == 2).await?;
        app.reload().await?;
        open_backup(app).await?;
        app.click("Take it back").await?;
        says(app, "is in the bin").await
    })
    .await
}

async fn back_up(app: &Hearsay) -> anyhow::Result<String> {
    open_backup(app).await?;
    let file = app.browser.download(async || app.click("Back up now").await).await?;
    app.click("Close").await?;
    let text = std::fs::read_to_string(&file)?;
    std::fs::remove_file(file).context("out of the way for the next")?;
    Ok(text)
}

fn without_time(file: &str) -> Vec<&str> {
    file.lines().filter(|line| !line.contains("\"exported\"")).collect()
}
