//! Who may be behind a quote or claim: the register, the nearest mention first.

use std::{cmp::Reverse, rc::Rc};

use crate::{
    annotation::{Body, Document, Mention, Source, Target},
    order,
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
    // In the order of their ids, as the register is.
    let mut all: Vec<_> = document.sources.values().map(|source| (source, None::<Rank>)).collect();
    for mention in document.annotations.values() {
        let Body::Mention(Mention { source }) = mention.body else { continue };
        let Ok(at) = all.binary_search_by_key(&source, |(source, _)| source.id) else { continue };
        let same = blocks.contains(&text.block_at(mention.target.start()));
        let after = mention.target.start() >= target.end();
        let rank = (!same, !same && after, distance(target, &mention.target), !after, mention.id);
        let nearest = &mut all[at].1;
        *nearest = Some(nearest.map_or(rank, |best| rank.min(best)));
    }
    order::sort_by_key(&mut all, |(source, rank)| {
        (rank.is_none(), *rank, Reverse(source.created), source.id)
    });
    let candidate = |(source, rank): (&Rc<Source>, Option<Rank>)| Candidate {
        source: source.id,
        mention: rank.map(|(.., mention)| mention),
    };
    all.into_iter().map(candidate).collect()
}

/// In another paragraph, there after the words, how far away, before the words; which mention.
type Rank = (bool, bool, TextSize, bool, AnnotationId);

/// Bytes between the nearest parts of two targets; 0 when they touch or overlap.
fn distance(a: &Target, b: &Target) -> TextSize {
    let gap = |x: &TextRange, y: &TextRange| {
        let (first, second) = if x.start() <= y.start() { (x, y) } else { (y, x) };
        second.start().checked_sub(first.end()).unwrap_or_default()
    };
    let pairs = a.ranges().iter().flat_map(|x| b.ranges().iter().map(move |y| gap(x, y)));
    pairs.min().unwrap_or_default()
}
