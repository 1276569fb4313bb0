//! Documents to Hearsay JSON.
//!
//! The one idea: the order of everything is fixed, so that the same documents make the same
//! bytes. Articles, sources and attributions stand in the order of the model, annotations in
//! reading order. What is empty is left out.

use super::{CONTEXT, Chosen, NAME, Past, VERSION, past};
use crate::{
    annotation::{
        Annotation, Attribution, Body, Claim, Document, Evidence, Origin, Source, Stray, Target, Wording,
    },
    article::{About, Article, Block, BlockKind, Direction, FrozenText},
    format::{
        json::Writer,
        word::{Outlook, State, Word},
    },
    order,
    record::Timestamp,
    text::{CharRange, TextRange},
};

/// The documents as one file, articles in the order of their ids. It ends with a line break.
///
/// Only `exported` differs between two files of the same documents.
#[must_use]
pub fn write(documents: &[&Document], exported: Timestamp) -> String {
    let none = Past::default();
    file(documents.iter().map(|document| (*document, &none)).collect(), None, exported)
}

/// The same with the history of each article and what the person chose: everything there is.
#[must_use]
pub fn write_backup(articles: Vec<(&Document, &Past)>, chosen: &Chosen, exported: Timestamp) -> String {
    file(articles, Some(chosen), exported)
}

fn file(mut articles: Vec<(&Document, &Past)>, chosen: Option<&Chosen>, exported: Timestamp) -> String {
    order::sort_by_key(&mut articles, |(document, _)| document.article.id);
    let mut w = Writer::new();
    w.object(|w| {
        w.name("format").text(NAME);
        w.name("version").number(VERSION);
        w.name("exported").text(&exported.to_rfc3339());
        w.name("generator").text(concat!("Hearsay ", env!("CARGO_PKG_VERSION")));
        if let Some(chosen) = chosen {
            past::write_chosen(w, chosen);
        }
        w.name("articles").list(|w| {
            for (document, past) in articles {
                write_document(w, document, past);
            }
        });
    });
    w.finish()
}

fn write_document(w: &mut Writer, document: &Document, past: &Past) {
    let article: &Article = &document.article;
    let text: &FrozenText = &article.text;
    w.object(|w| {
        w.name("id").text(&article.id.to_string());
        w.name("about").object(|w| write_about(w, &article.about));
        if let Some(previous) = article.about.previous {
            w.name("previous").text(&previous.to_string());
        }
        write_times(w, article.created, article.modified);
        if let Some(binned) = article.binned {
            w.name("binned").text(&binned.to_rfc3339());
        }
        w.name("sha256").text(text.sha256());
        w.name("text").text(text.as_str());
        w.name("blocks").list(|w| {
            for block in text.blocks() {
                w.object_in_line(|w| write_block(w, *block, text));
            }
        });
        if !text.cleaned().is_empty() {
            w.name("cleaned").list(|w| text.cleaned().iter().for_each(|what| w.text(what)));
        }
        w.name("sources").list(|w| {
            for source in document.sources.values() {
                w.object(|w| write_source(w, source));
            }
        });
        w.name("annotations").list(|w| {
            for annotation in document.in_reading_order() {
                w.object(|w| write_annotation(w, annotation, text));
            }
        });
        if !document.strays.is_empty() {
            w.name("strays").list(|w| {
                for stray in document.strays.values() {
                    w.object(|w| write_stray(w, stray, text));
                }
            });
        }
        past::write_past(w, document, past);
    });
}

pub(super) fn write_about(w: &mut Writer, about: &About) {
    w.name("title").text(&about.title);
    w.optional("byline", &about.byline);
    w.optional("site", &about.site);
    w.optional("url", &about.url);
    w.optional("published", &about.published);
    w.optional("language", &about.language);
    if about.direction != Direction::Auto {
        w.name("direction").text(about.direction.word());
    }
}

fn write_times(w: &mut Writer, created: Timestamp, modified: Timestamp) {
    w.name("created").text(&created.to_rfc3339());
    w.name("modified").text(&modified.to_rfc3339());
}

fn write_block(w: &mut Writer, block: Block, text: &FrozenText) {
    w.name("kind").text(match block.kind {
        BlockKind::Heading { .. } => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption => "caption",
        BlockKind::Preformatted => "preformatted",
    });
    if let BlockKind::Heading { level } = block.kind {
        w.name("level").number(level.into());
    }
    if let Some(range) = chars(text, block.range) {
        write_range(w, range);
    }
    if block.aside {
        w.name("aside").truth(true);
    }
}

fn write_range(w: &mut Writer, range: CharRange) {
    w.name("start").number(range.start.0);
    w.name("end").number(range.end.0);
}

pub(super) fn write_source(w: &mut Writer, source: &Source) {
    w.name("id").text(&source.id.to_string());
    w.name("name").text(&source.name);
    w.name("kind").text(source.kind.word());
    w.optional("role", &source.role);
    w.name("level").text(source.level.word());
    w.optional("anonymityReason", &source.anonymity_reason);
    w.optional("note", &source.note);
    write_times(w, source.created, source.modified);
}

pub(super) fn write_annotation(w: &mut Writer, annotation: &Annotation, text: &FrozenText) {
    w.name("id").text(&annotation.id.to_string());
    w.name("kind").text(annotation.kind().word());
    write_target(w.name("target"), &annotation.target, text);
    write_body(w, &annotation.body, text);
    write_rest(w, &annotation.tags, &annotation.note, &annotation.creator, &annotation.origin);
    write_times(w, annotation.created, annotation.modified);
}

pub(super) fn write_stray(w: &mut Writer, stray: &Stray, text: &FrozenText) {
    w.name("id").text(&stray.id.to_string());
    w.name("kind").text(stray.kind().word());
    w.name("wording").list(|w| {
        for wording in &stray.wording {
            w.object_in_line(|w| write_wording(w, wording));
        }
    });
    w.name("fate").text(Outlook::from(&stray.fate).word());
    if let Some(target) = stray.fate.proposed() {
        write_target(w.name("proposed"), target, text);
    }
    write_body(w, &stray.body, text);
    write_rest(w, &stray.tags, &stray.note, &stray.creator, &stray.origin);
    write_times(w, stray.created, stray.modified);
}

fn write_wording(w: &mut Writer, wording: &Wording) {
    w.name("exact").text(&wording.exact);
    w.name("prefix").text(&wording.prefix);
    w.name("suffix").text(&wording.suffix);
}

fn write_body(w: &mut Writer, body: &Body, text: &FrozenText) {
    match body {
        Body::Claim(claim) => write_claim(w, claim, text),
        Body::Mention(mention) => w.name("source").text(&mention.source.to_string()),
        Body::Quote(quote) => {
            w.name("manner").text(quote.manner.word());
            write_attributions(w, "attributions", &quote.attributions, text);
        }
    }
}

fn write_rest(w: &mut Writer, tags: &[String], note: &str, creator: &str, origin: &Origin) {
    if !tags.is_empty() {
        w.name("tags").list_in_line(|w| tags.iter().for_each(|tag| w.text(tag)));
    }
    w.optional("note", note);
    w.optional("creator", creator);
    w.name("origin").object_in_line(|w| write_origin(w, origin));
}

fn write_origin(w: &mut Writer, origin: &Origin) {
    w.name("from").text(match origin {
        Origin::Hand => "hand",
        Origin::Suggestion => "suggestion",
        Origin::File { .. } => "file",
    });
    if let Origin::File { name } = origin {
        w.name("name").text(name);
    }
}

fn write_claim(w: &mut Writer, claim: &Claim, text: &FrozenText) {
    w.name("standing").text(State::from(&claim.standing).word());
    write_attributions(w, "attributions", claim.standing.attributions(), text);
    w.optional("restatement", &claim.restatement);
    if let Some(sort) = claim.sort {
        w.name("sort").text(sort.word());
    }
    w.name("status").text(claim.status.word());
    if !claim.evidence.is_empty() {
        w.name("evidence").list(|w| {
            for evidence in &claim.evidence {
                w.object(|w| write_evidence(w, evidence));
            }
        });
    }
}

fn write_evidence(w: &mut Writer, evidence: &Evidence) {
    w.optional("link", &evidence.link);
    w.optional("title", &evidence.title);
    w.name("stance").text(evidence.stance.word());
    w.optional("note", &evidence.note);
}

fn write_attributions(w: &mut Writer, name: &str, attributions: &[Attribution], text: &FrozenText) {
    if attributions.is_empty() {
        return;
    }
    w.name(name).list(|w| {
        for attribution in attributions {
            w.object(|w| write_attribution(w, attribution, text));
        }
    });
}

fn write_attribution(w: &mut Writer, attribution: &Attribution, text: &FrozenText) {
    w.name("id").text(&attribution.id.to_string());
    w.name("source").text(&attribution.source.to_string());
    if let Some(mention) = attribution.mention {
        w.name("mention").text(&mention.to_string());
    }
    if let Some(cue) = &attribution.cue {
        write_target(w.name("cue"), cue, text);
    }
    write_attributions(w, "via", &attribution.via, text);
}

/// A range that does not fit the text has no code points. It is left out, and whoever reads the
/// file is told that the annotation marks nothing; its note and the rest are in the file.
fn write_target(w: &mut Writer, target: &Target, text: &FrozenText) {
    w.list(|w| {
        for range in target.ranges() {
            if let Some(chars) = chars(text, *range) {
                w.object_in_line(|w| write_selector(w, *range, chars, text));
            }
        }
    });
}

fn write_selector(w: &mut Writer, range: TextRange, chars: CharRange, text: &FrozenText) {
    let (before, rest) = text.as_str().split_at(range.start().into());
    let (exact, after) = rest.split_at(range.len().into());
    write_range(w, chars);
    w.name("exact").text(exact);
    w.name("prefix").text(last(before));
    w.name("suffix").text(first(after));
}

fn chars(text: &FrozenText, range: TextRange) -> Option<CharRange> {
    text.index().range_to_chars(text.as_str(), range).ok()
}

/// The last [`CONTEXT`] code points.
fn last(text: &str) -> &str {
    match text.char_indices().nth_back(CONTEXT - 1) {
        Some((at, _)) => &text[at..],
        None => text,
    }
}

/// The first [`CONTEXT`] code points.
fn first(text: &str) -> &str {
    match text.char_indices().nth(CONTEXT) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}
