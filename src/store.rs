//! The store: where records are kept between visits.
//!
//! The one idea: a batch is one transaction. It is in the database whole or not at all, and is
//! reported as saved only after the database said so. Where the browser has no database for us
//! (a private window, a policy), a [`Shelf`] in memory takes its place and the person is told.
//!
//! Neighbours: [`crate::shelf`] says what the records are; the shell in `ui` calls this and
//! turns the answers into messages.
//!
//! *Why not localStorage:* it is written behind the page's back, seconds later, and ends at a
//! few megabytes.

mod browser;

use std::{cell::RefCell, fmt};

use crate::{
    record::ArticleId,
    shelf::{Batch, Loaded, Opened, Shelf},
};

/// An open store.
#[derive(Debug)]
pub enum Store {
    /// In the browser's database.
    Browser(idb::Database),
    /// In memory only.
    Memory(RefCell<Shelf>),
}

/// Why the store could not do something, as a sentence's end: “… because the disk is full”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError(pub String);

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StoreError {}

impl Store {
    /// Opens the browser's database, or, where it is refused, a store in memory with the reason.
    pub async fn open() -> (Self, Opened, Option<StoreError>) {
        Self::open_named(browser::DATABASE).await
    }

    /// As [`Store::open`], for a database of this name.
    pub async fn open_named(name: &str) -> (Self, Opened, Option<StoreError>) {
        let opened = match browser::open(name).await {
            Ok(database) => {
                browser::read_library(&database).await.map(|opened| (Self::Browser(database), opened))
            }
            Err(error) => Err(error),
        };
        match opened {
            Ok((store, opened)) => (store, opened, None),
            Err(error) => (Self::Memory(RefCell::default()), Opened::default(), Some(error)),
        }
    }

    /// Reads one article with everything that belongs to it.
    ///
    /// # Errors
    /// When it is not there, when its text is no longer what was frozen, or when the database
    /// does not answer. Other records that cannot be read are listed in [`Loaded::damaged`].
    pub async fn load(&self, id: ArticleId) -> Result<Loaded, StoreError> {
        match self {
            Self::Browser(database) => browser::load(database, id).await,
            Self::Memory(shelf) => {
                shelf.borrow().load(id).ok_or_else(|| StoreError("it is not in the library".into()))
            }
        }
    }

    /// Keeps a batch, whole or not at all.
    ///
    /// # Errors
    /// When the database refuses it; nothing of it is kept then.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        match self {
            Self::Browser(database) => browser::write(database, batch).await,
            Self::Memory(shelf) => {
                shelf.borrow_mut().write(batch);
                Ok(())
            }
        }
    }
}
