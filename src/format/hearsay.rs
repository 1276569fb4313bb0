//! Hearsay JSON: articles with everything marked in them, complete and readable without us.
//!
//! `docs/format.md` describes the format for outsiders, `docs/hearsay.schema.json` is its JSON
//! Schema; the tests hold [`write()`] to both. The one idea: the file is a witness. It holds the
//! text, its SHA-256, and with every range the words that are marked and the words around them,
//! so that [`read()`] can refuse what no longer fits instead of attaching it to other words.
//!
//! Offsets in the file are Unicode code points; inside they are bytes. The conversion is done
//! here and leans on [`crate::text::OffsetIndex`].

mod error;
mod lines;
mod past;
mod problem;
mod read;
mod write;

pub use error::ReadError;
pub use past::{Chosen, Past};
pub use problem::{Item, Outcome, Problem, Why};
pub(in crate::format) use read::Articles;
pub use read::{Imported, Reader, read, read_bytes};
pub use write::{write, write_backup};

/// The name by which a file says that it is ours.
pub const NAME: &str = "hearsay";

/// The version of the format that is written; the last one that is read.
pub const VERSION: u32 = 1;

/// The largest file that is read, in bytes: 200 MB. Look at the size of a file before loading it.
pub const MAX_BYTES: usize = 200_000_000;

/// How many code points of the text around a range are written with it, on either side.
pub const CONTEXT: usize = 32;

#[cfg(test)]
mod tests;
