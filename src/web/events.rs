//! What the page as a whole hears.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent, Node};

use crate::{keys::KeyPress, record::AnnotationId};

/// Listens for an event anywhere on the page, for as long as the listener is kept. The handler
/// may prevent what the browser would do.
#[must_use]
pub fn on_document(event: &'static str, handler: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let target: EventTarget = super::document()?.into();
    Some(EventListener::new_with_options(&target, event, options, handler))
}

/// Listens for an event of the window, for as long as the listener is kept.
#[must_use]
pub fn on_window(event: &'static str, handler: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    let target: EventTarget = super::window()?.into();
    Some(EventListener::new(&target, event, handler))
}

/// Keeps the browser from doing its own with this event.
pub fn prevent(event: &Event) {
    event.prevent_default();
}

/// A key as the core knows it; `None` when it is being composed (an accent, a Chinese word).
#[must_use]
pub fn key_press(event: &KeyboardEvent) -> Option<KeyPress> {
    if event.is_composing() || event.default_prevented() {
        return None;
    }
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let typing = target.as_ref().is_some_and(|element| {
        let checkbox = element.get_attribute("type").is_some_and(|t| t == "checkbox" || t == "radio");
        element.is_content_editable()
            || matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
            || (element.tag_name() == "INPUT" && !checkbox)
    });
    let article = super::by_id(super::ARTICLE);
    let pane = article.as_ref().and_then(|article| article.parent_element());
    Some(KeyPress {
        key: event.key(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        typing,
        dialog: super::find("dialog[open]").is_some(),
        // Read from the page, where everybody can see it.
        caret: pane.as_ref().is_some_and(|pane| pane.has_attribute("data-caret")),
        edge: pane.is_some_and(|pane| pane.get_attribute("data-mode").is_some_and(|mode| mode == "edge")),
        rtl: article.is_some_and(|article| article.matches(":dir(rtl)") == Ok(true)),
    })
}

/// The annotations on what was clicked, outermost first. `None` for a click outside the drawn
/// article's text, and for the click that ends a selection.
#[must_use]
pub fn dom_path_ids(event: &Event) -> Option<Vec<AnnotationId>> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let selection = super::window()?.get_selection().ok().flatten();
    if selection.is_some_and(|s| !s.is_collapsed()) {
        return None;
    }
    let mark = target.closest("mark[data-ids]").ok().flatten();
    if mark.is_none() {
        let article = super::by_id(super::ARTICLE)?;
        article.contains(Some(target.unchecked_ref::<Node>())).then_some(())?;
    }
    let ids = mark.and_then(|mark| mark.get_attribute("data-ids")).unwrap_or_default();
    Some(ids.split_whitespace().filter_map(|id| id.parse().ok()).collect())
}

/// Whether an event happened in the details of an annotation or of an entry of the register.
#[must_use]
pub fn is_in_details(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(".inspector, .register").is_ok_and(|found| found.is_some()))
}

/// Whether what an event happened in is read from right to left.
#[must_use]
pub fn is_rtl(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches(":dir(rtl)") == Ok(true))
}

/// The number that the element an event happened in has in this attribute, or the nearest one around
/// it; `None` for what happened on a button within.
#[must_use]
pub fn number_at(event: &Event, attribute: &str) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let there = target.closest(&format!("[{attribute}],button")).ok().flatten()?;
    there.get_attribute(attribute)?.parse().ok()
}
