//! Documents as lines of doccano’s JSONL.

use crate::{
    annotation::Document,
    format::{graph, json::Writer, known},
    record::Timestamp,
};

/// One line for each document, ready for a project of sequence labelling with relations. What is
/// known of the article goes along as metadata, which doccano keeps. No time is written.
///
/// What is left out is in [`super::CANNOT`].
#[must_use]
pub fn write(documents: &[&Document], _: Timestamp) -> Vec<u8> {
    let mut out = String::new();
    for document in documents {
        let mut writer = Writer::new();
        writer.object_in_line(|w| line(w, document));
        out.push_str(&writer.finish());
    }
    out.into_bytes()
}

fn line(w: &mut Writer, document: &Document) {
    let text = &document.article.text;
    let graph = graph::draw(document);
    w.name("text").text(text.as_str());
    w.name("entities").list_in_line(|w| {
        for (n, span) in graph.spans.iter().enumerate() {
            let offset = |at| text.index().to_utf16(text.as_str(), at);
            let (Ok(start), Ok(end)) = (offset(span.range.start()), offset(span.range.end())) else {
                continue;
            };
            w.object_in_line(|w| {
                w.name("id").number(number(n));
                w.name("label").text(&span.label);
                w.name("start_offset").number(start.0);
                w.name("end_offset").number(end.0);
            });
        }
    });
    w.name("relations").list_in_line(|w| {
        for (n, relation) in graph.relations.iter().enumerate() {
            w.object_in_line(|w| {
                w.name("id").number(number(n));
                w.name("from_id").number(number(relation.from));
                w.name("to_id").number(number(relation.to));
                w.name("type").text(&relation.kind);
            });
        }
    });
    for (name, value) in known::fields(&document.article.about) {
        w.optional(name, value);
    }
}

/// doccano’s ids are numbers.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
