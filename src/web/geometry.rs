//! Where floating things stand. Places are given to the style sheet as custom properties, so
//! that it may overrule them on small screens.
//!
//! The one idea: what is measured is written [`Later`]. The browser lays the page out whenever
//! something is measured after something was written, so all is measured first, and then all is
//! written.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use crate::record::AnnotationId;

/// What was measured, to be written to the page when everything is.
pub type Later = Box<dyn FnOnce()>;

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
#[must_use]
pub fn near_selection(id: &str) -> Option<Later> {
    let selection = super::window()?.get_selection().ok().flatten()?;
    near(id, &selection.get_range_at(0).ok()?.get_bounding_client_rect())
}

/// Puts the element of this id just under the annotation, scrolling to make room for it: above,
/// it would lie over the words that say who is speaking.
#[must_use]
pub fn near_mark(id: &str, annotation: AnnotationId) -> Option<Later> {
    let mark = last_mark(annotation)?;
    let rect = mark.get_bounding_client_rect();
    let tall = f64::from(super::by_id(id)?.offset_height());
    let missing = rect.bottom() + tall + ROOM - window_height();
    if missing <= 0.0 {
        return near(id, &rect);
    }
    super::window()?.scroll_by_with_x_and_y(0.0, missing.min((rect.top() - ROOM).max(0.0)));
    near(id, &mark.get_bounding_client_rect())
}

/// The height of the window in CSS pixels.
pub(super) fn window_height() -> f64 {
    super::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0)
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
fn near(id: &str, rect: &DomRect) -> Option<Later> {
    let element = super::by_id(id)?;
    let around = element.offset_parent()?.get_bounding_client_rect();
    // Below where there is no room above, and the other way round.
    let below = window_height() - rect.bottom();
    let tall = f64::from(element.offset_height()) + 16.0;
    let side = match (rect.top() - 56.0 > tall, below > tall) {
        (true, true) => "either",
        (true, false) => "above",
        _ => "below",
    };
    let places = [
        ("--x", rect.left() - around.left()),
        ("--width", rect.width()),
        ("--top", rect.top() - around.top()),
        ("--bottom", rect.bottom() - around.top()),
        ("--room-above", rect.top()),
        ("--pane-width", around.width()),
    ];
    Some(Box::new(move || {
        for (property, px) in places {
            set_px(&element, property, px);
        }
        drop(element.set_attribute("data-room", side));
    }))
}
