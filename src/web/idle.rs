//! Later.

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, closure::Closure};

/// Calls back when what is drawn so far is on the screen and the page has a moment.
pub fn soon(callback: impl FnOnce() + 'static) {
    let Some(window) = super::window() else { return };
    let run = Closure::once_into_js(move || {
        // A task after the frame, so that the frame is painted first.
        Timeout::new(0, callback).forget();
    });
    drop(window.request_animation_frame(run.unchecked_ref()));
}

/// Calls back after so many milliseconds, unless what is returned is dropped before.
pub fn after(ms: u32, callback: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(ms, callback)
}
