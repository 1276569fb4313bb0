//! Where a span stands in the text.

use super::super::{breaks, standoff::Span};
use crate::{
    annotation::Target,
    article::FrozenText,
    text::{OffsetError, TextRange},
};

/// So many blanks are passed over when words are compared; a limit, so that a file cannot make
/// each of its spans cost the whole text.
const MAX_BLANKS: usize = 4_096;

/// The target of a span.
///
/// # Errors
/// Why it has none, as a sentence: it lies outside the text, or its words are not those there.
pub(super) fn place(text: &FrozenText, span: &Span<'_>) -> Result<Target, String> {
    let range = |range| text.index().range_from_chars(text.as_str(), range);
    let ranges = span.ranges.iter().copied().map(range).collect::<Result<Vec<_>, OffsetError>>();
    let ranges = ranges.map_err(|error| format!("It {error}."))?;
    if !agrees(text.as_str(), &ranges, span.words) {
        return Err("The words it gives are not those that stand there in the text.".to_owned());
    }
    breaks::join(text.as_str(), ranges).ok_or_else(|| "It covers no text.".to_owned())
}

/// Whether the words are those of the ranges, in the order of the file, blanks aside. They may
/// stop at a line break: older tools wrote the break into the file, and the rest behind it.
fn agrees(text: &str, ranges: &[TextRange], words: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    let limit = words.len() + MAX_BLANKS;
    let mut marked = ranges.iter().flat_map(|range| crate::text::slice(text, *range).chars()).take(limit);
    let mut broken = false;
    let mut next = || {
        broken = false;
        loop {
            let c = marked.next()?;
            broken |= breaks::is_break(c);
            if !c.is_whitespace() && !breaks::is_break(c) {
                return Some((c, broken));
            }
        }
    };
    for c in words.chars().filter(|c| !c.is_whitespace() && !breaks::is_break(*c)) {
        if next().is_none_or(|(marked, _)| marked != c) {
            return false;
        }
    }
    next().is_none_or(|(_, broken)| broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn check(written: &str, words: &str, expected: bool) {
        let (text, ranges) = marked(written);
        let ranges: Vec<_> = ranges.into_iter().map(|(_, range)| range).collect();
        assert_eq!(agrees(&text, &ranges, words), expected, "{written} {words}");
    }

    #[test]
    fn words_are_compared_without_blanks() {
        check("<a>Prices fell</a>", "Prices fell", true);
        check("<a>Prices</a> soon <b>fell</b>", "Prices fell", true);
        check("<a>Prices</a> soon <b>fell</b>", "Pricesfell", true);
        check("<a>Prices fell</a>", "", true);
        check("<a>Prices fell</a>", "Prices rose", false);
        check("<a>Prices fell</a>", "Prices", false);
        check("<a>Prices fell</a>", "Prices fell.", false);
        check("<a>Prices\n\nfell</a>", "Prices", true);
        check("<a>Prices\nfell</a>", "Prices fell", true);
    }
}
