//! Citron: the quotes of a text, each with its cue, its sources and its contents.
//!
//! The rules are those of [*Citron Annotation Format*][format] in the BBC’s quote extractor, and
//! of its reader, `citron/data.py`, which takes one document from each file and counts in Python’s
//! way: code points. The one idea: one of Citron’s quotes is one attribution of ours; the ranges
//! of the quote are its contents, and mentions of one source are a group of coreferences.
//!
//! [format]: https://github.com/bbc/citron/blob/master/docs/data_format.md

mod read;
mod write;

pub use read::read;
pub use write::write;

/// What Citron has no place for.
pub const CANNOT: &[&str] = &[
    "Claims are left out, and quotes that are not attributed.",
    "Attributions without a cue are left out: Citron asks for one. So are attributions of attributions.",
    "The register of sources is left out: a source is known by the words that name it. Sources that are named only once, and in no attribution, are left out with their mentions.",
    "What lies between the parts of a cue becomes part of it. Mentions in several parts come back as several, and two quotes on the same words as one.",
    "Notes, tags and kinds of quotes are left out, and all that is known of the article besides its text.",
    "Ids, times, who made an annotation and how it came to be, the kinds of blocks, the direction of writing and the bin are left out.",
    super::UNPLACED,
];

#[cfg(test)]
mod tests;
