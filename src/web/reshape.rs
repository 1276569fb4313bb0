//! The page changes its shape: the window was made wider, or a part of the article that was not
//! laid out yet turns out to be of another height than was guessed.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::ResizeObserver;

/// Hears of it, as long as it is kept.
pub struct Reshape {
    observer: ResizeObserver,
    _heard: Closure<dyn FnMut()>,
}

/// Calls back when the page has another shape, and once at the beginning.
#[must_use]
pub fn on_reshape(heard: impl FnMut() + 'static) -> Option<Reshape> {
    let heard = Closure::<dyn FnMut()>::new(heard);
    let observer = ResizeObserver::new(heard.as_ref().unchecked_ref()).ok()?;
    observer.observe(&*super::document()?.body()?);
    Some(Reshape { observer, _heard: heard })
}

impl Drop for Reshape {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
