//! The thread of the focused annotation: a thin line from content to source.
//!
//! It leaves the content at its last line, goes down or up in the gutter, and comes in under
//! the line that names the source, so that it never runs through words.

use std::fmt::Write;

use web_sys::{DomRect, Element};

use crate::record::AnnotationId;

/// How far left of the text the line runs, in CSS pixels.
const GUTTER: f64 = 14.0;
/// The radius of its corners.
const CORNER: f64 = 6.0;
/// How far under a line of text it runs.
const UNDER: f64 = 0.5;

/// Draws the thread between these pairs of annotations; none clears it.
pub fn draw(pairs: &[(AnnotationId, AnnotationId)]) {
    let Some(path) = super::find("#thread path") else { return };
    let Some(around) = super::find("#thread").map(|svg| svg.get_bounding_client_rect()) else { return };
    let mut d = String::new();
    for (content, source) in pairs {
        // The last line of each: what it runs under on its way to the gutter is shortest there.
        let content = super::geometry::last_mark(*content).and_then(|mark| last_line(&mark));
        let source = super::geometry::mark(*source).and_then(|mark| last_line(&mark));
        if let (Some(content), Some(source)) = (content, source) {
            line(&mut d, &around, &content, &source);
        }
    }
    drop(path.set_attribute("d", &d));
}

fn last_line(mark: &Element) -> Option<DomRect> {
    let lines = mark.get_client_rects();
    lines.item(lines.length().checked_sub(1)?)
}

fn line(d: &mut String, around: &DomRect, content: &DomRect, source: &DomRect) {
    let (x1, y1) = (content.left() - around.left(), content.bottom() - around.top() + UNDER);
    let (x2, y2) = (source.left() - around.left(), source.bottom() - around.top() + UNDER);
    // Writing to a string does not fail.
    if (y1 - y2).abs() < 4.0 {
        let _ = write!(d, "M{x1:.1} {y1:.1}H{x2:.1}");
        return;
    }
    let edge = -GUTTER;
    let turn = CORNER.min((y2 - y1).abs() / 2.0).copysign(y2 - y1);
    let round = turn.abs();
    let _ = write!(
        d,
        "M{x1:.1} {y1:.1}H{a:.1}Q{edge} {y1:.1} {edge} {b:.1}V{c:.1}Q{edge} {y2:.1} {a:.1} {y2:.1}H{x2:.1}",
        a = edge + round,
        b = y1 + turn,
        c = y2 - turn,
    );
}
