//! The library: every article, and the bin.

use std::rc::Rc;

use yew::prelude::*;

use super::{Send, fields::value_of, icon::Icon, words};
use crate::{
    app::{Desk, Library, Message, State, Transfer},
    order,
    shelf::Entry,
    web,
};

/// The library beside the article.
pub(super) fn library_drawer(state: &State, send: &Send) -> Html {
    html! {
        <nav class="library" aria-label="Library">
            <h2>{ "Library" }</h2>
            { shelves(state, send) }
        </nav>
    }
}

/// The articles, the latest changed first, and the bin below them.
pub(super) fn shelves(state: &State, send: &Send) -> Html {
    let (binned, mut kept): (Vec<_>, Vec<_>) = state.library.values().partition(|e| e.binned.is_some());
    order::sort_by_key(&mut kept, |entry| std::cmp::Reverse((entry.modified, entry.id)));
    let toggle = send.reform({
        let shown = state.bin_shown;
        move |_: MouseEvent| Message::Library(Library::ShowBin(!shown))
    });
    let empty = send.reform(|_: MouseEvent| Message::Library(Library::EmptyBin(web::stamp())));
    let export = send.reform(|_: MouseEvent| Message::Transfer(Transfer::ExportLibrary(web::stamp())));
    html! {
        <>
            if kept.is_empty() {
                <p class="hint">{ "No articles yet. Add one by pasting its text, or drop a file anywhere." }</p>
            }
            <ul class="shelf">
                { for kept.iter().map(|entry| card(entry, state, send)) }
            </ul>
            <div class="library-foot">
                if !kept.is_empty() {
                    <button type="button" class="quiet" onclick={export}>{ "Export the library" }</button>
                }
                if !state.library.is_empty() {
                    <a href="rescue.html" title="Everything as it is stored: the bin, the history, and what cannot be read">{ "All data" }</a>
                }
                if !binned.is_empty() {
                    <button type="button" class="quiet" aria-expanded={state.bin_shown.to_string()} onclick={toggle}>
                        { Icon::Bin.html() }{ format!("Bin ({})", binned.len()) }
                    </button>
                }
            </div>
            if state.bin_shown && !binned.is_empty() {
                <ul class="shelf bin" aria-label="Bin">
                    { for binned.iter().map(|entry| binned_card(entry, send)) }
                </ul>
                <button type="button" class="quiet danger" onclick={empty}>{ "Empty the bin for ever" }</button>
            }
        </>
    }
}

fn card(entry: &Rc<Entry>, state: &State, send: &Send) -> Html {
    let id = entry.id;
    let on =
        |message: Box<dyn Fn() -> Library>| send.reform(move |_: MouseEvent| Message::Library(message()));
    if state.renaming == Some(id) {
        return renaming(entry, send);
    }
    let current = (state.desk.ready().map(Desk::id) == Some(id)).then_some("true");
    let counts = entry.counts;
    html! {
        <li class="card" key={id.to_string()}>
            <button type="button" class="card-open" aria-current={current} onclick={on(Box::new(move || Library::Open(id, web::stamp())))}>
                <span class="card-title">{ entry.about.title.clone() }</span>
                <span class="card-facts">
                    { web::date(entry.modified) }
                    <span class="tally" title="claims, sources, quotes">
                        <b data-kind="claim">{ counts.claims }</b><b data-kind="source">{ counts.sources }</b><b data-kind="quote">{ counts.quotes }</b>
                        <span class="unseen">{ format!("{}, {}, {}", words::count(counts.claims, "claim"), words::count(counts.sources, "source"), words::count(counts.quotes, "quote")) }</span>
                    </span>
                </span>
            </button>
            <span class="card-tools">
                <button type="button" class="only-icon" aria-label={format!("Rename {}", entry.about.title)} title="Rename" onclick={on(Box::new(move || Library::Rename(Some(id))))}>{ Icon::Pen.html() }</button>
                <button type="button" class="only-icon" aria-label={format!("Put {} into the bin", entry.about.title)} title="Put into the bin" onclick={on(Box::new(move || Library::Bin(id, web::stamp())))}>{ Icon::Bin.html() }</button>
            </span>
        </li>
    }
}

fn renaming(entry: &Rc<Entry>, send: &Send) -> Html {
    let id = entry.id;
    let onchange = send
        .reform(move |event: Event| Message::Library(Library::Retitle(id, value_of(&event), web::stamp())));
    let onblur = send.reform(|_: FocusEvent| Message::Library(Library::Rename(None)));
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" || event.key() == "Enter" {
                if event.key() == "Enter" {
                    send.emit(Message::Library(Library::Retitle(id, value_of(&event), web::stamp())));
                } else {
                    send.emit(Message::Library(Library::Rename(None)));
                }
                web::prevent(&event);
            }
        })
    };
    html! {
        <li class="card" key={id.to_string()}>
            <input id="rename" type="text" aria-label="Title" ~defaultValue={entry.about.title.clone()} {onchange} {onblur} {onkeydown} />
        </li>
    }
}

fn binned_card(entry: &Rc<Entry>, send: &Send) -> Html {
    let id = entry.id;
    let restore = send.reform(move |_: MouseEvent| Message::Library(Library::Restore(id, web::stamp())));
    let erase = send.reform(move |_: MouseEvent| Message::Library(Library::Erase(id, web::stamp())));
    html! {
        <li class="card" key={id.to_string()}>
            <span class="card-title">{ entry.about.title.clone() }</span>
            <span class="card-tools">
                <button type="button" class="only-icon" aria-label={format!("Restore {}", entry.about.title)} title="Restore" onclick={restore}>{ Icon::Restore.html() }</button>
                <button type="button" class="only-icon" aria-label={format!("Delete {} for ever", entry.about.title)} title="Delete for ever" onclick={erase}>{ Icon::Close.html() }</button>
            </span>
        </li>
    }
}
