//! What stands around a range, and what is an address: small rules several formats share.

use super::hearsay::CONTEXT;
use crate::text::{self, TextRange, TextSize};

/// The code points before and after a range, as many as our own format writes.
pub(super) fn around(text: &str, range: TextRange) -> (&str, &str) {
    let before = text::slice(text, TextRange::up_to(range.start()));
    let end = text::size_of(text).max(range.end());
    let after = text::slice(text, TextRange::new(range.end(), end));
    let prefix = before.char_indices().nth_back(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
    (prefix, suffix)
}

/// Whether `url` is an address of the web that may stand as it is where an IRI is asked for
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#appendix-A), without brackets): ours is
/// a stranger's text until proved otherwise.
pub(super) fn is_web_address(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |b: u8| b.is_ascii_alphanumeric() || b"-._:".contains(&b);
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&b);
    let escapes = rest
        .split('%')
        .skip(1)
        .all(|part| part.as_bytes().get(..2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit)));
    let port = host.split_once(':').is_none_or(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    !host.starts_with(['.', ':', '-'])
        && !host.is_empty()
        && host.bytes().all(is_host)
        && port
        && rest.bytes().all(allowed)
        && rest.matches('#').count() <= 1
        && escapes
}

/// How many code points a range covers.
pub(super) fn chars_in(text: &str, range: TextRange) -> usize {
    text::slice(text, range).chars().count()
}

/// The words of several ranges, with a sign for what stands between them.
pub(super) fn words(text: &str, ranges: &[TextRange]) -> String {
    let mut words = String::new();
    let mut end = TextSize::new(0);
    for range in ranges {
        if !words.is_empty() {
            words.push_str(if range.start() > end { " … " } else { "" });
        }
        words.push_str(text::slice(text, *range));
        end = range.end();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_address_or_none() {
        for good in ["https://a.example/x?y=%20#z", "http://a:8080", "https://a.example/~x/(1)"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b/",
            "https://a/<b>",
            "https://a/%zz",
            "https://a/\u{e9}",
            "https://a:b@c/",
            "https://[::1]/",
            "https://a#b#c",
            "https://a\n/",
            "https://a/\"x",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
