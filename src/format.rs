//! Files: how documents are written down, and read again from whatever is in a file.
//!
//! Layer 2. Neighbours: [`crate::annotation`] and [`crate::article`], the model that goes in and
//! comes out; [`crate::app`], which decides what happens to what was read. The one idea: a file
//! is hostile until proved otherwise, and yet one bad item never costs the others. Reading
//! gives what is sound and a list of what is not, in sentences a reader of the file understands.
//!
//! * [`hearsay`]: our own format, lossless; [`json_lines`]: the same, one article a line.
//! * [`web_annotation`], [`hypothesis`]: what other annotation tools write and read.
//! * [`brat`], [`label_studio`], [`doccano`], [`citron`]: the files of tools for corpora.
//! * [`csv`], [`markdown`], [`html`], [`schema_org`]: for spreadsheets, notes, readers and search
//!   engines.
//! * [`kind`]: the table of all of them, and how a file is recognised.
//! * [`Choices`]: what goes along with an export; [`Taken`]: what the file of another tool gave.
//! * [`fresh`]: a second life for a document whose ids are taken.
//! * [`file_name()`]: what to call the file.

mod agreement;
mod archive;
pub mod brat;
mod choices;
pub mod citron;
mod context;
pub mod csv;
pub mod doccano;
#[cfg(test)]
pub(crate) mod example;
mod file_name;
pub mod fresh;
mod graph;
pub mod hearsay;
pub mod html;
pub mod hypothesis;
mod item;
mod json;
pub mod json_lines;
pub mod kind;
mod known;
pub mod label_studio;
mod left;
mod listed;
mod making;
mod manner;
pub mod markdown;
mod object;
pub mod schema_org;
mod seems;
mod selector;
mod slices;
mod taken;
mod unreadable;
pub mod web_annotation;
mod word;

/// What no format but our own has a place for.
const UNPLACED: &str = "Annotations without a place in the text are left out, and which article is an earlier version of this one.";

pub use choices::{Choices, Kept};
pub use file_name::file_name;
pub use kind::{Export, File, Format};
pub use seems::Seems;
pub use slices::{Slices, whole};
pub use taken::{Loose, Part, Remark, Taken};
pub use unreadable::Unreadable;
