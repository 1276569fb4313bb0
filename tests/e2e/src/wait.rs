//! Awaits something by asking again until a deadline.

use anyhow::bail;
use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long anything may take. Generous, since it is only ever waited out by a
/// test that fails.
pub const PATIENCE: Duration = Duration::from_secs(30);

const BETWEEN: Duration = Duration::from_millis(20);

/// Asks until the answer is something, and returns it.
///
/// An error counts as “not yet”: a page that is being drawn anew throws its
/// elements away while one looks at them. The last one is told if the deadline
/// passes.
///
/// # Errors
/// If nothing came within [`PATIENCE`]; `what` says what was awaited.
pub async fn until<T>(
    what: impl Display,
    ask: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    until_after(PATIENCE, what, ask).await
}

/// The same with a deadline of one's own.
///
/// # Errors
/// As [`until`].
pub async fn until_after<T>(
    patience: Duration,
    what: impl Display,
    mut ask: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let started = Instant::now();
    loop {
        // Nor is there an end to an answer that never comes.
        let answer = tokio::time::timeout(patience, ask()).await;
        if let Ok(Ok(Some(answer))) = answer {
            return Ok(answer);
        }
        if started.elapsed() >= patience {
            let seconds = patience.as_secs_f32();
            match answer {
                Ok(Err(error)) => bail!("after {seconds} s still not: {what} ({error:#})"),
                _ => bail!("after {seconds} s still not: {what}"),
            }
        }
        tokio::time::sleep(BETWEEN).await;
    }
}
