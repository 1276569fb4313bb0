//! Whether an article is in the library already: the same text, the same address, or nearly the
//! same words.
//!
//! The one idea: a text is known by its *shingles*, the runs of [`WIDTH`] words in it, and of those
//! the [`KEPT`] with the smallest hashes are a fair sample that two texts can be compared by
//! (A. Broder, “On the resemblance and containment of documents”, 1997). It is small enough to be
//! kept beside each entry of the library, so that no text need be fetched to compare it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Words in a shingle. Five in a row are seldom shared by chance, even in reports on one event.
const WIDTH: usize = 5;
/// Shingles kept of a text: the share is then known to about six per cent (one standard error is at
/// most 1/(2·√256)), in two kilobytes.
const KEPT: usize = 256;

/// From this share on, two texts are versions of one article.
///
/// Each changed word costs up to five shingles of either text, so a text with every twentieth word
/// changed still shares about 0.6, and one to which as much again was added shares 0.5. Two reports
/// that quote the same statement at length share 0.1 to 0.2.
pub const NEAR: f32 = 0.35;

/// A sample of the shingles of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shingles(BTreeSet<u64>);

/// How an article is the same as another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Same {
    /// The same text, byte for byte.
    Text,
    /// The same address, with another text: perhaps a newer version.
    Address,
    /// Nearly the same words: the share of shingles the two have in common, from [`NEAR`] to 1.
    Near(f32),
}

impl Shingles {
    /// The sample of this text; empty for one of fewer than five words.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = words(text).collect();
        let mut kept = BTreeSet::new();
        for shingle in words.windows(WIDTH) {
            let hash = shingle.iter().fold(BASIS, |hash, word| step(hash, *word));
            // The sample is full of smaller ones: most shingles of a long text end here.
            if kept.len() < KEPT || kept.last().is_some_and(|last| hash < *last) {
                kept.insert(hash);
                if kept.len() > KEPT {
                    kept.pop_last();
                }
            }
        }
        Self(kept)
    }

    /// The share of shingles the two have in common, from 0 to 1 (Jaccard's index, estimated from
    /// the smallest of both together).
    #[must_use]
    pub fn share(&self, other: &Self) -> f32 {
        let both: Vec<&u64> = self.0.union(&other.0).take(KEPT).collect();
        let common = both.iter().filter(|hash| self.0.contains(hash) && other.0.contains(hash)).count();
        if both.is_empty() { 0.0 } else { common as f32 / both.len() as f32 }
    }
}

/// How an article is the same as one in the library, each given by the SHA-256 of its text, its
/// address and its shingles; `None` when it is another.
#[must_use]
pub fn same(new: (&str, &str, &Shingles), known: (&str, &str, &Shingles)) -> Option<Same> {
    if new.0 == known.0 {
        return Some(Same::Text);
    }
    if !new.1.is_empty() && address(new.1) == address(known.1) {
        return Some(Same::Address);
    }
    let share = new.2.share(known.2);
    (share >= NEAR).then_some(Same::Near(share))
}

/// What of a web address says which page it is: without the scheme, `www.`, the fragment, a last
/// slash, and parameters that only tell where a reader came from.
fn address(url: &str) -> String {
    let url = url.trim().split('#').next().unwrap_or_default();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let mut address = format!("{}/{}", host.trim_start_matches("www."), path.trim_end_matches('/'));
    let tracks = |pair: &str| ["utm_", "fbclid", "gclid", "ref=", "mc_"].iter().any(|t| pair.starts_with(t));
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !tracks(pair)) {
        address.push('&');
        address.push_str(pair);
    }
    address
}

/// The hashes of the words of `text`, whatever their case; each character of a script without
/// spaces is a word.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut words = Vec::new();
    let mut word = BASIS;
    for c in text.chars() {
        let unspaced = matches!(c, '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        if (unspaced || !c.is_alphanumeric()) && word != BASIS {
            words.push(std::mem::replace(&mut word, BASIS));
        }
        if unspaced {
            words.push(step(BASIS, u64::from(c)));
        } else if c.is_alphanumeric() {
            word = c.to_lowercase().fold(word, |hash, c| step(hash, u64::from(c)));
        }
    }
    if word != BASIS {
        words.push(word);
    }
    words.into_iter()
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), byte by byte: samples are stored, so the hash must be the
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

    #[track_caller]
    fn check(new: (&str, &str), known: (&str, &str), expected: Option<Same>) {
        let of = |text: &str| (crate::article::sha256(text), Shingles::of(text));
        let (a, b) = (of(new.0), of(known.0));
        assert_eq!(same((&a.0, new.1, &a.1), (&b.0, known.1, &b.1)), expected);
    }

    #[test]
    fn text_address_and_words_are_compared_in_turn() {
        let url = "https://www.weir.example/mill/?utm_source=x#top";
        check(("One", url), ("One", ""), Some(Same::Text));
        check(("One", url), ("Two", "http://weir.example/mill"), Some(Same::Address));
        check(("One", "https://a.example/?id=1"), ("Two", "https://a.example/?id=2"), None);
        check(("One", ""), ("Two", ""), None);
    }

    #[test]
    fn a_version_is_near_and_another_article_is_not() {
        let old = long(2000, 7);
        let every_twentieth: String = old
            .split_whitespace()
            .enumerate()
            .map(|(n, word)| if n % 20 == 0 { format!("new{n} ") } else { format!("{word} ") })
            .collect();
        let share = Shingles::of(&old).share(&Shingles::of(&every_twentieth));
        assert!((0.5..0.75).contains(&share), "{share}");
        let doubled = format!("{old} {}", long(2000, 11));
        let share = Shingles::of(&old).share(&Shingles::of(&doubled));
        assert!((0.4..0.6).contains(&share), "{share}");
        assert!(Shingles::of(&old).share(&Shingles::of(&long(2000, 13))) < NEAR / 2.0);
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        let text = "橋は来月まで閉鎖されると市の担当者が述べた。";
        assert!(Shingles::of(text).share(&Shingles::of(&format!("{text}水位は高い。"))) > NEAR);
    }
}
