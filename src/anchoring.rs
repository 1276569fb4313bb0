//! Where a marked range stands now: in another version of its article, or in a text of which
//! only its selectors tell.
//!
//! | what is at hand | way | what it is |
//! |---|---|---|
//! | the old text and the new one | [`Carrier`] | knowledge: the texts are aligned, ranges follow their words |
//! | selectors from a file, and the text | [`Anchorer`] | search: the place most like what was noted, or none |
//!
//! Neighbours: [`crate::article`] for the text, [`crate::annotation`] for targets. The one idea:
//! nothing is ever attached silently to words that are not the ones marked. For someone who
//! checks facts a wrong attachment is worse than none, and the change itself is news; so what
//! is not certain is proposed with its difference ([`Resolution::Reworded`]), and what is less
//! than likely is an orphan.
//!
//! [`describe`] and [`Anchorer::resolve`] are a pair: what one writes down the other finds, for
//! every range, also among repeated sentences. A target of several ranges is described and
//! resolved range by range: each part stands or falls by itself.
//!
//! How good it is, and how that is measured: `docs/anchoring.md`.

mod align;
mod alike;
mod carry;
mod comparison;
mod difference;
mod fold;
mod index;
mod landing;
mod search;
mod selectors;
mod token;
mod vocabulary;
mod weight;

pub use carry::Carrier;
pub use comparison::Row;
pub use difference::{Difference, Piece};
pub use search::Anchorer;
pub use selectors::{CONTEXT, Selectors, describe};

use crate::text::TextRange;

/// What became of a marked range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The same words in the same place.
    ///
    /// Between two versions: between the same neighbours, whatever came or went elsewhere. By
    /// selectors: at the very position that was noted.
    Exact(TextRange),
    /// The same words elsewhere, without doubt.
    Moved(TextRange),
    /// Probably this, for a person to confirm.
    Reworded {
        /// The range proposed.
        range: TextRange,
        /// How its words differ from those marked. Empty when they are the same and only their
        /// surroundings are not.
        difference: Difference,
    },
    /// Its words are no longer there.
    Orphan,
}

impl Resolution {
    /// The range it stands on or is proposed for; `None` for an orphan.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Reworded { range, .. } => Some(*range),
            Self::Orphan => None,
        }
    }

    /// Whether it needs nobody’s confirmation.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::Exact(_) | Self::Moved(_))
    }
}

/// Fewer characters than this are matched word for word or not at all: in so short a text one
/// letter is a large difference, and something like it stands everywhere.
const SHORT: usize = 12;

fn short(text: &str) -> bool {
    text.chars().take(SHORT).count() < SHORT
}
