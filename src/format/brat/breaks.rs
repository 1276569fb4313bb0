//! Line breaks: a span of brat cannot go over one, so it is split there and joined again.
//!
//! The one idea: what counts as a line break is what Python’s `str.splitlines` counts, since brat
//! reads its files line by line in Python.

use crate::{
    annotation::Target,
    text::{TextRange, TextSize, slice},
};

/// Only gaps up to so many bytes are looked at for being nothing but line breaks.
const MAX_GAP: usize = 64;

/// Whether `c` ends a line for Python.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The ranges of a target without the line breaks in them; empty when nothing else is.
pub(super) fn split(text: &str, target: &Target) -> Vec<TextRange> {
    let mut pieces = Vec::new();
    for range in target.ranges() {
        let mut at = range.start();
        for line in slice(text, *range).split(is_break) {
            let piece = TextRange::at(at, TextSize::of(line));
            if !piece.is_empty() {
                pieces.push(piece);
            }
            let after = piece.end();
            let gap = text.get(usize::from(after)..).and_then(|rest| rest.chars().next());
            at = after + gap.map_or(TextSize::new(0), TextSize::of);
        }
    }
    pieces
}

/// The target of these ranges, with those joined that only line breaks part.
///
/// `None` when there is no range, or one is empty.
pub(super) fn join(text: &str, ranges: Vec<TextRange>) -> Option<Target> {
    let target = Target::new(ranges).ok()?;
    let mut joined: Vec<TextRange> = Vec::with_capacity(target.ranges().len());
    for range in target.ranges() {
        match joined.last_mut() {
            Some(last) if only_breaks(text, last.end(), range.start()) => *last = last.cover(*range),
            _ => joined.push(*range),
        }
    }
    Target::new(joined).ok()
}

fn only_breaks(text: &str, from: TextSize, to: TextSize) -> bool {
    let gap = slice(text, TextRange::new(from, to));
    !gap.is_empty() && gap.len() <= MAX_GAP && gap.chars().all(is_break)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn check(written: &str, pieces: &[&str]) {
        let (text, ranges) = marked(written);
        let target = Target::new(ranges.into_iter().map(|(_, range)| range)).expect("a target");
        let split = split(&text, &target);
        let found: Vec<_> = split.iter().map(|piece| slice(&text, *piece)).collect();
        assert_eq!(found, pieces, "{written}");
        if !split.is_empty() {
            let joined = join(&text, split).expect("ranges");
            assert_eq!(super::split(&text, &joined).len(), pieces.len(), "{written}");
        }
    }

    #[test]
    fn a_range_is_split_at_line_breaks() {
        check("<q>One\n\ntwo</q> three", &["One", "two"]);
        check("<q>\nOne\r\n</q>", &["One"]);
        check("<q>One</q><r>two</r>", &["One", "two"]);
        check("<q>\n\n</q>One", &[]);
        check("<q>a\u{2028}é\u{85}</q>", &["a", "é"]);
    }

    #[test]
    fn ranges_parted_by_line_breaks_are_joined() {
        let (text, ranges) = marked("<a>One\n\ntwo</a>, <b>three</b>");
        let target = Target::new(ranges.into_iter().map(|(_, range)| range)).expect("a target");
        assert_eq!(join(&text, split(&text, &target)), Some(target));
    }
}
