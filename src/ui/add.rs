//! The dialog that brings in an article.

use std::rc::Rc;

use yew::prelude::*;

use super::{Send, fields::value_of, words};
use crate::{
    app::{AddForm, Library, Message},
    article::BlockKind,
    import::{Draft, DraftBlock},
    text::words as text_words,
    web,
};

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
    let ready = matches!(form.draft, Some(Ok(_)));
    html! {
        <dialog id="add" class="dialog wide" aria-labelledby="add-title" oncancel={close.clone()} onclose={close} {onkeydown}>
            <h2 id="add-title">{ "Add an article" }</h2>
            <div class="dialog-body">
                <label class="field grow">
                    <span>{ "Article text" }</span>
                    <textarea
                        id="article-text" rows="12" placeholder="Paste the article here: headline, byline, paragraphs."
                        value={form.text.clone()} {oninput}
                    />
                </label>
                { found(form) }
            </div>
            <div class="dialog-foot">
                <button type="button" class="quiet" onclick={choose}>{ "Open a text file…" }</button>
                <button type="button" class="quiet" onclick={sample}>{ "Use the sample" }</button>
                <span class="grow" />
                <button type="button" onclick={cancel}>{ "Cancel" }</button>
                <button type="button" class="main" disabled={!ready} aria-keyshortcuts="Control+Enter" title="Ctrl Enter" onclick={add}>{ "Add" }</button>
            </div>
        </dialog>
    }
}

/// What the text would become.
fn found(form: &AddForm) -> Html {
    match &form.draft {
        None => html! {
            <p class="found hint">{ "The text is kept exactly as you paste it. Headline and paragraphs are found by themselves; nothing is sent anywhere." }</p>
        },
        Some(Err(error)) => html! { <p class="found wrong" role="alert">{ error.to_string() }</p> },
        Some(Ok(draft)) => summary(draft),
    }
}

fn summary(draft: &Rc<Draft>) -> Html {
    let is_paragraph = |b: &&DraftBlock| !b.aside && !matches!(b.kind, BlockKind::Heading { .. });
    let paragraphs = draft.blocks.iter().filter(is_paragraph).count();
    let counted = text_words::count(&draft.words());
    let count = |n: usize, thing: &str| words::count(u32::try_from(n).unwrap_or(u32::MAX), thing);
    html! {
        <div class="found" role="status">
            <strong>{ draft.about.title.clone() }</strong>
            <span>{ format!("{}, {}", count(paragraphs, "paragraph"), count(counted, "word")) }</span>
            if !draft.about.byline.is_empty() {
                <span>{ draft.about.byline.clone() }</span>
            }
            if !draft.about.published.is_empty() {
                <span>{ draft.about.published.clone() }</span>
            }
        </div>
    }
}
