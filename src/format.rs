//! Files: how documents are written down, and read again from whatever is in a file.
//!
//! Layer 2. Neighbours: [`crate::annotation`] and [`crate::article`], the model that goes in and
//! comes out; [`crate::app`], which decides what happens to what was read. The one idea: a file
//! is hostile until proved otherwise, and yet one bad item never costs the others. Reading
//! gives what is sound and a list of what is not, in sentences a reader of the file understands.
//!
//! * [`hearsay`]: our own format, lossless.
//! * [`brat`], [`label_studio`], [`doccano`], [`citron`]: the files of tools for corpora.
//! * [`Taken`]: what the file of another tool gave.
//! * [`fresh`]: a second life for a document whose ids are taken.
//! * [`file_name()`]: what to call the file.

mod agreement;
mod archive;
pub mod brat;
pub mod citron;
pub mod doccano;
mod file_name;
pub mod fresh;
mod graph;
pub mod hearsay;
mod item;
mod json;
mod known;
pub mod label_studio;
mod making;
mod manner;
mod seems;
mod taken;
mod unreadable;
mod word;

pub use file_name::file_name;
pub use seems::Seems;
pub use taken::{Loose, Part, Remark, Taken};
pub use unreadable::Unreadable;
