//! The line that says that a newer version of Hearsay is ready.

use super::element::html;
use yew::prelude::*;

use super::Send;
use crate::app::{Message, Release, State};

pub(super) fn release_line(state: &State, send: &Send) -> Html {
    let line = match state.release {
        Release::None => Html::default(),
        Release::Ready { tabs } => {
            let start = send.reform(|_: MouseEvent| Message::StartRelease);
            let others = (tabs > 1).then_some(" Your other tabs keep the old one until they are reloaded.");
            html! {
                <>
                    { "A new version of Hearsay is ready." }
                    <span class="release-more">{ others }</span>
                    <button type="button" class="quiet" onclick={start} title="Reloads this tab when everything is saved">{ "Start it" }</button>
                </>
            }
        }
        Release::Wanted | Release::Starting => html! { "Starting the new version…" },
    };
    // Always there, so that screen readers hear what comes into it.
    html! { <span class="release" role="status">{ line }</span> }
}
