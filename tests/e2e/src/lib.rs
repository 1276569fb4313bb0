//! Drives the built app in a real browser, with a real mouse and real keys.
//!
//! One idea: a test says what a person does and what a person sees. Things are
//! found by their role and their name, as a screen reader finds them
//! ([`roles`]); text is selected by pressing, moving and releasing the mouse
//! over it; the browser is started for real and killed for real.
//!
//! From the inside out:
//!
//! | file | what it is |
//! |---|---|
//! | [`environment`] | where the built app, the articles and the browser are |
//! | [`server`] | serves the built app on this machine |
//! | [`driver`], [`processes`] | chromedriver; killing what was started |
//! | [`profile`], [`browser`] | one Chromium, on a profile that outlives it |
//! | [`touch`] | a finger instead of a mouse |
//! | [`console`] | what the page complained of |
//! | [`network`] | what was asked of whom |
//! | [`roles`], [`keys`], [`wait`] | finding, pressing, awaiting |
//! | [`hearsay`] | the app, by the names that its interface keeps |
//! | [`stage`] | a test's beginning and end |
//!
//! Deliberately absent: fixed pauses. Everything is awaited by asking again
//! until a deadline ([`wait::until`]), and says what was missing if it passes.

pub mod browser;
pub mod console;
pub mod driver;
pub mod environment;
pub mod hearsay;
pub mod keys;
pub mod network;
pub mod processes;
pub mod profile;
pub mod roles;
pub mod server;
pub mod stage;
pub mod touch;
pub mod wait;

pub use browser::{Browser, Point};
pub use hearsay::Hearsay;
pub use profile::Profile;
pub use roles::Role;
pub use server::Server;
pub use stage::{Stage, play, play_on};
