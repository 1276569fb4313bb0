//! What stands on one side of a place, compared with what was noted there.
//!
//! Neighbours: [`super::judge`] weighs both sides. The one idea: the rest of the marked sentence
//! and what lies beyond it are witnesses of two kinds. The rest of the sentence goes wherever
//! the sentence goes, and a near-duplicate has it too; only what lies beyond tells one sentence
//! from its twin.

use std::ops::Range;

use super::pattern::Pattern;
use crate::{
    anchoring::{
        landing::{Weave, words_of},
        token::{Opening, Token},
        weight::RARE,
    },
    text::{TextRange, TextSize, slice},
};

/// A side that kept this share of its words, by what they tell, is there, give or take an edit.
const HELD: f32 = 0.5;
/// A side that kept this share is there.
const FIRM: f32 = 0.8;
/// What a firm side must weigh: “per cent a year earlier” stands in many places.
const TELLING: f32 = 1.0;
/// When so much of what lay beyond is missing here and stands in the candidate itself, the mark had
/// a twin next door, and this is the twin.
const ECHOES: f32 = 0.5;
/// What must have been noted beyond the sentence for it to be a witness. A lone “The” is none.
const WITNESS: f32 = 0.25;
/// How far from the place context may stand and still be its context, in bytes: up to four
/// times what is noted on either side.
const REACH: u32 = 128;

/// What a block’s edge, where one was, counts for a side whose words are gone: less than half of
/// them, since every paragraph has one.
const EDGE: f32 = 0.4;
/// A cut-off word of at least so many bytes says something.
const CUT: u32 = 3;

/// One side of a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    /// The rest of the marked sentence.
    inner: Witness,
    /// What lies beyond it.
    outer: Witness,
    /// What those weigh that lie beyond the sentence and are missing because they are the
    /// candidate itself.
    echoed: f32,
    /// Whether a block ends here, as it did.
    pub edge: bool,
    /// Whether the marked sentence was the first or last of its block here.
    at_edge: bool,
}

/// What words tell that were noted, and those of them that stand here. What they tell and not
/// what they weigh: a name more or less is no reason to think oneself elsewhere.
#[derive(Clone, Copy, Debug, Default)]
struct Witness {
    noted: f32,
    kept: f32,
    /// Whether any is missing.
    torn: bool,
}

impl Witness {
    fn note(&mut self, weight: f32, kept: bool) {
        self.noted += weight;
        if kept {
            self.kept += weight;
        } else {
            self.torn = true;
        }
    }
}

/// Both sides of `range` in the new text.
pub(super) fn sides(pattern: &Pattern, weave: Weave<'_>, range: TextRange) -> (Side, Side) {
    let words = words_of(weave.old, pattern.exact);
    let tokens = weave.old.tokens;
    // Where the sentence of the first marked word starts, and that of the last ends. A mark without a
    // word stands in the sentence of the word before it.
    let up_to = words.start + usize::from(!words.is_empty());
    let inner_start = (0..up_to).rev().find(|n| tokens[*n].opens()).unwrap_or(0);
    let inner_end = (words.end..tokens.len()).find(|n| tokens[*n].opens()).unwrap_or(tokens.len());
    let (old, new) = (pattern.text.as_str(), weave.new.text);

    let candidate = candidate(weave);
    let mut before = Side::new(pattern, weave, 0..words.start, inner_start..words.start, range);
    before.edge =
        ends_block(&old[..pattern.exact.start().into()]) && ends_block(&new[..range.start().into()]);
    let mut after = Side::new(pattern, weave, words.end..tokens.len(), words.end..inner_end, range);
    after.edge = starts_block(&old[pattern.exact.end().into()..]) && starts_block(&new[range.end().into()..]);
    let opens_line = |token: Option<&Token>| token.is_some_and(|t| t.opens == Opening::Line);
    before.at_edge = opens_line(tokens.get(inner_start));
    after.at_edge = opens_line(tokens.get(inner_end));
    let place = |n: usize| weave.fates.get(n).and_then(|fate| fate.kept());
    if opens_line(tokens.get(inner_start))
        && opens_line(place(inner_start).and_then(|n| weave.new.tokens.get(n)))
    {
        before.excuse_other_block();
    }
    let last = inner_end.checked_sub(1).and_then(place);
    if opens_line(tokens.get(inner_end))
        && last.is_some_and(|n| n + 1 >= weave.new.tokens.len() || opens_line(weave.new.tokens.get(n + 1)))
    {
        after.excuse_other_block();
    }
    if let Some(cut) = pattern.cut.filter(|cut| cut.opens() && u32::from(cut.span.len()) >= CUT) {
        after.hear_cut(weave, slice(old, cut.span), candidate);
    }
    (before, after)
}

impl Side {
    fn new(
        pattern: &Pattern,
        weave: Weave<'_>,
        noted: Range<usize>,
        inner: Range<usize>,
        range: TextRange,
    ) -> Self {
        let mut side = Self::default();
        let candidate = candidate(weave);
        for n in noted {
            let weight = pattern.told[n];
            let kept = stands_beside(weave, n, range);
            if inner.contains(&n) {
                side.inner.note(weight, kept);
                continue;
            }
            side.outer.note(weight, kept);
            let id = weave.old.tokens[n].id;
            if !kept && weave.new.tokens[candidate.clone()].iter().any(|t| t.id == id) {
                side.echoed += weight;
            }
        }
        side
    }

    /// Forgets what lies beyond the sentence when it is another block, as it was, with other words:
    /// paragraphs change their neighbours. Unless it is an echo, which must be heard.
    fn excuse_other_block(&mut self) {
        if self.outer.kept < HELD * self.outer.noted && self.echoed == 0.0 {
            self.outer = Witness::default();
        }
    }

    /// Hears the cut-off first word of the next sentence, when nothing else of it was noted.
    fn hear_cut(&mut self, weave: Weave<'_>, cut: &str, candidate: Range<usize>) {
        let starts = |n: usize| {
            weave.new.tokens.get(n).is_some_and(|t| slice(weave.new.text, t.span).starts_with(cut))
        };
        let kept = starts(candidate.end);
        self.outer.note(RARE, kept);
        if !kept && candidate.into_iter().any(starts) {
            self.echoed += RARE;
        }
    }

    /// The share of the noted words, by what they tell, that stand here.
    pub(super) fn share(&self) -> f32 {
        let noted = self.inner.noted + self.outer.noted;
        if noted > 0.0 { self.told() / noted } else { 0.0 }
    }

    /// What the words that stand here tell of where one is.
    pub(super) fn told(&self) -> f32 {
        self.inner.kept + self.outer.kept
    }

    /// What it adds to the standing of a place, 0 to 1.
    pub(super) fn standing(&self) -> f32 {
        self.share().max(if self.edge { EDGE } else { 0.0 })
    }

    /// Whether it is there, give or take an edit.
    pub(super) fn holds(&self) -> bool {
        self.share() >= HELD
    }

    /// Whether it is there and tells something.
    pub(super) fn is_firm(&self) -> bool {
        self.share() >= FIRM && self.told() >= TELLING
    }

    /// Whether some of the marked sentence was noted here.
    pub(super) fn has_inner(&self) -> bool {
        self.inner.noted > 0.0
    }

    /// Whether a word of the marked sentence is missing here.
    pub(super) fn is_torn(&self) -> bool {
        self.inner.torn
    }

    /// Whether most of the marked sentence noted here is missing.
    pub(super) fn is_torn_off(&self) -> bool {
        self.inner.kept < FIRM * self.inner.noted
    }

    /// Whether another sentence of the same block stood here, and does not: it may be a copy of the
    /// marked one that is met here.
    pub(super) fn lost_neighbour(&self) -> bool {
        self.outer_holds() == Some(false) && !self.edge && !self.at_edge
    }

    /// Whether what lies beyond the sentence is here; `None` when too little was noted of it.
    pub(super) fn outer_holds(&self) -> Option<bool> {
        (self.outer.noted >= WITNESS).then_some(self.outer.kept >= HELD * self.outer.noted)
    }

    /// Whether what lay beyond is missing because it is the candidate itself.
    pub(super) fn is_echo(&self) -> bool {
        self.outer.noted > 0.0 && self.echoed >= ECHOES * self.outer.noted
    }
}

/// The words of the new text over which the pattern’s words came down.
fn candidate(weave: Weave<'_>) -> Range<usize> {
    let mut places = weave.fates.iter().filter_map(|fate| fate.kept());
    let first = places.next();
    first.map_or(0..0, |first| first..places.next_back().unwrap_or(first) + 1)
}

/// Whether the word is kept, and near the place.
fn stands_beside(weave: Weave<'_>, n: usize, range: TextRange) -> bool {
    let reach = TextSize::new(REACH);
    weave.fates[n].kept().is_some_and(|place| {
        let span = weave.new.tokens[place].span;
        span.start() + reach >= range.start() && span.end() <= range.end() + reach
    })
}

fn ends_block(before: &str) -> bool {
    let words = before.trim_end();
    words.is_empty() || before[words.len()..].contains('\n')
}

fn starts_block(after: &str) -> bool {
    let words = after.trim_start();
    words.is_empty() || after[..after.len() - words.len()].contains('\n')
}
