//! What a batch does, told in a way that can be done again on another ground.
//!
//! The one idea: two tabs may write at once. A batch says for each article which state it was
//! made from; where the store holds that state, its records are written as they are, and where
//! it holds another, its [`Deed`]s are done again on that one ([`super::rebase`]). Both happen
//! inside the transaction, so nothing is ever overwritten unseen.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::{
    annotation::{Edit, Source},
    record::{ArticleId, Timestamp},
};

/// A state of an article in the store: which tab wrote it, and the how manieth of its writes.
///
/// Compared for being the same and for nothing else. The default is what a database written
/// before there were revisions holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision {
    /// The tab that wrote it: a number it drew when it opened.
    pub tab: u32,
    /// The number of the batch.
    pub number: u32,
    /// The batch was done again on another ground: what the tab expected is not what is there.
    pub merged: bool,
}

impl Revision {
    /// The state that this batch leaves when it was done again on another ground.
    #[must_use]
    pub fn merged(self) -> Self {
        Self { merged: true, ..self }
    }
}

/// The state of an article that a batch was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It was not there.
    Absent,
    /// This one.
    At(Revision),
    /// Not known: the deeds are done on whatever is there.
    Any,
}

/// What a batch does to one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The article.
    pub article: ArticleId,
    /// The state the batch's records were made from.
    pub basis: Basis,
    /// What is done.
    pub deed: Deed,
}

/// One thing done to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An act.
    Act {
        /// What it changed.
        edit: Rc<Edit>,
        /// The entries of the register that what it leaves refers to.
        known: Vec<Rc<Source>>,
    },
    /// An act taken back, or done again.
    Step {
        /// The act.
        edit: Rc<Edit>,
        /// Taken back.
        back: bool,
        /// When.
        at: Timestamp,
    },
    /// Put into the bin, or out of it.
    Bin {
        /// When it was put there; `None` when it was taken out.
        binned: Option<Timestamp>,
        /// When the article last changed: taking it out of the bin is a change.
        modified: Timestamp,
    },
    /// Brought in with all that belongs to it: the batch's own records.
    Whole,
    /// Deleted for ever, out of the bin.
    Erase,
    /// Brought in from a backup with all that belongs to it, on top of what is here: by record,
    /// the newer one.
    Restore {
        /// When.
        at: Timestamp,
    },
    /// A restore taken back.
    Unrestore {
        /// When it was done.
        restored: Timestamp,
        /// When it is taken back.
        at: Timestamp,
        /// When the article had been put into the bin before; `None` within when it had not,
        /// `None` for an article that only the backup had.
        binned: Option<Option<Timestamp>>,
    },
}

/// What came of a batch that was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Articles that another tab had changed: what is stored is not what this tab shows.
    pub merged: Vec<ArticleId>,
    /// Articles that another tab had deleted for ever; nothing was kept of what was done to them.
    pub gone: Vec<ArticleId>,
    /// What the person should know, as sentences.
    pub said: Vec<String>,
}
