//! A book (EPUB 2 and 3): the whole of it, and each of its chapters.
//!
//! The one idea: what can be read comes in, and what cannot is named.

mod contents;
mod package;
mod xhtml;

use package::Package;

use super::{
    Draft, DraftBlock, Hygiene, ImportError, MAX_TEXT, Sort,
    archive::Archive,
    furniture, html,
    read::{Progress, tell},
    xml::{Piece, each},
};
use crate::article::{About, BlockKind};

/// Reads the book: first the whole, then, if there are several, its chapters.
pub(super) fn read(archive: &Archive<'_>, progress: Progress<'_>) -> Result<Vec<Draft>, ImportError> {
    if is_locked(archive)? {
        return Err(ImportError::Locked(Sort::Epub));
    }
    let package = Package::read(archive)?;
    let mut chapters: Vec<Draft> = Vec::new();
    let mut missing = Vec::new();
    let mut bytes = 0;
    for (n, path) in package.chapters.iter().enumerate() {
        tell(progress, n as f32 / package.chapters.len() as f32)?;
        let mut hygiene = Hygiene::default();
        let blocks = match chapter(archive, path, &mut hygiene) {
            Ok(blocks) => blocks,
            // What is wrong with one chapter does not keep the others out.
            Err(ImportError::Damaged(_) | ImportError::TooDeep { .. } | ImportError::Crowded { .. }) => {
                missing.push(path.rsplit('/').next().unwrap_or_default().to_owned());
                continue;
            }
            Err(error) => return Err(error),
        };
        let here = blocks.iter().map(|block| block.text.len()).sum::<usize>();
        if here > MAX_TEXT {
            return Err(ImportError::TooLarge { bytes: here, limit: MAX_TEXT });
        }
        bytes += here;
        if blocks.iter().any(|block| block.text.chars().any(char::is_alphanumeric)) {
            let named = package.names.get(path).cloned();
            let about = About { title: named.unwrap_or_else(|| title(&blocks)), ..package.about.clone() };
            chapters.push(Draft { about, blocks, hygiene });
        }
    }
    if chapters.is_empty() {
        return Err(if missing.is_empty() { ImportError::Empty } else { ImportError::Damaged(Sort::Epub) });
    }
    if bytes > MAX_TEXT {
        for chapter in &mut chapters {
            chapter.hygiene.in_parts = true;
            chapter.hygiene.missing.clone_from(&missing);
        }
        return Ok(chapters);
    }
    Ok(books(package.about, chapters, missing))
}

fn chapter(archive: &Archive<'_>, path: &str, hygiene: &mut Hygiene) -> Result<Vec<DraftBlock>, ImportError> {
    let source = xhtml::as_html(&archive.text(path, Sort::Epub)?);
    html::whole(&source, hygiene)
}

/// The whole book, and its chapters if there are several.
fn books(mut about: About, chapters: Vec<Draft>, missing: Vec<String>) -> Vec<Draft> {
    let mut whole = Draft::default();
    for chapter in &chapters {
        whole.blocks.extend(chapter.blocks.iter().cloned());
        whole.hygiene.add(&chapter.hygiene);
    }
    whole.hygiene.missing = missing;
    if about.title.is_empty() {
        about.title = chapters.first().map(|first| first.about.title.clone()).unwrap_or_default();
    }
    whole.about = about;
    let mut books = vec![whole];
    if chapters.len() > 1 {
        books.extend(chapters);
    }
    books
}

/// The title of a chapter that the book's contents do not name: its first heading, or how it begins.
fn title(blocks: &[DraftBlock]) -> String {
    let heading = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    heading
        .or(blocks.first())
        .map(|block| furniture::shorten(&block.text.replace('\n', " ")))
        .unwrap_or_default()
}

/// Whether more than fonts is encrypted: fonts are scrambled by two well-known ways (EPUB 3.3 §4.4).
fn is_locked(archive: &Archive<'_>) -> Result<bool, ImportError> {
    if !archive.has("META-INF/encryption.xml") {
        return Ok(false);
    }
    let mut locked = false;
    each(&archive.text("META-INF/encryption.xml", Sort::Epub)?, Sort::Epub, |piece| {
        if let Piece::Start(tag) = piece
            && tag.name() == "EncryptionMethod"
        {
            let way = tag.attribute("Algorithm");
            locked |= !["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
                .contains(&way.as_str());
        }
    })?;
    Ok(locked)
}
