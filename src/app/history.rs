//! Undo and redo: the edits of an article, and how many of them are in force.

use std::rc::Rc;

use crate::annotation::{Act, Edit};

/// Edits of the same field within this many milliseconds are one, so that undo takes back a
/// sentence and not a letter.
const TYPING_PAUSE: u64 = 2_000;

/// The edits of one article, oldest first. Unlimited, and kept with the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    edits: Vec<Rc<Edit>>,
    done: usize,
}

impl History {
    /// A history as it was kept. `done` beyond the edits is cut to them.
    #[must_use]
    pub fn new(edits: Vec<Rc<Edit>>, done: u32) -> Self {
        let done = (done as usize).min(edits.len());
        Self { edits, done }
    }

    /// How many edits are in force.
    #[must_use]
    pub fn done(&self) -> u32 {
        u32::try_from(self.done).unwrap_or(u32::MAX)
    }

    /// All edits, oldest first.
    #[must_use]
    pub fn edits(&self) -> &[Rc<Edit>] {
        &self.edits
    }

    /// The edit that undo would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&Rc<Edit>> {
        self.done.checked_sub(1).and_then(|last| self.edits.get(last))
    }

    /// The edit that redo would do again.
    #[must_use]
    pub fn redoable(&self) -> Option<&Rc<Edit>> {
        self.edits.get(self.done)
    }

    /// Takes a new edit; what could be redone is gone. The number under which it is kept.
    pub(super) fn push(&mut self, edit: Edit) -> u32 {
        self.edits.truncate(self.done);
        match self.edits.last_mut().filter(|last| continues(last, &edit)) {
            Some(last) => *last = Rc::new(merged(last, edit)),
            None => {
                self.edits.push(Rc::new(edit));
                self.done += 1;
            }
        }
        self.done() - 1
    }

    /// Steps back over the edit that was taken back.
    pub(super) fn step_back(&mut self) {
        self.done = self.done.saturating_sub(1);
    }

    /// Steps over the edit that was done again.
    pub(super) fn step_on(&mut self) {
        self.done = (self.done + 1).min(self.edits.len());
    }
}

/// Whether `edit` goes on typing in the field that `last` changed.
fn continues(last: &Edit, edit: &Edit) -> bool {
    let typing = matches!(edit.act, Act::Note | Act::Source);
    let soon = edit.at.millis().saturating_sub(last.at.millis()) < TYPING_PAUSE;
    typing && soon && last.act == edit.act && last.changes.len() == 1 && edit.changes.len() == 1 && {
        edit.changes[0].follows(&last.changes[0])
    }
}

fn merged(last: &Edit, edit: Edit) -> Edit {
    let changes = match (last.changes.first(), edit.changes.first()) {
        (Some(first), Some(then)) => vec![first.then(then)],
        _ => edit.changes,
    };
    Edit { act: edit.act, at: edit.at, changes }
}
