//! The list of annotations in reading order. Only the rows in sight are in the page.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, choice, hint, settled_line, value_of},
    words,
};
use crate::{
    annotation::Kind,
    app::{self, Filter, Hits, Message, Of, Only, Row, RowAttribution, Sort, Together, Transfer},
    keys::{Action, Key},
    web,
};

pub(super) struct ListProps {
    pub rows: Vec<Row>,
    pub total: usize,
    pub chosen: usize,
    pub all: usize,
    pub filter: Filter,
    /// What may be chosen that they have in common, and what it is called.
    pub common: Vec<(Of, String)>,
    pub hits: Hits,
    pub send: Send,
    pub on_scroll: Callback<Event>,
}

pub(super) fn annotation_list(props: &ListProps) -> Html {
    html! {
        <>
            { search(props) }
            if props.all > 0 {
                { filters(props) }
            }
            if props.chosen > 0 {
                { together(props.chosen, &props.send) }
            }
            <div id={web::LIST} class="list" tabindex="-1" onscroll={props.on_scroll.clone()}>
                { nothing(props) }
                <ol id="rows" class="rows" data-some={(props.total > 0).then_some("")}>
                    { for props.rows.iter().map(|row| self::row(row, props.total, &props.send)) }
                </ol>
            </div>
        </>
    }
}

/// What is listed: words, a kind, a state, an order.
fn filters(props: &ListProps) -> Html {
    let (filter, send) = (&props.filter, &props.send);
    let chip = |kind: Option<Kind>, name: &'static str| {
        let to = Filter { kind, ..filter.clone() };
        let pressed = filter.kind == kind;
        let onclick = send.reform(move |_: MouseEvent| Message::Filter(to.clone()));
        html! { <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ name }</button> }
    };
    let only = {
        let filter = filter.clone();
        send.reform(move |n: usize| {
            let only = Only::ALL.get(n).copied().unwrap_or_default();
            Message::Filter(Filter { only, ..filter.clone() })
        })
    };
    let latest = filter.sort == Sort::Latest;
    let sort = {
        let to = Filter { sort: if latest { Sort::Reading } else { Sort::Latest }, ..filter.clone() };
        send.reform(move |_: MouseEvent| Message::Filter(to.clone()))
    };
    let names: Vec<&str> =
        ["Any source or tag"].into_iter().chain(props.common.iter().map(|(_, name)| name.as_str())).collect();
    let with = props.common.iter().position(|(of, _)| Some(of) == filter.of.as_ref()).map_or(0, |n| n + 1);
    let of = {
        let (filter, common) = (filter.clone(), props.common.clone());
        send.reform(move |n: usize| {
            let of = n.checked_sub(1).and_then(|n| common.get(n)).map(|(of, _)| of.clone());
            Message::Filter(Filter { of, ..filter.clone() })
        })
    };
    let at = Only::ALL.iter().position(|only| *only == filter.only).unwrap_or(0);
    html! {
        <div class="chips" role="group" aria-label="Show">
                { chip(None, "All") }
                { chip(Some(Kind::Claim), "Claims") }
                { chip(Some(Kind::Source), "Mentions") }
                { chip(Some(Kind::Quote), "Quotes") }
            { choice("Only", &Only::ALL.map(words::only), at, &only) }
            if !props.common.is_empty() {
                { choice("With", &names, with, &of) }
            }
            <button type="button" aria-pressed={latest.to_string()} onclick={sort}>{ "Latest first" }</button>
        </div>
    }
}

/// The field for words, and where they stand in the text.
fn search(props: &ListProps) -> Html {
    let (filter, send) = (&props.filter, &props.send);
    let oninput = {
        let filter = filter.clone();
        send.reform(move |event: InputEvent| {
            Message::Filter(Filter { words: value_of(&event), ..filter.clone() })
        })
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                web::prevent(&event);
                send.emit(Message::NextHit { back: event.shift_key() });
            }
        })
    };
    let leave = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                web::prevent(&event);
                send.emit(Message::LeaveFind);
            }
        })
    };
    let step = |back: bool| send.reform(move |_: MouseEvent| Message::NextHit { back });
    let found = props.hits.places.len();
    let slash = send.keys.hint(Action::Find).map(|key| format!("  {}", key.shown())).unwrap_or_default();
    let placeholder = format!("Find in text and annotations{slash}");
    let at = props.hits.at.map_or("–".to_owned(), |at| (at + 1).to_string());
    // Of a word that stands everywhere, no more are looked for.
    let first = if found == app::MOST_HITS { "the first " } else { "" };
    let told = match found {
        0 => "Not in the text".to_owned(),
        _ => format!("{at} of {first}{} in the text", words::grouped(found)),
    };
    html! {
        <div class="search" onkeydown={leave}>
            <input id="search" type="search" aria-label="Find in the text and the annotations" placeholder={placeholder} value={filter.words.clone()} {oninput} {onkeydown} />
            if !filter.words.is_empty() {
                <span class="hint" role="status">{ told }</span>
            }
            if found > 0 {
                <button type="button" class="only-icon" aria-label="The one before" onclick={step(true)}>{ "↑" }</button>
                <button type="button" class="only-icon" aria-label="The next one" onclick={step(false)}>{ "↓" }</button>
            }
        </div>
    }
}

#[inline(never)]
fn nothing(props: &ListProps) -> Html {
    if props.total > 0 {
        return Html::default();
    }
    if props.all > 0 {
        let sought = props.filter.words.trim();
        return html! {
            <p class="hint">
                { if sought.is_empty() { "No annotation is listed: see what is chosen above.".to_owned() } else { format!("No annotation that is listed has “{sought}” in it.") } }
            </p>
        };
    }
    let keys = &props.send.keys;
    let letter =
        |kind| keys.hint(Action::Mark(kind)).map_or_else(|| words::letter(kind).to_owned(), Key::shown);
    html! {
        <div class="teach">
            <p><strong>{ "Nothing is marked yet." }</strong></p>
            <p>{ if keys.hint(Action::Mark(Kind::Claim)).is_some() { "Select some words in the article, then press" } else { "Select some words in the article, then choose" } }</p>
            <ul>
                <li><b data-kind="claim">{ letter(Kind::Claim) }</b>{ "for a claim" }</li>
                <li><b data-kind="source">{ letter(Kind::Source) }</b>{ "for a source" }</li>
                <li><b data-kind="quote">{ letter(Kind::Quote) }</b>{ if keys.unseen { "for a quote, then who said it" } else { "for a quote, then a number for who said it" } }</li>
            </ul>
            <p class="hint">{ "Marks may overlap. " }if keys.hint(Action::Keys).is_some() { { hint(&props.send, Action::Keys).1 }{ " shows every key." } }</p>
        </div>
    }
}

/// What can be done to several.
#[inline(never)]
fn together(chosen: usize, send: &Send) -> Html {
    let to = |message: fn() -> Together| send.reform(move |_: MouseEvent| Message::Together(message()));
    let tag = send.reform(|tags: String| {
        Message::Together(Together::Tag(tags.split(',').map(str::to_owned).collect(), web::stamp()))
    });
    html! {
        <div class="together" role="group" aria-label="Chosen annotations">
            <div class="acts">
                <strong role="status">{ format!("{chosen} chosen") }</strong>
                { act("All listed", None, to(|| Together::ChooseListed)) }
                { act("Attribute", None, to(|| Together::Attribute)) }
                { act("Export these…", None, send.reform(|_: MouseEvent| Message::Transfer(Transfer::ExportChosen))) }
                { act("Delete", None, to(|| Together::Delete(web::stamp()))) }
                { act("None", None, to(|| Together::ChooseNone)) }
            </div>
            { settled_line("Tag them", if send.keys.unseen { "Tags, separated by commas" } else { "Tags, separated by commas, then Enter" }, &tag) }
        </div>
    }
}

fn row(row: &Row, total: usize, send: &Send) -> Html {
    let id = row.id;
    // With Ctrl or Cmd a click chooses, as in any list.
    let onclick = send.reform(move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() {
            Message::Together(Together::Choose(Some(id)))
        } else {
            Message::Focus(id)
        }
    });
    let (by, state) = match &row.by {
        RowAttribution::Open => ("not yet attributed".to_owned(), "open"),
        RowAttribution::ArticleVoice => ("the article’s voice".to_owned(), "article"),
        RowAttribution::Sources(names) if row.kind == Kind::Source => (names.clone(), "names"),
        RowAttribution::Sources(names) => (names.clone(), "by"),
    };
    html! {
        <li key={id.to_string()} aria-setsize={total.to_string()} aria-posinset={(row.number + 1).to_string()}>
            <button type="button" class="row" data-id={id.to_string()} data-kind={row.kind.as_str()} aria-current={row.focused.then_some("true")} aria-pressed={row.chosen.then_some("true")} {onclick}>
                <b data-kind={row.kind.as_str()} role="img" aria-label={words::kind(row.kind)} title={words::kind(row.kind)}>{ words::letter(row.kind) }</b>
                <span class="row-words">{ row.words.clone() }</span>
                <span class="row-by" data-state={state}>
                    { by }
                    { row.status.map(|status| html! { <span class="row-flag">{ words::status(status).to_lowercase() }</span> }).unwrap_or_default() }
                    if row.noted { <span class="row-flag" title="Has a note">{ "note" }</span> }
                    { for row.tags.iter().map(|tag| html! { <span class="row-flag tag">{ tag.clone() }</span> }) }
                </span>
            </button>
        </li>
    }
}
