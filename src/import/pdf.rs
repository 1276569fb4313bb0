//! A PDF with a layer of text.
//!
//! The one idea: `hayro`, a PDF interpreter, says which letter stands where; that lines are
//! lines and paragraphs paragraphs is read off their places, in the order in which the file draws
//! them. That order is the order of reading in what word processors, browsers and typesetting
//! programs write; a page drawn row by row across its columns is put in order first.

mod columns;
mod glyphs;
mod items;
mod lines;
mod notes;
mod paragraphs;
mod running;
mod stretch;
mod tables;
mod usual;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{
    Draft, Hygiene, ImportError, MAX_TEXT, Sort, furniture,
    read::{Progress, tell},
};
use crate::article::{About, BlockKind};

/// Letters on a page, on average, below which its pages are pictures with a stray mark.
const FEWEST: usize = 20;
/// Letters on a page with a picture below which it holds no text: a number may be stamped on it.
const STRAY: usize = 5;
/// A whole file says near its end where its parts are: within this many bytes, for some add to it.
const END: usize = 4096;

/// Reads the text layer.
pub(super) fn read(bytes: &[u8], progress: Progress<'_>) -> Result<Draft, ImportError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => ImportError::Locked(Sort::Pdf),
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => ImportError::Damaged(Sort::Pdf),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ImportError::Damaged(Sort::Pdf));
    }
    let unread = || if ends_early(bytes) { ImportError::Damaged(Sort::Pdf) } else { ImportError::Scanned };
    let mut hygiene = Hygiene { cut_short: ends_early(bytes), ..Hygiene::default() };
    let (mut lines, mut letters, mut unknown) = (Vec::new(), 0usize, 0usize);
    for (n, page) in pages.iter().enumerate() {
        tell(progress, n as f32 / pages.len() as f32)?;
        let (_, height) = page.render_dimensions();
        let shown = glyphs::of(page, pdf.xref());
        let glyphs = columns::in_order(shown.letters);
        let is_letter = |glyph: &&glyphs::Glyph| glyph.text.chars().any(char::is_alphanumeric);
        let here = glyphs.iter().filter(is_letter).count();
        hygiene.unread_pages += u32::from(shown.pictured && here < STRAY);
        letters += here;
        unknown += glyphs.iter().filter(|glyph| glyph.text.contains('\u{fffd}')).count();
        lines.extend(lines::of(&glyphs, n, height));
        if letters > MAX_TEXT {
            return Err(ImportError::TooLarge { bytes: letters, limit: MAX_TEXT });
        }
    }
    let read = pages.len() - hygiene.unread_pages as usize;
    if letters < FEWEST * read.clamp(1, 5) || unknown > letters {
        return Err(unread());
    }
    let mut blocks = paragraphs::of(lines, &mut hygiene);
    if blocks.is_empty() {
        return Err(unread());
    }
    let heading = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let title =
        furniture::shorten(&heading.or(blocks.first()).map(|block| block.text.clone()).unwrap_or_default());
    let mut about = About { title, ..About::default() };
    furniture::recognise(&mut about, &mut blocks);
    // The rows of a short table have years in them, as a date line has.
    for table in blocks.iter_mut().filter(|block| block.kind == BlockKind::Preformatted) {
        table.aside = false;
        if about.published == table.text {
            about.published.clear();
        }
    }
    Ok(Draft { about, blocks, hygiene })
}

/// Whether the end of the file is missing (ISO 32000-1 §7.5.5).
fn ends_early(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(END)..];
    !end.windows(5).any(|five| five == b"%%EOF")
}
