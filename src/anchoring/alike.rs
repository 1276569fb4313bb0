//! Whether two words are the same word misprinted or inflected.
//!
//! Neighbours: [`super::align`] asks. The one idea: a slip of the hand swaps, drops, doubles or
//! replaces one letter (two in a long word), while in a short word one letter more makes
//! another word (in, on; he, she), so there only a swap counts.

use super::{
    fold::fold,
    token::{Kind, Token},
};
use crate::text::TextSize;

/// Letters of a word looked at; longer words are compared as different.
const LONGEST: usize = 32;
/// Up to this many letters only a swap is a slip.
const SHORT: usize = 3;
/// From this many letters on, two slips are allowed.
const LONG: usize = 8;
/// No word of fewer bytes has so many letters.
const LONG_BYTES: TextSize = TextSize::new(LONG as u32);

/// Whether two words, not equal, are nearly alike. Numbers never are.
pub(super) fn alike(one: &Token, one_text: &str, other: &Token, other_text: &str) -> bool {
    // Each slip changes two letters of the set at most, each letter at most four bytes.
    let longer = one.span.len().max(other.span.len());
    let slips = if longer < LONG_BYTES { 1 } else { 2 };
    let differing = (one.letters ^ other.letters).count_ones();
    let apart = u32::from(one.span.len()).abs_diff(other.span.len().into());
    if differing > 2 * slips || apart > 4 * slips || one.kind == Kind::Number || other.kind == Kind::Number {
        return false;
    }
    let (mut a, mut b) = (['\0'; LONGEST], ['\0'; LONGEST]);
    let (Some(m), Some(n)) = (letters(one_text, &mut a), letters(other_text, &mut b)) else { return false };
    let (a, b) = (&a[..m], &b[..n]);
    if m.max(n) <= SHORT {
        return m == n && is_swap(a, b);
    }
    let allowed = if m.min(n) >= LONG { 2 } else { 1 };
    m.abs_diff(n) <= allowed && distance(a, b) <= allowed
}

/// The folded, lower-case letters of `word`, and how many; `None` when there are too many.
fn letters(word: &str, into: &mut [char; LONGEST]) -> Option<usize> {
    let mut n = 0;
    for c in word.chars().filter_map(fold).flat_map(char::to_lowercase) {
        *into.get_mut(n)? = c;
        n += 1;
    }
    Some(n)
}

fn is_swap(a: &[char], b: &[char]) -> bool {
    a.windows(2).enumerate().any(|(i, pair)| {
        b[i] == pair[1] && b[i + 1] == pair[0] && a[..i] == b[..i] && a[i + 2..] == b[i + 2..]
    })
}

/// Edits between two words, a swap of neighbours counting as one (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = [[0; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let (this, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[this][0] = i;
        for j in 1..=b.len() {
            let replaced = rows[before][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[before][j] + 1).min(rows[this][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[earlier][j - 2] + 1);
            }
            rows[this][j] = least;
        }
    }
    rows[a.len() % 3][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{super::token::tokens, alike};

    fn check(one: &str, other: &str) -> bool {
        let (a, b) = (tokens(one), tokens(other));
        alike(&a[0], one, &b[0], other)
    }

    #[test]
    fn a_slip_of_the_hand_leaves_the_word_alike() {
        for (one, other) in [
            ("received", "recieved"),
            ("council", "councl"),
            ("council", "councill"),
            ("report", "repxrt"),
            ("in", "ni"),
            ("negotiated", "negotiates"),
            ("ferry’s", "ferry'"),
        ] {
            assert!(check(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn another_word_is_not() {
        for (one, other) in
            [("in", "on"), ("he", "she"), ("38", "83"), ("2023", "2022"), ("boat", "bridge"), ("two", "too")]
        {
            assert!(!check(one, other), "{one} / {other}");
        }
    }
}
