//! Finding out what a file is by what is in it, never by its name, and reading it.

use super::super::{
    Seems, Taken, Unreadable, archive, brat, citron, doccano, hearsay, hypothesis,
    json::{self, Node},
    json_lines, label_studio, unreadable, web_annotation,
};
use crate::record::Stamp;

/// Reads a file of any format that can be read.
///
/// `name` is the file's, for annotations that say where they come from; `stamp` gives ids and
/// times to what has none; `tell` hears how much is done, from 0 to 1, where a file takes long.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(name: &str, bytes: &[u8], stamp: Stamp, tell: &mut dyn FnMut(f32)) -> Result<Taken, Unreadable> {
    match Seems::by_bytes(bytes) {
        Some(Seems::Zip) => return zipped(name, bytes, stamp, tell),
        Some(seems) => return Err(Unreadable::Unknown { seems: Some(seems) }),
        None => {}
    }
    let text = unreadable::decode(bytes)?;
    if says_hearsay(text) {
        return hearsay::read(text).map(Taken::from).map_err(Unreadable::Ours);
    }
    if json_lines::is_ours(text) {
        return json_lines::read(bytes).map_err(Unreadable::Ours);
    }
    match seems(text) {
        Some(Seems::WebAnnotation) => web_annotation::read_telling(bytes, name, stamp, tell),
        Some(Seems::Hypothesis) => hypothesis::read_telling(bytes, name, stamp, tell),
        Some(Seems::LabelStudio) => label_studio::read(bytes, name, stamp),
        Some(Seems::Citron) => citron::read(bytes, name, stamp),
        Some(Seems::Doccano | Seems::JsonLines) => doccano::read(bytes, name, stamp),
        Some(Seems::Brat) => brat::read(&[brat::File { name, bytes }], stamp),
        None if calls_itself_json(name) || begins_as_json(text) => {
            unreadable::decode_json(bytes)?;
            Err(Unreadable::Unknown { seems: None })
        }
        seems => Err(Unreadable::Unknown { seems }),
    }
}

/// What only a Word document, a book or an OpenDocument text has in it: they are packed, too.
const DOCUMENTS: [&str; 3] = ["word/document.xml", "META-INF/container.xml", "content.xml"];

/// Reads what may be in a zip archive: files of brat, or of Citron.
fn zipped(name: &str, bytes: &[u8], stamp: Stamp, tell: &mut dyn FnMut(f32)) -> Result<Taken, Unreadable> {
    if archive::holds_any(bytes, &DOCUMENTS) {
        return Err(Unreadable::NoBrat);
    }
    match brat::read_telling(&[brat::File { name, bytes }], stamp, tell) {
        // Whatever else is in it, it is no file of theirs unless something could be taken.
        Err(Unreadable::NoBrat) => citron::read(bytes, name, stamp)
            .ok()
            .filter(|taken| !taken.documents.is_empty() || !taken.loose.is_empty())
            .ok_or(Unreadable::NoBrat),
        read => read,
    }
}

/// Whether it is one JSON value that says that its format is ours, and is more than a line of it.
fn says_hearsay(text: &str) -> bool {
    let Ok(fields) = json::fields(text) else { return false };
    let named = fields
        .get("format")
        .is_some_and(|name| matches!(json::node(name), Ok(Node::Text(name)) if name == hearsay::NAME));
    named && (fields.get("articles").is_some() || fields.get("text").is_none())
}

fn seems(text: &str) -> Option<Seems> {
    if json::is_sound(text).is_ok() {
        Seems::by_json(text).or_else(|| is_web_annotation(text).then_some(Seems::WebAnnotation))
    } else {
        Seems::by_text(text)
    }
}

/// Whether it is annotations without their context, as some tools write them.
fn is_web_annotation(text: &str) -> bool {
    let first = match json::parts(text) {
        Ok(parts) => parts.first().copied().unwrap_or_default(),
        Err(_) => text,
    };
    let Ok(fields) = json::fields(first) else { return false };
    let kind = fields.get("type").or_else(|| fields.get("@type"));
    kind.is_some_and(|kind| kind.contains("Annotation")) || fields.get("@graph").is_some()
}

fn calls_itself_json(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    ["json", "jsonl", "jsonld"].iter().any(|json| end.eq_ignore_ascii_case(json))
}

/// Whether it begins as files of annotations do, however it goes on: an object with a name and a colon,
/// or a list of such. An article may begin with a bracket, too, and even with a quotation mark in it.
fn begins_as_json(text: &str) -> bool {
    let object = text.trim_start().strip_prefix('[').unwrap_or(text).trim_start().strip_prefix('{');
    let Some(name) = object.and_then(|inside| inside.trim_start().strip_prefix('"')) else { return false };
    let mut inside = name.chars();
    while let Some(c) = inside.next() {
        match c {
            '\\' => _ = inside.next(),
            '"' => return inside.as_str().trim_start().starts_with(':'),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::example;

    fn stamp() -> Stamp {
        Stamp { at: example::at(), random: 5 }
    }

    #[test]
    fn an_article_in_brackets_is_no_broken_json() {
        for text in [
            "[UPDATE 2] Mayor closes the bridge\n\nIt is not safe, she said.",
            "{Editor’s note: this text was changed.}\n\nThe bridge is open.",
            "[The report](https://weir.example/report) says so.",
            "[1, 2] Lee and Ek, writing of the weir",
            "[\"We are open,\" she said.]",
            "{\"Open\" is what the sign says.}",
            "{\\rtf1 Hello}",
            "[",
            "{\"",
        ] {
            assert!(!begins_as_json(text), "{text}");
            let taken = read("bridge.txt", text.as_bytes(), stamp(), &mut |_| ());
            assert!(matches!(taken, Err(Unreadable::Unknown { .. })), "{text}: {taken:?}");
        }
    }

    #[test]
    fn json_that_is_cut_short_is_still_told_so() {
        for text in [r#"{"articles": [{"id": "#, r#"[ { "a \" b" : 1, "#, "[\n{\"body\":[]},{"] {
            for name in ["export.txt", "export", "export.json"] {
                let taken = read(name, text.as_bytes(), stamp(), &mut |_| ());
                assert!(matches!(taken, Err(Unreadable::NotJson { .. })), "{text}: {taken:?}");
            }
        }
        let taken = read("export.json", b"[UPDATE]", stamp(), &mut |_| ());
        assert!(matches!(taken, Err(Unreadable::NotJson { .. })), "{taken:?}");
    }

    #[test]
    fn a_document_that_is_packed_is_not_unpacked_for_annotations() {
        for path in DOCUMENTS {
            let packed = archive::pack([(path, &b"<x/>"[..]), ("a.txt", b"Prices fell."), ("a.ann", b"")]);
            let taken = read("a.zip", &packed, stamp(), &mut |_| ());
            assert_eq!(taken.err(), Some(Unreadable::NoBrat), "{path}");
        }
    }
}
