//! The long press of a finger.
//!
//! The one idea: systems that select by a long press are let alone. Only where nothing is
//! selected when the finger has rested for longer than they take, the press is told.

use std::{cell::RefCell, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

use super::{caret, events::on_document};
use crate::highlight::DomPoint;

/// How long a finger rests, in milliseconds: longer than the half second that systems take.
const REST: u32 = 650;

/// How far it may stray meanwhile, in CSS pixels.
const STRAY: i32 = 12;

/// Where a finger is, and what it waits for.
#[derive(Default)]
struct Finger {
    down: (i32, i32),
    rest: Option<Timeout>,
    /// The press was told; lifting the finger is not a tap as well.
    told: bool,
}

/// Whether a finger is all there is to point with: no mouse, no pen that hovers.
#[must_use]
pub fn is_finger_alone() -> bool {
    let query = "(pointer: coarse) and (not (any-hover: hover))";
    super::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|found| found.matches())
}

type Shared = Rc<RefCell<Finger>>;

/// Who is told where a finger rested.
type Tell = Rc<dyn Fn(DomPoint)>;

/// Tells every long press on the article's text by which nothing was selected, for as long as
/// what is returned is kept.
pub fn on_long_press(tell: impl Fn(DomPoint) + 'static) -> Vec<EventListener> {
    let finger = Rc::new(RefCell::new(Finger::default()));
    let tell = Rc::new(tell);
    let listen = |event: &'static str, act: fn(&Shared, &Event, &Tell)| {
        let (finger, tell) = (finger.clone(), tell.clone() as Tell);
        on_document(event, move |event| act(&finger, event, &tell))
    };
    let all = [
        listen("pointerdown", down),
        listen("pointermove", |finger, event, _| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            let (x, y) = finger.borrow().down;
            if (event.client_x() - x).abs().max((event.client_y() - y).abs()) > STRAY {
                finger.borrow_mut().rest = None;
            }
        }),
        listen("pointerup", |finger, _, _| finger.borrow_mut().rest = None),
        listen("pointercancel", |finger, _, _| finger.borrow_mut().rest = None),
        // The click that would follow would drop what was selected.
        listen("touchend", |finger, event, _| {
            if std::mem::take(&mut finger.borrow_mut().told) {
                event.prevent_default();
            }
        }),
    ];
    all.into_iter().flatten().collect()
}

fn down(finger: &Shared, event: &Event, tell: &Tell) {
    let mut held = finger.borrow_mut();
    held.rest = None;
    held.told = false;
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    if event.pointer_type() == "mouse" || !event.is_primary() || !caret::is_on_text(event) {
        return;
    }
    held.down = (event.client_x(), event.client_y());
    // The word is the one that was touched, wherever it may have moved meanwhile.
    let Some(point) = caret::at(event.client_x().into(), event.client_y().into()) else { return };
    let (finger, tell) = (finger.clone(), tell.clone());
    held.rest = Some(super::after(REST, move || {
        if super::read_selection().is_none_or(|(a, b)| a == b) {
            finger.borrow_mut().told = true;
            tell(point);
        }
    }));
}
