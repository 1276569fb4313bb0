//! What a person sees, in Yew.
//!
//! The one idea: the root component owns the state, hands slices of it down, and takes messages
//! up. All other components are functions of their props; none has state that matters.
//! Neighbours: [`crate::app`] decides, [`crate::web`] and [`crate::store`] do.
//!
//! *What is not on the first page* (dialogs, panels) is in functions that are never inlined, so that
//! it can be loaded after it: `xtask/src/dist/divide.rs`.
//!
//! *Why the state is not in `use_reducer`:* Yew's reducers cannot emit effects.

mod about;
mod acts;
mod add;
mod article;
mod backup;
mod bar;
mod changes;
mod element;
mod export;
mod fields;
mod icon;
mod inspector;
mod keys;
mod library;
mod list;
mod margin;
mod overview;
mod picker;
mod pile;
mod question;
mod release;
mod report;
mod review;
mod root;
mod shell;
mod sources;
mod status;
mod top;
mod versions;
mod welcome;
mod words;

/// Starts the app in the page.
pub fn run() {
    yew::Renderer::<root::Root>::new().render();
}

/// How components speak: they send what happened. Every one of them may hint at a key, so the
/// person's keys go along.
#[derive(Clone, PartialEq)]
pub(crate) struct Send {
    to: yew::Callback<crate::app::Message>,
    /// The keys as the person has them.
    pub(crate) keys: std::rc::Rc<crate::keys::Keymap>,
}

impl std::ops::Deref for Send {
    type Target = yew::Callback<crate::app::Message>;

    fn deref(&self) -> &Self::Target {
        &self.to
    }
}
