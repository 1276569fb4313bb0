//! The items of other tools’ JSON: objects read one by one, with suspicion.
//!
//! Neighbours: [`super::json`], the grammar; the formats beside it. The one idea: an item that
//! cannot be read gives a sentence, not an error of the file.

use std::cell::RefCell;

use super::{
    Unreadable,
    json::{self, Fault, Fields, Node},
    left::is_empty,
};
use crate::{
    article::FrozenText,
    text::{CharOffset, CharRange, TextRange, Utf16Offset},
};

/// One object, its fields not looked into yet, and which of them were asked for.
pub(super) struct Item<'a> {
    fields: Fields<'a, &'a str>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Item<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// Why it is none, as a sentence.
    pub(super) fn of(source: &'a str) -> Result<Self, String> {
        let fields = json::fields(source).map_err(|fault| match fault {
            Fault::Syntax(what) => format!("It breaks the rules of JSON: {what}."),
            Fault::TooDeep => "It is nested too deep.".to_owned(),
            Fault::OtherForm => "It is not an object with fields.".to_owned(),
        })?;
        match fields.repeated() {
            Some(name) => Err(format!("It has the field “{}” twice.", super::making::name_of(name))),
            None => Ok(Self { fields, asked: RefCell::default() }),
        }
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.get(name).is_some()
    }

    /// The field as it stands in the file.
    pub(super) fn raw(&self, name: &'static str) -> Option<&'a str> {
        self.asked.borrow_mut().push(name);
        self.fields.get(name).copied()
    }

    /// These fields are passed over on purpose.
    pub(super) fn pass(self, names: &[&'static str]) -> Self {
        self.asked.borrow_mut().extend(names);
        self
    }

    /// The fields that say something and were not asked for.
    pub(super) fn unasked(&self) -> impl Iterator<Item = &str> {
        let asked = self.asked.borrow();
        let is_asked = move |name: &str| asked.contains(&name);
        self.fields.each().filter(move |(name, raw)| !is_asked(name) && !is_empty(raw)).map(|(name, _)| name)
    }

    /// A string.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        text(self.raw(name)?)
    }

    /// The words a field gives; none when it is not there.
    ///
    /// # Errors
    /// When it is there and is no sound string, as a sentence.
    pub(super) fn words(&self, name: &'static str) -> Result<String, String> {
        match self.raw(name) {
            None | Some("null") => Ok(String::new()),
            Some(raw) => text(raw).ok_or_else(|| "The words it gives cannot be read.".to_owned()),
        }
    }

    /// A string, or a number as it is written: for ids.
    pub(super) fn id(&self, name: &'static str) -> Option<String> {
        let raw = self.raw(name)?.trim();
        match json::node(raw).ok()? {
            Node::Text(text) => Some(text.into_owned()),
            Node::Whole(_) | Node::Number => Some(raw.to_owned()),
            _ => None,
        }
    }

    /// An offset: a whole number from 0 on.
    pub(super) fn offset(&self, name: &'static str) -> Option<u32> {
        offset(self.raw(name)?)
    }

    /// An object.
    pub(super) fn item(&self, name: &'static str) -> Option<Item<'a>> {
        Item::of(self.raw(name)?).ok()
    }

    /// The parts of a list; none when it is not there. What is there and no list is told.
    pub(super) fn parts(&self, name: &'static str, tell: &mut dyn FnMut(String)) -> Vec<&'a str> {
        match self.raw(name) {
            None | Some("null") => Vec::new(),
            Some(list) => json::parts(list).unwrap_or_else(|_| {
                tell(format!("Its “{name}” is no list and was left behind."));
                Vec::new()
            }),
        }
    }

    /// The strings of a list, or the one that stands there alone. What is no string is told.
    pub(super) fn texts(&self, name: &'static str, tell: &mut dyn FnMut(String)) -> Vec<String> {
        if let Some(alone) = self.text(name) {
            return vec![alone];
        }
        let parts = self.parts(name, tell);
        let all = parts.len();
        let texts: Vec<String> = parts.into_iter().filter_map(text).collect();
        if texts.len() < all {
            tell(format!("Of its “{name}”, {} are no text and were left behind.", all - texts.len()));
        }
        texts
    }

    /// Every field, in the order of the file.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.fields.each().map(|(name, raw)| (name, *raw))
    }
}

/// A string.
pub(super) fn text(raw: &str) -> Option<String> {
    match json::node(raw).ok()? {
        Node::Text(text) => Some(text.into_owned()),
        _ => None,
    }
}

/// An offset: a whole number from 0 on.
pub(super) fn offset(raw: &str) -> Option<u32> {
    match json::node(raw).ok()? {
        Node::Whole(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// The items of a file that holds one object or a list of them.
///
/// # Errors
/// When it is not JSON, or holds neither; `expected` says what it was taken for.
pub(super) fn items<'a>(source: &'a str, expected: &'static str) -> Result<Vec<&'a str>, Unreadable> {
    let items = match source.trim_start().as_bytes().first() {
        Some(b'[') => json::parts(source),
        Some(b'{') => json::fields(source).map(|_| vec![source]),
        _ => Err(Fault::OtherForm),
    };
    items.map_err(|_| match json::is_sound(source) {
        Err(flaw) => Unreadable::NotJson { line: flaw.line, column: flaw.column, what: flaw.what },
        Ok(()) => Unreadable::OtherForm { expected },
    })
}

/// What a file counts its offsets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Unicode code points.
    Chars,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
}

/// The range between two offsets.
///
/// # Errors
/// Why there is none, as a sentence.
pub(super) fn range(text: &FrozenText, ends: (u32, u32), unit: Unit) -> Result<TextRange, String> {
    let (index, words) = (text.index(), text.as_str());
    if ends.0 >= ends.1 {
        return Err("It ends before it starts, or covers nothing.".to_owned());
    }
    let range = match unit {
        Unit::Chars => {
            let range = CharRange { start: CharOffset(ends.0), end: CharOffset(ends.1) };
            index.range_from_chars(words, range)
        }
        Unit::Utf16 => index
            .from_utf16(words, Utf16Offset(ends.0))
            .and_then(|start| Ok(TextRange::new(start, index.from_utf16(words, Utf16Offset(ends.1))?))),
    };
    range.map_err(|error| format!("It {error}."))
}
