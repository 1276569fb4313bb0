//! Ranges of text, in three units that cannot be mixed up.
//!
//! | unit | type | where |
//! |---|---|---|
//! | UTF-8 bytes | [`TextSize`], [`TextRange`] | everywhere inside |
//! | UTF-16 code units | [`Utf16Offset`] | at the DOM, which counts in them |
//! | Unicode code points | [`CharOffset`], [`CharRange`] | in every file we write: [W3C Web Annotation §4.2.4][w3c] counts so |
//!
//! Conversions live in [`OffsetIndex`] and nowhere else; they refuse an offset outside the
//! text or inside a character. Neighbours: every layer above. Also here: what a word, a
//! sentence and a quotation are ([`words`], [`quotation`]), and letters in either [`case`].
//!
//! [w3c]: https://www.w3.org/TR/annotation-model/#text-position-selector

pub mod case;
mod index;
#[cfg(test)]
pub(crate) mod marked;
pub mod quotation;
pub mod units;
pub mod words;

pub use index::{CharOffset, CharRange, OffsetError, OffsetIndex, Utf16Offset};
pub use text_size::{TextRange, TextSize};

/// The part of `text` that `range` covers; empty when the range does not fit the text.
#[must_use]
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
}

/// The length of `text` in bytes.
///
/// Texts are refused long before 4 GiB (see [`crate::import`]); a longer one would saturate.
#[must_use]
pub fn size_of(text: &str) -> TextSize {
    TextSize::new(u32::try_from(text.len()).unwrap_or(u32::MAX))
}

/// The range of `part` within `whole`, where `part` is a slice of `whole`.
///
/// `None` when it is not.
#[must_use]
pub fn range_of(whole: &str, part: &str) -> Option<TextRange> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + part.len() <= whole.len())
        .then(|| TextRange::at(TextSize::new(u32::try_from(start).unwrap_or(u32::MAX)), size_of(part)))
}
