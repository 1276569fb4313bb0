//! What a person sees, in Yew.
//!
//! The one idea: the root component owns the state, hands slices of it down, and takes messages
//! up. All other components are functions of their props; none has state that matters.
//! Neighbours: [`crate::app`] decides, [`crate::web`] and [`crate::store`] do.
//!
//! *Why the state is not in `use_reducer`:* Yew's reducers cannot emit effects.

mod acts;
mod add;
mod article;
mod bar;
mod changes;
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

/// How components speak: they send what happened.
pub(crate) type Send = yew::Callback<crate::app::Message>;
