//! # Hearsay
//!
//! An article annotation tool that runs wholly in the browser. A reader brings in an
//! [`article`], highlights its claims, tags its sources, attributes its quotes
//! ([`annotation`]), and takes the result away as JSON ([`mod@format`]).
//!
//! ## The map of the house
//!
//! Data flows down and comes back up as messages, one way round:
//!
//! ```text
//!  user event ─▶ ui ─Message─▶ app::update ─▶ State ─▶ view model ─▶ ui ─▶ DOM
//!                                  └─Effect─▶ shell (store, web) ─Message─▶ app::update
//! ```
//!
//! | layer | modules | knows the browser? |
//! |---|---|---|
//! | 0 | [`text`], [`record`], [`order`] | no |
//! | 1 | [`article`], [`annotation`] | no |
//! | 2 | [`anchoring`], [`highlight`], [`shelf`], [`suggest`], [`keys`], [`mod@format`], [`import`], [`sample`] | no |
//! | 3 | [`app`] | no |
//! | 4 | `store`, `web` | yes |
//! | 5 | `ui` | yes |
//!
//! A module imports from lower layers only, and the modules of layer 2 do not import one
//! another; `tests/layers.rs` holds this. Layers 0–3 are plain Rust and are tested natively.
//! Layers 4 and 5 exist only when compiled for the browser.
//!
//! ## Words
//!
//! One word for one thing, taken from the W3C Web Annotation model and the
//! attribution-relation literature: an *article* has *blocks*; an *annotation* is a *claim*, a
//! *mention* of a source, or a *quote*, and has a *target* of one or more ranges; a *source*
//! is an entry of the article's register; an *attribution* relates a quote or claim to a
//! source by a *cue*. A *version* is an article that updates another; a *stray* is an annotation
//! of an earlier version that has no place in this one yet. What W3C calls `target.source` is
//! always called article here.
//!
//! ## Deliberately absent
//!
//! No server, no account, no request to anywhere but the app's own files. No HTML of anyone
//! else's is ever rendered. No global state but the one [`app::State`].

pub mod anchoring;
pub mod annotation;
pub mod app;
pub mod article;
pub mod format;
pub mod highlight;
pub mod import;
pub mod keys;
pub mod order;
pub mod record;
pub mod sample;
pub mod shelf;
pub mod suggest;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod store;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod web;
