//! `cargo xtask profile`: writes anew which functions the first page calls.
//!
//! `cargo xtask dist` divides the app by that list; it needs no browser, and this is the only one who
//! writes it. The pages are played by `tests/e2e/src/bin/first_page.rs`.

use crate::{dist, e2e, workspace};
use anyhow::{Context as _, bail};
use std::fs;

/// Builds the app with notes in it, plays it, and writes the list.
pub(crate) fn profile(arguments: &[String]) -> anyhow::Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("`profile` takes no arguments, so not `{argument}` either");
    }
    let target = workspace::target();
    let numbers = target.join("first-page.txt");
    let written = dist::profile(&target.join("hearsay-profile"), |app| {
        e2e::play(app, "first_page", &[numbers.display().to_string()])?;
        let text = fs::read_to_string(&numbers)?;
        text.lines().map(|line| line.parse().context("a function's number")).collect()
    })?;
    println!("\nThe first pages call functions of {written} names.");
    Ok(())
}
