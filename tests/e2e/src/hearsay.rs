//! The app as a person knows it, by the names that its interface keeps.
//!
//! One idea: these names are a promise. People learn them, and screen readers
//! and scripts rely on them, so a test that has to be changed here because a
//! name changed has found a broken promise.

mod article;
mod files;
mod library;
mod margin;
mod picker;

pub use article::Mark;
pub use files::Report;
pub use library::Card;
pub use margin::{Row, Shown};

use crate::browser::Browser;
use crate::roles::Role;
use thirtyfour::WebElement;

/// The app, open in a browser.
#[derive(Debug)]
pub struct Hearsay {
    /// The browser it is open in.
    pub browser: Browser,
    url: String,
}

impl Hearsay {
    /// Opens the app and awaits that it can be used.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn open(browser: Browser, url: &str) -> anyhow::Result<Self> {
        let app = Self { browser, url: url.to_owned() };
        app.go().await?;
        Ok(app)
    }

    async fn go(&self) -> anyhow::Result<()> {
        self.browser.goto(&self.url).await?;
        self.ready().await
    }

    /// Awaits that the app has started.
    async fn ready(&self) -> anyhow::Result<()> {
        let found = self.browser.find(Role::Button, "Add article").await;
        if let Err(error) = found {
            let told: Vec<String> = self.browser.console().await?.into_iter().map(|line| line.text).collect();
            return Err(error.context(format!("the app does not start; the console says {told:#?}")));
        }
        Ok(())
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// If the app does not start again.
    pub async fn reload(&self) -> anyhow::Result<()> {
        self.browser.reload().await?;
        self.ready().await
    }

    /// Kills the browser, starts it again and opens the app.
    ///
    /// # Errors
    /// If either does not start again.
    pub async fn kill_and_restart(&mut self) -> anyhow::Result<()> {
        self.browser.kill().await?;
        self.browser.start().await?;
        self.go().await
    }

    /// Clicks the button of that name.
    ///
    /// # Errors
    /// If there is none.
    pub async fn click(&self, name: &str) -> anyhow::Result<()> {
        self.browser.click(Role::Button, name).await
    }

    /// Presses a key, with others held if need be: `q`, `Control+Shift+z`.
    ///
    /// # Errors
    /// If there is no such key.
    pub async fn press(&self, keys: &str) -> anyhow::Result<()> {
        self.browser.press(keys).await
    }

    /// Types text where the cursor is, key by key.
    ///
    /// # Errors
    /// If it cannot be typed.
    pub async fn write(&self, text: &str) -> anyhow::Result<()> {
        Ok(self.browser.web()?.action_chain().send_keys(text).perform().await?)
    }

    /// Takes the last change back.
    ///
    /// # Errors
    /// If there is no such button.
    pub async fn undo(&self) -> anyhow::Result<()> {
        self.click("Undo").await
    }

    /// Makes the change that was taken back again.
    ///
    /// # Errors
    /// If there is no such button.
    pub async fn redo(&self) -> anyhow::Result<()> {
        self.click("Redo").await
    }

    /// What the app says at the foot of the page; empty when it says nothing.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn notice(&self) -> anyhow::Result<String> {
        let script = "return document.querySelector('footer .notice[role=status]')?.textContent ?? '';";
        self.browser.script(script, &[]).await
    }

    /// The line at the foot of the page that tells how keeping stands.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn storage_line(&self) -> anyhow::Result<String> {
        let script = "return document.querySelector('footer .saved')?.textContent ?? '';";
        self.browser.script(script, &[]).await
    }

    /// What has the keyboard's focus, by its name; empty for the page itself.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn focus_is_in(&self) -> anyhow::Result<String> {
        let script = "
            const element = document.activeElement;
            return element === document.body ? '' : element.getAttribute('aria-label') ??
                element.labels?.[0]?.textContent ?? element.tagName.toLowerCase();";
        self.browser.script(script, &[]).await
    }

    /// The part of the page that lists the annotations.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn annotations(&self) -> anyhow::Result<WebElement> {
        self.browser.find(Role::Landmark, "Annotations").await
    }
}
