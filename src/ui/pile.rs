//! The list of what lies under the same words.

use super::element::html;
use yew::prelude::*;

use super::{Send, words};
use crate::{
    app::{Message, Row, RowAttribution},
    web,
};

#[inline(never)]
pub(super) fn pile_box(rows: &[Row], marked: usize, send: &Send) -> Html {
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(press) = web::key_press(&event) else { return };
            let digit = press.key.parse::<usize>().ok().filter(|n| (1..=9).contains(n) && !press.command);
            let message = match (press.key.as_str(), digit) {
                ("ArrowDown", _) => Message::PileMove { back: false },
                ("ArrowUp", _) => Message::PileMove { back: true },
                ("Enter" | " ", _) => Message::PileTake(None),
                (_, Some(n)) => Message::PileTake(Some(n - 1)),
                _ => return,
            };
            web::prevent(&event);
            send.emit(message);
        })
    };
    let back = send.reform(|_: MouseEvent| Message::Escape);
    let title = format!("{} annotations lie here", rows.len());
    html! {
        <div id="pile" class="picker pile" role="dialog" aria-label={title.clone()}>
            <p class="pile-title" aria-hidden="true">{ title.clone() }</p>
            <ul
                id="pile-lines" role="listbox" tabindex="0" aria-label={format!("{title}, the innermost first")}
                aria-activedescendant={format!("pile-{marked}")} {onkeydown}
            >
                { for rows.iter().enumerate().map(|(n, row)| line(n, row, n == marked, send)) }
            </ul>
            <p class="picker-foot">
                { "innermost first" }
                <button type="button" class="quiet" onclick={back}>{ "Back" }if !send.keys.unseen { <kbd aria-hidden="true">{ "Esc" }</kbd> }</button>
            </p>
        </div>
    }
}

fn line(n: usize, row: &Row, marked: bool, send: &Send) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Message::PileTake(Some(n)));
    let by = match &row.by {
        RowAttribution::Open => "not yet attributed",
        RowAttribution::ArticleVoice => "the article’s voice",
        RowAttribution::Sources(names) => names,
    };
    let manner = row.manner.map(|manner| words::manner(manner).to_lowercase() + " ").unwrap_or_default();
    let kind = format!("{manner}{}", words::kind(row.kind).to_lowercase());
    html! {
        <li id={format!("pile-{n}")} role="option" aria-selected={marked.to_string()} {onclick}>
            <kbd aria-hidden="true">{ if n < 9 && !send.keys.unseen { (n + 1).to_string() } else { String::new() } }</kbd>
            <b data-kind={row.kind.as_str()} aria-hidden="true">{ words::letter(row.kind) }</b>
            <span class="pile-words">{ row.words.clone() }<span class="hint">{ format!(" {kind}, {by}") }</span></span>
        </li>
    }
}
