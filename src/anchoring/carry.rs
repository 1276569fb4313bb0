//! Carries ranges from one version of an article to the next: the old text is at hand.
//!
//! Neighbours: [`super::search`] is the other way, for when it is not. The one idea: this is
//! knowledge, not search. The two texts are aligned once, sentence by sentence and then word by
//! word, wherever the sentences went; after that each range follows its own words.
//!
//! Why not one diff of all words: it finds the fewest edits, not the true ones. A deleted
//! sentence lends its common words to whatever stands nearby, two near-duplicates in a row share
//! one body, and a moved paragraph is lost. Sentences are paired first, so that words are
//! compared only where they belong.

mod alignment;
mod fragments;
mod pairing;
mod sentence;

use std::rc::Rc;

use self::alignment::{Alignment, Trust};
use super::{
    Resolution,
    difference::Difference,
    index::Index,
    landing::{Landing, Weave, land, words_of},
    lines, short,
    token::tokens,
};
use crate::{
    article::FrozenText,
    text::{TextRange, slice},
};

/// The least share of its words, by weight, that a range must keep to be proposed at all.
const KEPT: f32 = 0.4;
/// The same where its sentence is known without doubt: there the place is certain, and a changed
/// number may well be the greater part of what was marked.
const KEPT_IN_PLACE: f32 = 0.1;

/// Two versions of a text, aligned: carries any number of ranges from the old to the new.
#[derive(Debug)]
pub struct Carrier {
    old: Rc<FrozenText>,
    new: Rc<FrozenText>,
    /// How they differ; `None` when they do not.
    change: Option<Change>,
}

/// Both texts read, and what became of each word.
#[derive(Debug)]
struct Change {
    old: Index,
    new: Index,
    alignment: Alignment,
}

impl Carrier {
    /// Aligns two texts. Costs about as much as reading both a few times over; each range after
    /// that costs next to nothing.
    #[must_use]
    pub fn new(old: Rc<FrozenText>, new: Rc<FrozenText>) -> Self {
        let change = (old.as_str() != new.as_str()).then(|| {
            let (before, after) = (Index::new(tokens(old.as_str())), Index::new(tokens(new.as_str())));
            let alignment = Alignment::new(before.words(old.as_str()), after.words(new.as_str()));
            Change { old: before, new: after, alignment }
        });
        Self { old, new, change }
    }

    /// The old text and the new one.
    #[must_use]
    pub fn texts(&self) -> (&Rc<FrozenText>, &Rc<FrozenText>) {
        (&self.old, &self.new)
    }

    /// What became of each word; `None` when nothing changed.
    pub(super) fn weave(&self) -> Option<Weave<'_>> {
        let change = self.change.as_ref()?;
        let old = change.old.words(self.old.as_str());
        Some(Weave { old, new: change.new.words(self.new.as_str()), fates: &change.alignment.fates })
    }

    /// Where `range` of the old text stands in the new one.
    #[must_use]
    pub fn carry(&self, range: TextRange) -> Resolution {
        let whole = self.follow(range);
        if whole.is_certain() {
            return whole;
        }
        let lines = lines(slice(self.old.as_str(), range));
        let each = lines.into_iter().map(|line| self.follow(line + range.start()));
        Resolution::apart(self.new.as_str(), each).unwrap_or(whole)
    }

    /// The same for words that are to stay together.
    fn follow(&self, range: TextRange) -> Resolution {
        let (Some(change), Some(weave)) = (&self.change, self.weave()) else {
            return Resolution::Exact(range);
        };
        let old = weave.old;
        let Some(landing) = land(weave, range) else { return Resolution::Orphan };
        match change.alignment.trust(words_of(old, range)) {
            Trust::InPlace if landing.same => Resolution::Exact(landing.range),
            Trust::Moved if landing.same => Resolution::Moved(landing.range),
            Trust::Doubtful => self.propose(range, landing, KEPT),
            _ => self.propose(range, landing, KEPT_IN_PLACE),
        }
    }

    fn propose(&self, range: TextRange, landing: Landing, least: f32) -> Resolution {
        let old = slice(self.old.as_str(), range);
        if landing.kept < least || (short(old) && !landing.same) {
            return Resolution::Orphan;
        }
        let difference = Difference::between(old, slice(self.new.as_str(), landing.range));
        Resolution::Reworded { range: landing.range, difference }
    }
}
