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
    let days = days(at_risk_since(state)?, state.storage.now());
    (days >= DAYS).then_some(Warning::NoBackup(days))
}

/// Since when there is something here that no backup has. What came in with a file is as old as it
/// may be, but it is at risk here only since it came.
fn at_risk_since(state: &State) -> Option<Timestamp> {
    let backup = state.settings.backed_up.unwrap_or_default();
    let arrived = state.settings.arrived;
    let first = backup.max(arrived.unwrap_or_default());
    let changed = state.library.values().filter(|entry| entry.modified > backup);
    let changed = changed.map(|entry| entry.created.max(first)).min();
    changed.into_iter().chain(arrived.filter(|_| !state.library.is_empty())).min()
}

/// An article is about to come in with a file, now; whether the settings have to be kept for it.
pub(super) fn arrives(state: &mut State, now: Timestamp) -> bool {
    let first = state.settings.arrived.is_none();
    if first {
        state.settings.arrived = at_risk_since(state).or(Some(now));
    }
    first
}

/// Whole days from one time to another; none where the clock went backwards.
pub(super) fn days(from: Timestamp, to: Timestamp) -> u64 {
    to.millis().saturating_sub(from.millis()) / DAY
}
