//! `wasm-bindgen` and its test runner, in exactly the version of the library.
//!
//! The library and the program speak a private protocol that changes with any
//! release, so the version is the one in `Cargo.lock` and no other fits.

use super::{Tool, cargo_install};
use crate::version::Version;
use crate::{lockfile, workspace};
use std::path::PathBuf;

/// The program that runs tests in a browser.
pub(crate) const TEST_RUNNER: &str = "wasm-bindgen-test-runner";

/// Makes sure of `wasm-bindgen` and its test runner.
pub(super) fn ensure() -> anyhow::Result<Option<PathBuf>> {
    let wanted = lockfile::locked(&workspace::root(), "wasm-bindgen")?;
    let tool = Tool {
        programs: &["wasm-bindgen", TEST_RUNNER],
        folder: format!("wasm-bindgen-{wanted}"),
        programs_in: "bin",
        fits: &|version: &Version| *version == wanted,
        takes: "about 3 minutes on two cores, once",
    };
    // Why not `--locked`: the lock file it was published with names a version of
    // a dependency that has been withdrawn since.
    tool.ensure(|folder| cargo_install(folder, "1", &[&format!("wasm-bindgen-cli@{wanted}")]))
}
