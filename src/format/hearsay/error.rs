//! Why a file as a whole cannot be read.

use std::{error::Error, fmt};

use super::{MAX_BYTES, VERSION};
use crate::format::Seems;

/// Why nothing at all is taken from a file. Nothing that is stored is touched by any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is larger than [`MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It cannot be read any more.
    Gone,
    /// Nothing is in it.
    Empty,
    /// It is not text in UTF-8.
    NotText {
        /// What it looks like, if that can be told.
        seems: Option<Seems>,
    },
    /// It breaks the rules of JSON.
    NotJson {
        /// The line, from 1 on.
        line: usize,
        /// The column, from 1 on, in code points.
        column: usize,
        /// What is wrong there.
        what: &'static str,
        /// What it looks like, if that can be told.
        seems: Option<Seems>,
    },
    /// It is JSON, nested so deep that nobody can have written it for us.
    TooDeep,
    /// It is JSON, but not ours.
    NotOurs {
        /// The name it gives its format, if it does.
        named: Option<String>,
        /// What it looks like, if that can be told.
        seems: Option<Seems>,
    },
    /// It does not say by a whole number, from 1 on, which version of our format it has.
    NoVersion,
    /// It was written by a newer Hearsay.
    Newer {
        /// The version of its format.
        version: u64,
    },
    /// It is ours, but holds no list of articles.
    NoArticles,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(
                f,
                "This file is too large: it has {} MB, and files of up to {} MB are read. \
                 Export the articles in several files.",
                bytes.div_ceil(1_000_000),
                MAX_BYTES / 1_000_000
            ),
            Self::Gone => f.write_str(
                "The browser cannot read this file any more. It may have been moved or changed; choose it again.",
            ),
            Self::Empty => f.write_str("This file is empty."),
            Self::NotText { seems: None } => {
                f.write_str("This is not a Hearsay file: it is not text in UTF-8.")
            }
            Self::NotText { seems: Some(seems) } => {
                write!(f, "This is not a Hearsay file: it seems to be {seems}.")
            }
            Self::NotJson { seems: Some(seems), .. } => {
                write!(f, "This is not a Hearsay file: it seems to be {seems}.")
            }
            Self::NotJson { line, column, what, seems: None } => write!(
                f,
                "This file is not JSON, or only a part of it: line {line}, column {column}: {what}. \
                 If it is a Hearsay file, it may have been cut off; try another copy.",
            ),
            Self::TooDeep => {
                f.write_str("This is not a Hearsay file: it is nested deeper than anything Hearsay writes.")
            }
            Self::NotOurs { seems: Some(seems), .. } => {
                write!(f, "This is not a Hearsay file: it seems to be {seems}.")
            }
            Self::NotOurs { named: Some(name), .. } => {
                write!(f, "This is not a Hearsay file: it calls its format “{name}”.")
            }
            Self::NotOurs { .. } => {
                f.write_str("This is not a Hearsay file: it does not say that its format is “hearsay”.")
            }
            Self::NoVersion => {
                f.write_str("This file does not say which version of the Hearsay format it has.")
            }
            Self::Newer { version } => write!(
                f,
                "This file was written by a newer Hearsay: its format is version {version}, and this Hearsay \
                 reads up to version {VERSION}. Reload the page to get the newest Hearsay, then import the file again."
            ),
            Self::NoArticles => f.write_str("This Hearsay file holds no list of articles."),
        }
    }
}

impl Error for ReadError {}
