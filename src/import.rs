//! How an article comes in: from what people have to a frozen text.
//!
//! The one idea: an import is a [`Draft`], which a person can look at and correct before it
//! becomes an article; after that its text never changes. Neighbours: [`crate::article`].

mod plain;

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

pub use plain::plain;

use crate::article::{About, BlockError, FrozenText};

/// The largest text taken in, in bytes of UTF-8: about three million words.
pub const MAX_TEXT: usize = 20_000_000;

/// An article that is not in the library yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was found out about it.
    pub about: About,
    /// Its text and blocks.
    pub text: FrozenText,
}

/// Why something is no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing but blanks in it.
    Empty,
    /// It is larger than [`MAX_TEXT`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// It is not text: it holds NUL or many other control characters.
    NotText,
    /// The blocks found do not fit the text: a mistake of ours.
    Blocks(BlockError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no text in it. Paste the article’s words, or open a text file."),
            Self::TooLarge { bytes } => write!(
                f,
                "It is {} MB large; Hearsay takes up to {} MB of text. Bring it in in parts.",
                bytes.div_ceil(1_000_000),
                MAX_TEXT / 1_000_000
            ),
            Self::NotText => f.write_str(
                "This is not a text file: it holds binary data. Save the article as plain text (.txt) and open that.",
            ),
            Self::Blocks(error) => write!(f, "Its paragraphs could not be made out: {error}."),
        }
    }
}

impl Error for ImportError {}
