//! The half of the app that comes after the first page.
//!
//! `cargo xtask dist` divides the app (`xtask/src/dist/divide.rs`), and what needs the second half
//! works whether it is there or not: a call to it waits, and the page with it. Here one can ask
//! first, and do something else meanwhile. A build that is not divided is always whole.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};

/// Whether this browser is known to have no library yet, so that nothing has to be read before the
/// welcome. Only a divided build knows.
#[must_use]
pub fn is_first_visit() -> bool {
    Reflect::get(&js_sys::global(), &"hearsayFirstVisit".into()).is_ok_and(|first| first.is_truthy())
}

/// Whether the whole app is there. If not, the rest is fetched now, and `then` is called when it
/// came, or could not be had: whatever needs it then waits for it, and fails if it has to.
///
/// Not to be asked again after a yes.
#[must_use]
pub fn is_whole(then: impl FnOnce() + 'static) -> bool {
    let global = js_sys::global();
    let Some(ask) = Reflect::get(&global, &"hearsayWhole".into()).ok().and_then(|ask| ask.dyn_into().ok())
    else {
        return true;
    };
    let ask: Function = ask;
    let answer = ask.call1(&global, &Closure::once_into_js(then));
    answer.is_ok_and(|answer| answer.is_truthy())
}
