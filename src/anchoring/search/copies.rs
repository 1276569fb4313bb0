//! Where the very words of a mark stand, and how much of its surroundings with them.
//!
//! Neighbours: [`super::company`] decides between them. The one idea: words are looked up by the
//! rarest of them, and what stands beside them is compared word by word, as far as it was noted.

use std::ops::Range;

use super::pattern::Pattern;
use crate::{
    anchoring::{
        align::Fate,
        index::Index,
        landing::{Weave, land, words_of},
        token::{Opening, Token},
        weight::is_telling,
    },
    article::FrozenText,
    text::{CharRange, TextRange, TextSize},
};

/// Copies looked at; of words that stand more often, no place is told from another.
const MOST: usize = 512;

/// A place where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    /// Where, in bytes.
    pub range: TextRange,
    /// Where, in code points.
    pub place: CharRange,
    /// What stands before it.
    pub before: Beside,
    /// What stands after it.
    pub after: Beside,
}

/// One side of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    /// Whether all that was noted there stands here.
    pub whole: bool,
    /// Whether the rest of the block, which was noted, stands here and is all of it.
    pub edge: bool,
    /// Whether some words were noted there.
    pub telling: bool,
    /// Whether something of the mark’s own sentence is missing there, or words of the mark stood
    /// there and do not: then this may be its twin.
    pub torn: bool,
}

impl Beside {
    /// Whether all that was noted is here, and something was.
    fn tells(self) -> bool {
        self.whole && self.telling
    }

    /// Whether all that was noted is here, or as much of it as belongs to the block.
    pub(super) fn is_free_of_doubt(self) -> bool {
        self.whole || self.edge
    }
}

impl Copied {
    /// Whether it stands between what it stood between, be that its block’s edge.
    pub(super) fn is_framed(&self) -> bool {
        (self.before.tells() && self.after.tells())
            || (self.before.tells() && self.after.edge && !self.after.torn)
            || (self.after.tells() && self.before.edge && !self.before.torn)
    }

    /// Whether it stands beside something that it stood beside.
    pub(super) fn is_beside(&self) -> bool {
        !self.before.torn && !self.after.torn && (self.before.tells() || self.after.tells())
    }
}

/// All places where the words of `pattern` stand, typography aside.
pub(super) fn copies(pattern: &Pattern, index: &Index, text: &FrozenText) -> Vec<Copied> {
    let words = words_of(pattern.words(), pattern.exact);
    let Some(rarest) = words.clone().min_by_key(|n| pattern.counts[*n]) else {
        return marks(pattern, text);
    };
    if pattern.counts[rarest] > MOST {
        return Vec::new();
    }
    let edges = Edges::of(pattern);
    let places = index.places(pattern.tokens[rarest].id);
    places.filter_map(|place| copy_at(pattern, index, text, &edges, place.checked_sub(rarest)?)).collect()
}

/// The copy whose pattern starts with the word of this number, if one does.
fn copy_at(
    pattern: &Pattern,
    index: &Index,
    text: &FrozenText,
    edges: &Edges,
    base: usize,
) -> Option<Copied> {
    let words = words_of(pattern.words(), pattern.exact);
    let stands = |n: &usize| index.tokens.get(base + n).is_some_and(|t| t.id == pattern.tokens[*n].id);
    if !words.clone().all(|n| stands(&n)) {
        return None;
    }
    let first = (0..words.start).rev().take_while(stands).last().unwrap_or(words.start);
    let end = (words.end..pattern.tokens.len()).take_while(stands).last().map_or(words.end, |n| n + 1);
    let fate = |n: usize| if (first..end).contains(&n) { Fate::Same((base + n) as u32) } else { Fate::Gone };
    let fates: Vec<Fate> = (0..pattern.tokens.len()).map(fate).collect();
    let new = index.words(text.as_str());
    let landing = land(Weave { old: pattern.words(), new, fates: &fates }, pattern.exact)?;
    let opens_line = |n: usize| index.tokens.get(base + n).is_none_or(|token| token.opens == Opening::Line);
    let holds = |edge: Option<usize>| edge.is_some_and(|n| first <= n && n <= end && opens_line(n));
    let untorn = |edge: Option<usize>, here: usize| edge != Some(here) || opens_line(here);
    let marked = &pattern.tokens[words.clone()];
    let opens = |n: usize| pattern.tokens.get(n).is_none_or(Token::opens);
    let sentence = (0..=words.start).rev().find(|n| opens(*n)).unwrap_or(0)
        ..(words.end..=pattern.tokens.len()).find(|n| opens(*n)).unwrap_or(pattern.tokens.len());
    let torn = |mut missing: Range<usize>| {
        missing.any(|n| {
            let echoes = || marked.iter().any(|token| token.id == pattern.tokens[n].id);
            sentence.contains(&n) || (is_telling(pattern.told[n]) && echoes())
        })
    };
    let before = Beside {
        whole: first == 0 && untorn(edges.before, words.start),
        edge: holds(edges.before),
        telling: words.start > 1,
        torn: torn(0..first),
    };
    let after = Beside {
        whole: end == pattern.tokens.len() && untorn(edges.after, words.end),
        edge: holds(edges.after),
        telling: pattern.tokens.len() > words.end + 1,
        torn: torn(end..pattern.tokens.len()),
    };
    let place = text.index().range_to_chars(text.as_str(), landing.range).ok()?;
    landing.same.then_some(Copied { range: landing.range, place, before, after })
}

/// The places of marks without a word, each with all that was noted around it.
fn marks(pattern: &Pattern, text: &FrozenText) -> Vec<Copied> {
    let found = text.as_str().match_indices(&pattern.text).take(MOST);
    let beside = Beside { whole: true, edge: false, telling: true, torn: false };
    found
        .filter_map(|(at, _)| {
            let range = pattern.exact + TextSize::new(at as u32);
            let place = text.index().range_to_chars(text.as_str(), range).ok()?;
            Some(Copied { range, place, before: beside, after: beside })
        })
        .collect()
}

/// Where the mark’s own block started and ended, as far as that was noted: the number of its first
/// word, and of the first after it.
struct Edges {
    before: Option<usize>,
    after: Option<usize>,
}

impl Edges {
    fn of(pattern: &Pattern) -> Self {
        let words = words_of(pattern.words(), pattern.exact);
        let tokens = &pattern.tokens;
        // The first word of a pattern seems to open a line wherever it stood.
        let opens = |n: &usize| {
            let start = usize::from(tokens[*n].span.start());
            tokens[*n].opens == Opening::Line
                && (*n > 0 || pattern.text[..start].contains('\n') || pattern.opens)
        };
        let last = tokens.last().map_or(0, |token| usize::from(token.span.end()));
        let ends = pattern.cut.is_none() && (pattern.closes || pattern.text[last..].contains('\n'));
        Self {
            before: (0..=words.start).rev().filter(|n| *n < tokens.len()).find(opens),
            after: (words.end..tokens.len()).find(opens).or(ends.then_some(tokens.len())),
        }
    }
}
