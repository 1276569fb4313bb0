//! How an article comes in: from what people have to a frozen text.
//!
//! The one idea: an import is a [`Draft`], which a person can look at and correct before it
//! becomes an article; after that its text never changes. Neighbours: [`crate::article`].
//!
//! | in | by way of |
//! |---|---|
//! | pasted plain text | [`plain`] |
//! | a rich paste, a page from the bookmarklet | [`html`] |
//! | a file of any sort | [`read`] |
//!
//! What is *foreign* to an article but stands in its text (tags, comments, notes on the author) is
//! recognised by `furniture` and set aside, never deleted. What is changed in the letters
//! themselves is done by `hygiene` and written down.
//!
//! What is not done: readings above characters (ruby) are left out, because they would stand within
//! words; and a PDF is unpacked by its interpreter, which sets no limit of its own. Why not count
//! beforehand: it takes streams with and without a header and each filter any number of times, so
//! what counted less would be passed by. Where memory ends, the worker ends, and the page says so
//! and starts another.
//!
//! [`plain`] alone is reached from the main module of the app. The rest brings an HTML parser, code
//! tables and an unpacker with it, and is meant to be called from a module that is loaded when
//! somebody opens a file.

mod archive;
mod docx;
mod draft;
mod encoding;
mod epub;
mod error;
mod furniture;
mod html;
mod hygiene;
mod long;
mod markdown;
mod mhtml;
mod pdf;
mod plain;
mod read;
mod same;
mod sort;
mod xml;

pub use draft::{Draft, DraftBlock};
pub use error::ImportError;
pub use html::html;
pub use hygiene::Hygiene;
pub use plain::plain;
pub use read::{Progress, read, read_watched};
pub use same::{NEAR, Same, same};
pub use sort::Sort;

/// The largest text taken in, in bytes of UTF-8: about three million words.
pub const MAX_TEXT: usize = 20_000_000;

/// The largest file opened, in bytes: pictures in it are not read, but the whole file is held in
/// memory twice for a moment, and a browser tab on a telephone has a few hundred megabytes.
pub const MAX_FILE: usize = 100_000_000;
