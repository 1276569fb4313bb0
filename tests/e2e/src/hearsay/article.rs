//! Bringing an article in, selecting words of it, marking them.

use super::Hearsay;
use crate::browser::Point;
use crate::roles::Role;
use crate::wait;
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use thirtyfour::WebElement;

const TEXT: &str = include_str!("../js/text.js");

/// One `<mark>`: a run of the article's text that carries annotations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Mark {
    /// `claim`, `source`, `quote`.
    pub kinds: Vec<String>,
    /// The annotations it carries.
    pub ids: Vec<String>,
    /// Its words.
    pub text: String,
}

impl Hearsay {
    /// Brings an article in by pasting its text.
    ///
    /// # Errors
    /// If any step of it cannot be done.
    pub async fn paste_article(&self, text: &str) -> anyhow::Result<()> {
        self.click("Add article").await?;
        let textbox = self.browser.find(Role::Textbox, "Article text").await?;
        textbox.click().await?;
        self.browser.paste(text).await?;
        self.click("Add").await?;
        let beginning = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        self.shows(beginning).await
    }

    /// Awaits that the article that is shown holds these words.
    ///
    /// # Errors
    /// If it does not.
    pub async fn shows(&self, words: &str) -> anyhow::Result<()> {
        wait::until(format!("the article holds “{words}”"), async || {
            Ok(self.article_text().await?.contains(words).then_some(()))
        })
        .await
    }

    /// The part of the page that shows the article.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn article(&self) -> anyhow::Result<WebElement> {
        self.browser.find(Role::Landmark, "Article").await
    }

    /// The article's text as it is shown, a line for each block.
    ///
    /// # Errors
    /// If no article is shown.
    pub async fn article_text(&self) -> anyhow::Result<String> {
        self.in_article("return runs(arguments[0]).text;", &[]).await
    }

    /// Selects words of the article with the mouse: the `nth` place, from 0,
    /// where they stand.
    ///
    /// # Errors
    /// If they do not stand there, or cannot be reached with the mouse.
    pub async fn select_text(&self, words: &str, nth: usize) -> anyhow::Result<()> {
        let [from, to] = self.around(words, nth).await?;
        self.browser.drag(from, to).await
    }

    /// The same with a key held: with `Alt`, the app takes the words exactly as
    /// they were dragged over.
    ///
    /// # Errors
    /// As [`Hearsay::select_text`].
    pub async fn select_text_with(&self, key: &str, words: &str, nth: usize) -> anyhow::Result<()> {
        let [from, to] = self.around(words, nth).await?;
        self.browser.drag_with(key, from, to).await
    }

    /// Where to press and where to release the mouse to select words.
    async fn around(&self, words: &str, nth: usize) -> anyhow::Result<[Point; 2]> {
        // Two presses in the same place would be a double click, and a press on
        // what is selected would begin to carry it away.
        let height = if HIGHER.fetch_not(Ordering::Relaxed) { 0.3 } else { 0.7 };
        let script = "getSelection().removeAllRanges(); return selectionPoints(...arguments);";
        self.in_article(script, &[json!(words), json!(nth), json!(height)])
            .await
            .with_context(|| format!("“{words}” cannot be selected"))
    }

    /// Where a finger rests on the first character of words, and where the last one ends; with
    /// `scroll` after bringing them into view.
    ///
    /// # Errors
    /// If they do not stand there.
    pub async fn ends_of(&self, words: &str, nth: usize, scroll: bool) -> anyhow::Result<[Point; 2]> {
        let script = "return fingerPoints(...arguments);";
        self.in_article(script, &[json!(words), json!(nth), json!(scroll)]).await
    }

    /// What is selected.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn selected_text(&self) -> anyhow::Result<String> {
        self.browser.script("return getSelection().toString();", &[]).await
    }

    /// Clicks `Claim`, `Source` or `Quote` in the bar at the selection.
    ///
    /// # Errors
    /// If the bar does not appear.
    pub async fn mark(&self, kind: &str) -> anyhow::Result<()> {
        let bar = self.browser.find(Role::Toolbar, "Mark").await?;
        Ok(self.browser.find_in(Some(&bar), Role::Button, kind).await?.click().await?)
    }

    /// Clicks into words of the article that are marked.
    ///
    /// # Errors
    /// If they do not stand there, or are not marked.
    pub async fn click_mark(&self, words: &str, nth: usize) -> anyhow::Result<()> {
        let script = "return clickPoint(...arguments);";
        let point: Point = self.in_article(script, &[json!(words), json!(nth)]).await?;
        let script = "return !!document.elementFromPoint(...arguments)?.closest('mark');";
        let is_mark: bool = self.browser.script(script, &[json!(point.x), json!(point.y)]).await?;
        anyhow::ensure!(is_mark, "“{words}” is not marked where it would be clicked");
        self.browser.click_at(point).await
    }

    /// Every `<mark>` of the article, in reading order.
    ///
    /// # Errors
    /// If no article is shown.
    pub async fn marks(&self) -> anyhow::Result<Vec<Mark>> {
        let script = "
            const words = (text) => (text ?? '').split(/\\s+/).filter(Boolean);
            return [...arguments[0].querySelectorAll('mark')].map((mark) => ({
                kinds: words(mark.dataset.kind), ids: words(mark.dataset.ids), text: mark.textContent,
            }));";
        self.in_article(script, &[]).await
    }

    /// Runs a script that has the article as its first argument, and knows the
    /// functions of `text.js`.
    pub(super) async fn in_article<T>(&self, script: &str, arguments: &[Value]) -> anyhow::Result<T>
    where
        T: serde::de::DeserializeOwned,
    {
        let article = self.article().await?.to_json()?;
        let arguments = [&[article], arguments].concat();
        // What floats over the text, or asks for one, stands beside it.
        let only_text = "arguments[0] = arguments[0].querySelector('article') ?? arguments[0];";
        self.browser.script(&format!("{TEXT}\n{only_text}\n{script}"), &arguments).await
    }
}

static HIGHER: AtomicBool = AtomicBool::new(false);
