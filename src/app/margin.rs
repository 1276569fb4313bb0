//! The margin beside the article: which view, which annotations, which rows.
//!
//! The one idea: rows are as high as one another, so that of ten thousand only those in sight
//! are made.

use crate::{
    annotation::{Annotation, Body, Document, Kind, QuoteKind, Standing},
    record::AnnotationId,
    text::TextRange,
};

use super::{Desk, Effect, Filter};

/// The height of a row of the list in CSS pixels.
pub const ROW_HEIGHT: usize = 68;
/// Rows made above the first in sight, for scrolling.
const ABOVE: usize = 8;
/// Rows made from the first in sight on: two tall screens.
const BELOW: usize = 40;
/// Characters of the marked words that a row shows.
const EXCERPT: usize = 140;

/// The margin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// Which of its views is shown.
    pub tab: Tab,
    /// What it lists.
    pub filter: Filter,
    /// The first row in sight.
    pub first: usize,
    /// What the filter lets through; `None` without a filter.
    pub(super) filtered: Option<Vec<AnnotationId>>,
}

/// A view of the margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Every annotation in reading order.
    #[default]
    Annotations,
    /// The source register.
    Sources,
    /// What there is, counted.
    Overview,
    /// What became of the annotations of the version before.
    Changes,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The annotation.
    pub id: AnnotationId,
    /// Its place in the list, from 0.
    pub number: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its first words, with … where something is left out.
    pub words: String,
    /// Who is behind it.
    pub by: RowAttribution,
    /// For quotes, how speech is reported.
    pub manner: Option<QuoteKind>,
    /// It carries a note.
    pub noted: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// It is looked at.
    pub focused: bool,
    /// It is chosen, to do something to several.
    pub chosen: bool,
}

/// Who is behind a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowAttribution {
    /// Nobody was named yet.
    Open,
    /// The article itself.
    ArticleVoice,
    /// These sources, by name; for a mention, the one it names.
    Sources(String),
}

impl RowAttribution {
    pub(super) fn is_open(annotation: &Annotation) -> bool {
        match &annotation.body {
            Body::Claim(claim) => claim.standing == Standing::NotYet,
            Body::Quote(quote) => quote.attributions.is_empty(),
            Body::Mention(_) => false,
        }
    }

    fn of(document: &Document, annotation: &Annotation) -> Self {
        let name = |id| document.sources.get(&id).map_or("unknown", |source| source.name.as_str());
        match &annotation.body {
            Body::Mention(mention) => Self::Sources(name(mention.source).to_owned()),
            Body::Claim(claim) if claim.standing == Standing::ArticleVoice => Self::ArticleVoice,
            _ if Self::is_open(annotation) => Self::Open,
            _ => {
                let names: Vec<_> = annotation.attributions().iter().map(|a| name(a.source)).collect();
                Self::Sources(names.join(", "))
            }
        }
    }
}

impl Desk {
    /// The rows in and around the sight, and how many there are in all.
    #[must_use]
    pub fn rows(&self) -> (Vec<Row>, usize) {
        let listed = self.listed();
        let from = self.margin.first.saturating_sub(ABOVE);
        let rows = (from..self.margin.first + BELOW).filter_map(|n| self.row(n, listed.get(n)?)).collect();
        (rows, listed.len())
    }

    /// The number of the first row made, and how many rows there would be in all.
    #[must_use]
    pub fn window(&self) -> (usize, usize) {
        (self.margin.first.saturating_sub(ABOVE), self.listed().len())
    }

    pub(super) fn row(&self, number: usize, id: AnnotationId) -> Option<Row> {
        let annotation = self.document.annotations.get(&id)?;
        let manner = if let Body::Quote(quote) = &annotation.body { Some(quote.manner) } else { None };
        Some(Row {
            id,
            number,
            kind: annotation.kind(),
            words: self.excerpt(annotation.target.ranges()),
            by: RowAttribution::of(&self.document, annotation),
            manner,
            noted: !annotation.note.is_empty(),
            tags: annotation.tags.clone(),
            focused: Some(id) == self.focus,
            chosen: self.chosen.contains(&id),
        })
    }

    /// The first words of some ranges, on one line.
    #[must_use]
    pub fn excerpt(&self, ranges: &[TextRange]) -> String {
        let mut words = String::new();
        for range in ranges {
            if !words.is_empty() {
                words.push_str(" … ");
            }
            let part = self.document.article.text.slice(*range).split_whitespace();
            for (n, word) in part.enumerate() {
                if n > 0 {
                    words.push(' ');
                }
                words.push_str(word);
                if words.len() > EXCERPT * 4 {
                    break;
                }
            }
        }
        match words.char_indices().nth(EXCERPT) {
            Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
            None => words,
        }
    }

    /// Brings the list, which was out of sight and so at its top, to what is looked at, or to where
    /// it was.
    pub(super) fn reveal_list(&self) -> Effect {
        Effect::RevealRow(self.focus.and_then(|id| self.row_of(id)).unwrap_or(self.margin.first))
    }

    /// The row in which an annotation stands, when it is listed.
    pub(super) fn row_of(&self, id: AnnotationId) -> Option<usize> {
        self.listed().row_of(self.document.annotations.get(&id)?)
    }
}
