//! A book (EPUB 2 and 3): the whole of it, and each of its chapters.

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
    let mut bytes = 0;
    for (n, path) in package.chapters.iter().enumerate() {
        tell(progress, n as f32 / package.chapters.len() as f32)?;
        let mut hygiene = Hygiene::default();
        let source = xhtml::as_html(&archive.text(path, Sort::Epub)?);
        let blocks = html::whole(&source, &mut hygiene)?;
        bytes += blocks.iter().map(|block| block.text.len()).sum::<usize>();
        if bytes > MAX_TEXT {
            return Err(ImportError::TooLarge { bytes, limit: MAX_TEXT });
        }
        if blocks.iter().any(|block| block.text.chars().any(char::is_alphanumeric)) {
            let about = About { title: title(&blocks), ..package.about.clone() };
            chapters.push(Draft { about, blocks, hygiene });
        }
    }
    books(package.about, chapters)
}

fn books(mut about: About, chapters: Vec<Draft>) -> Result<Vec<Draft>, ImportError> {
    let mut whole = Draft::default();
    for chapter in &chapters {
        whole.blocks.extend(chapter.blocks.iter().cloned());
        whole.hygiene.add(&chapter.hygiene);
    }
    let Some(first) = chapters.first() else { return Err(ImportError::Empty) };
    if about.title.is_empty() {
        about.title.clone_from(&first.about.title);
    }
    whole.about = about;
    let mut books = vec![whole];
    if chapters.len() > 1 {
        books.extend(chapters);
    }
    Ok(books)
}

/// A chapter's title: its first heading, or how it begins.
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
