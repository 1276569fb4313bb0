//! The database and its versions.
//!
//! The one idea: a version is a step from the one before it, and steps are never changed once
//! released; a database of any age walks up all the steps it has not taken, in one transaction.
//! `tests/web/upgrade.rs` does so from a stored database of every version.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams};

use super::StoreError;

/// The name of the database.
pub(super) const DATABASE: &str = "hearsay";

pub(super) const ENTRIES: &str = "entries";
pub(super) const TEXTS: &str = "texts";
pub(super) const ANNOTATIONS: &str = "annotations";
pub(super) const SOURCES: &str = "sources";
pub(super) const EDITS: &str = "edits";
pub(super) const SETTINGS: &str = "settings";
/// Which state each article is in: see [`crate::shelf::Revision`].
pub(super) const REVISIONS: &str = "revisions";
/// Records that could not be read and were in the way, under the store and key they had.
pub(super) const ASIDE: &str = "aside";

/// The stores that each version adds. The version of a database is how many of these it has
/// taken; every article of version 1 is in the state of [`crate::shelf::Revision::default`].
const STEPS: [&[&str]; 2] = [&[ENTRIES, TEXTS, ANNOTATIONS, SOURCES, EDITS, SETTINGS], &[REVISIONS, ASIDE]];

pub(super) const ALL: [&str; 8] = [ENTRIES, TEXTS, ANNOTATIONS, SOURCES, EDITS, SETTINGS, REVISIONS, ASIDE];
/// The stores whose keys are article/id.
pub(super) const CONTENTS: [&str; 3] = [ANNOTATIONS, SOURCES, EDITS];

/// An open database.
pub(super) enum Opening {
    /// Of this version.
    Ours(Database),
    /// Of a newer version: to be read and left alone.
    Newer(Database),
}

/// Opens the database, and takes the steps it has not taken. `blocked` is called when another
/// tab that has it open does not let go of it, so that the steps have to wait.
pub(super) async fn open(name: &str, blocked: impl Fn() + 'static) -> Result<Opening, StoreError> {
    let version = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let mut request = Factory::new()?.open(name, Some(version))?;
    request.on_blocked(move |_| blocked());
    request.on_upgrade_needed(|event| {
        // An error here aborts the upgrade, and opening fails with it.
        if let (Ok(database), Ok(old)) = (event.database(), event.old_version()) {
            for store in STEPS.iter().skip(old as usize).flat_map(|step| step.iter()) {
                drop(database.create_object_store(store, ObjectStoreParams::new()));
            }
        }
    });
    match request.await {
        Ok(database) => Ok(Opening::Ours(database)),
        Err(idb::Error::DomException(error)) if error.name() == "VersionError" => {
            Ok(Opening::Newer(Factory::new()?.open(name, None)?.await?))
        }
        Err(error) => Err(error.into()),
    }
}
