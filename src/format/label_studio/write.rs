//! Documents as Label Studio tasks.

use super::{LABELS, MANNER, TEXT};
use crate::{
    annotation::Document,
    format::{graph, json::Writer, known},
    record::Timestamp,
};

/// A JSON list of tasks, one for each document, ready for Label Studio’s import. `at` is the time
/// of the annotations.
///
/// What is left out is in [`super::CANNOT`].
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.list(|w| {
        for (n, document) in (1..).zip(documents) {
            w.object(|w| task(w, n, document, at));
        }
    });
    writer.finish().into_bytes()
}

fn task(w: &mut Writer, n: u32, document: &Document, at: Timestamp) {
    // Its import gives numbers of its own, but its converter asks for one.
    w.name("id").number(n);
    w.name("data").object(|w| {
        w.name("text").text(document.article.text.as_str());
        for (name, value) in known::fields(&document.article.about) {
            w.optional(name, value);
        }
    });
    w.name("annotations").list(|w| {
        w.object(|w| {
            w.name("id").number(n);
            w.name("created_at").text(&at.to_rfc3339());
            w.name("result").list(|w| results(w, document));
        });
    });
}

fn results(w: &mut Writer, document: &Document) {
    let text = &document.article.text;
    let graph = graph::draw(document);
    for (n, span) in graph.spans.iter().enumerate() {
        let Ok(range) = text.index().range_to_chars(text.as_str(), span.range) else { continue };
        let region = |w: &mut Writer, from: &str, kind: &str, value: &str| {
            w.name("id").text(&format!("r{n}"));
            w.name("from_name").text(from);
            w.name("to_name").text(TEXT);
            w.name("type").text(kind);
            w.name("value").object_in_line(|w| {
                w.name("start").number(range.start.0);
                w.name("end").number(range.end.0);
                w.name("text").text(text.slice(span.range));
                w.name(kind).list_in_line(|w| w.text(value));
            });
        };
        w.object(|w| {
            region(w, LABELS, "labels", &span.label);
            if !span.more.note.is_empty() {
                w.name("meta").object_in_line(|w| {
                    w.name("text").list_in_line(|w| w.text(&span.more.note));
                });
            }
        });
        if !span.more.manner.is_empty() {
            w.object(|w| region(w, MANNER, "choices", &span.more.manner));
        }
    }
    for relation in &graph.relations {
        w.object_in_line(|w| {
            w.name("type").text("relation");
            w.name("from_id").text(&format!("r{}", relation.from));
            w.name("to_id").text(&format!("r{}", relation.to));
            w.name("direction").text("right");
            w.name("labels").list_in_line(|w| w.text(&relation.kind));
        });
    }
}
