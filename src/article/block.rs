//! A block: a heading, paragraph, list item … as a range of the article's text.

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// One block of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub range: TextRange,
    /// Set aside: comments, tag lists, author notes. Shown muted, not counted.
    #[serde(default)]
    pub aside: bool,
}

impl Block {
    /// A paragraph at `range`.
    #[must_use]
    pub fn paragraph(range: TextRange) -> Self {
        Self::of(BlockKind::Paragraph, range)
    }

    /// A block of the article proper.
    #[must_use]
    pub fn of(kind: BlockKind, range: TextRange) -> Self {
        Self { kind, range, aside: false }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading; level 1 is the headline.
    Heading {
        /// 1 to 6, as in HTML.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set as a block of its own.
    Quotation,
    /// The caption of a picture or table.
    Caption,
    /// Text whose line breaks and blanks count.
    Preformatted,
}
