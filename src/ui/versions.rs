//! Versions of an article: the line over it, and two of them side by side.

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::choice, words};
use crate::{
    anchoring::{Difference, Piece, Row},
    app::{Comparison, Desk, Library, Load, Message, State, Versions, Work, series},
    article::About,
    record::ArticleId,
    shelf::Entry,
    web,
};

/// “Version 2, 22/11/2026”.
pub(super) fn name(n: usize, entry: &Entry) -> String {
    format!("Version {}, {}", n + 1, web::date(entry.created))
}

/// The line over the article: which version this is, the others, and what can be done.
pub(super) fn version_line(desk: &Desk, state: &State, send: &Send) -> Html {
    let versions = series(state, desk.id());
    let ids: Vec<ArticleId> = versions.iter().map(|entry| entry.id).collect();
    let several = ids.len() > 1;
    // The browser takes its time to write the first date: not for one that nobody sees.
    let named = versions.iter().enumerate().filter(|_| several);
    let names: Vec<String> = named.map(|(n, entry)| name(n, entry)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let here = ids.iter().position(|id| *id == desk.id()).unwrap_or(0);
    let on = |message: Versions| send.reform(move |_: MouseEvent| Message::Versions(message));
    // Beside the one before it; the first beside the one after.
    let beside = ids.get(here.checked_sub(1).unwrap_or(1)).copied();
    let other = state.comparison.ready().map(|c| if c.old.0 == desk.id() { c.new.0 } else { c.old.0 });
    html! {
        <div class="versions" role="group" aria-label="Versions">
            if several {
                { choice("Version", &names, here, &send.reform({
                    let ids = ids.clone();
                    move |n: usize| Message::Library(Library::Open(ids.get(n).copied().unwrap_or(ids[here]), web::stamp()))
                })) }
                if state.comparing {
                    if ids.len() > 2 {
                        { choice("Beside", &names, ids.iter().position(|id| Some(*id) == other).unwrap_or(0), &send.reform(move |n: usize| {
                            Message::Versions(Versions::Compare(ids.get(n).copied()))
                        })) }
                    }
                    <button type="button" aria-keyshortcuts="Escape" onclick={on(Versions::Compare(None))}>{ "Back to reading" }</button>
                } else {
                    <button type="button" class="quiet" onclick={on(Versions::Compare(beside))}>{ "Compare" }</button>
                }
            }
            <span class="grow" />
            <button type="button" class="quiet" title="Paste the article as it reads now; this version stays" onclick={on(Versions::UpdateForm)}>{ "Update text…" }</button>
        </div>
    }
}

/// Two versions side by side, once they are compared.
#[inline(never)]
pub(super) fn compare_pane(state: &State, about: &About) -> Html {
    match &state.comparison {
        Load::Ready(comparison) => side_by_side(comparison, state, about),
        Load::Failed(why) => html! {
            <p class="failed" role="alert">{ format!("The other version could not be read: {why}. What is stored was not touched.") }</p>
        },
        _ => html! { <p class="waiting" role="status">{ "Comparing…" }</p> },
    }
}

fn side_by_side(comparison: &Comparison, state: &State, about: &About) -> Html {
    let versions = series(state, comparison.new.0);
    let title = |id: ArticleId| {
        let found = versions.iter().enumerate().find(|(_, entry)| entry.id == id);
        found.map_or_else(String::new, |(n, entry)| name(n, entry))
    };
    let changed = comparison.rows.iter().filter(|row| row.is_changed()).count();
    let changed = match changed {
        0 => "Nothing differs.".to_owned(),
        n => format!("{} differ.", words::count(u32::try_from(n).unwrap_or(u32::MAX), "paragraph")),
    };
    html! {
        <article id={web::ARTICLE} class="compare" tabindex="-1" aria-label="Two versions side by side" lang={(!about.language.is_empty()).then(|| about.language.clone())} dir={about.direction.as_str()}>
            <h1 class="unseen">{ about.title.clone() }</h1>
            <div class="beside beside-head"><h2>{ title(comparison.old.0) }</h2><i /><h2>{ title(comparison.new.0) }</h2></div>
            <p class="hint" role="status">{ changed }{ " " }<del>{ "Struck out" }</del>{ " is what went, " }<ins>{ "underlined" }</ins>{ " is what came in." }</p>
            { for comparison.rows.iter().map(pair) }
        </article>
    }
}

fn pair(row: &Row) -> Html {
    let (sign, what) = match row {
        Row { old: None, .. } => ("+", "Came in"),
        Row { new: None, .. } => ("−", "Went"),
        Row { moved: true, .. } => ("↕", "Moved"),
        row if row.is_changed() => ("≠", "Changed"),
        _ => ("", ""),
    };
    html! {
        <div class="beside" id={row.new.map(|n| format!("pair-{n}"))} data-change={sign}>
            <p>{ pieces(&row.difference, Side::Old) }</p>
            <i>if !sign.is_empty() { <span aria-hidden="true">{ sign }</span><span class="unseen">{ what }</span> }</i>
            <p>{ pieces(&row.difference, Side::New) }</p>
        </div>
    }
}

/// Which of two texts is drawn.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Old,
    New,
    Both,
}

/// A difference, as one of the two texts or both in one.
pub(super) fn pieces(difference: &Difference, side: Side) -> Html {
    html! {
        { for difference.0.iter().map(|piece| match piece {
            Piece::Kept(words) => html! { { words.clone() } },
            Piece::Removed(words) if side != Side::New => html! { <del>{ words.clone() }</del> },
            Piece::Added(words) if side != Side::Old => html! { <ins>{ words.clone() }</ins> },
            _ => Html::default(),
        }) }
    }
}

/// What is shown while a new version is being made.
#[inline(never)]
pub(super) fn progress_dialog(work: &Work, send: &Send) -> Html {
    let stop = send.reform(|_: MouseEvent| Message::Versions(Versions::Cancel));
    let closed = send.reform(|_: Event| Message::Versions(Versions::Cancel));
    let done = (work.share * 100.0) as u32;
    let told = if done == 0 { "Comparing the two texts…".to_owned() } else { format!("{done} %") };
    let done = (done > 0).then_some(done);
    html! {
        <dialog id="working" class="dialog" aria-labelledby="working-title" onclose={closed}>
            <h2 id="working-title">{ "Finding the annotations again" }</h2>
            <div class="dialog-body">
                <progress aria-label="Annotations found again" value={done.map(|done| done.to_string())} max={done.map(|_| "100")} />
                <p>{ told }</p>
                <p class="hint">{ "The version you have stays as it is." }</p>
            </div>
            <div class="dialog-foot"><span class="grow" /><button type="button" id="dialog-close" onclick={stop}>{ "Stop" }</button></div>
        </dialog>
    }
}
