//! One JSON item of another tool's file, asked for what is in it.
//!
//! Neighbours: [`super::web_annotation`] and [`super::hypothesis`], which share the way JSON-LD
//! has of saying one or several. The one idea: asking never fails; what is not there, or of
//! another sort, is simply not there, and whoever asks decides whether that matters.

use std::time::Duration;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Remark,
    json::{self, Fault, Node},
};
use crate::{
    annotation::{AttributionLevel, Source, SourceKind},
    record::Timestamp,
};

/// What was changed or refused so far.
#[derive(Default)]
pub(super) struct Remarks(pub(super) Vec<Remark>);

impl Remarks {
    pub(super) fn refused(&mut self, place: &str, why: impl Into<String>) {
        self.0.push(Remark { place: place.to_owned(), refused: true, why: why.into() });
    }

    pub(super) fn changed(&mut self, place: &str, why: impl Into<String>) {
        self.0.push(Remark { place: place.to_owned(), refused: false, why: why.into() });
    }
}

/// The value of this name, if the node is an object that has it.
pub(super) fn get<'n, 'a>(node: &'n Node<'a>, name: &str) -> Option<&'n Node<'a>> {
    match node {
        Node::Object(fields) => fields.get(name),
        _ => None,
    }
}

/// The node as text; empty when it is none.
pub(super) fn text<'n>(node: &'n Node<'_>) -> &'n str {
    match node {
        Node::Text(text) => text,
        _ => "",
    }
}

/// The text of this name; empty when there is none.
pub(super) fn text_at<'n>(node: &'n Node<'_>, name: &str) -> &'n str {
    get(node, name).map_or("", text)
}

/// The text of this name as people wrote it: control characters but tabs and line breaks, which
/// no field may hold, become blanks.
pub(super) fn prose_at(node: &Node<'_>, name: &str) -> String {
    prose(text_at(node, name))
}

/// Text as people wrote it, its control characters but tabs and line breaks blanks.
pub(super) fn prose(text: &str) -> String {
    let blank = |c: char| if c.is_control() && !matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
    text.chars().map(blank).collect()
}

/// One or several: the items of a list, also of one written `{"@list": […]}`, or the one value.
pub(super) fn each<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match node {
        Node::Null => &[],
        Node::List(items) => items,
        Node::Object(fields) => fields.get("@list").map_or(std::slice::from_ref(node), each_of_list),
        _ => std::slice::from_ref(node),
    }
}

fn each_of_list<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match node {
        Node::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// One or several under this name.
pub(super) fn each_at<'n, 'a>(node: &'n Node<'a>, name: &str) -> &'n [Node<'a>] {
    get(node, name).map_or(&[], each)
}

/// Whether a word is among the one or several of this name, with or without a prefix or an
/// address in front (`oa:Annotation`, `http://www.w3.org/ns/oa#Annotation`).
pub(super) fn says(node: &Node<'_>, name: &str, word: &str) -> bool {
    let last = |text: &str| text.rsplit([':', '#', '/']).next() == Some(word);
    each_at(node, name).iter().any(|item| last(text(item)))
}

/// What an item refers to: the text itself, or the `id` of an object.
pub(super) fn reference<'n>(node: &'n Node<'_>) -> &'n str {
    match node {
        Node::Text(text) => text,
        _ => match text_at(node, "id") {
            "" => text_at(node, "@id"),
            id => id,
        },
    }
}

/// The whole number of this name.
pub(super) fn whole_at(node: &Node<'_>, name: &str) -> Option<u64> {
    match get(node, name) {
        Some(Node::Whole(number)) => Some(*number),
        _ => None,
    }
}

/// The id that another tool's name for a thing stands for.
///
/// A UUID stays what it is, also behind `urn:uuid:`, `#` or an address; for any other name it is
/// made from the SHA-256 of the name, so that the same file gives the same ids again.
pub(super) fn id_of(name: &str) -> Uuid {
    let tail = name.rsplit(['/', '#', ':']).next().unwrap_or_default();
    tail.parse().unwrap_or_else(|_| {
        let digest = Sha256::digest(name.as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    })
}

/// A source of which only the name is known. The same name on the same page is the same source.
pub(super) fn source_named(name: &str, url: &str, at: Timestamp) -> Source {
    Source {
        id: id_of(&format!("source {name} of {url}")).into(),
        name: prose(name),
        kind: SourceKind::default(),
        role: String::new(),
        level: AttributionLevel::default(),
        anonymity_reason: String::new(),
        note: String::new(),
        created: at,
        modified: at,
    }
}

/// Reads a time of [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) with any offset.
pub(super) fn time(written: &str) -> Option<Timestamp> {
    if let Some(time) = Timestamp::from_rfc3339(written) {
        return Some(time);
    }
    let (local, offset) = written.split_at_checked(written.len().checked_sub(6)?)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let minutes = hours.parse::<u64>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    let local = Duration::from_millis(Timestamp::from_rfc3339(&format!("{local}Z"))?.millis());
    let offset_by = Duration::from_secs(minutes.checked_mul(60)?);
    let utc = match offset.as_bytes().first() {
        Some(b'+') => local.checked_sub(offset_by)?,
        Some(b'-') => local.checked_add(offset_by)?,
        _ => return None,
    };
    u64::try_from(utc.as_millis()).ok().map(Timestamp::from_millis)
}

/// The time of this name; the other one where there is none, or, which is told, none that can be read.
pub(super) fn moment(
    node: &Node<'_>,
    name: &str,
    otherwise: Timestamp,
    place: &str,
    remarks: &mut Remarks,
) -> Timestamp {
    let Some(found) = get(node, name) else { return otherwise };
    time(text(found)).unwrap_or_else(|| {
        let found = excerpt(text(found));
        remarks.changed(place, format!("Its “{name}” is “{found}”, no time; another was put instead."));
        otherwise
    })
}

/// Tells of control characters in what people wrote, which become blanks.
pub(super) fn tell_of_controls(part: &str, node: &Node<'_>, place: &str, remarks: &mut Remarks) {
    // In JSON they can only be written out.
    if part.contains("\\u00") && has_controls(node) {
        remarks.changed(place, "It holds invisible control characters, which became blanks.");
    }
}

fn has_controls(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) => prose(text) != **text,
        Node::List(items) => items.iter().any(has_controls),
        // What the article says may hold anything.
        Node::Object(fields) => {
            let words = ["hearsay:text", "exact", "prefix", "suffix"];
            fields.each().any(|(name, value)| !words.contains(&name) && has_controls(value))
        }
        _ => false,
    }
}

/// A name that stands twice in an object, at whatever depth.
pub(super) fn repeated(node: Node<'_>) -> Option<String> {
    match node {
        Node::Object(fields) => match fields.repeated() {
            Some(name) => Some(name.to_owned()),
            None => fields.into_rest().into_iter().find_map(|(_, value)| repeated(value)),
        },
        Node::List(items) => items.into_iter().find_map(repeated),
        _ => None,
    }
}

/// The value of an item of a file, when it can be read without doubt.
///
/// # Errors
/// A sentence that says why it cannot.
pub(super) fn sound(part: &str) -> Result<Node<'_>, String> {
    let node = json::node(part).map_err(|fault| match fault {
        Fault::Syntax(what) => format!("Its text is damaged: {what}."),
        Fault::TooDeep => "It is nested deeper than any annotation.".to_owned(),
        Fault::OtherForm => "It is not an object with fields.".to_owned(),
    })?;
    if !matches!(node, Node::Object(_)) {
        return Err("It is not an object with fields.".to_owned());
    }
    match json::node(part).ok().and_then(repeated) {
        Some(name) => {
            let name = excerpt(&name);
            Err(format!("It has the field “{name}” twice, and nothing tells which one is meant."))
        }
        None => Ok(node),
    }
}

/// A piece of somebody's text that may stand in a message: short, on one line.
pub(super) fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_any_offset_are_read() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(time(written).map(Timestamp::to_rfc3339).as_deref(), expected, "{written}");
        };
        check("2026-11-22T16:04:00Z", Some("2026-11-22T16:04:00.000Z"));
        check("2026-11-22T16:04:00.123456+00:00", Some("2026-11-22T16:04:00.123Z"));
        check("2026-11-22T16:04:00+02:30", Some("2026-11-22T13:34:00.000Z"));
        check("2026-11-22T23:04:00-01:00", Some("2026-11-23T00:04:00.000Z"));
        check("1970-01-01T00:00:00+01:00", None);
        for none in ["", "yesterday", "2026-11-22T16:04:00+99", "é+01:00", "2026-11-22T16:04:00*01:00"] {
            check(none, None);
        }
    }

    #[test]
    fn the_same_name_gives_the_same_id() {
        let uuid = "019ab000-0000-7000-8000-000000000001";
        for name in [uuid.to_owned(), format!("urn:uuid:{uuid}"), format!("#{uuid}")] {
            assert_eq!(id_of(&name).to_string(), uuid);
        }
        assert_eq!(id_of("AxkL3w"), id_of("AxkL3w"));
        assert_ne!(id_of("https://a.example/1"), id_of("https://b.example/1"));
    }
}
