//! A test's beginning and end.
//!
//! One idea: a test that fails leaves behind what a person needs to see why: a
//! picture, the page's source, and what the console said. And no test passes
//! while the page complains.

use crate::browser::Browser;
use crate::environment;
use crate::hearsay::Hearsay;
use crate::server::Server;
use anyhow::Context as _;
use futures_util::FutureExt as _;
use std::panic::AssertUnwindSafe;
use std::path::Path;

/// The built app, served and open in a browser of its own.
#[derive(Debug)]
pub struct Stage {
    /// The app in its browser.
    pub app: Hearsay,
    /// What serves it.
    pub server: Server,
}

impl Stage {
    /// Serves the built app and opens it.
    ///
    /// # Errors
    /// If it is not there or does not start.
    pub async fn set() -> anyhow::Result<Self> {
        Self::set_with(&environment::dist()?).await
    }

    /// Serves the app that is in this folder, and opens it.
    ///
    /// # Errors
    /// As [`Stage::set`].
    pub async fn set_with(folder: &Path) -> anyhow::Result<Self> {
        let server = Server::start(folder).await?;
        let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;
        Ok(Self { app, server })
    }
}

/// Plays a test on a stage of its own.
///
/// # Errors
/// Those of the test, and what the page complained of.
///
/// # Panics
/// If the test does.
pub async fn play(
    name: &str,
    test: impl AsyncFnOnce(&mut Stage) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    play_on(name, Stage::set().await?, test).await
}

/// Plays a test on a stage that was set for it.
///
/// # Errors
/// As [`play`].
///
/// # Panics
/// If the test does.
pub async fn play_on(
    name: &str,
    mut stage: Stage,
    test: impl AsyncFnOnce(&mut Stage) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let played = AssertUnwindSafe(test(&mut stage)).catch_unwind().await;
    let browser = &stage.app.browser;
    let outcome = match played {
        Ok(Ok(())) => Ok(browser.check_console().await),
        Ok(Err(error)) => Ok(Err(error)),
        Err(panic) => Err(panic),
    };
    if !matches!(outcome, Ok(Ok(())))
        && let Err(error) = leave_traces(browser, name).await
    {
        eprintln!("{name}: what failed cannot be shown: {error:#}");
    }
    match outcome {
        Ok(result) => result.with_context(|| format!("in {name}")),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Keeps what can be seen of a failure.
async fn leave_traces(browser: &Browser, name: &str) -> anyhow::Result<()> {
    let folder = environment::failures();
    let picture = folder.join(format!("{name}.png"));
    browser.screenshot(&picture).await?;
    std::fs::write(folder.join(format!("{name}.html")), browser.web()?.source().await?)?;
    eprintln!("{name}: {} shows what there was", picture.display());
    for line in browser.console().await? {
        eprintln!("{name}: console: {}", line.text);
    }
    Ok(())
}
