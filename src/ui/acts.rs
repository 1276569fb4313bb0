//! The acts on the focused annotation, at hand where the margin is out of sight.
//!
//! On a narrow screen the margin is a sheet over the text. What follows marking does not need it:
//! who says it, whether the article does, another part. The style sheet shows this bar there only.

use super::element::html;
use yew::prelude::*;

use super::Send;
use crate::{
    annotation::Kind,
    app::{Desk, Drawer, Message, Mode},
    web,
};

/// The bar; nothing while words are selected, or where something else is asked.
pub(super) fn act_bar(desk: &Desk, send: &Send) -> Html {
    let reading = desk.selection.is_none() && desk.mode == Mode::Reading;
    let Some(annotation) = desk.focused().filter(|_| reading) else { return Html::default() };
    let kind = annotation.kind();
    let attribute = if annotation.attributions().is_empty() { "Attribute" } else { "Another source" };
    let button = |name: &'static str, message: fn() -> Message| {
        let onclick = send.reform(move |_: MouseEvent| message());
        html! { <button type="button" {onclick}>{ name }</button> }
    };
    html! {
        <div class="bar at-hand" role="toolbar" aria-label="This annotation">
            if kind != Kind::Source {
                { button(attribute, || Message::Attribute) }
            }
            if kind == Kind::Claim {
                { button("Article’s voice", || Message::ToggleArticleVoice(web::stamp())) }
            }
            { button("Add part", || Message::AddPart(web::stamp())) }
            { button("Details", || Message::Drawer(Drawer::Margin)) }
        </div>
    }
}
