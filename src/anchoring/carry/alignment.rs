//! What became of every word of the old text, and how far that is to be trusted.
//!
//! Neighbours: [`super::pairing`] says which sentences belong together, [`super::fragments`] which
//! clauses survived alone; the words inside are paired here. The one idea: trust is earned. A
//! word in a sentence that surely is the same one is in its place, or has moved with it; a
//! word in a sentence rewritten beyond recognition is believed only where it stands in a row
//! with others.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{
    fragments::{Fragment, RUN, fragments},
    pairing::Partners,
    sentence::{Cuts, Sentences},
};
use crate::anchoring::align::{Ends, Fate, Words, align};

/// How far to trust where a word came down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// It is to be confirmed.
    #[default]
    Doubtful,
    /// It is the same word, out of its old order.
    Moved,
    /// It is the same word between the same neighbours.
    InPlace,
}

/// What became of each word of the old text.
#[derive(Debug)]
pub(super) struct Alignment {
    /// Its fate.
    pub fates: Vec<Fate>,
    trust: Vec<Trust>,
}

impl Alignment {
    /// Follows every word of `old` into `new`.
    pub(super) fn new(old: Words<'_>, new: Words<'_>) -> Self {
        let count = old.tokens.len();
        let mut alignment = Self { fates: vec![Fate::Gone; count], trust: vec![Trust::Doubtful; count] };
        let cuts = (Cuts::new(old.tokens), Cuts::new(new.tokens));
        let sentences = (Sentences::new(old, &cuts.0), Sentences::new(new, &cuts.1));
        let partners = Partners::find(sentences.0, sentences.1);
        alignment.follow_sentences(sentences, &partners, &in_order(&partners));
        for fragment in fragments(old.tokens, new.tokens, &alignment.fates) {
            alignment.follow_fragment(fragment);
        }
        alignment
    }

    /// The least trust among these words.
    pub(super) fn trust(&self, words: Range<usize>) -> Trust {
        self.trust[words].iter().min().copied().unwrap_or(Trust::InPlace)
    }

    fn follow_sentences(
        &mut self,
        (old, new): (Sentences<'_>, Sentences<'_>),
        partners: &Partners,
        in_order: &[bool],
    ) {
        for (n, pair) in partners.of_old.iter().enumerate() {
            let Some(pair) = pair else { continue };
            let (words, first) = (old.words(n), new.words(pair.new).start);
            let trust = if in_order[n] { Trust::InPlace } else { Trust::Moved };
            if pair.equal {
                for (k, fate) in self.fates[words.clone()].iter_mut().enumerate() {
                    *fate = Fate::Same((first + k) as u32);
                }
            } else {
                let found = align(old.stretch(n), new.stretch(pair.new), Ends::Tied);
                for (fate, found) in self.fates[words.clone()].iter_mut().zip(found) {
                    *fate = found.shifted(first);
                }
            }
            if pair.contested {
                // Which of several copies this was is for a person to say.
                continue;
            }
            if pair.sure {
                self.trust[words].fill(trust);
            } else {
                self.trust_rows(words, trust);
            }
        }
    }

    /// Trusts the words that stand in a long enough row, word after word as they stood.
    fn trust_rows(&mut self, words: Range<usize>, trust: Trust) {
        let mut from = words.start;
        for n in words.clone() {
            let goes_on = matches!((self.fates[n], self.fates.get(n + 1)), (Fate::Same(a), Some(Fate::Same(b))) if a + 1 == *b);
            if goes_on && n + 1 < words.end {
                continue;
            }
            if n + 1 - from >= RUN {
                self.trust[from..=n].fill(trust);
            }
            from = n + 1;
        }
    }

    fn follow_fragment(&mut self, Fragment { from, to, length }: Fragment) {
        let stays = self.stays(from, to, length);
        if !stays && length < FAR {
            return;
        }
        for n in 0..length {
            self.fates[from + n] = Fate::Same((to + n) as u32);
            self.trust[from + n] = if stays { Trust::InPlace } else { Trust::Doubtful };
        }
    }

    /// Whether the words just before a fragment, or just after, stand just there in the new text.
    fn stays(&self, from: usize, to: usize, length: usize) -> bool {
        let kept = |fate: &Fate| fate.kept();
        let before = self.fates[from.saturating_sub(NEARBY)..from].iter().rev().find_map(kept);
        let after = self.fates[from + length..].iter().take(NEARBY).find_map(kept);
        before.is_some_and(|place| place < to && to - place <= NEARBY)
            || after.is_some_and(|place| place >= to + length && place - (to + length) < NEARBY)
    }
}

/// The shortest fragment, in words, that is believed away from its neighbours. A stock phrase with
/// a number or a date in it reaches nine.
const FAR: usize = 10;
/// How many words away a kept word still counts as a neighbour of a fragment.
const NEARBY: usize = 12;

/// For each old sentence, whether it keeps its order among the others: whether it belongs to the
/// longest row of pairs that no move crosses.
fn in_order(pairing: &Partners) -> Vec<bool> {
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
