//! What is drawn by chance: plain values and picks, still without ids and ranges.
//!
//! Neighbour: [`super::build`], which makes a document of it.

use proptest::{collection::vec, option, prelude::*, sample::Index};
use uuid::Uuid;

use crate::{
    annotation::{
        AttributionLevel, Claim, ClaimKind, ClaimStatus, Evidence, MAX_NESTING, Origin, QuoteKind, Source,
        SourceKind, Stance, Standing, Wording,
    },
    article::{About, BlockKind, Direction},
    record::Timestamp,
};

/// A stretch of text without a line break, never empty.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zA-Z]{1,8}[ ,.]",
        1 => Just("“Prices fell,” she said. ".to_owned()),
        1 => Just("e\u{301}a\u{308}\u{323}n\u{303} ".to_owned()),
        1 => Just("👩\u{200d}🚒 🇮🇶👍🏽 ".to_owned()),
        1 => Just("قالت الوزارة «لا تعليق» ".to_owned()),
        1 => Just("אמרה השרה ".to_owned()),
        1 => Just("部長は「否定した」と述べた。".to_owned()),
        1 => Just("  \u{a0}\t\u{3000}".to_owned()),
        1 => Just("\"\\/\u{0}\u{8}\u{7f}\u{2028}\u{feff}\u{fffe}".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// What a person puts into a field of one line, or pastes into it.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), r"(\PC|[\n\t]){1,12}", "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}"]
}

/// What a person puts into a field of several lines.
fn note() -> impl Strategy<Value = String> {
    prop_oneof![line(), r"(\PC|[\n\r\t]){1,20}"]
}

fn time() -> impl Strategy<Value = Timestamp> {
    any::<u64>().prop_map(|ms| Timestamp::from_millis(ms % 253_402_300_800_000))
}

fn times() -> impl Strategy<Value = (Timestamp, Timestamp)> {
    (time(), time())
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    any::<Index>().prop_map(|pick| *pick.get(all))
}

/// Ranges to be made to fit: each pair picks a start and a length.
pub(super) type TargetPlan = Vec<(Index, Index)>;

fn target() -> impl Strategy<Value = TargetPlan> {
    prop_oneof![3 => vec(any::<(Index, Index)>(), 1), 1 => vec(any::<(Index, Index)>(), 1..4)]
}

/// An attribution, its references picks among whatever there will be.
#[derive(Clone, Debug)]
pub(super) struct AttributionPlan {
    pub(super) source: Index,
    pub(super) mention: Option<Index>,
    pub(super) cue: Option<TargetPlan>,
    pub(super) via: Vec<AttributionPlan>,
}

fn attribution() -> impl Strategy<Value = AttributionPlan> {
    let nested = |inner| (alone(), vec(inner, 0..3)).prop_map(|(a, via)| AttributionPlan { via, ..a });
    alone().prop_recursive(MAX_NESTING as u32 - 1, 12, 2, nested)
}

/// An attribution with none nested in it.
fn alone() -> impl Strategy<Value = AttributionPlan> {
    (any::<Index>(), option::of(any::<Index>()), option::of(target()))
        .prop_map(|(source, mention, cue)| AttributionPlan { source, mention, cue, via: Vec::new() })
}

/// What an annotation is to say.
#[derive(Clone, Debug)]
pub(super) enum BodyPlan {
    Mention(Index),
    Quote(QuoteKind, Vec<AttributionPlan>),
    Claim { claim: Claim, by: Option<Vec<AttributionPlan>> },
}

fn body() -> impl Strategy<Value = BodyPlan> {
    let evidence = (line(), line(), one_of(&[Stance::Supports, Stance::Refutes, Stance::Context]), note())
        .prop_map(|(link, title, stance, note)| Evidence { link, title, stance, note });
    let status = one_of(&ClaimStatus::ALL);
    let claim = (note(), option::of(one_of(&ClaimKind::ALL)), status, vec(evidence, 0..3), any::<bool>())
        .prop_map(|(restatement, sort, status, evidence, voice)| Claim {
            standing: if voice { Standing::ArticleVoice } else { Standing::NotYet },
            restatement,
            sort,
            status,
            evidence,
        });
    prop_oneof![
        any::<Index>().prop_map(BodyPlan::Mention),
        (one_of(&QuoteKind::ALL), vec(attribution(), 0..3)).prop_map(|(k, by)| BodyPlan::Quote(k, by)),
        (claim, option::of(vec(attribution(), 1..3))).prop_map(|(claim, by)| BodyPlan::Claim { claim, by }),
    ]
}

pub(super) type AnnotationPlan =
    (TargetPlan, BodyPlan, Vec<String>, String, String, Origin, (Timestamp, Timestamp));

fn annotation() -> impl Strategy<Value = AnnotationPlan> {
    let origin = prop_oneof![
        Just(Origin::Hand),
        Just(Origin::Suggestion),
        line().prop_map(|name| Origin::File { name }),
    ];
    (target(), body(), vec(line(), 0..3), note(), line(), origin, times())
}

fn source() -> impl Strategy<Value = Source> {
    let words = (line(), line(), note(), note());
    (words, one_of(&SourceKind::ALL), one_of(&AttributionLevel::ALL), times()).prop_map(
        |((name, role, anonymity_reason, note), kind, level, (created, modified))| Source {
            id: Uuid::nil().into(),
            name,
            kind,
            role,
            level,
            anonymity_reason,
            note,
            created,
            modified,
        },
    )
}

fn about() -> impl Strategy<Value = About> {
    let direction = one_of(&[Direction::Auto, Direction::Ltr, Direction::Rtl]);
    let language = prop_oneof![Just(String::new()), Just("ar-IQ".to_owned()), line()];
    (line(), line(), line(), line(), line(), language, direction).prop_map(
        |(title, byline, site, url, published, language, direction)| About {
            title,
            byline,
            site,
            url,
            published,
            language,
            direction,
            previous: None,
        },
    )
}

/// Words of another text, where they are proposed to stand, and which fate it is.
pub(super) type StrayPlan = (Vec<Wording>, TargetPlan, u8, AnnotationPlan);

fn stray() -> impl Strategy<Value = StrayPlan> {
    let wording = (words(), note(), note());
    let wording = wording.prop_map(|(exact, prefix, suffix)| Wording { exact, prefix, suffix });
    (vec(wording, 1..3), target(), 0..4u8, annotation())
}

/// Words, the blanks after them, and what they are as a block.
pub(super) type BlockPlan = (String, &'static str, BlockKind, bool);

fn block() -> impl Strategy<Value = BlockPlan> {
    let kind = prop_oneof![
        (1..=6u8).prop_map(|level| BlockKind::Heading { level }),
        one_of(&[
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::Quotation,
            BlockKind::Caption,
            BlockKind::Preformatted,
        ]),
    ];
    (words(), one_of(&["\n\n", "\n", "\r\n", "", " \u{200b}\n\n\n\u{a0}"]), kind, any::<bool>())
}

/// All of a document.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) about: About,
    pub(super) times: (Timestamp, Timestamp),
    pub(super) binned: Option<Timestamp>,
    pub(super) blocks: Vec<BlockPlan>,
    pub(super) sources: Vec<Source>,
    pub(super) annotations: Vec<AnnotationPlan>,
    pub(super) strays: Vec<StrayPlan>,
    /// The article is an update of another.
    pub(super) previous: bool,
    pub(super) cleaned: Vec<String>,
}

pub(super) fn plan() -> impl Strategy<Value = Plan> {
    let inside = (
        vec(block(), 1..6),
        vec(source(), 0..5),
        vec(annotation(), 0..12),
        vec(stray(), 0..4),
        any::<bool>(),
        vec(line(), 0..3),
    );
    (about(), times(), option::of(time()), inside).prop_map(
        |(about, times, binned, (blocks, sources, annotations, strays, previous, cleaned))| Plan {
            about,
            times,
            binned,
            blocks,
            sources,
            annotations,
            strays,
            previous,
            cleaned,
        },
    )
}
