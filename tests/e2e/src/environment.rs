//! Where the built app, the articles and the browser are.
//!
//! `cargo xtask test e2e` sets the variables. What is missing is an error that
//! says so, never a test that passes without having run.

use anyhow::{Context as _, ensure};
use std::env;
use std::path::{Path, PathBuf};

/// The folder with the release build (`HEARSAY_DIST`).
///
/// # Errors
/// If it is not set, or holds no `index.html`.
pub fn dist() -> anyhow::Result<PathBuf> {
    let folder = variable("HEARSAY_DIST")
        .context("HEARSAY_DIST does not name the built app; run `cargo xtask test e2e`")?;
    ensure!(
        folder.join("index.html").is_file(),
        "there is no built app in {}, which HEARSAY_DIST names",
        folder.display()
    );
    Ok(folder)
}

/// The folder with articles that are not in the repository
/// (`HEARSAY_ARTICLES`), if there is one.
#[must_use]
pub fn articles() -> Option<PathBuf> {
    variable("HEARSAY_ARTICLES").filter(|folder| folder.is_dir())
}

/// The folder with anchoring as a WebAssembly module and the matcher it is
/// compared with (`HEARSAY_ANCHORING`).
///
/// # Errors
/// If it is not set.
pub fn anchoring() -> anyhow::Result<PathBuf> {
    variable("HEARSAY_ANCHORING")
        .context("HEARSAY_ANCHORING names no folder; run `cargo xtask bench browser anchoring`")
}

/// Mozilla's Readability, which bringing in a page is compared with
/// (`HEARSAY_READABILITY`).
///
/// # Errors
/// If it is not set.
pub fn readability() -> anyhow::Result<PathBuf> {
    variable("HEARSAY_READABILITY")
        .context("HEARSAY_READABILITY names no file; run `cargo xtask bench browser import`")
}

/// The script of axe-core (`HEARSAY_AXE`), if npm was to be had.
#[must_use]
pub fn axe() -> Option<PathBuf> {
    variable("HEARSAY_AXE").filter(|script| script.is_file())
}

/// The browser (`CHROMIUM`), or the one that the driver finds by itself.
#[must_use]
pub fn chromium() -> Option<PathBuf> {
    variable("CHROMIUM")
}

/// The driver (`CHROMEDRIVER`), or the one on the `PATH`.
#[must_use]
pub fn chromedriver() -> PathBuf {
    variable("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into())
}

/// Where a failing test leaves pictures and the page's source.
#[must_use]
pub fn failures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("failures")
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
