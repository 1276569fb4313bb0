//! Focus and dialogs.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{
    Event, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

/// Moves the keyboard's focus to the element of this id; what a text field holds is selected,
/// a text area's caret goes to its end.
pub fn focus(id: &str) {
    let Some(element) = super::by_id(id) else { return };
    let options = web_sys::FocusOptions::new();
    // The article is as high as its text, and what floats over it is not yet where it will be:
    // focusing them must not scroll.
    options.set_prevent_scroll(id == super::ARTICLE || id.starts_with("picker-") || id == "pile-lines");
    drop(element.focus_with_options(&options));
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let end = u32::try_from(area.value().encode_utf16().count()).unwrap_or(0);
        drop(area.set_selection_range(end, end));
    }
}

/// The number of what is chosen in the list of this id.
#[must_use]
pub fn chosen(id: &str) -> Option<usize> {
    super::by_id(id)?.dyn_into::<HtmlSelectElement>().ok()?.value().parse().ok()
}

thread_local! {
    /// What had the focus before a dialog was opened.
    static OPENER: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Opens the page's `dialog` element over the page, with the focus kept inside.
pub fn show_modal() {
    if let Some(dialog) = super::find("dialog").and_then(|e| e.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
    {
        let on = super::document().and_then(|document| document.active_element());
        let opener = on.and_then(|on| on.dyn_into::<HtmlElement>().ok());
        if let Some(opener) = opener.filter(|on| on.tag_name() != "BODY" && !dialog.contains(Some(on))) {
            OPENER.set(Some(opener));
        }
        drop(dialog.show_modal());
    }
}

/// Gives the focus back to what had it before a dialog was opened; where that is gone, to the
/// article, or to the first button of the page.
pub fn focus_opener() {
    let opener = OPENER.take().filter(|opener| opener.is_connected() && !opener.hidden());
    let there = || super::by_id(super::ARTICLE).or_else(|| super::find("header button")?.dyn_into().ok());
    if let Some(to) = opener.or_else(there) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(to.focus_with_options(&options));
    }
}

/// Keeps the browser from doing its own with this event, if it may be kept from it; whether it may.
#[must_use]
pub fn prevented(event: &Event) -> bool {
    event.prevent_default();
    event.default_prevented()
}

/// Whether an event happened in a field of one line.
#[must_use]
pub fn is_in_line(event: &Event) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.type_() == "text")
}
