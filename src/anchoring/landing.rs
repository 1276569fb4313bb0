//! Where a range comes down once its words are paired with those of another text.
//!
//! Neighbours: [`super::align`] pairs the words; [`super::carry`] and [`super::search`] judge the
//! landing. The one idea: words decide, punctuation follows. The range runs from the first of
//! its words that has a place to the last, takes along the marks that stood at its ends, and
//! when its words came down in several places, stands where most of them are.

use std::ops::Range;

use super::{
    align::{Fate, Words},
    fold, weight,
};
use crate::text::{TextRange, TextSize, slice};

/// Two stretches of words, and what became of each word of the first in the second.
#[derive(Clone, Copy)]
pub(super) struct Weave<'a> {
    /// The words as they were.
    pub old: Words<'a>,
    /// The words as they are.
    pub new: Words<'a>,
    /// One fate for each old word.
    pub fates: &'a [Fate],
}

/// Where a range came down, and in what state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Landing {
    /// Its place in the new text.
    pub range: TextRange,
    /// The share of its words that came down there, 0 to 1: what those tell that did, beside what
    /// those weigh that did not.
    pub kept: f32,
    /// Whether a name, a number or a negation was lost or came in. Sentences that went as a whole
    /// do not count: they say nothing else now, they say nothing.
    pub critical: bool,
    /// Whether every word is there, at worst misprinted, and no other came in.
    pub slight: bool,
    /// Whether the words are the same, typography aside.
    pub same: bool,
}

/// New words that may stand between two kept ones before the range counts as torn apart, beyond
/// as many as it has itself.
const ROOM: usize = 24;

/// The numbers of the words that `range` covers, wholly or in part.
pub(super) fn words_of(words: Words<'_>, range: TextRange) -> Range<usize> {
    let first = words.tokens.partition_point(|t| t.span.end() <= range.start());
    let last = words.tokens.partition_point(|t| t.span.start() < range.end());
    first..last.max(first)
}

/// Where `range` of the old text came down; `None` when nothing stands for any of its words.
pub(super) fn land(weave: Weave<'_>, range: TextRange) -> Option<Landing> {
    let words = words_of(weave.old, range);
    if words.is_empty() {
        return land_between(weave, range, words.start);
    }
    let group = heaviest_group(weave, words.clone())?;
    let (first, last) = (*group.first()?, *group.last()?);
    let (start, end) = (start_edge(weave, range, first)?, end_edge(weave, range, last)?);
    let landed = TextRange::new(start, end.max(start));

    let base = weave.fates[first].place()?;
    let mut stands = vec![false; weave.fates[last].place()? + 1 - base];
    let (mut kept, mut lost, mut critical, mut slight) = (0.0, 0.0, false, true);
    for sentence in sentences(weave.old, words) {
        let (mut lost_critical, mut kept_any) = (false, false);
        for n in sentence {
            let Some(place) = weave.fates[n].kept().filter(|_| group.binary_search(&n).is_ok()) else {
                slight = false;
                lost += weave.old.weights[n];
                lost_critical |= weave.old.tokens[n].kind.is_critical();
                continue;
            };
            stands[place - base] = true;
            kept_any = true;
            let told = weave.old.told[n];
            let near = matches!(weave.fates[n], Fate::Near(_));
            let still = if near { weight::told_when_near(&weave.old.tokens[n], told) } else { told };
            kept += still;
            lost += told - still;
        }
        critical |= lost_critical && kept_any;
    }
    for (n, _) in stands.iter().enumerate().filter(|(_, stands)| !**stands) {
        slight = false;
        critical |= weave.new.tokens[base + n].kind.is_critical();
    }
    let same = fold::same(slice(weave.old.text, range), slice(weave.new.text, landed));
    Some(Landing { range: landed, kept: kept / (kept + lost), critical, slight, same })
}

/// The range of words cut where sentences start.
fn sentences(words: Words<'_>, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut from = range.start;
    std::iter::from_fn(move || {
        let end = (from + 1..range.end).find(|n| words.tokens[*n].opens()).unwrap_or(range.end);
        let sentence = from..end;
        from = end;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Of the words in the range that have a place, those that stand together and in order; where
/// there are several such groups, the heaviest.
fn heaviest_group(weave: Weave<'_>, words: Range<usize>) -> Option<Vec<usize>> {
    let room = ROOM + words.len();
    let mut groups: Vec<(f32, Vec<usize>)> = Vec::new();
    let mut before: Option<usize> = None;
    for n in words {
        let Some(place) = weave.fates[n].place() else { continue };
        let weight = if weave.fates[n].kept().is_some() { weave.old.weights[n] } else { 0.0 };
        match (before, groups.last_mut()) {
            (Some(before), Some(group)) if place > before && place - before <= room => {
                group.0 += weight;
                group.1.push(n);
            }
            _ => groups.push((weight, vec![n])),
        }
        before = Some(place);
    }
    groups.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, group)| group)
}

fn start_edge(weave: Weave<'_>, range: TextRange, first: usize) -> Option<TextSize> {
    let old = weave.old.tokens[first].span;
    let new = weave.new.tokens[weave.fates[first].place()?].span;
    if range.start() > old.start() {
        return Some(cut(weave, old, new, range.start()));
    }
    let after = first.checked_sub(1).map_or(TextSize::new(0), |n| weave.old.tokens[n].span.end());
    let lead = slice(weave.old.text, TextRange::new(range.start().max(after), old.start()));
    // The blank before a word of the range that is gone is gone with it.
    let lead = if range.start() < after { lead.trim_start() } else { lead };
    let back = fold::reach_back(&weave.new.text[..new.start().into()], lead);
    Some(new.start() - TextSize::new(back as u32))
}

fn end_edge(weave: Weave<'_>, range: TextRange, last: usize) -> Option<TextSize> {
    let old = weave.old.tokens[last].span;
    let new = weave.new.tokens[weave.fates[last].place()?].span;
    if range.end() < old.end() {
        return Some(cut(weave, old, new, range.end()));
    }
    let before = weave.old.tokens.get(last + 1).map_or(range.end(), |t| t.span.start());
    let tail = slice(weave.old.text, TextRange::new(old.end(), range.end().min(before)));
    let tail = if before < range.end() { tail.trim_end() } else { tail };
    let on = fold::reach_on(&weave.new.text[new.end().into()..], tail);
    Some(new.end() + TextSize::new(on as u32))
}

/// The place in the new word as many letters in as `at` is in the old.
fn cut(weave: Weave<'_>, old: TextRange, new: TextRange, at: TextSize) -> TextSize {
    let letters = slice(weave.old.text, TextRange::new(old.start(), at)).chars().count();
    let word = slice(weave.new.text, new);
    let bytes = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    new.start() + TextSize::new(bytes as u32)
}

/// A range without a word (a dash, an emoji) stands where it stood between its neighbours, if
/// they are still neighbours and the same marks stand between them.
fn land_between(weave: Weave<'_>, range: TextRange, next: usize) -> Option<Landing> {
    let before = next.checked_sub(1).map(|n| weave.fates[n].kept());
    let after = weave.fates.get(next).map(|fate| fate.kept());
    let there = match (before, after) {
        (Some(place), _) => place? + 1,
        (None, Some(place)) => place?,
        (None, None) => 0,
    };
    if after.is_some_and(|place| place != Some(there)) {
        return None;
    }
    let (old, new) = (gap(weave.old, next), gap(weave.new, there));
    let within =
        fold::place_within(slice(weave.old.text, old), range - old.start(), slice(weave.new.text, new))?;
    Some(Landing { range: within + new.start(), kept: 1.0, critical: false, slight: true, same: true })
}

/// What stands ahead of the word of this number.
fn gap(words: Words<'_>, next: usize) -> TextRange {
    let start =
        next.checked_sub(1).and_then(|n| words.tokens.get(n)).map_or(TextSize::new(0), |t| t.span.end());
    let end = words.tokens.get(next).map_or(TextSize::of(words.text), |t| t.span.start());
    TextRange::new(start, end)
}
