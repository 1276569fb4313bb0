//! Who may be behind a quote or claim: the register, the nearest mention first.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    annotation::{Body, Document, Mention, Target},
    record::{AnnotationId, SourceId},
    text::{TextRange, TextSize},
};

/// An entry of the register as the picker offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub source: SourceId,
    /// Its mention nearest to the words asked about.
    pub mention: Option<AnnotationId>,
}

/// The whole register, ordered by how likely each entry vouches for `target`.
///
/// Mentions in the same paragraph come first, and within it the one nearest to the words;
/// between two as near, the later in the text, since English names the speaker after the quote
/// more often than before. Then mentions before the words, nearest first, then those after.
/// Entries without a mention come last, the latest made first.
#[must_use]
pub fn candidates(document: &Document, target: &Target) -> Vec<Candidate> {
    let text = &document.article.text;
    let blocks = text.blocks_touching(target.span());
    let mut nearest = BTreeMap::new();
    for mention in document.annotations.values() {
        let Body::Mention(Mention { source }) = mention.body else { continue };
        let same = blocks.contains(&text.block_at(mention.target.start()));
        let after = mention.target.start() >= target.end();
        let rank = (!same, !same && after, distance(target, &mention.target), !after, mention.id);
        let best = nearest.entry(source).or_insert(rank);
        *best = rank.min(*best);
    }
    let mut all: Vec<_> = document
        .sources
        .values()
        .map(|source| {
            let rank = nearest.get(&source.id).copied();
            let candidate = Candidate { source: source.id, mention: rank.map(|(.., id)| id) };
            ((rank.is_none(), rank, Reverse(source.created), source.id), candidate)
        })
        .collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Bytes between the nearest parts of two targets; 0 when they touch or overlap.
fn distance(a: &Target, b: &Target) -> TextSize {
    let gap = |x: &TextRange, y: &TextRange| {
        let (first, second) = if x.start() <= y.start() { (x, y) } else { (y, x) };
        second.start().checked_sub(first.end()).unwrap_or_default()
    };
    let pairs = a.ranges().iter().flat_map(|x| b.ranges().iter().map(move |y| gap(x, y)));
    pairs.min().unwrap_or_default()
}
