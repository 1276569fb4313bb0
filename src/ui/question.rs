//! What an import asks before anything happens: what of it is here already, and what to do with it.

use super::element::html;
use yew::prelude::*;

use super::{Send, words};
use crate::{
    annotation::meeting::{Duplicates, Meeting},
    app::{Message, Question, Transfer},
    web,
};

#[inline(never)]
pub(super) fn question_dialog(question: &Question, send: &Send) -> Html {
    let cancel = send.reform(|_: MouseEvent| Message::Transfer(Transfer::Cancel));
    let closed = send.reform(|_: Event| Message::Transfer(Transfer::Cancel));
    let decide = send.reform(|_: MouseEvent| Message::Transfer(Transfer::Decide(web::stamp())));
    let Question { file, new, known, meeting, doubts, problems, how } = question;
    let headline = match known.as_slice() {
        [] => format!("Take {file} in?"),
        [one] => format!("“{one}” is here already"),
        several => format!("{} articles of {file} are here already", several.len()),
    };
    html! {
        <dialog id="question" class="dialog" aria-labelledby="question-title" onclose={closed}>
            <h2 id="question-title">{ headline }</h2>
            <div class="dialog-body">
                { for doubts.iter().map(|doubt| html! { <p>{ doubt.clone() }</p> }) }
                <p>{ "The file has" }</p>
                { found(meeting, *new) }
                if meeting.differing > 0 {
                    <fieldset class="along">
                        <legend>{ if meeting.differing == 1 { "What to do with the one that differs".to_owned() } else { format!("What to do with the {} that differ", meeting.differing) } }</legend>
                        { for Duplicates::ALL.map(|choice| line(choice, *how, meeting, send)) }
                    </fieldset>
                }
                if *how == Duplicates::Merge && !meeting.examples.is_empty() {
                    { changes(meeting) }
                }
                if *problems > 0 {
                    <p class="hint">{ match problems {
                        1 => "One thing of the file cannot be taken as it stands; the report afterwards says what.".to_owned(),
                        many => format!("{many} things of the file cannot be taken as they stand; the report afterwards lists them."),
                    } }</p>
                }
                <p class="hint">{ "Nothing has been changed yet. What is done now can be undone." }</p>
            </div>
            <div class="dialog-foot">
                <span class="grow" />
                <button type="button" id="dialog-close" onclick={cancel}>{ "Cancel" }</button>
                <button type="button" class="main" onclick={decide}>{ "Take it in" }</button>
            </div>
        </dialog>
    }
}

fn so_many(count: usize, what: &str) -> String {
    let words = words::count(u32::try_from(count).unwrap_or(u32::MAX), what);
    // “3 annotations or sources”
    if count == 1 { words } else { words.replace("annotation or", "annotations or") }
}

/// What there is of it here, in lines.
fn found(meeting: &Meeting, articles: usize) -> Html {
    let lines = [
        (articles, "article", "that the library does not have"),
        (meeting.new, "annotation or source", "new here"),
        (meeting.same, "annotation or source", "here already, the same"),
        (meeting.differing, "annotation or source", "here already, but different"),
    ];
    let lines = lines.into_iter().filter(|(count, ..)| *count > 0);
    html! {
        <ul class="taken">{ for lines.map(|(count, what, how)| html! { <li><strong>{ so_many(count, what) }</strong>{ " " }{ how }</li> }) }</ul>
    }
}

fn line(choice: Duplicates, now: Duplicates, meeting: &Meeting, send: &Send) -> Html {
    let (name, hint) = match choice {
        Duplicates::Merge => (
            "Merge",
            "Nothing is lost: notes are joined, tags, evidence and attributions united. Of two choices, such as a status, the newer stands.",
        ),
        Duplicates::KeepBoth => {
            ("Keep both", "What the file says comes as annotations of its own, beside those that are here.")
        }
        Duplicates::Skip => ("Skip", "Those that are here stay as they are; only what is new is taken."),
    };
    let hint = if choice == Duplicates::Merge && meeting.changed.is_empty() {
        "Everything they say is here already: nothing would change."
    } else {
        hint
    };
    let onchange = send.reform(move |_: Event| Message::Transfer(Transfer::Duplicates(choice)));
    html! {
        <label class="format">
            <input type="radio" name="duplicates" checked={choice == now} {onchange} />
            <span><strong>{ name }</strong><span class="hint">{ hint }</span></span>
        </label>
    }
}

/// What merging would change.
fn changes(meeting: &Meeting) -> Html {
    let fields: Vec<String> =
        meeting.changed.iter().map(|(field, count)| format!("{field} ({count})")).collect();
    let more = meeting.differing.saturating_sub(meeting.examples.len());
    html! {
        <details class="cannot">
            <summary>{ format!("Would change: {}", fields.join(", ")) }</summary>
            <ul>{ for meeting.examples.iter().map(|(words, fields)| html! { <li>{ format!("“{words}”: {}", fields.join(", ")) }</li> }) }</ul>
            if more > 0 {
                <p class="hint">{ format!("And {more} more, or unchanged.") }</p>
            }
        </details>
    }
}
