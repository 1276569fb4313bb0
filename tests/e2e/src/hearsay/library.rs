//! The library: which articles there are, and what is done with them.

use super::Hearsay;
use crate::roles::Role;
use crate::wait;
use serde::Deserialize;
use thirtyfour::{By, WebElement};

/// One article of the library.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// How many claims, mentions and quotes, in words.
    pub counts: String,
}

impl Hearsay {
    /// Opens the library at the side, if it is not open, and returns it.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn library(&self) -> anyhow::Result<WebElement> {
        if !self.browser.has(Role::Landmark, "Library").await? {
            self.click("Library").await?;
        }
        self.browser.find(Role::Landmark, "Library").await
    }

    /// The articles in it.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn cards(&self) -> anyhow::Result<Vec<Card>> {
        let library = self.library().await?.to_json()?;
        let script = "
            return [...arguments[0].querySelectorAll('.shelf:not(.bin) li')].map((card) => ({
                title: card.querySelector('.card-title')?.textContent ?? card.querySelector('input').value,
                counts: card.querySelector('.unseen')?.textContent ?? '',
            }));";
        self.browser.script(script, &[library]).await
    }

    /// Awaits that the library holds these articles, the latest changed first.
    ///
    /// # Errors
    /// If it holds others.
    pub async fn library_holds(&self, titles: &[&str]) -> anyhow::Result<()> {
        wait::until(format!("the library holds {titles:?}"), async || {
            let cards = self.cards().await?;
            let held: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
            anyhow::ensure!(held == titles, "it holds {held:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Clicks a button in the library.
    ///
    /// # Errors
    /// If there is none of that name.
    pub async fn click_in_library(&self, name: &str) -> anyhow::Result<()> {
        wait::until(format!("“{name}” in the library can be clicked"), async || {
            let library = self.library().await?;
            let button = self.browser.find_in(Some(&library), Role::Button, name).await?;
            // What can be done with an article shows when the mouse is over it.
            button.scroll_into_view().await?;
            button.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Opens the article of this title.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub async fn open_article(&self, title: &str) -> anyhow::Result<()> {
        wait::until(format!("“{title}” in the library can be opened"), async || {
            let library = self.library().await?;
            for card in library.find_all(By::Css("li button.card-open")).await? {
                if card.text().await?.starts_with(title) {
                    card.click().await?;
                    return Ok(Some(()));
                }
            }
            anyhow::bail!("it is not there")
        })
        .await
    }
}
