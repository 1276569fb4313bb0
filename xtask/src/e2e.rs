//! Runs the programs of `tests/e2e` against the built app.
//!
//! They learn by environment variables where things are:
//!
//! | variable | names |
//! |---|---|
//! | `HEARSAY_DIST` | the folder with the release build |
//! | `HEARSAY_ANCHORING` | the folder with anchoring as a module, and the matcher it is compared with |
//! | `HEARSAY_ARTICLES` | a folder with articles of others, if there is one beside the checkout |
//! | `HEARSAY_AXE` | the script of axe-core |
//! | `CHROMIUM`, `CHROMEDRIVER` | the browser and its driver |

use crate::browser::Browser;
use crate::{dist, npm, run, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "hearsay-e2e";

/// The end-to-end tests.
pub(crate) fn test(filter: &[String]) -> anyhow::Result<()> {
    let mut cargo = ready()?;
    cargo.envs(npm::AXE.if_it_can_be_had().map(|script| ("HEARSAY_AXE", script)));
    cargo.args(["test", "--package", PACKAGE]).args(filter);
    run::run(&mut cargo)
}

/// One of the package's programs.
///
/// Why not `--release`: what is measured happens in the browser, and the
/// release profile is set for a small app, not for a quick build.
pub(crate) fn program(name: &str, arguments: &[String]) -> anyhow::Result<()> {
    program_with(name, arguments, [])
}

/// The same with what the app is compared with, where it is wanted: variables and their files.
pub(crate) fn program_with(
    name: &str,
    arguments: &[String],
    compared: impl IntoIterator<Item = (&'static str, Option<PathBuf>)>,
) -> anyhow::Result<()> {
    let mut cargo = ready()?;
    cargo.envs(compared.into_iter().filter_map(|(name, path)| Some((name, path?))));
    cargo.args(["run", "--quiet", "--package", PACKAGE, "--bin", name]);
    run::run(cargo.arg("--").args(arguments))
}

/// One of the package's programs, on an app that was built otherwise.
pub(crate) fn play(app: &Path, name: &str, arguments: &[String]) -> anyhow::Result<()> {
    let mut cargo = ready_for(&Browser::ensure()?, app);
    cargo.args(["run", "--quiet", "--package", PACKAGE, "--bin", name]);
    run::run(cargo.arg("--").args(arguments))
}

/// Cargo, with the app built and everything found.
fn ready() -> anyhow::Result<Command> {
    let browser = Browser::ensure()?;
    let app = dist::build(&workspace::target().join("hearsay-dist"))?;
    Ok(ready_for(&browser, &app))
}

fn ready_for(browser: &Browser, app: &Path) -> Command {
    let mut cargo = run::cargo();
    cargo.env("HEARSAY_DIST", app).env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver);
    if let Some(articles) = articles() {
        cargo.env("HEARSAY_ARTICLES", articles);
    }
    cargo
}

/// Articles that may be read but not given away, so they are not in the
/// repository.
fn articles() -> Option<PathBuf> {
    let folder = workspace::root().parent()?.join("shared/articles");
    folder.is_dir().then_some(folder)
}
