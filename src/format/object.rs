//! The items of other tools’ JSON: objects read one by one, with suspicion.
//!
//! Neighbours: [`super::json`], the grammar; the formats beside it. The one idea: an item that
//! cannot be read gives a sentence, not an error of the file.

use super::{
    Unreadable,
    json::{self, Fault, Fields, Node},
};
use crate::{
    article::FrozenText,
    text::{CharOffset, CharRange, TextRange, Utf16Offset},
};

/// One object, its fields not looked into yet.
pub(super) struct Item<'a>(Fields<'a, &'a str>);

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
            None => Ok(Self(fields)),
        }
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// The field as it stands in the file.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied()
    }

    /// A string.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        text(self.raw(name)?)
    }

    /// The words a field gives; none when it is not there.
    ///
    /// # Errors
    /// When it is there and is no sound string, as a sentence.
    pub(super) fn words(&self, name: &str) -> Result<String, String> {
        match self.raw(name) {
            None | Some("null") => Ok(String::new()),
            Some(raw) => text(raw).ok_or_else(|| "The words it gives cannot be read.".to_owned()),
        }
    }

    /// A string, or a number as it is written: for ids.
    pub(super) fn id(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?.trim();
        match json::node(raw).ok()? {
            Node::Text(text) => Some(text.into_owned()),
            Node::Whole(_) | Node::Number => Some(raw.to_owned()),
            _ => None,
        }
    }

    /// An offset: a whole number from 0 on.
    pub(super) fn offset(&self, name: &str) -> Option<u32> {
        offset(self.raw(name)?)
    }

    /// An object.
    pub(super) fn item(&self, name: &str) -> Option<Item<'a>> {
        Item::of(self.raw(name)?).ok()
    }

    /// The parts of a list; none when it is no list.
    pub(super) fn parts(&self, name: &str) -> Vec<&'a str> {
        self.raw(name).and_then(|list| json::parts(list).ok()).unwrap_or_default()
    }

    /// The strings of a list.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.parts(name).into_iter().filter_map(text).collect()
    }

    /// Every field, in the order of the file.
    pub(super) fn into_fields(self) -> impl Iterator<Item = (String, &'a str)> {
        self.0.into_rest().into_iter().map(|(name, raw)| (name.into_owned(), raw))
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
