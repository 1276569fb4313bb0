//! Whether an article is in the library already: the same text, the same address, or nearly the
//! same words.

use crate::article::Sketch;

/// From this share of shingles on, two texts are versions of one article.
///
/// Each changed word costs up to five shingles of either text, so a text with every twentieth word
/// changed still shares about 0.6, and one to which as much again was added shares 0.5. Two reports
/// that quote the same statement at length share 0.1 to 0.2.
pub const NEAR: f32 = 0.35;

/// How an article is the same as another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Same {
    /// The same address, with another text: perhaps a newer version.
    Address,
    /// Nearly the same words: the share of shingles the two have in common, from [`NEAR`] to 1.
    Near(f32),
}

/// How an article is the same as one in the library, each given by its address and the sketch of its
/// text; `None` when it is another.
#[must_use]
pub fn same(new: (&str, &Sketch), known: (&str, &Sketch)) -> Option<Same> {
    let share = new.1.share(known.1);
    if share >= NEAR {
        return Some(Same::Near(share));
    }
    let there = !new.0.trim().is_empty() && address(new.0) == address(known.0);
    there.then_some(Same::Address)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(new: (&str, &str), known: (&str, &str), expected: Option<Same>) {
        let (a, b) = (Sketch::of([new.0]), Sketch::of([known.0]));
        assert_eq!(same((new.1, &a), (known.1, &b)), expected, "{new:?} {known:?}");
    }

    #[test]
    fn words_and_address_are_compared() {
        let url = "https://www.weir.example/mill/?utm_source=x#top";
        let text = "The mill on the weir will reopen in May.";
        check((text, url), (text, ""), Some(Same::Near(1.0)));
        check(
            (text, url),
            ("Quite another text of more than five words.", "http://weir.example/mill"),
            Some(Same::Address),
        );
        check(("One", "https://a.example/?id=1"), ("Two", "https://a.example/?id=2"), None);
        check(("One", ""), ("Two", ""), None);
    }
}
