//! The words of a text, as anchoring compares them.
//!
//! Neighbours: [`super::index`] finds them again, [`super::align`] pairs them. The one idea:
//! words are compared by a hash of their folded, lower-case letters, so that punctuation, case
//! and typography never come between two texts; whether the words are really the same is asked
//! of the text itself, at the very end ([`super::fold::same`]).
//!
//! Why not [`crate::text::words`]: Unicode's word boundaries cost ten times as much, and what
//! matters here is that both texts are cut alike, not that they are cut as a reader would.

use super::{fold::fold, vocabulary};
use crate::text::{TextRange, TextSize};

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub span: TextRange,
    /// The hash of its folded, lower-case letters: equal words have equal ids.
    pub id: u32,
    /// One bit for each letter it holds, to tell quickly that two words are not alike.
    pub letters: u32,
    /// What it carries.
    pub kind: Kind,
    /// What starts with it.
    pub opens: Opening,
}

/// What a word is the first of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing: it goes on in its sentence.
    Nothing,
    /// A sentence.
    Sentence,
    /// A line: a block and its first sentence.
    Line,
}

impl Token {
    /// Whether a sentence starts with it.
    pub(super) fn opens(&self) -> bool {
        self.opens != Opening::Nothing
    }
}

/// What a word carries, as far as its looks tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything else.
    Plain,
    /// Capitalised inside a sentence.
    Name,
    /// With a digit, or a number word.
    Number,
    /// “not”, “never”, “isn’t”.
    Negation,
}

impl Kind {
    /// Whether another word in its place makes another statement of it.
    pub(super) fn is_critical(self) -> bool {
        self != Self::Plain
    }
}

/// Reads the words of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut between = Between { line: true, stop: false, blank: true };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if is_wordy(c) {
            let word = read(text, at, c, between.opens(c));
            at = word.span.end().into();
            found.push(word);
            between = Between::default();
        } else {
            between.pass(c);
            at += c.len_utf8();
        }
    }
    found
}

/// What stood between the word before and this one.
#[derive(Clone, Copy, Default)]
struct Between {
    /// A line ended.
    line: bool,
    /// A full stop or its like.
    stop: bool,
    /// A blank after the stop.
    blank: bool,
}

impl Between {
    fn pass(&mut self, c: char) {
        match c {
            '\n' => self.line = true,
            '.' | '!' | '?' | '…' | '‽' | '؟' => self.stop = true,
            '。' | '！' | '？' => (self.stop, self.blank) = (true, true),
            c if c.is_whitespace() => self.blank |= self.stop,
            _ => {}
        }
    }

    /// A sentence that goes on in lower case has not ended: “Really?” she asked.
    fn opens(self, first: char) -> Opening {
        if self.line {
            Opening::Line
        } else if self.stop && self.blank && !first.is_lowercase() {
            Opening::Sentence
        } else {
            Opening::Nothing
        }
    }
}

/// Reads the word that starts at `at` with `first`.
fn read(text: &str, at: usize, first: char, opens: Opening) -> Token {
    let mut hash = Hash::new();
    let mut letters = 0;
    let mut digits = false;
    let mut end = at;
    if is_ideographic(first) {
        hash = hash.with(first as u32);
        end += first.len_utf8();
    } else {
        let mut rest = text[at..].chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.peek().copied();
            let inside = (is_wordy(c) && !is_ideographic(c)) || joins(c, next, digits) || fold(c).is_none();
            if !inside {
                break;
            }
            end += c.len_utf8();
            digits |= c.is_numeric();
            for lower in fold(c).into_iter().flat_map(char::to_lowercase) {
                hash = hash.with(lower as u32);
                letters |= 1 << (lower as u32 % 32);
            }
        }
    }
    let span = TextRange::new(size(at), size(end));
    let id = hash.finish();
    Token { span, id, letters, kind: kind(&text[at..end], first, id, digits, opens), opens }
}

/// Whether `c`, between a letter or digit and `next`, belongs to the word: don’t, 212,177.
fn joins(c: char, next: Option<char>, after_digit: bool) -> bool {
    match c {
        '\'' | '’' => next.is_some_and(char::is_alphabetic),
        '.' | ',' => after_digit && next.is_some_and(char::is_numeric),
        _ => false,
    }
}

fn kind(word: &str, first: char, id: u32, digits: bool, opens: Opening) -> Kind {
    let listed = word.len() <= vocabulary::LONGEST;
    if digits || (listed && vocabulary::is_number(id)) {
        Kind::Number
    } else if (listed && vocabulary::is_negation(id)) || vocabulary::is_contracted_negation(word) {
        Kind::Negation
    } else if first.is_uppercase() && opens == Opening::Nothing {
        Kind::Name
    } else {
        Kind::Plain
    }
}

fn is_wordy(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')))
}

/// Scripts that leave no blanks between words: each character counts as a word.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a over characters, with a last stir.
#[derive(Clone, Copy)]
struct Hash(u32);

impl Hash {
    const fn new() -> Self {
        Self(0x811c_9dc5)
    }

    const fn with(self, c: u32) -> Self {
        Self((self.0 ^ c).wrapping_mul(0x0100_0193))
    }

    const fn finish(self) -> u32 {
        let h = (self.0 ^ (self.0 >> 15)).wrapping_mul(0x2c1b_3c6d);
        h ^ (h >> 13)
    }
}

/// The id that [`tokens`] gives a word of lower-case ASCII letters.
pub(super) const fn id_of(word: &[u8]) -> u32 {
    let mut hash = Hash::new();
    let mut n = 0;
    while n < word.len() {
        hash = hash.with(word[n] as u32);
        n += 1;
    }
    hash.finish()
}

fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}
