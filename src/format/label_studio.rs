//! Label Studio: tasks with the text as data, regions and relations as results.
//!
//! The rules are those of Label Studio’s pages [*Label Studio JSON format of annotated tasks*][task]
//! and [*Text tag*][text]. Offsets are Unicode code points: so its editor counts since 2022
//! (HumanSignal/label-studio pull request 1559, and its own tests *NER - Emoji*); before that it
//! counted UTF-16, which the words of a region tell apart. The one idea: what a region is stands
//! in its label, what belongs together in relations (`graph`).
//!
//! [task]: https://labelstud.io/guide/task_format
//! [text]: https://labelstud.io/tags/text

mod read;
mod write;

pub(super) use read::TOOL;
pub use read::read;
pub use write::write;

/// What Label Studio has no place for.
pub const CANNOT: &[&str] = &[
    "The register of sources is left out: a source is known by the words that name it. Attributions whose source and cue are both unmarked are left out.",
    "Attributions of attributions (“the ministry, according to two officials …”) are left out.",
    "What is said of claims (restatement, kind, status, evidence, article’s voice) and all tags are left out.",
    "Ids, times, who made an annotation and how it came to be, the kinds of blocks, the direction of writing and the bin are left out.",
    super::UNPLACED,
];

/// The name of the label control, of the text, and of the choice of a quote’s kind.
const LABELS: &str = "label";
const TEXT: &str = "text";
const MANNER: &str = "manner";

#[cfg(test)]
mod tests;
