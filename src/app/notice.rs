//! A line that tells the person what happened, and what can be done about it.

use crate::record::ArticleId;

/// One line at the edge of the page, read out by screen readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened, as a sentence.
    pub text: String,
    /// What can be done about it.
    pub offer: Option<Offer>,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well; goes away by itself.
    Quiet,
    /// Says what to do next; stays until that is done or given up.
    Asking,
    /// Something is wrong; stays until dismissed.
    Alarm,
}

/// What a notice offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Take the last act back.
    Undo,
    /// Take an article out of the bin again.
    Restore(ArticleId),
    /// Put a version that was just made into the bin.
    TakeBack(ArticleId),
    /// Take back what a backup brought.
    Unrestore,
    /// Add the quotation that goes on a quote.
    Continue,
    /// Open again what was closed before it was added.
    BringBack,
}

impl Notice {
    /// It went well.
    #[must_use]
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { tone: Tone::Quiet, text: text.into(), offer: None }
    }

    /// What to do next.
    #[must_use]
    pub fn asking(text: impl Into<String>) -> Self {
        Self { tone: Tone::Asking, text: text.into(), offer: None }
    }

    /// Whether it has nothing more to say once it was read.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.tone == Tone::Quiet && self.offer.is_none()
    }

    /// Something is wrong.
    #[must_use]
    pub fn alarm(text: impl Into<String>) -> Self {
        Self { tone: Tone::Alarm, text: text.into(), offer: None }
    }

    /// The same with something to do about it.
    #[must_use]
    pub fn offering(self, offer: Offer) -> Self {
        Self { offer: Some(offer), ..self }
    }
}
