//! Taking corrections back, before an article is stored.
//!
//! The one idea: a step is what has to be put in place of what is there. To put it there gives the
//! step that leads back, so undoing and redoing are one thing, and cost follows what was corrected,
//! not the length of the book.

use std::rc::Rc;

use super::AddForm;
use crate::{article::About, import::DraftBlock};

/// A correction that can be taken back, or made again.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Step {
    /// What was done, in a sentence that says that it was undone.
    did: &'static str,
    put: Put,
}

#[derive(Clone, Debug, PartialEq)]
enum Put {
    /// These blocks in place of as many as are counted, from one on.
    Blocks(usize, usize, Vec<DraftBlock>),
    /// All that is known of the article besides its text.
    About(Box<About>),
    /// Another one of what the file may be taken as.
    Offered(usize),
}

impl Step {
    /// Puts `blocks` again where `now` blocks stand from `at` on.
    pub(super) fn blocks(did: &'static str, at: usize, now: usize, blocks: Vec<DraftBlock>) -> Self {
        Self { did, put: Put::Blocks(at, now, blocks) }
    }

    pub(super) fn about(did: &'static str, about: &About) -> Self {
        Self { did, put: Put::About(Box::new(about.clone())) }
    }

    pub(super) fn offered(chosen: usize) -> Self {
        Self { did: "choosing another part", put: Put::Offered(chosen) }
    }

    /// Puts it there; the step that leads back.
    fn take(self, form: &mut AddForm) -> Option<Self> {
        let Self { did, put } = self;
        if let Put::Offered(n) = put {
            return form.choose(n).map(|before| Self { did, put: Put::Offered(before) });
        }
        let Some(Ok(draft)) = &mut form.draft else { return None };
        let draft = Rc::make_mut(draft);
        let put = match put {
            Put::About(about) => Put::About(Box::new(std::mem::replace(&mut draft.about, *about))),
            Put::Blocks(at, now, blocks) => {
                let count = blocks.len();
                let before = draft.blocks.splice(at..at + now, blocks).collect();
                form.at = at;
                Put::Blocks(at, count, before)
            }
            Put::Offered(_) => return None,
        };
        Some(Self { did, put })
    }
}

impl AddForm {
    /// Remembers how to take back what is about to be done. What was undone before is no more.
    ///
    /// Letters typed one after another into one field are one correction.
    pub(super) fn remember(&mut self, step: Step) {
        let goes_on = |last: &Step| {
            last.did == step.did && matches!((&last.put, &step.put), (Put::About(_), Put::About(_)))
        };
        // To look at another part is no correction.
        self.corrected |= !matches!(step.put, Put::Offered(_));
        self.undone.clear();
        if !self.done.last().is_some_and(goes_on) {
            self.done.push(step);
        }
    }

    /// Takes the last correction back, or makes the one that was taken back again.
    pub(super) fn step(&mut self, back: bool) {
        let from = if back { &mut self.done } else { &mut self.undone };
        let Some(step) = from.pop() else {
            self.told = if back { "Nothing to undo." } else { "Nothing to redo." }.to_owned();
            return;
        };
        self.told = format!("{}: {}.", if back { "Undone" } else { "Done again" }, step.did);
        let inverse = step.take(self);
        if back { &mut self.undone } else { &mut self.done }.extend(inverse);
    }
}
