//! What comes before the whole app is there.

use yew::prelude::*;

use super::{Heard, Root};
use crate::{
    app::{self, Library, Message},
    store::Ended,
    web,
};

impl Root {
    /// Whether this needs the second half of the app, and that has not come yet.
    ///
    /// It is put off then rather than done at once: a call waits for that half too, but the page
    /// would stand still meanwhile.
    pub(super) fn has_to_wait(&mut self, ctx: &Context<Self>, heard: &Heard) -> bool {
        if self.whole || self.is_of_the_first_page(heard) {
            return false;
        }
        let link = ctx.link().clone();
        self.whole = web::is_whole(move || link.send_message(Heard::Whole));
        !self.whole
    }

    /// Whether painting the first page may need this. When it does not, it is nothing worse than
    /// late.
    fn is_of_the_first_page(&self, heard: &Heard) -> bool {
        use app::Store as S;
        match heard {
            Heard::Core(Message::Store(store)) => matches!(
                store,
                S::Opened { .. } | S::Loaded { .. } | S::Written { .. } | S::Room(_) | S::Persisted(_)
            ),
            Heard::Core(Message::Library(library)) => {
                matches!(library, Library::AddSample(_) | Library::Open(..))
            }
            Heard::Core(message) => {
                matches!(message, Message::DrawMore | Message::Hand(_) | Message::ListScrolled(_))
            }
            Heard::Store(..) | Heard::Overdue | Heard::Whole | Heard::Reshaped => true,
            Heard::Ended(ended) => matches!(ended, Ended::Closed),
            // Nothing can be selected where there is no article.
            Heard::Pointer { down, .. } => *down || self.state.desk.ready().is_none(),
            Heard::SelectionChanged => self.state.desk.ready().is_none(),
            Heard::Key(_)
            | Heard::Said(_)
            | Heard::Files(_)
            | Heard::BackupFile(_)
            | Heard::KeepBackup(_)
            | Heard::Rested(_)
            | Heard::InView
            | Heard::Painted => false,
        }
    }
}
