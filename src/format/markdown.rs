//! Markdown for notes: what was marked in an article, for Obsidian, Logseq and the like.
//!
//! [CommonMark](https://spec.commonmark.org/0.31.2/) and nothing that does not read well without a
//! program. Every item ends with its id as a block id (`^019ab000-…`), which stays the same from
//! export to export, so that links into the note hold. The one idea: only this module makes markup.
//! Whatever comes from the article or from people goes through `escape`, and stays words.

mod escape;

use std::fmt::Write;

use escape::{inline, yaml};

use super::{
    context,
    word::{State, Word},
};
use crate::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, Document, Evidence, Kind, Quote, Source,
        Stance,
    },
    order,
    record::{SourceId, Timestamp},
};

/// What this format cannot hold.
pub const CANNOT: &[&str] = &[
    "Notes have the words that are marked, not the text of the article or where in it they stand.",
    "Who made an annotation, when, and how it came to be is left out.",
    "Several blanks in a row become one, and line breaks in quoted words too.",
    super::UNPLACED,
];

/// The documents as one note, articles in the order of their ids.
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let mut out = String::new();
    // Properties belong to a note as a whole.
    if let [document] = documents.as_slice() {
        properties(&mut out, document, at);
    }
    for document in documents {
        article(&mut out, document);
    }
    out.into_bytes()
}

/// The properties Obsidian and Logseq show above a note.
fn properties(out: &mut String, document: &Document, at: Timestamp) {
    let about = &document.article.about;
    out.push_str("---\n");
    for (name, value) in [
        ("title", about.title.as_str()),
        ("author", &about.byline),
        ("site", &about.site),
        ("url", &about.url),
        ("published", &about.published),
        ("exported", &at.to_rfc3339()),
    ] {
        if !value.is_empty() {
            line(out, format_args!("{name}: {}", yaml(value)));
        }
    }
    out.push_str("---\n\n");
}

fn article(out: &mut String, document: &Document) {
    let about = &document.article.about;
    line(out, format_args!("# {}\n", or(&inline(&about.title), "Untitled")));
    let facts = [&about.byline, &about.site, &about.published, &about.url].map(|fact| inline(fact));
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    if !facts.is_empty() {
        line(out, format_args!("{}\n", facts.join(" · ")));
    }
    if !document.sources.is_empty() {
        out.push_str("## Sources\n\n");
        document.sources.values().for_each(|s| source(out, s, document));
        out.push('\n');
    }
    for (kind, heading) in [(Kind::Quote, "## Quotes"), (Kind::Claim, "## Claims")] {
        let all = document.in_reading_order();
        let mut items = all.into_iter().filter(|annotation| annotation.kind() == kind).peekable();
        if items.peek().is_some() {
            line(out, format_args!("{heading}\n"));
            items.for_each(|annotation| item(out, annotation, document));
            out.push('\n');
        }
    }
}

fn source(out: &mut String, source: &Source, document: &Document) {
    let mut facts = vec![source.kind.word().to_owned()];
    facts.push(inline(&source.role));
    if source.level != AttributionLevel::OnRecord {
        facts.push(source.level.word().replace('-', " "));
    }
    facts.retain(|fact| !fact.is_empty());
    let name = inline(&source.name);
    let name = or(&name, "unnamed");
    line(out, format_args!("- **{name}** ({}) ^{}", facts.join("; "), source.id));
    if !source.anonymity_reason.is_empty() {
        line(out, format_args!("  - Not named: {}", inline(&source.anonymity_reason)));
    }
    let mut called: Vec<String> =
        document.mentions_of(source.id).map(|mention| inline(&words(mention, document))).collect();
    called.dedup();
    if !called.is_empty() {
        line(out, format_args!("  - Mentioned as: {}", called.join("; ")));
    }
    notes(out, &source.note);
    for mention in document.mentions_of(source.id) {
        tags(out, mention);
        notes(out, &mention.note);
    }
}

fn item(out: &mut String, annotation: &Annotation, document: &Document) {
    line(out, format_args!("- {} ^{}", inline(&words(annotation, document)), annotation.id));
    match &annotation.body {
        Body::Quote(quote) => of_quote(out, quote, document),
        Body::Claim(claim) => of_claim(out, claim, document),
        Body::Mention(_) => {}
    }
    tags(out, annotation);
    notes(out, &annotation.note);
}

fn of_quote(out: &mut String, quote: &Quote, document: &Document) {
    let manner = quote.manner.word();
    if quote.attributions.is_empty() {
        line(out, format_args!("  - {manner}, nobody’s yet"));
    }
    for by in &quote.attributions {
        line(out, format_args!("  - {manner}, by {}", attributed(by, document)));
    }
}

fn of_claim(out: &mut String, claim: &Claim, document: &Document) {
    if !claim.restatement.is_empty() {
        line(out, format_args!("  - In other words: {}", inline(&claim.restatement)));
    }
    let sort = claim.sort.map(|sort| format!("{}, ", sort.word())).unwrap_or_default();
    line(out, format_args!("  - {sort}{}", claim.status.word()));
    match State::from(&claim.standing) {
        State::NotYet => line(out, format_args!("  - nobody’s yet")),
        State::ArticleVoice => line(out, format_args!("  - in the article’s own voice")),
        State::Attributed => {}
    }
    for by in claim.standing.attributions() {
        line(out, format_args!("  - by {}", attributed(by, document)));
    }
    claim.evidence.iter().for_each(|evidence| of_evidence(out, evidence));
}

fn of_evidence(out: &mut String, evidence: &Evidence) {
    let stance = match evidence.stance {
        Stance::Supports => "Supports it",
        Stance::Refutes => "Speaks against it",
        Stance::Context => "Helps to understand it",
    };
    let facts = [&evidence.title, &evidence.link, &evidence.note].map(|fact| inline(fact));
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    if !facts.is_empty() {
        line(out, format_args!("  - {stance}: {}", facts.join(" · ")));
    }
}

/// “Ines Calloway (“said”), according to two officials”; names lead to their entries.
fn attributed(by: &Attribution, document: &Document) -> String {
    let mut text = link(by.source, document);
    if let Some(cue) = &by.cue {
        let cue = context::words(document.article.text.as_str(), cue.ranges());
        let _ = write!(text, " (“{}”)", inline(&cue));
    }
    for via in &by.via {
        let _ = write!(text, ", according to {}", attributed(via, document));
    }
    text
}

fn link(id: SourceId, document: &Document) -> String {
    let name = document.sources.get(&id).map(|source| inline(&source.name)).unwrap_or_default();
    format!("[{}](#^{id})", or(&name, "unnamed"))
}

fn tags(out: &mut String, annotation: &Annotation) {
    let tags: Vec<String> =
        annotation.tags.iter().map(|tag| inline(tag)).filter(|tag| !tag.is_empty()).collect();
    if !tags.is_empty() {
        line(out, format_args!("  - Tags: {}", tags.join(", ")));
    }
}

/// A note, each of its lines an item of its own.
fn notes(out: &mut String, note: &str) {
    for text in note.lines().map(inline).filter(|text| !text.is_empty()) {
        line(out, format_args!("  - Note: {text}"));
    }
}

fn words(annotation: &Annotation, document: &Document) -> String {
    context::words(document.article.text.as_str(), annotation.target.ranges())
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = writeln!(out, "{text}");
}

#[cfg(test)]
mod tests;
