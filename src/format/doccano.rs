//! doccano: a text with entities and relations on each line.
//!
//! The rules are those of doccano’s own importer and exporter (`backend/data_import/pipeline` and
//! `backend/data_export/pipeline` in [doccano/doccano]). Offsets are UTF-16 code units: doccano
//! marks in the browser and takes its offsets over as they are (issue 2290 of that repository),
//! unless a project counts grapheme clusters, which no file says. Without characters beyond the
//! basic plane (emoji, mostly) that is the same as code points. The one idea is that of
//! `graph`.
//!
//! [doccano/doccano]: https://github.com/doccano/doccano

mod read;
mod write;

pub(super) use read::TOOL;
pub use read::read;
pub use write::write;

/// What doccano has no place for.
pub const CANNOT: &[&str] = &[
    "The register of sources is left out: a source is known by the words that name it. Attributions whose source and cue are both unmarked are left out.",
    "Attributions of attributions (“the ministry, according to two officials …”) are left out.",
    "Notes, tags, kinds of quotes and what is said of claims (restatement, kind, status, evidence, article’s voice) are left out.",
    "Ids, times, who made an annotation and how it came to be, the kinds of blocks, the direction of writing and the bin are left out.",
    super::UNPLACED,
];

#[cfg(test)]
mod tests;
