//! What happens next: state, messages, effects.
//!
//! The one idea: [`update`] is the only place where state changes. It takes a [`Message`] and
//! answers with [`Effect`]s, which are data; the shell performs them and answers with messages.
//! So every behaviour can be tested natively: messages in, state and effects out. Clock, ids
//! and randomness arrive inside messages.
//!
//! Neighbours: everything below; `ui` draws [`State`] and sends messages.

mod acts;
mod attribute;
mod desk;
mod effect;
mod gate;
pub mod health;
mod history;
mod library;
mod margin;
mod message;
mod notice;
mod picker;
mod selection;
mod state;
mod storage;
mod tabs;
mod transfer;
mod update;
mod view;
pub mod work;

pub use desk::{Desk, Mode};
pub use effect::{Effect, Focusable};
pub use history::History;
pub use margin::{Filter, Margin, ROW_HEIGHT, Row, RowAttribution, Tab};
pub use message::{Field, Library, Message, SourceField, Store, Transfer};
pub use notice::{Notice, Offer, Tone};
pub use picker::{Choice, Picker};
pub use selection::Selection;
pub use state::{AddForm, Drawer, Load, Panel, Report, State};
pub use storage::{Place, Storage};
pub use transfer::Job;
pub use update::update;
pub use view::{ArticleView, BlockView, MarkView, Piece, Section};
pub use work::{Contents, Done, FileId, Task};
