//! What an annotation says of its words.

use super::{
    super::super::word::{State, Word},
    article, urn,
};
use crate::{
    annotation::{Annotation, Body, Claim, Document, Evidence, Mention, Origin, Quote},
    format::json::Writer,
};

pub(super) fn write(w: &mut Writer, annotation: &Annotation, document: &Document) {
    w.name("body").list(|w| {
        textual(w, "classifying", annotation.kind().word());
        match &annotation.body {
            Body::Mention(Mention { source }) => w.object(|w| {
                w.name("type").text("SpecificResource");
                w.name("purpose").text("identifying");
                w.name("source").object(|w| match document.sources.get(source) {
                    Some(source) => article::write_source(w, source),
                    None => w.name("id").text(&urn(source)),
                });
            }),
            Body::Claim(Claim { restatement, .. }) if !restatement.is_empty() => {
                textual(w, "describing", restatement);
            }
            Body::Claim(_) | Body::Quote(_) => {}
        }
        for tag in &annotation.tags {
            textual(w, "tagging", tag);
        }
        if !annotation.note.is_empty() {
            textual(w, "commenting", &annotation.note);
        }
    });
    match &annotation.body {
        Body::Claim(claim) => write_claim(w, claim),
        Body::Quote(Quote { manner, .. }) => w.name("hearsay:manner").text(manner.word()),
        Body::Mention(_) => {}
    }
    match &annotation.origin {
        Origin::Hand => w.name("hearsay:origin").text("hand"),
        Origin::Suggestion => w.name("hearsay:origin").text("suggestion"),
        Origin::File { name } => {
            w.name("hearsay:origin").text("file");
            w.optional("hearsay:originFile", name);
        }
    }
}

/// A `TextualBody` (§3.2.4) with its purpose (§3.3.5).
fn textual(w: &mut Writer, purpose: &str, value: &str) {
    w.object_in_line(|w| {
        w.name("type").text("TextualBody");
        w.name("purpose").text(purpose);
        w.name("format").text("text/plain");
        w.name("value").text(value);
    });
}

fn write_claim(w: &mut Writer, claim: &Claim) {
    w.name("hearsay:standing").text(State::from(&claim.standing).word());
    if let Some(sort) = claim.sort {
        w.name("hearsay:sort").text(sort.word());
    }
    w.name("hearsay:status").text(claim.status.word());
    if !claim.evidence.is_empty() {
        w.name("hearsay:evidence").object(|w| {
            w.name("@list").list(|w| claim.evidence.iter().for_each(|evidence| write_evidence(w, evidence)));
        });
    }
}

fn write_evidence(w: &mut Writer, evidence: &Evidence) {
    w.object(|w| {
        w.optional("hearsay:link", &evidence.link);
        w.optional("hearsay:title", &evidence.title);
        w.name("hearsay:stance").text(evidence.stance.word());
        w.optional("hearsay:note", &evidence.note);
    });
}
