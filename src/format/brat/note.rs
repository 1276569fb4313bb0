//! Text in a note: one line, whatever is in it.
//!
//! The one idea: a control character becomes its picture (“␊” for a line break), which a person
//! reading the note in brat understands; those that a note may hold are turned back on the way in.

use super::breaks::is_break;

/// Where Unicode keeps the pictures of the control characters, in their order.
const PICTURES: u32 = 0x2400;
/// The picture of a line break of an unusual kind.
const NEW_LINE: char = '\u{2424}';

/// The text on one line.
pub(super) fn to_line(text: &str) -> String {
    let picture = |c: char| match c {
        '\0'..=' ' if c != ' ' => char::from_u32(PICTURES + u32::from(c)).unwrap_or(NEW_LINE),
        c if is_break(c) => NEW_LINE,
        c => c,
    };
    text.chars().map(picture).collect()
}

/// The text of a line that [`to_line`] wrote.
pub(super) fn from_line(line: &str) -> String {
    let control = |c: char| match c {
        '␉' => '\t',
        '␊' | NEW_LINE => '\n',
        '␍' => '\r',
        c => c,
    };
    line.chars().map(control).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_line_and_comes_back() {
        let note = "Ask:\n\twhy?\r\n";
        assert_eq!(to_line(note), "Ask:␊␉why?␍␊");
        assert_eq!(from_line(&to_line(note)), note);
        assert_eq!(from_line(&to_line("a\u{2028}b")), "a\nb");
        assert_eq!(from_line(&to_line("a\u{1f}b")), "a␟b", "no note holds such a character");
    }
}
