//! The dialog that brings in an article.

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, value_of},
    review::review_pane,
    status::going_on,
};
use crate::{
    app::{self, AddForm, Job, Known, Library, Message, Review},
    import::Same,
    web,
};

#[inline(never)]
pub(super) fn add_dialog(form: &AddForm, left: Option<&AddForm>, job: Option<&Job>, send: &Send) -> Html {
    let on = |message: fn() -> Library| send.reform(move |_: MouseEvent| Message::Library(message()));
    let oninput = send.reform(|event: InputEvent| Message::Library(Library::AddText(value_of(&event))));
    let choose = Callback::from(|_: MouseEvent| web::choose_file());
    // Where a browser closes the dialog without asking, that is heard alone.
    let oncancel = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            if web::prevented(&event) {
                send.emit(Message::Library(Library::StepBack));
            }
        })
    };
    let onclose = send.reform(|_: Event| Message::Library(Library::StepBack));
    let onpaste = {
        let (send, blank) = (send.clone(), form.text.trim().is_empty());
        Callback::from(move |event: Event| {
            // In the midst of a text, only words can be pasted.
            let message = if let Some(html) = web::pasted_page(&event).filter(|_| blank) {
                Library::Page { html, url: String::new(), stamp: web::stamp() }
            } else if let Some(text) = web::with_pasted(&event).filter(|text| app::is_long(text)) {
                // The field would lay it out first.
                Library::AddText(text)
            } else {
                return;
            };
            web::prevent(&event);
            send.emit(Message::Library(message));
        })
    };
    let updates = form.updates.is_some();
    let ready = matches!(form.draft, Some(Ok(_)));
    let identical = form.known.as_ref().is_some_and(|known| known.identical);
    let look = if identical { "" } else { " Look it over; Enter brings it in." };
    let add = match &form.known {
        _ if updates => "Make a version",
        Some(known) if known.identical => "Open it",
        _ => "Add",
    };
    html! {
        <dialog id="add" class="dialog wide" aria-labelledby="add-title" {oncancel} {onclose} onkeydown={keys(send)}>
            <h2 id="add-title">{ if updates { "Update the text" } else { "Add an article" } }</h2>
            <div class="dialog-body">
                { refused(form) }
                if let Some(left) = left {
                    <p class="hint left" role="status">{ format!("“{}” was closed before it was added. ", left.name()) }{ act("Bring it back", None, on(|| Library::BringBack)) }</p>
                }
                if let Some(from) = &form.from {
                    <p class="hint">{ format!("From {from}.{look}") }{ behind(form) }</p>
                } else {
                    <label class="field grow">
                        <span>{ "Article text" }</span>
                        <textarea
                            id="article-text" rows={if form.draft.is_some() { "5" } else { "12" }}
                            placeholder="Paste the article here: from a web page, or as plain text."
                            value={form.text.clone()} {oninput} {onpaste}
                        />
                    </label>
                    if form.waiting() > 0 {
                        <p class="hint" role="status">{ behind(form) }</p>
                    }
                }
                { for form.known.iter().map(|known| self::known(known, form.is_corrected(), send)) }
                { found(form, send) }
            </div>
            <div class="dialog-foot">
                { going_on(job, send) }
                <button type="button" class="quiet" onclick={choose}>{ "Open a file…" }</button>
                if !updates && form.is_blank() {
                    <button type="button" class="quiet" onclick={on(|| Library::AddSample(web::stamp()))}>{ "Use the sample" }</button>
                }
                <span class="grow" />
                if form.waiting() > 0 {
                    <button type="button" onclick={on(|| Library::AddAll(web::stamp()))}>{ format!("Add all {}", form.waiting() + 1) }</button>
                }
                <button type="button" onclick={on(|| Library::AddForm(false))}>{ if form.waiting() > 0 { "Skip" } else { "Cancel" } }</button>
                <button type="button" id="add-button" class="main" disabled={!ready} aria-keyshortcuts="Control+Enter" title="Ctrl Enter" onclick={on(|| Library::Add(web::stamp()))}>{ add }</button>
            </div>
        </dialog>
    }
}

/// The keys of the dialog as a whole.
fn keys(send: &Send) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some(press) = web::key_press(&event) else { return };
        let message = match press.key.as_str() {
            "Enter" if press.command || web::is_in_line(&event) => Library::Add(web::stamp()),
            // A field has steps of its own.
            "z" | "Z" if press.command && !press.typing => {
                Library::Review(if press.shift { Review::Redo } else { Review::Undo })
            }
            "y" if press.command && !press.typing => Library::Review(Review::Redo),
            _ => return,
        };
        web::prevent(&event);
        send.emit(Message::Library(message));
    })
}

/// What could not be read while this is open.
fn refused(form: &AddForm) -> Html {
    if form.refused.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="problems" role="alert">
            { for form.refused.iter().map(|(file, why)| html! { <li>{ format!("{file} was not taken. {why}") }</li> }) }
        </ul>
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
fn known(known: &Known, corrected: bool, send: &Send) -> Html {
    let on = |message: fn() -> Library| send.reform(move |_: MouseEvent| Message::Library(message()));
    if known.identical {
        let more = if corrected {
            " It stays as it is there: what you corrected here is not taken over, and can be brought back after."
        } else {
            ""
        };
        return html! {
            <div class="known" role="status">
                <p>{ format!("You have this article already, word for word: “{}”. Enter opens it.{more}", known.title) }</p>
            </div>
        };
    }
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
    let told = html! { <p class="hint told" role="status">{ form.told.clone() }</p> };
    match &form.draft {
        None if form.is_address() => html! {
            <>
                <p class="found wrong" role="status">{ "This is the address of a page, not its text. A browser does not let one site fetch the pages of another, so Hearsay cannot open it for you." }</p>
                { ways(send) }
                { told }
            </>
        },
        None if form.updates.is_some() => html! {
            <p class="found hint">{ "Paste the article as it reads now. It becomes a version beside this one, which stays with its annotations; each of them is looked for in the new text." }</p>
        },
        None => html! {
            <>
                <p class="found hint">{ "Headline and paragraphs are found by themselves. What is no part of the article is set aside; the menus and boxes around that of a web page are left out. Nothing is sent anywhere." }</p>
                { ways(send) }
                { told }
            </>
        },
        Some(Err(error)) => html! { <p class="found wrong" role="alert">{ error.to_string() }</p> },
        Some(Ok(draft)) => review_pane(form, draft, send),
    }
}

/// How a page of another site comes in.
fn ways(send: &Send) -> Html {
    let explain = send.reform(|event: MouseEvent| {
        web::prevent(&event);
        Message::Library(Library::AboutBookmarklet)
    });
    html! {
        <p class="hint">{ "To bring in a page of another site, open it there and copy it, then paste it here; or save it and open the file; or drag this link to your bookmarks and click it on the page: " }<a class="bookmarklet" href={web::bookmarklet()} onclick={explain}>{ "To Hearsay" }</a></p>
    }
}
