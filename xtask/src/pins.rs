//! The versions of the tools, in one place.
//!
//! Not here: the version of `wasm-bindgen`, which is the one in `Cargo.lock`
//! ([`crate::lockfile`]), and the browser's, which has to fit its driver only.

/// Trunk, as it is installed where none that fits is found.
pub(crate) const TRUNK: &str = "0.21.14";

/// Trunk before this one, or of another line, does not fit `Trunk.toml`.
pub(crate) const TRUNK_LINE: &str = "0.21";

/// cargo-deny, as `cargo xtask check --deny` installs it.
pub(crate) const CARGO_DENY: &str = "0.20.2";

/// The npm package `binaryen`, which brings `wasm-opt`.
pub(crate) const BINARYEN: &str = "132";

/// The npm package that anchoring is compared with: the matcher of Hypothesis’s client.
pub(crate) const MATCHER: &str = "2.0.0";

/// The npm package `@mozilla/readability`, which bringing in a page is compared with.
pub(crate) const READABILITY: &str = "0.6.0";

/// The npm package that looks for what shuts people out (WCAG), in the end-to-end tests.
pub(crate) const AXE: &str = "4.14.1";

/// The oldest `wasm-opt` that reads what rustc writes today.
pub(crate) const WASM_OPT_OLDEST: &str = "116";

/// What the app and its tests are compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The packages of PyPI that read what Hearsay writes: JSON-LD, brat standoff, Label Studio,
/// notes of Obsidian, tables.
pub(crate) const READERS: [&str; 9] = [
    "PyLD==3.3.0",
    "bioc==2.1",
    "duckdb==2.0.0",
    "label-studio-converter==0.0.59",
    "obsidiantools==0.11.0",
    // What they leave to be chosen.
    "cachetools",
    "frozendict",
    "lxml",
    "setuptools<81",
];

/// The vocabulary of schema.org as types, and what holds a file to them.
pub(crate) const SCHEMA_DTS: &str = "2.1.0";
pub(crate) const TYPESCRIPT: &str = "7.0.2";

/// The npm package that says whether web pages are as they should be.
pub(crate) const HTML_VALIDATE: &str = "9.7.1";
