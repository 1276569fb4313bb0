//! What an annotation says of its words: claim, mention of a source, or quote.

use serde::{Deserialize, Serialize};

use super::{Attribution, Standing, Target};
use crate::{
    record::SourceId,
    text::{quotation, slice},
};

/// The three kinds of annotation, in the order the interface lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something the article or someone in it asserts as true.
    Claim,
    /// A place that names a source.
    Source,
    /// Reported speech.
    Quote,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Claim, Self::Source, Self::Quote];

    /// The word in `data-kind` and in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Quote => "quote",
        }
    }
}

/// What an annotation says of its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// Something asserted as true.
    Claim(Claim),
    /// A mention of a source of the register.
    #[serde(rename = "source")]
    Mention(Mention),
    /// Reported speech.
    Quote(Quote),
}

impl Body {
    /// Which of the three it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Claim(_) => Kind::Claim,
            Self::Mention(_) => Kind::Source,
            Self::Quote(_) => Kind::Quote,
        }
    }

    /// The attributions of a quote or claim; empty for a mention.
    #[must_use]
    pub fn attributions(&self) -> &[Attribution] {
        match self {
            Self::Claim(claim) => claim.standing.attributions(),
            Self::Quote(quote) => &quote.attributions,
            Self::Mention(_) => &[],
        }
    }

    /// Whether it names this entry of the register, or is attributed to it at any level.
    #[must_use]
    pub fn refers_to(&self, source: SourceId) -> bool {
        match self {
            Self::Mention(mention) => mention.source == source,
            _ => self.attributions().iter().flat_map(Attribution::all).any(|a| a.source == source),
        }
    }

    /// The attributions of a quote or claim, to be changed one by one; none for a mention.
    pub fn attributions_mut(&mut self) -> &mut [Attribution] {
        match self {
            Self::Claim(claim) => match &mut claim.standing {
                Standing::Attributed { attributions } => attributions,
                Standing::NotYet | Standing::ArticleVoice => &mut [],
            },
            Self::Quote(quote) => &mut quote.attributions,
            Self::Mention(_) => &mut [],
        }
    }
}

/// A mention: these words name that source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The entry of the register.
    pub source: SourceId,
}

/// A claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Who stands behind it.
    pub standing: Standing,
    /// The claim in words that stand alone; empty when the article's own will do.
    pub restatement: String,
    /// What sort of claim; `None` until decided.
    pub sort: Option<ClaimKind>,
    /// How checking it stands.
    pub status: ClaimStatus,
    /// What was found when checking it.
    pub evidence: Vec<Evidence>,
}

/// What sort of thing a claim asserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// Something is so.
    Fact,
    /// A number.
    Figure,
    /// One thing brought about another.
    Cause,
    /// Something will be so.
    Prediction,
    /// A judgement.
    Opinion,
}

impl ClaimKind {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 5] = [Self::Fact, Self::Figure, Self::Cause, Self::Prediction, Self::Opinion];
}

/// How checking a claim stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimStatus {
    /// Nobody has checked it.
    #[default]
    Unchecked,
    /// Evidence bears it out.
    Supported,
    /// Evidence points both ways.
    Disputed,
    /// Evidence is against it.
    Refuted,
    /// It cannot be checked.
    Unverifiable,
}

impl ClaimStatus {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 5] =
        [Self::Unchecked, Self::Supported, Self::Disputed, Self::Refuted, Self::Unverifiable];
}

/// One piece of evidence for or against a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Evidence {
    /// Where it is; shown as text, opened only by the person.
    pub link: String,
    /// What it is called.
    pub title: String,
    /// Which way it points.
    pub stance: Stance,
    /// What it shows.
    pub note: String,
}

/// Which way a piece of evidence points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It bears the claim out.
    Supports,
    /// It speaks against the claim.
    Refutes,
    /// It helps to understand the claim.
    #[default]
    Context,
}

impl Stance {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];
}

/// A quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Direct, indirect or mixed.
    pub manner: QuoteKind,
    /// Who is quoted; empty until attributed.
    pub attributions: Vec<Attribution>,
}

/// How speech is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All of it in quotation marks.
    Direct,
    /// Paraphrased.
    #[default]
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

impl QuoteKind {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// What the quotation marks in and around the words say: all within marks is direct, some
    /// is mixed, none is indirect. `block` is the text that holds the ranges, which are
    /// relative to it.
    #[must_use]
    pub fn propose(block: &str, target: &Target) -> Self {
        let quotations = quotation::quotations(block);
        let mut quoted = false;
        let mut unquoted = false;
        for range in target.ranges() {
            for (at, c) in slice(block, *range).char_indices() {
                if c.is_alphanumeric() {
                    let at =
                        range.start() + crate::text::TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
                    let inside = quotations.iter().any(|q| q.contains(at));
                    quoted |= inside;
                    unquoted |= !inside;
                }
            }
        }
        match (quoted, unquoted) {
            (true, false) => Self::Direct,
            (true, true) => Self::Mixed,
            (false, _) => Self::Indirect,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked::marked;

    fn check(written: &str, expected: QuoteKind) {
        let (text, ranges) = marked(written);
        let target = Target::new(ranges.into_iter().map(|(_, r)| r)).expect("a target");
        assert_eq!(QuoteKind::propose(&text, &target), expected, "{written}");
    }

    #[test]
    fn the_quotation_marks_propose_the_kind() {
        check("<q>“Prices fell,”</q> said Rao", QuoteKind::Direct);
        check("“<q>Prices fell</q>,” said Rao", QuoteKind::Direct);
        check("<q>“Prices fell,”</q> she said, <q>“twice.”</q>", QuoteKind::Direct);
        check("Rao said <q>prices had “collapsed” overnight</q>", QuoteKind::Mixed);
        check("Rao said <q>prices had fallen</q>. “No,” said Lee", QuoteKind::Indirect);
    }
}
