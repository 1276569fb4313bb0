//! Bringing things into view, only as far as needed.

use web_sys::{DomRect, Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{highlight::DomRange, record::AnnotationId};

/// The header's height with some air, in CSS pixels.
const HEADER: f64 = 72.0;

/// Scrolls the article so that an annotation can be seen, if it cannot.
pub fn reveal_mark(annotation: AnnotationId) {
    if let Some(mark) = super::geometry::mark(annotation) {
        reveal(&mark, &mark.get_bounding_client_rect());
    }
}

/// Scrolls the article where the margin lies over an annotation that was touched.
pub fn uncover_mark(annotation: AnnotationId) {
    let Some(mark) = super::geometry::mark(annotation) else { return };
    let rect = mark.get_bounding_client_rect();
    if margin_over(&rect).is_some() && !is_in_sight(&rect) {
        scroll_to(&rect);
    }
}

/// Scrolls the article so that a stretch of it can be seen, if it cannot.
pub fn reveal_range(range: DomRange) {
    let Some(there) = super::selection::range(range) else {
        // Where two versions stand side by side, the paragraph has to do.
        reveal_element(&format!("pair-{}", range.start.block));
        return;
    };
    let rect = there.get_bounding_client_rect();
    if !is_in_sight(&rect) {
        scroll_to(&rect);
    }
}

/// Scrolls so that a place on the page is in the upper part of what can be seen.
fn scroll_to(rect: &DomRect) {
    if let Some(window) = super::window() {
        let (top, bottom) = sight(rect);
        window.scroll_by_with_x_and_y(0.0, rect.top() - top - (bottom - top) / 4.0);
    }
}

/// Scrolls so that the element of this id can be seen, no further than needed.
pub fn reveal_element(id: &str) {
    if let Some(element) = super::by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to an element unless the place in it that is meant can be seen.
fn reveal(mark: &Element, rect: &DomRect) {
    if is_in_sight(rect) {
        return;
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    mark.scroll_into_view_with_scroll_into_view_options(&options);
    let rect = mark.get_bounding_client_rect();
    if !is_in_sight(&rect) {
        scroll_to(&rect);
    }
}

fn is_in_sight(rect: &DomRect) -> bool {
    let (top, bottom) = sight(rect);
    rect.top() >= top && rect.bottom() <= bottom
}

/// Between which heights a place can be seen: under the header, above the foot and above the
/// margin, where that lies over the article.
fn sight(rect: &DomRect) -> (f64, f64) {
    let foot = super::geometry::window_height() - 48.0;
    (HEADER, margin_over(rect).map_or(foot, |margin| foot.min(margin.top())))
}

/// The margin, where it lies over the article and not beside it.
fn margin_over(rect: &DomRect) -> Option<DomRect> {
    let margin = super::find(".margin")?.get_bounding_client_rect();
    (margin.height() > 0.0 && margin.left() <= rect.left()).then_some(margin)
}

/// Scrolls the list so that the row of this number can be seen, if it cannot; the first row in
/// sight then. Rows are `height` CSS pixels high.
pub fn reveal_row(row: usize, height: usize) -> Option<usize> {
    let list = super::by_id(super::LIST)?;
    let rows = height;
    let height = i32::try_from(height).unwrap_or(1);
    let top = i32::try_from(row).unwrap_or(0).saturating_mul(height);
    // The height is rounded, perhaps upwards.
    let (scrolled, sight) = (list.scroll_top(), list.client_height() - 1);
    if top < scrolled {
        list.set_scroll_top(top);
    } else if top + height > scrolled + sight {
        list.set_scroll_top(top + height - sight);
    }
    Some(first_row(rows))
}

/// Scrolls the list so that the row of this number is at its top, as far as that can be; the first
/// row in sight then. Rows are `height` CSS pixels high.
pub fn row_to_top(row: usize, height: usize) -> Option<usize> {
    let list = super::by_id(super::LIST)?;
    list.set_scroll_top(i32::try_from(row.saturating_mul(height)).unwrap_or(i32::MAX));
    Some(first_row(height))
}

/// The first row of the list in sight. Rows are `height` CSS pixels high.
#[must_use]
pub fn first_row(height: usize) -> usize {
    let scrolled = super::by_id(super::LIST).map_or(0, |list| list.scroll_top());
    usize::try_from(scrolled).unwrap_or(0) / height
}

/// Scrolls a little where something is dragged to the upper or lower edge of the window.
pub(super) fn along(y: i32) {
    let Some(window) = super::window() else { return };
    let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(0.0);
    let y = f64::from(y);
    if y < HEADER {
        window.scroll_by_with_x_and_y(0.0, -AT_ONCE);
    } else if y > height - FOOT {
        window.scroll_by_with_x_and_y(0.0, AT_ONCE);
    }
}

/// The height of the foot and the bar over it, in CSS pixels.
const FOOT: f64 = 110.0;

/// How far that is, in CSS pixels.
const AT_ONCE: f64 = 14.0;

/// Scrolls the article to its top.
pub fn to_top() {
    if let Some(window) = super::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}
