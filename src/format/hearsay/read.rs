//! Hearsay JSON to documents.
//!
//! The one idea: item by item. The file is taken apart without looking inside the parts, then
//! each part is fetched and read by itself, so that a file of any size takes the memory of its
//! largest article; one that is not sound is set aside with a [`Problem`], and the
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

use report::{Ids, Listed, Place, Report};

use std::collections::BTreeMap;

use super::{Chosen, Item, MAX_BYTES, NAME, Past, Problem, ReadError, VERSION, Why};
use crate::{
    annotation::Document,
    format::{
        Seems, Slices,
        json::{self, Fault, Fields, Node, Piece, Stop},
        whole,
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
    let mut reader = Reader::open(bytes, &mut |_| ())?;
    let (mut documents, mut pasts) = (Vec::new(), BTreeMap::new());
    while let Some((document, past)) = reader.article()? {
        if !past.edits.is_empty() {
            pasts.insert(document.article.id, past);
        }
        documents.push(document);
    }
    let chosen = reader.chosen();
    Ok(Imported { documents, problems: reader.finish(), pasts, chosen })
}

/// Reads every released version of the format.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(source: &str) -> Result<Imported, ReadError> {
    read_bytes(source.as_bytes())
}

/// A file that is read article by article, none of it in memory but the one at hand.
pub struct Reader<S> {
    slices: S,
    pieces: std::vec::IntoIter<Piece>,
    behind: usize,
    exported: Timestamp,
    articles: Articles,
    chosen: Option<Chosen>,
    /// The names of fields nobody knows.
    unknown: Vec<String>,
}

impl<S: Slices> Reader<S> {
    /// Goes through the whole file once, to know that it is one. `tell` hears how much is done, from
    /// 0 to 1.
    ///
    /// # Errors
    /// When the file as a whole is not one that can be read; never because of an item in it.
    pub fn open(mut slices: S, tell: &mut dyn FnMut(f32)) -> Result<Self, ReadError> {
        if slices.size() > MAX_BYTES {
            return Err(ReadError::TooLarge { bytes: slices.size() });
        }
        let outline = match json::outline(&mut slices, "articles", tell) {
            Ok(outline) => outline,
            Err(Stop::Gone) => return Err(ReadError::Gone),
            Err(Stop::NotText | Stop::Fault(_)) => return Err(why_not(&mut slices, None)),
        };
        let fields = outline.fields.iter().map(|(name, value)| (name.as_str().into(), value.as_str()));
        let mut fields = Fields::new(fields.collect());
        match fields.take("format").map(json::node) {
            Some(Ok(Node::Text(name))) if name == NAME => {}
            Some(Ok(Node::Text(name))) => return Err(why_not(&mut slices, Some(report::excerpt(&name)))),
            _ => return Err(why_not(&mut slices, None)),
        }
        check_version(&mut fields)?;
        if !outline.is_there || fields.get("articles").is_some() {
            return Err(ReadError::NoArticles);
        }
        let exported = fields.take("exported").and_then(time_of).unwrap_or_default();
        let chosen = fields.take("settings").and_then(chosen_of);
        fields.take("generator");
        let unknown = fields.into_rest().into_iter().map(|(name, _)| name.into_owned()).collect();
        let (articles, pieces) = (Articles::default(), outline.items.into_iter());
        Ok(Self { slices, pieces, behind: 0, exported, articles, chosen, unknown })
    }

    /// The next sound article, with its history.
    ///
    /// # Errors
    /// When the file is not there any more.
    pub fn article(&mut self) -> Result<Option<(Document, Past)>, ReadError> {
        for piece in self.pieces.by_ref() {
            self.behind = piece.start + piece.length;
            let bytes = self.slices.slice(piece.start..self.behind).ok_or(ReadError::Gone)?;
            // It was text when the file was gone through.
            let part = String::from_utf8(bytes).map_err(|_| ReadError::Gone)?;
            if let Some(read) = self.articles.read(&part, piece.line, self.exported, &[]) {
                return Ok(Some(read));
            }
        }
        Ok(None)
    }

    /// How much of the file was read, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.behind as f32 / self.slices.size().max(1) as f32
    }

    /// What the person chose, as a backup has it.
    pub fn chosen(&mut self) -> Option<Chosen> {
        self.chosen.take()
    }

    /// All that was not taken over as it stands in the file.
    #[must_use]
    pub fn finish(self) -> Vec<Problem> {
        let unknown = self.unknown.iter().map(|name| (name.as_str().into(), ())).collect();
        let mut report = Report::new("", 1, self.articles.listed);
        report.unknown_fields(Place { item: Item::File, part: "" }, unknown);
        report.listed().finish()
    }
}

/// The articles of a file, read one after another. No id stands in two of them.
#[derive(Default)]
pub(in crate::format) struct Articles {
    count: usize,
    ids: Ids,
    listed: Listed,
}

impl Articles {
    /// Reads the next one, which begins on this line; `None` when it is not sound, which is listed.
    /// The fields `beside` it are of the file.
    pub(in crate::format) fn read(
        &mut self,
        part: &str,
        line: usize,
        exported: Timestamp,
        beside: &[&str],
    ) -> Option<(Document, Past)> {
        self.count += 1;
        let place = Place { item: Item::Article(self.count), part };
        let mut report = Report::new(part, line, std::mem::take(&mut self.listed));
        let read = article::read(place, exported, beside, &mut self.ids, &mut report);
        let read = read.map_err(|why| report.left_out(place, why)).ok();
        self.listed = report.listed();
        read
    }

    /// All that was not taken over as it stands in the file.
    pub(in crate::format) fn problems(self) -> Vec<Problem> {
        self.listed.finish()
    }
}

/// Why a file is not ours; `named` is what it calls its format, if it does.
fn why_not(slices: &mut dyn Slices, named: Option<String>) -> ReadError {
    let Some(bytes) = whole(slices) else { return ReadError::Gone };
    let Ok(source) = std::str::from_utf8(&bytes) else {
        return ReadError::NotText { seems: Seems::by_bytes(&bytes) };
    };
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    match named {
        _ if source.trim().is_empty() => ReadError::Empty,
        Some(_) => ReadError::NotOurs { named, seems: Seems::by_json(source) },
        None => what_else(source),
    }
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

fn check_version(fields: &mut Fields<'_, &str>) -> Result<(), ReadError> {
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
