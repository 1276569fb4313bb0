//! Annotations: claims, mentions of sources, quotes; the source register; attributions.
//!
//! The one idea: overlap is the normal case. An annotation has a [`Target`] of one or more
//! ranges and is never merged, shortened or hidden because another stands on the same words.
//! Neighbours: [`crate::article`] for the text, [`crate::highlight`] for how overlapping
//! targets are drawn, [`mod@crate::format`] for how all of it is written down.

#[cfg(test)]
pub(crate) mod arbitrary;
mod attribution;
mod body;
mod document;
mod edit;
mod excerpt;
pub mod meeting;
pub mod merge;
mod source;
mod stray;
mod target;

use serde::{Deserialize, Serialize};

pub use attribution::{Attribution, MAX_NESTING, Standing};
pub use body::{Body, Claim, ClaimKind, ClaimStatus, Evidence, Kind, Mention, Quote, QuoteKind, Stance};
pub use document::{Counts, Document};
pub use edit::{Act, Change, Conflict, Edit};
pub use source::{AttributionLevel, Source, SourceKind, UNMARKED};
pub use stray::{Fate, Stray, Wording};
pub use target::{Target, TargetError};

use crate::record::{AnnotationId, Timestamp};

/// One claim, mention or quote: where, what, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its id, which exports keep.
    pub id: AnnotationId,
    /// The words it stands on.
    pub target: Target,
    /// What it says of them.
    pub body: Body,
    /// Free tags, in the order they were given.
    pub tags: Vec<String>,
    /// A note in plain text.
    pub note: String,
    /// The name of who made it; empty when none was given.
    pub creator: String,
    /// How it came to be.
    pub origin: Origin,
    /// When it was made.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
}

impl Annotation {
    /// Claim, mention of a source, or quote.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The attributions of a quote or claim; empty for a mention.
    #[must_use]
    pub fn attributions(&self) -> &[Attribution] {
        self.body.attributions()
    }
}

/// How an annotation came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A person marked it.
    #[default]
    Hand,
    /// A person accepted a suggestion.
    Suggestion,
    /// It came with a file of another tool.
    File {
        /// The file's name.
        name: String,
    },
}
