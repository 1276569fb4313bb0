//! A finger on the screen, by the browser's own protocol.
//!
//! WebDriver's touch actions would do for taps; a long press has to be held until something
//! happens, and be moved from there.

use crate::browser::{Browser, Point};
use anyhow::Context as _;
use serde_json::json;

impl Browser {
    /// Makes the page that of a phone: 390 by 844 pixels, and a finger instead of a mouse.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn become_phone(&self) -> anyhow::Result<()> {
        self.resize(390, 844).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        self.execute_cdp("Emulation.setTouchEmulationEnabled", touch).await.map(drop)
    }

    /// Puts a finger down.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn finger_down(&self, at: Point) -> anyhow::Result<()> {
        self.touch("touchStart", Some(at)).await
    }

    /// Moves the finger.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn finger_to(&self, at: Point) -> anyhow::Result<()> {
        self.touch("touchMove", Some(at)).await
    }

    /// Lifts the finger.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn finger_up(&self) -> anyhow::Result<()> {
        self.touch("touchEnd", None).await
    }

    /// Taps.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn tap(&self, at: Point) -> anyhow::Result<()> {
        self.finger_down(at).await?;
        self.finger_up().await
    }

    /// The middle of what a selector finds first; an error if something lies over it there, or
    /// it is out of sight.
    ///
    /// # Errors
    /// As said.
    pub async fn middle(&self, selector: &str, words: &str) -> anyhow::Result<Point> {
        let script = "
            const [selector, words] = arguments;
            const all = [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
            const it = all.find((it) => it.textContent.trim().startsWith(words) || it.ariaLabel === words);
            if (!it) return null;
            const box = it.getBoundingClientRect();
            const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
            const there = document.elementFromPoint(x, y);
            return it.contains(there) ? { x: Math.round(x), y: Math.round(y) } : null;";
        let found: Option<Point> = self.script(script, &[json!(selector), json!(words)]).await?;
        found.with_context(|| format!("no finger reaches {selector} “{words}”"))
    }

    async fn touch(&self, kind: &str, at: Option<Point>) -> anyhow::Result<()> {
        let points: Vec<_> = at.iter().map(|at| json!({ "x": at.x, "y": at.y })).collect();
        let event = json!({ "type": kind, "touchPoints": points });
        self.execute_cdp("Input.dispatchTouchEvent", event).await.map(drop)
    }
}
