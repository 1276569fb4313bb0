//! A finger on the screen, by the browser's own protocol.
//!
//! WebDriver's touch actions would do for taps; a long press has to be held until something
//! happens, and be moved from there.

use crate::browser::{Browser, Point};
use crate::wait;
use anyhow::Context as _;
use serde_json::json;
use std::time::Duration;

/// After so long, no click follows a touch any more.
const LOST: Duration = Duration::from_millis(600);

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

    /// Taps, until the page hears a click. On a busy machine the emulation loses a tap now and
    /// then, on any page: the touch arrives, and no click follows.
    ///
    /// # Errors
    /// If the browser refuses, or never clicks.
    pub async fn tap(&self, at: Point) -> anyhow::Result<()> {
        let clicks = "
            if (window.clicks === undefined) {
                window.clicks = 0;
                window.addEventListener('click', () => { window.clicks += 1; }, true);
            }
            return window.clicks;";
        let before: u32 = self.script(clicks, &[]).await?;
        wait::until("a tap is a click", async || {
            self.finger_down(at).await?;
            self.finger_up().await?;
            let heard = wait::until_after(LOST, "a click", async || {
                Ok((self.script::<u32>(clicks, &[]).await? > before).then_some(()))
            });
            Ok(heard.await.ok())
        })
        .await
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
        // At the end of a page the glass may be moved against what lies under it.
        let moved = "
            const { offsetLeft, offsetTop } = visualViewport;
            return { x: Math.round(offsetLeft), y: Math.round(offsetTop) };";
        let moved: Point = self.script(moved, &[]).await?;
        let points: Vec<_> =
            at.iter().map(|at| json!({ "x": at.x - moved.x, "y": at.y - moved.y })).collect();
        let event = json!({ "type": kind, "touchPoints": points });
        self.execute_cdp("Input.dispatchTouchEvent", event).await.map(drop)
    }
}
