//! A text as a row of sentences, each known by its words.
//!
//! Neighbours: [`super::pairing`] pairs the sentences of two texts. The one idea: a sentence is
//! the unit of editing. Paired whole, its words cannot be scattered over others that happen to
//! share them, and a near-duplicate next door cannot lend it half of itself.

use std::ops::Range;

use crate::anchoring::{
    align::Words,
    token::{Opening, Token},
};

/// Where a text is cut into sentences: kept from step to step.
#[derive(Debug)]
pub(super) struct Cuts {
    /// The number of the first word of each, and the number of words at the end.
    starts: Vec<usize>,
    /// The hash of each one’s words.
    hashes: Vec<u64>,
}

impl Cuts {
    /// Cuts a text.
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut starts: Vec<usize> = (0..tokens.len()).filter(|n| *n == 0 || tokens[*n].opens()).collect();
        starts.push(tokens.len());
        starts.dedup();
        let hashes = starts.windows(2).map(|w| hash(&tokens[w[0]..w[1]])).collect();
        Self { starts, hashes }
    }
}

/// The sentences of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentences<'a> {
    all: Words<'a>,
    cuts: &'a Cuts,
}

impl<'a> Sentences<'a> {
    /// The sentences of `all`, cut there.
    pub(super) fn new(all: Words<'a>, cuts: &'a Cuts) -> Self {
        Self { all, cuts }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.cuts.hashes.len()
    }

    /// The numbers of the words of one.
    pub(super) fn words(&self, n: usize) -> Range<usize> {
        self.cuts.starts[n]..self.cuts.starts[n + 1]
    }

    /// How many words it has.
    pub(super) fn length(&self, n: usize) -> usize {
        self.words(n).len()
    }

    /// Whether one is the first of its block.
    pub(super) fn opens_line(&self, n: usize) -> bool {
        self.all.tokens.get(self.cuts.starts[n]).is_some_and(|t| t.opens == Opening::Line)
    }

    /// Whether one is a block by itself.
    pub(super) fn is_block(&self, n: usize) -> bool {
        self.opens_line(n) && (n + 1 == self.len() || self.opens_line(n + 1))
    }

    /// The words of one, to be aligned.
    pub(super) fn stretch(&self, n: usize) -> Words<'a> {
        self.all.part(self.words(n))
    }

    /// What tells it from others: equal for equal words.
    pub(super) fn hash(&self, n: usize) -> u64 {
        self.cuts.hashes[n]
    }
}

/// FNV-1a over the words’ ids.
pub(super) fn hash(tokens: &[Token]) -> u64 {
    let seed = 0xcbf2_9ce4_8422_2325;
    tokens
        .iter()
        .fold(seed, |hash, t| (hash ^ u64::from(t.id)).wrapping_mul(0x0100_0000_01b3).rotate_left(23))
}
