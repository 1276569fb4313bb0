//! What lies under the same words: how many annotations, and which, to choose one.
//!
//! The one idea: the list is a picker like that for sources. The innermost comes first, arrows
//! and digits choose, and Escape leaves everything as it was.

use super::{Desk, Effect, Focusable, Load, Mode, Notice, Row, State, update::look_at};
use crate::{record::AnnotationId, text::TextRange};

/// The list of what lies here, while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pile {
    /// The annotations, innermost first.
    pub ids: Vec<AnnotationId>,
    /// The one that Enter takes.
    pub marked: usize,
}

/// Opens the list. A single annotation is looked at without one.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let ids = desk.pile();
    match ids.as_slice() {
        [] => {
            state.notice = Some(Notice::quiet("Nothing is marked here."));
            Vec::new()
        }
        [only] => {
            state.notice = Some(Notice::quiet("One annotation lies here."));
            look_at(desk, Some(*only), false)
        }
        _ => {
            let marked = ids.iter().position(|id| Some(*id) == desk.focus).unwrap_or(0);
            desk.mode = Mode::Listing(Pile { ids, marked });
            vec![Effect::MoveFocus(Focusable::Pile)]
        }
    }
}

/// Moves in the list, round its ends.
pub(super) fn step(desk: &mut Desk, back: bool) -> Vec<Effect> {
    if let Mode::Listing(pile) = &mut desk.mode {
        let lines = pile.ids.len();
        pile.marked = if back { pile.marked + lines - 1 } else { pile.marked + 1 } % lines;
    }
    Vec::new()
}

/// Looks at the line that is marked, or at the one of this number.
pub(super) fn take(desk: &mut Desk, line: Option<usize>) -> Vec<Effect> {
    let Mode::Listing(pile) = &desk.mode else { return Vec::new() };
    let Some(id) = pile.ids.get(line.unwrap_or(pile.marked)).copied() else { return Vec::new() };
    desk.mode = Mode::Reading;
    let mut effects = look_at(desk, Some(id), true);
    effects.push(Effect::MoveFocus(Focusable::Article));
    effects
}

impl Desk {
    /// What lies under the caret, where it stands on the annotation that is looked at or none
    /// is; else under the one that is looked at. Innermost first.
    fn pile(&self) -> Vec<AnnotationId> {
        let at_caret = self.caret.map(|caret| self.on(caret.shown)).unwrap_or_default();
        let mut ids = match self.focus {
            Some(focus) if !at_caret.contains(&focus) => self.under_focus(),
            _ => at_caret,
        };
        ids.reverse();
        ids
    }

    /// How many annotations the list would have.
    #[must_use]
    pub fn pile_size(&self) -> usize {
        self.pile().len()
    }

    /// The lines of the list, when it is open, and which is marked.
    #[must_use]
    pub fn pile_rows(&self) -> Option<(Vec<Row>, usize)> {
        let Mode::Listing(pile) = &self.mode else { return None };
        let rows = pile.ids.iter().enumerate().filter_map(|(n, id)| self.row(n, *id)).collect();
        Some((rows, pile.marked))
    }

    /// The words of the line that is marked.
    pub(super) fn pile_ranges(&self) -> &[TextRange] {
        let Mode::Listing(pile) = &self.mode else { return &[] };
        let marked = pile.ids.get(pile.marked).and_then(|id| self.document.annotations.get(id));
        marked.map_or(&[], |annotation| annotation.target.ranges())
    }
}
