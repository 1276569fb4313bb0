//! The page around articles and lists.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{
    lists,
    numbers::Numbers,
    text::{self, shown},
};
use crate::{
    annotation::{Attribution, Document, Kind},
    format::{context, item::excerpt},
    order,
    record::Timestamp,
};

/// What a page is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    ForTheScreen,
    ForPaper,
}

/// How a page looks on a screen.
const STYLE: &str = include_str!("page.css");

/// How it looks on paper, whatever it was made for.
const PAPER: &str = include_str!("paper.css");

pub(super) fn page(documents: &[&Document], at: Timestamp, made: Made) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let title = match documents.as_slice() {
        [document] => title(document),
        _ => format!("{} articles", documents.len()),
    };
    let head = format!(
        "@page {{ @top-left {{ content: \"{}\"; font: 8pt system-ui, sans-serif; color: #333; }} }}\n",
        in_style(&excerpt(&title))
    );
    let style = match made {
        Made::ForTheScreen => format!("{STYLE}@media print {{\n{PAPER}{head}}}\n"),
        Made::ForPaper => format!("{STYLE}{PAPER}{head}"),
    };
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style.as_bytes()))
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(if made == Made::ForPaper { "light" } else { "light dark" });
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("Hearsay ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(&style)) }
            }
            body class=[(made == Made::ForPaper).then_some("paper")] {
                @if documents.len() > 1 { (contents(&documents)) }
                main {
                    @for (n, document) in documents.iter().enumerate() {
                        (article(document, n + 1, made))
                    }
                }
                footer {
                    p { "Made with Hearsay " (env!("CARGO_PKG_VERSION")) " on " (day(at)) " (UTC)." }
                }
            }
        }
    };
    page.into_string().into_bytes()
}

fn contents(documents: &[&Document]) -> Markup {
    html! {
        nav aria-labelledby="articles" {
            h1 #articles { (documents.len()) " articles" }
            ol { @for (n, document) in documents.iter().enumerate() {
                li { a href={ "#a" (n + 1) } { bdi { (title(document)) } } }
            } }
        }
    }
}

fn article(document: &Document, n: usize, made: Made) -> Markup {
    let about = &document.article.about;
    let numbers = Numbers::of(document, n);
    let language = Some(about.language.as_str()).filter(|tag| is_language_tag(tag));
    let marked = text::text(document, &numbers);
    // Of several articles of one title, each still has a name of its own.
    let name = format!("article {n}, {}", title(document));
    html! {
        article id={ "a" (n) } {
            header {
                @match marked.headline {
                    Some(headline) => h1.text lang=[language] dir="auto" { (headline) },
                    None => h1 lang=[language] dir="auto" { (title(document)) },
                }
                p.facts dir="auto" {
                    @for (n, fact) in [&about.byline, &about.site, &about.published].into_iter()
                        .filter(|fact| !fact.is_empty()).enumerate() {
                        @if n > 0 { " · " }
                        bdi { (shown(fact)) }
                    }
                }
                @if !about.url.is_empty() { p.facts { (address(&about.url)) } }
                (summary(document))
                (key(document))
            }
            section.text aria-label={ "The text of " (name) } lang=[language] dir=(about.direction.as_str()) {
                (marked.text)
            }
            (lists::lists(document, &numbers, language, made))
        }
    }
}

fn address(url: &str) -> Markup {
    html! {
        @if context::is_web_address(url) {
            a href=(url) rel="noopener noreferrer nofollow" { (url) }
        } @else { bdi { (shown(url)) } }
    }
}

/// How much is marked, and how the claims stand.
fn summary(document: &Document) -> Markup {
    let counts = document.counts();
    let statuses = lists::statuses(document);
    let open = document.annotations.values().filter(|a| {
        !document.is_aside(a)
            && a.kind() == Kind::Quote
            && a.attributions().iter().flat_map(Attribution::all).next().is_none()
    });
    let open = open.count();
    html! {
        p {
            (plural(counts.claims as usize, "claim"))
            @if !statuses.is_empty() { " (" (statuses.join(", ")) ")" }
            ", " (plural(counts.quotes as usize, "quote"))
            @if open > 0 { " (" (open) " not yet attributed)" }
            ", " (plural(document.sources.len(), "source")) "."
        }
    }
}

/// What the marks mean.
fn key(document: &Document) -> Markup {
    html! {
        @if !document.annotations.is_empty() {
            p.key {
                "In the text: "
                mark.claim { "claim" } sup { "C" } " · "
                mark.quote { "quote" } sup { "Q" } " · "
                mark.source { "source" } sup { "S" }
                ". A number leads to its entry behind the text."
            }
        }
    }
}

fn title(document: &Document) -> String {
    let title = shown(&document.article.about.title);
    if title.trim().is_empty() { "Untitled article".to_owned() } else { excerpt_of(&title) }
}

/// A title in full, unless somebody put a whole article there.
fn excerpt_of(title: &str) -> String {
    const MOST: usize = 300;
    if title.chars().count() > MOST { excerpt(title) } else { title.to_owned() }
}

fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Text as a string of a style sheet
/// ([CSS Syntax §4.3.7](https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point)): all but
/// letters and digits written as numbers, so that nothing in it can end it.
fn in_style(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("\\{:x} ", u32::from(c)) })
        .collect()
}

fn day(at: Timestamp) -> String {
    at.to_rfc3339().split('T').next().unwrap_or_default().to_owned()
}

/// Whether it has the shape of a language tag
/// ([BCP 47, §2.1](https://www.rfc-editor.org/rfc/rfc5646#section-2.1)); what has not says nothing
/// to a screen reader.
fn is_language_tag(tag: &str) -> bool {
    let sound = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && tag.split('-').all(sound)
}

/// Bytes in base 64 ([RFC 4648 §4](https://www.rfc-editor.org/rfc/rfc4648#section-4)), as the policy
/// wants its hash. Why not a library: these are the only 32 bytes anybody here writes so.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let three = chunk.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for n in 0..4 {
            let letter = LETTERS[(three >> (18 - 6 * n) & 63) as usize];
            out.push(if n <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        // The test vectors of RFC 4648, section 10.
        for (plain, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), expected);
        }
    }

    #[test]
    fn only_a_language_tag_is_one() {
        for (tag, expected) in
            [("en", true), ("ar-IQ", true), ("zh-Hant-TW", true), ("", false), ("x y", false), ("e", false)]
        {
            assert_eq!(is_language_tag(tag), expected, "{tag}");
        }
    }
}
