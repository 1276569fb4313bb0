//! Finding out what a file is by what is in it, never by its name, and reading it.

use super::super::{
    Seems, Taken, Unreadable, brat, citron, doccano, hearsay, hypothesis,
    json::{self, Node},
    json_lines, label_studio, unreadable, web_annotation,
};
use crate::record::Stamp;

/// Reads a file of any format that can be read.
///
/// `name` is the file's, for annotations that say where they come from; `stamp` gives ids and
/// times to what has none.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(name: &str, bytes: &[u8], stamp: Stamp) -> Result<Taken, Unreadable> {
    match Seems::by_bytes(bytes) {
        // Of the archives, only those of brat are annotations.
        Some(Seems::Zip) => return brat::read(&[brat::File { name, bytes }], stamp),
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
        Some(Seems::WebAnnotation) => web_annotation::read(bytes, name, stamp),
        Some(Seems::Hypothesis) => hypothesis::read(bytes, name, stamp),
        Some(Seems::LabelStudio) => label_studio::read(bytes, name, stamp),
        Some(Seems::JsonLines) => doccano::read(bytes, name, stamp),
        Some(Seems::Brat) => brat::read(&[brat::File { name, bytes }], stamp),
        None if is_json(text) => {
            unreadable::decode_json(bytes)?;
            // Citron’s files do not say what they are.
            citron::read(bytes, name, stamp).map_err(|_| Unreadable::Unknown { seems: None })
        }
        seems => Err(Unreadable::Unknown { seems }),
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

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}
