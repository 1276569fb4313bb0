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

use std::slice;

use crate::text::{TextRange, range_of};

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
    /// The same words, without doubt, in several places, in their order in the text: it ran over lines
    /// that do not follow one another any more.
    Apart(Vec<TextRange>),
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
    /// The range it stands on or is proposed for, with whatever has come between; `None` for an orphan.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        self.ranges().iter().copied().reduce(TextRange::cover)
    }

    /// The ranges it stands on or is proposed for; none for an orphan.
    #[must_use]
    pub fn ranges(&self) -> &[TextRange] {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Reworded { range, .. } => slice::from_ref(range),
            Self::Apart(ranges) => ranges,
            Self::Orphan => &[],
        }
    }

    /// What is known line by line of words that ran over several, when each line is certain and they
    /// are not together any more in `text`. Lines that still follow one another are one range.
    fn apart(text: &str, lines: impl Iterator<Item = Self>) -> Option<Self> {
        let mut ranges: Vec<TextRange> = Vec::new();
        for line in lines {
            let line = line.is_certain().then(|| line.range())??;
            let goes_on = |last: &&mut TextRange| {
                let between = usize::from(last.end())..usize::from(line.start());
                text.get(between).is_some_and(|between| between.trim().is_empty())
            };
            match ranges.last_mut().filter(goes_on) {
                Some(last) => *last = last.cover(line),
                None => ranges.push(line),
            }
        }
        ranges.sort_unstable_by_key(|range| range.start());
        let overlap = ranges.windows(2).any(|pair| pair[0].end() > pair[1].start());
        (ranges.len() > 1 && !overlap).then_some(Self::Apart(ranges))
    }

    /// Whether it needs nobody’s confirmation.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self, Self::Exact(_) | Self::Moved(_) | Self::Apart(_))
    }
}

/// Fewer characters than this are matched word for word or not at all: in so short a text one
/// letter is a large difference, and something like it stands everywhere.
const SHORT: usize = 12;

fn short(text: &str) -> bool {
    text.chars().take(SHORT).count() < SHORT
}

/// The lines of `text` that say something, as ranges of it; none when it is one line.
fn lines(text: &str) -> Vec<TextRange> {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<TextRange> = lines.filter_map(|line| range_of(text, line)).collect();
    if lines.len() > 1 { lines } else { Vec::new() }
}
