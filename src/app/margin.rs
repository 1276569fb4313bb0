//! The margin beside the article: which view, which annotations, which rows.
//!
//! The one idea: rows are as high as one another, so that of ten thousand only those in sight
//! are made. Where the list jumps, the few that may be in sight are made with the act that made it
//! jump, and those around them in the frame after it.

use std::ops::Range;

use crate::{
    annotation::{Annotation, Body, ClaimStatus, Document, Kind, QuoteKind, Standing},
    record::AnnotationId,
    text::TextRange,
};

use super::{Desk, Effect, Filter};

/// The height of a row of the list in CSS pixels.
pub const ROW_HEIGHT: usize = 68;
/// Rows made above the first in sight, for scrolling.
const ABOVE: usize = 12;
/// Rows made from the first in sight on: more than a tall screen.
const BELOW: usize = 36;
/// How many rows the list may be scrolled, either way, before others are made.
const LEEWAY: usize = 8;
/// Characters of the marked words that a row shows.
const EXCERPT: usize = 140;

/// The margin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// Which of its views is shown.
    pub tab: Tab,
    /// What it lists.
    pub filter: Filter,
    /// The first row in sight when the rows were made.
    pub first: usize,
    /// Only those rows are made that may be in sight.
    pub(super) few: bool,
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

impl Margin {
    /// The rows that are made, as far as there are so many.
    fn made(&self) -> Range<usize> {
        let (above, below) = if self.few { (LEEWAY, LEEWAY * 2) } else { (ABOVE, BELOW) };
        self.first.saturating_sub(above)..self.first + below
    }

    /// Whether the rows that are made will do when this one is the first in sight.
    #[must_use]
    pub fn reaches(&self, first: usize) -> bool {
        first.abs_diff(self.first) <= LEEWAY
    }

    /// Makes the rows around one that is about to be brought into sight, be it to the top of the
    /// list or to its end; whether there are more to be made. The browser tells of the scrolling
    /// when the act is drawn already, and what it asks for has to be drawn in the same frame again.
    fn turn_to(&mut self, row: usize) -> bool {
        let far = !(self.reaches(row) && self.reaches(row.saturating_sub(LEEWAY)));
        if far {
            self.first = row.saturating_sub(LEEWAY / 2);
            self.few = true;
        }
        far
    }
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
    /// How checking a claim came out, once it did.
    pub status: Option<ClaimStatus>,
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

    pub(super) fn of(document: &Document, annotation: &Annotation) -> Self {
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
        let rows = self.margin.made().filter_map(|n| self.row(n, listed.get(n)?)).collect();
        (rows, listed.len())
    }

    /// The number of the first row made, and how many rows there would be in all.
    #[must_use]
    pub fn window(&self) -> (usize, usize) {
        (self.margin.made().start, self.listed().len())
    }

    pub(super) fn row(&self, number: usize, id: AnnotationId) -> Option<Row> {
        let annotation = self.document.annotations.get(&id)?;
        let manner = if let Body::Quote(quote) = &annotation.body { Some(quote.manner) } else { None };
        let status = match &annotation.body {
            Body::Claim(claim) => Some(claim.status).filter(|status| *status != ClaimStatus::Unchecked),
            _ => None,
        };
        Some(Row {
            id,
            number,
            kind: annotation.kind(),
            words: self.excerpt(annotation.target.ranges()),
            by: RowAttribution::of(&self.document, annotation),
            manner,
            status,
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

    /// Brings the row of an annotation into sight, when it is listed.
    pub(super) fn reveal_row(&mut self, id: AnnotationId) -> Vec<Effect> {
        let annotation = self.document.annotations.get(&id);
        let Some(row) = annotation.and_then(|it| self.listed().row_of(it)) else { return Vec::new() };
        // As long as the article is not drawn, that is asked for already.
        let more = self.margin.turn_to(row) && self.view.is_drawn();
        [Effect::RevealRow(row)].into_iter().chain(more.then_some(Effect::DrawMoreSoon)).collect()
    }

    /// Brings the list, which was out of sight and so at its top, to what is looked at, or to where
    /// it was.
    pub(super) fn reveal_list(&mut self) -> Vec<Effect> {
        let here = self.focus.map(|id| self.reveal_row(id)).unwrap_or_default();
        if here.is_empty() { vec![Effect::ScrollList(self.margin.first)] } else { here }
    }
}
