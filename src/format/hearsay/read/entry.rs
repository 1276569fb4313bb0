//! One object of the file, asked for its fields one by one.
//!
//! The one idea: asking takes a field out, so that what is left at the end is what nobody knows.
//! A field that must be there makes the item fail; one that may be missing takes its default,
//! and is listed when it is there and cannot be read.

use std::borrow::Cow;

use uuid::Uuid;

use super::{
    super::Why,
    report::{Place, Report, excerpt},
};
use crate::{
    format::{
        json::{self, Fields, Node},
        word::Word,
    },
    record::Timestamp,
};

/// An object with its place.
pub(super) struct Entry<'a> {
    fields: Fields<'a, Node<'a>>,
    pub(super) place: Place<'a>,
}

impl<'a> Entry<'a> {
    /// The object that the whole part is.
    pub(super) fn read(place: Place<'a>) -> Result<Self, Why> {
        Self::new(json::node(place.part)?, place)
    }

    /// An object inside the part.
    pub(super) fn new(node: Node<'a>, place: Place<'a>) -> Result<Self, Why> {
        let Node::Object(fields) = node else { return Err(Why::NotAnObject) };
        match fields.repeated() {
            Some(name) => Err(Why::Repeated(excerpt(name))),
            None => Ok(Self { fields, place }),
        }
    }

    /// The field, if it is there and not `null`.
    pub(super) fn take(&mut self, name: &str) -> Option<Node<'a>> {
        self.fields.take(name).filter(|node| !matches!(node, Node::Null))
    }

    /// The field; without it, the item fails.
    pub(super) fn need(&mut self, name: &'static str) -> Result<Node<'a>, Why> {
        self.take(name).ok_or(Why::Missing(name))
    }

    /// A string; without it, the item fails.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Cow<'a, str>, Why> {
        text(name, self.need(name)?)
    }

    /// A string, empty when it is not there.
    pub(super) fn maybe_text(&mut self, name: &'static str) -> Result<Cow<'a, str>, Why> {
        self.take(name).map_or(Ok(Cow::default()), |node| text(name, node))
    }

    /// An id; without it, the item fails.
    pub(super) fn id(&mut self, name: &'static str) -> Result<Uuid, Why> {
        let written = self.text(name)?;
        Uuid::try_parse(&written).map_err(|_| Why::NotAnId(name, excerpt(&written)))
    }

    /// An id, if it is there and can be read.
    pub(super) fn link(&mut self, name: &'static str, report: &mut Report<'_>) -> Option<Uuid> {
        self.fields.get(name).filter(|node| !matches!(node, Node::Null))?;
        self.id(name).map_err(|why| report.changed(self.place, why)).ok()
    }

    /// A whole number; without it, the item fails.
    pub(super) fn number(&mut self, name: &'static str) -> Result<u64, Why> {
        match self.need(name)? {
            Node::Whole(number) => Ok(number),
            _ => Err(Why::WrongType(name, "a whole number from 0 on")),
        }
    }

    /// A list, empty when it is not there.
    pub(super) fn list(&mut self, name: &'static str) -> Result<Vec<Node<'a>>, Why> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Node::List(items)) => Ok(items),
            Some(_) => Err(Why::WrongType(name, "a list")),
        }
    }

    /// Whether the field is a list with something in it.
    pub(super) fn has_items(&self, name: &str) -> bool {
        matches!(self.fields.get(name), Some(Node::List(items)) if !items.is_empty())
    }

    /// A text that people wrote, empty when it is not there.
    pub(super) fn prose(&mut self, name: &'static str, report: &mut Report<'_>) -> String {
        match self.take(name).map(|node| clean(name, node)) {
            None => String::new(),
            Some(Ok((text, false))) => text,
            Some(Ok((text, true))) => {
                report.changed(self.place, Why::ControlCharacters(name));
                text
            }
            Some(Err(why)) => {
                report.changed(self.place, why);
                String::new()
            }
        }
    }

    /// A list of texts that people wrote.
    pub(super) fn prose_list(&mut self, name: &'static str, report: &mut Report<'_>) -> Vec<String> {
        let items = self.list(name).unwrap_or_else(|why| {
            report.changed(self.place, why);
            Vec::new()
        });
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match clean(name, item) {
                Ok((text, changed)) => {
                    texts.push(text);
                    if changed {
                        report.changed(self.place, Why::ControlCharacters(name));
                    }
                }
                Err(_) => report.changed(self.place, Why::WrongType(name, "a list of strings")),
            }
        }
        texts
    }

    /// A time; `otherwise` when it is not there or cannot be read.
    pub(super) fn time(
        &mut self,
        name: &'static str,
        otherwise: Timestamp,
        report: &mut Report<'_>,
    ) -> Timestamp {
        self.maybe_time(name, otherwise, report).unwrap_or(otherwise)
    }

    /// A time, if it is there; `unread` when it cannot be read.
    pub(super) fn maybe_time(
        &mut self,
        name: &'static str,
        unread: Timestamp,
        report: &mut Report<'_>,
    ) -> Option<Timestamp> {
        let why = match text(name, self.take(name)?) {
            Ok(written) => match Timestamp::from_rfc3339(&written) {
                Some(time) => return Some(time),
                None => Why::NotATime(name, excerpt(&written)),
            },
            Err(why) => why,
        };
        report.changed(self.place, why);
        Some(unread)
    }

    /// One of several words; `absent` when it is not there, `unknown` when it says anything else.
    pub(super) fn word<W: Word>(
        &mut self,
        name: &'static str,
        absent: W,
        unknown: W,
        report: &mut Report<'_>,
    ) -> W {
        self.maybe_word(name, unknown.word(), report).map_or(absent, |found| found.unwrap_or(unknown))
    }

    /// One of several words, if the field is there: `Some(None)` when it says anything else.
    /// `instead` is what the message says it becomes.
    pub(super) fn maybe_word<W: Word>(
        &mut self,
        name: &'static str,
        instead: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Option<W>> {
        let mut choice = None;
        let mut look_up = |written: &str| {
            choice = W::of(written);
            choice.is_some()
        };
        self.look_up(name, instead, &mut look_up, report).then_some(choice)
    }

    /// Whether the field is there. What `known` does not take is listed. (One function for all
    /// words: this is the part that would be compiled for each.)
    fn look_up(
        &mut self,
        name: &'static str,
        instead: &'static str,
        known: &mut dyn FnMut(&str) -> bool,
        report: &mut Report<'_>,
    ) -> bool {
        let Some(node) = self.take(name) else { return false };
        match text(name, node) {
            Ok(written) if known(&written) => {}
            Ok(written) => {
                report.changed(self.place, Why::UnknownWord(name, excerpt(&written), instead));
            }
            Err(why) => report.changed(self.place, why),
        }
        true
    }

    /// Lists the fields that nobody asked for.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        report.unknown_fields(self.place, self.fields.into_rest());
    }
}

fn text<'a>(name: &'static str, node: Node<'a>) -> Result<Cow<'a, str>, Why> {
    match node {
        Node::Text(text) => Ok(text),
        _ => Err(Why::WrongType(name, "a string")),
    }
}

/// The text with blanks for control characters, and whether there were any. Tabs and line breaks
/// may stand anywhere: they show.
fn clean(name: &'static str, node: Node<'_>) -> Result<(String, bool), Why> {
    let bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let text = text(name, node)?;
    match text.contains(bad) {
        false => Ok((text.into_owned(), false)),
        true => Ok((text.chars().map(|c| if bad(c) { ' ' } else { c }).collect(), true)),
    }
}
