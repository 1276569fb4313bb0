//! The elements of a page that may say something about its article.
//!
//! The one idea: they are gathered in one walk, and all questions are asked of these few; each
//! asked of the whole page, they took longer than finding the article. A question is a function:
//! a selector of CSS would be read anew for every page, which costs more than its answer.

use dom_query::{Document, Element, NodeRef};

/// The elements of a page that may say something about its article, in order.
pub(super) struct Labels<'a>(Vec<NodeRef<'a>>);

impl<'a> Labels<'a> {
    /// Those of this page.
    pub(super) fn of(document: &'a Document) -> Self {
        Self(document.root().descendants_it().filter(|node| ask(node, is_label)).collect())
    }

    /// Those of which this is true. It has to ask for what [`is_label`] knows.
    pub(super) fn which(&self, is: impl Fn(Tag<'_>) -> bool) -> impl Iterator<Item = NodeRef<'a>> {
        self.0.iter().copied().filter(move |node| ask(node, &is))
    }

    /// The first element of this name.
    pub(super) fn named(&self, name: &str) -> Option<NodeRef<'a>> {
        self.which(|tag| tag.is(&[name])).next()
    }
}

/// Whether this is true of a node; it is not if that is no element.
pub(super) fn ask(node: &NodeRef<'_>, is: impl Fn(Tag<'_>) -> bool) -> bool {
    node.element_ref().is_some_and(|element| is(Tag(&element)))
}

/// Whether a node is an element of one of these names.
pub(super) fn is_a(node: &NodeRef<'_>, names: &[&str]) -> bool {
    ask(node, |tag| tag.is(names))
}

/// An element, to be asked what it is.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a>(&'a Element);

impl<'a> Tag<'a> {
    /// Whether its name is one of these.
    pub(super) fn is(self, names: &[&str]) -> bool {
        names.contains(&&*self.0.name.local)
    }

    /// What an attribute says.
    pub(super) fn attr(self, name: &str) -> Option<&'a str> {
        let mut attributes = self.0.attrs.iter();
        attributes.find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// Whether an attribute says this, among other words.
    pub(super) fn says(self, name: &str, word: &str) -> bool {
        self.attr(name).is_some_and(|value| value.split_ascii_whitespace().any(|one| one == word))
    }

    /// Whether this is a part of what its class says.
    pub(super) fn class_holds(self, part: &str) -> bool {
        self.attr("class").is_some_and(|class| class.contains(part))
    }
}

fn is_label(tag: Tag<'_>) -> bool {
    matches!(
        &*tag.0.name.local,
        "title"
            | "h1"
            | "h2"
            | "h3"
            | "meta"
            | "link"
            | "script"
            | "time"
            | "html"
            | "body"
            | "main"
            | "article"
            | "nav"
            | "form"
    ) || tag.0.attrs.iter().any(|attribute| match &*attribute.name.local {
        "itemprop" | "rel" => true,
        "class" => attribute.value.as_bytes().windows(4).any(is_told),
        _ => false,
    })
}

/// Whether a class may say “byline”, “author”, “date”, “signature”, by the first four letters of it.
fn is_told(four: &[u8]) -> bool {
    [b"byli", b"auth", b"date", b"sign"].iter().any(|known| four.eq_ignore_ascii_case(*known))
}
