//! The numbers on the marks: claims and quotes count in reading order, a mention has the number
//! of its source.

use std::collections::BTreeMap;

use crate::{
    annotation::{Annotation, Body, Document, Kind},
    record::{AnnotationId, SourceId},
};

/// What the items of one article are called on the page.
pub(super) struct Numbers {
    /// Which article of the page.
    article: usize,
    annotations: BTreeMap<AnnotationId, (Kind, usize)>,
    sources: BTreeMap<SourceId, usize>,
}

impl Numbers {
    pub(super) fn of(document: &Document, article: usize) -> Self {
        let mut sources = BTreeMap::new();
        let mut annotations = BTreeMap::new();
        let (mut claims, mut quotes) = (0, 0);
        // Sources in the order the text names them, then those it does not name.
        for annotation in document.in_reading_order() {
            let number = match &annotation.body {
                Body::Mention(mention) => {
                    let next = sources.len() + 1;
                    *sources.entry(mention.source).or_insert(next)
                }
                Body::Claim(_) => next(&mut claims),
                Body::Quote(_) => next(&mut quotes),
            };
            annotations.insert(annotation.id, (annotation.kind(), number));
        }
        for id in document.sources.keys() {
            let next = sources.len() + 1;
            sources.entry(*id).or_insert(next);
        }
        Self { article, annotations, sources }
    }

    /// `C3`, `Q3`, `S3`.
    pub(super) fn label(&self, annotation: &Annotation) -> String {
        let (kind, number) = self.annotations.get(&annotation.id).copied().unwrap_or((annotation.kind(), 0));
        format!("{}{number}", letter(kind))
    }

    /// “claim 3”, as it is read aloud.
    pub(super) fn name(&self, annotation: &Annotation) -> String {
        let (kind, number) = self.annotations.get(&annotation.id).copied().unwrap_or((annotation.kind(), 0));
        format!("{} {number}", kind.as_str())
    }

    /// What the entry of an annotation is called in addresses: for a mention, that of its source.
    pub(super) fn anchor(&self, annotation: &Annotation) -> String {
        format!("a{}-{}", self.article, self.label(annotation))
    }

    /// `S3`.
    pub(super) fn source_label(&self, id: SourceId) -> String {
        format!("S{}", self.sources.get(&id).copied().unwrap_or(0))
    }

    /// What the entry of a source is called in addresses.
    pub(super) fn source_anchor(&self, id: SourceId) -> String {
        format!("a{}-{}", self.article, self.source_label(id))
    }

    /// The sources in the order of their numbers.
    pub(super) fn sources(&self) -> Vec<SourceId> {
        let mut ordered = BTreeMap::new();
        for (id, number) in &self.sources {
            ordered.insert(*number, *id);
        }
        ordered.into_values().collect()
    }
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count
}

/// The letter of a kind.
fn letter(kind: Kind) -> char {
    match kind {
        Kind::Claim => 'C',
        Kind::Source => 'S',
        Kind::Quote => 'Q',
    }
}
