//! Words, sentences and graphemes of a stretch of text, and how a selection snaps to them.
//!
//! Segmentation is Unicode's ([UAX #29]). The one idea: a person who drags across words means
//! those words, without the blanks and stray punctuation around them; a quotation keeps its
//! marks.
//!
//! [UAX #29]: https://www.unicode.org/reports/tr29/

use unicode_segmentation::UnicodeSegmentation;

use super::{TextRange, TextSize, quotation, slice};

/// `range` widened to whole words at both ends and trimmed of what surrounds them.
///
/// Blanks are dropped; so is punctuation that belongs to the sentence around, not to the
/// words: `of`, `;` and the full stop at the end of a selection that does not start its
/// sentence. Quotation marks and brackets stay when both of a pair are inside. An empty range
/// takes the word it touches. `None` when nothing but blanks and punctuation would be left.
#[must_use]
pub fn snap(text: &str, range: TextRange) -> Option<TextRange> {
    let whole = TextRange::up_to(super::size_of(text));
    let range = range.intersect(whole)?;
    let mut start = range.start();
    let mut end = range.end();
    for (at, word) in text.split_word_bound_indices() {
        let here = TextRange::at(size(at), super::size_of(word));
        if !is_wordy(word) {
            continue;
        }
        if here.contains(range.start()) || (range.is_empty() && here.end() == range.start()) {
            start = start.min(here.start());
        }
        // A selection that ends before a word does, takes the word.
        if (here.start() < range.end() && range.end() < here.end())
            || (range.is_empty() && here.contains_inclusive(range.end()))
        {
            end = end.max(here.end());
        }
        if here.start() >= range.end() && !range.is_empty() {
            break;
        }
    }
    trim(text, TextRange::new(start, end.max(start)))
}

/// `range` without the blanks and stray punctuation at its ends; see [`snap`].
#[must_use]
pub fn trim(text: &str, range: TextRange) -> Option<TextRange> {
    let range = graphemes(text, range);
    let mut start = range.start();
    let mut end = range.end();
    loop {
        let inside = slice(text, TextRange::new(start, end));
        let first = inside.chars().next()?;
        let last = inside.chars().next_back()?;
        if drops_at_start(first, inside) {
            start += TextSize::of(first);
        } else if drops_at_end(last, inside) {
            end -= TextSize::of(last);
        } else {
            break;
        }
    }
    let inside = slice(text, TextRange::new(start, end));
    inside.chars().any(char::is_alphanumeric).then(|| graphemes(text, TextRange::new(start, end)))
}

/// `range` widened so that neither end lies inside a grapheme (an emoji with its modifiers, a
/// letter with its accents).
#[must_use]
pub fn graphemes(text: &str, range: TextRange) -> TextRange {
    TextRange::new(boundary(text, range.start(), Side::Before), boundary(text, range.end(), Side::After))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The grapheme boundary at `at`, or the nearest on one side.
fn boundary(text: &str, at: TextSize, side: Side) -> TextSize {
    // Graphemes never cross a line break, so one line decides.
    let at_byte = floor_char(text, usize::from(at));
    let line = text[..at_byte].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at_byte..].find('\n').map_or(text.len(), |i| at_byte + i);
    if at_byte == line || at_byte == end {
        return size(at_byte);
    }
    for (start, grapheme) in text[line..end].grapheme_indices(true) {
        let (start, stop) = (line + start, line + start + grapheme.len());
        if start == at_byte {
            return size(at_byte);
        }
        if start < at_byte && at_byte < stop {
            return size(if side == Side::Before { start } else { stop });
        }
    }
    size(at_byte)
}

/// The last character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

fn is_wordy(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

fn drops_at_start(first: char, inside: &str) -> bool {
    if is_blank(first) {
        return true;
    }
    match quotation::closing_of(first) {
        Some(closing) => !inside.chars().skip(1).any(|c| closing.contains(&c)),
        None => quotation::is_mark(first) || is_stray(first),
    }
}

fn drops_at_end(last: char, inside: &str) -> bool {
    if is_blank(last) {
        return true;
    }
    // One of a pair stays when its partner is inside: “…”, (…), […].
    if let Some(opening) = quotation::opening_of(last) {
        let before = inside.len() - last.len_utf8();
        return !inside[..before].chars().any(|c| opening.contains(&c));
    }
    // The apostrophe of “the workers’” belongs to the word.
    if matches!(last, '\'' | '’') {
        return false;
    }
    if matches!(last, '.' | '!' | '?' | '…' | '。') {
        return !ends_a_sentence_begun_inside(inside);
    }
    is_stray(last)
}

/// Whether the selection takes a whole sentence, so that its full stop belongs to it, or ends
/// in an abbreviation such as “U.S.” whose stop is part of the word.
fn ends_a_sentence_begun_inside(inside: &str) -> bool {
    let body = inside.trim_end_matches(['.', '!', '?', '…', '。']);
    let last_word = body.rsplit(char::is_whitespace).next().unwrap_or_default();
    let abbreviation = last_word.contains('.') || last_word.chars().count() == 1;
    let begins = inside.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    abbreviation || (begins && body.split_whitespace().count() > 3)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// Punctuation that belongs to the text around a selection.
fn is_stray(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '.'
            | '!'
            | '?'
            | '…'
            | '-'
            | '–'
            | '—'
            | '•'
            | '·'
            | '*'
            | '/'
            | '|'
            | '،'
            | '؛'
            | '、'
            | '。'
            | '，'
    )
}

/// The sentences of `text`, trailing blanks not included.
///
/// As [UAX #29] has it, but a stretch that goes on in lower case belongs to the sentence before:
/// “Really?” she asked.
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/
#[must_use]
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    for (at, sentence) in text.split_sentence_bound_indices() {
        let body = sentence.trim_end();
        if body.is_empty() {
            continue;
        }
        let range = TextRange::at(size(at), super::size_of(body));
        match found.last_mut() {
            Some(last) if body.chars().next().is_some_and(char::is_lowercase) => *last = last.cover(range),
            _ => found.push(range),
        }
    }
    found
}

/// The words of `text`, in order.
pub fn words(text: &str) -> impl Iterator<Item = TextRange> {
    text.unicode_word_indices().map(|(at, word)| TextRange::at(size(at), super::size_of(word)))
}

/// Where something begins that is set apart from what is before it: after a blank, and in scripts that
/// write without blanks at each word, with the mark that opens it. The beginning of the text is one.
pub fn starts(text: &str) -> impl Iterator<Item = TextSize> {
    let mut before = None;
    text.split_word_bound_indices().filter_map(move |(at, piece)| {
        let (first, last) = (piece.chars().next()?, piece.chars().next_back());
        let after = std::mem::replace(&mut before, last);
        let begins = match after {
            _ if first.is_whitespace() => false,
            None => true,
            Some(after) if after.is_whitespace() => true,
            Some(after) => {
                let opens = quotation::closing_of(first).is_some();
                is_unspaced(first)
                    && is_unspaced(after)
                    && (is_wordy(piece) || opens)
                    && quotation::closing_of(after).is_none()
            }
        };
        begins.then_some(size(at))
    })
}

/// Whether `c` belongs to a script that writes without spaces: Han, Kana, and their punctuation
/// (Unicode blocks CJK Symbols to CJK Unified Ideographs, and the fullwidth forms).
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// How many words `text` has, as Unicode counts them.
#[must_use]
pub fn count(text: &str) -> usize {
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::marked::{marked, one};

    /// `<in>` is what was dragged over, `<out>` what is selected.
    fn check(written: &str) {
        let (text, ranges) = marked(written);
        let find = |name| ranges.iter().find(|(n, _)| n == name).map(|(_, r)| *r);
        let dragged = find("in").expect("what was dragged");
        assert_eq!(
            snap(&text, dragged).map(|r| slice(&text, r)),
            find("out").map(|r| slice(&text, r)),
            "{written}"
        );
    }

    #[test]
    fn a_selection_snaps_to_whole_words() {
        check("The <out>min<in>ister sa</in>id</out> nothing");
        check("The <in><out>minister</out></in> said");
        check("The<in> <out>minister</out> </in>said");
        check("One <out>to<in></in>wn</out> more");
        check("One <out>town</out><in></in> more");
    }

    #[test]
    fn punctuation_of_the_sentence_around_is_left_out() {
        check("Well, <in><out>she said</out>, </in>no.");
        check("and <in><out>prices fell</out>.</in> Then");
        check("<in><out>Prices fell sharply in May.</out> </in>Then");
        check("the <in><out>U.S.</out></in> Army");
        check("<in> – <out>its proxy</out> –</in> to");
        check("the <in><out>workers’</out></in> union");
    }

    #[test]
    fn a_quotation_keeps_its_marks_and_half_a_pair_goes() {
        check("<in><out>“Prices fell,”</out> </in>said Rao");
        check("He <in>“<out>never knew</out></in> it” then");
        check("it <in><out>never knew</out>”</in> then");
        check("the <in><out>(old) mill</out></in> and");
    }

    #[test]
    fn nothing_but_blanks_is_no_selection() {
        check("a<in> — </in>b");
        check("a <in>…</in> b");
    }

    #[test]
    fn a_selection_never_ends_inside_a_grapheme() {
        let (text, range) = one("a <x>👩\u{200d}🚒</x> b", "x");
        let inside = TextRange::at(range.start(), TextSize::new(4));
        assert_eq!(graphemes(&text, inside), range);
    }

    #[test]
    fn words_begin_where_a_reader_sees_them_begin() {
        let check = |marked: &str| {
            let text = marked.replace('|', "");
            let mut found = text.clone();
            let starts: Vec<_> = starts(&text).collect();
            starts.iter().rev().for_each(|at| found.insert(usize::from(*at), '|'));
            assert_eq!(found, marked);
        };
        check("|He |said: |“No, |never.” |– |Then |he’d |left.");
        check("|one\n|two  |three ");
        check("|川|は|静|か|だ。|「今|日|は|雨」|と|言|う。");
        check("|הוא |אמר: |“לא”.");
        check("|👩\u{200d}🚒 |ü");
        check("");
    }

    #[test]
    fn sentences_leave_their_blanks_behind() {
        let text = "Prices fell. “Really?” she asked. Yes";
        let found: Vec<_> = sentences(text).into_iter().map(|r| slice(text, r)).collect();
        assert_eq!(found, ["Prices fell.", "“Really?” she asked.", "Yes"]);
    }

    proptest! {
        #[test]
        fn snapping_twice_is_snapping_once(text in r"(\PC|[ “”,.'\n]){0,80}", a: prop::sample::Index, b: prop::sample::Index) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (bounds[a.index(bounds.len())], bounds[b.index(bounds.len())]);
            let range = TextRange::new(size(a.min(b)), size(a.max(b)));
            if let Some(once) = snap(&text, range) {
                prop_assert!(!once.is_empty());
                prop_assert_eq!(graphemes(&text, once), once);
                prop_assert_eq!(snap(&text, once), Some(once));
            }
        }
    }
}
