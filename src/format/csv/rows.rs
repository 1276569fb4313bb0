//! The rows of the two tables.

use super::super::{
    context,
    word::{State, Word},
};
use crate::{
    annotation::{Annotation, Attribution, Body, Claim, Document, Mention, Origin, Source, Target},
    record::SourceId,
    text::TextRange,
};

/// The columns of the table of annotations.
pub(super) const ANNOTATION: &[&str] = &[
    "article",
    "title",
    "url",
    "id",
    "kind",
    "words",
    "start",
    "end",
    "ranges",
    "manner",
    "standing",
    "restatement",
    "sort",
    "status",
    "evidence",
    "attributed_to",
    "source",
    "tags",
    "note",
    "creator",
    "origin",
    "created",
    "modified",
];

/// The columns of the table of attributions.
pub(super) const ATTRIBUTION: &[&str] = &[
    "article",
    "title",
    "annotation",
    "kind",
    "words",
    "characters",
    "id",
    "vouches_for",
    "source",
    "name",
    "source_kind",
    "role",
    "level",
    "anonymity_reason",
    "mention",
    "cue",
    "source_note",
];

pub(super) fn annotations(document: &Document) -> Vec<Vec<String>> {
    document.in_reading_order().into_iter().map(|annotation| row(annotation, document)).collect()
}

fn row(annotation: &Annotation, document: &Document) -> Vec<String> {
    let (article, text) = (&document.article, document.article.text.as_str());
    let chars = |range: &TextRange| article.text.index().range_to_chars(text, *range).unwrap_or_default();
    let ranges: Vec<_> = annotation.target.ranges().iter().map(chars).collect();
    let claim = match &annotation.body {
        Body::Claim(claim) => Some(claim),
        _ => None,
    };
    let manner = match &annotation.body {
        Body::Quote(quote) => quote.manner.word(),
        _ => "",
    };
    let of_claim = |get: fn(&Claim) -> String| claim.map(get).unwrap_or_default();
    let source = match &annotation.body {
        Body::Mention(Mention { source }) => name(*source, document),
        _ => String::new(),
    };
    let by: Vec<String> = annotation.attributions().iter().map(|by| name(by.source, document)).collect();
    let written: Vec<String> = ranges.iter().map(|r| format!("{}-{}", r.start.0, r.end.0)).collect();
    vec![
        article.id.to_string(),
        article.about.title.clone(),
        article.about.url.clone(),
        annotation.id.to_string(),
        annotation.kind().word().to_owned(),
        context::words(text, annotation.target.ranges()),
        ranges.first().map(|r| r.start.0.to_string()).unwrap_or_default(),
        ranges.last().map(|r| r.end.0.to_string()).unwrap_or_default(),
        written.join(" "),
        manner.to_owned(),
        of_claim(|claim| State::from(&claim.standing).word().to_owned()),
        of_claim(|claim| claim.restatement.clone()),
        of_claim(|claim| claim.sort.map(|sort| sort.word().to_owned()).unwrap_or_default()),
        of_claim(|claim| claim.status.word().to_owned()),
        of_claim(|claim| claim.evidence.len().to_string()),
        by.join("; "),
        source,
        annotation.tags.join("; "),
        annotation.note.clone(),
        annotation.creator.clone(),
        match &annotation.origin {
            Origin::Hand => "hand".to_owned(),
            Origin::Suggestion => "suggestion".to_owned(),
            Origin::File { name } => format!("file {name}"),
        },
        annotation.created.to_rfc3339(),
        annotation.modified.to_rfc3339(),
    ]
}

pub(super) fn attributions(document: &Document) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for annotation in document.in_reading_order() {
        for attribution in annotation.attributions() {
            attributed(attribution, "", annotation, document, &mut rows);
        }
    }
    rows
}

fn attributed(
    attribution: &Attribution,
    of: &str,
    annotation: &Annotation,
    document: &Document,
    rows: &mut Vec<Vec<String>>,
) {
    let text = document.article.text.as_str();
    let words = |target: &Target| context::words(text, target.ranges());
    let covered: usize = annotation.target.ranges().iter().map(|r| context::chars_in(text, *r)).sum();
    let source = document.sources.get(&attribution.source);
    let of_source = |get: fn(&Source) -> &str| source.map_or("", |source| get(source)).to_owned();
    let id = attribution.id.to_string();
    rows.push(vec![
        document.article.id.to_string(),
        document.article.about.title.clone(),
        annotation.id.to_string(),
        annotation.kind().word().to_owned(),
        words(&annotation.target),
        covered.to_string(),
        id.clone(),
        of.to_owned(),
        attribution.source.to_string(),
        of_source(|source| &source.name),
        of_source(|source| source.kind.word()),
        of_source(|source| &source.role),
        of_source(|source| source.level.word()),
        of_source(|source| &source.anonymity_reason),
        document.mention_for(annotation, attribution).map(|m| m.id.to_string()).unwrap_or_default(),
        attribution.cue.as_ref().map(words).unwrap_or_default(),
        of_source(|source| &source.note),
    ]);
    for via in &attribution.via {
        attributed(via, &id, annotation, document, rows);
    }
}

fn name(id: SourceId, document: &Document) -> String {
    document.sources.get(&id).map(|source| source.name.clone()).unwrap_or_default()
}
