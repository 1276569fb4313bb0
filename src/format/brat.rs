//! brat standoff: articles as `.txt`, annotations as `.ann` beside them.
//!
//! The rules are those of brat's page [*standoff format*][format] and of its own reader,
//! `server/src/annotation.py` in [nlplab/brat]; the types and the event are those of PolNeAR
//! (Newell et al., *An Attribution Relations Corpus for Political News*, LREC 2018). The one idea:
//! what brat has a place for goes there, so that brat shows it; what it says beyond the model of
//! Hearsay is kept in tags of a fixed form (`keep`), so that nothing changes on the way in and
//! out again. `docs/format.md` has the tables.
//!
//! Offsets are Unicode code points of the `.txt` file, line breaks included.
//!
//! [format]: https://brat.nlplab.org/standoff.html
//! [nlplab/brat]: https://github.com/nlplab/brat

mod attributed;
mod breaks;
mod configuration;
mod keep;
mod line;
mod names;
mod note;
mod read;
mod standoff;
mod write;

pub use names::together;
pub use read::read;
pub(super) use read::read_telling;
pub use write::write;

/// One file of those that were opened together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its name, with or without folders.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What brat has no place for.
pub const CANNOT: &[&str] = &[
    "The title stays in the file name only; byline, outlet, address, date, language, kinds of blocks, the direction of writing and the bin are left out.",
    "Evidence on claims is left out.",
    "Ids, times, who made an annotation and how it came to be are left out.",
    "Sources that no annotation refers to are left out, and two sources that agree in every field become one.",
    "An annotation cannot stand on line breaks alone: such ones are left out, with their attributions.",
    "A range that goes over a line break is split there. Ranges parted by nothing but line breaks come back as one.",
    "Control characters and line breaks in notes, names and tags are written as symbols such as ␊; rare kinds of line breaks come back as plain ones.",
    super::UNPLACED,
];

/// The type of a span that is a claim.
const CLAIM: &str = "Claim";
/// The type, and the role, of a span that is said by someone.
const CONTENT: &str = "Content";
/// The type, and the role, of a span that signals an attribution.
const CUE: &str = "Cue";
/// The type, and the role, of a span that names a source.
const SOURCE: &str = "Source";
/// The type of an event, and of the span that triggers it.
const ATTRIBUTION: &str = "Attribution";
/// The type of an event without a source.
const WITHOUT_SOURCE: &str = "Attribution-no-source";
/// The type of a note that brat’s own dialog shows and edits.
const NOTES: &str = "AnnotatorNotes";

#[cfg(test)]
mod tests;
