//! The sheet of keys.

use yew::prelude::*;

use super::Send;
use super::element::html;
use crate::{app::Message, keys::SHEET};

#[inline(never)]
pub(super) fn key_sheet(send: &Send) -> Html {
    let close = send.reform(|_: MouseEvent| Message::Keys(false));
    let closed = send.reform(|_: Event| Message::Keys(false));
    html! {
        <dialog id="keys" class="dialog" aria-labelledby="keys-title" onclose={closed}>
            <h2 id="keys-title">{ "Keys" }</h2>
            <div class="dialog-body sheet" tabindex="0">
                { for SHEET.iter().map(|(heading, lines)| html! {
                    <section>
                        <h3>{ *heading }</h3>
                        <dl>
                            { for lines.iter().map(|line| html! {
                                <div><dt><kbd>{ line.keys }</kbd></dt><dd>{ line.does }</dd></div>
                            }) }
                        </dl>
                    </section>
                }) }
            </div>
            <div class="dialog-foot"><span class="grow" /><button type="button" id="dialog-close" class="main" onclick={close}>{ "Close" }</button></div>
        </dialog>
    }
}
