//! Pairs the words of one stretch of text with those of another.
//!
//! Neighbours: [`super::carry`] pairs sentence with sentence, [`super::search`] pairs what was
//! marked, with its context, with a window of the text; [`super::landing`] reads the result. The
//! one idea: least cost, where a difference costs what the word weighs ([`super::weight`]), so
//! that names and rare words hold their places and the common words arrange themselves between.
//!
//! Why not a library’s diff for all of it: a diff knows equal and different. Misprints, weights
//! and free ends are what decides here, and stretches are short, so the plain table of
//! Needleman and Wunsch does it. Long stretches are cut into short ones by a diff first.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{
    alike::alike,
    token::Token,
    weight::{LEAST, NEARLY},
};
use crate::text::slice;

/// What became of a word; the numbers count the words of the other stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing stands for it.
    #[default]
    Gone,
    /// Another word stands in its place.
    Instead(u32),
    /// It stands there misprinted or inflected.
    Near(u32),
    /// It stands there, perhaps in other case.
    Same(u32),
}

impl Fate {
    /// The word that stands in its place, if one does.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Self::Gone => None,
            Self::Instead(n) | Self::Near(n) | Self::Same(n) => Some(n as usize),
        }
    }

    /// The word that is still the same word, misprinted or not.
    pub(super) fn kept(self) -> Option<usize> {
        match self {
            Self::Gone | Self::Instead(_) => None,
            Self::Near(n) | Self::Same(n) => Some(n as usize),
        }
    }

    /// The same fate, `by` words further on.
    pub(super) fn shifted(self, by: usize) -> Self {
        let by = by as u32;
        match self {
            Self::Gone => Self::Gone,
            Self::Instead(n) => Self::Instead(n + by),
            Self::Near(n) => Self::Near(n + by),
            Self::Same(n) => Self::Same(n + by),
        }
    }
}

/// A stretch of words with their text and weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    /// The text the tokens’ spans refer to.
    pub text: &'a str,
    /// The words.
    pub tokens: &'a [Token],
    /// What each weighs.
    pub weights: &'a [f32],
    /// What each tells of where one is.
    pub told: &'a [f32],
}

impl<'a> Words<'a> {
    /// The words of a part.
    pub(super) fn part(self, range: std::ops::Range<usize>) -> Self {
        Self {
            tokens: &self.tokens[range.clone()],
            weights: &self.weights[range.clone()],
            told: &self.told[range],
            ..self
        }
    }

    fn len(self) -> usize {
        self.tokens.len()
    }
}

/// What the words at either end of the second stretch cost when nothing stands for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// As much as inside: both stretches are meant to be the same.
    Tied,
    /// Nothing: the first stretch is sought within the second.
    Free,
}

/// Pairs to look at in one table; beyond it the stretches are cut up first.
const TABLE: usize = 1 << 18;
/// A word that came in costs a little less than one that was lost: additions leave what was
/// marked as true as it was.
const ADDED: f32 = 0.6;
/// A word in another’s place costs the other and a little of its own weight, so that it rather
/// stands in a place than in none.
const INSTEAD: f32 = 0.4;
/// Breaking off a run of words costs this much, so that runs stay together.
const BREAK: f32 = 0.06;

/// What became of each word of `old` in `new`.
pub(super) fn align(old: Words<'_>, new: Words<'_>, ends: Ends) -> Vec<Fate> {
    if old.len() * new.len() <= TABLE {
        return table(old, new, ends);
    }
    let ids = |words: Words<'_>| words.tokens.iter().map(|t| t.id).collect::<Vec<_>>();
    let mut fates = vec![Fate::Gone; old.len()];
    for op in capture_diff_slices(Algorithm::Myers, &ids(old), &ids(new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for n in 0..len {
                    fates[old_index + n] = Fate::Same((new_index + n) as u32);
                }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } if old_len * new_len <= TABLE => {
                let part = table(
                    old.part(old_index..old_index + old_len),
                    new.part(new_index..new_index + new_len),
                    ends,
                );
                for (fate, found) in fates[old_index..].iter_mut().zip(part) {
                    *fate = found.shifted(new_index);
                }
            }
            _ => {}
        }
    }
    fates
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Lose,
    Add,
    Instead,
    Near,
    Same,
}

/// Needleman and Wunsch, with weights.
fn table(old: Words<'_>, new: Words<'_>, ends: Ends) -> Vec<Fate> {
    let (m, n) = (old.len(), new.len());
    let width = n + 1;
    let mut steps = vec![Step::Add; (m + 1) * width];
    let mut above = vec![0.0_f32; width];
    if ends == Ends::Tied {
        for j in 1..=n {
            above[j] = above[j - 1] + new.weights[j - 1] * ADDED;
        }
    }
    let mut row = above.clone();
    for i in 1..=m {
        let (token, weight) = (&old.tokens[i - 1], old.weights[i - 1]);
        let word = slice(old.text, token.span);
        row[0] = above[0] + weight;
        steps[i * width] = Step::Lose;
        let added = if ends == Ends::Free && i == m { 0.0 } else { ADDED };
        for j in 1..=n {
            let (other, other_weight) = (&new.tokens[j - 1], new.weights[j - 1]);
            let came_from = steps[(i - 1) * width + j - 1];
            let broken = if matches!(came_from, Step::Same | Step::Near) { 0.0 } else { BREAK };
            let (pair, step) = if token.id == other.id {
                (broken, Step::Same)
            } else if alike(token, word, other, slice(new.text, other.span)) {
                (broken + weight * (1.0 - NEARLY) + LEAST, Step::Near)
            } else {
                (broken + weight + other_weight * INSTEAD, Step::Instead)
            };
            let mut best = (above[j - 1] + pair, step);
            let lose = above[j] + weight;
            if lose < best.0 {
                best = (lose, Step::Lose);
            }
            let add = row[j - 1] + other_weight * added;
            if add < best.0 {
                best = (add, Step::Add);
            }
            row[j] = best.0;
            steps[i * width + j] = best.1;
        }
        std::mem::swap(&mut above, &mut row);
    }
    trace(&steps, m, n)
}

/// Follows the steps back from the last pair.
fn trace(steps: &[Step], m: usize, n: usize) -> Vec<Fate> {
    let mut fates = vec![Fate::Gone; m];
    let (mut i, mut j) = (m, n);
    while i > 0 {
        let here = (j.saturating_sub(1)) as u32;
        match steps[i * (n + 1) + j] {
            Step::Add => {
                j -= 1;
                continue;
            }
            Step::Lose => {
                i -= 1;
                continue;
            }
            Step::Instead => fates[i - 1] = Fate::Instead(here),
            Step::Near => fates[i - 1] = Fate::Near(here),
            Step::Same => fates[i - 1] = Fate::Same(here),
        }
        i -= 1;
        j -= 1;
    }
    fates
}
