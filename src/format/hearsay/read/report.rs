//! The list of problems in the making, and what has to be known of the whole file for it.

use std::{borrow::Cow, collections::BTreeSet, rc::Rc};

use uuid::Uuid;

use super::super::{Item, Outcome, Problem, Why, lines::Lines};
use crate::format::json::{self, Node};

/// How many names of unknown fields are told apart.
const MAX_UNKNOWN: usize = 50;

/// How many characters of the file a problem quotes.
const MAX_EXCERPT: usize = 60;

/// An item, and the part of the file that holds it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) item: Item,
    /// For an item inside an annotation, the whole annotation.
    pub(super) part: &'a str,
}

impl Place<'_> {
    /// The same part, for an item inside it.
    pub(super) fn inner(self, item: Item) -> Self {
        Self { item, ..self }
    }
}

/// The ids that are taken. No two items of a file share one, wherever they stand in it.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<(IdOf, Uuid)>);

/// What an id belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum IdOf {
    Article,
    Source,
    Annotation,
    Attribution,
}

impl Ids {
    /// Takes an id; refuses one that is taken.
    pub(super) fn take(&mut self, of: IdOf, id: Uuid) -> Result<(), Why> {
        if self.0.insert((of, id)) { Ok(()) } else { Err(Why::SameId) }
    }
}

/// The problems of a file, from part to part.
#[derive(Default)]
pub(super) struct Listed {
    problems: Vec<Problem>,
    /// Where in `problems` an unknown field stands that was met before, and on which sort of item.
    unknown: Vec<(usize, std::mem::Discriminant<Item>)>,
    more_unknown: usize,
}

/// Collects the problems of a part of a file.
pub(super) struct Report<'a> {
    lines: Lines<'a>,
    listed: Listed,
    /// The title of the article being read.
    article: Rc<str>,
    /// The label made last, and of which part: one part may have many problems.
    label: Option<(*const u8, Rc<str>)>,
}

impl<'a> Report<'a> {
    /// Goes on with what is `listed` in a part of the file that begins on the line `first`.
    pub(super) fn new(source: &'a str, first: usize, listed: Listed) -> Self {
        Self { lines: Lines::new(source, first), listed, article: Rc::default(), label: None }
    }

    /// What is listed so far.
    pub(super) fn listed(self) -> Listed {
        self.listed
    }

    /// From here on, problems are of the article of this title.
    pub(super) fn enter(&mut self, title: &str) {
        self.article = excerpt(title).into();
    }

    pub(super) fn add(&mut self, place: Place<'_>, outcome: Outcome, why: Why) {
        let label = self.label(place);
        let line = if place.item == Item::File { 1 } else { self.lines.of(place.part) };
        self.listed.problems.push(Problem {
            article: Rc::clone(&self.article),
            item: place.item,
            label,
            line,
            outcome,
            why,
        });
    }

    pub(super) fn changed(&mut self, place: Place<'_>, why: Why) {
        self.add(place, Outcome::Changed, why);
    }

    pub(super) fn left_out(&mut self, place: Place<'_>, why: Why) {
        self.add(place, Outcome::LeftOut, why);
    }

    /// Lists fields that nobody asked for: each name once for a sort of item, with its count.
    pub(super) fn unknown_fields<V>(&mut self, place: Place<'_>, fields: Vec<(Cow<'_, str>, V)>) {
        let sort = std::mem::discriminant(&place.item);
        for (name, _) in fields {
            let name = excerpt(&name);
            let Listed { problems, unknown, more_unknown } = &mut self.listed;
            let met = unknown.iter().find(|(at, of)| {
                *of == sort && matches!(&problems[*at].why, Why::UnknownField(n, _) if *n == name)
            });
            match met {
                Some((at, _)) => {
                    if let Why::UnknownField(_, count) = &mut problems[*at].why {
                        *count += 1;
                    }
                }
                None if unknown.len() < MAX_UNKNOWN => {
                    unknown.push((problems.len(), sort));
                    self.changed(place, Why::UnknownField(name, 1));
                }
                None => *more_unknown += 1,
            }
        }
    }

    fn label(&mut self, place: Place<'_>) -> Rc<str> {
        match place.item {
            Item::File => return Rc::default(),
            Item::Article(_) => return Rc::clone(&self.article),
            _ => {}
        }
        match &self.label {
            Some((part, label)) if *part == place.part.as_ptr() => Rc::clone(label),
            _ => {
                let label: Rc<str> = label_of(place).unwrap_or_default().into();
                self.label = Some((place.part.as_ptr(), Rc::clone(&label)));
                label
            }
        }
    }
}

impl Listed {
    pub(super) fn finish(mut self) -> Vec<Problem> {
        if self.more_unknown > 0 {
            self.problems.push(Problem {
                article: Rc::default(),
                item: Item::File,
                label: Rc::default(),
                line: 1,
                outcome: Outcome::Changed,
                why: Why::MoreUnknownFields(self.more_unknown),
            });
        }
        self.problems
    }
}

/// What the item says of itself.
fn label_of(place: Place<'_>) -> Option<String> {
    let Ok(Node::Object(fields)) = json::node(place.part) else { return None };
    let text = match place.item {
        Item::Source(_) => fields.get("name")?,
        _ => {
            let Node::List(ranges) = fields.get("target").or_else(|| fields.get("wording"))? else {
                return None;
            };
            let Node::Object(range) = ranges.first()? else { return None };
            range.get("exact")?
        }
    };
    text_of(text)
}

fn text_of(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(excerpt(text)),
        _ => None,
    }
}

/// A piece of somebody's text that may stand in a message: short, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String =
        text.chars().take(MAX_EXCERPT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
