//! The bar at the top of the page.

use yew::prelude::*;

use super::element::html;
use super::{Send, icon::Icon};
use crate::{
    app::{Drawer, Library, Message, State, Transfer},
    keys::{Action, Key},
    web,
};

pub(super) fn top(state: &State, send: &Send) -> Html {
    let on = |message: fn() -> Message| send.reform(move |_: MouseEvent| message());
    let choose = Callback::from(|_: MouseEvent| web::choose_file());
    let desk = state.desk.ready();
    let title = desk.map(|desk| desk.document.article.about.title.clone()).unwrap_or_default();
    let undoable = desk.is_some_and(|desk| desk.history.undoable().is_some());
    let redoable = desk.is_some_and(|desk| desk.history.redoable().is_some());
    let desk = desk.is_some();
    html! {
        <header class="top">
            <button
                type="button" class="tool" aria-expanded={(state.drawer == Drawer::Library).to_string()}
                onclick={on(|| Message::Drawer(Drawer::Library))}
            >
                { Icon::Library.html() }<span class="label">{ "Library" }</span>
            </button>
            <span class="brand">{ Icon::Logo.html() }{ "Hearsay" }</span>
            <span class="where">{ title }</span>
            <div class="tools">
                if desk {
                    <button type="button" class="tool only-icon" aria-label="Undo" aria-keyshortcuts={send.keys.hint(Action::Undo).map(Key::aria)} title={send.keys.titled("Undo", Action::Undo)} disabled={!undoable} onclick={on(|| Message::Undo(web::stamp()))}>{ Icon::Undo.html() }</button>
                    <button type="button" class="tool only-icon" aria-label="Redo" aria-keyshortcuts={send.keys.hint(Action::Redo).map(Key::aria)} title={send.keys.titled("Redo", Action::Redo)} disabled={!redoable} onclick={on(|| Message::Redo(web::stamp()))}>{ Icon::Redo.html() }</button>
                }
                <button type="button" class="tool" onclick={choose} title="Open a file: Hearsay, Web Annotation, Hypothesis, brat, Label Studio, doccano, Citron, or an article">{ Icon::Import.html() }<span class="label">{ "Import" }</span></button>
                <input id="file" class="unseen" type="file" accept=".html,.htm,.mhtml,.mht,.docx,.epub,.pdf,.json,.jsonl,.jsonld,.ann,.zip,.txt,.text,.md,application/json,text/plain" multiple=true aria-label="File to import" tabindex="-1" />
                <button type="button" class="tool" onclick={on(|| Message::Transfer(Transfer::ExportArticle(web::stamp())))} title="Save as a Hearsay JSON file">{ Icon::Export.html() }<span class="label">{ "Export" }</span></button>
                <button type="button" class="tool only-icon" aria-label="Other formats" title="Other formats: Web Annotation, CSV, Markdown, a web page, brat …" onclick={on(|| Message::Transfer(Transfer::OpenExport))}>{ "▾" }</button>
                <button type="button" class="tool main" onclick={on(|| Message::Library(Library::AddForm(true)))}>{ Icon::Plus.html() }<span class="label">{ "Add article" }</span></button>
                <button type="button" class="tool only-icon keys-tool" aria-label="Keys" title={send.keys.titled("Keys", Action::Keys)} onclick={on(|| Message::Keys(true))}>{ Icon::Keys.html() }</button>
                if desk {
                    <button
                        type="button" class="tool only-icon margin-tool" aria-label="Margin" title="Annotations, sources, overview"
                        aria-expanded={(state.drawer == Drawer::Margin).to_string()}
                        onclick={on(|| Message::Drawer(Drawer::Margin))}
                    >{ Icon::Margin.html() }</button>
                }
            </div>
        </header>
    }
}
