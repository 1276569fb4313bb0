//! How keeping things stands: where, since when, what is on its way, what failed.
//!
//! The one idea: a batch stays here until the store has it. One that failed stops nothing: it is
//! sent again, with all that came after it and in the same order, when the person acts again or
//! asks for it.

use super::{Effect, health::Room};
use crate::{
    record::{ArticleId, Timestamp},
    shelf::{Batch, Record, Revision, Settings},
};

/// Where things are kept, and how that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// Where.
    pub place: Place,
    /// While it is being opened: there is no library in it yet.
    pub first: bool,
    /// While it is being opened: a tab with an older version of the app is in the way.
    pub blocked: bool,
    /// When the last write was confirmed.
    pub saved: Option<Timestamp>,
    /// Why a write failed, until everything is saved.
    pub failed: Option<String>,
    /// Whether the browser promised to keep the data; `None` before it was asked.
    pub promised: Option<bool>,
    /// How much room the browser gives; `None` before it was asked, or where it does not tell.
    pub room: Option<Room>,
    /// When the store was opened.
    opened: Timestamp,
    /// Batches that are not known to be in the store, oldest first.
    pending: Vec<Pending>,
    last: u32,
    /// Tells this tab's writes from those of others.
    tab: u32,
    /// The settings as this tab last knew them stored.
    settings: Settings,
}

/// A batch that is not known to be in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pending {
    number: u32,
    batch: Batch,
    /// It is on its way; else it came back.
    sent: bool,
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
    /// In this browser's database, as a newer version of Hearsay left it: it is only read.
    Newer,
    /// In this browser's database, which a newer version of Hearsay in another tab has taken
    /// over: this tab can neither read nor write it any more.
    Superseded,
}

impl Storage {
    /// The store is open.
    pub(super) fn open(&mut self, place: Place, tab: u32, settings: Settings, at: Timestamp) {
        self.place = place;
        self.opened = at;
        self.tab = tab;
        self.settings = settings;
    }

    /// The effect that keeps this batch.
    pub(super) fn write(&mut self, mut batch: Batch) -> Effect {
        self.last += 1;
        batch.revision = self.revision();
        for record in &batch.put {
            if let Record::Settings(settings) = record {
                batch.settings_before = Some(std::mem::replace(&mut self.settings, settings.clone()));
            }
        }
        self.pending.push(Pending { number: self.last, batch: batch.clone(), sent: true });
        Effect::Write { number: self.last, batch }
    }

    /// The state in which the last batch leaves what it is about.
    pub(super) fn revision(&self) -> Revision {
        Revision { tab: self.tab, number: self.last, merged: false }
    }

    /// The last moment that is known.
    pub(super) fn now(&self) -> Timestamp {
        self.saved.unwrap_or_default().max(self.opened)
    }

    /// How many batches there were.
    pub(super) fn batches(&self) -> u32 {
        self.last
    }

    /// Another tab stored these settings.
    pub(super) fn adopt_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// A batch was answered for: the articles it was about, when it was kept.
    pub(super) fn written(&mut self, number: u32, result: Result<Timestamp, String>) -> Vec<ArticleId> {
        let Some(found) = self.pending.iter().position(|pending| pending.number == number) else {
            return Vec::new();
        };
        match result {
            Ok(at) => {
                self.saved = self.saved.max(Some(at));
                let articles = self.pending.remove(found).batch.acts;
                articles.into_iter().map(|acted| acted.article).collect()
            }
            Err(why) => {
                self.failed.get_or_insert(why);
                if let Some(pending) = self.pending.get_mut(found) {
                    pending.sent = false;
                }
                Vec::new()
            }
        }
    }

    /// A batch that was not given to the store after all; whether there is one of this number.
    pub(super) fn hold_back(&mut self, number: u32) -> bool {
        let found = self.pending.iter_mut().find(|pending| pending.number == number);
        found.map(|pending| pending.sent = false).is_some()
    }

    /// Sends everything again that came back.
    pub(super) fn send_again(&mut self) -> Vec<Effect> {
        self.failed = None;
        let back = self.pending.iter_mut().filter(|pending| !pending.sent);
        back.map(|pending| {
            pending.sent = true;
            Effect::Write { number: pending.number, batch: pending.batch.clone() }
        })
        .collect()
    }

    /// Whether everything is known to be in the store.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.pending.is_empty()
    }

    /// Whether something is on its way to the store.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.pending.iter().any(|pending| pending.sent)
    }
}
