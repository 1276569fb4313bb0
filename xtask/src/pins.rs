//! The versions of the tools, in one place.
//!
//! Not here: the version of `wasm-bindgen`, which is the one in `Cargo.lock`
//! ([`crate::lockfile`]), and the browser's, which has to fit its driver only.

/// Trunk, as it is installed where none that fits is found.
pub(crate) const TRUNK: &str = "0.21.14";

/// Trunk before this one, or of another line, does not fit `Trunk.toml`.
pub(crate) const TRUNK_LINE: &str = "0.21";

/// The npm package `binaryen`, which brings `wasm-opt`.
pub(crate) const BINARYEN: &str = "132";

/// The npm package that anchoring is compared with: the matcher of Hypothesis’s client.
pub(crate) const MATCHER: &str = "2.0.0";

/// The npm package that looks for what shuts people out (WCAG), in the end-to-end tests.
pub(crate) const AXE: &str = "4.14.1";

/// The oldest `wasm-opt` that reads what rustc writes today.
pub(crate) const WASM_OPT_OLDEST: &str = "116";

/// What the app and its tests are compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
