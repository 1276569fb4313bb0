//! Why nothing at all could be taken from the file of another tool.
//!
//! Neighbours: the formats beside it. The one idea: a single bad item is a [`super::Remark`] and
//! never one of these; these say that there was nothing to look at item by item.

use std::{error::Error, fmt};

/// Why a file of another tool gave nothing. Each sentence says what is safe and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than [`super::hearsay::MAX_BYTES`], packed or unpacked.
    TooLarge,
    /// There is nothing in it.
    Empty,
    /// It is not UTF-8.
    NotText,
    /// It breaks the rules of JSON, at this line.
    NotJson {
        /// Counted from 1.
        line: usize,
    },
    /// It is JSON, but not of the tool that is named.
    OtherForm {
        /// What it was taken for: “Label Studio tasks”.
        expected: &'static str,
    },
    /// It is a zip archive that cannot be unpacked.
    BadArchive,
    /// There is no brat file among them.
    NoBrat,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(
                f,
                "It holds more than {} MB. Nothing was changed. Split it, and bring it in in parts.",
                super::hearsay::MAX_BYTES / 1_000_000
            ),
            Self::Empty => f.write_str("There is nothing in it. Nothing was changed. Export it once more and try again."),
            Self::NotText => f.write_str(
                "It is not text in UTF-8. Nothing was changed. Save it as UTF-8 in the tool it comes from, and try again.",
            ),
            Self::NotJson { line } => write!(
                f,
                "It is not sound JSON: line {line} breaks the rules, so it may be cut off or damaged. Nothing was changed. Export it once more and try again.",
            ),
            Self::OtherForm { expected } => write!(
                f,
                "It is JSON, but it does not hold {expected}. Nothing was changed. Choose the tool it really comes from.",
            ),
            Self::BadArchive => f.write_str(
                "It is a zip archive that cannot be unpacked. Nothing was changed. Unpack it yourself and bring in the files.",
            ),
            Self::NoBrat => f.write_str(
                "There is no .txt or .ann file in it. Nothing was changed. Choose brat’s .ann files together with their .txt files, or a zip of them.",
            ),
        }
    }
}

impl Error for Unreadable {}
