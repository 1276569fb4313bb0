//! Somebody's words as words: nothing in them is markup, in any of the dialects.
//!
//! The rule is [CommonMark §2.4](https://spec.commonmark.org/0.31.2/#backslash-escapes): a backslash
//! before any ASCII punctuation makes it plain. Escaped is whatever CommonMark, GitHub, Obsidian or
//! Logseq give a meaning; what has one only at the start of a line, only there.

/// Escaped wherever it stands: emphasis, code, links, HTML and its entities, tables,
/// strike-through, headings and tags, Obsidian’s `==`, `%%`, `$` and `^`, Logseq’s `{{` and `::`.
const ANYWHERE: &str = "\\`*_[]<>&|~#%$^{}";

/// The words on one line: blanks in a row are one, and none is at either end. Marks that change
/// the direction of the line, and characters nobody sees, do not go along.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || is_unseen(c)) {
        if word.is_empty() {
            continue;
        }
        let first = out.is_empty();
        if !first {
            out.push(' ');
        }
        push(&mut out, word, first);
    }
    out
}

fn push(out: &mut String, word: &str, first: bool) {
    let mut before = None;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let escaped = match c {
            // A word by itself at the start: `-`, `+` make lists and `1.`, `1)` do too.
            '-' | '+' => first && (at == 0 || before == Some(c)),
            '.' | ')' => first && word[..at].bytes().all(|b| b.is_ascii_digit()) || is_www(word, at),
            // `((block))` of Logseq, `key:: value`, and addresses that programs turn into links.
            '(' => before == Some('(') || next == Some('('),
            ':' => true,
            '@' => true,
            // `==` highlights, and a line of them makes a heading of the line above.
            '=' => before == Some('=') || next == Some('=') || first && at == 0,
            '!' => next == Some('['),
            _ => ANYWHERE.contains(c),
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether the dot at `at` is the one of `www.`, by which some programs know an address.
fn is_www(word: &str, at: usize) -> bool {
    word.get(at.saturating_sub(3)..at).is_some_and(|www| www.eq_ignore_ascii_case("www"))
}

/// Marks that override the direction of text, and others nobody sees, with which a text can be
/// made to look like another. The joiners, which scripts and emoji need, stay.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A value of [YAML](https://yaml.org/spec/1.2.2/#73-flow-scalar-styles) in double quotation marks.
pub(super) fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control()
                || is_unseen(c)
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') =>
            {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
