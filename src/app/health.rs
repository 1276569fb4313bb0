//! How safe the work is: when somebody should be warned, and of what.
//!
//! The one idea: a warning is rare and names what to do. Counted is what would be lost: work
//! changed since the last file of the whole library was taken away.

use super::State;
use crate::record::Timestamp;

/// After so many days with changes and no backup, the person is reminded.
pub const DAYS: u64 = 7;
/// Room below which the person is warned, in bytes.
pub const LITTLE_ROOM: u64 = 50_000_000;

const DAY: u64 = 86_400_000;

/// How much room the browser gives, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Used by the app and all it keeps.
    pub used: u64,
    /// Left to it.
    pub left: u64,
}

/// What the person is warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// There is little room left, in bytes.
    LittleRoom(u64),
    /// The backup that is kept up to date could not be written.
    Stuck,
    /// There are changes, and no file of the whole library for so many days.
    NoBackup(u64),
}

/// What the person should be warned of now; the more urgent first.
#[must_use]
pub fn warning(state: &State) -> Option<Warning> {
    if let Some(room) = state.storage.room.filter(|room| room.left < LITTLE_ROOM) {
        return Some(Warning::LittleRoom(room.left));
    }
    if state.keeping.trouble.is_some() {
        return Some(Warning::Stuck);
    }
    let backup = state.settings.backed_up.unwrap_or_default();
    let unsafe_since = state
        .library
        .values()
        .filter(|entry| entry.modified > backup)
        .map(|entry| entry.created.max(backup))
        .min()?;
    let days = days(unsafe_since, state.storage.now());
    (days >= DAYS).then_some(Warning::NoBackup(days))
}

/// Whole days from one time to another; none where the clock went backwards.
pub(super) fn days(from: Timestamp, to: Timestamp) -> u64 {
    to.millis().saturating_sub(from.millis()) / DAY
}
