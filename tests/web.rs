//! What only a real browser shows: IndexedDB keeps what it is given and says what it cannot read,
//! and an article is drawn as it was asked for.
//!
//! Runs by `cargo xtask test web`. Every test of the store has a database of its own name.

#![cfg(target_arch = "wasm32")]
// Tests say what they expect; helpers of tests do too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[path = "web/damage.rs"]
mod damage;
#[path = "web/database.rs"]
mod database;
#[path = "web/keeping.rs"]
mod keeping;
#[path = "web/pieces.rs"]
mod pieces;
#[path = "web/samples.rs"]
mod samples;
#[path = "web/tabs.rs"]
mod tabs;
#[path = "web/upgrade.rs"]
mod upgrade;
#[path = "web/values.rs"]
mod values;
