//! A book's package document: what it is, and which files it has in which order (EPUB 3.3 §5).

use std::collections::BTreeMap;

use super::contents;
use crate::{
    article::{About, Direction},
    import::{
        ImportError, Sort,
        archive::Archive,
        hygiene::collapse,
        xml::{Piece, Tag, each},
    },
};

/// What the package document says.
#[derive(Default)]
pub(super) struct Package {
    pub(super) about: About,
    /// Paths of the text files within the archive, in reading order.
    pub(super) chapters: Vec<String>,
    /// What the table of contents calls them, by path.
    pub(super) names: BTreeMap<String, String>,
}

/// The package document on its way.
#[derive(Default)]
struct Reading {
    about: About,
    authors: Vec<String>,
    /// The element whose text comes.
    name: String,
    text: String,
    /// Paths of text files, by id.
    files: BTreeMap<String, String>,
    /// Ids in reading order.
    spine: Vec<String>,
    /// Where the table of contents stands, as EPUB 3 and as EPUB 2 have it.
    contents: [Option<String>; 2],
}

impl Package {
    /// Finds the package document by way of the container (OCF §4.2.6.3), and reads it.
    pub(super) fn read(archive: &Archive<'_>) -> Result<Self, ImportError> {
        let mut path = String::new();
        each(&archive.text("META-INF/container.xml", Sort::Epub)?, Sort::Epub, |piece| {
            if let Piece::Start(tag) = piece
                && tag.name() == "rootfile"
                && path.is_empty()
            {
                path = tag.attribute("full-path");
            }
        })?;
        let mut reading = Reading::default();
        each(&archive.text(&path, Sort::Epub)?, Sort::Epub, |piece| reading.take(piece))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Reading { mut about, authors, files, spine, contents, .. } = reading;
        about.byline = authors.join(", ");
        let chapters =
            spine.iter().filter_map(|id| files.get(id)).map(|file| resolve(folder, file)).collect();
        let names =
            contents.into_iter().flatten().map(|file| contents::names(archive, &resolve(folder, &file)));
        let names = names.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
        Ok(Self { about, chapters, names })
    }
}

impl Reading {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::Text(text) => self.text.push_str(&text),
            Piece::End(name) => {
                let text = collapse(&self.text);
                if name == self.name && !text.is_empty() {
                    self.metadata(&name, text);
                }
                self.text.clear();
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        tag.name().clone_into(&mut self.name);
        self.text.clear();
        match tag.name() {
            "item" => {
                let is_text = tag.attribute("media-type").contains("html");
                // The navigation document lists the chapters and is none.
                let is_list = tag.attribute("properties").split_whitespace().any(|word| word == "nav");
                let [nav, ncx] = &mut self.contents;
                if is_list {
                    *nav = Some(tag.attribute("href"));
                } else if is_text {
                    self.files.insert(tag.attribute("id"), tag.attribute("href"));
                } else if tag.attribute("media-type") == "application/x-dtbncx+xml" {
                    *ncx = Some(tag.attribute("href"));
                }
            }
            "itemref" => self.spine.push(tag.attribute("idref")),
            "spine" if tag.attribute("page-progression-direction") == "rtl" => {
                // Japanese books turn their pages so as well, but their lines do not run so.
                self.about.direction = Direction::Auto;
            }
            _ => {}
        }
    }

    /// Dublin Core (EPUB 3.3 §5.5.3); the first of each counts, but for authors.
    fn metadata(&mut self, name: &str, text: String) {
        let first = |field: &mut String| {
            if field.is_empty() {
                *field = text.clone();
            }
        };
        match name {
            "title" => first(&mut self.about.title),
            "creator" => self.authors.push(text),
            "publisher" => first(&mut self.about.site),
            "date" => first(&mut self.about.published),
            "language" => first(&mut self.about.language),
            _ => {}
        }
    }
}

/// The path of `file`, which is written relative to `folder` and percent-encoded.
pub(super) fn resolve(folder: &str, file: &str) -> String {
    let file = decoded(file.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `text` with `%20` and the like as characters.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_package() {
        assert_eq!(resolve("OEBPS", "text/ch%201.xhtml#a"), "OEBPS/text/ch 1.xhtml");
        assert_eq!(resolve("a/b", "../../../c.xhtml"), "c.xhtml");
        assert_eq!(resolve("", "100%.xhtml"), "100%.xhtml");
    }
}
