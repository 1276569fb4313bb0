//! The line at the foot: how keeping stands, what is marked, what just happened.

use yew::prelude::*;

use super::element::html;
use super::{Send, release::release_line, words};
use crate::{
    annotation::Kind,
    app::{
        Backup, Job, Keeping, Library, Message, Notice, Offer, Panel, Place, State, Store, Tone, Transfer,
        Versions, backup,
        health::{self, Warning},
    },
    web,
};

pub(super) fn status_line(state: &State, send: &Send) -> Html {
    html! {
        <footer class="status">
            { storage(state, send) }
            { release_line(state, send) }
            <div class="notice" role="status" aria-live="polite">
                { match (&state.job, &state.notice) {
                    // What a dialog asks or tells is not said here too.
                    (Some(_), _) if has_its_own(&state.panel) => Html::default(),
                    (Some(job), _) => working(job, ("notice-box working", "Cancel"), send),
                    (None, Some(notice)) => self::notice(notice, send),
                    (None, None) => Html::default(),
                } }
            </div>
            if let Some(counts) = state.desk.ready().map(|desk| desk.counts) {
                <span class="tally">
                    { tally(Kind::Claim, "claim", counts.claims) }
                    { tally(Kind::Source, "mention", counts.sources) }
                    { tally(Kind::Quote, "quote", counts.quotes) }
                </span>
            }
        </footer>
    }
}

/// How many of one kind; the word goes where there is no room.
fn tally(kind: Kind, name: &str, n: u32) -> Html {
    let word = words::count(n, name);
    let word = word.split_once(' ').map_or("", |(_, word)| word).to_owned();
    html! {
        <span class="tally-one"><b data-kind={kind.as_str()} aria-hidden="true">{ words::letter(kind) }</b>{ n }<span class="tally-word">{ format!(" {word}") }</span></span>
    }
}

fn storage(state: &State, send: &Send) -> Html {
    let storage = &state.storage;
    if let Some(why) = storage.failed.as_ref().filter(|_| storage.place != Place::Superseded) {
        let retry = send.reform(|_: MouseEvent| Message::Store(Store::Retry));
        return html! {
            <span class="saved wrong" data-unsaved="since" role="alert">
                { format!("Not saved: {why}. Your work is still on this page; export it now.") }
                <button type="button" class="quiet" onclick={retry}>{ "Try again" }</button>
            </span>
        };
    }
    match &storage.place {
        Place::Opening => html! { <span class="saved">{ "Opening…" }</span> },
        Place::Memory(why) => html! {
            <span class="saved wrong" data-unsaved="ever" role="alert">
                { format!("This browser does not let Hearsay keep data ({why}). Work is lost when the page closes: export it before.") }
            </span>
        },
        Place::Newer => html! {
            <span class="saved wrong" role="alert">
                { "A newer version of Hearsay keeps its articles here. They can be read and exported, not changed. Reload the page to get it." }
            </span>
        },
        Place::Superseded => html! {
            <span class="saved wrong" role="alert">
                { "Hearsay was updated in another tab. Everything up to your last act is saved; nothing can be changed here any more." }
                <button type="button" class="quiet" onclick={|_| web::reload()}>{ "Reload" }</button>
            </span>
        },
        Place::Browser if storage.is_saving() => html! { <span class="saved">{ "Saving…" }</span> },
        Place::Browser => {
            let saved = storage
                .saved
                .map_or("Kept in this browser".to_owned(), |at| format!("Saved {}", web::time(at)));
            let promise = promise(storage.promised);
            let room = storage.room.map_or(String::new(), |room| format!(" {}", self::room(room)));
            if let Some(warning) = health::warning(state) {
                return self::warning(warning, state, &format!("{saved}. {promise}{room}"), send);
            }
            let open = send.reform(|_: MouseEvent| Message::Backup(Backup::Open));
            html! {
                <span class="saved" data-ok="" title={format!("{promise}{room}")}>
                    { saved }
                    <span class="saved-more">{ " · " }<button type="button" class="quiet" onclick={open}>{ last_backup(state) }</button></span>
                </span>
            }
        }
    }
}

/// What the browser promised, in words a person understands.
pub(super) fn promise(promised: Option<bool>) -> &'static str {
    match promised {
        Some(true) => "The browser has promised to keep it.",
        Some(false) => {
            "The browser has not promised to keep it if it runs out of room. Make a backup from time to time."
        }
        None => "It stays in this browser on this computer.",
    }
}

pub(super) fn room(room: health::Room) -> String {
    format!("{} used, {} left.", size(room.used), size(room.left))
}

/// How old the last file with everything is.
pub(super) fn last_backup(state: &State) -> String {
    match backup::age(state) {
        None => "No backup yet".to_owned(),
        Some(0) => "Last backup: today".to_owned(),
        Some(1) => "Last backup: yesterday".to_owned(),
        Some(days) => format!("Last backup: {days} days ago"),
    }
}

/// What to be warned of, with the one thing to do about it.
#[inline(never)]
fn warning(warning: Warning, state: &State, more: &str, send: &Send) -> Html {
    let (text, label) = match warning {
        Warning::Stuck => {
            let Keeping { name, trouble, .. } = &state.keeping;
            let name = name.as_deref().unwrap_or_default();
            (trouble.as_ref().map_or(String::new(), |trouble| trouble.says(name)), "See to it")
        }
        Warning::LittleRoom(left) => (
            format!(
                "Only {} of room is left for Hearsay. Back up everything, and make room on the disk.",
                size(left)
            ),
            "Back up everything",
        ),
        Warning::NoBackup(days) => {
            (format!("No backup for {days} days, and there are changes."), "Back up now")
        }
    };
    let export = send.reform(move |_: MouseEvent| {
        Message::Backup(if warning == Warning::Stuck { Backup::Open } else { Backup::Now(web::stamp()) })
    });
    html! {
        <span class="saved wrong" role="alert" title={more.to_owned()}>
            { text }
            <button type="button" class="quiet" onclick={export}>{ label }</button>
        </span>
    }
}

/// Bytes as a person says them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

/// Whether what goes on with a file is told in the dialog that is open: nothing behind it can be reached.
fn has_its_own(panel: &Panel) -> bool {
    matches!(panel, Panel::Question(_) | Panel::Add(_) | Panel::Export(_) | Panel::Backup(_))
}

/// What is going on with a file, in the foot of a dialog: “Cancel” would be the dialog’s own.
pub(super) fn going_on(job: Option<&Job>, send: &Send) -> Html {
    html! { <div class="going-on" role="status">{ job.map(|job| working(job, ("working", "Stop"), send)).unwrap_or_default() }</div> }
}

/// What is going on with a file. The style sheet shows it only when it takes a while.
#[inline(never)]
fn working(job: &Job, (class, stop): (&'static str, &'static str), send: &Send) -> Html {
    let cancel = send.reform(|_: MouseEvent| Message::Transfer(Transfer::Cancel));
    let share = job.share.filter(|share| *share > 0.0).map(|share| format!(" {} %", (share * 100.0) as u32));
    html! {
        <span {class}>
            { job.says() }{ share }
            <button type="button" class="quiet" onclick={cancel}>{ stop }</button>
        </span>
    }
}

#[inline(never)]
fn notice(notice: &Notice, send: &Send) -> Html {
    let offer = notice.offer.map(|offer| {
        let (label, onclick) = match offer {
            Offer::Undo => ("Take back", send.reform(|_: MouseEvent| Message::Undo(web::stamp()))),
            Offer::BringBack => {
                ("Bring it back", send.reform(|_: MouseEvent| Message::Library(Library::BringBack)))
            }
            Offer::Continue => ("Add it", send.reform(|_: MouseEvent| Message::Continue(web::stamp()))),
            Offer::TakeBack(id) => (
                "Take back",
                send.reform(move |_: MouseEvent| Message::Versions(Versions::TakeBack(id, web::stamp()))),
            ),
            Offer::Unrestore => {
                ("Take back", send.reform(|_: MouseEvent| Message::Backup(Backup::TakeBack(web::stamp()))))
            }
            Offer::Restore(id) => (
                "Restore",
                send.reform(move |_: MouseEvent| Message::Library(Library::Restore(id, web::stamp()))),
            ),
        };
        html! { <button type="button" class="quiet" {onclick}>{ label }</button> }
    });
    let dismiss = send.reform(|_: MouseEvent| Message::DismissNotice);
    let tone = if notice.tone == Tone::Alarm { "alarm" } else { "quiet" };
    html! {
        <span class="notice-box" data-tone={tone}>
            { notice.text.clone() }
            { offer }
            <button type="button" class="quiet only-icon" aria-label="Dismiss" onclick={dismiss}>{ super::icon::Icon::Close.html() }</button>
        </span>
    }
}
