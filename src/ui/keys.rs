//! The sheet of keys: every act with its key, which can be changed in place.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, icon_act},
    icon::Icon,
};
use crate::{
    app::{Clash, Keys, Message, Sheet},
    keys::{
        Key,
        table::{FIXED, Row, TABLE},
    },
    web,
};

#[inline(never)]
pub(super) fn key_sheet(sheet: &Sheet, names_off: bool, send: &Send) -> Html {
    let close = send.reform(|_: MouseEvent| Message::Keys(false));
    let closed = send.reform(|_: Event| Message::Keys(false));
    let off = send.keys.letters_off;
    let letters = send.reform(move |_: MouseEvent| Message::ChangeKeys(Keys::Letters { off: !off }));
    let names = send.reform(move |_: MouseEvent| Message::ChangeKeys(Keys::Names { off: !names_off }));
    let all = send.reform(|_: MouseEvent| Message::ChangeKeys(Keys::ResetAll));
    html! {
        <dialog id="keys" class="dialog" aria-labelledby="keys-title" onclose={closed} onkeydown={heard(sheet.listening, send)}>
            <h2 id="keys-title">{ "Keys" }</h2>
            <div class="dialog-body sheet" tabindex="0">
                <p class="hint">{ "Press a key on this sheet to change it." }</p>
                <label class="tick"><input type="checkbox" checked={!off} onclick={letters} />{ "Keys that are a single character work" }</label>
                <label class="tick"><input type="checkbox" checked={!names_off} onclick={names} />{ "Screen readers say, in the text, what is marked" }</label>
                { for TABLE.iter().map(|(heading, rows)| html! {
                    <section>
                        <h3>{ *heading }</h3>
                        <dl>{ for rows.iter().map(|row| self::row(row, sheet, send)) }</dl>
                    </section>
                }) }
                <section>
                    <h3>{ "Always so" }</h3>
                    <dl>{ for FIXED.iter().map(|(key, does)| html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }) }</dl>
                </section>
            </div>
            <div class="dialog-foot sheet-foot">
                <p class="said" role="status" aria-live="polite">{ sheet.said.clone() }</p>
                { act("All as at first", None, all) }
                <button type="button" id="dialog-close" class="main" onclick={close}>{ "Close" }</button>
            </div>
        </dialog>
    }
}

/// While a key is waited for, whatever is pressed on the sheet is that key.
fn heard(listening: bool, send: &Send) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        if !listening {
            return;
        }
        let Some(press) = web::key_press(&event) else { return };
        // Whoever goes on with Tab has decided not to change it.
        if press.key == "Tab" {
            send.emit(Message::ChangeKeys(Keys::Leave));
            return;
        }
        web::prevent(&event);
        send.emit(Message::ChangeKeys(Keys::Pressed(press)));
    })
}

fn row(row: &'static Row, sheet: &Sheet, send: &Send) -> Html {
    let action = row.action;
    let here = sheet.here == Some(action);
    let keys = send.keys.keys(action);
    let dead = keys.iter().all(|key| send.keys.letters_off && key.is_single());
    let shown = match (here && sheet.listening, keys.is_empty()) {
        (true, _) => html! { <kbd>{ "Press a key…" }</kbd> },
        (_, true) => html! { <span class="hint">{ "no key" }</span> },
        _ => keys.iter().map(|key| html! { <kbd>{ key.shown() }</kbd> }).collect(),
    };
    let named: Vec<String> = keys.iter().map(Key::shown).collect();
    let named = if named.is_empty() { "no key".to_owned() } else { named.join(" or ") };
    let listen = send.reform(move |_: MouseEvent| Message::ChangeKeys(Keys::Listen(action)));
    let reset = send.reform(move |_: MouseEvent| Message::ChangeKeys(Keys::Reset(action)));
    html! {
        <div>
            <dt class="keys-of">
                <button
                    type="button" class="key" id={here.then_some("key-here")} aria-label={format!("{}: {named}. Change the key", row.does)}
                    aria-pressed={(here && sheet.listening).to_string()} data-dead={dead.then_some("")} onclick={listen}
                >{ shown }</button>
                if send.keys.is_changed(action) {
                    { icon_act(Icon::Undo, format!("The first key again: {}", row.does), reset) }
                }
            </dt>
            <dd>{ row.does }{ sheet.clash.as_ref().filter(|_| here).map(|clash| self::clash(clash, send)) }</dd>
        </div>
    }
}

fn clash(clash: &Clash, send: &Send) -> Html {
    let to = |message: fn() -> Keys| send.reform(move |_: MouseEvent| Message::ChangeKeys(message()));
    html! {
        <span class="acts" role="group" aria-label="The key is taken">
            if clash.swap {
                { act("Exchange the two", None, to(|| Keys::Swap)) }
            }
            { act("Take it from there", None, to(|| Keys::Replace)) }
            { act("Leave it", None, to(|| Keys::Leave)) }
        </span>
    }
}
