//! Why nothing at all is taken from a file, whatever format it has.

use std::{error::Error, fmt};

use super::{Seems, hearsay, json};

/// Why nothing at all is taken from a file. Nothing that is stored is touched by any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than [`hearsay::MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Nothing is in it.
    Empty,
    /// It is not text in UTF-8.
    NotText,
    /// It breaks the rules of JSON.
    NotJson {
        /// The line, from 1 on.
        line: usize,
        /// The column, from 1 on, in code points.
        column: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// It is JSON, but holds no list of annotations.
    NoAnnotations,
    /// It is JSON, but not of the tool that is named.
    OtherForm {
        /// What it was taken for: “Label Studio tasks”.
        expected: &'static str,
    },
    /// It unpacks to more than [`hearsay::MAX_BYTES`].
    TooMuch,
    /// It is a zip archive that cannot be unpacked.
    BadArchive,
    /// There is no brat file among them.
    NoBrat,
    /// It is ours, but cannot be read.
    Ours(hearsay::ReadError),
    /// It is of no format that can be read.
    Unknown {
        /// What it looks like, if that can be told.
        seems: Option<Seems>,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(
                f,
                "This file is too large: it has {} MB, and files of up to {} MB are read. \
                 Export the annotations in several files.",
                bytes.div_ceil(1_000_000),
                hearsay::MAX_BYTES / 1_000_000
            ),
            Self::Empty => f.write_str("This file is empty."),
            Self::NotText => f.write_str(
                "This file is not text in UTF-8. Export it again with the encoding “UTF-8” from the program it comes from.",
            ),
            Self::NotJson { line, column, what } => write!(
                f,
                "This file is not JSON, or only a part of it: line {line}, column {column}: {what}. \
                 It may have been cut off; try another copy."
            ),
            Self::OtherForm { expected } => write!(
                f,
                "It is JSON, but it does not hold {expected}. Choose the tool it really comes from."
            ),
            Self::TooMuch => write!(
                f,
                "It holds more than {} MB. Split it, and bring it in in parts.",
                hearsay::MAX_BYTES / 1_000_000
            ),
            Self::BadArchive => f.write_str(
                "It is a zip archive that cannot be unpacked. Unpack it yourself and bring in the files.",
            ),
            Self::NoBrat => f.write_str(
                "There is no .txt or .ann file in it. Choose brat’s .ann files together with their .txt files, or a zip of them.",
            ),
            Self::NoAnnotations => f.write_str("This file holds no annotations."),
            Self::Ours(error) => error.fmt(f),
            Self::Unknown { seems: Some(seems) } => {
                write!(f, "Hearsay cannot take annotations from this file: it seems to be {seems}.")
            }
            Self::Unknown { seems: None } => {
                f.write_str("Hearsay cannot take annotations from this file: it is of no format that it knows.")
            }
        }
    }
}

impl Error for Unreadable {}

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.len() > hearsay::MAX_BYTES {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(text) }
}

/// The text of a file that follows the grammar of JSON, without its byte order mark.
pub(super) fn decode_json(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = decode(bytes)?;
    match json::is_sound(text) {
        Ok(()) => Ok(text),
        Err(flaw) => Err(Unreadable::NotJson { line: flaw.line, column: flaw.column, what: flaw.what }),
    }
}
