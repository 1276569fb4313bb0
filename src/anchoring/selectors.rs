//! How a range is written down so that it can be found again.
//!
//! Neighbours: [`super::search`] finds it; [`mod@crate::format`] writes it into files. The one
//! idea: the words themselves, a little of what stands around them, and where they stood. The
//! shape is that of W3C’s [`TextQuoteSelector`][quote] and [`TextPositionSelector`][position].
//!
//! [quote]: https://www.w3.org/TR/annotation-model/#text-quote-selector
//! [position]: https://www.w3.org/TR/annotation-model/#text-position-selector

use super::lines;
use crate::{
    article::FrozenText,
    text::{CharOffset, CharRange, TextRange, TextSize, slice},
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
    let range = TextRange::new(start, end);
    Selectors {
        exact: slice(whole, range).to_owned(),
        prefix: last(&whole[..start.into()]).to_owned(),
        suffix: first(&whole[end.into()..]).to_owned(),
        position: text.index().range_to_chars(whole, range).ok(),
    }
}

impl Selectors {
    /// What is known of each line of the words; nothing when they are one.
    pub(super) fn lines(&self) -> Vec<Self> {
        let text = [self.prefix.as_str(), &self.exact, &self.suffix].concat();
        let of = |line: TextRange| {
            let (start, end) = (usize::from(line.start()), usize::from(line.end()));
            let (before, after) = (self.prefix.len() + start, self.prefix.len() + end);
            let position = self.position.map(|position| {
                let chars = |bytes: usize| self.exact[..bytes].chars().count() as u32;
                let at = |bytes| CharOffset(position.start.0.saturating_add(chars(bytes)));
                CharRange { start: at(start), end: at(end) }
            });
            Self {
                exact: slice(&self.exact, line).to_owned(),
                prefix: last(&text[..before]).to_owned(),
                suffix: first(&text[after..]).to_owned(),
                position,
            }
        };
        lines(&self.exact).into_iter().map(of).collect()
    }

    /// Whether the words are a line from end to end.
    pub(super) fn is_line(&self) -> bool {
        let blank = |c: char| c.is_whitespace() && c != '\n';
        let (before, after) = (self.prefix.trim_end_matches(blank), self.suffix.trim_start_matches(blank));
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    }
}

/// The last [`CONTEXT`] characters.
fn last(text: &str) -> &str {
    &text[text.char_indices().rev().take(CONTEXT).last().map_or(text.len(), |(at, _)| at)..]
}

/// The first [`CONTEXT`] characters.
fn first(text: &str) -> &str {
    &text[..text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at)]
}

/// `at`, or the nearest place before it that is a character boundary of `text`.
fn boundary(text: &str, at: TextSize) -> TextSize {
    TextSize::new(text.floor_char_boundary(at.into()) as u32)
}
