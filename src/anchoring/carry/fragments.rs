//! Runs of words that survived outside their sentence: a clause that became a sentence of its
//! own, half a quote kept in a new frame.
//!
//! Neighbours: comes after [`super::pairing`] and fills what it left open. The one idea: a run of
//! [`RUN`] words that stands once in the whole of either text, and in neither is spoken for, is
//! the same run. Standing once in the whole text is what keeps a stock phrase of a deleted
//! sentence from settling on its like elsewhere. A run stays within one sentence: the tail of
//! one with the head of the next is no clause.

use super::sentence::hash;
use crate::anchoring::{align::Fate, token::Token};

/// The shortest run that is looked for, in words. Five in a row are shared by unrelated sentences
/// more often than one would like (“per cent of the vote”, “said in a statement that”).
pub(super) const RUN: usize = 6;

/// A run of words that stands in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    /// Its first word in the old text.
    pub from: usize,
    /// Its first word in the new.
    pub to: usize,
    /// How many words it has.
    pub length: usize,
}

/// The runs left over in both texts, as long as they go.
pub(super) fn fragments(old: &[Token], new: &[Token], fates: &[Fate]) -> Vec<Fragment> {
    let mut old_free: Vec<bool> = fates.iter().map(|fate| fate.kept().is_none()).collect();
    let mut new_free = vec![true; new.len()];
    for place in fates.iter().filter_map(|fate| fate.kept()) {
        new_free[place] = false;
    }
    let (left_old, left_new) = (runs(old, |n| old_free[n]), runs(new, |n| new_free[n]));
    let mut both = shared(&left_old, &left_new);
    retain_unique(&mut both, old);
    retain_unique(&mut both, new);
    both.sort_unstable_by_key(|(_, old, _)| *old);
    let mut found = Vec::new();
    for (_, mut from, mut to) in both {
        if !(0..RUN).all(|n| old_free[from + n] && new_free[to + n]) {
            continue;
        }
        let equal = |a: usize, b: usize| {
            old_free.get(a) == Some(&true) && new_free.get(b) == Some(&true) && old[a].id == new[b].id
        };
        let opens = |a: usize, b: usize| old[a].opens() || new[b].opens();
        while from > 0 && to > 0 && !opens(from, to) && equal(from - 1, to - 1) {
            (from, to) = (from - 1, to - 1);
        }
        let mut length = 1;
        while equal(from + length, to + length) && !opens(from + length, to + length) {
            length += 1;
        }
        if length >= RUN {
            old_free[from..from + length].fill(false);
            new_free[to..to + length].fill(false);
            found.push(Fragment { from, to, length });
        }
    }
    found
}

/// Hash and first word of every run of free words, sorted by hash.
fn runs(tokens: &[Token], is_free: impl Fn(usize) -> bool) -> Vec<(u64, usize)> {
    let mut free = 0;
    let mut runs = Vec::new();
    for n in 0..tokens.len() {
        free = if is_free(n) { free + 1 } else { 0 };
        if free >= RUN {
            let start = n + 1 - RUN;
            runs.push((run_hash(tokens, start), start));
        }
    }
    runs.sort_unstable();
    runs
}

fn run_hash(tokens: &[Token], start: usize) -> u64 {
    hash(&tokens[start..start + RUN])
}

/// The runs that stand in both lists, with their first words.
fn shared(old: &[(u64, usize)], new: &[(u64, usize)]) -> Vec<(u64, usize, usize)> {
    old.iter()
        .filter_map(|(hash, from)| {
            let at = new.binary_search_by_key(hash, |(other, _)| *other).ok()?;
            Some((*hash, *from, new[at].1))
        })
        .collect()
}

/// Drops the runs that stand more than once in a text.
fn retain_unique(runs: &mut Vec<(u64, usize, usize)>, tokens: &[Token]) {
    if runs.is_empty() {
        return;
    }
    let mut times = vec![0_u8; runs.len()];
    for start in 0..(tokens.len() + 1).saturating_sub(RUN) {
        let hash = run_hash(tokens, start);
        let from = runs.partition_point(|(other, ..)| *other < hash);
        for (n, _) in runs.iter().enumerate().skip(from).take_while(|(_, (other, ..))| *other == hash) {
            times[n] = times[n].saturating_add(1);
        }
    }
    let mut times = times.into_iter();
    runs.retain(|_| times.next() == Some(1));
}
