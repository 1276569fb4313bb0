//! What the page complained of: errors in the console, uncaught exceptions,
//! refusals of the Content-Security-Policy, files that could not be had.

use anyhow::bail;
use thirtyfour::BrowserLogEntry;

/// Keeps what was told, and knows what was to be expected.
#[derive(Debug, Default)]
pub struct Console {
    told: Vec<Line>,
    expected: Vec<String>,
}

/// One line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whether it is an error; it may also be a warning or a remark.
    pub is_error: bool,
    /// Where it came from, and what it says.
    pub text: String,
}

impl Console {
    /// Errors that hold this text are no reason to fail.
    pub fn expect(&mut self, text: &str) {
        self.expected.push(text.to_owned());
    }

    /// Takes over what the browser has told since it was last asked.
    pub(crate) fn take(&mut self, entries: Vec<BrowserLogEntry>) {
        self.told.extend(
            entries.into_iter().map(|entry| Line { is_error: entry.level == "SEVERE", text: entry.message }),
        );
    }

    /// Everything that was told.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.told
    }

    /// Fails if there are errors that nobody expected.
    ///
    /// # Errors
    /// With those errors.
    pub fn check(&self) -> anyhow::Result<()> {
        let is_expected = |line: &Line| self.expected.iter().any(|text| line.text.contains(text));
        let errors = self.told.iter().filter(|line| line.is_error && !is_expected(line));
        let errors: Vec<&str> = errors.map(|line| line.text.as_str()).collect();
        if !errors.is_empty() {
            bail!("the page complained:\n  {}", errors.join("\n  "));
        }
        Ok(())
    }
}
