//! Other tabs of the same browser.

use gloo::events::EventListener;
use web_sys::BroadcastChannel;

/// The name by which tabs find one another.
const CHANNEL: &str = "hearsay";

/// The line to the other tabs; it is cut when this goes.
pub struct Tabs {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Tabs {
    /// Opens the line; `heard` is called whenever another tab changed something. `None` in a
    /// browser without such lines: what other tabs do is seen when this one comes into view.
    #[must_use]
    pub fn open(heard: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        // What was said is of no account: who hears it looks into the store.
        let listener = EventListener::new(&channel, "message", move |_| heard());
        Some(Self { channel, _listener: listener })
    }

    /// Tells the other tabs that something was changed.
    pub fn tell(&self) {
        drop(self.channel.post_message(&"changed".into()));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
