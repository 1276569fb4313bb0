//! The shell: effects performed, answers sent back. The only file where the two meet.

use std::rc::Rc;

use yew::html::Scope;

use super::root::{Heard, Root};
use crate::{
    app::{self, Effect, Focusable, Message, ROW_HEIGHT, Transfer, Versions},
    store::Store,
    web,
};

/// Whether an effect needs the page as it is after painting.
pub(super) fn needs_paint(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ShowSelection(_)
            | Effect::RevealMark(_)
            | Effect::RevealRow(_)
            | Effect::RevealRange(_)
            | Effect::RevealStray
            | Effect::AnchorSoon
            | Effect::ScrollToTop
            | Effect::MoveFocus(_)
            | Effect::DrawMoreSoon
    )
}

/// Performs an effect that has to do with the store, a file or the browser.
pub(super) fn perform(link: &Scope<Root>, store: &Rc<Store>, effect: Effect) {
    let (link, store) = (link.clone(), store.clone());
    let answer = move |message| link.send_message(Heard::Core(message));
    match effect {
        Effect::Load { question, article } => spawn(async move {
            let result = store.load(article).await.map(Box::new).map_err(|error| error.to_string());
            answer(Message::Store(app::Store::Loaded { question, result, stamp: web::stamp() }));
        }),
        Effect::LoadLibrary(ids) => spawn(async move {
            let (mut loaded, mut problems) = (Vec::new(), Vec::new());
            for id in ids {
                match store.load(id).await {
                    Ok(article) => loaded.push(article),
                    Err(error) => problems.push(format!("Article {id} could not be read: {error}.")),
                }
            }
            answer(Message::Transfer(Transfer::LibraryRead { loaded, problems, stamp: web::stamp() }));
        }),
        Effect::Write { number, batch } => spawn(async move {
            let result =
                store.write(&batch).await.map(|()| web::stamp().at).map_err(|error| error.to_string());
            answer(Message::Store(app::Store::Written { number, result }));
        }),
        Effect::AskToKeep => spawn(async move {
            answer(Message::Store(app::Store::Persisted(web::ask_to_keep().await)));
        }),
        Effect::Download { name, text } => web::download(&name, &text),
        after => after_paint_now(&after),
    }
}

/// Performs an effect on the page as it is now painted.
pub(super) fn after_paint(link: &Scope<Root>, effect: Effect) {
    match effect {
        Effect::DrawMoreSoon => {
            let link = link.clone();
            web::soon(move || link.send_message(Heard::Core(Message::DrawMore)));
        }
        Effect::AnchorSoon => {
            let link = link.clone();
            web::soon(move || link.send_message(Heard::Core(Message::Versions(Versions::AnchorMore))));
        }
        effect => after_paint_now(&effect),
    }
}

fn after_paint_now(effect: &Effect) {
    match *effect {
        Effect::ShowSelection(range) => web::show_selection(range),
        Effect::RevealMark(id) => web::reveal_mark(id),
        Effect::RevealRow(row) => web::reveal_row(row, ROW_HEIGHT),
        Effect::RevealRange(range) => web::reveal_range(range),
        Effect::RevealStray => web::reveal_element("stray"),
        Effect::ScrollToTop => web::to_top(),
        Effect::MoveFocus(to) => web::focus(match to {
            Focusable::Article => web::ARTICLE,
            Focusable::Picker => "picker-text",
            Focusable::AddForm => "article-text",
            Focusable::Note => "note",
            Focusable::Dialog => "dialog-close",
            Focusable::Rename => "rename",
            Focusable::Stray => "stray",
        }),
        // Performed by `perform`.
        _ => {}
    }
}

/// Runs a future on the page's event loop.
///
/// IndexedDB keeps the order of transactions, so writes asked for in order are done in order.
fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}
