//! The articles that are measured on, as files for the app and as data for the floor.

use crate::news::{self, Size};
use anyhow::Context as _;
use hearsay::annotation::Document;
use hearsay::format::hearsay as file;
use hearsay::highlight;
use hearsay::record::Timestamp;
use hearsay::text::{TextRange, TextSize};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A generated article.
pub(crate) struct Made {
    pub(crate) title: String,
    /// How many `<mark>`s it has when all are drawn.
    pub(crate) marks: usize,
    document: Document,
}

impl Made {
    /// The article of that size.
    pub(crate) fn new(size: Size) -> anyhow::Result<Self> {
        let document = news::document(size).ok().context("what was generated is no article")?;
        let marks = marks(&document);
        Ok(Self { title: news::title(size), marks, document })
    }

    /// Writes it as a file for Import.
    pub(crate) fn file(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        let path = folder.join(format!("{}.json", self.title));
        std::fs::write(&path, file::write(&[&self.document], Timestamp::from_millis(0)))?;
        Ok(path)
    }

    /// What the floor is given: text, blocks, annotations by start, in UTF-16 code units.
    pub(crate) fn for_floor(&self) -> anyhow::Result<String> {
        let text = &self.document.article.text;
        let units = |at: TextSize| anyhow::Ok(text.index().to_utf16(text.as_str(), at)?.0);
        let both = |range: TextRange| anyhow::Ok((units(range.start())?, units(range.end())?));
        let blocks = text.blocks().iter().map(|block| both(block.range)).collect::<Result<Vec<_>, _>>()?;
        let mut annotations = Vec::new();
        for annotation in self.document.in_reading_order() {
            let (start, end) = both(annotation.target.span())?;
            annotations.push(json!([annotation.id.to_string(), annotation.kind().as_str(), start, end]));
        }
        Ok(json!({ "text": text.as_str(), "blocks": blocks, "annotations": annotations }).to_string())
    }
}

fn marks(document: &Document) -> usize {
    let in_block = |range: TextRange| {
        let all = document.annotations.values().map(Rc::as_ref);
        let segments = highlight::segments(range, all.filter(|a| a.target.touches(range)));
        segments.iter().filter(|segment| !segment.marks.is_empty()).count()
    };
    document.article.text.blocks().iter().map(|block| in_block(block.range)).sum()
}
