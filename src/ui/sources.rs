//! The source register: everyone who vouches in this article.

use std::rc::Rc;

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, choice, line, loose_line},
    words,
};
use crate::{
    annotation::{Attribution, AttributionLevel, Body, Kind, Source, SourceKind},
    app::{Desk, Message, Mode, Register, SourceField},
    keys::Action,
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
    /// The other entries, when it is open.
    others: Vec<(SourceId, String)>,
    /// How many places are shown as naming it.
    proposed: Option<usize>,
}

impl Entry {
    /// The register by name.
    #[inline(never)]
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
                others: Vec::new(),
                proposed: proposed(desk, source.id),
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
        order::sort_by_key(&mut entries, |entry| desk.name_in_register(&entry.source).to_lowercase());
        let names: Vec<_> =
            entries.iter().map(|entry| (entry.source.id, entry.source.name.clone())).collect();
        if let Some(open) = entries.iter_mut().find(|entry| Some(entry.source.id) == desk.open_source) {
            open.others = names.into_iter().filter(|(id, _)| *id != open.source.id).collect();
        }
        entries
    }
}

/// How many places are shown as naming this source.
fn proposed(desk: &Desk, id: SourceId) -> Option<usize> {
    match &desk.mode {
        Mode::MarkingAll { source, places } if *source == id => Some(places.len()),
        _ => None,
    }
}

#[inline(never)]
pub(super) fn source_list(entries: &[Entry], open: Option<SourceId>, send: &Send) -> Html {
    if entries.is_empty() {
        return html! {
            <div class="teach">
                <p><strong>{ "The register is empty." }</strong></p>
                <p>{ format!("Select a name in the article, then {}: it becomes a source. Later mentions join it by name: “Tolland” joins “Ravi Tolland”.", send.keys.press(Action::Mark(Kind::Source), "Source")) }</p>
            </div>
        };
    }
    html! {
        <ul class="register" id={open.is_none().then_some("register-here")} tabindex="-1" aria-label="Register">
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
    let tally = format!(
        "{}, {}, {}",
        words::count(entry.mentions, "mention"),
        words::count(entry.quotes, "quote"),
        words::count(entry.claims, "claim")
    );
    html! {
        <li key={id.to_string()} data-open={open.then_some("")}>
            <button type="button" class="entry" id={open.then_some("register-here")} aria-expanded={open.to_string()} onclick={toggle}>
                <span class="name">{ source.name.clone() }</span>
                <span class="hint">{ line_two }</span>
                <span class="unseen">{ tally.clone() }</span>
                <span class="tally" title={tally} aria-hidden="true">
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
            { loose_line("Name", &source.name, "", is_named, &set(SourceField::Name)) }
            <div class="pair">
                { choice("Sort of source", &SourceKind::ALL.map(words::source_kind), kind, &onkind) }
                { choice("Speaks", &AttributionLevel::ALL.map(words::level), level, &onlevel) }
            </div>
            { line("Role, as printed", None, &source.role, "“managing director of …”", &set(SourceField::Role)) }
            if source.kind == SourceKind::Anonymous {
                { line("Reason given for anonymity", None, &source.anonymity_reason, "“fears for her job”", &set(SourceField::AnonymityReason)) }
            }
            { line("Note", None, &source.note, "", &set(SourceField::Note)) }
            { mentions(entry, send) }
            <ul class="refers" aria-label="Refers to it">
                { for entry.refers.iter().map(|(id, words)| {
                    let id = *id;
                    let onclick = send.reform(move |_: MouseEvent| Message::Focus(id));
                    html! { <li><button type="button" class="quiet" {onclick}>{ words.clone() }</button></li> }
                }) }
            </ul>
            { merging(entry, send) }
        </div>
    }
}

/// Whether this name is the one that is kept. An empty one never is, and stands only while another
/// is typed.
fn is_named(typed: &str, kept: &str) -> bool {
    typed.trim().is_empty() || typed.trim() == kept
}

/// Marking every place that names it: first they are shown.
fn mentions(entry: &Entry, send: &Send) -> Html {
    let id = entry.source.id;
    let Some(count) = entry.proposed else {
        let find = send.reform(move |_: MouseEvent| Message::Register(Register::FindMentions(id)));
        return html! { <div class="acts">{ act("Find all its mentions", None, find) }</div> };
    };
    let mark = send.reform(|_: MouseEvent| Message::Register(Register::MarkMentions(web::stamp())));
    let leave = send.reform(|_: MouseEvent| Message::Escape);
    let count = words::count(u32::try_from(count).unwrap_or(u32::MAX), "place");
    html! {
        <div class="acts" role="status">
            <span>{ format!("{count} in the text, shown there") }</span>
            <button type="button" id="mark-all" onclick={mark}>{ "Mark them all" }</button>
            { act("Leave them", None, leave) }
        </div>
    }
}

/// Making it one with another entry, or removing it when nothing needs it.
fn merging(entry: &Entry, send: &Send) -> Html {
    let from = entry.source.id;
    if entry.mentions + entry.quotes + entry.claims == 0 {
        let remove =
            send.reform(move |_: MouseEvent| Message::Register(Register::Remove(from, web::stamp())));
        return html! { <div class="acts">{ act("Remove from the register", None, remove) }</div> };
    }
    if entry.others.is_empty() {
        return Html::default();
    }
    let ids: Vec<SourceId> = entry.others.iter().map(|(id, _)| *id).collect();
    let options: Vec<&str> =
        ["–"].into_iter().chain(entry.others.iter().map(|(_, name)| name.as_str())).collect();
    // Keys step through a list one by one, so choosing alone does nothing yet.
    let merge = send.reform(move |_: MouseEvent| {
        match web::chosen("same-as").and_then(|n| n.checked_sub(1)).and_then(|n| ids.get(n)) {
            Some(into) => Message::Register(Register::Merge { from, into: *into, stamp: web::stamp() }),
            None => Message::OpenSource(Some(from)),
        }
    });
    html! {
        <div class="merging">
            <label class="field">
                <span>{ "Is the same as" }</span>
                <select id="same-as" aria-label="Is the same as">
                    { for options.iter().enumerate().map(|(n, name)| html! { <option value={n.to_string()} ~selected={n == 0}>{ name.to_string() }</option> }) }
                </select>
            </label>
            { act("Make them one", None, merge) }
        </div>
    }
}
