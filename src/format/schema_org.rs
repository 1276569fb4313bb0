//! schema.org: quotations and checked claims as JSON-LD that search engines read.
//!
//! Types and properties are those of [`Quotation`](https://schema.org/Quotation),
//! [`Claim`](https://schema.org/Claim) and [`ClaimReview`](https://schema.org/ClaimReview). The one
//! idea: say only what somebody decided. A claim is a `ClaimReview` once it is checked and a plain
//! `Claim` before; a rating is a word and never a number, since nobody gave one.

use super::{context, json::Writer};
use crate::{
    annotation::{Annotation, Body, Claim, ClaimStatus, Document, QuoteKind, Source, SourceKind},
    order,
    record::Timestamp,
};

/// What this format cannot hold.
pub const CANNOT: &[&str] = &[
    "Paraphrased speech is left out: a quotation of schema.org has the speaker’s own words.",
    "Mentions, cues, notes and tags are left out, and where in the text a claim or quotation stands.",
    "Of several sources that vouch for one another only the one that speaks is named.",
    "Where a review is published is for you to add: search engines ask for its “url”, and for its “author” where an annotation has no name.",
    super::UNPLACED,
];

/// One graph of articles, quotations, claims and reviews of claims.
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let mut w = Writer::new();
    w.object(|w| {
        w.name("@context").text("https://schema.org");
        w.name("@graph").list(|w| {
            for document in documents {
                write_article(w, document);
                for annotation in document.in_reading_order() {
                    write_annotation(w, annotation, document, at);
                }
            }
        });
    });
    w.finish().into_bytes()
}

fn write_article(w: &mut Writer, document: &Document) {
    let about = &document.article.about;
    w.object(|w| {
        w.name("@type").text("Article");
        w.name("@id").text(&urn(&document.article.id));
        w.name("headline").text(&about.title);
        if context::is_web_address(&about.url) {
            w.name("url").text(&about.url);
        }
        w.optional("inLanguage", &about.language);
        named(w, "author", "Person", &about.byline);
        named(w, "publisher", "Organization", &about.site);
        // Only a date is a date: “Tuesday” is how it was printed.
        if is_date(&about.published) {
            w.name("datePublished").text(&about.published);
        }
    });
}

fn write_annotation(w: &mut Writer, annotation: &Annotation, document: &Document, at: Timestamp) {
    let words = context::words(document.article.text.as_str(), annotation.target.ranges());
    match &annotation.body {
        Body::Quote(quote) if quote.manner != QuoteKind::Indirect => w.object(|w| {
            w.name("@type").text("Quotation");
            w.name("@id").text(&urn(&annotation.id));
            w.name("text").text(&words);
            w.optional("inLanguage", &document.article.about.language);
            write_speakers(w, "creator", annotation, document);
            w.name("isPartOf").object_in_line(|w| w.name("@id").text(&urn(&document.article.id)));
        }),
        Body::Claim(claim) if claim.status == ClaimStatus::Unchecked => w.object(|w| {
            write_claim(w, claim, &words, annotation, document);
        }),
        Body::Claim(claim) => w.object(|w| write_review(w, claim, &words, annotation, document, at)),
        Body::Quote(_) | Body::Mention(_) => {}
    }
}

fn write_claim(w: &mut Writer, claim: &Claim, words: &str, annotation: &Annotation, document: &Document) {
    w.name("@type").text("Claim");
    w.name("@id").text(&urn(&annotation.id));
    w.name("text").text(if claim.restatement.is_empty() { words } else { &claim.restatement });
    write_speakers(w, "author", annotation, document);
    w.name("appearance").object_in_line(|w| w.name("@id").text(&urn(&document.article.id)));
}

fn write_review(
    w: &mut Writer,
    claim: &Claim,
    words: &str,
    annotation: &Annotation,
    document: &Document,
    at: Timestamp,
) {
    w.name("@type").text("ClaimReview");
    w.name("claimReviewed").text(if claim.restatement.is_empty() { words } else { &claim.restatement });
    w.name("datePublished").text(day(at.to_rfc3339().as_str()));
    named(w, "author", "Person", &annotation.creator);
    w.name("itemReviewed").object(|w| write_claim(w, claim, words, annotation, document));
    w.name("reviewRating").object_in_line(|w| {
        w.name("@type").text("Rating");
        w.name("alternateName").text(match claim.status {
            ClaimStatus::Supported => "Supported",
            ClaimStatus::Disputed => "Disputed",
            ClaimStatus::Refuted => "Refuted",
            ClaimStatus::Unverifiable => "Unverifiable",
            ClaimStatus::Unchecked => "Unchecked",
        });
    });
    let links = claim.evidence.iter().map(|e| e.link.as_str()).filter(|link| context::is_web_address(link));
    let links: Vec<&str> = links.collect();
    if !links.is_empty() {
        w.name("citation").list_in_line(|w| links.iter().for_each(|link| w.text(link)));
    }
}

fn write_speakers(w: &mut Writer, name: &str, annotation: &Annotation, document: &Document) {
    let speakers = annotation.attributions().iter().filter_map(|by| document.sources.get(&by.source));
    let speakers: Vec<&Source> = speakers.map(|source| &**source).collect();
    if speakers.is_empty() {
        return;
    }
    w.name(name).list(|w| {
        for source in &speakers {
            w.object(|w| {
                w.name("@type").text(match source.kind {
                    SourceKind::Person | SourceKind::Anonymous => "Person",
                    SourceKind::Organisation | SourceKind::Media | SourceKind::Group => "Organization",
                    SourceKind::Document => "CreativeWork",
                });
                w.name("@id").text(&urn(&source.id));
                w.name("name").text(&source.name);
                if matches!(source.kind, SourceKind::Person | SourceKind::Anonymous) {
                    w.optional("jobTitle", &source.role);
                }
            });
        }
    });
}

/// Somebody of whom only the name is known.
fn named(w: &mut Writer, property: &str, class: &str, name: &str) {
    if !name.is_empty() {
        w.name(property).object_in_line(|w| {
            w.name("@type").text(class);
            w.name("name").text(name);
        });
    }
}

fn urn(id: &impl std::fmt::Display) -> String {
    format!("urn:uuid:{id}")
}

fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or_default()
}

/// Whether it is a day, or begins with one and goes on with a time (ISO 8601).
fn is_date(written: &str) -> bool {
    let midnight = format!("{}T00:00:00Z", day(written));
    Timestamp::from_rfc3339(&midnight)
        .is_some_and(|_| written.len() == 10 || super::item::time(written).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::{annotation::arbitrary, format::example};

    fn graph(document: &Document) -> Vec<Value> {
        let file: Value = serde_json::from_slice(&write(&[document], example::at())).expect("JSON");
        file["@graph"].as_array().expect("a graph").clone()
    }

    #[test]
    fn a_quotation_has_a_speaker_and_a_checked_claim_a_review() {
        let graph = graph(&example::document());
        let types: Vec<&str> = graph.iter().filter_map(|node| node["@type"].as_str()).collect();
        assert_eq!(types, ["Article", "Quotation", "ClaimReview"]);
        assert_eq!(graph[1]["creator"][0]["name"], "Ines Calloway");
        assert_eq!(graph[1]["isPartOf"]["@id"], graph[0]["@id"]);
        assert_eq!(graph[2]["claimReviewed"], "900 carts cross the bridge every day");
        assert_eq!(graph[2]["reviewRating"]["alternateName"], "Refuted");
        assert_eq!(graph[2]["reviewRating"].get("ratingValue"), None);
        assert_eq!(graph[2]["citation"][0], "https://counts.example/2026");
        assert_eq!(graph[0].get("datePublished"), None);
    }

    #[test]
    fn only_a_date_is_a_date() {
        for (written, expected) in [
            ("2026-11-22", true),
            ("2026-11-22T16:04:00+01:00", true),
            ("2026-11-22 and later", false),
            ("Tuesday", false),
            ("2026-13-45", false),
        ] {
            assert_eq!(is_date(written), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn every_reference_leads_into_the_graph(document in arbitrary::settled()) {
            let graph = graph(&document);
            let article = graph[0]["@id"].clone();
            for node in &graph[1..] {
                let part = if node["@type"] == "ClaimReview" { &node["itemReviewed"] } else { node };
                let of = part.get("isPartOf").or_else(|| part.get("appearance")).expect("an article");
                prop_assert_eq!(&of["@id"], &article);
            }
        }
    }
}
