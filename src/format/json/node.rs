//! Reading JSON: whole values, or only the parts of one, as they stand in the file.
//!
//! `serde_json` does the parsing. It skips over a part without looking inside and without
//! recursion, so however deep a part is nested, the parts beside it are read; a value that is
//! read itself may nest 128 levels.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// A value of a file, not yet judged.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::format) enum Node<'a> {
    /// `null`, which we read as a field that is not there.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A whole number from 0 on.
    Whole(u64),
    /// Any other number: negative, broken or huge.
    Number,
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Fields<'a, Self>),
}

/// The fields of an object, in the order of the file, repeated ones included.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::format) struct Fields<'a, V>(Vec<(Cow<'a, str>, V)>);

impl<'a, V> Fields<'a, V> {
    pub(in crate::format) fn new(fields: Vec<(Cow<'a, str>, V)>) -> Self {
        Self(fields)
    }

    /// Takes the first field of this name out.
    pub(in crate::format) fn take(&mut self, name: &str) -> Option<V> {
        let at = self.0.iter().position(|(n, _)| n == name)?;
        Some(self.0.remove(at).1)
    }

    /// The first field of this name.
    pub(in crate::format) fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// A name that stands in the object more than once.
    pub(in crate::format) fn repeated(&self) -> Option<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_ref()).collect();
        names.sort_unstable();
        names.windows(2).find(|pair| pair.first() == pair.last())?.first().copied()
    }

    /// The fields that are left, in the order of the file.
    pub(in crate::format) fn into_rest(self) -> Vec<(Cow<'a, str>, V)> {
        self.0
    }
}

/// Why a part of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) enum Fault {
    /// It breaks the rules of JSON; in the parser's words.
    Syntax(String),
    /// It nests deeper than 128 levels.
    TooDeep,
    /// It is JSON, but no object where one is asked for, or no list.
    OtherForm,
}

/// Where JSON breaks its rules, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) struct Flaw {
    /// The line, from 1 on.
    pub(in crate::format) line: usize,
    /// The column, from 1 on, in bytes.
    pub(in crate::format) column: usize,
    /// What is wrong there, in the parser's words.
    pub(in crate::format) what: String,
}

/// Checks that `source` follows the grammar, without looking at what it says.
pub(in crate::format) fn is_sound(source: &str) -> Result<(), Flaw> {
    serde_json::from_str::<IgnoredAny>(source).map(drop).map_err(|error| Flaw {
        line: error.line(),
        column: error.column(),
        what: words_of(&error),
    })
}

/// The fields of the object `source`, each as it stands in it.
pub(in crate::format) fn fields(source: &str) -> Result<Fields<'_, &str>, Fault> {
    let Fields(fields): Fields<'_, &RawValue> = serde_json::from_str(source).map_err(fault)?;
    Ok(Fields(fields.into_iter().map(|(name, value)| (name, value.get())).collect()))
}

/// The items of the list `source`, each as it stands in it.
pub(in crate::format) fn parts(source: &str) -> Result<Vec<&str>, Fault> {
    let items: Vec<&RawValue> = serde_json::from_str(source).map_err(fault)?;
    Ok(items.into_iter().map(RawValue::get).collect())
}

/// The value that `source` is.
pub(in crate::format) fn node(source: &str) -> Result<Node<'_>, Fault> {
    serde_json::from_str(source).map_err(fault)
}

// The error comes from `map_err`, which gives it away.
#[allow(clippy::needless_pass_by_value)]
fn fault(error: serde_json::Error) -> Fault {
    let words = words_of(&error);
    if error.is_data() {
        Fault::OtherForm
    } else if words.starts_with("recursion limit") {
        Fault::TooDeep
    } else {
        Fault::Syntax(words)
    }
}

/// What the parser says, without the place, which it counts from the start of the part.
fn words_of(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line ") {
        Some(at) => words[..at].to_owned(),
        None => words,
    }
}

/// A string, borrowed from the file where it holds no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Node::deserialize(deserializer)? {
            Node::Text(text) => Ok(Self(text)),
            _ => Err(de::Error::custom("a name is a string")),
        }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Fields<'de, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<V>(std::marker::PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
            type Value = Fields<'de, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                collect(map)
            }
        }

        deserializer.deserialize_map(Reader(std::marker::PhantomData))
    }
}

fn collect<'de, V: Deserialize<'de>, A: MapAccess<'de>>(mut map: A) -> Result<Fields<'de, V>, A::Error> {
    let mut fields = Vec::new();
    while let Some((Text(name), value)) = map.next_entry()? {
        fields.push((name, value));
    }
    Ok(Fields(fields))
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeReader)
    }
}

struct NodeReader;

impl<'de> Visitor<'de> for NodeReader {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Node::Truth(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Node::Whole(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Node::Number)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        collect(map).map(Node::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_harms_only_the_part_that_is_deep() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let source = format!(r#"{{"deep": {deep}, "flat": [1, "two"]}}"#);
        let mut fields = fields(&source).expect("an object");
        assert_eq!(node(fields.take("deep").expect("a field")), Err(Fault::TooDeep));
        assert_eq!(parts(fields.take("flat").expect("a field")), Ok(vec!["1", "\"two\""]));
    }

    #[test]
    fn a_broken_string_harms_only_its_own_part() {
        let parts = parts(r#"["\ud800", "whole"]"#).expect("a list");
        assert!(matches!(node(parts[0]), Err(Fault::Syntax(_))));
        assert_eq!(node(parts[1]), Ok(Node::Text("whole".into())));
    }

    #[test]
    fn a_name_given_twice_is_seen() {
        let fields = fields(r#"{"a": 1, "b": 2, "\u0061": 3}"#).expect("an object");
        assert_eq!(fields.repeated(), Some("a"));
    }

    #[test]
    fn only_whole_numbers_from_nought_on_are_whole() {
        assert_eq!(node("12"), Ok(Node::Whole(12)));
        for number in ["-1", "1.0", "1e3", "99999999999999999999999"] {
            assert_eq!(node(number), Ok(Node::Number), "{number}");
        }
        assert!(matches!(node("1e999"), Err(Fault::Syntax(_))));
    }

    #[test]
    fn a_flaw_has_a_place() {
        let flaw = is_sound("{\n  \"a\": nope\n}").expect_err("no JSON");
        assert_eq!((flaw.line, flaw.what.as_str()), (2, "expected ident"));
        assert!(is_sound(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))).is_ok());
    }
}
