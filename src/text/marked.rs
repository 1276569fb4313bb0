//! Ranges written inside the text, for tests: `<content>“Prices fell,”</content> <cue>said</cue>`.

use super::{TextRange, TextSize};

/// The text without its tags, and each tag's range in the order they open.
///
/// Tags may nest and cross: `<a>one <b>two</a> three</b>`.
pub(crate) fn marked(written: &str) -> (String, Vec<(String, TextRange)>) {
    let mut text = String::new();
    let mut ranges: Vec<(String, TextSize, Option<TextSize>)> = Vec::new();
    let mut rest = written;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find('>').expect("a tag ends");
        let tag = &rest[open + 1..close];
        let here = TextSize::of(text.as_str());
        if let Some(name) = tag.strip_prefix('/') {
            let opened = ranges.iter_mut().rev().find(|(n, _, end)| n == name && end.is_none());
            opened.expect("a tag opens before it closes").2 = Some(here);
        } else {
            ranges.push((tag.to_owned(), here, None));
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let close = |(name, start, end): (String, _, Option<_>)| {
        (name, TextRange::new(start, end.expect("a tag closes")))
    };
    (text, ranges.into_iter().map(close).collect())
}

/// As [`marked`], for the range of the one tag called `name`.
pub(crate) fn one(written: &str, name: &str) -> (String, TextRange) {
    let (text, ranges) = marked(written);
    let range = ranges.iter().find(|(n, _)| n == name).expect("the tag is there").1;
    (text, range)
}
