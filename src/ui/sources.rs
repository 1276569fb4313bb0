//! The source register: everyone who vouches in this article.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Send,
    fields::{choice, line},
    words,
};
use crate::{
    annotation::{Attribution, AttributionLevel, Body, Source, SourceKind},
    app::{Desk, Message, SourceField},
    order,
    record::{AnnotationId, SourceId},
    web,
};

/// An entry with what refers to it.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    source: Rc<Source>,
    mentions: u32,
    quotes: u32,
    claims: u32,
    /// Everything that refers to it, in reading order, when it is open.
    refers: Vec<(AnnotationId, String)>,
}

impl Entry {
    /// The register by name.
    pub(super) fn all(desk: &Desk) -> Vec<Self> {
        // In the order of their ids, as the register is.
        let mut entries: Vec<Self> = desk
            .document
            .sources
            .values()
            .map(|source| Self {
                source: source.clone(),
                mentions: 0,
                quotes: 0,
                claims: 0,
                refers: Vec::new(),
            })
            .collect();
        for annotation in desk.document.in_reading_order() {
            let mut named: Vec<SourceId> = match &annotation.body {
                Body::Mention(mention) => vec![mention.source],
                _ => annotation.attributions().iter().flat_map(Attribution::all).map(|a| a.source).collect(),
            };
            order::sort_by_key(&mut named, |id| *id);
            named.dedup();
            for id in named {
                let Ok(at) = entries.binary_search_by_key(&id, |entry| entry.source.id) else { continue };
                let entry = &mut entries[at];
                match annotation.body {
                    Body::Mention(_) => entry.mentions += 1,
                    Body::Quote(_) => entry.quotes += 1,
                    Body::Claim(_) => entry.claims += 1,
                }
                if desk.open_source == Some(id) {
                    entry.refers.push((annotation.id, desk.excerpt(annotation.target.ranges())));
                }
            }
        }
        order::sort_by_key(&mut entries, |entry| entry.source.name.to_lowercase());
        entries
    }
}

pub(super) fn source_list(entries: &[Entry], open: Option<SourceId>, send: &Send) -> Html {
    if entries.is_empty() {
        return html! {
            <div class="teach">
                <p><strong>{ "The register is empty." }</strong></p>
                <p>{ "Select a name in the article and press " }<b data-kind="source">{ "S" }</b>{ ": it becomes a source. Later mentions join it by name: “Tolland” joins “Ravi Tolland”." }</p>
            </div>
        };
    }
    html! {
        <ul class="register">
            { for entries.iter().map(|entry| self::entry(entry, open == Some(entry.source.id), send)) }
        </ul>
    }
}

fn entry(entry: &Entry, open: bool, send: &Send) -> Html {
    let source = &entry.source;
    let id = source.id;
    let toggle = send.reform(move |_: MouseEvent| Message::OpenSource((!open).then_some(id)));
    let line_two =
        if source.role.is_empty() { words::source_kind(source.kind).to_owned() } else { source.role.clone() };
    html! {
        <li key={id.to_string()} data-open={open.then_some("")}>
            <button type="button" class="entry" aria-expanded={open.to_string()} onclick={toggle}>
                <span class="name">{ source.name.clone() }</span>
                <span class="hint">{ line_two }</span>
                <span class="tally" title="mentions, quotes, claims">
                    <b data-kind="source">{ entry.mentions }</b><b data-kind="quote">{ entry.quotes }</b><b data-kind="claim">{ entry.claims }</b>
                </span>
            </button>
            if open {
                { details(entry, send) }
            }
        </li>
    }
}

fn details(entry: &Entry, send: &Send) -> Html {
    let source = &entry.source;
    let id = source.id;
    let set = |field: fn(String) -> SourceField| {
        send.reform(move |text| Message::SetSource(id, field(text), web::stamp()))
    };
    let kind = SourceKind::ALL.iter().position(|k| *k == source.kind).unwrap_or(0);
    let onkind = send.reform(move |n: usize| {
        Message::SetSource(
            id,
            SourceField::Kind(SourceKind::ALL.get(n).copied().unwrap_or_default()),
            web::stamp(),
        )
    });
    let level = AttributionLevel::ALL.iter().position(|l| *l == source.level).unwrap_or(0);
    let onlevel = send.reform(move |n: usize| {
        Message::SetSource(
            id,
            SourceField::Level(AttributionLevel::ALL.get(n).copied().unwrap_or_default()),
            web::stamp(),
        )
    });
    html! {
        <div class="entry-details">
            { line("Name", None, &source.name, "", &set(SourceField::Name)) }
            <div class="pair">
                { choice("Sort of source", &SourceKind::ALL.map(words::source_kind), kind, &onkind) }
                { choice("Speaks", &AttributionLevel::ALL.map(words::level), level, &onlevel) }
            </div>
            { line("Role, as printed", None, &source.role, "“managing director of …”", &set(SourceField::Role)) }
            if source.kind == SourceKind::Anonymous {
                { line("Reason given for anonymity", None, &source.anonymity_reason, "“fears for her job”", &set(SourceField::AnonymityReason)) }
            }
            { line("Note", None, &source.note, "", &set(SourceField::Note)) }
            <ul class="refers" aria-label="Refers to it">
                { for entry.refers.iter().map(|(id, words)| {
                    let id = *id;
                    let onclick = send.reform(move |_: MouseEvent| Message::Focus(id));
                    html! { <li><button type="button" class="quiet" {onclick}>{ words.clone() }</button></li> }
                }) }
            </ul>
        </div>
    }
}
