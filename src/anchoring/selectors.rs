//! How a range is written down so that it can be found again.
//!
//! Neighbours: [`super::search`] finds it; [`mod@crate::format`] writes it into files. The one
//! idea: the words themselves, a little of what stands around them, and where they stood. The
//! shape is that of W3C’s [`TextQuoteSelector`][quote] and [`TextPositionSelector`][position].
//!
//! [quote]: https://www.w3.org/TR/annotation-model/#text-quote-selector
//! [position]: https://www.w3.org/TR/annotation-model/#text-position-selector

use crate::{
    article::FrozenText,
    text::{CharRange, TextRange, TextSize, slice},
};

/// Characters of context kept on either side: what Hypothesis and Apache Annotator keep too.
pub const CONTEXT: usize = 32;

/// What is known of a range whose text is not at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors {
    /// The words.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before them; other tools may give more, fewer or none.
    pub prefix: String,
    /// As many after them.
    pub suffix: String,
    /// Where they stood, in code points; `None` when the file does not say.
    pub position: Option<CharRange>,
}

/// Writes down `range` of `text`.
///
/// An end inside a character or outside the text is moved inwards to the nearest that is not.
#[must_use]
pub fn describe(text: &FrozenText, range: TextRange) -> Selectors {
    let whole = text.as_str();
    let start = boundary(whole, range.start());
    let end = boundary(whole, range.end()).max(start);
    let (before, after) = (&whole[..start.into()], &whole[end.into()..]);
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let range = TextRange::new(start, end);
    Selectors {
        exact: slice(whole, range).to_owned(),
        prefix: before[from..].to_owned(),
        suffix: after[..to].to_owned(),
        position: text.index().range_to_chars(whole, range).ok(),
    }
}

/// `at`, or the nearest place before it that is a character boundary of `text`.
fn boundary(text: &str, at: TextSize) -> TextSize {
    TextSize::new(text.floor_char_boundary(at.into()) as u32)
}
