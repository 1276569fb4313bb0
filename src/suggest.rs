//! What the app proposes and a person decides: which entry of the register a name means, who is
//! quoted, by which words.
//!
//! The one idea: proposals are rules that can be read in a minute, and never act by
//! themselves. Neighbours: [`crate::annotation`] for the register and attributions.

mod candidates;
mod clause;
mod continuing;
mod cue;
mod mentions;
mod name;

pub use candidates::{Candidate, candidates};
pub use continuing::continuation;
pub use cue::cue;
pub use mentions::{mentions, name_at};
pub use name::{kind_of, matching};
