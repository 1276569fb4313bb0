//! The focus, kept when what had it goes away.
//!
//! The one idea: an act may remove the very button by which it was done. The browser then gives the
//! focus to the page, and whoever works by keys or by ear is nowhere; so it goes to what was around.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What the focus falls back to, the narrowest first.
const AROUND: [&str; 5] = [".picker", ".inspector", ".register", "#list", ".library"];

/// Where the focus is before the page is drawn anew.
#[derive(Debug)]
pub struct Focus {
    on: Element,
    around: Option<&'static str>,
}

impl Focus {
    /// Where it is now; `None` when it is nowhere.
    #[must_use]
    pub fn now() -> Option<Self> {
        let on = super::document()?.active_element()?;
        let is_in = |around: &&&str| on.closest(around).is_ok_and(|found| found.is_some());
        let around = AROUND.iter().find(is_in).copied();
        Some(Self { on, around })
    }

    /// Where what had it is gone, and no act has given it to anything else: gives it to what is still
    /// there of what was around, or else to the article.
    pub fn mend(self) {
        let nowhere =
            super::document().and_then(|d| d.active_element()).is_none_or(|e| e.tag_name() == "BODY");
        if !nowhere || self.on.tag_name() == "BODY" {
            return;
        }
        // It is there, but may have been disabled by what it did: the last step was undone.
        if self.on.is_connected() && !self.on.has_attribute("disabled") {
            return;
        }
        let around = self.around.and_then(super::find).and_then(|found| found.dyn_into::<HtmlElement>().ok());
        let Some(to) = around.or_else(|| super::by_id(super::ARTICLE)) else { return };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(to.focus_with_options(&options));
    }
}
