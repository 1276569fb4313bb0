//! Every value survives the way into a plain object and back.

use std::fmt::Debug;

use hearsay::{
    annotation::{
        Act, AttributionLevel, ClaimKind, ClaimStatus, Kind, Origin, QuoteKind, SourceKind, Stance, Standing,
    },
    article::{About, Block, BlockKind, Direction},
    record::{SourceId, Timestamp},
    shelf::Settings,
};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen_test::wasm_bindgen_test;

use super::samples::{attribution, claim, document, edits, mention, quote, range, settings, source, stamp};

#[track_caller]
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: impl IntoIterator<Item = T>) {
    for value in values {
        let written = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap();
        let read = serde_wasm_bindgen::from_value::<T>(written.clone());
        assert_eq!(read.expect("it can be read"), value, "{written:?}");
    }
}

#[wasm_bindgen_test]
fn every_choice_survives() {
    check(Kind::ALL);
    check(QuoteKind::ALL);
    check(ClaimStatus::ALL);
    check(ClaimKind::ALL.map(Some).into_iter().chain([None]));
    check(SourceKind::ALL);
    check(AttributionLevel::ALL);
    check([Stance::Supports, Stance::Refutes, Stance::Context]);
    check([Direction::Auto, Direction::Ltr, Direction::Rtl]);
    check([Origin::Hand, Origin::Suggestion, Origin::File { name: "a.json".into() }]);
    check([
        Act::Mark,
        Act::Delete,
        Act::Attribute,
        Act::Cue,
        Act::Reshape,
        Act::Change,
        Act::Note,
        Act::Tag,
        Act::Source,
        Act::About,
    ]);
}

#[wasm_bindgen_test]
fn every_block_survives() {
    let headings = (1..=6).map(|level| BlockKind::Heading { level });
    let others = [
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Quotation,
        BlockKind::Caption,
        BlockKind::Preformatted,
    ];
    for kind in headings.chain(others) {
        check([false, true].map(|aside| Block { kind, range: range(0, u32::MAX), aside }));
    }
}

#[wasm_bindgen_test]
fn every_record_survives() {
    let id: SourceId = source(1).id;
    let by = attribution(1, id, Some(mention(1, id).id));
    check([
        Standing::NotYet,
        Standing::ArticleVoice,
        Standing::Attributed { attributions: vec![by.clone(), attribution(2, id, None)] },
    ]);
    check([claim(1, Standing::ArticleVoice), quote(2, vec![by]), quote(3, Vec::new()), mention(4, id)]);
    check([source(1)]);
    check(edits(&document(1)));
    check([Settings::default(), settings(stamp(1).id(0))]);
    check([About::default(), document(1).article.about.clone()]);
    check([Timestamp::from_millis(0), Timestamp::from_millis(u64::MAX)]);
}
