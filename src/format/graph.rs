//! Spans with labels and relations between them: what the tools for labelling text know.
//!
//! Neighbours: [`super::label_studio`] and [`super::doccano`], which write it down. The one idea:
//! a span of theirs is one range with one label, and all else is a relation. A target of several
//! ranges is a chain of `part` relations, an attribution leads from the content over the cue to
//! the source.
//!
//! ```text
//! Quote ─part→ Quote     the same quote goes on there
//! Quote ─cue→ Cue ─source→ Source
//! Quote ─source→ Source  without a cue
//! ```

mod draw;
mod understand;

pub(super) use draw::draw;
pub(super) use understand::{Place, understand};

use crate::text::TextRange;

/// The labels.
pub(super) const CLAIM: &str = "Claim";
pub(super) const SOURCE: &str = "Source";
pub(super) const QUOTE: &str = "Quote";
pub(super) const CUE: &str = "Cue";

/// The types of relations.
pub(super) const PART: &str = "part";
pub(super) const TO_CUE: &str = "cue";
pub(super) const TO_SOURCE: &str = "source";

/// One range with one label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) label: String,
    pub(super) range: TextRange,
    /// What more is said of it, for tools that hold more.
    pub(super) more: More,
}

/// What some tools hold besides the label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct More {
    pub(super) note: String,
    /// The word for the kind of a quote; empty when the quotation marks say it.
    pub(super) manner: String,
}

/// A relation between the spans of these numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: String,
}

/// A text’s spans and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Graph {
    pub(super) spans: Vec<Span>,
    pub(super) relations: Vec<Relation>,
}

#[cfg(test)]
pub(super) mod tests;
