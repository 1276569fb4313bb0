//! A book's table of contents: what its chapters are called.
//!
//! The one idea: it names places, of which a file may have several; the first names the file. Nothing
//! depends on it, so one that is damaged names what it names before the damage.

use std::collections::BTreeMap;

use super::package::resolve;
use crate::import::{
    Sort,
    archive::Archive,
    furniture,
    hygiene::collapse,
    xml::{Piece, Tag, each},
};

/// The contents on their way.
#[derive(Default)]
struct Reading {
    /// The folder of the file that is read.
    folder: String,
    /// Whether what comes is a list of something else, such as of printed pages.
    other: bool,
    /// The file that the link leads to whose text comes.
    link: Option<String>,
    text: String,
    names: BTreeMap<String, String>,
}

/// What the files of the book are called, by their paths; `path` is where the contents stand.
pub(super) fn names(archive: &Archive<'_>, path: &str) -> BTreeMap<String, String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut reading = Reading { folder, ..Reading::default() };
    if let Ok(source) = archive.text(path, Sort::Epub) {
        each(&source, Sort::Epub, |piece| reading.take(piece)).ok();
    }
    reading.names
}

impl Reading {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::Text(text) => self.text.push_str(&text),
            Piece::End(name) if name == "a" => {
                if let Some(path) = self.link.take() {
                    self.name(path);
                }
            }
            Piece::End(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            // EPUB 3.3 §7.3: the contents among the lists of a navigation document.
            "nav" => self.other = !["toc", ""].contains(&tag.attribute("type").as_str()),
            "a" if !self.other => {
                self.link = Some(resolve(&self.folder, &tag.attribute("href")));
                self.text.clear();
            }
            // EPUB 2 (OPF 2.0.1 §2.4.1): a label, and then where it leads.
            "navLabel" | "pageList" => {
                self.other |= tag.name() == "pageList";
                self.text.clear();
            }
            "content" if !self.other => self.name(resolve(&self.folder, &tag.attribute("src"))),
            _ => {}
        }
    }

    fn name(&mut self, path: String) {
        let name = furniture::shorten(&collapse(&self.text));
        self.text.clear();
        if !name.is_empty() {
            self.names.entry(path).or_insert(name);
        }
    }
}
