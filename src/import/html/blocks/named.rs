//! What the names mean that a site gives its elements.
//!
//! The one idea: a page has thousands of elements and few names, so each name is read once.

use std::collections::HashMap;

use super::{boxes, element};

/// What a `class`, `id` or `itemprop` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Which of the names of boxes are in it, bit by bit.
    pub(super) boxes: u128,
    /// It is the body of an article.
    pub(super) body: bool,
    /// It repeats words of the text.
    pub(super) pull_quote: bool,
}

/// The names met so far.
#[derive(Default)]
pub(super) struct Names(HashMap<String, Named>);

/// Longer names are read anew each time: they are few, and memory is not for them.
const LONGEST: usize = 200;

impl Names {
    /// What this name says.
    pub(super) fn read(&mut self, name: &str) -> Named {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let named = Named {
            boxes: boxes::named(name),
            body: element::names_a_body(name),
            pull_quote: element::names_a_pull_quote(name),
        };
        if name.len() <= LONGEST {
            self.0.insert(name.to_owned(), named);
        }
        named
    }
}
