//! Fields of a file that nobody asked for.
//!
//! Neighbours: [`super::object`], whose items know what they were asked. The one idea: tools write much
//! that is theirs alone, the same for every item; so it is told once for the file, by name and number,
//! and what is empty is not told.

use std::collections::BTreeMap;

use super::{Remark, item::excerpt, json::Node, object::Item};

/// So many names are told apart.
const MOST: usize = 50;

/// What was left behind, and how often.
#[derive(Default)]
pub(super) struct Left(BTreeMap<String, BTreeMap<&'static str, usize>>);

impl Left {
    /// Notes what an item was not asked for; `what` says which sort of item it is.
    pub(super) fn of(&mut self, what: &'static str, item: &Item<'_>) {
        item.unasked().for_each(|name| self.one(what, name));
    }

    /// Notes the fields of a node that are none of these.
    pub(super) fn besides(&mut self, what: &'static str, node: &Node<'_>, known: &[&str]) {
        let Node::Object(fields) = node else { return };
        for (name, value) in fields.each() {
            if !known.contains(&name) && !says_nothing(value) {
                self.one(what, name);
            }
        }
    }

    /// Notes one field.
    pub(super) fn one(&mut self, what: &'static str, name: &str) {
        match self.0.get_mut(name) {
            Some(counts) => *counts.entry(what).or_default() += 1,
            None => drop(self.0.insert(name.to_owned(), BTreeMap::from([(what, 1)]))),
        }
    }

    /// What is to be said of it.
    pub(super) fn remark(&self) -> Option<Remark> {
        let each =
            self.0.iter().flat_map(|(name, counts)| counts.iter().map(move |(what, n)| (name, what, n)));
        let times = |n: &usize| if *n > 1 { format!(", {n} times") } else { String::new() };
        let mut told: Vec<String> = each
            .take(MOST)
            .map(|(name, what, n)| format!("“{}” ({what}{})", excerpt(name), times(n)))
            .collect();
        let all: usize = self.0.values().map(BTreeMap::len).sum();
        if all > told.len() {
            told.push(format!("and {} more", all - told.len()));
        }
        let why = format!("Hearsay has no place for these fields and left them behind: {}.", told.join(", "));
        (!told.is_empty()).then(|| Remark { place: "the file".to_owned(), refused: false, why })
    }
}

/// Whether a value of a file says nothing.
pub(super) fn is_empty(raw: &str) -> bool {
    let bare: String = raw.chars().filter(|c| !c.is_whitespace()).take(6).collect();
    matches!(bare.as_str(), "null" | "[]" | "{}" | "\"\"" | "false" | "0")
}

fn says_nothing(node: &Node<'_>) -> bool {
    match node {
        Node::Null | Node::Truth(false) | Node::Whole(0) => true,
        Node::Text(text) => text.is_empty(),
        Node::List(items) => items.is_empty(),
        Node::Object(fields) => fields.each().next().is_none(),
        Node::Truth(true) | Node::Whole(_) | Node::Number => false,
    }
}
