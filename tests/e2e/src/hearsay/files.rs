//! Taking annotations away as a file, and bringing them back.

use super::Hearsay;
use crate::wait;
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::json;
use std::path::Path;
use thirtyfour::By;

/// What came of an import, as the dialog tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Report {
    /// In a few words.
    pub headline: String,
    /// What was taken.
    pub taken: Vec<String>,
    /// What was not, and why.
    pub problems: Vec<String>,
    /// Everything the dialog says.
    pub whole: String,
}

impl Hearsay {
    /// Clicks `Export` and returns the file that arrives.
    ///
    /// # Errors
    /// If none does.
    pub async fn export(&self) -> anyhow::Result<Vec<u8>> {
        let file = self.browser.download(async || self.click("Export").await).await?;
        let bytes = std::fs::read(&file)?;
        // Out of the way, so that the next one gets the same name.
        std::fs::remove_file(file)?;
        Ok(bytes)
    }

    /// Brings a file in, through the field behind the `Import` button.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn import_file(&self, file: &Path) -> anyhow::Result<()> {
        self.import_files(&[file]).await
    }

    /// Brings several files in at once.
    ///
    /// # Errors
    /// If there is no field for them.
    pub async fn import_files(&self, files: &[impl AsRef<Path>]) -> anyhow::Result<()> {
        let mut paths = Vec::new();
        for file in files {
            paths.push(file.as_ref().canonicalize()?.to_string_lossy().into_owned());
        }
        let fields = self.browser.web()?.find_all(By::Css("input[type=file]")).await?;
        for field in fields {
            let accepts = field.attr("accept").await?.unwrap_or_default();
            if accepts.contains("json") {
                return Ok(field.send_keys(paths.join("\n")).await?);
            }
        }
        anyhow::bail!("the page has no field for JSON files")
    }

    /// Drops a file onto the article, as from another window of the desktop.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn drop_file(&self, file: &Path) -> anyhow::Result<()> {
        let file = file.canonicalize()?;
        // Nothing can be dropped on a page that was not painted yet.
        self.browser.settled().await?;
        for what in ["dragEnter", "dragOver", "drop"] {
            let event = json!({
                "type": what, "x": 600, "y": 400,
                "data": { "items": [], "files": [file], "dragOperationsMask": 1 },
            });
            self.browser.execute_cdp("Input.dispatchDragEvent", event).await?;
        }
        Ok(())
    }

    /// Awaits the report of an import, and closes it.
    ///
    /// # Errors
    /// If none comes.
    pub async fn report(&self) -> anyhow::Result<Report> {
        let report = wait::until("the report of an import", async || {
            let script = "
                const lines = (list) => [...dialog.querySelectorAll(`${list} li`)].map((line) => line.textContent);
                const dialog = document.querySelector('dialog#report[open]');
                return dialog && {
                    headline: dialog.querySelector('h2').textContent,
                    taken: lines('.taken'), problems: lines('.problems'), whole: dialog.textContent,
                };";
            self.browser.script::<Option<Report>>(script, &[]).await
        })
        .await?;
        self.click("Close").await?;
        Ok(report)
    }

    /// Forgets everything this app has stored, as clearing the site's data does,
    /// and opens it anew.
    ///
    /// # Errors
    /// If the browser refuses, or the app does not start again.
    pub async fn wipe(&self) -> anyhow::Result<()> {
        let origin: String = self.browser.script("return location.origin;", &[]).await?;
        // Left first: a page that is open keeps its database open.
        self.browser.goto("about:blank").await?;
        let all = json!({ "origin": origin, "storageTypes": "all" });
        self.browser.execute_cdp("Storage.clearDataForOrigin", all).await?;
        self.go().await.context("after everything was wiped")
    }
}
