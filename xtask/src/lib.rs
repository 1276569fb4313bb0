//! What is done to a finished build, for `cargo xtask dist` and for the tests that need several.

#[path = "dist/offline.rs"]
pub mod offline;
