//! Edits: what a person did to a document, as data that knows its inverse.
//!
//! The one idea: an edit is a list of records with their state before and after. Undoing is
//! swapping the two, saving is writing the afters, and applying checks that the befores still
//! hold, so that an edit can never silently overwrite something else.

use std::{collections::BTreeMap, error::Error, fmt, rc::Rc};

use serde::{Deserialize, Serialize};

use super::{Annotation, Document, Source, Stray};
use crate::{
    article::{About, Article},
    record::{AnnotationId, SourceId, Timestamp},
};

/// One act of a person: everything it changed, and what to call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What was done, for the undo message.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// The records it changed, each at most once.
    pub changes: Vec<Change>,
}

/// What was done, in the words the interface uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Marked words as a claim, a source or a quote.
    Mark,
    /// Deleted an annotation.
    Delete,
    /// Attributed a quote or claim, or took an attribution back.
    Attribute,
    /// Set or cleared a cue.
    Cue,
    /// Changed the words an annotation stands on.
    Reshape,
    /// Changed a kind, a status or another choice.
    Change,
    /// Changed a note.
    Note,
    /// Changed tags.
    Tag,
    /// Changed an entry of the source register.
    Source,
    /// Changed the title or another fact about the article.
    About,
    /// Took annotations over from a file.
    Import,
    /// Gave strays a place in this text.
    Attach,
    /// Refused what was proposed for a stray.
    Refuse,
    /// Kept a stray as evidence, or no longer.
    Keep,
}

/// One record before and after. `None` before: it was made. `None` after: it was deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// An annotation.
    Annotation {
        /// As it was.
        before: Option<Rc<Annotation>>,
        /// As it is.
        after: Option<Rc<Annotation>>,
    },
    /// An entry of the source register.
    Source {
        /// As it was.
        before: Option<Rc<Source>>,
        /// As it is.
        after: Option<Rc<Source>>,
    },
    /// What came from an earlier version and has no place yet.
    Stray {
        /// As it was.
        before: Option<Rc<Stray>>,
        /// As it is.
        after: Option<Rc<Stray>>,
    },
    /// The facts about the article.
    About {
        /// As they were.
        before: Rc<About>,
        /// As they are.
        after: Rc<About>,
    },
}

/// The document is not what the edit says it was: somebody else changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict;

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this was changed elsewhere in the meantime")
    }
}

impl Error for Conflict {}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Annotation { before, after } => Self::Annotation { before: after, after: before },
            Self::Source { before, after } => Self::Source { before: after, after: before },
            Self::Stray { before, after } => Self::Stray { before: after, after: before },
            Self::About { before, after } => Self::About { before: after, after: before },
        }
    }

    /// The annotation it is about, if it is about one.
    #[must_use]
    pub fn annotation(&self) -> Option<AnnotationId> {
        match self {
            Self::Annotation { before, after } => before.as_ref().or(after.as_ref()).map(|a| a.id),
            _ => None,
        }
    }

    /// The stray it leaves behind.
    #[must_use]
    pub fn stray(&self) -> Option<AnnotationId> {
        match self {
            Self::Stray { after, .. } => after.as_ref().map(|stray| stray.id),
            _ => None,
        }
    }

    /// Whether this change starts where `first` ended, on the same record, both of which had
    /// been there before and stay.
    #[must_use]
    pub fn follows(&self, first: &Self) -> bool {
        match (first, self) {
            (
                Self::Annotation { before: Some(_), after: Some(a) },
                Self::Annotation { before: Some(b), after: Some(_) },
            ) => a == b,
            (
                Self::Source { before: Some(_), after: Some(a) },
                Self::Source { before: Some(b), after: Some(_) },
            ) => a == b,
            (Self::About { after, .. }, Self::About { before, .. }) => after == before,
            _ => false,
        }
    }

    /// This change and `next` as one, where `next` [follows](Self::follows) it.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        match (self.clone(), next.clone()) {
            (Self::Annotation { before, .. }, Self::Annotation { after, .. }) => {
                Self::Annotation { before, after }
            }
            (Self::Source { before, .. }, Self::Source { after, .. }) => Self::Source { before, after },
            (Self::About { before, .. }, Self::About { after, .. }) => Self::About { before, after },
            (_, next) => next,
        }
    }

    fn holds_in(&self, document: &Document) -> bool {
        match self {
            Self::Annotation { before, after } => {
                holds(&document.annotations, before.as_ref(), after.as_ref(), |a| a.id)
            }
            Self::Source { before, after } => {
                holds(&document.sources, before.as_ref(), after.as_ref(), |s| s.id)
            }
            Self::Stray { before, after } => {
                holds(&document.strays, before.as_ref(), after.as_ref(), |stray| stray.id)
            }
            Self::About { before, .. } => document.article.about == **before,
        }
    }

    fn perform(&self, document: &mut Document) {
        match self {
            Self::Annotation { before, after } => {
                replace(&mut document.annotations, before.as_ref(), after.as_ref(), |a| a.id);
            }
            Self::Source { before, after } => {
                replace(&mut document.sources, before.as_ref(), after.as_ref(), |s: &Source| -> SourceId {
                    s.id
                });
            }
            Self::Stray { before, after } => {
                replace(&mut document.strays, before.as_ref(), after.as_ref(), |stray: &Stray| stray.id);
            }
            Self::About { after, .. } => Rc::make_mut(&mut document.article).about = About::clone(after),
        }
    }
}

/// Whether the map has `before`, or, where something is made, does not have it yet.
fn holds<I: Ord, T: PartialEq>(
    map: &BTreeMap<I, Rc<T>>,
    before: Option<&Rc<T>>,
    after: Option<&Rc<T>>,
    id: impl Fn(&T) -> I,
) -> bool {
    match (before, after) {
        (Some(before), _) => map.get(&id(before)) == Some(before),
        (None, Some(after)) => !map.contains_key(&id(after)),
        (None, None) => true,
    }
}

fn replace<I: Ord, T>(
    map: &mut BTreeMap<I, Rc<T>>,
    before: Option<&Rc<T>>,
    after: Option<&Rc<T>>,
    id: impl Fn(&T) -> I,
) {
    if let Some(before) = before {
        map.remove(&id(before));
    }
    if let Some(after) = after {
        map.insert(id(after), after.clone());
    }
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { act: self.act, at: self.at, changes: self.changes.iter().rev().map(Change::inverse).collect() }
    }

    /// Performs the edit on `document`, whole or not at all.
    ///
    /// # Errors
    /// When a record is not what the edit says it was; nothing is changed then.
    pub fn apply(&self, document: &mut Document) -> Result<(), Conflict> {
        if !self.changes.iter().all(|change| change.holds_in(document)) {
            return Err(Conflict);
        }
        for change in &self.changes {
            change.perform(document);
        }
        let article: &mut Article = Rc::make_mut(&mut document.article);
        article.modified = article.modified.max(self.at);
        Ok(())
    }
}
