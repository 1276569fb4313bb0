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
mod schema;

use std::{cell::RefCell, fmt};

use schema::Opening;

use crate::{
    record::ArticleId,
    shelf::{Batch, Kept, Loaded, Lost, Opened, Shelf},
};

/// An open store.
#[derive(Debug)]
pub enum Store {
    /// In the browser's database.
    Browser(idb::Database, RefCell<Lost>),
    /// In the browser's database as a newer version of Hearsay left it: it can only be read.
    Newer(idb::Database),
    /// In memory only.
    Memory(RefCell<Shelf>),
}

/// What ends a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Another tab takes the database over for a newer version; it was let go of. What was
    /// handed over before is kept.
    Superseded,
    /// The browser closed it.
    Closed,
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
    ///
    /// `blocked` is called when a tab with an older version of the app does not let go of it;
    /// it is opened as soon as that tab does.
    pub async fn open(blocked: impl Fn() + 'static) -> (Self, Opened, Option<StoreError>) {
        Self::open_or(schema::DATABASE, blocked).await
    }

    /// As [`Store::open`], for a database of this name.
    pub async fn open_named(name: &str) -> (Self, Opened, Option<StoreError>) {
        Self::open_or(name, || {}).await
    }

    async fn open_or(name: &str, blocked: impl Fn() + 'static) -> (Self, Opened, Option<StoreError>) {
        let opened = match schema::open(name, blocked).await {
            Ok(Opening::Ours(mut database)) => {
                database.on_version_change(|event| close(&event));
                let opened = browser::read_library(&database).await;
                opened.map(|opened| (Self::Browser(database, RefCell::default()), opened))
            }
            Ok(Opening::Newer(mut database)) => {
                database.on_version_change(|event| close(&event));
                let opened = browser::read_library(&database).await;
                opened.map(|opened| (Self::Newer(database), opened))
            }
            Err(error) => Err(error),
        };
        match opened {
            Ok((store, opened)) => (store, opened, None),
            Err(error) => (Self::Memory(RefCell::default()), Opened::default(), Some(error)),
        }
    }

    /// Hears of the store's end, whoever ends it.
    pub fn listen(&mut self, heard: impl Fn(Ended) + Clone + 'static) {
        let (Self::Browser(database, _) | Self::Newer(database)) = self else { return };
        let closed = heard.clone();
        database.on_close(move |_| closed(Ended::Closed));
        database.on_version_change(move |event| {
            close(&event);
            heard(Ended::Superseded);
        });
    }

    /// Reads the library anew.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn library(&self) -> Result<Opened, StoreError> {
        match self {
            Self::Browser(database, _) | Self::Newer(database) => browser::read_library(database).await,
            Self::Memory(shelf) => Ok(shelf.borrow().open()),
        }
    }

    /// Reads one article with everything that belongs to it.
    ///
    /// # Errors
    /// When it is not there, when its text is no longer what was frozen, or when the database
    /// does not answer. Other records that cannot be read are listed in [`Loaded::damaged`].
    pub async fn load(&self, id: ArticleId) -> Result<Loaded, StoreError> {
        match self {
            Self::Browser(database, _) | Self::Newer(database) => browser::load(database, id).await,
            Self::Memory(shelf) => {
                shelf.borrow().load(id).ok_or_else(|| StoreError("it is not in the library".into()))
            }
        }
    }

    /// The file or folder that a backup is kept in, as it was remembered; `None` for none.
    pub async fn backup(&self) -> Option<wasm_bindgen::JsValue> {
        match self {
            Self::Browser(database, _) => browser::read_backup(database).await.ok().flatten(),
            Self::Newer(_) | Self::Memory(_) => None,
        }
    }

    /// Remembers the file or folder that a backup is kept in, or forgets it.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn remember_backup(&self, kept: Option<&wasm_bindgen::JsValue>) -> Result<(), StoreError> {
        match self {
            Self::Browser(database, _) => browser::write_backup(database, kept).await,
            Self::Newer(_) | Self::Memory(_) => Ok(()),
        }
    }

    /// Lets go of the database.
    pub fn close(self) {
        if let Self::Browser(database, _) | Self::Newer(database) = self {
            database.close();
        }
    }

    /// Keeps a batch, whole or not at all; what came of it.
    ///
    /// # Errors
    /// When the database refuses it, or an earlier one it builds on; nothing of it is kept then.
    pub async fn write(&self, batch: &Batch) -> Result<Kept, StoreError> {
        match self {
            Self::Browser(database, lost) => browser::write(database, batch, lost).await,
            // Which article was open last need not be remembered there.
            Self::Newer(_) if batch.acts.is_empty() => Ok(Kept::default()),
            Self::Newer(_) => Err(StoreError("a newer version of Hearsay keeps its articles here".into())),
            Self::Memory(shelf) => Ok(shelf.borrow_mut().write(batch)),
        }
    }
}

/// Lets go of a database that another tab needs to itself. What is on its way is kept first.
fn close(event: &web_sys::Event) {
    use wasm_bindgen::JsCast;
    if let Some(database) = event.target().and_then(|target| target.dyn_into::<web_sys::IdbDatabase>().ok()) {
        database.close();
    }
}
