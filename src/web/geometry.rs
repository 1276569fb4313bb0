//! Where floating things stand. Places are given to the style sheet as custom properties, so
//! that it may overrule them on small screens.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use crate::record::AnnotationId;

/// Sets a custom property of an element to a length, in whole pixels: the code that writes
/// fractions would be a good part of the download.
pub(super) fn set_px(element: &HtmlElement, property: &str, px: f64) {
    drop(element.style().set_property(property, &format!("{}px", whole(px))));
}

/// The whole pixel nearest to a place on the page.
#[expect(clippy::cast_possible_truncation, reason = "pages end long before 2³¹ pixels")]
pub(super) fn whole(px: f64) -> i32 {
    px.round() as i32
}

/// Gives the list of rows the height of all rows, and of those before the first that is made.
pub fn size_rows(before: usize, all: usize) {
    if let Some(rows) = super::by_id("rows") {
        drop(rows.style().set_property("--before", &format!("{before}px")));
        drop(rows.style().set_property("--all", &format!("{all}px")));
    }
}

/// Puts the element of this id just over what is selected.
pub fn place_near_selection(id: &str) {
    let rect = || {
        let selection = super::window()?.get_selection().ok().flatten()?;
        Some(selection.get_range_at(0).ok()?.get_bounding_client_rect())
    };
    place(id, rect());
}

/// Puts the element of this id just under the annotation, scrolling to make room for it: above,
/// it would lie over the words that say who is speaking.
pub fn place_near_mark(id: &str, annotation: AnnotationId) {
    let rect = || last_mark(annotation).map(|mark| mark.get_bounding_client_rect());
    place(id, rect());
    let (Some(element), Some(mark), Some(window)) = (super::by_id(id), rect(), super::window()) else {
        return;
    };
    let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let missing = mark.bottom() + f64::from(element.offset_height()) + ROOM - height;
    if missing > 0.0 {
        window.scroll_by_with_x_and_y(0.0, missing.min((mark.top() - ROOM).max(0.0)));
        place(id, rect());
    }
}

/// The height of the header or the foot with some air, in CSS pixels.
const ROOM: f64 = 64.0;

/// The first drawn piece of an annotation.
pub(super) fn mark(annotation: AnnotationId) -> Option<Element> {
    super::find(&format!("#{} mark[data-ids~=\"{annotation}\"]", super::ARTICLE))
}

/// The last drawn piece of an annotation.
pub(super) fn last_mark(annotation: AnnotationId) -> Option<Element> {
    let all = super::document()?
        .query_selector_all(&format!("#{} mark[data-ids~=\"{annotation}\"]", super::ARTICLE))
        .ok()?;
    all.item(all.length().checked_sub(1)?)?.dyn_into().ok()
}

/// Gives the element the rectangle it belongs to, relative to its positioned ancestor.
fn place(id: &str, rect: Option<DomRect>) {
    let (Some(element), Some(rect)) = (super::by_id(id), rect) else { return };
    let Some(pane) = element.offset_parent() else { return };
    let around = pane.get_bounding_client_rect();
    set_px(&element, "--x", rect.left() - around.left());
    set_px(&element, "--width", rect.width());
    set_px(&element, "--top", rect.top() - around.top());
    set_px(&element, "--bottom", rect.bottom() - around.top());
    set_px(&element, "--room-above", rect.top());
    set_px(&element, "--pane-width", around.width());
    // Below where there is no room above, and the other way round.
    let height = super::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0);
    let below = height - rect.bottom();
    let tall = f64::from(element.offset_height()) + 16.0;
    let side = match (rect.top() - 56.0 > tall, below > tall) {
        (true, true) => "either",
        (true, false) => "above",
        _ => "below",
    };
    drop(element.set_attribute("data-room", side));
}
