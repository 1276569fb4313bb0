//! Quotation marks: which open, which close, and the quotations of a stretch of text.
//!
//! Covers “English”, „German“, «French», »Danish«, 「Japanese」, straight "marks" and the
//! two-apostrophe ''marks'' of older news feeds. The one idea: an opening mark stays open until its
//! own closing mark or the end of the block, since newspapers do not close a quotation that
//! goes on in the next paragraph.

use super::{TextRange, TextSize};

/// Pairs of opening and closing marks. One opening may be closed by several.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('‟', &['”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('「', &['」']),
    ('『', &['』']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('"', &['"']),
    ('(', &[')']),
    ('[', &[']']),
];

/// The marks that close what `c` opens, when it opens something (a quotation or a bracket).
#[must_use]
pub fn closing_of(c: char) -> Option<&'static [char]> {
    PAIRS.iter().find(|(open, _)| *open == c).map(|(_, close)| *close)
}

/// The marks that open what `c` closes, when it closes something. An apostrophe does not count:
/// too many words end in one.
#[must_use]
pub fn opening_of(c: char) -> Option<&'static [char]> {
    Some(match c {
        '”' => &['“', '„', '‟'],
        '“' => &['„'],
        '»' => &['«'],
        '«' => &['»'],
        '›' => &['‹'],
        '‹' => &['›'],
        '」' => &['「'],
        '』' => &['『'],
        '"' => &['"'],
        ')' => &['('],
        ']' => &['['],
        _ => return None,
    })
}

/// Whether `c` is a quotation mark of any kind (brackets and apostrophes are not).
#[must_use]
pub fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '"')
}

/// The outermost quotations of one block, marks included, in order.
///
/// An opening mark without a closing one reaches to the end of the block. Single marks count
/// only where they cannot be apostrophes, inside nothing else.
#[must_use]
pub fn quotations(block: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut open: Option<(TextSize, &[char])> = None;
    let mut before = ' ';
    let mut chars = block.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
        let two_apostrophes = c == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'');
        match open {
            Some((start, closing)) => {
                let closes = closing.contains(&c) && !is_apostrophe(c, chars.peek().map(|(_, n)| *n));
                if closes || (two_apostrophes && closing.is_empty()) {
                    let end = if closes { at + TextSize::of(c) } else { at + TextSize::new(2) };
                    found.push(TextRange::new(start, end));
                    open = None;
                    if two_apostrophes {
                        chars.next();
                    }
                }
            }
            None if two_apostrophes => {
                open = Some((at, &[]));
                chars.next();
            }
            None if (is_mark(c) || matches!(c, '‘' | '‚')) && opens_here(c, before) => {
                open = closing_of(c).map(|closing| (at, closing));
            }
            None => {}
        }
        before = c;
    }
    if let Some((start, _)) = open {
        let end = TextSize::of(block.trim_end());
        if start < end {
            found.push(TextRange::new(start, end));
        }
    }
    found
}

/// A mark that also closes opens only after a blank, a dash or a bracket.
fn opens_here(c: char, before: char) -> bool {
    !matches!(c, '"' | '“' | '»' | '›' | '”' | '‘')
        || !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?')
}

/// `’` between letters is an apostrophe and closes nothing.
fn is_apostrophe(c: char, next: Option<char>) -> bool {
    c == '’' && next.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn check(written: &str) {
        let (text, ranges) = marked(written);
        let expected: Vec<_> = ranges.into_iter().map(|(_, r)| r).collect();
        assert_eq!(quotations(&text), expected, "{written}");
    }

    #[test]
    fn quotations_of_many_languages_are_found() {
        check("<q>“Prices fell,”</q> she said, <q>“and fell.”</q>");
        check("<q>„Nein“</q>, sagte er. <q>«Non»</q>, dit-il. <q>「はい」</q>と");
        check("<q>\"One\"</q> and <q>\"two\"</q>.");
        check("He said <q>''no deal''</q> twice");
    }

    #[test]
    fn a_quotation_inside_a_quotation_belongs_to_it() {
        check("<q>“He said ‘never’ to me,”</q> she said");
        check("<q>“dwindling ‘caliphate.’”</q>");
    }

    #[test]
    fn an_apostrophe_is_no_quotation() {
        check("Iraq’s consent and the workers’ union don't count");
        check("<q>‘It’s late’</q>, he said");
    }

    #[test]
    fn a_quotation_left_open_goes_on_to_the_end_of_the_block() {
        check("<q>“It went on and on.</q>");
    }
}
