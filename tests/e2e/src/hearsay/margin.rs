//! The margin: what is listed there, and what is looked at.

use super::{Hearsay, Mark};
use crate::browser::Point;
use crate::roles::Role;
use crate::wait;
use serde::Deserialize;
use serde_json::json;
use thirtyfour::By;

/// One line of the list of annotations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// The annotation.
    pub id: String,
    /// `claim`, `source`, `quote`.
    pub kind: String,
    /// The words it stands on; parts with … between them.
    pub words: String,
    /// Who is behind it.
    pub by: String,
    /// Its tags, and that it has a note.
    pub flags: Vec<String>,
}

/// What a person sees of the annotations: the marks in the text and the list
/// beside it. What is looked at plays no part in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shown {
    /// The marks, in reading order.
    pub marks: Vec<Mark>,
    /// The list.
    pub rows: Vec<Row>,
}

impl Shown {
    /// The line of an annotation.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The words that carry an annotation in the text.
    #[must_use]
    pub fn words_of(&self, id: &str) -> String {
        let marks = self.marks.iter().filter(|mark| mark.ids.iter().any(|other| other == id));
        marks.map(|mark| mark.text.as_str()).collect()
    }

    /// The annotations that were not there before.
    #[must_use]
    pub fn new_since(&self, before: &Self) -> Vec<&Row> {
        self.rows.iter().filter(|row| before.row(&row.id).is_none()).collect()
    }
}

const ROWS: &str = "
    const textOf = (row, part) => row.querySelector(part)?.textContent ?? '';
    const rows = [...document.querySelectorAll('aside ol button[data-id]')].map((row) => ({
        id: row.dataset.id, kind: row.dataset.kind, words: textOf(row, '.row-words'),
        by: row.querySelector('.row-by').firstChild.textContent,
        flags: [...row.querySelectorAll('.row-flag')].map((flag) => flag.textContent),
        focused: row.getAttribute('aria-current') === 'true',
    }));";

impl Hearsay {
    /// The marks and the list, as they are in one moment.
    ///
    /// # Errors
    /// If no article is shown.
    pub async fn shown(&self) -> anyhow::Result<Shown> {
        let script = format!(
            "{ROWS}
            const words = (text) => (text ?? '').split(/\\s+/).filter(Boolean);
            const marks = [...arguments[0].querySelectorAll('mark')].map((mark) => ({{
                kinds: words(mark.dataset.kind), ids: words(mark.dataset.ids), text: mark.textContent,
            }}));
            return {{ marks, rows }};"
        );
        self.in_article(&script, &[]).await
    }

    /// Awaits that what is shown is as `wanted` says, and returns it.
    ///
    /// # Errors
    /// If it does not come to be so; tells what is shown instead.
    pub async fn until_shown(&self, what: &str, wanted: impl Fn(&Shown) -> bool) -> anyhow::Result<Shown> {
        wait::until(what, async || {
            let shown = self.shown().await?;
            anyhow::ensure!(wanted(&shown), "there are {:#?}", shown.rows);
            Ok(Some(shown))
        })
        .await
    }

    /// The annotation that is looked at.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn focused(&self) -> anyhow::Result<Option<Row>> {
        self.browser.script(&format!("{ROWS} return rows.find((row) => row.focused) ?? null;"), &[]).await
    }

    /// Awaits that the annotation of these words is looked at, and returns its
    /// line.
    ///
    /// # Errors
    /// If another is, or none.
    pub async fn until_focused(&self, kind: &str, words: &str) -> anyhow::Result<Row> {
        wait::until(format!("the {kind} “{words}” is looked at"), async || {
            let focused = self.focused().await?;
            anyhow::ensure!(
                focused.as_ref().is_some_and(|row| row.kind == kind && row.words == words),
                "it is {focused:?}"
            );
            Ok(focused)
        })
        .await
    }

    /// Awaits that no annotation is looked at.
    ///
    /// # Errors
    /// If one is.
    pub async fn until_nothing_is_focused(&self) -> anyhow::Result<()> {
        wait::until("nothing is looked at", async || Ok(self.focused().await?.is_none().then_some(()))).await
    }

    /// Clicks the line of an annotation in the list.
    ///
    /// # Errors
    /// If it is not listed.
    pub async fn click_row(&self, id: &str) -> anyhow::Result<()> {
        wait::until(format!("the row of {id} can be clicked"), async || {
            let margin = self.annotations().await?;
            let row = By::Css(format!("ol button[data-id='{id}']"));
            margin.find(row).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Turns the mouse's wheel over the list, up to its beginning.
    ///
    /// # Errors
    /// If there is no list.
    pub async fn wheel_to_first_row(&self) -> anyhow::Result<()> {
        let list = self.annotations().await?.find(By::Css("ol")).await?;
        let script = "
            const { x, width } = arguments[0].getBoundingClientRect();
            const { top, bottom } = arguments[0].parentElement.getBoundingClientRect();
            return { x: Math.round(x + width / 2), y: Math.round((top + bottom) / 2) };";
        let Point { x, y } = self.browser.script(script, &[list.to_json()?]).await?;
        let wheel = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": -10_000 });
        self.browser.execute_cdp("Input.dispatchMouseEvent", wheel).await.map(drop)
    }

    /// Whether the mark, and the line in the list, of an annotation are in sight.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn in_sight(&self, id: &str) -> anyhow::Result<(bool, bool)> {
        let script = "
            const within = (element, top, bottom) => {
                const box = element?.getBoundingClientRect();
                return !!box && box.height > 0 && box.top >= top - 1 && box.bottom <= bottom + 1;
            };
            const [id] = arguments;
            const row = document.querySelector(`aside ol button[data-id='${id}']`);
            let list = row?.parentElement;
            while (list && !['auto', 'scroll'].includes(getComputedStyle(list).overflowY)) list = list.parentElement;
            const { top, bottom } = list?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
            return [within(document.querySelector(`mark[data-ids~='${id}']`), 0, innerHeight), within(row, top, bottom)];";
        self.browser.script(script, &[json!(id)]).await
    }

    /// Shows a view of the margin: `Annotations`, `Sources`, `Overview`.
    ///
    /// # Errors
    /// If there is none of that name.
    pub async fn show_tab(&self, name: &str) -> anyhow::Result<()> {
        self.browser.click(Role::Tab, name).await
    }

    /// Awaits that the field of this name holds this text.
    ///
    /// # Errors
    /// If it holds another, or there is no such field.
    pub async fn field_holds(&self, name: &str, text: &str) -> anyhow::Result<()> {
        wait::until(format!("the field “{name}” holds “{text}”"), async || {
            let field = self.browser.find(Role::Textbox, name).await?;
            let held = field.prop("value").await?.unwrap_or_default();
            anyhow::ensure!(held == text, "it holds “{held}”");
            Ok(Some(()))
        })
        .await
    }
}
