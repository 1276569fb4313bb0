//! Where a span stands in the text.

use super::super::{breaks, standoff::Span};
use crate::{
    annotation::Target,
    article::FrozenText,
    format::agreement::{Agreement, agreement},
    text::OffsetError,
};

/// The target of a span.
///
/// # Errors
/// Why it has none, as a sentence: it lies outside the text, or its words are not those there.
pub(super) fn place(text: &FrozenText, span: &Span<'_>) -> Result<Target, String> {
    let range = |range| text.index().range_from_chars(text.as_str(), range);
    let ranges = span.ranges.iter().copied().map(range).collect::<Result<Vec<_>, OffsetError>>();
    let ranges = ranges.map_err(|error| format!("It {error}."))?;
    if agreement(text.as_str(), &ranges, span.words) == Agreement::None {
        return Err("The words it gives are not those that stand there in the text.".to_owned());
    }
    let target =
        breaks::join(text.as_str(), ranges).filter(|target| !breaks::split(text.as_str(), target).is_empty());
    target.ok_or_else(|| "It covers no text.".to_owned())
}
