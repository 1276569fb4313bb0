//! The library: every article, and the bin.

use std::{collections::BTreeMap, rc::Rc};

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::value_of, icon::Icon, words};
use crate::{
    app::{Backup, Desk, Erasing, Library, Message, State, Transfer, is_wanted, root, series},
    article::{Correction, Fact},
    order,
    record::ArticleId,
    shelf::Entry,
    web,
};

/// The library beside the article.
pub(super) fn library_drawer(state: &State, send: &Send) -> Html {
    html! {
        <nav class="library" tabindex="-1" aria-label="Library">
            <h2>{ "Library" }</h2>
            { shelves(state, send) }
        </nav>
    }
}

/// The articles, the latest changed first, and the bin below them.
pub(super) fn shelves(state: &State, send: &Send) -> Html {
    let (binned, kept): (Vec<_>, Vec<_>) = state.library.values().partition(|e| e.binned.is_some());
    let (mut kept, mut binned) = (one_of_each(kept, state), binned_together(binned, state));
    let (articles, in_bin) = (kept.len(), binned.len());
    kept.retain(|(entry, _)| is_wanted(entry, &state.wanted));
    let found = kept.len();
    kept.truncate(MOST);
    binned.truncate(MOST);
    let find = send.reform(|event: InputEvent| Message::Library(Library::Find(value_of(&event))));
    let toggle = send.reform({
        let shown = state.bin_shown;
        move |_: MouseEvent| Message::Library(Library::ShowBin(!shown))
    });
    let export = send.reform(|_: MouseEvent| Message::Transfer(Transfer::ExportLibrary(web::stamp())));
    let backup = send.reform(|_: MouseEvent| Message::Backup(Backup::Open));
    let report = send.reform(|_: MouseEvent| Message::Transfer(Transfer::ShowReport));
    let keys = send.reform(|_: MouseEvent| Message::Keys(true));
    html! {
        <>
            if articles > FEW {
                <input type="search" aria-label="Find an article" placeholder="Find by title, author or outlet" value={state.wanted.clone()} oninput={find} />
            }
            if articles == 0 {
                <p class="hint">{ "No articles yet. Add one by pasting its text, or drop a file anywhere." }</p>
            }
            <ul class="shelf">
                { for kept.iter().map(|(entry, several)| card(entry, *several, state, send)) }
            </ul>
            if found > MOST {
                <p class="hint">{ format!("These are the {MOST} changed last, of {found}. Find the others by their title.") }</p>
            } else if found == 0 && articles > 0 {
                <p class="hint">{ "No article has these words." }</p>
            }
            <div class="library-foot">
                <button type="button" class="quiet" onclick={backup}>{ "Backup…" }</button>
                if articles > 0 {
                    <button type="button" class="quiet" onclick={export}>{ "Export the library" }</button>
                }
                if !state.library.is_empty() {
                    <a href="rescue.html" title="Everything as it is stored: the bin, the history, and what cannot be read">{ "All data" }</a>
                }
                <button type="button" class="quiet keys-here" onclick={keys}>{ "Keys and reading aloud…" }</button>
                if state.report.is_some() {
                    <button type="button" class="quiet" onclick={report}>{ "Last report" }</button>
                }
                if !binned.is_empty() {
                    <button type="button" class="quiet" aria-expanded={state.bin_shown.to_string()} onclick={toggle}>
                        { Icon::Bin.html() }{ format!("Bin ({in_bin})") }
                    </button>
                }
            </div>
            if state.bin_shown && !binned.is_empty() {
                <ul class="shelf bin" aria-label="Bin">
                    { for binned.iter().map(|(entry, versions)| binned_card(entry, *versions, state, send)) }
                </ul>
                { erase(Erasing::All, "Empty the bin…", state, send) }
            }
        </>
    }
}

/// From more articles than this on, there is a field to find one.
const FEW: usize = 12;
/// So many cards are drawn at most: nobody scrolls through a thousand.
const MOST: usize = 100;

/// One version of each article, the one on the desk or else the newest, the latest changed first;
/// with whether there are several.
fn one_of_each<'a>(kept: Vec<&'a Rc<Entry>>, state: &'a State) -> Vec<(&'a Rc<Entry>, bool)> {
    let desk = state.desk.ready().map(Desk::id);
    let mut by_root = BTreeMap::new();
    for entry in kept {
        let (shown, modified, versions) =
            by_root.entry(root(state, entry.id)).or_insert((entry, entry.modified, 0));
        *versions += 1;
        *modified = entry.modified.max(*modified);
        let newer = (entry.created, entry.id) > (shown.created, shown.id) && Some(shown.id) != desk;
        if newer || Some(entry.id) == desk {
            *shown = entry;
        }
    }
    let mut shown: Vec<_> = by_root.into_values().collect();
    order::sort_by_key(&mut shown, |(entry, modified, _)| std::cmp::Reverse((*modified, entry.id)));
    shown.into_iter().map(|(entry, _, versions)| (entry, versions > 1)).collect()
}

/// The newest of the versions that went into the bin together, and how many these are.
fn binned_together<'a>(binned: Vec<&'a Rc<Entry>>, state: &State) -> Vec<(&'a Rc<Entry>, usize)> {
    let mut together = BTreeMap::new();
    for entry in binned {
        let (newest, versions) = together.entry((root(state, entry.id), entry.binned)).or_insert((entry, 0));
        *versions += 1;
        if (entry.created, entry.id) > (newest.created, newest.id) {
            *newest = entry;
        }
    }
    together.into_values().collect()
}

/// The versions of an article, where there are several.
#[inline(never)]
fn versions(entry: &Rc<Entry>, desk: Option<ArticleId>, state: &State, send: &Send) -> Html {
    let versions = series(state, entry.id);
    html! {
        <div class="card-versions" role="group" aria-label={format!("Versions of {}", entry.about.title)}>
            { for versions.iter().enumerate().map(|(n, entry)| {
                let id = entry.id;
                let open = send.reform(move |_: MouseEvent| Message::Library(Library::Open(id, web::stamp())));
                html! {
                    <button type="button" class="quiet" aria-current={(desk == Some(id)).then_some("true")} onclick={open}>{ super::versions::name(n, entry) }</button>
                }
            }) }
        </div>
    }
}

fn card(entry: &Rc<Entry>, several: bool, state: &State, send: &Send) -> Html {
    let id = entry.id;
    let on =
        |message: Box<dyn Fn() -> Library>| send.reform(move |_: MouseEvent| Message::Library(message()));
    if state.renaming == Some(id) {
        return renaming(entry, send);
    }
    let desk = state.desk.ready().map(Desk::id);
    let current = (desk == Some(id)).then_some("true");
    let counts = entry.counts;
    html! {
        <li class="card" key={id.to_string()}>
            <button type="button" class="card-open" aria-current={current} onclick={on(Box::new(move || Library::Open(id, web::stamp())))}>
                <span class="card-title">{ entry.about.title.clone() }</span>
                <span class="card-facts">
                    { web::date(entry.modified) }
                    <span class="tally" title="claims, mentions of sources, quotes">
                        <b data-kind="claim">{ counts.claims }</b><b data-kind="source">{ counts.sources }</b><b data-kind="quote">{ counts.quotes }</b>
                        <span class="unseen">{ format!("{}, {}, {}", words::count(counts.claims, "claim"), words::count(counts.sources, "mention"), words::count(counts.quotes, "quote")) }</span>
                    </span>
                </span>
            </button>
            <span class="card-tools">
                <button type="button" class="only-icon" aria-label={format!("Rename {}", entry.about.title)} title="Rename" onclick={on(Box::new(move || Library::Rename(Some(id))))}>{ Icon::Pen.html() }</button>
                <button type="button" class="only-icon" aria-label={format!("Put {} into the bin", entry.about.title)} title="Put into the bin" onclick={on(Box::new(move || Library::Bin(id, web::stamp())))}>{ Icon::Bin.html() }</button>
            </span>
            // All versions of all articles are looked through for this.
            if several { { versions(entry, desk, state, send) } }
        </li>
    }
}

#[inline(never)]
fn renaming(entry: &Rc<Entry>, send: &Send) -> Html {
    let id = entry.id;
    let named = move |event: &Event| {
        let title = Correction::Words(Fact::Title, value_of(event));
        Message::Library(Library::Correct(id, title, web::stamp()))
    };
    let onchange = send.reform(move |event: Event| named(&event));
    let onblur = send.reform(|_: FocusEvent| Message::Library(Library::Rename(None)));
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" || event.key() == "Enter" {
                if event.key() == "Enter" {
                    send.emit(named(&event));
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

#[inline(never)]
fn binned_card(entry: &Rc<Entry>, versions: usize, state: &State, send: &Send) -> Html {
    let id = entry.id;
    let several = if versions > 1 { format!(" ({versions} versions)") } else { String::new() };
    let title = html! { <span class="card-title">{ entry.about.title.clone() }{ several }</span> };
    let restore = send.reform(move |_: MouseEvent| Message::Library(Library::Restore(id, web::stamp())));
    let ask = send.reform(move |_: MouseEvent| Message::Library(Library::AskErase(Some(Erasing::One(id)))));
    if state.erasing == Some(Erasing::One(id)) {
        return html! {
            <li class="card" key={id.to_string()}>
                { title }
                { erase(Erasing::One(id), "", state, send) }
            </li>
        };
    }
    html! {
        <li class="card" key={id.to_string()}>
            { title }
            <span class="card-tools">
                <button type="button" class="only-icon" aria-label={format!("Restore {}", entry.about.title)} title="Restore" onclick={restore}>{ Icon::Restore.html() }</button>
                <button type="button" class="only-icon" aria-label={format!("Delete {} for ever", entry.about.title)} title="Delete for ever…" onclick={ask}>{ Icon::Close.html() }</button>
            </span>
        </li>
    }
}

/// Deleting for ever, which nothing brings back: a button that asks, then one that does it.
fn erase(what: Erasing, name: &'static str, state: &State, send: &Send) -> Html {
    let ask = send.reform(move |_: MouseEvent| Message::Library(Library::AskErase(Some(what))));
    if state.erasing != Some(what) {
        return html! { <button type="button" class="quiet danger" onclick={ask}>{ name }</button> };
    }
    let (question, go) = match what {
        Erasing::One(_) => ("Nothing brings it back.", "Delete it for ever"),
        Erasing::All => ("Nothing brings these articles back.", "Delete them all for ever"),
    };
    let erase = send.reform(move |_: MouseEvent| {
        Message::Library(match what {
            Erasing::One(id) => Library::Erase(id, web::stamp()),
            Erasing::All => Library::EmptyBin(web::stamp()),
        })
    });
    let keep = send.reform(|_: MouseEvent| Message::Library(Library::AskErase(None)));
    html! {
        <div class="acts" role="group" aria-label={question}>
            <span class="hint">{ question }</span>
            <button type="button" class="danger" onclick={erase}>{ go }</button>
            <button type="button" id="keep" onclick={keep}>{ "Keep" }</button>
        </div>
    }
}
