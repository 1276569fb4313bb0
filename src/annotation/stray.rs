//! Strays: annotations that came from another text and have no place in this one yet.
//!
//! Neighbours: [`crate::anchoring`] finds out what became of the words; `app` makes strays of
//! what is not certain, and annotations of strays. The one idea: a stray is kept apart from the
//! annotations, with the words it was made on, so that nothing that draws, counts or lists marks
//! can mistake a proposal for a mark.

use serde::{Deserialize, Serialize};

use super::{Annotation, Body, Kind, Origin, Target};
use crate::record::{AnnotationId, Stamp, Timestamp};

/// An annotation without a place: all of it but the target, and the words it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stray {
    /// Its id, which it keeps when it is attached.
    pub id: AnnotationId,
    /// The words it was made on, part by part.
    pub wording: Vec<Wording>,
    /// What became of them here.
    pub fate: Fate,
    /// What it says of them. Its cues are ranges of this text; it refers to no mention.
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

/// Words as they stood in another text, with a little of what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood after them.
    pub suffix: String,
}

/// What became of the words of a stray.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// The same words stand here, elsewhere: to be accepted, one by one or all at once.
    Moved(Target),
    /// Probably these words: to be accepted or refused.
    Reworded(Target),
    /// They are no longer there, or what was proposed was refused: an orphan.
    Gone,
    /// They are no longer there, and it is kept as evidence that they were.
    Kept,
}

impl Fate {
    /// Where it is proposed to stand; `None` when nowhere.
    #[must_use]
    pub fn proposed(&self) -> Option<&Target> {
        match self {
            Self::Moved(target) | Self::Reworded(target) => Some(target),
            Self::Gone | Self::Kept => None,
        }
    }
}

impl Stray {
    /// The annotation without its place, and without the mentions it refers to: a stray outlives
    /// them.
    #[must_use]
    pub fn of(annotation: Annotation, wording: Vec<Wording>, fate: Fate) -> Self {
        let Annotation { id, mut body, tags, note, creator, origin, created, modified, .. } = annotation;
        for attribution in body.attributions_mut() {
            attribution.for_each_mut(&mut |attribution| attribution.mention = None);
        }
        Self { id, wording, fate, body, tags, note, creator, origin, created, modified }
    }

    /// The annotation, attached to `target`.
    #[must_use]
    pub fn attached(&self, target: Target, stamp: Stamp) -> Annotation {
        let Self { id, body, tags, note, creator, origin, created, .. } = self.clone();
        let modified = stamp.at.max(self.modified);
        Annotation { id, target, body, tags, note, creator, origin, created, modified }
    }

    /// Claim, mention of a source, or quote.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The words it was made on, a split quote’s parts with “…” between them.
    #[must_use]
    pub fn words(&self) -> String {
        let parts: Vec<&str> = self.wording.iter().map(|wording| wording.exact.as_str()).collect();
        parts.join(" … ")
    }
}
