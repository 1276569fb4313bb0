//! Documents to Web Annotation.

mod article;
mod attribution;
mod body;
mod target;

use uuid::Uuid;

use super::{CONTEXT, NAMESPACE};
use crate::{
    annotation::{Annotation, Document, Kind},
    article::sha256,
    format::{item::id_of, json::Writer},
    order,
    record::Timestamp,
};

/// The documents as one `AnnotationCollection` (§5.1), articles in the order of their ids.
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let ids: Vec<String> = documents.iter().map(|document| document.article.id.to_string()).collect();
    // The same articles make the same ids again.
    let name = sha256(&format!("{} {}", at.to_rfc3339(), ids.join(" ")));
    let (collection, page) = (id_of(&format!("collection {name}")), id_of(&format!("page {name}")));
    let total: usize = documents.iter().map(|document| count(document)).sum();
    let mut w = Writer::new();
    w.object(|w| {
        write_context(w);
        w.name("id").text(&urn(&collection));
        w.name("type").text("AnnotationCollection");
        w.name("label").text("Annotations made with Hearsay");
        w.name("generated").text(&at.to_rfc3339());
        write_generator(w);
        w.name("total").number(number(total));
        w.name("hearsay:articles").object(|w| {
            w.name("@list").list(|w| documents.iter().for_each(|document| article::write(w, document)));
        });
        w.name("first").object(|w| write_page(w, &documents, (page, collection), at));
        w.name("last").text(&urn(&page));
    });
    w.finish().into_bytes()
}

/// The one page (§5.2).
fn write_page(w: &mut Writer, documents: &[&Document], (page, collection): (Uuid, Uuid), at: Timestamp) {
    w.name("id").text(&urn(&page));
    w.name("type").text("AnnotationPage");
    w.name("partOf").text(&urn(&collection));
    w.name("startIndex").number(0);
    w.name("items").list(|w| {
        for document in documents {
            for annotation in document.in_reading_order() {
                w.object(|w| write_annotation(w, annotation, document, at));
                attribution::write(w, annotation, document, at);
            }
        }
    });
}

fn write_annotation(w: &mut Writer, annotation: &Annotation, document: &Document, at: Timestamp) {
    let motivation = match annotation.kind() {
        Kind::Claim => "assessing",
        Kind::Source => "identifying",
        Kind::Quote => "highlighting",
    };
    write_head(w, &annotation.id.to_string(), motivation, annotation, at);
    body::write(w, annotation, document);
    target::write(w.name("target"), &annotation.target, document);
}

/// What every annotation has (§3.1, §3.3).
fn write_head(w: &mut Writer, id: &str, motivation: &str, annotation: &Annotation, at: Timestamp) {
    write_context(w);
    w.name("id").text(&format!("urn:uuid:{id}"));
    w.name("type").text("Annotation");
    w.name("motivation").text(motivation);
    w.name("created").text(&annotation.created.to_rfc3339());
    w.name("modified").text(&annotation.modified.to_rfc3339());
    w.name("creator").object_in_line(|w| {
        w.name("type").text("Person");
        w.optional("name", &annotation.creator);
    });
    write_generator(w);
    w.name("generated").text(&at.to_rfc3339());
}

fn write_context(w: &mut Writer) {
    w.name("@context").list_in_line(|w| {
        w.text(CONTEXT);
        w.object_in_line(|w| w.name("hearsay").text(NAMESPACE));
    });
}

fn write_generator(w: &mut Writer) {
    w.name("generator").object_in_line(|w| {
        w.name("id").text(NAMESPACE.trim_end_matches('#'));
        w.name("type").text("Software");
        w.name("name").text(concat!("Hearsay ", env!("CARGO_PKG_VERSION")));
    });
}

/// How many annotations a document makes: one for each of its own, and one for each attribution.
fn count(document: &Document) -> usize {
    let attributions = |annotation: &Annotation| {
        annotation.attributions().iter().flat_map(crate::annotation::Attribution::all).count()
    };
    document.annotations.values().map(|annotation| 1 + attributions(annotation)).sum()
}

fn urn(id: &impl std::fmt::Display) -> String {
    format!("urn:uuid:{id}")
}

/// A count as it is written; there are never so many.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
