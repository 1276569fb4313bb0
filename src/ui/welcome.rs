//! The page without an article: an invitation, or the library.

use yew::prelude::*;

use super::element::html;
use super::{Send, icon::Icon, library::shelves, words};
use crate::{
    annotation::Kind,
    app::{Library, Message, Place, State},
    keys::{Action, Key},
    web,
};

pub(super) fn welcome(state: &State, send: &Send) -> Html {
    if state.storage.place == Place::Opening && state.storage.blocked {
        return html! {
            <div class="failed" role="alert">
                <h1>{ "Close the other tab of Hearsay" }</h1>
                <p>{ "It has an older version open, and does not let go of the articles. Nothing is lost. When it is closed, this page opens by itself." }</p>
            </div>
        };
    }
    if state.storage.place == Place::Opening && !state.storage.first {
        return html! { <p class="waiting" role="status">{ "Opening the library…" }</p> };
    }
    let add = send.reform(|_: MouseEvent| Message::Library(Library::AddForm(true)));
    let sample = send.reform(|_: MouseEvent| Message::Library(Library::AddSample(web::stamp())));
    let unseen = send.keys.unseen;
    let letter = |kind| {
        let key = send.keys.hint(Action::Mark(kind));
        key.map_or_else(|| words::letter(kind).to_owned(), Key::shown)
    };
    if state.library.is_empty() {
        return html! {
            <div class="welcome">
                <h1>{ "Who said what, and on whose word?" }</h1>
                <p class="lead">{ "Bring in an article. Mark its claims, its sources and its quotes, and say who is behind each. Everything stays in this browser, and leaves it only as a file you save." }</p>
                <div class="welcome-acts">
                    <button type="button" class="main big" onclick={add}>{ Icon::Plus.html() }{ "Bring in an article" }</button>
                    <button type="button" class="big" onclick={sample}>{ "Try it on the sample" }</button>
                </div>
                <ol class="steps">
                    <li><b data-kind="claim">{ letter(Kind::Claim) }</b><span><strong>{ "Claims" }</strong>{ " – what is asserted as true: “The ferry carries 1,900 people a day.”" }</span></li>
                    <li><b data-kind="source">{ letter(Kind::Source) }</b><span><strong>{ "Sources" }</strong>{ " – who or what vouches: a person, a report, “two officials”." }</span></li>
                    <li><b data-kind="quote">{ letter(Kind::Quote) }</b><span><strong>{ "Quotes" }</strong>{ if unseen { " – what is reported as said, and by whom." } else { " – what is reported as said, and, in two keystrokes, by whom." } }</span></li>
                </ol>
                <p class="hint">{ if unseen { "Rest a finger on a word of the article, draw the selection out, and choose from the bar." } else { "Select words in the article, and press the key or choose from the bar. You can also drop an article as a file anywhere on this page." } }</p>
            </div>
        };
    }
    html! {
        <div class="welcome with-shelf">
            <h1>{ "Your articles" }</h1>
            { shelves(state, send) }
            <div class="welcome-acts">
                <button type="button" class="main" onclick={add}>{ Icon::Plus.html() }{ "Bring in an article" }</button>
                <button type="button" onclick={sample}>{ "Open the sample" }</button>
            </div>
        </div>
    }
}
