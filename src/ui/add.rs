//! The dialog that brings in an article.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, value_of},
    review::review_pane,
};
use crate::{
    app::{AddForm, Known, Library, Message},
    import::Same,
    web,
};

#[inline(never)]
pub(super) fn add_dialog(form: &AddForm, send: &Send) -> Html {
    let close = send.reform(|_: Event| Message::Library(Library::AddForm(false)));
    let cancel = send.reform(|_: MouseEvent| Message::Library(Library::AddForm(false)));
    let oninput = send.reform(|event: InputEvent| Message::Library(Library::AddText(value_of(&event))));
    let add = send.reform(|_: MouseEvent| Message::Library(Library::Add(web::stamp())));
    let sample = send.reform(|_: MouseEvent| Message::Library(Library::AddSample(web::stamp())));
    let choose = Callback::from(|_: MouseEvent| web::choose_file());
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                web::prevent(&event);
                send.emit(Message::Library(Library::Add(web::stamp())));
            }
        })
    };
    let onpaste = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            if let Some(html) = web::pasted_page(&event) {
                web::prevent(&event);
                send.emit(Message::Library(Library::Page { html, url: String::new(), stamp: web::stamp() }));
            }
        })
    };
    let updates = form.updates.is_some();
    let ready = matches!(form.draft, Some(Ok(_)));
    html! {
        <dialog id="add" class="dialog wide" aria-labelledby="add-title" oncancel={close.clone()} onclose={close} {onkeydown}>
            <h2 id="add-title">{ if updates { "Update the text" } else { "Add an article" } }</h2>
            <div class="dialog-body">
                if let Some(from) = &form.from {
                    <p class="hint">{ format!("From {from}. Look it over; Enter brings it in.") }{ behind(form) }</p>
                } else {
                    <label class="field grow">
                        <span>{ "Article text" }</span>
                        <textarea
                            id="article-text" rows={if form.draft.is_some() { "5" } else { "12" }}
                            placeholder="Paste the article here: from a web page, or as plain text."
                            value={form.text.clone()} {oninput} {onpaste}
                        />
                    </label>
                }
                { for form.known.iter().map(|known| self::known(known, send)) }
                { found(form, send) }
            </div>
            <div class="dialog-foot">
                <button type="button" class="quiet" onclick={choose}>{ "Open a file…" }</button>
                if !updates {
                    <button type="button" class="quiet" onclick={sample}>{ "Use the sample" }</button>
                }
                <span class="grow" />
                if form.waiting() > 0 {
                    <button type="button" onclick={send.reform(|_: MouseEvent| Message::Library(Library::AddAll(web::stamp())))}>{ format!("Add all {}", form.waiting() + 1) }</button>
                }
                <button type="button" onclick={cancel}>{ if form.waiting() > 0 { "Skip" } else { "Cancel" } }</button>
                <button type="button" id="add-button" class="main" disabled={!ready} aria-keyshortcuts="Control+Enter" title="Ctrl Enter" onclick={add}>{ if updates { "Make a version" } else { "Add" } }</button>
            </div>
        </dialog>
    }
}

/// How many wait behind this one.
fn behind(form: &AddForm) -> String {
    match form.waiting() {
        0 => String::new(),
        1 => " One more waits behind it.".to_owned(),
        n => format!(" {n} more wait behind it."),
    }
}

/// The article in the library that it looks like, and what one may do.
fn known(known: &Known, send: &Send) -> Html {
    let on = |message: fn() -> Library| send.reform(move |_: MouseEvent| Message::Library(message()));
    let how = match known.how {
        Same::Address => "Its address is that of",
        Same::Near(share) if share > 0.99 => "Its words are those of",
        Same::Near(_) => "Many of its words are those of",
    };
    html! {
        <div class="known" role="status">
            <p>{ format!("{how} “{}”, which is in the library. Is it a newer version? Add keeps both.", known.title) }</p>
            <p class="acts">
                { act("Make it a newer version", None, on(|| Library::NewVersion(web::stamp()))) }
                { act("Open the one there is", None, on(|| Library::OpenKnown(web::stamp()))) }
            </p>
        </div>
    }
}

/// What the text would become.
fn found(form: &AddForm, send: &Send) -> Html {
    match &form.draft {
        None if form.updates.is_some() => html! {
            <p class="found hint">{ "Paste the article as it reads now. It becomes a version beside this one, which stays with its annotations; each of them is looked for in the new text." }</p>
        },
        None => {
            let stay = Callback::from(|event: MouseEvent| web::prevent(&event));
            html! {
            <p class="found hint">{ "Headline and paragraphs are found by themselves; what is no part of the article is set aside, not deleted. Nothing is sent anywhere." }<br />{ "A browser may not fetch other sites’ pages. Copy the page and paste it here, save it and open the file, or drag this to your bookmarks and click it on the page: " }<a class="bookmarklet" href={web::bookmarklet()} onclick={stay}>{ "To Hearsay" }</a></p>
            }
        }
        Some(Err(error)) => html! { <p class="found wrong" role="alert">{ error.to_string() }</p> },
        Some(Ok(draft)) => review_pane(form, draft, send),
    }
}
