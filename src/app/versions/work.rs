//! Anchoring in slices: one step per message, so that the page goes on in between.
//!
//! The one idea: `update` knows no clock, so a slice is measured by what it does: texts short
//! enough are done at once, long ones step by step, with a frame painted after each.

use std::rc::Rc;

use super::{Comparison, carried::Carried, finish};
use crate::{
    anchoring::{Aligned, Aligning, Carrier},
    annotation::Document,
    app::{Effect, Load, State},
    article::{About, FrozenText},
    record::{ArticleId, Stamp},
};

/// Bytes of both texts up to which everything is done in one slice: a news item many times over.
const AT_ONCE: usize = 120_000;
/// Annotations carried in a slice.
const SLICE: usize = 100;

/// Something being anchored or compared.
#[derive(Debug)]
pub struct Work {
    stage: Stage,
    purpose: Purpose,
    /// The size of both texts in bytes.
    size: usize,
}

#[derive(Debug)]
enum Stage {
    Aligning(Aligning),
    Carrying(Carrier),
    /// A step is being done.
    Busy,
}

#[derive(Debug)]
enum Purpose {
    Update(Box<Carried>),
    Compare(ArticleId, ArticleId),
}

impl Work {
    /// Makes a version of `old` from a new text.
    pub(super) fn update(old: &Document, about: About, text: FrozenText, stamp: Stamp) -> Self {
        let before = old.article.text.clone();
        let carried = Carried::new(old, about, text, stamp);
        let new = carried.text().clone();
        Self::new(before, new, Purpose::Update(Box::new(carried)))
    }

    /// Compares two versions.
    pub(super) fn compare(old: (ArticleId, Rc<FrozenText>), new: (ArticleId, Rc<FrozenText>)) -> Self {
        Self::new(old.1, new.1, Purpose::Compare(old.0, new.0))
    }

    fn new(old: Rc<FrozenText>, new: Rc<FrozenText>, purpose: Purpose) -> Self {
        let size = old.as_str().len() + new.as_str().len();
        Self { stage: Stage::Aligning(Aligning::new(old, new)), purpose, size }
    }

    /// How many annotations are anchored, and of how many; `None` while the texts are aligned.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        match (&self.stage, &self.purpose) {
            (Stage::Carrying(_), Purpose::Update(carried)) => Some(carried.progress()),
            _ => None,
        }
    }

    /// Whether a version is being made, and not only compared.
    #[must_use]
    pub fn is_update(&self) -> bool {
        matches!(self.purpose, Purpose::Update(_))
    }

    /// Does a slice; whether everything is done.
    fn step(&mut self) -> bool {
        match std::mem::replace(&mut self.stage, Stage::Busy) {
            Stage::Aligning(aligning) => {
                self.stage = match aligning.step() {
                    Aligned::NotYet(aligning) => Stage::Aligning(aligning),
                    Aligned::Done(carrier) => Stage::Carrying(carrier),
                };
                false
            }
            Stage::Carrying(carrier) => {
                let done = match &mut self.purpose {
                    Purpose::Update(carried) => carried.go_on(&carrier, SLICE),
                    Purpose::Compare(..) => true,
                };
                self.stage = Stage::Carrying(carrier);
                done
            }
            Stage::Busy => true,
        }
    }
}

/// Does the next slice, or all that is left when that is little.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    let Some(mut work) = state.work.take() else { return Vec::new() };
    let mut done = work.step();
    while !done && work.size <= AT_ONCE {
        done = work.step();
    }
    if !done {
        state.work = Some(work);
        return vec![Effect::AnchorSoon];
    }
    let Stage::Carrying(carrier) = work.stage else { return Vec::new() };
    let (old, new) = carrier.texts();
    let (old, new) = (old.clone(), new.clone());
    let rows = Rc::new(carrier.compare());
    match work.purpose {
        Purpose::Compare(before, after) => {
            let comparison = Comparison { old: (before, old), new: (after, new), rows };
            state.comparison = Load::Ready(Box::new(comparison));
            Vec::new()
        }
        Purpose::Update(carried) => {
            let (before, document) = carried.finish();
            let comparison = Comparison { old: (before, old), new: (document.article.id, new), rows };
            finish(state, document, comparison)
        }
    }
}
