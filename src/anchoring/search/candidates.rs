//! Where in the text a pattern might stand.
//!
//! Neighbours: [`super::judge`] looks at each closely. The one idea: the rarest words lead there.
//! Each place of a rare word votes for the place where the pattern would have to start; where
//! votes fall together, there is something to look at. A pattern of twenty words costs some
//! dozens of votes, however long the text is.
//!
//! Why not a bit-parallel scan (Myers): it reads the whole text for every selector, and its
//! distance counts letters, which is not what decides.

use std::ops::Range;

use super::pattern::Pattern;
use crate::anchoring::{index::Index, token::Token};

/// Places looked up in all, beyond those of the first few words: enough for every rare word of
/// natural text.
const LOOKS: usize = 4000;
/// A word that stands more often than this votes only where its neighbour stands with it.
const RARE: usize = 8;
/// Words that vote however common they are.
const AT_LEAST: usize = 4;
/// Words that vote at most.
const AT_MOST: usize = 24;
/// Windows looked at closely.
const WINDOWS: usize = 6;
/// A window with a smaller share of the best one’s votes is not looked at.
const WORTH_A_LOOK: f32 = 0.4;
/// Words that may have come in or gone out, besides a quarter of the pattern.
const SLACK: usize = 6;

/// Ranges of words in which the pattern might stand, the likeliest first.
pub(super) fn windows(pattern: &Pattern, index: &Index) -> Vec<Range<usize>> {
    let length = pattern.tokens.len();
    let slack = SLACK + length / 4;
    let mut votes = votes(pattern, index);
    votes.sort_unstable_by_key(|(start, _)| *start);

    let mut windows: Vec<(f32, i64, i64)> = Vec::new();
    let mut from = 0;
    while from < votes.len() {
        let first = votes[from].0;
        let near = votes[from..].iter().take_while(|(start, _)| start - first <= slack as i64);
        let (count, weight, last) =
            near.fold((0, 0.0, first), |(count, weight, _), (start, w)| (count + 1, weight + w, *start));
        windows.push((weight, first, last));
        from += count;
    }
    windows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = windows.first().map_or(0.0, |w| w.0);
    windows
        .into_iter()
        .take(WINDOWS)
        .take_while(|(weight, ..)| *weight >= best * WORTH_A_LOOK)
        .map(|(_, first, last)| {
            let place = |n: i64| usize::try_from(n).unwrap_or(0).min(index.tokens.len());
            place(first - slack as i64)..place(last + (length + slack) as i64)
        })
        .collect()
}

/// Where the pattern would start, by each place of its rarest words, and what that word tells.
fn votes(pattern: &Pattern, index: &Index) -> Vec<(i64, f32)> {
    let mut rare: Vec<usize> = (0..pattern.tokens.len()).filter(|n| pattern.counts[*n] > 0).collect();
    rare.sort_by_key(|n| pattern.counts[*n]);
    let mut votes = Vec::new();
    let mut looked = 0;
    for (k, n) in rare.into_iter().take(AT_MOST).enumerate() {
        looked += pattern.counts[n];
        if k >= AT_LEAST && looked > LOOKS {
            break;
        }
        let told = pattern.told[n];
        let common = pattern.counts[n] > RARE;
        let places = index.places(pattern.tokens[n].id);
        let seconded = places.filter(|place| !common || is_seconded(pattern, index, n, *place));
        votes.extend(seconded.map(|place| (place as i64 - n as i64, told)));
    }
    votes
}

/// Whether a word next to this one in the pattern stands next to it here.
fn is_seconded(pattern: &Pattern, index: &Index, n: usize, place: usize) -> bool {
    let id = |tokens: &[Token], n: Option<usize>| n.and_then(|n| tokens.get(n)).map(|t| t.id);
    let same = |n: Option<usize>, place: Option<usize>| {
        let there = id(&index.tokens, place);
        there.is_some() && there == id(&pattern.tokens, n)
    };
    same(n.checked_sub(1), place.checked_sub(1)) || same(n.checked_add(1), place.checked_add(1))
}
