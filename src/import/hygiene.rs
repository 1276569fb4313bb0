//! Cleaning the letters of a text before it is frozen, and writing down what was done.
//!
//! The one idea: only what nobody sees is touched, so that words can be searched, marked and found
//! again, and everything that carries meaning comes through whole: emoji and their joiners
//! (U+200D), the non-joiner of Persian and the Indic scripts (U+200C), combining marks, the marks
//! of direction (U+200E, U+200F, U+061C and the embeddings and isolates of UAX 9).
//!
//! Why not Unicode normalisation: it would change what was printed (“…” to three dots in NFKC, the
//! look of some Han characters even in NFC), and the text is evidence.

use serde::{Deserialize, Serialize};

/// So many parts that are missing are named.
const NAMED: usize = 3;

/// What was changed in a text on the way in, as counts; and what of it did not come in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hygiene {
    /// The encoding it was in, by its name in the WHATWG Encoding Standard; empty when it came as
    /// text or as UTF-8.
    pub encoding: String,
    /// Line ends that were not `\n`, and form feeds.
    pub line_ends: u32,
    /// No-break spaces that became spaces.
    pub no_break: u32,
    /// Zero-width spaces, word joiners and stray byte order marks that went.
    pub invisible: u32,
    /// Soft hyphens that went.
    pub soft_hyphens: u32,
    /// Ligatures that were taken apart into letters.
    pub ligatures: u32,
    /// Control characters that went.
    pub controls: u32,
    /// Places where bytes made no character, shown as �.
    pub undecodable: u32,
    /// Line breaks within a paragraph that a machine had put there.
    pub unwrapped: u32,
    /// Words put together again that were hyphenated at a line's end.
    pub rejoined: u32,
    /// Passages too long for one paragraph that were parted.
    pub parted: u32,
    /// Pages of a PDF that hold pictures only, and did not come in.
    pub unread_pages: u32,
    /// Whether the end of the file is missing, and with it, perhaps, some of the text.
    pub cut_short: bool,
    /// Whether the whole did not fit, so that only its parts are offered.
    pub in_parts: bool,
    /// Parts that a book lists and the file does not have, or that cannot be read.
    pub missing: Vec<String>,
}

impl Hygiene {
    /// `text`, cleaned; what was done is added to the counts.
    #[must_use]
    pub fn clean(&mut self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let (mut from, mut at) = (0, 0);
        // What stays is copied in runs.
        while let Some(c) = next(text, &mut at) {
            clean.push_str(&text[from..at - c.len_utf8()]);
            from = at;
            match c {
                '\r' => {
                    self.line_ends += 1;
                    from += usize::from(text[from..].starts_with('\n'));
                    at = from;
                    clean.push('\n');
                }
                '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.line_ends += 1;
                    clean.push('\n');
                }
                '\u{a0}' | '\u{2007}' | '\u{202f}' => {
                    self.no_break += 1;
                    clean.push(' ');
                }
                '\u{200b}' | '\u{2060}' | '\u{feff}' => self.invisible += 1,
                '\u{ad}' => self.soft_hyphens += 1,
                '\u{fb00}'..='\u{fb06}' => {
                    self.ligatures += 1;
                    clean.push_str(letters(c));
                }
                '\u{fffd}' => {
                    self.undecodable += 1;
                    clean.push(c);
                }
                _ => self.controls += 1,
            }
        }
        clean.push_str(&text[from..]);
        clean
    }

    /// Adds what was done to another part of the same text.
    pub(super) fn add(&mut self, other: &Self) {
        if self.encoding.is_empty() {
            self.encoding.clone_from(&other.encoding);
        }
        self.line_ends += other.line_ends;
        self.no_break += other.no_break;
        self.invisible += other.invisible;
        self.soft_hyphens += other.soft_hyphens;
        self.ligatures += other.ligatures;
        self.controls += other.controls;
        self.undecodable += other.undecodable;
        self.unwrapped += other.unwrapped;
        self.rejoined += other.rejoined;
        self.parted += other.parted;
        self.unread_pages += other.unread_pages;
        self.cut_short |= other.cut_short;
        self.in_parts |= other.in_parts;
        self.missing.extend(other.missing.iter().cloned());
    }

    /// Whether nothing was changed.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    /// What was done, as a list for the person; empty when nothing was. What did not come in stands
    /// first.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.left_out();
        if !self.encoding.is_empty() {
            notes.push(format!("Read as {}.", self.encoding));
        }
        let counts = [
            (self.undecodable, "place could not be read and shows �", "places could not be read and show �"),
            (self.line_ends, "line end made the usual one", "line ends made the usual ones"),
            (self.no_break, "no-break space made a space", "no-break spaces made spaces"),
            (self.invisible, "invisible character removed", "invisible characters removed"),
            (self.soft_hyphens, "soft hyphen removed", "soft hyphens removed"),
            (self.ligatures, "ligature written as letters", "ligatures written as letters"),
            (self.controls, "control character removed", "control characters removed"),
            (
                self.unwrapped,
                "line break within a paragraph removed",
                "line breaks within paragraphs removed",
            ),
            (self.rejoined, "hyphenated word put together", "hyphenated words put together"),
            (
                self.parted,
                "passage too long to be one paragraph parted where sentences end",
                "passages too long to be one paragraph parted where sentences end",
            ),
        ];
        notes.extend(counts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| {
            let what = if n == 1 { one } else { many };
            format!("{n} {what}.")
        }));
        notes
    }

    /// What did not come in.
    fn left_out(&self) -> Vec<String> {
        let pages = match self.unread_pages {
            0 => None,
            1 => Some("1 page holds pictures only and was left out.".to_owned()),
            n => Some(format!("{n} pages hold pictures only and were left out.")),
        };
        let cut = "The end of the file is missing, so some of the text may be, too.".to_owned();
        let parts = "The whole is too large to be taken in at once, so its chapters are offered.".to_owned();
        let missing = self.missing.get(..NAMED).unwrap_or(&self.missing).join(", ");
        let missing = match self.missing.len() {
            0 => None,
            1 => Some(format!("1 part is missing in the file or cannot be read: {missing}.")),
            n if n <= NAMED => {
                Some(format!("{n} parts are missing in the file or cannot be read: {missing}."))
            }
            n => Some(format!(
                "{n} parts are missing in the file or cannot be read: {missing} and {} more.",
                n - NAMED
            )),
        };
        let cut = self.cut_short.then_some(cut);
        [pages, cut, self.in_parts.then_some(parts), missing].into_iter().flatten().collect()
    }
}

/// The next character, from `at` on, that cleaning does not leave as it is; `at` comes to its end.
///
/// Most bytes say by themselves that they stay, and are quicker looked at than characters: only the
/// blocks of U+0080, U+2000 and U+F000 hold any that do not.
fn next(text: &str, at: &mut usize) -> Option<char> {
    let bytes = text.as_bytes();
    loop {
        while !MAY_GO[usize::from(*bytes.get(*at)?)] {
            *at += 1;
        }
        let c = text[*at..].chars().next()?;
        *at += c.len_utf8();
        if !stays(c) {
            return Some(c);
        }
    }
}

/// Whether a character that begins with this byte may be one that does not stay.
///
/// Every letter of a page is asked for it, and a table is the quickest answer where code is small.
const MAY_GO: [bool; 256] = {
    let mut may_go = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_go[byte] = !matches!(byte as u8, b' '..=b'~' | b'\n' | b'\t' | 0x80..=0xc1 | 0xc3..=0xe1 | 0xe3..=0xee | 0xf0..);
        byte += 1;
    }
    may_go
};

/// Whether cleaning leaves `c` as it is.
fn stays(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => true,
        '\0'..='\u{9f}' => false,
        '\u{a0}' | '\u{ad}' | '\u{2007}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{2060}' => {
            false
        }
        '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{fffd}' => false,
        _ => true,
    }
}

/// The letters of a Latin ligature (Unicode, Alphabetic Presentation Forms).
fn letters(ligature: char) -> &'static str {
    match ligature {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => "st",
    }
}

/// `text` with every run of blanks as one space, none at the ends: as a browser shows it.
pub(super) fn collapse(text: &str) -> String {
    if is_collapsed(text) {
        return text.to_owned();
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// Whether no two blanks stand side by side, and none at an end: most text is so already.
fn is_collapsed(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.as_bytes() {
        if *byte <= b' ' && (before == b' ' && *byte == b' ' || matches!(byte, b'\t' | b'\n')) {
            return false;
        }
        before = *byte;
    }
    before != b' '
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, done: &Hygiene) {
        let mut hygiene = Hygiene::default();
        assert_eq!(hygiene.clean(text), expected);
        assert_eq!(&hygiene, done);
    }

    #[test]
    fn what_nobody_sees_is_put_right_and_counted() {
        let none = Hygiene::default;
        check("a\r\nb\rc\u{2028}d", "a\nb\nc\nd", &Hygiene { line_ends: 3, ..none() });
        check("10\u{a0}km\u{202f}!", "10 km !", &Hygiene { no_break: 2, ..none() });
        check("\u{feff}a\u{200b}b\u{2060}c", "abc", &Hygiene { invisible: 3, ..none() });
        check("Zei\u{ad}tung", "Zeitung", &Hygiene { soft_hyphens: 1, ..none() });
        check("o\u{fb03}ce \u{fb01}re", "office fire", &Hygiene { ligatures: 2, ..none() });
        check("a\u{8}b\u{9d}", "ab", &Hygiene { controls: 2, ..none() });
        check("a\u{fffd}", "a\u{fffd}", &Hygiene { undecodable: 1, ..none() });
    }

    #[test]
    fn what_carries_meaning_comes_through_whole() {
        for text in [
            "👩‍👩‍👧 🏳️‍🌈 👍🏽",
            "e\u{301} Å o\u{308}",
            "\u{200f}سلام\u{200e} \u{2067}abc\u{2069}",
            "می‌خواهم",
            "क्‍ष",
            "「東京」\u{3000}発",
            "„Ja“ … ½",
        ] {
            check(text, text, &Hygiene::default());
        }
    }

    #[test]
    fn notes_speak_of_one_and_of_many() {
        let hygiene =
            Hygiene { encoding: "Shift_JIS".to_owned(), no_break: 1, soft_hyphens: 2, ..Hygiene::default() };
        assert_eq!(
            hygiene.notes(),
            ["Read as Shift_JIS.", "1 no-break space made a space.", "2 soft hyphens removed."]
        );
    }

    #[test]
    fn what_did_not_come_in_is_said_first() {
        let missing = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let hygiene =
            Hygiene { no_break: 1, unread_pages: 2, cut_short: true, missing, ..Hygiene::default() };
        assert_eq!(
            hygiene.notes(),
            [
                "2 pages hold pictures only and were left out.",
                "The end of the file is missing, so some of the text may be, too.",
                "4 parts are missing in the file or cannot be read: a, b, c and 1 more.",
                "1 no-break space made a space.",
            ]
        );
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in r"(\PC|[\r\n\u{a0}\u{ad}\u{200b}\u{fb01}]){0,80}") {
            let once = Hygiene::default().clean(&text);
            let mut again = Hygiene::default();
            prop_assert_eq!(again.clean(&once), once);
            prop_assert_eq!(Hygiene { undecodable: 0, ..again }, Hygiene::default());
        }
    }
}
