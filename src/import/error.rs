//! Why something is no article, as sentences for the person: what happened, and what to do.

use std::{error::Error, fmt};

use super::{MAX_TEXT, Sort};
use crate::article::BlockError;

/// Why something is no article. Nothing that is in the library is touched by any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing but blanks in it.
    Empty,
    /// It is larger than what is taken in.
    TooLarge {
        /// Its size in bytes, as far as it was read.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// It is not text: it holds NUL or many other control characters.
    NotText,
    /// A web page without an article: menus, pictures, or a page that a script fills.
    NoArticle,
    /// Elements of a page stand in one another more deeply than any page is written.
    TooDeep {
        /// The most that is taken.
        limit: usize,
    },
    /// A tag of a page has more attributes than any that is written: each is compared with each.
    Crowded {
        /// The most that is taken.
        limit: usize,
    },
    /// The file ends too early, or something in it is not as its sort demands.
    Damaged(Sort),
    /// It is locked with a password or by a shop.
    Locked(Sort),
    /// A PDF whose pages are pictures of text.
    Scanned,
    /// It unpacks to more than any text of its size: a trap, or a mistake.
    Bomb {
        /// The most that is unpacked, in bytes.
        limit: usize,
    },
    /// A sort of file that is recognised and not read.
    NotRead(Sort),
    /// The blocks found do not fit the text: a mistake of ours.
    Blocks(BlockError),
    /// The person asked to stop.
    Cancelled,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: &usize| bytes.div_ceil(1_000_000);
        match self {
            Self::Empty => f.write_str("There is no text in it. Paste the article’s words, or open a text file."),
            Self::TooLarge { bytes, limit } => write!(
                f,
                "{} is {} MB large; Hearsay takes up to {} MB of it at once. Bring it in in parts.",
                // A small file may hold much text.
                if *limit == MAX_TEXT { "Its text" } else { "It" },
                megabytes(bytes),
                megabytes(limit)
            ),
            Self::NotText => f.write_str(
                "This is not a text file: it holds binary data. Save the article as plain text (.txt) and open that.",
            ),
            Self::NoArticle => f.write_str(
                "No article was found on this page: it may be a list of links, or its text may come only later, by a \
                 script. Open the article in the browser, select its text, copy it, and paste it here.",
            ),
            Self::TooDeep { limit } => write!(
                f,
                "The parts of this page stand more than {limit} deep in one another, as no article’s do. Open it in \
                 the browser, select the text, copy it, and paste it here."
            ),
            Self::Crowded { limit } => write!(
                f,
                "One tag of this page has more than {limit} attributes, as none of an article has. Open it in the \
                 browser, select the text, copy it, and paste it here."
            ),
            Self::Damaged(sort) => write!(
                f,
                "This {sort} is damaged or incomplete, so nothing was taken from it. Download or save it again, and \
                 open the new copy."
            ),
            Self::Locked(sort) => write!(
                f,
                "This {sort} is locked with a password or copy protection. Open it where you can read it, and save a \
                 copy without, or copy its text and paste it here."
            ),
            Self::Scanned => f.write_str(
                "No text can be read in this PDF: its pages are pictures, or its fonts do not tell their letters. Run it \
                 through text recognition (OCR) first, then open the result.",
            ),
            Self::Bomb { limit } => write!(
                f,
                "This file unpacks to more than {} MB, which no article does, so it was not unpacked. If you trust \
                 it, open it in its own program and paste the text here.",
                megabytes(limit)
            ),
            Self::NotRead(sort) => write!(f, "This is a {sort}, which Hearsay does not read. {}", sort.way_out()),
            Self::Blocks(error) => write!(f, "Its paragraphs could not be made out: {error}."),
            Self::Cancelled => f.write_str("Stopped. Nothing was brought in."),
        }
    }
}

impl Error for ImportError {}
