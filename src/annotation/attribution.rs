//! The relation content – cue – source, and the three states of a claim.

use serde::{Deserialize, Serialize};

use super::Target;
use crate::record::{AnnotationId, AttributionId, SourceId};

/// How deep attributions may nest. “A, according to B, who heard it from C” is 3; files that go
/// deeper than this are refused.
pub const MAX_NESTING: usize = 8;

/// Who vouches for a quote or a claim, and by which words the article says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Its id, which exports keep.
    pub id: AttributionId,
    /// The entry of the source register.
    pub source: SourceId,
    /// The words that name the source here, when they are marked.
    pub mention: Option<AnnotationId>,
    /// The words that signal the attribution: “said”, “according to”.
    pub cue: Option<Target>,
    /// Who vouches for this attribution itself: “the ministry, *according to two officials*,
    /// believes …”.
    pub via: Vec<Attribution>,
}

impl Attribution {
    /// This attribution and all nested in it, outermost first.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.via.iter().rev());
            Some(next)
        })
    }

    /// Changes this attribution and all nested in it.
    pub fn for_each_mut(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        for via in &mut self.via {
            via.for_each_mut(change);
        }
    }

    /// How many levels it has: 1 without nesting.
    #[must_use]
    pub fn depth(&self) -> usize {
        1 + self.via.iter().map(Self::depth).max().unwrap_or(0)
    }
}

/// Who stands behind a claim: three different states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nobody has decided yet.
    #[default]
    NotYet,
    /// Nobody is quoted for it: the article itself asserts it.
    ArticleVoice,
    /// Someone in the article vouches for it.
    Attributed {
        /// By whom; never empty.
        attributions: Vec<Attribution>,
    },
}

impl Standing {
    /// The attributions; none unless attributed.
    #[must_use]
    pub fn attributions(&self) -> &[Attribution] {
        match self {
            Self::Attributed { attributions } => attributions,
            Self::NotYet | Self::ArticleVoice => &[],
        }
    }

    /// The state that these attributions make: without any, not yet attributed.
    #[must_use]
    pub fn of(attributions: Vec<Attribution>) -> Self {
        if attributions.is_empty() { Self::NotYet } else { Self::Attributed { attributions } }
    }
}
