//! Conversions between bytes, UTF-16 code units and code points.
//!
//! The one idea: a sparse table of checkpoints, so that a conversion looks at one stretch of
//! text however long the article is. Text that is all ASCII needs no table.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};
use text_size::{TextRange, TextSize};

use super::size_of;

/// An offset in UTF-16 code units, the unit of the DOM.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Offset(pub u32);

/// An offset in Unicode code points, the unit of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharOffset(pub u32);

/// A range in Unicode code points: `start` is in it, `end` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CharRange {
    /// The first code point of the range.
    pub start: CharOffset,
    /// The first code point after it.
    pub end: CharOffset,
}

/// Why an offset is no place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetError {
    /// It lies after the end.
    Outside,
    /// It lies inside a character (a surrogate pair, or the bytes of one).
    InsideCharacter,
    /// The range ends before it starts.
    Reversed,
}

impl fmt::Display for OffsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outside => "lies outside the text",
            Self::InsideCharacter => "lies inside a character",
            Self::Reversed => "ends before it starts",
        })
    }
}

impl Error for OffsetError {}

/// Bytes between two checkpoints: a conversion reads at most this much text.
const STRIDE: usize = 256;

/// The same place, counted three ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    byte: u32,
    utf16: u32,
    chars: u32,
}

impl Place {
    /// The place just after `c`, which stands here.
    fn after(self, c: char) -> Self {
        Self {
            byte: self.byte + c.len_utf8() as u32,
            utf16: self.utf16 + c.len_utf16() as u32,
            chars: self.chars + 1,
        }
    }
}

/// Converts offsets of one text between the three units.
///
/// Building it reads the text once; each conversion then reads at most 256 bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetIndex {
    /// Every [`STRIDE`] bytes or a little more, at a character boundary. Empty for ASCII.
    checkpoints: Vec<Place>,
}

impl OffsetIndex {
    /// Reads `text`, which later calls must be given again.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut place = Place::default();
            let mut next = 0;
            for c in text.chars() {
                if place.byte as usize >= next {
                    checkpoints.push(place);
                    next = place.byte as usize + STRIDE;
                }
                place = place.after(c);
            }
        }
        Self { checkpoints }
    }

    /// The place where the unit that `count` reads stands at `wanted`.
    fn seek(&self, text: &str, wanted: u32, count: fn(Place) -> u32) -> Result<Place, OffsetError> {
        if self.checkpoints.is_empty() {
            return (wanted <= size_of(text).into())
                .then_some(Place { byte: wanted, utf16: wanted, chars: wanted })
                .ok_or(OffsetError::Outside);
        }
        let after = self.checkpoints.partition_point(|p| count(*p) <= wanted);
        let mut place =
            after.checked_sub(1).and_then(|i| self.checkpoints.get(i)).copied().unwrap_or_default();
        let rest = text.get(place.byte as usize..).unwrap_or_default();
        for c in rest.chars() {
            if count(place) >= wanted {
                break;
            }
            place = place.after(c);
        }
        match count(place).cmp(&wanted) {
            std::cmp::Ordering::Equal => Ok(place),
            std::cmp::Ordering::Greater => Err(OffsetError::InsideCharacter),
            std::cmp::Ordering::Less => Err(OffsetError::Outside),
        }
    }

    /// Bytes to code points.
    ///
    /// # Errors
    /// When the offset is outside `text` or inside a character.
    pub fn to_chars(&self, text: &str, at: TextSize) -> Result<CharOffset, OffsetError> {
        self.seek(text, at.into(), |p| p.byte).map(|p| CharOffset(p.chars))
    }

    /// Code points to bytes.
    ///
    /// # Errors
    /// When the offset is outside `text`.
    pub fn from_chars(&self, text: &str, at: CharOffset) -> Result<TextSize, OffsetError> {
        self.seek(text, at.0, |p| p.chars).map(|p| p.byte.into())
    }

    /// Bytes to UTF-16 code units.
    ///
    /// # Errors
    /// When the offset is outside `text` or inside a character.
    pub fn to_utf16(&self, text: &str, at: TextSize) -> Result<Utf16Offset, OffsetError> {
        self.seek(text, at.into(), |p| p.byte).map(|p| Utf16Offset(p.utf16))
    }

    /// UTF-16 code units to bytes.
    ///
    /// # Errors
    /// When the offset is outside `text` or between the halves of a surrogate pair.
    pub fn from_utf16(&self, text: &str, at: Utf16Offset) -> Result<TextSize, OffsetError> {
        self.seek(text, at.0, |p| p.utf16).map(|p| p.byte.into())
    }

    /// A byte range to code points.
    ///
    /// # Errors
    /// As for either end.
    pub fn range_to_chars(&self, text: &str, range: TextRange) -> Result<CharRange, OffsetError> {
        Ok(CharRange { start: self.to_chars(text, range.start())?, end: self.to_chars(text, range.end())? })
    }

    /// A code point range to bytes.
    ///
    /// # Errors
    /// As for either end, and when the end lies before the start.
    pub fn range_from_chars(&self, text: &str, range: CharRange) -> Result<TextRange, OffsetError> {
        if range.end < range.start {
            return Err(OffsetError::Reversed);
        }
        Ok(TextRange::new(self.from_chars(text, range.start)?, self.from_chars(text, range.end)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_emoji_counts_four_two_and_one() {
        let text = "a👩b";
        let index = OffsetIndex::new(text);
        assert_eq!(index.to_utf16(text, 5.into()), Ok(Utf16Offset(3)));
        assert_eq!(index.to_chars(text, 5.into()), Ok(CharOffset(2)));
        assert_eq!(index.from_utf16(text, Utf16Offset(2)), Err(OffsetError::InsideCharacter));
        assert_eq!(index.to_chars(text, 3.into()), Err(OffsetError::InsideCharacter));
        assert_eq!(index.from_chars(text, CharOffset(4)), Err(OffsetError::Outside));
    }

    #[test]
    fn the_end_of_the_text_is_a_place_and_the_next_is_not() {
        for text in ["", "plain", "é"] {
            let index = OffsetIndex::new(text);
            let chars = text.chars().count() as u32;
            assert_eq!(index.from_chars(text, CharOffset(chars)), Ok(size_of(text)));
            assert_eq!(index.from_chars(text, CharOffset(chars + 1)), Err(OffsetError::Outside));
        }
    }

    proptest! {
        #[test]
        fn every_character_boundary_converts_there_and_back(text in r"(\PC|[\n\u{0}-\u{7f}]){0,700}") {
            let index = OffsetIndex::new(&text);
            let ends = text.char_indices().map(|(i, _)| i).chain([text.len()]);
            for (n, byte) in ends.enumerate() {
                let at = TextSize::new(byte as u32);
                let utf16 = text[..byte].encode_utf16().count() as u32;
                prop_assert_eq!(index.to_chars(&text, at), Ok(CharOffset(n as u32)));
                prop_assert_eq!(index.to_utf16(&text, at), Ok(Utf16Offset(utf16)));
                prop_assert_eq!(index.from_chars(&text, CharOffset(n as u32)), Ok(at));
                prop_assert_eq!(index.from_utf16(&text, Utf16Offset(utf16)), Ok(at));
            }
        }

        #[test]
        fn an_offset_inside_a_character_is_refused(text in r"\PC{1,300}", pick: prop::sample::Index) {
            let byte = pick.index(text.len());
            let index = OffsetIndex::new(&text);
            let answer = index.to_chars(&text, TextSize::new(byte as u32));
            prop_assert_eq!(answer.is_ok(), text.is_char_boundary(byte));
        }
    }
}
