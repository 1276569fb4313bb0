//! What is read from JSON: whole values, or only the parts of one, as they stand in the file.

use std::{borrow::Cow, collections::BTreeSet};

use super::parse::Parser;

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
        let mut met = BTreeSet::new();
        self.0.iter().map(|(name, _)| name.as_ref()).find(|name| !met.insert(*name))
    }

    /// The fields, in the order of the file.
    pub(in crate::format) fn each(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The fields that are left, in the order of the file.
    pub(in crate::format) fn into_rest(self) -> Vec<(Cow<'a, str>, V)> {
        self.0
    }
}

/// Why a part of a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Fault {
    /// It breaks the rules of JSON; how.
    Syntax(&'static str),
    /// It nests without end.
    TooDeep,
    /// It is JSON, but no object where one is asked for, or no list.
    OtherForm,
}

/// Where JSON breaks its rules, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct Flaw {
    /// The line, from 1 on.
    pub(in crate::format) line: usize,
    /// The column, from 1 on, in code points.
    pub(in crate::format) column: usize,
    /// What is wrong there.
    pub(in crate::format) what: &'static str,
}

/// Checks that `source` follows the grammar, without looking at what it says.
pub(in crate::format) fn is_sound(source: &str) -> Result<(), Flaw> {
    let mut parser = Parser::new(source);
    match parser.whole(Parser::skip) {
        Err(Fault::Syntax(what)) => {
            let before = source.get(..parser.at()).unwrap_or(source);
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            Err(Flaw { line, column, what })
        }
        _ => Ok(()),
    }
}

/// The fields of the object `source`, each as it stands in it.
pub(in crate::format) fn fields(source: &str) -> Result<Fields<'_, &str>, Fault> {
    Parser::new(source).whole(|parser| parser.object(Parser::skip))
}

/// The items of the list `source`, each as it stands in it.
pub(in crate::format) fn parts(source: &str) -> Result<Vec<&str>, Fault> {
    Parser::new(source).whole(|parser| parser.list(Parser::skip))
}

/// The value that `source` is.
pub(in crate::format) fn node(source: &str) -> Result<Node<'_>, Fault> {
    Parser::new(source).whole(|parser| parser.value(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

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
        for number in ["-1", "-0", "1.0", "1e3", "1e999", "99999999999999999999999"] {
            assert_eq!(node(number), Ok(Node::Number), "{number}");
        }
    }

    #[test]
    fn a_flaw_has_a_place() {
        let check =
            |source, line, column, what| assert_eq!(is_sound(source), Err(Flaw { line, column, what }));
        check("{\n  \"é\": nope\n}", 2, 8, "a value is missing");
        check("[1 2]", 1, 4, "a comma or the end of the list is missing");
        check("[1, ]", 1, 5, "a value is missing");
        check("{\"a\" 1}", 1, 6, "a colon is missing");
        check("{1: 2}", 1, 2, "a string is missing");
        check("\"a", 1, 3, "a string does not end");
        check("\"a\n", 1, 3, "a control character stands in a string");
        check("\"\\x\"", 1, 4, "a backslash stands before the wrong character");
        check("1 1", 1, 3, "something follows after the end");
        check("[", 1, 2, "a value is missing");
    }

    /// The value as `serde_json` would have it.
    fn value(node: Node<'_>) -> Value {
        match node {
            Node::Null => Value::Null,
            Node::Truth(truth) => truth.into(),
            Node::Whole(number) => number.into(),
            Node::Number => (-1).into(),
            Node::Text(text) => text.into(),
            Node::List(items) => items.into_iter().map(value).collect(),
            Node::Object(Fields(fields)) => {
                fields.into_iter().map(|(n, v)| (n.into_owned(), value(v))).collect()
            }
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            Just(Value::from(-1)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::hash_map(".{0,4}", inner, 0..5).prop_map(|m| m.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_another_program_writes_is_read(expected in any_value(), pretty: bool) {
            let source = if pretty { serde_json::to_string_pretty(&expected) } else { serde_json::to_string(&expected) };
            let source = source.expect("JSON");
            prop_assert_eq!(is_sound(&source), Ok(()));
            prop_assert_eq!(node(&source).map(value), Ok(expected));
        }

        #[test]
        fn escapes_are_read_as_another_program_reads_them(text in r#"([a-z]|é|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}|\\ud83[c-f]\\ud[c-f]0[0-9]){0,8}"#) {
            let source = format!("\"{text}\"");
            let expected = serde_json::from_str::<Value>(&source).ok();
            prop_assert_eq!(node(&source).map(value).ok(), expected);
        }

        #[test]
        fn the_grammar_is_that_of_another_program(source in r#"([\[\]{},: \n]|"a"|"\\u0061"|0|1|-|\.|e|\+|true|null|nul|"|\\|é){0,12}"#) {
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&source).is_ok();
            prop_assert_eq!(is_sound(&source).is_ok(), theirs);
            if theirs {
                prop_assert!(node(&source).is_ok());
            }
        }

        #[test]
        fn a_slip_of_the_pen_is_seen_as_another_program_sees_it(
            value in any_value(),
            at: prop::sample::Index,
            put in r#"[\[\]{}":,0-9a-z.\\-]?"#,
        ) {
            let mut source = serde_json::to_string(&value).expect("JSON");
            let at = at.index(source.len());
            if let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) {
                source.replace_range(at..at + c.len_utf8(), &put);
                let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&source).is_ok();
                prop_assert_eq!(is_sound(&source).is_ok(), theirs, "{}", source);
            }
        }
    }
}
