//! A newer version of the app, waiting to be started.
//!
//! The one idea: the person chooses when. From then on nothing is lost either: the page is
//! loaded anew only when everything is saved and nothing is on its way, and not at all while
//! something could not be saved.
//!
//! *Why not “version”:* a version is an article's.

use super::{Effect, Notice, Place, State};

/// How a newer version of the app stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Release {
    /// There is none.
    #[default]
    None,
    /// It is kept whole, and waits.
    Ready {
        /// How many tabs have Hearsay open, this one among them; zero where that is not known.
        tabs: u32,
    },
    /// The person wants it: the page is loaded anew as soon as everything is saved.
    Wanted,
    /// The page is being loaded anew.
    Starting,
}

/// A newer version is ready.
pub(super) fn ready(state: &mut State, tabs: u32) {
    if matches!(state.release, Release::None | Release::Ready { .. }) {
        state.release = Release::Ready { tabs };
    }
}

/// The person wants it now.
pub(super) fn want(state: &mut State) {
    let why = match &state.storage.place {
        _ if state.storage.failed.is_some() => "Not everything is saved yet",
        Place::Memory(_) if !state.library.is_empty() => {
            "This browser keeps nothing when a page is loaded anew"
        }
        _ => {
            state.release = Release::Wanted;
            return;
        }
    };
    state.notice =
        Some(Notice::alarm(format!("{why}, so the new version was not started. Export your work first.")));
}

/// Loads the page anew once that was wanted and nothing would be lost.
pub(super) fn start(state: &mut State) -> Option<Effect> {
    if state.release != Release::Wanted {
        return None;
    }
    if state.storage.failed.is_some() {
        state.release = Release::Ready { tabs: 0 };
        want(state);
        return None;
    }
    // Where nothing can be written, not yet or not any more, nothing is on its way either.
    let writes = matches!(state.storage.place, Place::Browser | Place::Memory(_));
    if (writes && !state.storage.is_sure()) || state.job.is_some() {
        return None;
    }
    state.release = Release::Starting;
    Some(Effect::Reload)
}
