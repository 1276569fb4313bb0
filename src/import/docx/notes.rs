//! Footnotes and endnotes of a Word document (ECMA-376 part 1 §17.11).
//!
//! The one idea: the text says which notes there are and in which order; so a note that was deleted
//! with its mark does not come back.

use std::collections::BTreeMap;

use super::{Body, Sort};
use crate::{
    article::BlockKind,
    import::{
        DraftBlock, Hygiene, ImportError,
        archive::Archive,
        xml::{Piece, each},
    },
};

/// A place in the text that refers to a note.
pub(super) struct Reference {
    pub(super) id: String,
    /// Whether it is one of the notes at the end of the document, which are counted by themselves.
    pub(super) at_end: bool,
    /// Its mark, where somebody wrote one in place of a number.
    pub(super) mark: String,
}

/// The notes, set aside, each after its number or mark: those of the pages, then those of the end.
pub(super) fn of(
    archive: &Archive<'_>,
    references: &[Reference],
    hygiene: &mut Hygiene,
) -> Result<Vec<DraftBlock>, ImportError> {
    let mut blocks = Vec::new();
    for (at_end, path) in [(false, "word/footnotes.xml"), (true, "word/endnotes.xml")] {
        let mut called = references.iter().filter(|reference| reference.at_end == at_end).peekable();
        if called.peek().is_none() || !archive.has(path) {
            continue;
        }
        let mut notes = written(&archive.text(path, Sort::Docx)?, hygiene)?;
        let mut number = 0;
        for reference in called {
            let mark = if reference.mark.is_empty() {
                number += 1;
                number.to_string()
            } else {
                reference.mark.clone()
            };
            let note = notes.remove(&reference.id).unwrap_or_default();
            blocks.extend(note.into_iter().enumerate().map(|(n, block)| {
                let text = if n == 0 { format!("{mark} {}", block.text) } else { block.text };
                DraftBlock { aside: true, ..DraftBlock::of(BlockKind::Paragraph, text) }
            }));
        }
    }
    Ok(blocks)
}

/// The paragraphs of each note, by its id.
fn written(source: &str, hygiene: &mut Hygiene) -> Result<BTreeMap<String, Vec<DraftBlock>>, ImportError> {
    let mut notes: BTreeMap<String, Vec<DraftBlock>> = BTreeMap::new();
    let mut id = String::new();
    let mut body = Body::default();
    each(source, Sort::Docx, |piece| {
        if let Piece::Start(tag) = &piece
            && ["footnote", "endnote"].contains(&tag.name())
        {
            id = tag.attribute("id");
        }
        body.take(piece);
        notes.entry(id.clone()).or_default().append(&mut body.blocks);
    })?;
    hygiene.add(&body.hygiene);
    Ok(notes)
}
