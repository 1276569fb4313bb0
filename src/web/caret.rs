//! Places under the pointer, and the handles of an annotation's ends.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, MouseEvent, Node, PointerEvent};

use super::geometry::Later;
use crate::highlight::{DomPoint, DomRange};

/// The place in the article at these coordinates of the window.
///
/// `caretPositionFromPoint` is the standard; older browsers have `caretRangeFromPoint`.
pub(super) fn at(x: f64, y: f64) -> Option<DomPoint> {
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
    if !is_on_text(event) {
        return None;
    }
    // A click that ends a selection is none; the third of three selects, but is meant.
    let selection = super::window()?.get_selection().ok().flatten();
    if selection.is_some_and(|selection| !selection.is_collapsed()) && !is_third(event) {
        return None;
    }
    at(event.client_x().into(), event.client_y().into())
}

/// Whether the pointer is on a block of the article.
pub(super) fn is_on_text(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("[data-block]").is_ok_and(|block| block.is_some()))
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

/// A handle is taken hold of: what the pointer does is its own until it is let go. A finger lies
/// beside the words it moves, so how far is remembered with the handle.
pub fn grasp(event: &PointerEvent) {
    event.prevent_default();
    let Some(handle) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    drop(handle.set_pointer_capture(event.pointer_id()));
    let (mut x, mut y) = (0, 0);
    if event.pointer_type() != "mouse" {
        let stem = handle.get_bounding_client_rect();
        x = super::geometry::whole(stem.left() + stem.width() / 2.0) - event.client_x();
        // Within the line whatever its height: the stem ends in a knob below it.
        y = super::geometry::whole(stem.top() + stem.height() * 0.3) - event.client_y();
    }
    drop(handle.set_attribute("data-x", &x.to_string()));
    drop(handle.set_attribute("data-y", &y.to_string()));
}

/// Where a handle that is held is dragged to; `None` when it is not held. Near the edge of the
/// window the page is scrolled along.
#[must_use]
pub fn dragged_to(event: &PointerEvent) -> Option<DomPoint> {
    let handle: HtmlElement = event.target()?.dyn_into().ok()?;
    if !handle.has_pointer_capture(event.pointer_id()) {
        return None;
    }
    prevent(event);
    let off = |name: &str| handle.get_attribute(name).and_then(|off| off.parse::<i32>().ok()).unwrap_or(0);
    // The handles themselves are in the way of what lies under them.
    show_handles(false);
    let found = at((event.client_x() + off("data-x")).into(), (event.client_y() + off("data-y")).into());
    show_handles(true);
    super::scroll::along(event.client_y());
    found
}

fn show_handles(show: bool) {
    let Some(all) = super::document().and_then(|d| d.query_selector_all(".handle").ok()) else { return };
    for handle in (0..all.length()).filter_map(|n| all.item(n)?.dyn_into::<HtmlElement>().ok()) {
        drop(handle.style().set_property("visibility", if show { "visible" } else { "hidden" }));
    }
}

fn prevent(event: &Event) {
    event.prevent_default();
}

/// Puts the handles at the ends of these stretches: two for each.
#[must_use]
pub fn handles_at(parts: &[DomRange]) -> Option<Later> {
    let handle = |n: usize| super::by_id(&format!("handle-{n}"));
    let around = handle(0)?.offset_parent()?.get_bounding_client_rect();
    let mut places = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let rects = super::selection::range(*part).and_then(|range| range.get_client_rects());
        let Some(rects) = rects else { continue };
        let first = (0..rects.length()).filter_map(|n| rects.item(n)).find(|rect| rect.width() > 0.0);
        let last = (0..rects.length()).rev().filter_map(|n| rects.item(n)).find(|rect| rect.width() > 0.0);
        let ends = [first.map(|rect| (rect.left(), rect)), last.map(|rect| (rect.right(), rect))];
        for (end, place) in ends.into_iter().enumerate() {
            let (Some(handle), Some((x, rect))) = (handle(n * 2 + end), place) else { continue };
            places.push((handle, [x - around.left(), rect.top() - around.top(), rect.height()]));
        }
    }
    Some(Box::new(move || {
        for (handle, place) in places {
            for (property, px) in ["--x", "--top", "--height"].into_iter().zip(place) {
                super::geometry::set_px(&handle, property, px);
            }
        }
    }))
}
