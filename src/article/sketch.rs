//! A sketch of a text, by which a newer version of it is known again.
//!
//! The one idea: a text is known by its *shingles*, the runs of [`WIDTH`] words in it, and of those
//! the [`KEPT`] with the smallest hashes are a fair sample that two texts can be compared by
//! (A. Broder, “On the resemblance and containment of documents”, 1997). It is small enough to be
//! kept beside each entry of the library, so that no text need be fetched to compare it.

use serde::{Deserialize, Serialize};

use super::FrozenText;
use crate::text::case;

/// Words in a shingle. Five in a row are seldom shared by chance, even in reports on one event.
const WIDTH: usize = 5;
/// Shingles kept of a text: the share is then known to about four per cent (one standard error is at
/// most 1/(2·√128)), in half a kilobyte.
const KEPT: usize = 128;
/// Of a longer text, so many bytes are sketched: enough to know a book again, and done within a few
/// milliseconds.
const SKETCHED: usize = 200_000;

/// A sample of the shingles of a text: their hashes, smallest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    /// The sketch of a text in parts; empty for one of fewer than five words.
    #[must_use]
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sketch = Self::default();
        let (mut last, mut words, mut bytes) = ([0; WIDTH], 0, 0);
        for part in parts {
            each_word(part, |word| {
                last.rotate_left(1);
                last[WIDTH - 1] = word;
                words += 1;
                if words >= WIDTH {
                    sketch.take((last.iter().fold(BASIS, |hash, word| step(hash, *word)) >> 32) as u32);
                }
            });
            bytes += part.len();
            if bytes > SKETCHED {
                break;
            }
        }
        sketch
    }

    /// The sketch of an article, without what was set aside in it.
    #[must_use]
    pub fn of_article(text: &FrozenText) -> Self {
        Self::of(text.blocks().iter().filter(|block| !block.aside).map(|block| text.slice(block.range)))
    }

    fn take(&mut self, hash: u32) {
        // The sample is full of smaller ones: most shingles of a long text end here.
        if self.0.len() == KEPT && self.0.last().is_some_and(|last| hash >= *last) {
            return;
        }
        if let Err(place) = self.0.binary_search(&hash) {
            self.0.insert(place, hash);
            self.0.truncate(KEPT);
        }
    }

    /// Whether nothing can be said by it: the text is too short, or was kept before there were
    /// sketches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share of shingles the two have in common, from 0 to 1 (Jaccard's index, estimated from
    /// the smallest of both together).
    #[must_use]
    pub fn share(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (self.0.as_slice(), other.0.as_slice());
        let (mut all, mut common) = (0u8, 0u8);
        while usize::from(all) < KEPT {
            match (a.split_first(), b.split_first()) {
                (Some((x, left)), Some((y, right))) => {
                    common += u8::from(x == y);
                    (a, b) = (if x <= y { left } else { a }, if y <= x { right } else { b });
                }
                (Some((_, left)), None) => a = left,
                (None, Some((_, right))) => b = right,
                (None, None) => break,
            }
            all += 1;
        }
        if all == 0 { 0.0 } else { f32::from(common) / f32::from(all) }
    }
}

/// Calls `tell` with the hash of each word of `text`, whatever its case; each character of a script
/// without spaces is a word.
fn each_word(text: &str, mut tell: impl FnMut(u64)) {
    let mut word = BASIS;
    for c in text.chars() {
        let unspaced = matches!(c, '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        if (unspaced || !c.is_alphanumeric()) && word != BASIS {
            tell(std::mem::replace(&mut word, BASIS));
        }
        if unspaced {
            tell(step(BASIS, u64::from(c)));
        } else if c.is_alphanumeric() {
            case::each_lower(c, &mut |c| word = step(word, u64::from(c)));
        }
    }
    if word != BASIS {
        tell(word);
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), byte by byte: sketches are stored, so the hash must be the
/// same for ever.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, value: u64) -> u64 {
    value
        .to_le_bytes()
        .iter()
        .fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(words: usize, step: usize) -> String {
        (0..words).map(|n| format!("word{} ", n * step % 9973)).collect()
    }

    fn share(a: &str, b: &str) -> f32 {
        Sketch::of([a]).share(&Sketch::of([b]))
    }

    #[test]
    fn a_version_is_near_and_another_article_is_not() {
        let old = long(2000, 7);
        let every_twentieth: String = old
            .split_whitespace()
            .enumerate()
            .map(|(n, word)| if n % 20 == 0 { format!("new{n} ") } else { format!("{word} ") })
            .collect();
        let version = share(&old, &every_twentieth);
        assert!((0.45..0.8).contains(&version), "{version}");
        let doubled = share(&old, &format!("{old} {}", long(2000, 11)));
        assert!((0.35..0.65).contains(&doubled), "{doubled}");
        let another = share(&old, &long(2000, 13));
        assert!(another < 0.17, "{another}");
        assert!(share(&old, &old.to_uppercase()) > 0.999);
    }

    #[test]
    fn parts_are_one_text() {
        let whole = Sketch::of(["the mill on the weir will reopen in May"]);
        assert_eq!(Sketch::of(["the mill on the", "weir will reopen in May"]), whole);
        assert!(Sketch::of(["only four words here"]).is_empty());
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        let text = "橋は来月まで閉鎖されると市の担当者が述べた。";
        assert!(share(text, &format!("{text}水位は高い。")) > 0.5);
    }

    #[test]
    fn the_hash_is_the_same_for_ever() {
        // Kept in libraries: worked out once, never to change.
        assert_eq!(step(BASIS, 0), 0xa8c7_f832_281a_39c5);
    }
}
