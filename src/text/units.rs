//! The stretches a reader moves and selects by: letter, word, sentence, block; and what lies
//! around a place, from the word outwards.
//!
//! The one idea: within one block every unit is a list of ranges that do not overlap, in order,
//! so that moving is the same for all of them.

use unicode_segmentation::UnicodeSegmentation;

use super::{TextRange, TextSize, quotation, size_of, slice, words};

/// What a reader moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A letter with all that belongs to it.
    Character,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// The whole block.
    Block,
}

impl Unit {
    /// The units of this sort in a block's text, in order.
    #[must_use]
    pub fn all(self, block: &str) -> Vec<TextRange> {
        match self {
            Self::Character => {
                block.grapheme_indices(true).map(|(at, it)| TextRange::at(at_byte(at), size_of(it))).collect()
            }
            Self::Word => words::words(block).collect(),
            Self::Sentence => words::sentences(block),
            Self::Block => vec![TextRange::up_to(size_of(block))],
        }
    }

    /// The unit that holds `at`, else the next one, else the last.
    #[must_use]
    pub fn at(self, block: &str, at: TextSize) -> Option<TextRange> {
        let all = self.all(block);
        let next = all.partition_point(|unit| unit.end() <= at);
        all.get(next).or(all.last()).copied()
    }
}

fn at_byte(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

/// What lies around `here` in a block, each stretch larger than the one before: word, clause or
/// quotation, sentence, block.
#[must_use]
pub fn around(block: &str, here: TextRange) -> Vec<TextRange> {
    let at = here.start();
    let units = [Unit::Word.at(block, at), clause(block, at), Unit::Sentence.at(block, at)];
    let whole = TextRange::up_to(size_of(block.trim_end()));
    let candidates = units.into_iter().flatten().chain(quotation::quotations(block)).chain([whole]);
    let mut found: Vec<TextRange> = Vec::new();
    for range in candidates.filter(|range| range.contains_range(here)) {
        found.insert(found.partition_point(|smaller| smaller.len() < range.len()), range);
    }
    let mut nested: Vec<TextRange> = Vec::new();
    for range in found {
        if nested.last().is_none_or(|last| *last != range && range.contains_range(*last)) {
            nested.push(range);
        }
    }
    nested
}

/// The clause around `at`: from one comma, semicolon, colon, dash or quotation mark to the next,
/// within its sentence.
fn clause(block: &str, at: TextSize) -> Option<TextRange> {
    let sentence = Unit::Sentence.at(block, at)?;
    let (mut start, mut end) = (sentence.start(), sentence.end());
    let text = slice(block, sentence);
    let mut chars = text.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let blank_follows =
            chars.peek().is_none_or(|(_, next)| next.is_whitespace() || quotation::is_mark(*next));
        let parts = quotation::is_mark(c)
            || matches!(c, ';' | '—' | '–' | '(' | ')' | '،' | '、' | '，')
            || (matches!(c, ',' | ':') && blank_follows);
        if !parts {
            continue;
        }
        let here = sentence.start() + at_byte(offset);
        if here < at {
            start = here + TextSize::of(c);
        } else {
            end = here;
            break;
        }
    }
    words::trim(block, TextRange::new(start.min(end), end))
}

/// The quotation around `at`, marks included.
#[must_use]
pub fn quotation_at(block: &str, at: TextSize) -> Option<TextRange> {
    quotation::quotations(block).into_iter().find(|range| range.contains_inclusive(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::marked::one;

    /// What lies around `<x>…</x>`, smallest first.
    fn check(written: &str, expected: &[&str]) {
        let (text, here) = one(written, "x");
        let found: Vec<_> = around(&text, here).into_iter().map(|range| slice(&text, range)).collect();
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn a_place_widens_from_the_word_to_the_block() {
        check(
            "First one. Prices, <x></x>said Rao, fell. Last.",
            &["said", "said Rao", "Prices, said Rao, fell.", "First one. Prices, said Rao, fell. Last."],
        );
        check("He said <x>hello</x> to me.", &["hello", "He said hello to me."]);
    }

    #[test]
    fn a_quotation_lies_between_its_words_and_the_sentence() {
        check(
            "She said: “Prices <x></x>fell.” Then she left.",
            &[
                "fell",
                "Prices fell",
                "“Prices fell.”",
                "She said: “Prices fell.”",
                "She said: “Prices fell.” Then she left.",
            ],
        );
    }

    #[test]
    fn the_quotation_around_a_place_is_found() {
        let (text, here) = one("No. “Prices <x></x>fell,” she said. “Much.”", "x");
        assert_eq!(quotation_at(&text, here.start()).map(|r| slice(&text, r)), Some("“Prices fell,”"));
        assert_eq!(quotation_at(&text, 1.into()), None);
    }

    proptest! {
        #[test]
        fn what_lies_around_grows_and_holds_the_place(text in r"(\PC|[ “”,.'\n]){1,80}", at: prop::sample::Index) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            let here = TextRange::empty(at_byte(bounds[at.index(bounds.len())]));
            let found = around(&text, here);
            for pair in found.windows(2) {
                prop_assert!(pair[1].contains_range(pair[0]) && pair[1] != pair[0], "{pair:?}");
            }
            for range in found {
                prop_assert!(range.contains_range(here));
                prop_assert!(text.is_char_boundary(range.start().into()) && text.is_char_boundary(range.end().into()));
            }
        }
    }
}
