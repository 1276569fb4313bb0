//! What things are called on the screen.

use crate::annotation::{AttributionLevel, ClaimKind, ClaimStatus, Kind, QuoteKind, SourceKind, Stance};
use crate::app::Only;

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Source => "Source",
        Kind::Quote => "Quote",
    }
}

pub(super) fn letter(kind: Kind) -> &'static str {
    &self::kind(kind)[..1]
}

/// What the picker asks: of a quote or claim, of one that has somebody already, or, of somebody’s
/// attribution, who vouches for it.
pub(super) fn who(kind: Kind, by: &[String], via: Option<&str>) -> String {
    match (kind, by, via) {
        (_, _, Some(name)) => format!("According to whom did {name} say so?"),
        (_, [_, ..], None) => format!("Who else, besides {}?", by.join(", ")),
        (Kind::Quote, [], None) => "Who says this?".to_owned(),
        (_, [], None) => "Who claims this?".to_owned(),
    }
}

pub(super) fn manner(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "Direct",
        QuoteKind::Indirect => "Indirect",
        QuoteKind::Mixed => "Mixed",
    }
}

pub(super) fn sort(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Fact => "Fact",
        ClaimKind::Figure => "Figure",
        ClaimKind::Cause => "Cause",
        ClaimKind::Prediction => "Prediction",
        ClaimKind::Opinion => "Opinion",
    }
}

pub(super) fn status(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Unchecked => "Unchecked",
        ClaimStatus::Supported => "Supported",
        ClaimStatus::Disputed => "Disputed",
        ClaimStatus::Refuted => "Refuted",
        ClaimStatus::Unverifiable => "Unverifiable",
    }
}

pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "Person",
        SourceKind::Organisation => "Organisation",
        SourceKind::Document => "Document",
        SourceKind::Media => "Media",
        SourceKind::Group => "Group",
        SourceKind::Anonymous => "Anonymous",
    }
}

pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "Supports the claim",
        Stance::Refutes => "Refutes the claim",
        Stance::Context => "Gives context",
    }
}

pub(super) fn level(level: AttributionLevel) -> &'static str {
    match level {
        AttributionLevel::OnRecord => "On the record",
        AttributionLevel::OnBackground => "On background",
        AttributionLevel::DeepBackground => "Deep background",
        AttributionLevel::OffRecord => "Off the record",
    }
}

pub(super) fn only(only: Only) -> &'static str {
    match only {
        Only::Any => "Any state",
        Only::Open => "Not yet attributed",
        Only::ArticleVoice => "In the article’s voice",
        Only::WithoutEvidence => "Without evidence",
        Only::Unchecked => "Unchecked",
        Only::Supported => "Supported",
        Only::Disputed => "Disputed or refuted",
        Only::Refuted => "Refuted",
        Only::Unverifiable => "Unverifiable",
        Only::Direct => "Direct quotes",
        Only::Indirect => "Indirect quotes",
        Only::Mixed => "Mixed quotes",
        Only::Noted => "With a note",
        Only::Tagged => "With a tag",
        Only::ByHand => "Marked by hand",
        Only::Suggested => "From a suggestion",
        Only::Imported => "From a file",
    }
}

/// “1 claim”, “3 claims”, “150,816 words”.
pub(super) fn count(n: u32, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{} {thing}s", grouped(n as usize)) }
}

/// A number with its digits in groups of three.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
