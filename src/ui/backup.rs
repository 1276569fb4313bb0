//! Backups: how keeping stands, everything in one file, and back.

use super::element::html;
use yew::prelude::*;

use super::{
    Send,
    shell::Choice,
    status::{going_on, last_backup, promise, room},
    words,
};
use crate::{
    app::{Backup, Message, Place, Restore, State, Transfer, Trouble, Weighed, Weighing},
    shelf::Tally,
    web,
};

/// The dialog about backups; with one that is to be brought back, what it would bring.
#[inline(never)]
pub(super) fn backup_dialog(
    state: &State,
    restore: Option<&Restore>,
    send: &Send,
    keep: &Callback<Choice>,
) -> Html {
    let closed = send.reform(|_: Event| Message::Transfer(Transfer::CloseReport));
    let body = match restore {
        None => overview(state, send, keep),
        Some(restore) => restoring(restore, send),
    };
    html! {
        <dialog id="backup" class="dialog wide" aria-labelledby="backup-title" onclose={closed}>{ body }</dialog>
    }
}

fn button(label: &'static str, main: bool, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class={if main { "main" } else { "" }} {onclick}>{ label }</button> }
}

fn foot(close: &'static str, send: &Send, act: Html) -> Html {
    let onclick = send.reform(|_: MouseEvent| Message::Transfer(Transfer::CloseReport));
    html! { <div class="dialog-foot"><span class="grow" /><button type="button" id="dialog-close" {onclick}>{ close }</button>{ act }</div> }
}

fn overview(state: &State, send: &Send, keep: &Callback<Choice>) -> Html {
    let on = |message: fn() -> Backup| send.reform(move |_: MouseEvent| Message::Backup(message()));
    let storage = &state.storage;
    let saved = match (&storage.place, storage.saved) {
        (Place::Browser, Some(at)) => format!("The last change was saved at {}.", web::time(at)),
        (Place::Browser, None) => "Everything is kept in this browser.".to_owned(),
        _ => "This browser does not keep what you do now.".to_owned(),
    };
    html! {
        <>
            <h2 id="backup-title">{ "Backup" }</h2>
            <div class="dialog-body">
                <p>{ format!("{saved} {}", promise(storage.promised)) }
                    if let Some(left) = storage.room { { " " }{ room(left) } }
                </p>
                <p>{ format!("{}.", last_backup(state)) }</p>
                <p class="hint">{ "A backup is one file with everything: all articles, the bin, the history and your settings. Sources off the record are in it, too. Keep it as you keep your notebook." }</p>
                <h3>{ "Kept up to date by itself" }</h3>
                { keeping(state, send, keep) }
                <h3>{ "Bring one back" }</h3>
                <p class="hint">{ "What is in the file is put together with what is here, and nothing here is deleted. You see what would happen before it does." }</p>
                <p class="acts">{ button("Choose a backup…", false, Callback::from(|_: MouseEvent| web::choose_backup())) }
                    <input id={web::BACKUP} class="unseen" type="file" accept=".json,application/json" aria-label="Backup to bring back" tabindex="-1" />
                </p>
                if let Some(restored) = &state.settings.restored {
                    <p>{ format!("{} was brought in on {}, {}. ", restored.file, web::date(restored.at), web::time(restored.at)) }
                        { button("Take it back", false, on(|| Backup::TakeBack(web::stamp()))) }</p>
                }
                if !state.damaged.is_empty() {
                    <h3>{ "Damaged" }</h3>
                    <ul class="problems">{ for state.damaged.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                    <p class="hint">{ "These records cannot be read. They are left where they are, and everything else works. " }
                        <a href="rescue.html">{ "All data" }</a>{ " takes them out as they are." }</p>
                }
            </div>
            { foot("Close", send, html! { <>{ button("Back up now", true, on(|| Backup::Now(web::stamp()))) }{ going_on(state.job.as_ref(), send) }</> }) }
        </>
    }
}

/// The file or folder that is kept up to date.
fn keeping(state: &State, send: &Send, keep: &Callback<Choice>) -> Html {
    let choose = |label, choice| button(label, false, keep.reform(move |_: MouseEvent| choice));
    let choices = || {
        html! {
            <>
                if web::can_keep(true) { { choose("Choose a folder…", Choice::Folder) } }
                if web::can_keep(false) { { choose("Choose a file…", Choice::File) } }
            </>
        }
    };
    let Some(name) = &state.keeping.name else {
        return if web::can_keep(false) || web::can_keep(true) {
            html! {
                <>
                    <p class="hint">{ "Choose where, and every change is written there after a moment. In a folder that is synchronised, your work follows you to your other computers." }</p>
                    <p class="acts">{ choices() }</p>
                </>
            }
        } else {
            html! { <p class="hint">{ "This browser does not let a page write to a file by itself. Hearsay reminds you when a backup is due." }</p> }
        };
    };
    let stop = send.reform(|_: MouseEvent| Message::Backup(Backup::Stop));
    let line = match (&state.keeping.trouble, state.keeping.written) {
        (Some(trouble), _) => trouble.says(name),
        (None, Some(at)) if !state.keeping.due => format!("{name} has everything, as of {}.", web::time(at)),
        (None, _) => format!("{name} will be brought up to date in a moment."),
    };
    html! {
        <>
            <p role={state.keeping.trouble.is_some().then_some("alert")}>{ line }</p>
            <p class="acts">
                { match state.keeping.trouble {
                    Some(Trouble::Permission) => choose("Allow", Choice::Again),
                    Some(Trouble::Full | Trouble::Other(_)) => choose("Write it again", Choice::Again),
                    Some(Trouble::Gone) => choices(),
                    Some(Trouble::Foreign) => html! {
                        <>{ choose("Look at what is in it…", Choice::Bring) }{ choose("Write over it", Choice::Over) }</>
                    },
                    None => Html::default(),
                } }
                { button("Stop", false, stop) }
            </p>
        </>
    }
}

fn restoring(restore: &Restore, send: &Send) -> Html {
    let title = |text: String| html! { <h2 id="backup-title">{ text }</h2> };
    let file = &restore.file;
    let Some(weighing) = &restore.weighing else {
        return match &restore.failed {
            Some(why) => html! {
                <>
                    { title(format!("{file} cannot be brought back")) }
                    <div class="dialog-body"><p role="alert">{ format!("{why} Nothing was changed.") }</p></div>
                    { foot("Close", send, Html::default()) }
                </>
            },
            None => html! {
                <>{ title(format!("Comparing {file} with the library…")) }{ foot("Cancel", send, Html::default()) }</>
            },
        };
    };
    let bring = send.reform(|_: MouseEvent| Message::Backup(Backup::Restore(web::stamp())));
    let changes = weighing.rows.iter().filter(|row| row.changes());
    let act = if weighing.brought.is_empty() { Html::default() } else { button("Bring it in", true, bring) };
    html! {
        <>
            { title(format!("What {file} would bring")) }
            <div class="dialog-body">
                <p>{ summary(weighing) }</p>
                <ul class="taken">{ for changes.map(row) }</ul>
                if !weighing.problems.is_empty() {
                    <h3>{ "Not taken" }</h3>
                    <ul class="problems">{ for weighing.problems.iter().map(|line| html! { <li>{ line.clone() }</li> }) }</ul>
                }
                <p class="hint">{ "Nothing that is only here is touched. It can be taken back as a whole." }</p>
            </div>
            { foot("Cancel", send, act) }
        </>
    }
}

/// All articles together; what there is none of is not mentioned.
fn summary(weighing: &Weighing) -> String {
    let count = |of: fn(&&Weighed) -> bool| weighing.rows.iter().filter(of).count() as u32;
    let articles = [
        (count(|row| row.new), "new"),
        (count(|row| !row.new && row.changes()), "changed"),
        (count(|row| !row.changes()), "the same"),
        (count(|row| row.binned), "in the bin there"),
    ];
    let all = |of: fn(&Weighed) -> Tally| {
        let sum = |pick: fn(Tally) -> u32| weighing.rows.iter().map(|row| pick(of(row))).sum::<u32>();
        [
            (sum(|tally| tally.new), "new"),
            (sum(|tally| tally.newer_there), "newer in the file"),
            (sum(|tally| tally.newer_here), "newer here"),
            (sum(|tally| tally.same), "the same"),
        ]
    };
    [
        sentence("Articles", &articles),
        sentence("Annotations", &all(|row| row.annotations)),
        sentence("Sources", &all(|row| row.sources)),
    ]
    .concat()
}

fn sentence(what: &str, counts: &[(u32, &str)]) -> String {
    let parts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, which)| format!("{n} {which}")).collect();
    if parts.is_empty() { String::new() } else { format!("{what}: {}. ", parts.join(", ")) }
}

fn row(row: &Weighed) -> Html {
    let mut parts = Vec::new();
    let Tally { new, newer_there, .. } = row.annotations;
    if row.new {
        parts.push(format!("new, with {}", words::count(new, "annotation")));
    } else {
        if new > 0 {
            parts.push(words::count(new, "new annotation"));
        }
        if newer_there > 0 {
            parts.push(words::count(newer_there, "newer annotation"));
        }
        let sources = row.sources.new + row.sources.newer_there;
        if sources > 0 {
            parts.push(words::count(sources, "source"));
        }
        if row.about {
            parts.push("a newer title or other facts".to_owned());
        }
    }
    if row.binned && (row.new || row.bin) {
        parts.push("in the bin".to_owned());
    } else if row.bin {
        parts.push("out of the bin".to_owned());
    }
    html! { <li><strong>{ row.title.clone() }</strong>{ format!(": {}", parts.join(", ")) }</li> }
}
