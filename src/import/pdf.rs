//! A PDF with a layer of text.
//!
//! The one idea: `hayro`, a PDF interpreter, says which letter stands where; that lines are
//! lines and paragraphs paragraphs is read off their places, in the order in which the file draws
//! them. That order is the order of reading in what word processors, browsers and typesetting
//! programs write; a page drawn row by row across its columns is put in order first.

mod columns;
mod glyphs;
mod lines;
mod paragraphs;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{
    Draft, Hygiene, ImportError, MAX_TEXT, Sort, furniture,
    read::{Progress, tell},
};
use crate::article::{About, BlockKind};

/// Letters on a page, on average, below which its pages are pictures with a stray mark.
const FEWEST: usize = 20;

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
    let (mut lines, mut letters, mut unknown) = (Vec::new(), 0usize, 0usize);
    for (n, page) in pages.iter().enumerate() {
        tell(progress, n as f32 / pages.len() as f32)?;
        let (_, height) = page.render_dimensions();
        let glyphs = columns::in_order(glyphs::of(page, pdf.xref()));
        letters += glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric)).count();
        unknown += glyphs.iter().filter(|glyph| glyph.text.contains('\u{fffd}')).count();
        lines.extend(lines::of(&glyphs, n, height));
        if letters > MAX_TEXT {
            return Err(ImportError::TooLarge { bytes: letters, limit: MAX_TEXT });
        }
    }
    if letters < FEWEST * pages.len().min(5) || unknown > letters {
        return Err(ImportError::Scanned);
    }
    let mut hygiene = Hygiene::default();
    let mut blocks = paragraphs::of(lines, &mut hygiene);
    if blocks.is_empty() {
        return Err(ImportError::Scanned);
    }
    let heading = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let title =
        furniture::shorten(&heading.or(blocks.first()).map(|block| block.text.clone()).unwrap_or_default());
    let mut about = About { title, ..About::default() };
    furniture::recognise(&mut about, &mut blocks);
    Ok(Draft { about, blocks, hygiene })
}
