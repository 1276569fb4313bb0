//! HTML: one page with everything on it, for whoever has no Hearsay, and for paper.
//!
//! The article with numbered marks, and behind it its claims, its quotes, and its sources with
//! what each of them said. No script, no font, no picture, nothing fetched: the policy in its head
//! lets nothing run but the one style sheet, named by its SHA-256
//! ([CSP 3, §2.3.1](https://www.w3.org/TR/CSP3/#framework-directive-source-list)).
//!
//! The one idea: `maud` escapes whatever is put between tags and into attributes, so the words of an
//! article cannot become markup by anyone's forgetting. Neighbours: `text` draws the marks,
//! `lists` what stands behind.
//!
//! Why `C3` and not `3`: letter and number say the kind also where no colour is printed, and a
//! source has the same number in the text and in the list.

mod lists;
mod numbers;
mod page;
mod text;

use crate::{annotation::Document, record::Timestamp};

use page::Made;

/// What this format cannot hold.
pub const CANNOT: &[&str] = &[
    "A page is for reading: Hearsay cannot take annotations back from it.",
    "Who made an annotation, when, and how it came to be is left out.",
    super::UNPLACED,
];

/// The documents as one page, articles in the order of their ids.
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    page::page(documents, at, Made::ForTheScreen)
}

/// The same page made for paper: black on white whatever the screen, wide lines to write between,
/// a box to tick before every claim.
#[must_use]
pub fn write_for_paper(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    page::page(documents, at, Made::ForPaper)
}

#[cfg(test)]
mod tests;
