//! JSON as our formats need it: written by hand, read with suspicion.
//!
//! Neighbours: the formats beside it, which say what is in the objects; this module only knows
//! the grammar of [RFC 8259]. The one idea: nothing is lost on the way. The reader keeps the
//! parts it was not asked to understand as they stand in the file ([`Fields`], [`parts`]), so
//! that one bad item can be set aside and the next be read, and it sees a name that is given
//! twice, which most readers pass over.
//!
//! Why not derived `Serialize` and `Deserialize`: derived code stops at the first bad item,
//! speaks to programmers, and lays out every list over as many lines as it has elements.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

mod node;
mod outline;
mod parse;
mod window;
mod write;

pub(super) use node::{Fault, Fields, Node, fields, is_sound, node, parts};
pub(super) use outline::{Piece, beginning, list, outline};
pub(super) use window::{Stop, Window};
pub(super) use write::Writer;
