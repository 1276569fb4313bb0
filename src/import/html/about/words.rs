//! The words of an element as a reader sees them, and where one thing said in it ends.
//!
//! The one idea: a page parts a name from an office by what it draws, which the words alone do not
//! tell. So what stands in blocks of its own, or in elements that touch, is a part of its own.

use dom_query::{NodeId, NodeRef};

use super::tidy_line;
use crate::import::{
    furniture::{Line, line},
    html::labels::{Tag, ask, is_a},
};

/// What an element says, in one line.
pub(super) fn words(element: &NodeRef<'_>) -> String {
    let mut words = String::new();
    each(element, is_own_link, |node| match node.is_text() {
        true => words.push_str(&node.text()),
        false if ask(node, breaks) => words.push(' '),
        false => {}
    });
    tidy_line(&words)
}

/// What is said in an element, part by part. What `skips` is true of is left out.
pub(super) fn parts(element: &NodeRef<'_>, skips: impl Fn(Tag<'_>) -> bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut place, mut broken) = (None, false);
    each(
        element,
        |node| ask(node, &skips),
        |node| {
            let text = node.text().replace(['\n', '\r'], " ");
            if !node.is_text() {
                broken |= ask(node, |tag| breaks(tag) || tag.is(&["i", "img"]));
            } else if let Some(words) = parts.last_mut() {
                if text.trim().is_empty() {
                    words.push(' ');
                    return;
                }
                let here = Place::of(node, element);
                let before = place.replace(here).unwrap_or(here);
                let touch = words.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
                let apart = touch && before.parent != here.parent;
                if std::mem::take(&mut broken) || before.block != here.block || apart {
                    parts.push(text);
                } else {
                    words.push_str(&text);
                }
            }
        },
    );
    parts.iter().map(|part| tidy_line(part)).filter(|part| part.contains(char::is_alphanumeric)).collect()
}

/// These parts as one line, with commas; what is no name and no office is left out.
pub(super) fn joined(parts: &[String]) -> String {
    let mut all = String::new();
    for part in parts.iter().filter(|part| matches!(line(part), None | Some(Line::Byline))) {
        let between = match () {
            () if all.is_empty() => "",
            () if all.ends_with(',') || begins_byline(&all, part) || is_and(&all, part) => " ",
            () => ", ",
        };
        all.push_str(between);
        all.push_str(part);
    }
    all
}

/// Whether the part before is only the “By” of a byline.
fn begins_byline(before: &str, part: &str) -> bool {
    !before.contains(' ') && line(&format!("{before} {part}")) == Some(Line::Byline)
}

/// Whether an “and” stands between them, in whatever language.
fn is_and(before: &str, part: &str) -> bool {
    let is = |word: Option<&str>| {
        word.is_some_and(|word| word.chars().count() <= 4 && word.chars().all(char::is_lowercase))
    };
    is(before.split(' ').next_back()) || is(part.split(' ').next())
}

/// Takes the nodes below one that are seen, in order, but for those that are skipped.
pub(super) fn each<'a>(
    root: &NodeRef<'a>,
    skips: impl Fn(&NodeRef<'a>) -> bool,
    mut take: impl FnMut(&NodeRef<'a>),
) {
    let mut at = root.first_child();
    while let Some(node) = at {
        let skipped = ask(&node, is_no_text) || skips(&node);
        if !skipped {
            take(&node);
        }
        let below = node.first_child().filter(|_| !skipped);
        at = below.or_else(|| {
            let mut here = node;
            loop {
                if let Some(next) = here.next_sibling() {
                    break Some(next);
                }
                here = here.parent().filter(|parent| parent.id != root.id)?;
            }
        });
    }
}

/// Where a text stands: in which element, and in which one that begins a line.
#[derive(Clone, Copy)]
struct Place {
    parent: NodeId,
    block: NodeId,
}

impl Place {
    fn of(text: &NodeRef<'_>, root: &NodeRef<'_>) -> Self {
        let mut above = text.ancestors_it(None).take_while(|above| above.id != root.id);
        let block = above.find(|above| ask(above, breaks)).map_or(root.id, |block| block.id);
        Self { parent: text.parent().map_or(root.id, |parent| parent.id), block }
    }
}

/// Nothing of these is words to be read.
fn is_no_text(tag: Tag<'_>) -> bool {
    tag.is(&["script", "style", "template", "noscript", "svg", "button"])
}

/// Whether it begins a line.
fn breaks(tag: Tag<'_>) -> bool {
    tag.is(&["br", "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "section", "header", "footer", "address"])
        || tag.is(&["h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "table"])
}

/// A link without words: that of a heading to itself, drawn as a mark.
fn is_own_link(node: &NodeRef<'_>) -> bool {
    is_a(node, &["a"]) && !node.text().contains(char::is_alphanumeric)
}
