//! What a large file is made of: a long list, or an object with one in it.
//!
//! The one idea: the file is gone through once, to know that it is whole and where each item of the
//! list stands; then the items are read one by one, and never lie in memory together.

use super::{
    Fault,
    parse::Parser,
    window::{Stop, Window},
};
use crate::format::slices::Slices;

/// Where an item stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct Piece {
    /// In bytes from the start.
    pub(in crate::format) start: usize,
    /// In bytes.
    pub(in crate::format) length: usize,
    /// From 1 on.
    pub(in crate::format) line: usize,
}

/// An object with a long list in it.
#[derive(Debug, Default)]
pub(in crate::format) struct Outline {
    /// The fields but the list, each as it stands in the file.
    pub(in crate::format) fields: Vec<(String, String)>,
    /// Whether the list is there.
    pub(in crate::format) is_there: bool,
    /// The items of the list.
    pub(in crate::format) items: Vec<Piece>,
}

/// Goes through a file that is one object; its field `list` is the long one. `tell` hears how much
/// is done, from 0 to 1.
pub(in crate::format) fn outline(
    slices: &mut dyn Slices,
    list: &str,
    tell: &mut dyn FnMut(f32),
) -> Result<Outline, Stop> {
    let mut window = Window::new(slices);
    let mut outline = Outline::default();
    let mut more = begin(&mut window, b'{', b'}')?;
    while more {
        let name = window.take(|parser| {
            let name = parser.string()?.into_owned();
            parser.expect(b':', "a colon is missing")?;
            Ok(name)
        })?;
        if name == list && window.take(|parser| Ok(parser.peek() == Some(b'[')))? {
            outline.is_there = true;
            items(&mut window, &mut outline.items, tell)?;
        } else {
            let value = window.take(|parser| parser.skip().map(str::to_owned))?;
            outline.fields.push((name, value));
        }
        more = goes_on(&mut window, b'}')?;
    }
    end(&mut window)?;
    Ok(outline)
}

/// Goes through a file that is one list; where each item stands. `tell` hears how much is done, from 0
/// to 1.
///
/// What is no list at all is a [`Fault::OtherForm`].
pub(in crate::format) fn list(
    slices: &mut dyn Slices,
    tell: &mut dyn FnMut(f32),
) -> Result<Vec<Piece>, Stop> {
    let mut window = Window::new(slices);
    let mut pieces = Vec::new();
    items(&mut window, &mut pieces, tell)?;
    end(&mut window)?;
    Ok(pieces)
}

fn end(window: &mut Window<&mut dyn Slices>) -> Result<(), Stop> {
    match window.take(|parser| Ok(parser.peek().is_none()))? {
        true => Ok(()),
        false => Err(Stop::Fault(Fault::Syntax("something follows after the end"))),
    }
}

fn items(
    window: &mut Window<&mut dyn Slices>,
    items: &mut Vec<Piece>,
    tell: &mut dyn FnMut(f32),
) -> Result<(), Stop> {
    let mut more = begin(window, b'[', b']')?;
    while more {
        let length = window.take(|parser| parser.skip().map(str::len))?;
        items.push(Piece { start: window.behind() - length, length, line: window.line_of(length) });
        tell(window.behind() as f32 / window.size() as f32);
        more = goes_on(window, b']')?;
    }
    Ok(())
}

/// Goes into what stands between `open` and `close`; whether anything does.
fn begin(window: &mut Window<&mut dyn Slices>, open: u8, close: u8) -> Result<bool, Stop> {
    window.take(|parser| if parser.eat(open) { Ok(!parser.eat(close)) } else { Err(Fault::OtherForm) })
}

/// Goes over what stands between two items; whether another one follows.
fn goes_on(window: &mut Window<&mut dyn Slices>, close: u8) -> Result<bool, Stop> {
    window.take(|parser| match parser.eat(close) {
        true => Ok(false),
        false => parser.expect(b',', "a comma or the end of the list is missing").map(|()| true),
    })
}

/// The fields with which a text begins, each as it stands in it. Of the last one only the name may
/// be there: the text may end anywhere.
pub(in crate::format) fn beginning(source: &str) -> Vec<(String, &str)> {
    let mut parser = Parser::new(source);
    let mut fields = Vec::new();
    let mut more = parser.eat(b'{');
    while more {
        let Ok(name) = parser.string() else { break };
        if parser.expect(b':', "").is_err() {
            break;
        }
        let value = parser.skip();
        more = value.is_ok() && parser.eat(b',');
        fields.push((name.into_owned(), value.unwrap_or_default()));
    }
    fields
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::json;

    fn outlined(source: &str) -> Result<Outline, Stop> {
        outline(&mut source.as_bytes(), "list", &mut |_| ())
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_parts(
            before in "[ \n]{0,3}",
            items in prop::collection::vec("(\"[a-zé\n]{0,9}\"|12|\\[1, \\{\"a\": 2\\}\\])", 0..6),
            between in "[ \n]{0,3}",
        ) {
            let items: Vec<String> = items.iter().map(|item| item.replace('\n', "\\n")).collect();
            let list = items.join(&format!("{between},{between}"));
            let source = format!("{before}{{\"a\":{between}1, \"list\"{between}: [{between}{list}], \"b\": null}}{between}");
            let found = outlined(&source).expect("sound");
            let parts: Vec<&str> = found.items.iter().map(|p| &source[p.start..p.start + p.length]).collect();
            let fields = json::fields(&source).expect("an object");
            prop_assert_eq!(&parts, &json::parts(fields.get("list").expect("a list")).expect("a list"));
            for piece in &found.items {
                let line = source[..piece.start].matches('\n').count() + 1;
                prop_assert_eq!(piece.line, line);
            }
            prop_assert_eq!(found.fields, [("a".to_owned(), "1".to_owned()), ("b".to_owned(), "null".to_owned())]);
            let source = format!("{before}[{between}{list}]{between}");
            let found = super::list(&mut source.as_bytes(), &mut |_| ()).expect("sound");
            let parts: Vec<&str> = found.iter().map(|p| &source[p.start..p.start + p.length]).collect();
            prop_assert_eq!(&parts, &json::parts(&source).expect("a list"));
        }
    }

    #[test]
    fn what_is_longer_than_a_slice_is_found() {
        let long = "é\\u00e9\"[".replace('"', "\\\"").repeat(200_000);
        let items: Vec<String> = (0..9).map(|n| format!("\"{n}{long}\"")).collect();
        let source = format!("\u{feff}{{\n\"list\": [\n{}], \"after\": 7}}\n", items.join(",\n"));
        let found = outlined(&source).expect("sound");
        assert_eq!(found.items.len(), 9);
        for (n, (piece, item)) in found.items.iter().zip(&items).enumerate() {
            assert_eq!(&source[piece.start..piece.start + piece.length], item);
            assert_eq!(piece.line, n + 3);
        }
        assert_eq!(found.fields, [("after".to_owned(), "7".to_owned())]);
    }

    #[test]
    fn a_file_that_is_cut_off_anywhere_is_not_whole() {
        let source = r#"{"a": "é", "list": [1, {"b": [2]}, "\u00e9"], "c": true}"#;
        for (end, _) in source.char_indices() {
            assert!(matches!(outlined(&source[..end]), Err(Stop::Fault(_))), "{end}");
        }
        assert!(matches!(outlined(&format!("{source} x")), Err(Stop::Fault(_))));
        assert!(matches!(
            outline(&mut b"{\"a\": \"\xff\"}".as_slice(), "list", &mut |_| ()),
            Err(Stop::NotText)
        ));
    }

    #[test]
    fn a_text_begins_with_its_fields_wherever_it_ends() {
        let check = |source: &str, expected: &[(&str, &str)]| {
            let found = beginning(source);
            let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            assert_eq!(found, expected, "{source}");
        };
        check(r#" {"a": 1, "b": [2"#, &[("a", "1"), ("b", "")]);
        check(r#"{"a": 1, "b"#, &[("a", "1")]);
        check("[1]", &[]);
        check("{}", &[]);
    }
}
