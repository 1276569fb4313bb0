//! How deep a page is built, asked before anything walks it.
//!
//! The one idea: a page of a hundred thousand elements in one another takes a parser time that grows
//! with the square of them, and whatever calls itself for each level a stack that a browser does not
//! give. Blink, too, stops at 512 levels (`kMaximumHTMLParserDOMTreeDepth`). The attributes of one tag
//! are counted for the same reason: the parser looks each up among those before it.

use std::collections::BTreeMap;

use dom_query::Document;

use crate::import::ImportError;

/// The most levels.
const MAX_DEPTH: usize = 512;
/// The most attributes of one tag: pages in the wild have a few dozen.
const MAX_ATTRIBUTES: usize = 500;

/// Whether the parser closes this element by itself, or it has no end.
fn is_closed(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"li"
            | b"dt"
            | b"dd"
            | b"tr"
            | b"td"
            | b"th"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"option"
            | b"optgroup"
            | b"colgroup"
            | b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"wbr"
    )
}

/// Whether the contents of this element are no markup.
fn is_raw(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"iframe" | b"noembed" | b"noscript"
    )
}

/// The beginning of the name of an element, in lower case.
type Name = [u8; 20];

/// Refuses a source that opens many more elements than it closes, before it is parsed.
pub(super) fn of_source(html: &str) -> Result<(), ImportError> {
    let mut open: BTreeMap<Name, usize> = BTreeMap::new();
    let mut depth = 0usize;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = rest.starts_with('/');
        let (name, length) = name(&rest[usize::from(end)..]);
        let short = &name[..length];
        if !name[0].is_ascii_alphabetic() {
            continue;
        }
        let attributes;
        (rest, attributes) = after_tag(rest);
        if attributes > MAX_ATTRIBUTES {
            return Err(ImportError::Crowded { limit: MAX_ATTRIBUTES });
        }
        if is_closed(short) {
            continue;
        }
        if !end && is_raw(short) {
            rest = after_raw(rest, short);
            continue;
        }
        let count = open.entry(name).or_default();
        if !end {
            *count += 1;
            depth += 1;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
        }
        if depth > MAX_DEPTH {
            return Err(ImportError::TooDeep { limit: MAX_DEPTH });
        }
    }
    Ok(())
}

/// The name that `tag` begins with, and its length.
fn name(tag: &str) -> (Name, usize) {
    let (mut name, mut length) = (Name::default(), 0);
    let bytes = tag.bytes().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/'));
    for (to, byte) in name.iter_mut().zip(bytes) {
        *to = byte.to_ascii_lowercase();
        length += 1;
    }
    (name, length)
}

/// What follows the tag that `rest` is in, and how many attributes the tag has at most: `>` within
/// quotation marks does not end it.
fn after_tag(rest: &str) -> (&str, usize) {
    let mut quote = None;
    let (mut before, mut parted, mut attributes) = (' ', false, 0);
    for (at, byte) in rest.bytes().enumerate() {
        // One begins after a blank, a slash or a quotation mark that closes (HTML §13.2.5.32 to 40).
        let parts = quote.is_none() && (byte.is_ascii_whitespace() || byte == b'/');
        attributes += usize::from(parted && !parts && !matches!(byte, b'=' | b'>') && before != '=');
        parted = parts;
        match (quote, byte) {
            (None, b'>') => return (&rest[at + 1..], attributes),
            (None, b'"' | b'\'') if before == '=' => quote = Some(byte),
            (Some(open), close) if open == close => (quote, parted) = (None, true),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = char::from(byte);
        }
    }
    ("", attributes)
}

/// What follows the end tag of an element whose contents are no markup.
fn after_raw<'a>(rest: &'a str, name: &[u8]) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        from += at + 2;
        if rest.as_bytes()[from..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return &rest[from..];
        }
    }
    ""
}

/// Refuses a tree that is too deep after all: one walk, without calling itself.
pub(super) fn of_tree(document: &Document) -> Result<(), ImportError> {
    let mut depth = 0usize;
    let mut at = document.root().first_child();
    while let Some(node) = at {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > MAX_DEPTH + 8 {
                return Err(ImportError::TooDeep { limit: MAX_DEPTH });
            }
            at = Some(child);
            continue;
        }
        let mut here = node;
        at = loop {
            if let Some(next) = here.next_sibling() {
                break Some(next);
            }
            match here.parent() {
                Some(parent) => here = parent,
                None => break None,
            }
            depth = depth.saturating_sub(1);
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, fits: bool) {
        assert_eq!(of_source(html).is_ok(), fits, "{}", &html[..html.len().min(60)]);
    }

    #[test]
    fn depth_is_what_is_open() {
        check(&"<div>".repeat(500), true);
        check(&"<div>".repeat(600), false);
        check(&"<div></div>".repeat(5000), true);
        check(&"<p>one<br><li>two".repeat(5000), true);
        check(&"<div title='</div>'>".repeat(600), false);
        check(&"<div></span>".repeat(600), false);
        check(&"<div><table></div>".repeat(600), false);
        check(&format!("<script>{}</script>", "'<div>'".repeat(5000)), true);
        check(&format!("<!--{}-->", "<div>".repeat(5000)), true);
        check("<", true);
        check("<!--", true);
        check("<div title='", true);
        check("</", true);
    }

    #[test]
    fn a_tag_is_not_crowded_with_attributes() {
        let crowd = |parts: &str| of_source(&format!("<p>one<p {}>two", parts.repeat(600)));
        for parts in ["a=1 ", "a ", "a='1'", "a=\"1\"", "a/", "a = 1\n"] {
            assert_eq!(crowd(parts), Err(ImportError::Crowded { limit: MAX_ATTRIBUTES }), "{parts}");
        }
        let words = "one = two ".repeat(600);
        check(&format!("<p title='{words}' class = \"{words}\">one"), true);
        check(&"<p a=1 b='2' c d>one".repeat(600), true);
        check(&format!("<a href={}>one", "a/".repeat(200)), true);
    }

    #[test]
    fn a_tree_is_measured_when_the_source_did_not_tell() {
        let tree = Document::from(format!("<svg>{}", "<td>".repeat(600)));
        assert_eq!(of_tree(&tree), Err(ImportError::TooDeep { limit: MAX_DEPTH }));
        assert_eq!(of_tree(&Document::from("<p>one<p>two")), Ok(()));
    }
}
