//! Attributions as annotations that link: from a source (the body) to what it vouches for.

use super::{article, target, urn, write_head};
use crate::{
    annotation::{Annotation, Attribution, Document},
    format::json::Writer,
    record::Timestamp,
};

/// The attributions of an annotation, each before those that vouch for it.
pub(super) fn write(w: &mut Writer, annotation: &Annotation, document: &Document, at: Timestamp) {
    for attribution in annotation.attributions() {
        one(w, attribution, &urn(&annotation.id), annotation, document, at);
    }
}

fn one(
    w: &mut Writer,
    attribution: &Attribution,
    of: &str,
    annotation: &Annotation,
    document: &Document,
    at: Timestamp,
) {
    w.object(|w| {
        write_head(w, &attribution.id.to_string(), "linking", annotation, at);
        // A purpose belongs to a SpecificResource (§3.2.7), not to the source itself.
        w.name("body").object(|w| {
            w.name("type").text("SpecificResource");
            w.name("purpose").text("linking");
            w.name("source").object(|w| match document.sources.get(&attribution.source) {
                Some(source) => article::write_source(w, source),
                None => w.name("id").text(&urn(&attribution.source)),
            });
        });
        w.name("target").text(of);
        if let Some(mention) = attribution.mention {
            w.name("hearsay:mention").object_in_line(|w| w.name("id").text(&urn(&mention)));
        }
        if let Some(cue) = &attribution.cue {
            w.name("hearsay:cue").object(|w| target::write(w.name("@list"), cue, document));
        }
    });
    for via in &attribution.via {
        one(w, via, &urn(&attribution.id), annotation, document, at);
    }
}
