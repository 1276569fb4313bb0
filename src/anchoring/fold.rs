//! What counts as the same words: text with its typography folded away.
//!
//! Neighbours: [`super::token`] folds words as it reads them; both ways of anchoring compare
//! what they found with what was marked. The one idea: a publishing system that turns “ ” into
//! " ", – into - or a blank into a no-break space has not changed a word, so a mark may follow
//! without asking. A letter, a digit or a comma that differs has.
//!
//! Why not Unicode's compatibility forms (NFKC): they fold ² into 2, and their tables weigh more
//! than the rest of this module. Accents written in two ways are left apart for the same
//! reason; a text that changes its form is proposed as reworded.

use std::iter;

use crate::text::{TextRange, TextSize};

/// `c` with its typography folded, or `None` for a mark that shows nothing.
pub(super) fn fold(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

/// Whether two stretches hold the same words: equal but for quotation marks, dashes, ellipses
/// and blanks.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || folded(one).eq(folded(other))
}

/// The folded characters of `text`: a run of blanks or of dashes becomes one, … becomes three
/// stops, blanks at either end go.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut before = ' ';
    text.trim().chars().filter_map(fold).flat_map(spelt_out).filter(move |c| {
        let repeats = *c == before && matches!(c, ' ' | '-');
        before = *c;
        !repeats
    })
}

/// An ellipsis as its three stops, anything else as it is.
fn spelt_out(c: char) -> impl Iterator<Item = char> {
    if c == '…' { iter::repeat_n('.', 3) } else { iter::repeat_n(c, 1) }
}

/// How many bytes at the end of `before` stand for `lead`, the punctuation ahead of a word.
pub(super) fn reach_back(before: &str, lead: &str) -> usize {
    if before.ends_with(lead) {
        return lead.len();
    }
    reach(lead.chars().rev(), before.chars().rev())
}

/// How many bytes at the start of `after` stand for `tail`, the punctuation that follows a word.
pub(super) fn reach_on(after: &str, tail: &str) -> usize {
    if after.starts_with(tail) {
        return tail.len();
    }
    reach(tail.chars(), after.chars())
}

/// How far `there` goes along with `wanted`, blanks aside, up to the last mark they share.
fn reach(wanted: impl Iterator<Item = char>, there: impl Iterator<Item = char>) -> usize {
    let mut wanted = wanted.filter_map(fold).flat_map(spelt_out).filter(|c| *c != ' ').peekable();
    let (mut passed, mut reached) = (0, 0);
    for c in there {
        passed += c.len_utf8();
        for mark in fold(c).into_iter().flat_map(spelt_out).filter(|c| *c != ' ') {
            if wanted.next_if_eq(&mark).is_none() {
                return reached;
            }
            reached = passed;
        }
    }
    reached
}

/// Where `range` of `old` stands in `new`, when the two are the same marks, typography aside.
pub(super) fn place_within(old: &str, range: TextRange, new: &str) -> Option<TextRange> {
    if old == new {
        return Some(range);
    }
    let (old_marks, new_marks) = (marks(old), marks(new));
    if !old_marks.iter().map(|(_, mark)| mark).eq(new_marks.iter().map(|(_, mark)| mark)) {
        return None;
    }
    let first = old_marks.iter().position(|(span, _)| span.start() >= range.start())?;
    let last = old_marks.iter().rposition(|(span, _)| span.end() <= range.end())?;
    (first <= last).then(|| TextRange::new(new_marks[first].0.start(), new_marks[last].0.end()))
}

/// The folded marks of `text`, each with its place; blanks do not count.
fn marks(text: &str) -> Vec<(TextRange, char)> {
    text.char_indices()
        .flat_map(|(at, c)| {
            let span = TextRange::at(TextSize::new(at as u32), TextSize::of(c));
            fold(c).into_iter().flat_map(spelt_out).map(move |mark| (span, mark))
        })
        .filter(|(_, mark)| *mark != ' ')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{reach_back, reach_on, same};

    #[test]
    fn punctuation_at_the_ends_goes_along() {
        assert_eq!(reach_on(".\" Then", ".”"), 2);
        assert_eq!(reach_on("... Then", "…"), 3);
        assert_eq!(reach_on(", then", "."), 0);
        assert_eq!(reach_on(" then", ""), 0);
        assert_eq!(reach_back("said: \"", "“"), 1);
        assert_eq!(reach_back("said: “", " “"), 4);
    }

    #[test]
    fn typography_changes_no_word() {
        for (one, other) in [
            ("“Prices fell,” he said", "\"Prices fell,\" he said"),
            ("the ferry’s hull", "the ferry's hull"),
            ("winter of 2024–25", "winter of 2024-25"),
            ("and … that is", "and ... that is"),
            ("16\u{a0}square  metres", "16 square metres"),
            ("hel\u{ad}lo", "hello"),
            (" of ", "of"),
            ("a -- b", "a — b"),
        ] {
            assert!(same(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn a_letter_a_digit_or_a_comma_does() {
        for (one, other) in [
            ("Aske", "Ask"),
            ("38 cm", "83 cm"),
            ("He said", "he said"),
            ("a, b", "a b"),
            ("re-cover", "recover"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }
}
