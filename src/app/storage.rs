//! How keeping things stands: where, since when, what is on its way, what failed.
//!
//! The one idea: a write that failed stops nothing and is not repeated as it was. When it is
//! tried again, everything that is not known to be saved is written anew from the state.

use super::Effect;
use crate::{
    record::Timestamp,
    shelf::{Batch, Removal},
};

/// Where things are kept, and how that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// Where.
    pub place: Place,
    /// When the last write was confirmed.
    pub saved: Option<Timestamp>,
    /// Why a write failed, until everything is written anew.
    pub failed: Option<String>,
    /// Whether the browser promised to keep the data; `None` before it was asked.
    pub promised: Option<bool>,
    /// Batches on their way.
    pending: Vec<u32>,
    last: u32,
    /// What was removed and may still be in the store.
    removed: Vec<Removal>,
}

/// Where things are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Not known yet.
    #[default]
    Opening,
    /// In this browser's database.
    Browser,
    /// In memory only, and why: everything is gone when the page closes.
    Memory(String),
}

impl Storage {
    /// The effect that keeps this batch.
    pub(super) fn write(&mut self, batch: Batch) -> Effect {
        self.last += 1;
        self.pending.push(self.last);
        self.removed.extend(&batch.remove);
        Effect::Write { number: self.last, batch }
    }

    /// A batch was answered for.
    pub(super) fn written(&mut self, number: u32, result: Result<Timestamp, String>) {
        self.pending.retain(|pending| *pending != number);
        match result {
            Ok(at) => self.saved = Some(at),
            Err(why) => self.failed = Some(why),
        }
        if self.is_sure() {
            self.removed.clear();
        }
    }

    /// Starts anew: what has to be removed from the store now.
    pub(super) fn start_anew(&mut self) -> Vec<Removal> {
        self.failed = None;
        std::mem::take(&mut self.removed)
    }

    /// Whether everything is known to be in the store.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.failed.is_none() && !self.is_saving()
    }

    /// Whether something is on its way to the store.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        !self.pending.is_empty()
    }
}
