//! What the page as a whole hears, and what it means.
//!
//! The one idea: a listener only tells the root. What may need the second half of the app is done
//! where it can wait for it ([`super::early`]).

use std::{cell::RefCell, rc::Rc};

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MessageEvent, PointerEvent};
use yew::prelude::*;

use super::{Heard, Root};
use crate::{
    app::{Hand, Library, Message, Step, Together, Versions},
    keys::{self, Action, Keymap},
    web,
};

/// What the page as a whole hears: keys, selections, dropped files.
pub(super) fn listeners(ctx: &Context<Root>, known: &Rc<RefCell<Rc<Keymap>>>) -> Vec<EventListener> {
    let link = ctx.link().clone();
    let send = move |heard| link.send_message(heard);
    let keys = {
        let (send, known) = (send.clone(), known.clone());
        web::on_document("keydown", move |event| {
            let Some(press) = event.dyn_ref::<KeyboardEvent>().and_then(web::key_press) else { return };
            let Some(action) = keys::binding(&press, &known.borrow()) else { return };
            // A dialog closes by itself on Escape and says so.
            if !(press.dialog && action == Action::Escape) {
                web::prevent(event);
                if known.borrow().unseen {
                    send(Heard::Core(Message::Hand(Hand::Keys)));
                }
                // One step back from a field of the details is out of the field.
                if action == Action::Escape && press.typing && web::is_in_details(event) {
                    return send(Heard::Core(Message::LeaveField));
                }
                send(Heard::Key(action));
            }
        })
    };
    let selection = {
        let send = send.clone();
        web::on_document("selectionchange", move |_| send(Heard::SelectionChanged))
    };
    let pointer = |name: &'static str, down: bool| {
        let (send, known) = (send.clone(), known.clone());
        web::on_document(name, move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                if down && !known.borrow().unseen && web::is_finger_alone() {
                    send(Heard::Core(Message::Hand(Hand::Finger)));
                }
                let command = event.ctrl_key() || event.meta_key();
                let (mouse, alt) = (event.pointer_type() == "mouse", event.alt_key());
                if mouse && !down {
                    web::end_in_article(event);
                }
                send(Heard::Pointer { down, mouse, alt, command });
            }
        })
    };
    let rested = {
        let send = send.clone();
        web::on_long_press(move |point| send(Heard::Rested(point)))
    };
    let scrolled = web::on_document("scroll", |_| web::jumps().into_iter().for_each(|write| write()));
    // Only files are ours: words that are dragged go into the field they are dropped on.
    let over = web::on_document("dragover", |event| {
        if web::has_files(event) {
            web::prevent(event);
            web::show_drop(true);
        }
    });
    let away = web::on_document("dragleave", |event| {
        if web::leaves_page(event) {
            web::show_drop(false);
        }
    });
    let drop = {
        let send = send.clone();
        web::on_document("drop", move |event| {
            web::show_drop(false);
            if web::has_files(event) {
                web::prevent(event);
                send(Heard::Files(web::picked(event)));
            }
        })
    };
    let pasted = {
        let send = send.clone();
        web::on_document("paste", move |event| match web::pasted_nowhere(event) {
            Some(Ok(html)) => {
                let (url, stamp) = (String::new(), web::stamp());
                send(Heard::Core(Message::Library(Library::Page { html, url, stamp })));
            }
            Some(Err(text)) => {
                send(Heard::Core(Message::Library(Library::AddForm(true))));
                send(Heard::Core(Message::Library(Library::AddText(text))));
            }
            None => {}
        })
    };
    let said = {
        let send = send.clone();
        web::on_window("message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                send(Heard::Said(event.clone()));
            }
        })
    };
    let choice = {
        let send = send.clone();
        web::on_document("change", move |event| {
            let backup = web::is_backup(event);
            let mut files = web::picked(event);
            if backup {
                files.pop().into_iter().for_each(|file| send(Heard::BackupFile(file)));
            } else if !files.is_empty() {
                send(Heard::Files(files));
            }
        })
    };
    let found = {
        let send = send.clone();
        web::on_document("beforematch", move |event| {
            if let Some(block) = web::number_at(event, "data-block") {
                send(Heard::Core(Message::Unfold(block)));
            }
        })
    };
    let in_view = {
        let send = send.clone();
        web::on_document("visibilitychange", move |_| send(Heard::InView))
    };
    let newer = {
        let send = send.clone();
        web::on_newer(move |tabs| send(Heard::Core(Message::ReleaseReady(tabs))))
    };
    [
        keys,
        found,
        in_view,
        newer,
        selection,
        pointer("pointerdown", true),
        pointer("pointerup", false),
        scrolled,
        over,
        away,
        drop,
        pasted,
        choice,
        said,
    ]
    .into_iter()
    .flatten()
    .chain(rested)
    .collect()
}

/// What a key's action means for the core.
pub(super) fn message_for(action: Action) -> Message {
    let stamp = web::stamp();
    match action {
        Action::Mark(kind) => Message::Mark(kind, stamp),
        Action::Caret { unit, back, extend } => {
            Message::MoveCaret { step: Step { unit, back, extend }, near: web::point_in_sight() }
        }
        Action::Take(unit) => Message::TakeUnit(unit),
        Action::Widen => Message::Widen { narrower: false },
        Action::Narrow => Message::Widen { narrower: true },
        Action::Edge { end } => Message::PickEdge { end },
        Action::Settle => Message::SettleEdge(stamp),
        Action::Attribute => Message::AttributeThese,
        Action::ArticleVoice => Message::ToggleArticleVoice(stamp),
        Action::Cue => Message::Cue(stamp),
        Action::AddPart => Message::AddPart(stamp),
        Action::Next => Message::FocusNext { back: false },
        Action::Previous => Message::FocusNext { back: true },
        Action::Under => Message::FocusUnder,
        Action::Pile => Message::Pile,
        Action::Continue => Message::Continue(stamp),
        Action::Delete => Message::DeleteThese(stamp),
        Action::Sticky(kind) => Message::Sticky(kind),
        Action::Again => Message::Again(stamp),
        Action::Choose => Message::Together(Together::Choose(None)),
        Action::Find => Message::Find,
        Action::Note => Message::WriteNote,
        Action::Undo => Message::Undo(stamp),
        Action::Redo => Message::Redo(stamp),
        Action::Escape => Message::Escape,
        Action::Accept => Message::Versions(Versions::Accept(stamp)),
        Action::Refuse => Message::Versions(Versions::Refuse(stamp)),
        Action::Keep => Message::Versions(Versions::Keep(stamp)),
        Action::Attach => Message::Versions(Versions::Attach(stamp)),
        Action::Keys => Message::Keys(true),
    }
}
