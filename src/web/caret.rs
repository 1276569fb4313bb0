//! Places under the pointer, and the handles of an annotation's ends.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, MouseEvent, Node, PointerEvent};

use crate::highlight::{DomPoint, DomRange};

/// The place in the article at these coordinates of the window.
///
/// `caretPositionFromPoint` is the standard; older browsers have `caretRangeFromPoint`.
fn at(x: f64, y: f64) -> Option<DomPoint> {
    let document: JsValue = super::document()?.into();
    let ask = |name: &str| {
        let ask: Function = Reflect::get(&document, &name.into()).ok()?.dyn_into().ok()?;
        ask.call2(&document, &x.into(), &y.into()).ok().filter(|found| !found.is_null())
    };
    let (found, node, offset) = match ask("caretPositionFromPoint") {
        Some(found) => (found, "offsetNode", "offset"),
        None => (ask("caretRangeFromPoint")?, "startContainer", "startOffset"),
    };
    let node: Node = Reflect::get(&found, &node.into()).ok()?.dyn_into().ok()?;
    let offset = Reflect::get(&found, &offset.into()).ok()?.as_f64()?;
    super::selection::point(&node, offset as u32)
}

/// The place in the article that was clicked, by a plain click into its text.
#[must_use]
pub fn click_point(event: &MouseEvent) -> Option<DomPoint> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-block]").ok().flatten()?;
    // A click that ends a selection is none; the third of three selects, but is meant.
    let selection = super::window()?.get_selection().ok().flatten();
    if selection.is_some_and(|selection| !selection.is_collapsed()) && !is_third(event) {
        return None;
    }
    at(event.client_x().into(), event.client_y().into())
}

/// Whether this click is the third of three quick ones, which take the sentence.
#[must_use]
pub fn is_third(event: &MouseEvent) -> bool {
    event.detail() == 3
}

/// A place of the article near the top of what is in sight.
#[must_use]
pub fn point_in_sight() -> Option<DomPoint> {
    let article = super::by_id(super::ARTICLE)?.get_bounding_client_rect();
    let x = article.left() + article.width() / 2.0;
    (0..12).map(|n| 80.0 + 24.0 * f64::from(n)).find_map(|y| at(x, y))
}

/// A handle is taken hold of: what the pointer does is its own until it is let go.
pub fn grasp(event: &PointerEvent) {
    event.prevent_default();
    if let Some(handle) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        drop(handle.set_pointer_capture(event.pointer_id()));
    }
}

/// Where a handle that is held is dragged to; `None` when it is not held.
#[must_use]
pub fn dragged_to(event: &PointerEvent) -> Option<DomPoint> {
    let handle: HtmlElement = event.target()?.dyn_into().ok()?;
    if !handle.has_pointer_capture(event.pointer_id()) {
        return None;
    }
    prevent(event);
    // The handle itself is in the way of what lies under it.
    drop(handle.style().set_property("pointer-events", "none"));
    let found = at(event.client_x().into(), event.client_y().into());
    drop(handle.style().remove_property("pointer-events"));
    found
}

fn prevent(event: &Event) {
    event.prevent_default();
}

/// Puts the handles at the ends of these stretches: two for each.
pub fn place_handles(parts: &[DomRange]) {
    let Some(all) = super::document().and_then(|d| d.query_selector_all(".handle").ok()) else { return };
    for (n, part) in (0u32..).zip(parts) {
        let rects = super::selection::range(*part).and_then(|range| range.get_client_rects());
        let Some(rects) = rects else { continue };
        let first = (0..rects.length()).filter_map(|n| rects.item(n)).find(|rect| rect.width() > 0.0);
        let last = (0..rects.length()).rev().filter_map(|n| rects.item(n)).find(|rect| rect.width() > 0.0);
        let ends = [first.map(|rect| (rect.left(), rect)), last.map(|rect| (rect.right(), rect))];
        for (end, place) in (0u32..).zip(ends) {
            let handle = all.item(n * 2 + end).and_then(|node| node.dyn_into::<HtmlElement>().ok());
            let (Some(handle), Some((x, rect))) = (handle, place) else { continue };
            let Some(around) = handle.offset_parent().map(|pane| pane.get_bounding_client_rect()) else {
                continue;
            };
            super::geometry::set_px(&handle, "--x", x - around.left());
            super::geometry::set_px(&handle, "--top", rect.top() - around.top());
            super::geometry::set_px(&handle, "--height", rect.height());
        }
    }
}
