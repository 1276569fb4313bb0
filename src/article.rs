//! The article: the frozen text of one document, its blocks, and what is known about it.
//!
//! The one idea: the text never changes after import. It is kept byte for byte with its
//! SHA-256, and everything else refers to it by ranges. Neighbours: [`crate::text`] for the
//! ranges, [`crate::annotation`] for what is marked in it, [`crate::import`] for how one comes
//! to be.

mod block;
mod sketch;
mod stored;

use std::{error::Error, fmt, rc::Rc};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use block::{Block, BlockKind};
pub use sketch::Sketch;
pub use stored::StoredText;

use crate::{
    record::{ArticleId, Timestamp},
    text::{self, OffsetIndex, TextRange, TextSize},
};

/// One article: identity, what is known about it, and its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its id, which exports keep.
    pub id: ArticleId,
    /// Title, byline, dates: what a person may correct later.
    pub about: About,
    /// The frozen text and its blocks.
    pub text: Rc<FrozenText>,
    /// When it was brought in.
    pub created: Timestamp,
    /// When it or anything in it last changed.
    pub modified: Timestamp,
    /// When it was put into the bin, if it was.
    pub binned: Option<Timestamp>,
}

/// What is known about an article besides its text. Every field may be corrected by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct About {
    /// The headline.
    pub title: String,
    /// Who wrote it, as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// The outlet's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub site: String,
    /// Where it was found. Never fetched.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// The date of publication, as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub published: String,
    /// BCP 47 language tag, empty when unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The direction of the script.
    #[serde(skip_serializing_if = "Direction::is_auto")]
    pub direction: Direction,
    /// The version before this one, of which this text is an update; it may be gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<ArticleId>,
}

/// A fact about an article that is told in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// The outlet.
    Site,
    /// When it was published.
    Published,
    /// Where it was found.
    Url,
    /// The language tag.
    Language,
}

impl Fact {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Byline, Self::Site, Self::Published, Self::Url, Self::Language];
}

/// A fact about an article, as a person puts it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// One that is told in words.
    Words(Fact, String),
    /// The direction of the script.
    Direction(Direction),
}

impl About {
    /// What is known of this.
    #[must_use]
    pub fn fact(&self, fact: Fact) -> &str {
        match fact {
            Fact::Title => &self.title,
            Fact::Byline => &self.byline,
            Fact::Site => &self.site,
            Fact::Published => &self.published,
            Fact::Url => &self.url,
            Fact::Language => &self.language,
        }
    }

    /// Puts something right.
    pub fn correct(&mut self, correction: Correction) {
        match correction {
            Correction::Words(Fact::Title, words) => self.title = words,
            Correction::Words(Fact::Byline, words) => self.byline = words,
            Correction::Words(Fact::Site, words) => self.site = words,
            Correction::Words(Fact::Published, words) => self.published = words,
            Correction::Words(Fact::Url, words) => self.url = words,
            Correction::Words(Fact::Language, words) => self.language = words,
            Correction::Direction(direction) => self.direction = direction,
        }
    }
}

/// The direction an article is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// As each block's first strong letter says.
    #[default]
    Auto,
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    fn is_auto(&self) -> bool {
        *self == Self::Auto
    }
}

/// A text that no longer changes: its bytes, their SHA-256, its blocks, and how it was cleaned before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredText", into = "StoredText")]
pub struct FrozenText {
    text: String,
    sha256: String,
    blocks: Vec<Block>,
    cleaned: Vec<String>,
    index: OffsetIndex,
}

/// Why blocks do not fit their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// There is nothing in the text.
    Empty,
    /// The block of this number is empty, lies outside the text or inside a character.
    OutOfPlace(usize),
    /// The block of this number starts before the one ahead of it ends.
    OutOfOrder(usize),
    /// Words stand between two blocks, before this number.
    Uncovered(usize),
}

impl fmt::Display for BlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no text"),
            Self::OutOfPlace(n) => write!(f, "block {} lies outside the text", n + 1),
            Self::OutOfOrder(n) => write!(f, "block {} starts before the one ahead of it ends", n + 1),
            Self::Uncovered(n) => write!(f, "words before block {} belong to no block", n + 1),
        }
    }
}

impl Error for BlockError {}

impl FrozenText {
    /// Freezes `text` with its blocks, in order; only blanks may stand between blocks.
    ///
    /// # Errors
    /// When a block is empty or out of place, or words belong to no block.
    pub fn new(text: String, blocks: Vec<Block>) -> Result<Self, BlockError> {
        let mut at = TextSize::new(0);
        for (n, block) in blocks.iter().enumerate() {
            let range = block.range;
            let fits = text.get(usize::from(range.start())..usize::from(range.end()));
            if fits.is_none_or(str::is_empty) {
                return Err(BlockError::OutOfPlace(n));
            }
            if range.start() < at {
                return Err(BlockError::OutOfOrder(n));
            }
            if !is_blank(text::slice(&text, TextRange::new(at, range.start()))) {
                return Err(BlockError::Uncovered(n));
            }
            at = range.end();
        }
        if blocks.is_empty() {
            return Err(BlockError::Empty);
        }
        if !is_blank(text::slice(&text, TextRange::new(at, text::size_of(&text)))) {
            return Err(BlockError::Uncovered(blocks.len()));
        }
        Ok(Self { sha256: sha256(&text), index: OffsetIndex::new(&text), text, blocks, cleaned: Vec::new() })
    }

    /// The same text, with what was done to its letters before it was frozen, as sentences.
    #[must_use]
    pub fn with_cleaned(self, cleaned: Vec<String>) -> Self {
        Self { cleaned, ..self }
    }

    /// The text, byte for byte as it was frozen.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What was done to its letters before it was frozen, and what did not come in, as sentences.
    #[must_use]
    pub fn cleaned(&self) -> &[String] {
        &self.cleaned
    }

    /// Converts offsets of this text.
    #[must_use]
    pub fn index(&self) -> &OffsetIndex {
        &self.index
    }

    /// The words that `range` covers; empty when it does not fit.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        text::slice(&self.text, range)
    }

    /// The whole text as a range.
    #[must_use]
    pub fn whole(&self) -> TextRange {
        TextRange::up_to(text::size_of(&self.text))
    }

    /// The words of the block of this number; empty when there is no such block.
    #[must_use]
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |b| self.slice(b.range))
    }

    /// The numbers of the blocks that `range` touches.
    #[must_use]
    pub fn blocks_touching(&self, range: TextRange) -> std::ops::Range<usize> {
        let first = self.blocks.partition_point(|b| b.range.end() <= range.start());
        let last = self.blocks.partition_point(|b| b.range.start() < range.end());
        first..last.max(first)
    }

    /// Whether all of `range` was set aside.
    #[must_use]
    pub fn is_aside(&self, range: TextRange) -> bool {
        self.blocks_touching(range).all(|n| self.blocks[n].aside)
    }

    /// The number of the block that holds the byte at `at`, or the nearest one after it.
    #[must_use]
    pub fn block_at(&self, at: TextSize) -> usize {
        self.blocks.partition_point(|b| b.range.end() < at).min(self.blocks.len().saturating_sub(1))
    }
}

/// How many bytes are hashed in one call. A browser changes to better code between calls only: hashed in
/// one, a book would be done in the code that was made in haste.
const HASHED: usize = 1 << 13;

/// SHA-256 of `text` in lower-case hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    let mut hash = Sha256::new();
    text.as_bytes().chunks(HASHED).for_each(|part| hash.update(part));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `text` shows nothing: white space, or the invisible marks web pages leave behind.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn freeze(written: &str) -> Result<FrozenText, BlockError> {
        let (text, ranges) = marked(written);
        FrozenText::new(text, ranges.into_iter().map(|(_, range)| Block::paragraph(range)).collect())
    }

    #[test]
    fn blocks_must_cover_every_word_once_and_in_order() {
        assert!(freeze("<a>One.</a>\n\n<b>Two.</b>\n").is_ok());
        assert_eq!(freeze("<a>One.</a>\nlost\n<b>Two.</b>"), Err(BlockError::Uncovered(1)));
        assert_eq!(freeze("<a>One.</a>\nlost"), Err(BlockError::Uncovered(1)));
        assert_eq!(
            freeze("<a>One.<b></a> Two.</b>"),
            Ok(freeze("<a>One.</a><b> Two.</b>").expect("touching blocks"))
        );
        assert_eq!(freeze("<a>One <b>two</a> three</b>"), Err(BlockError::OutOfOrder(1)));
        assert_eq!(freeze("<a></a>One"), Err(BlockError::OutOfPlace(0)));
        assert_eq!(freeze(""), Err(BlockError::Empty));
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // The test vector of FIPS 180-2, appendix B.1.
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_range_knows_its_blocks() {
        let text = freeze("<a>One.</a>\n\n<b>Two.</b>\n\n<c>Three.</c>").expect("three blocks");
        let at = |a: u32, b: u32| text.blocks_touching(TextRange::new(a.into(), b.into()));
        assert_eq!(at(0, 4), 0..1);
        assert_eq!(at(3, 7), 0..2);
        assert_eq!(at(6, 18), 1..3);
        assert_eq!(text.block_at(7.into()), 1);
    }
}
