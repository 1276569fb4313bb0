//! What is sought: the words with their context, as one stretch.
//!
//! Neighbours: made from [`Selectors`]; [`super::candidates`] and [`super::judge`] read it. The one
//! idea: prefix, words and suffix are one running text, so that a mark that cuts a word in two
//! has the whole word to be found by.

use crate::{
    anchoring::{
        Selectors,
        align::Words,
        index::Index,
        token::{Kind, Token, tokens},
        weight,
    },
    text::{TextRange, TextSize},
};

/// What a word of the context weighs beside the same word in the mark: a hair less than it tells,
/// be it a name there and the first of a sentence here. Where the context ends with the word the
/// mark begins with and only one of them is left, it is the mark’s.
const AROUND: f32 = 0.98;

/// Prefix, exact words and suffix of a selector, cut into words.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The three in a row.
    pub text: String,
    /// Where the exact words stand in it.
    pub exact: TextRange,
    /// Its words, without those that the context may have cut off at the outer ends.
    pub tokens: Vec<Token>,
    /// What each weighs in the text that is searched.
    pub weights: Vec<f32>,
    /// What each tells there of where one is.
    pub told: Vec<f32>,
    /// How often each stands there.
    pub counts: Vec<usize>,
    /// Whether the text it was noted in starts with it.
    pub opens: bool,
    /// Whether it ends with it.
    pub closes: bool,
    /// The last word of the suffix, when it may have been cut off.
    pub cut: Option<Token>,
}

impl Pattern {
    /// The pattern of `selectors`, to be sought in `index`.
    pub(super) fn new(selectors: &Selectors, index: &Index) -> Self {
        let Selectors { exact, prefix, suffix, .. } = selectors;
        let text = [prefix.as_str(), exact, suffix].concat();
        let exact = TextRange::at(TextSize::of(prefix.as_str()), TextSize::of(exact.as_str()));
        let mut found = tokens(&text);
        if found
            .first()
            .is_some_and(|t| t.span.end() <= exact.start() && may_be_cut(t, &text[..t.span.start().into()]))
        {
            found.remove(0);
        }
        let cut =
            found.pop_if(|t| t.span.start() >= exact.end() && may_be_cut(t, &text[t.span.end().into()..]));
        let counts: Vec<usize> = found.iter().map(|t| index.count(t.id)).collect();
        let told: Vec<f32> = counts.iter().map(|n| weight::told(*n, index.tokens.len())).collect();
        let marked = |t: &Token| t.span.start() < exact.end() && exact.start() < t.span.end();
        let in_mark = |t: &Token| found.iter().any(|other| other.id == t.id && marked(other));
        let weigh = |(t, told): (&Token, &f32)| {
            if !marked(t) && in_mark(t) { told * AROUND } else { weight::of(t, *told) }
        };
        let weights = found.iter().zip(&told).map(weigh).collect();
        let start = selectors.position.map(|position| position.start.0 as usize);
        let opens = start.is_some_and(|start| prefix.chars().count() == start);
        let closes = suffix.is_empty() && !prefix.is_empty();
        Self { text, exact, tokens: found, weights, told, counts, opens, closes, cut }
    }

    /// Its words, to be aligned.
    pub(super) fn words(&self) -> Words<'_> {
        Words { text: &self.text, tokens: &self.tokens, weights: &self.weights, told: &self.told }
    }

    /// The number of its rarest word, and how often that stands in the text.
    pub(super) fn rarest(&self) -> Option<(usize, usize)> {
        self.counts.iter().copied().enumerate().min_by_key(|(_, count)| *count)
    }
}

/// Whether a word may go on beyond the end of the pattern, when only `between` stands between the
/// two: nothing, or a mark that joins letters or digits.
fn may_be_cut(word: &Token, between: &str) -> bool {
    match between {
        "" | "'" | "’" => true,
        "." | "," => word.kind == Kind::Number,
        _ => false,
    }
}
