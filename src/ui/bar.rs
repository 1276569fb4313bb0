//! The bar over a selection: Claim, Source, Quote.

use yew::prelude::*;

use super::element::html;
use super::{Send, fields::hint};
use crate::{
    annotation::Kind,
    app::{Message, Versions},
    keys::Action,
    web,
};

/// The bar. `focused` is the kind of the annotation that is looked at: parts and cues can be
/// added to it. With `stray`, one is waiting for its words.
#[inline(never)]
pub(super) fn mark_bar(focused: Option<Kind>, stray: bool, send: &Send) -> Html {
    let button = |name: &'static str, action: Action, kind: Option<Kind>, message: fn() -> Message| {
        let (keys, shown) = hint(send, action);
        let onclick = send.reform(move |_: MouseEvent| message());
        html! {
            <button type="button" data-kind={kind.map(Kind::as_str)} aria-keyshortcuts={keys} {onclick}>
                { name }{ shown }
            </button>
        }
    };
    // The page's selection has to outlive the press of a button.
    let keep = Callback::from(|event: PointerEvent| web::prevent(&event));
    let keep_mouse = Callback::from(|event: MouseEvent| web::prevent(&event));
    html! {
        <div id="mark-bar" class="bar" role="toolbar" aria-label="Mark" onpointerdown={keep} onmousedown={keep_mouse}>
            { button("Claim", Action::Mark(Kind::Claim), Some(Kind::Claim), || Message::Mark(Kind::Claim, web::stamp())) }
            { button("Source", Action::Mark(Kind::Source), Some(Kind::Source), || Message::Mark(Kind::Source, web::stamp())) }
            { button("Quote", Action::Mark(Kind::Quote), Some(Kind::Quote), || Message::Mark(Kind::Quote, web::stamp())) }
            if stray {
                <span class="bar-rule" />
                { button("Attach", Action::Attach, None, || Message::Versions(Versions::Attach(web::stamp()))) }
            }
            if let Some(kind) = focused {
                <span class="bar-rule" />
                { button("Add part", Action::AddPart, None, || Message::AddPart(web::stamp())) }
                if kind != Kind::Source {
                    { button("Cue", Action::Cue, None, || Message::Cue(web::stamp())) }
                }
            }
        </div>
    }
}
