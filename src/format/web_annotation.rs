//! W3C Web Annotation: JSON-LD that every tool of the standard can read.
//!
//! Written and read after the [model](https://www.w3.org/TR/annotation-model/): section numbers in
//! this module are its own. One `AnnotationCollection` with one page (§5); an annotation for every
//! claim, mention and quote (§3.1), each range a `SpecificResource` with both text selectors
//! (§4.2.4, §4.2.5) and the state of the text it was made on (§4.3); an annotation with the
//! motivation `linking` for every attribution, from a source to what is attributed, and for one
//! that vouches for another attribution, to that. `docs/format.md` describes all of it.
//!
//! The one idea: what the standard has a word for is said in that word, and the rest in words of
//! our own, so that nothing is lost on the way there and back.
//!
//! Why not several selectors for a split quote: several selectors of one target are alternatives
//! (§4.2), several targets all stand (§3.2.1).
//!
//! Why not a context of our own by its address: a file must mean the same when the address is
//! gone, and the app asks nobody. Our words have a prefix that each annotation explains itself;
//! `hearsay.context.jsonld`, served with the app, says what they mean.

mod read;
mod write;

pub(super) use read::read_telling;
pub use read::{ReadError, read};
pub use write::write;

/// The context of the standard.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What our own words begin with when written out. A UUID as a name (RFC 9562 §4, RFC 8141 §2.3.3):
/// it is nobody's address, so it can never belong to somebody else.
const NAMESPACE: &str = "urn:uuid:5f9a2c1e-7b34-4c0d-9e86-2d1f0a6b8c43#";

/// What this format cannot hold.
pub const CANNOT: &[&str] = &[
    "Programs other than Hearsay see the marks, notes, tags and sources, but not what only Hearsay has a word for: \
     how a claim stands, its evidence, on which terms a source speaks.",
    super::UNPLACED,
];

#[cfg(test)]
mod tests;
