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
/// times to what has none; `tell` hears how much is done, from 0 to 1, where a file takes long.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(name: &str, bytes: &[u8], stamp: Stamp, tell: &mut dyn FnMut(f32)) -> Result<Taken, Unreadable> {
    match Seems::by_bytes(bytes) {
        Some(Seems::Zip) => return archive(name, bytes, stamp, tell),
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
        None if is_json(text) => {
            unreadable::decode_json(bytes)?;
            Err(Unreadable::Unknown { seems: None })
        }
        seems => Err(Unreadable::Unknown { seems }),
    }
}

/// Reads what may be in a zip archive: files of brat, or of Citron.
fn archive(name: &str, bytes: &[u8], stamp: Stamp, tell: &mut dyn FnMut(f32)) -> Result<Taken, Unreadable> {
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

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}
