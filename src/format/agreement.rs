//! Whether the words that a file gives are those that stand where it says.
//!
//! Neighbours: the formats beside it. The one idea: tools trim, join and escape blanks as they
//! like, so blanks are passed over, and nothing else is.

use crate::text::{TextRange, slice};

/// So many blanks are passed over when words are compared; a limit, so that a file cannot make
/// each of its spans cost the whole text.
const MAX_BLANKS: usize = 4_096;

/// How far words and text agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They are the same, or no words were given.
    Whole,
    /// The words stop where a line of the text does.
    ToBreak,
    /// They differ.
    None,
}

/// Whether the words are those of the ranges, in the order of the file, blanks aside.
pub(super) fn agreement(text: &str, ranges: &[TextRange], words: &str) -> Agreement {
    if words.is_empty() {
        return Agreement::Whole;
    }
    let limit = words.len() + MAX_BLANKS;
    let mut marked = ranges.iter().flat_map(|range| slice(text, *range).chars()).take(limit);
    let mut broken = false;
    let mut next = || {
        broken = false;
        loop {
            let c = marked.next()?;
            broken |= matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            if !is_blank(c) {
                return Some((c, broken));
            }
        }
    };
    for c in words.chars().filter(|c| !is_blank(*c)) {
        if next().is_none_or(|(marked, _)| marked != c) {
            return Agreement::None;
        }
    }
    match next() {
        None => Agreement::Whole,
        Some((_, true)) => Agreement::ToBreak,
        Some((_, false)) => Agreement::None,
    }
}

/// Blanks, and the control characters that some tools make of them.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn check(written: &str, words: &str, expected: Agreement) {
        let (text, ranges) = marked(written);
        let ranges: Vec<_> = ranges.into_iter().map(|(_, range)| range).collect();
        assert_eq!(agreement(&text, &ranges, words), expected, "{written} {words}");
    }

    #[test]
    fn words_are_compared_without_blanks() {
        check("<a>Prices fell</a>", "Prices fell", Agreement::Whole);
        check("<a>Prices</a> soon <b>fell</b>", "Prices fell", Agreement::Whole);
        check("<a>Prices</a> soon <b>fell</b>", "Pricesfell", Agreement::Whole);
        check("<a>Prices fell</a>", "", Agreement::Whole);
        check("<a>Prices fell</a>", "Prices rose", Agreement::None);
        check("<a>Prices fell</a>", "Prices", Agreement::None);
        check("<a>Prices fell</a>", "Prices fell.", Agreement::None);
        check("<a>Prices\n\nfell</a>", "Prices", Agreement::ToBreak);
        check("<a>Prices\nfell</a>", "Prices fell", Agreement::Whole);
    }
}
