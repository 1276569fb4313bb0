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

mod fragments;
mod pairing;
mod sentence;

use std::rc::Rc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use self::{pairing::Pairing, sentence::Sentences};
use super::{
    Resolution,
    align::{Ends, Fate, Words, align},
    difference::Difference,
    index::Index,
    landing::{Landing, Weave, land, words_of},
    short,
    token::tokens,
};
use crate::{
    article::FrozenText,
    text::{TextRange, slice},
};

/// The least share of its words, by weight, that a range must keep to be proposed at all.
const KEPT: f32 = 0.35;
/// The same where its sentence is known without doubt: there the place is certain, and a changed
/// number may well be the greater part of what was marked.
const KEPT_IN_PLACE: f32 = 0.1;

/// How far to trust where a word came down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// It is to be confirmed.
    #[default]
    Doubtful,
    /// It is the same word, out of its old order.
    Moved,
    /// It is the same word between the same neighbours.
    InPlace,
}

/// Two versions of a text, aligned: carries any number of ranges from the old to the new.
#[derive(Debug)]
pub struct Carrier {
    old: Rc<FrozenText>,
    new: Rc<FrozenText>,
    old_index: Index,
    new_index: Index,
    /// What became of each old word.
    fates: Vec<Fate>,
    /// How far to trust it.
    trust: Vec<Trust>,
}

impl Carrier {
    /// Aligns two texts. Costs about as much as reading both a few times over; each range after
    /// that costs next to nothing.
    #[must_use]
    pub fn new(old: Rc<FrozenText>, new: Rc<FrozenText>) -> Self {
        let (old_index, new_index) = if old.as_str() == new.as_str() {
            (Index::new(Vec::new()), Index::new(Vec::new()))
        } else {
            (Index::new(tokens(old.as_str())), Index::new(tokens(new.as_str())))
        };
        let words = old_index.tokens.len();
        let mut carrier = Self {
            old,
            new,
            old_index,
            new_index,
            fates: vec![Fate::Gone; words],
            trust: vec![Trust::Doubtful; words],
        };
        carrier.align();
        carrier
    }

    /// Where `range` of the old text stands in the new one.
    #[must_use]
    pub fn carry(&self, range: TextRange) -> Resolution {
        if self.old.as_str() == self.new.as_str() {
            return Resolution::Exact(range);
        }
        let weave = Weave { old: self.old_words(), new: self.new_words(), fates: &self.fates };
        land(weave, range).map_or(Resolution::Orphan, |landing| self.judge(range, landing))
    }

    fn judge(&self, range: TextRange, landing: Landing) -> Resolution {
        let words = words_of(self.old_words(), range);
        let trust = self.trust[words].iter().min().copied().unwrap_or(Trust::InPlace);
        match trust {
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

    fn old_words(&self) -> Words<'_> {
        Words { text: self.old.as_str(), tokens: &self.old_index.tokens, weights: &self.old_index.weights }
    }

    fn new_words(&self) -> Words<'_> {
        Words { text: self.new.as_str(), tokens: &self.new_index.tokens, weights: &self.new_index.weights }
    }

    fn align(&mut self) {
        let (mut fates, mut trust) = (std::mem::take(&mut self.fates), std::mem::take(&mut self.trust));
        let old = Sentences::new(self.old.as_str(), &self.old_index);
        let new = Sentences::new(self.new.as_str(), &self.new_index);
        let pairing = pairing::pair(&old, &new);
        let in_order = in_order(&pairing);
        for (n, pair) in pairing.of_old.iter().enumerate() {
            let Some(pair) = pair else { continue };
            let (words, first) = (old.words(n), new.words(pair.new).start);
            let verdict = match (pair.sure, in_order[n]) {
                (false, _) => Trust::Doubtful,
                (true, false) => Trust::Moved,
                (true, true) => Trust::InPlace,
            };
            trust[words.clone()].fill(verdict);
            if pair.equal {
                for (k, fate) in fates[words].iter_mut().enumerate() {
                    *fate = Fate::Same((first + k) as u32);
                }
            } else {
                let found = align(old.stretch(n), new.stretch(pair.new), Ends::Tied);
                for (fate, found) in fates[words].iter_mut().zip(found) {
                    *fate = found.shifted(first);
                }
            }
        }
        for (from, to, length) in fragments::fragments(&self.old_index, &self.new_index, &fates) {
            let verdict = if stays(&fates, from, to, length) { Trust::InPlace } else { Trust::Doubtful };
            if verdict == Trust::Doubtful && length < FAR {
                continue;
            }
            for n in 0..length {
                fates[from + n] = Fate::Same((to + n) as u32);
                trust[from + n] = verdict;
            }
        }
        (self.fates, self.trust) = (fates, trust);
    }
}

/// The shortest fragment, in words, that is believed away from its neighbours. A stock phrase with
/// a number or a date in it reaches nine.
const FAR: usize = 10;
/// How many words away a kept word still counts as a neighbour of a fragment.
const NEARBY: usize = 12;

/// Whether the words just before a fragment, or just after, stand just there in the new text.
fn stays(fates: &[Fate], from: usize, to: usize, length: usize) -> bool {
    let before = (from.saturating_sub(NEARBY)..from).rev().find_map(|n| fates[n].kept());
    let after = fates[from + length..].iter().take(NEARBY).find_map(|fate| fate.kept());
    before.is_some_and(|place| place < to && to - place <= NEARBY)
        || after.is_some_and(|place| place >= to + length && place - (to + length) < NEARBY)
}

/// For each old sentence, whether it keeps its order among the others: whether it belongs to the
/// longest row of pairs that no move crosses.
fn in_order(pairing: &Pairing<'_>) -> Vec<bool> {
    let old: Vec<usize> = (0..pairing.of_old.len()).filter(|n| pairing.of_old[*n].is_some()).collect();
    let new: Vec<usize> = pairing.of_new.iter().flatten().copied().collect();
    let mut in_order = vec![false; pairing.of_old.len()];
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, len, .. } = op {
            old[old_index..old_index + len].iter().for_each(|n| in_order[*n] = true);
        }
    }
    in_order
}
