//! Which kind of quote the quotation marks propose, for very many quotes of one text.
//!
//! Neighbour: [`QuoteKind::propose`], the rule itself. The one idea: letters inside and outside
//! of quotation marks are counted once, up to every so many bytes, so that a file with a million
//! quotes that each span the whole text costs no more than its size.

use crate::{
    annotation::{QuoteKind, Target},
    article::FrozenText,
    format::making::freeze,
    text::{TextRange, TextSize, quotation},
};

/// Bytes between two counts.
const STRIDE: usize = 256;

/// The counts of one text.
pub(super) struct Manners {
    quotations: Vec<TextRange>,
    counts: Vec<Count>,
}

/// Letters and digits up to a place.
#[derive(Clone, Copy, Default)]
struct Count {
    at: usize,
    inside: usize,
    outside: usize,
}

impl Manners {
    /// Reads the text once.
    pub(super) fn new(text: &FrozenText) -> Self {
        let mut quotations = Vec::new();
        for block in text.blocks() {
            let start = block.range.start();
            let found = quotation::quotations(text.slice(block.range));
            quotations.extend(found.into_iter().map(|range| range + start));
        }
        let mut manners = Self { quotations, counts: Vec::new() };
        let mut count = Count::default();
        let mut quotation = 0;
        for (at, c) in text.as_str().char_indices() {
            if at >= STRIDE * manners.counts.len() {
                manners.counts.push(Count { at, ..count });
            }
            while manners.quotations.get(quotation).is_some_and(|q| usize::from(q.end()) <= at) {
                quotation += 1;
            }
            let inside = manners.quotations.get(quotation).is_some_and(|q| usize::from(q.start()) <= at);
            count.add(c, inside);
        }
        manners
    }

    /// As [`Manners::new`], of the text as it is read again from a file that holds no blocks.
    pub(super) fn without_blocks(text: &FrozenText) -> Self {
        freeze(text.as_str().to_owned()).map_or_else(|_| Self::new(text), |text| Self::new(&text))
    }

    /// What [`QuoteKind::propose`] says of the target.
    pub(super) fn propose(&self, text: &FrozenText, target: &Target) -> QuoteKind {
        let (mut inside, mut outside) = (0, 0);
        for range in target.ranges() {
            let (from, to) = (self.up_to(text, range.start()), self.up_to(text, range.end()));
            inside += to.inside - from.inside;
            outside += to.outside - from.outside;
        }
        match (inside > 0, outside > 0) {
            (true, false) => QuoteKind::Direct,
            (true, true) => QuoteKind::Mixed,
            (false, _) => QuoteKind::Indirect,
        }
    }

    fn up_to(&self, text: &FrozenText, end: TextSize) -> Count {
        let end = usize::from(end);
        let after = self.counts.partition_point(|count| count.at <= end);
        let mut count = after.checked_sub(1).and_then(|n| self.counts.get(n)).copied().unwrap_or_default();
        let start = count.at;
        for (at, c) in text.as_str().get(start..end).unwrap_or_default().char_indices() {
            let at = start + at;
            let quotation = self.quotations.partition_point(|q| usize::from(q.end()) <= at);
            let inside = self.quotations.get(quotation).is_some_and(|q| usize::from(q.start()) <= at);
            count.add(c, inside);
        }
        count
    }
}

impl Count {
    fn add(&mut self, c: char, inside: bool) {
        let letter = usize::from(c.is_alphanumeric());
        *(if inside { &mut self.inside } else { &mut self.outside }) += letter;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Block;

    proptest! {
        #[test]
        fn it_says_what_the_rule_says(
            words in prop::collection::vec("[a-z]{1,9}|“[a-z ]{1,99}”|''[a-z]{1,9}''|[é“\" .”]", 1..60),
            picks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..3),
        ) {
            let text = words.join(" ");
            let block = Block::paragraph(TextRange::up_to(TextSize::of(text.as_str())));
            let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let ranges = picks.iter().map(|(first, last)| {
                let first = first.index(ends.len());
                let last = first + last.index(ends.len() - first);
                let start = first.checked_sub(1).map_or(0, |before| ends[before]);
                TextRange::new((start as u32).into(), (ends[last] as u32).into())
            });
            let target = Target::new(ranges).expect("ranges");
            let frozen = FrozenText::new(text.clone(), vec![block]).expect("a text");
            let proposed = Manners::new(&frozen).propose(&frozen, &target);
            prop_assert_eq!(proposed, QuoteKind::propose(&text, &target));
        }
    }
}
