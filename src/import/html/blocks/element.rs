//! What an element is to the walk.

use dom_query::{Element as Tag, NodeRef};

use super::{super::labels::is_a, named::Named};

use crate::article::BlockKind;

/// What an element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Nothing of it is text.
    Skipped,
    /// It stands within a line.
    Inline,
    /// A link within a line.
    Link,
    /// A time within a line.
    Time,
    /// A forced line break.
    Break,
    /// A quotation within a line: browsers draw the quotation marks.
    Quoted,
    /// It begins and ends lines, and may say of what kind they are.
    Block(Option<BlockKind>),
    /// A form.
    Form,
    /// A block beside the text.
    Aside,
    /// A picture or film with a caption: what else is written in it is a credit, or meant for those
    /// who cannot see it.
    Captioned,
    /// A row of a table of words.
    Row,
    /// A cell.
    Cell,
}

/// What this element is; `tag` is the node's own, and `named` what its names say. The parser writes names in
/// lower case.
pub(super) fn element(node: &NodeRef<'_>, tag: &Tag, named: Named) -> Element {
    if named.unseen || hides(tag) {
        return Element::Skipped;
    }
    let heading = |level| Element::Block(Some(BlockKind::Heading { level }));
    match &*tag.name.local {
        "p" if mso(tag, "MsoTitle") => heading(1),
        "p" if mso(tag, "MsoListParagraph") => Element::Block(Some(BlockKind::ListItem)),
        // A heading that opens and closes what is below it.
        "button" if node.ancestors_it(Some(2)).any(|above| is_a(&above, &HEADINGS)) => Element::Inline,
        // Not shown, not words, or words of a program. Readings above characters (rt) would stand
        // within words.
        "script" | "style" | "noscript" | "template" | "iframe" | "object" | "embed" | "svg" | "canvas"
        | "video" | "audio" | "map" | "button" | "input" | "select" | "textarea" | "datalist" | "head"
        | "title" | "link" | "meta" | "rt" | "rp" | "rtc" | "annotation" | "annotation-xml" | "progress"
        | "meter" | "amp-ad" | "amp-embed" | "amp-social-share" | "amp-sidebar" | "amp-consent"
        | "amp-analytics" | "amp-list" | "amp-sticky-ad" | "amp-iframe" => Element::Skipped,
        // As it is drawn: what holds blocks begins and ends lines.
        "span" if node.children_it(false).any(|child| is_a(&child, &["div", "p", "figure", "table"])) => {
            Element::Block(None)
        }
        "br" => Element::Break,
        "sup" | "a" | "span" if is_mark(node, tag) => Element::Skipped,
        "time" => Element::Time,
        // A link within the page leads nowhere else.
        "a" if attribute(tag, "href").is_some_and(|href| !href.starts_with('#')) => Element::Link,
        "q" => Element::Quoted,
        "h1" => heading(1),
        "h2" => heading(2),
        "h3" => heading(3),
        "h4" => heading(4),
        "h5" => heading(5),
        "h6" => heading(6),
        "div" | "dd" | "p" | "td" if named.caption => Element::Block(Some(BlockKind::Caption)),
        "li" | "dt" | "dd" => Element::Block(Some(BlockKind::ListItem)),
        "blockquote" | "div" | "figure" | "p" | "section" if named.pull_quote => Element::Aside,
        "figure" if is_captioned(node) => Element::Captioned,
        "blockquote" => Element::Block(Some(BlockKind::Quotation)),
        "figcaption" | "caption" => Element::Block(Some(BlockKind::Caption)),
        "pre" | "listing" | "xmp" | "plaintext" => Element::Block(Some(BlockKind::Preformatted)),
        "aside" => Element::Aside,
        "form" => Element::Form,
        "tr" if is_row(node) => Element::Row,
        "td" | "th" => Element::Cell,
        "address" | "article" | "body" | "center" | "details" | "dialog" | "dir" | "div" | "dl"
        | "fieldset" | "figure" | "footer" | "header" | "hgroup" | "hr" | "html" | "legend" | "main"
        | "menu" | "nav" | "ol" | "p" | "search" | "section" | "summary" | "table" | "tbody" | "tfoot"
        | "thead" | "tr" | "ul" => Element::Block(None),
        _ => Element::Inline,
    }
}

pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What sites call the element that holds the text of an article, all of it and nothing else.
const BODIES: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articlebodytext",
    "entrycontent",
    "newstext",
    "postbody",
    "postcontent",
    "storybody",
    "storycontent",
    "storytext",
];

/// Whether one of these names is that of a body.
pub(super) fn names_a_body(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let letters = || name.bytes().filter(|c| !matches!(c, b'-' | b'_'));
        BODIES.iter().any(|one| letters().map(|c| c.to_ascii_lowercase()).eq(one.bytes()))
    })
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether one of these names is that of a pull quote.
pub(super) fn names_a_pull_quote(names: &str) -> bool {
    let letters: String = names.to_ascii_lowercase().chars().filter(|c| !matches!(c, '-' | '_')).collect();
    letters.contains("pullquote")
}

/// Whether Word gave an element a style whose name begins so.
fn mso(tag: &Tag, style: &str) -> bool {
    attribute(tag, "class").is_some_and(|class| class.starts_with(style))
}

/// Whether one of these names is that of what is said of a picture.
pub(super) fn names_a_caption(names: &str) -> bool {
    names.split(|c: char| !c.is_ascii_alphabetic()).any(|name| {
        name.eq_ignore_ascii_case("caption") || name.ends_with("Caption") || name.ends_with("figcaption")
    })
}

/// Whether it stands in a line and is no word of it: the mark of a note, `[edit]` beside the headings of
/// a wiki, the link of a heading to itself.
fn is_mark(node: &NodeRef<'_>, tag: &Tag) -> bool {
    let within = |tag: &Tag| attribute(tag, "href").is_some_and(|href| href.contains('#'));
    let words = || node.text();
    match &*tag.name.local {
        "span" => attribute(tag, "class")
            .is_some_and(|class| class.split_ascii_whitespace().any(|class| class == "mw-editsection")),
        "a" if within(tag) => {
            let words = words();
            let words = words.trim();
            let is_number = words.chars().count() <= 3 && words.chars().all(|c| c.is_ascii_digit());
            let touches = || {
                let before = node.prev_sibling().filter(NodeRef::is_text);
                before.is_some_and(|text| ends_in_word(&text.text()))
            };
            let is_raised = || node.children_it(false).any(|child| is_a(&child, &["sup"]));
            !words.is_empty()
                && (!words.contains(char::is_alphanumeric) || (is_number && (is_raised() || touches())))
        }
        "sup" => {
            let words = words();
            let words = words.trim();
            let is_linked = || {
                let mut links = node.descendants_it().filter(|node| is_a(node, &["a"]));
                links.any(|link| link.element_ref().is_some_and(|tag| within(&tag)))
            };
            (words.starts_with('[') && words.ends_with(']')) || (words.chars().count() <= 4 && is_linked())
        }
        _ => false,
    }
}

/// Whether a number that follows these words at once is the mark of a note. “Section 4” has a blank before
/// its number; “[1, 2]”, “(4)” and “eq.4” are words of a sentence.
fn ends_in_word(before: &str) -> bool {
    let shortened = || {
        let word = before.trim_end_matches('.').rsplit(|c: char| !c.is_alphabetic()).next();
        before.ends_with('.')
            && word.is_some_and(|word| NUMBERED.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    before.ends_with(|c: char| !c.is_whitespace() && !"([,–-/".contains(c)) && !shortened()
}

/// What is numbered, in short.
const NUMBERED: [&str; 14] =
    ["eq", "eqs", "fig", "figs", "sec", "sect", "ref", "refs", "no", "nos", "ch", "p", "vol", "tab"];

/// Whether a figure has a caption, and shows no words besides.
fn is_captioned(figure: &NodeRef<'_>) -> bool {
    let has = |names: &[&str]| figure.descendants_it().any(|node| is_a(&node, names));
    has(&["figcaption"]) && !has(&["table", "pre", "blockquote", "li"])
}

/// How classes end that are for what is read aloud and not seen.
const UNSEEN: [&str; 5] =
    ["screen-reader-text", "visually-hidden", "sr-only", "visuallyhidden", "VisuallyHidden"];

/// Whether the page says that it is not to be seen.
pub(in crate::import::html) fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.element_ref()
        .is_some_and(|tag| hides(&tag) || attribute(&tag, "class").is_some_and(names_what_is_unseen))
}

/// Whether one of these names is that of what is read aloud and not seen.
pub(super) fn names_what_is_unseen(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| UNSEEN.iter().any(|unseen| name.ends_with(unseen)))
}

fn hides(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| match &*attribute.name.local {
        // What is found by a search is text.
        "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => &*attribute.value == "true",
        "style" => {
            let style: String = attribute.value.chars().filter(|c| !c.is_whitespace()).collect();
            // Word writes the mark of an item of a list among its words.
            style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("mso-list:Ignore")
        }
        _ => false,
    })
}

/// The cells of a row of words hold no more, in bytes, if they have breaks or paragraphs: others lay out a
/// page.
const LONGEST_ROW: usize = 300;

/// Whether the cells of a row hold nothing but words: others lay out a page.
fn is_row(row: &NodeRef<'_>) -> bool {
    let built = ["div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote"];
    if row.descendants_it().any(|node| is_a(&node, &built)) {
        return false;
    }
    let parted = row.descendants_it().any(|node| is_a(&node, &["p", "br"]));
    let one_each = || {
        let cells: Vec<_> = row.children_it(false).filter(|cell| is_a(cell, &["td", "th"])).collect();
        let paragraphs =
            |cell: &NodeRef<'_>| cell.descendants_it().filter(|node| is_a(node, &["p"])).take(2).count();
        cells.len() > 1 && cells.iter().all(|cell| paragraphs(cell) <= 1)
    };
    !parted || (row.text().len() <= LONGEST_ROW && one_each())
}
