//! Documents as Citron’s JSON.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    annotation::{Annotation, Attribution, Body, Document, Target},
    format::{archive, file_name, json::Writer},
    record::{SourceId, Timestamp},
    text::TextRange,
};

/// The JSON of one document; of none or several a zip archive with a file for each, in their
/// order, named by title and the day of `at`.
///
/// What is left out is in [`super::CANNOT`].
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    if let [document] = documents {
        return one(document);
    }
    let mut taken = BTreeSet::new();
    let mut files = Vec::new();
    for document in documents {
        let mut name = file_name(&document.article.about.title, at, "json");
        let stem = name.trim_end_matches(".json").to_owned();
        let mut n = 1;
        // Systems that know no capital letters take two such names for one.
        while !taken.insert(name.to_lowercase()) {
            n += 1;
            name = format!("{stem}-{n}.json");
        }
        files.push((name, one(document)));
    }
    archive::pack(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

fn one(document: &Document) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.object(|w| {
        w.name("text").text(document.article.text.as_str());
        w.name("quotes").list(|w| {
            for annotation in document.in_reading_order() {
                if matches!(annotation.body, Body::Quote(_)) {
                    annotation.attributions().iter().for_each(|by| quote(w, document, annotation, by));
                }
            }
        });
        w.name("coreference_groups").list(|w| groups(w, document));
    });
    writer.finish().into_bytes()
}

fn quote(w: &mut Writer, document: &Document, annotation: &Annotation, attribution: &Attribution) {
    let Some(cue) = &attribution.cue else { return };
    let mention = document.mention_for(annotation, attribution);
    w.object(|w| {
        w.name("cue");
        // A cue is one span; what lies between its parts belongs to it.
        span(w, document, cue.span());
        w.name("sources").list(|w| {
            mention.iter().for_each(|mention| spans(w, document, &mention.target));
        });
        w.name("contents").list(|w| spans(w, document, &annotation.target));
    });
}

/// Sources that are named at several places.
fn groups(w: &mut Writer, document: &Document) {
    let mut mentions: BTreeMap<SourceId, Vec<&Annotation>> = BTreeMap::new();
    for annotation in document.in_reading_order() {
        if let Body::Mention(mention) = annotation.body {
            mentions.entry(mention.source).or_default().push(annotation);
        }
    }
    for mentions in mentions.values().filter(|mentions| mentions.len() > 1) {
        w.list(|w| mentions.iter().for_each(|mention| spans(w, document, &mention.target)));
    }
}

fn spans(w: &mut Writer, document: &Document, target: &Target) {
    target.ranges().iter().for_each(|range| span(w, document, *range));
}

fn span(w: &mut Writer, document: &Document, range: TextRange) {
    let text = &document.article.text;
    let Ok(chars) = text.index().range_to_chars(text.as_str(), range) else { return };
    w.object_in_line(|w| {
        w.name("start").number(chars.start.0);
        w.name("end").number(chars.end.0);
        w.name("text").text(text.slice(range));
    });
}
