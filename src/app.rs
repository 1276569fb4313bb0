//! What happens next: state, messages, effects.
//!
//! The one idea: [`update`] is the only place where state changes. It takes a [`Message`] and
//! answers with [`Effect`]s, which are data; the shell performs them and answers with messages.
//! So every behaviour can be tested natively: messages in, state and effects out. Clock, ids
//! and randomness arrive inside messages.
//!
//! Neighbours: everything below; `ui` draws [`State`] and sends messages.

mod acts;
mod again;
mod attribute;
pub mod backup;
mod caret;
mod common;
mod continuing;
mod cut;
mod desk;
mod edge;
mod effect;
mod export;
mod filter;
mod fold;
mod gate;
pub mod health;
mod history;
mod hold;
mod incoming;
mod known;
mod library;
mod margin;
mod message;
mod notice;
mod picker;
mod pile;
mod placed;
mod register;
mod release;
mod review;
mod selection;
mod sheet;
mod state;
mod storage;
mod strip;
mod tabs;
mod together;
mod transfer;
mod update;
mod versions;
mod view;
pub mod work;

pub use acts::tags;
use again::Again;
pub use backup::{Backup, Keeping, Restore, Trouble};
pub use caret::{Caret, Step};
use common::Common;
pub use continuing::Continuation;
pub use cut::{CutStep, cut_places};
pub use desk::{Desk, Mode};
pub use edge::Edge;
pub use effect::{Effect, Focusable};
pub use export::{ExportChange, ExportForm, Scope, scopes};
pub use filter::{Filter, Hits, MOST_HITS, Of, Only, Sort};
pub use fold::FoldLine;
pub use history::History;
pub use incoming::Question;
pub use known::Known;
pub use library::is_wanted;
pub use margin::{Margin, ROW_HEIGHT, Row, RowAttribution, Tab};
pub use message::{
    Erasing, EvidenceField, Field, Library, Message, Register, SourceField, Store, Together, Transfer,
    Versions,
};
pub use notice::{Notice, Offer, Tone};
pub use picker::{Choice, Picker};
pub use pile::Pile;
pub use release::Release;
pub use review::{AddForm, Review};
pub use selection::{Selection, Touch};
pub use sheet::{Clash, Keys, Sheet};
pub use state::{Drawer, Hand, Load, Panel, Report, State};
pub use storage::{Place, Storage};
pub use strip::Strip;
pub use transfer::{Job, is_long};
pub use update::update;
pub use versions::{Comparison, StrayRow, Work, root, series, together};
pub use view::{ArticleView, BlockView, MarkView, Piece, Section};
pub use work::{Contents, Done, FileId, FormatRow, Placed, Stock, Task, Weighed, Weighing, Written};
