//! `cargo xtask screenshots`: pictures of the app, for people to look at.

use crate::{e2e, workspace};

/// Takes the pictures into the given folder, or into one in the target folder.
pub(crate) fn screenshots(arguments: &[String]) -> anyhow::Result<()> {
    let folder = match arguments.first() {
        Some(folder) => std::path::absolute(folder)?,
        None => workspace::target().join("screenshots"),
    };
    e2e::program("screenshots", &[folder.to_string_lossy().into_owned()])
}
