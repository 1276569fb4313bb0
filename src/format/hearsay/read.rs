//! Hearsay JSON to documents.
//!
//! The one idea: item by item. The file is taken apart without looking inside the parts, then
//! each part is read by itself; one that is not sound is set aside with a [`Problem`], and the
//! rest goes on. What a range marks is compared with the text, so nothing is ever attached to
//! words that are not the ones marked.
//!
//! What is not there takes its default in silence, what is there and cannot be read is listed:
//! `docs/format.md` has the table.

mod annotation;
mod article;
mod attribution;
mod block;
mod entry;
mod past;
mod report;
mod source;
mod stray;
mod target;

use report::{Ids, Place, Report};

use std::collections::BTreeMap;

use super::{Chosen, Item, MAX_BYTES, NAME, Outcome, Past, Problem, ReadError, VERSION, Why};
use crate::{
    annotation::Document,
    format::{
        Seems,
        json::{self, Fault, Fields, Node},
    },
    record::{ArticleId, Timestamp},
};

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The sound documents, in the order of the file. No id stands in two of them.
    pub documents: Vec<Document>,
    /// All that was not taken over as it stands in the file.
    pub problems: Vec<Problem>,
    /// The histories that a backup has, by article.
    pub pasts: BTreeMap<ArticleId, Past>,
    /// What the person chose, as a backup has it.
    pub chosen: Option<Chosen>,
}

/// As [`read`], for a file that has not been decoded yet.
///
/// # Errors
/// As [`read`], and when the bytes are not UTF-8.
pub fn read_bytes(bytes: &[u8]) -> Result<Imported, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let not_text = |_| ReadError::NotText { seems: Seems::by_bytes(bytes) };
    read(std::str::from_utf8(bytes).map_err(not_text)?)
}

/// Reads every released version of the format.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(source: &str) -> Result<Imported, ReadError> {
    if source.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: source.len() });
    }
    // Editors on Windows put a byte order mark in front.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut fields = json::fields(source).map_err(|_| what_else(source))?;
    check_name_and_version(&mut fields, source)?;
    let exported = fields.take("exported").and_then(time_of).unwrap_or_default();
    let mut lists = Vec::new();
    while let Some(list) = fields.take("articles") {
        lists.push(json::parts(list).map_err(|_| ReadError::NoArticles)?);
    }
    if lists.is_empty() {
        return Err(ReadError::NoArticles);
    }
    let mut report = Report::new(source);
    let mut ids = Ids::default();
    let mut documents = Vec::new();
    let mut pasts = BTreeMap::new();
    let chosen = fields.take("settings").and_then(chosen_of);
    for (n, part) in lists.into_iter().flatten().enumerate() {
        let place = Place { item: Item::Article(n + 1), part };
        match article::read(place, exported, &mut ids, &mut report) {
            Ok((document, past)) => {
                if !past.edits.is_empty() {
                    pasts.insert(document.article.id, past);
                }
                documents.push(document);
            }
            Err(why) => report.add(place, Outcome::LeftOut, why),
        }
    }
    fields.take("generator");
    report.unknown_fields(Place { item: Item::File, part: source }, fields.into_rest());
    Ok(Imported { documents, problems: report.finish(), pasts, chosen })
}

/// The settings; what cannot be read of them is left as it is here.
fn chosen_of(part: &str) -> Option<Chosen> {
    let mut fields = json::fields(part).ok()?;
    let creator = match fields.take("creator").map(json::node) {
        Some(Ok(Node::Text(creator))) => creator.chars().filter(|c| !c.is_control()).collect(),
        _ => String::new(),
    };
    let letters_off = matches!(fields.take("lettersOff").map(json::node), Some(Ok(Node::Truth(true))));
    Some(Chosen { creator, letters_off })
}

/// What a file is that is not a JSON object, or does not name its format, or is not sound.
fn what_else(source: &str) -> ReadError {
    if let Err(flaw) = json::is_sound(source) {
        let seems = Seems::by_bytes(source.as_bytes()).or_else(|| Seems::by_text(source));
        return ReadError::NotJson { line: flaw.line, column: flaw.column, what: flaw.what, seems };
    }
    match json::node(source) {
        Err(Fault::TooDeep) => ReadError::TooDeep,
        _ => ReadError::NotOurs { named: None, seems: Seems::by_json(source) },
    }
}

fn check_name_and_version(fields: &mut Fields<'_, &str>, source: &str) -> Result<(), ReadError> {
    let name = fields.take("format").map(json::node);
    match name {
        Some(Ok(Node::Text(name))) if name == NAME => {}
        Some(Ok(Node::Text(name))) => {
            let seems = Seems::by_json(source);
            return Err(ReadError::NotOurs { named: Some(report::excerpt(&name)), seems });
        }
        _ => return Err(what_else(source)),
    }
    match fields.take("version").map(json::node) {
        Some(Ok(Node::Whole(version))) if version > u64::from(VERSION) => Err(ReadError::Newer { version }),
        Some(Ok(Node::Whole(1..))) => Ok(()),
        _ => Err(ReadError::NoVersion),
    }
}

fn time_of(part: &str) -> Option<Timestamp> {
    match json::node(part) {
        Ok(Node::Text(time)) => Timestamp::from_rfc3339(&time),
        _ => None,
    }
}

impl From<Fault> for Why {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Syntax(what) => Self::Broken(what),
            Fault::TooDeep => Self::TooDeep,
            Fault::OtherForm => Self::NotAnObject,
        }
    }
}
