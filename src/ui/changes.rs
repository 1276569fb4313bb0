//! The margin’s view of what became of the annotations of the version before.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::hint,
    versions::{Side, pieces},
    words,
};
use crate::{
    annotation::Fate,
    app::{Desk, Message, StrayRow, Versions},
    keys::Action,
    record::Stamp,
    web,
};

/// How many of one fate are in the page at once; the others follow as these are decided.
const LISTED: usize = 60;

/// What can be done with the stray that is looked at.
struct Acts {
    name: &'static str,
    key: Action,
    message: fn(Stamp) -> Versions,
    main: bool,
}

const ACCEPT: Acts = Acts { name: "Accept", key: Action::Accept, message: Versions::Accept, main: true };
const REFUSE: Acts = Acts { name: "Refuse", key: Action::Refuse, message: Versions::Refuse, main: false };
const ATTACH: Acts =
    Acts { name: "Attach to selection", key: Action::Attach, message: Versions::Attach, main: false };
const KEEP: Acts = Acts { name: "Keep as evidence", key: Action::Keep, message: Versions::Keep, main: false };
const LET_GO: Acts =
    Acts { name: "No longer evidence", key: Action::Keep, message: Versions::Keep, main: false };
const FORGET: Acts = Acts { name: "Delete", key: Action::Delete, message: Versions::Forget, main: false };

/// A group of strays of one fate.
struct Group {
    title: &'static str,
    hint: &'static str,
    of: fn(&Fate) -> bool,
    acts: &'static [Acts],
}

const GROUPS: [Group; 4] = [
    Group {
        title: "Moved",
        hint: "The same words, elsewhere.",
        of: |fate| matches!(fate, Fate::Moved(_)),
        acts: &[ACCEPT, REFUSE],
    },
    Group {
        title: "Reworded",
        hint: "Probably these words: accept what still says it.",
        of: |fate| matches!(fate, Fate::Reworded(_)),
        acts: &[ACCEPT, REFUSE, ATTACH],
    },
    Group {
        title: "Gone",
        hint: "These words are not in this version.",
        of: |fate| *fate == Fate::Gone,
        acts: &[KEEP, ATTACH, FORGET],
    },
    Group {
        title: "Kept as evidence",
        hint: "The words were there, and went.",
        of: |fate| *fate == Fate::Kept,
        acts: &[LET_GO, ATTACH, FORGET],
    },
];

#[inline(never)]
pub(super) fn changes(desk: &Desk, send: &Send) -> Html {
    let here = u32::try_from(desk.document.annotations.len()).unwrap_or(u32::MAX);
    let attached = words::count(here, "annotation");
    let left = desk.document.strays.len();
    html! {
        <div class="list changes" aria-label="Changes">
            <p class="hint">
                { format!("{attached} attached in this version. ") }
                if left == 0 { { "Nothing is left to look at." } }
            </p>
            { for GROUPS.iter().map(|group| self::group(group, desk, send)) }
        </div>
    }
}

fn group(group: &Group, desk: &Desk, send: &Send) -> Html {
    let (rows, total) = desk.strays(group.of, LISTED);
    if total == 0 {
        return Html::default();
    }
    let all = send.reform(|_: MouseEvent| Message::Versions(Versions::AcceptMoved(web::stamp())));
    html! {
        <section aria-label={group.title}>
            <header>
                <h2>{ format!("{} ({total})", group.title) }</h2>
                <span class="hint">{ group.hint }</span>
                if group.title == "Moved" {
                    <button type="button" onclick={all}>{ "Accept all moved" }</button>
                }
            </header>
            <ul>
                { for rows.iter().map(|row| stray(row, group.acts, send)) }
            </ul>
            if rows.len() < total {
                <p class="hint">{ format!("{} more follow as these are decided.", total - rows.len()) }</p>
            }
        </section>
    }
}

fn stray(row: &StrayRow, acts: &'static [Acts], send: &Send) -> Html {
    let id = row.id;
    let look = send.reform(move |_: MouseEvent| Message::Versions(Versions::Look(Some(id))));
    let kind = row.kind.as_str();
    html! {
        <li key={id.to_string()} data-open={row.looked_at.then_some("")}>
            <button type="button" class="row" id={row.looked_at.then_some("stray")} data-kind={kind} aria-current={row.looked_at.then_some("true")} onclick={look}>
                <b data-kind={kind} title={words::kind(row.kind)}>{ words::letter(row.kind) }</b>
                <span class="row-words">
                    if let Some((before, _)) = &row.context { <span class="around">{ before.clone() }</span> }
                    { pieces(&row.words, Side::Both) }
                    if let Some((_, after)) = &row.context { <span class="around">{ after.clone() }</span> }
                </span>
                if !row.note.is_empty() { <span class="row-by">{ row.note.clone() }</span> }
            </button>
            if row.looked_at {
                <div class="acts">{ for acts.iter().map(|act| self::act(act, send)) }</div>
            }
        </li>
    }
}

fn act(act: &'static Acts, send: &Send) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Message::Versions((act.message)(web::stamp())));
    // The page's selection has to outlive the press of a button.
    let keep = Callback::from(|event: MouseEvent| web::prevent(&event));
    let (keys, shown) = hint(send, act.key);
    html! {
        <button type="button" class={act.main.then_some("main")} aria-keyshortcuts={keys} onmousedown={keep} {onclick}>
            { act.name }{ shown }
        </button>
    }
}
