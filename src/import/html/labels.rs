//! The elements of a page that may say something about its article.
//!
//! The one idea: they are gathered in one walk, and all questions are asked of these few; each
//! asked of the whole page, they took longer than finding the article.

use dom_query::{Document, Element, Matcher, NodeRef};

/// The elements of a page that may say something about its article, in order.
pub(super) struct Labels<'a>(Vec<NodeRef<'a>>);

impl<'a> Labels<'a> {
    /// Those of this page.
    pub(super) fn of(document: &'a Document) -> Self {
        let is_label = |node: &NodeRef<'_>| node.element_ref().is_some_and(|element| is_label(&element));
        Self(document.root().descendants_it().filter(is_label).collect())
    }

    /// Those that a selector (CSS) matches. It has to ask for what [`is_label`] knows.
    pub(super) fn select(&self, place: &str) -> impl Iterator<Item = NodeRef<'a>> {
        let place = Matcher::new(place).ok();
        self.0.iter().copied().filter(move |node| place.as_ref().is_some_and(|place| node.is_match(place)))
    }

    /// The first that a selector matches.
    pub(super) fn first(&self, place: &str) -> Option<NodeRef<'a>> {
        self.select(place).next()
    }
}

fn is_label(element: &Element) -> bool {
    matches!(
        &*element.name.local,
        "title"
            | "h1"
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
    ) || element.attrs.iter().any(|attribute| match &*attribute.name.local {
        "itemprop" | "rel" => true,
        "class" => {
            attribute.value.as_bytes().windows(4).any(|four| matches!(four, b"byli" | b"auth" | b"date"))
        }
        _ => false,
    })
}
