//! A file of any sort, as one article or several.
//!
//! The one idea: what a file is, its contents say; its name is asked only where they do not.

use super::{
    Draft, Hygiene, ImportError, MAX_FILE, MAX_TEXT, Sort,
    archive::Archive,
    docx, encoding, epub, html, long, markdown, mhtml, pdf, plain,
    plain::is_text,
    sort::{by_bytes, by_text, of_packed},
};

/// Is told how far an import has come, from 0 to 1; answers `false` to stop it.
pub type Progress<'a> = &'a mut dyn FnMut(f32) -> bool;

/// Reads a file: its name, its bytes, and its media type where one is known.
///
/// One article comes of most files. Of a book with chapters come several: the whole book first,
/// then each chapter.
///
/// # Errors
/// When it is no article, or larger than [`MAX_FILE`], or its text larger than [`MAX_TEXT`].
pub fn read(name: &str, bytes: &[u8], media: Option<&str>) -> Result<Vec<Draft>, ImportError> {
    read_watched(name, bytes, media, &mut |_| true)
}

/// As [`read`], and tells how far it has come.
///
/// # Errors
/// As [`read`], and [`ImportError::Cancelled`] when `progress` says so.
pub fn read_watched(
    name: &str,
    bytes: &[u8],
    media: Option<&str>,
    progress: Progress<'_>,
) -> Result<Vec<Draft>, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_FILE {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_FILE });
    }
    tell(progress, 0.0)?;
    let drafts = match by_bytes(bytes) {
        Some(Sort::Pdf) => vec![pdf::read(bytes, progress)?],
        Some(Sort::Zip) => zipped(name, bytes, progress)?,
        Some(Sort::OldOffice) if is_locked_office(bytes) => return Err(ImportError::Locked(Sort::Docx)),
        Some(sort) => return Err(ImportError::NotRead(sort)),
        None => vec![text(name, bytes, media, progress)?],
    };
    Ok(drafts.into_iter().map(long::part).collect())
}

/// Tells how far it has come.
pub(super) fn tell(progress: Progress<'_>, done: f32) -> Result<(), ImportError> {
    if progress(done) { Ok(()) } else { Err(ImportError::Cancelled) }
}

fn zipped(name: &str, bytes: &[u8], progress: Progress<'_>) -> Result<Vec<Draft>, ImportError> {
    let archive = Archive::open(bytes, of_packed(name, bytes))?;
    if archive.has("META-INF/container.xml") {
        epub::read(&archive, progress)
    } else if archive.has("word/document.xml") {
        Ok(vec![docx::read(&archive)?])
    } else if archive.has("content.xml") {
        Err(ImportError::NotRead(Sort::OpenDocument))
    } else {
        Err(ImportError::NotRead(Sort::Zip))
    }
}

/// A Word document with a password is an old container around an encrypted one (MS-OFFCRYPTO
/// §2.3.4), whose parts have names in UTF-16.
fn is_locked_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|part| part == name)
}

fn text(name: &str, bytes: &[u8], media: Option<&str>, progress: Progress<'_>) -> Result<Draft, ImportError> {
    if bytes.len() > 2 * MAX_TEXT {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_TEXT });
    }
    let label =
        media.and_then(|media| media.split_once("charset=")).map(|(_, label)| label.trim_matches('"'));
    let mut hygiene = Hygiene::default();
    let text = encoding::decode(bytes, label, &mut hygiene);
    if !is_text(&text) {
        return Err(ImportError::NotText);
    }
    if text.len() > MAX_TEXT {
        return Err(ImportError::TooLarge { bytes: text.len(), limit: MAX_TEXT });
    }
    tell(progress, 0.1)?;
    let draft = match by_text(&text, name, media) {
        Sort::Html => html::page(&text, "", progress)?,
        Sort::Mhtml => mhtml::read(bytes, progress)?,
        Sort::Markdown => markdown::read(&text)?,
        _ => plain(&text)?,
    };
    Ok(with_encoding(draft, hygiene.encoding))
}

fn with_encoding(mut draft: Draft, encoding: String) -> Draft {
    if draft.hygiene.encoding.is_empty() {
        draft.hygiene.encoding = encoding;
    }
    draft
}
