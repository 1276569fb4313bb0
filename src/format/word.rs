//! The words that stand for the choices of the model in our files.
//!
//! One table per choice, read in both directions. Neighbours: [`crate::annotation`] and
//! [`crate::article`], whose enums they are. Why not the enums' own `serde` names: those belong
//! to the browser's database and may change with it; what stands in a file is a promise.

use crate::{
    annotation::{
        Act, AttributionLevel, ClaimKind, ClaimStatus, Fate, Kind, QuoteKind, SourceKind, Stance, Standing,
    },
    article::Direction,
};

/// A choice that is written as one word.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Every choice and its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The word of this choice.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(choice, _)| *choice == self).map_or("", |(_, word)| word)
    }

    /// The choice this word stands for.
    fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, w)| *w == word).map(|(choice, _)| *choice)
    }
}

impl Word for Kind {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Claim, "claim"), (Self::Source, "source"), (Self::Quote, "quote")];
}

/// The three states of a claim, without the attributions of the third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    NotYet,
    ArticleVoice,
    Attributed,
}

impl From<&Standing> for State {
    fn from(standing: &Standing) -> Self {
        match standing {
            Standing::NotYet => Self::NotYet,
            Standing::ArticleVoice => Self::ArticleVoice,
            Standing::Attributed { .. } => Self::Attributed,
        }
    }
}

impl Word for State {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::NotYet, "not-yet"), (Self::ArticleVoice, "article-voice"), (Self::Attributed, "attributed")];
}

/// What became of a stray, without the place proposed for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    Moved,
    Reworded,
    Gone,
    Kept,
}

impl From<&Fate> for Outlook {
    fn from(fate: &Fate) -> Self {
        match fate {
            Fate::Moved(_) => Self::Moved,
            Fate::Reworded(_) => Self::Reworded,
            Fate::Gone => Self::Gone,
            Fate::Kept => Self::Kept,
        }
    }
}

impl Word for Outlook {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Moved, "moved"), (Self::Reworded, "reworded"), (Self::Gone, "gone"), (Self::Kept, "kept")];
}

impl Word for QuoteKind {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Direct, "direct"), (Self::Indirect, "indirect"), (Self::Mixed, "mixed")];
}

impl Word for ClaimKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Fact, "fact"),
        (Self::Figure, "figure"),
        (Self::Cause, "cause"),
        (Self::Prediction, "prediction"),
        (Self::Opinion, "opinion"),
    ];
}

impl Word for ClaimStatus {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Unchecked, "unchecked"),
        (Self::Supported, "supported"),
        (Self::Disputed, "disputed"),
        (Self::Refuted, "refuted"),
        (Self::Unverifiable, "unverifiable"),
    ];
}

impl Word for Stance {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Supports, "supports"), (Self::Refutes, "refutes"), (Self::Context, "context")];
}

impl Word for SourceKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Person, "person"),
        (Self::Organisation, "organisation"),
        (Self::Document, "document"),
        (Self::Media, "media"),
        (Self::Group, "group"),
        (Self::Anonymous, "anonymous"),
    ];
}

impl Word for AttributionLevel {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::OnRecord, "on-record"),
        (Self::OnBackground, "on-background"),
        (Self::DeepBackground, "deep-background"),
        (Self::OffRecord, "off-record"),
    ];
}

impl Word for Direction {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Auto, "auto"), (Self::Ltr, "ltr"), (Self::Rtl, "rtl")];
}

impl Word for Act {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Mark, "mark"),
        (Self::Delete, "delete"),
        (Self::Attribute, "attribute"),
        (Self::Cue, "cue"),
        (Self::Reshape, "reshape"),
        (Self::Change, "change"),
        (Self::Note, "note"),
        (Self::Tag, "tag"),
        (Self::Source, "source"),
        (Self::About, "about"),
        (Self::Import, "import"),
        (Self::Attach, "attach"),
        (Self::Refuse, "refuse"),
        (Self::Keep, "keep"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every choice has a word, and no two have the same.
    fn check<W: Word + std::fmt::Debug>(all: &[W]) {
        assert_eq!(all.len(), W::WORDS.len());
        for choice in all {
            assert_eq!(W::of(choice.word()), Some(*choice));
        }
        assert_eq!(W::of("something else"), None);
    }

    #[test]
    fn every_choice_has_a_word_of_its_own() {
        check(&Kind::ALL);
        check(&[State::NotYet, State::ArticleVoice, State::Attributed]);
        check(&QuoteKind::ALL);
        check(&ClaimKind::ALL);
        check(&ClaimStatus::ALL);
        check(&[Stance::Supports, Stance::Refutes, Stance::Context]);
        check(&SourceKind::ALL);
        check(&AttributionLevel::ALL);
        check(&[Direction::Auto, Direction::Ltr, Direction::Rtl]);
    }
}
