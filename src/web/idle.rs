//! Later.

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, closure::Closure};

/// Calls back when what is drawn so far is on the screen and the page has a moment.
pub fn soon(callback: impl FnOnce() + 'static) {
    // A task after the frame, so that the frame is painted first.
    in_frame(move || drop(Timeout::new(0, callback).forget()));
}

/// Calls back within the frame after the one that shows what is drawn so far.
pub fn in_next_frame(callback: impl FnOnce() + 'static) {
    in_frame(move || in_frame(callback));
}

fn in_frame(callback: impl FnOnce() + 'static) {
    let Some(window) = super::window() else { return };
    drop(window.request_animation_frame(Closure::once_into_js(callback).unchecked_ref()));
}

/// Calls back after so many milliseconds, unless what is returned is dropped before.
pub fn after(ms: u32, callback: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(ms, callback)
}
