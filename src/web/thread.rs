//! The thread of the focused annotation: a thin line from content to source.
//!
//! It leaves the content at its last line, goes down or up in the gutter, and comes in under
//! the line that names the source, so that it never runs through words.

use std::fmt::Write;

use web_sys::{DomRect, Element};

use super::geometry::{Later, whole};
use crate::record::AnnotationId;

/// How far left of the text the line runs, in CSS pixels.
const GUTTER: i32 = 14;
/// The radius of its corners.
const CORNER: i32 = 6;
/// How far under a line of text it runs.
const UNDER: i32 = 1;

/// Draws the thread between these pairs of annotations; none clears it.
#[must_use]
pub fn thread_between(pairs: &[(AnnotationId, AnnotationId)]) -> Option<Later> {
    let path = super::find("#thread path")?;
    let mut d = String::new();
    if !pairs.is_empty() {
        let around = super::find("#thread")?.get_bounding_client_rect();
        for (content, source) in pairs {
            // The last line of each: what it runs under on its way to the gutter is shortest there.
            let content = super::geometry::last_mark(*content).and_then(|mark| last_line(&mark));
            let source = super::geometry::mark(*source).and_then(|mark| last_line(&mark));
            if let (Some(content), Some(source)) = (content, source) {
                line(&mut d, &around, &content, &source);
            }
        }
    }
    Some(Box::new(move || drop(path.set_attribute("d", &d))))
}

fn last_line(mark: &Element) -> Option<DomRect> {
    let lines = mark.get_client_rects();
    // What is folded away has no height.
    lines.item(lines.length().checked_sub(1)?).filter(|line| line.height() > 0.0)
}

fn line(d: &mut String, around: &DomRect, content: &DomRect, source: &DomRect) {
    let at = |x: f64, y: f64| (whole(x - around.left()), whole(y - around.top()) + UNDER);
    let (x1, y1) = at(content.left(), content.bottom());
    let (x2, y2) = at(source.left(), source.bottom());
    // Writing to a string does not fail.
    if (y1 - y2).abs() < 4 {
        let _ = write!(d, "M{x1} {y1}H{x2}");
        return;
    }
    let edge = -GUTTER;
    let round = CORNER.min((y2 - y1).abs() / 2);
    let turn = if y2 > y1 { round } else { -round };
    let (a, b, c) = (edge + round, y1 + turn, y2 - turn);
    let _ = write!(d, "M{x1} {y1}H{a}Q{edge} {y1} {edge} {b}V{c}Q{edge} {y2} {a} {y2}H{x2}");
}
