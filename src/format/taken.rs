//! What a file of another tool gave.
//!
//! Neighbours: one module per format makes it, [`crate::app`] decides what becomes of it. The one
//! idea: nothing is dropped in silence. What was taken over differently from how it stands in the
//! file, and what was refused, is a [`Remark`] with the place in the file.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    annotation::{Annotation, Document, QuoteKind, Source, Target},
    text::{CharRange, TextRange, TextSize},
};

/// What a file of another tool gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Articles that came with their own text.
    pub documents: Vec<Document>,
    /// Annotations that came without it, to be found again in an article that is here.
    pub loose: Vec<Loose>,
    /// What was changed or refused, in the order of the file.
    pub remarks: Vec<Remark>,
}

/// An annotation without its text. The target of `annotation` means nothing until it is anchored:
/// `parts` say what it stood on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loose {
    /// All of it but where it stands.
    pub annotation: Annotation,
    /// The entries of the register that it names.
    pub sources: Vec<Source>,
    /// The parts of its target; never empty.
    pub parts: Vec<Part>,
    /// The address of the page it was made on; empty when the file does not say.
    pub url: String,
}

/// One range of a target, as a file describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The words; empty when the file gives none.
    pub exact: String,
    /// The words before them, as many as the file gives.
    pub prefix: String,
    /// The words after them.
    pub suffix: String,
    /// Where they stood, in code points of a text that may be another; a hint and no more.
    pub position: Option<CharRange>,
}

impl Part {
    /// How these words report speech, by the quotation marks in them and beside them.
    pub(super) fn manner(parts: &[Self]) -> QuoteKind {
        let (mut text, mut ranges) = (String::new(), Vec::new());
        for part in parts {
            text.push_str(&part.prefix);
            let start = TextSize::of(text.as_str());
            text.push_str(&part.exact);
            ranges.push(TextRange::new(start, TextSize::of(text.as_str())));
            text.push_str(&part.suffix);
            text.push('\n');
        }
        let target = Target::new(ranges.into_iter().filter(|range| !range.is_empty()));
        target.map_or_else(|_| QuoteKind::default(), |target| QuoteKind::propose(&text, &target))
    }
}

/// Something in a file that was not taken over as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where in the file: “line 12”, “T7”, “item 3”.
    pub place: String,
    /// Whether it was left out, with all that belongs to it; else it was changed.
    pub refused: bool,
    /// What is wrong and what became of it, as a sentence for the person who opened the file.
    pub why: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.refused { "left out" } else { "taken over, changed" };
        write!(f, "{}: {outcome}. {}", self.place, self.why)
    }
}
