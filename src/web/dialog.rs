//! Focus and dialogs.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Moves the keyboard's focus to the element of this id; what a text field holds is selected,
/// a text area's caret goes to its end.
pub fn focus(id: &str) {
    let Some(element) = super::by_id(id) else { return };
    let options = web_sys::FocusOptions::new();
    // The article is as high as its text: focusing it must not scroll to its top.
    options.set_prevent_scroll(id == super::ARTICLE);
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

/// Opens the page's `dialog` element over the page, with the focus kept inside.
pub fn show_modal() {
    if let Some(dialog) = super::find("dialog").and_then(|e| e.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
    {
        drop(dialog.show_modal());
    }
}
