//! The page, loaded anew; and newer versions of it.
//!
//! What knows of newer versions is `src/install/install.js`, apart from the app: it says when one
//! is ready, and is asked to load the page anew in the newest one.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::{Event, EventInit, EventTarget};

/// Hears when a newer version is ready, with how many tabs have Hearsay open.
#[must_use]
pub fn on_newer(heard: impl Fn(u32) + 'static) -> Option<EventListener> {
    super::on_window("hearsay-ready", move |event| {
        let tabs = js_sys::Reflect::get(event, &"detail".into()).ok().and_then(|tabs| tabs.as_f64());
        heard(tabs.unwrap_or_default() as u32);
    })
}

/// Has the browser ask before the page is left, for as long as what is returned is kept.
#[must_use]
pub fn ask_before_leaving() -> Option<EventListener> {
    let target: EventTarget = super::window()?.into();
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&target, "beforeunload", options, Event::prevent_default))
}

/// Loads the page anew, in the newest version there is.
pub fn reload() {
    let Some(window) = super::window() else { return };
    let init = EventInit::new();
    init.set_cancelable(true);
    let asked = Event::new_with_event_init_dict("hearsay-reload", &init);
    let taken = asked.is_ok_and(|event| window.dispatch_event(&event) == Ok(false));
    if !taken {
        // A browser that refuses has its own button.
        drop(window.location().reload());
    }
}
