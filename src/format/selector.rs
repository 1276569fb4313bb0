//! Selectors of other tools as parts of a target.
//!
//! The rules are those of the W3C model, [§4.2](https://www.w3.org/TR/annotation-model/#selectors):
//! several selectors of one target say the same in different ways. The quote decides; a position
//! is kept beside it as a hint, or alone when there is nothing else.

use super::{Part, item, json::Node};
use crate::text::{CharOffset, CharRange};

/// Whether positions are counted in code points, as the model wants them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Positions {
    /// They are.
    CodePoints,
    /// They are counted otherwise, or in another text, and say nothing here.
    Elsewhere,
}

/// The words or the place that the selectors of one target give.
///
/// `Err` says why there are none.
pub(super) fn part(selectors: &[Node<'_>], positions: Positions) -> Result<Part, &'static str> {
    let mut part = Part::default();
    let mut fault = "It says neither which words it marks nor where they stand.";
    let mut waiting: Vec<&Node<'_>> = selectors.iter().rev().collect();
    while let Some(selector) = waiting.pop() {
        if part.exact.is_empty() && item::says(selector, "type", "TextQuoteSelector") {
            part.exact = item::text_at(selector, "exact").to_owned();
            part.prefix = item::text_at(selector, "prefix").to_owned();
            part.suffix = item::text_at(selector, "suffix").to_owned();
        } else if item::says(selector, "type", "TextPositionSelector") && positions == Positions::CodePoints {
            match position(selector) {
                Some(range) => part.position = part.position.or(Some(range)),
                None => fault = "The place it marks is no stretch of text.",
            }
        }
        // What refines a selector counts inside it: its words do, its places do not.
        let refined = item::each_at(selector, "refinedBy");
        waiting.extend(refined.iter().filter(|s| item::says(s, "type", "TextQuoteSelector")));
    }
    if part.exact.is_empty() && part.position.is_none() { Err(fault) } else { Ok(part) }
}

fn position(selector: &Node<'_>) -> Option<CharRange> {
    let at = |name| item::whole_at(selector, name).and_then(|n| u32::try_from(n).ok()).map(CharOffset);
    let (start, end) = (at("start")?, at("end")?);
    (start < end).then_some(CharRange { start, end })
}
