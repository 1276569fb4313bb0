//! Taking annotations away as a file, and bringing them back.

use super::Hearsay;
use anyhow::Context as _;
use serde_json::json;
use std::path::Path;
use thirtyfour::By;

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
        let fields = self.browser.web()?.find_all(By::Css("input[type=file]")).await?;
        for field in fields {
            let accepts = field.attr("accept").await?.unwrap_or_default();
            if accepts.contains("json") {
                let path = file.canonicalize()?;
                return Ok(field.send_keys(path.to_string_lossy()).await?);
            }
        }
        anyhow::bail!("the page has no field for JSON files")
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
