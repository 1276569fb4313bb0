//! A file of every released version, kept for ever.

use hearsay::{
    annotation::{AttributionLevel, Body, Counts, Origin, Standing},
    format::hearsay::{read, read_bytes, write},
    record::Timestamp,
};

use crate::VERSION_1;

#[test]
fn version_1_is_read_in_full() {
    let imported = read(VERSION_1).expect("a file of ours");
    assert_eq!(imported.problems, []);
    let [bridge, arabic, dash] = imported.documents.as_slice() else { panic!("three articles") };
    assert_eq!(bridge.article.about.title, "Mill bridge to close on Monday");
    assert_eq!(bridge.counts(), Counts { claims: 4, sources: 6, quotes: 4 });
    assert_eq!(bridge.sources.len(), 8);
    assert_eq!(arabic.article.binned, Timestamp::from_rfc3339("2026-11-22T16:04:40.040Z"));
    assert_eq!(dash.article.text.as_str(), "-");
}

#[test]
fn version_1_keeps_what_is_hard_to_keep() {
    let imported = read(VERSION_1).expect("a file of ours");
    let bridge = &imported.documents[0];
    let all = bridge.in_reading_order();
    let words = |n: usize| bridge.article.text.slice(all[n].target.ranges()[0]);
    let piers = (0..all.len()).find(|n| words(*n).starts_with("the piers")).expect("a claim");
    let Body::Claim(claim) = &all[piers].body else { panic!("a claim") };
    let Standing::Attributed { attributions } = &claim.standing else { panic!("attributed") };
    assert_eq!(attributions[0].depth(), 3);
    assert_eq!(claim.evidence.len(), 2);
    assert!(
        all.iter().any(|a| a.target.ranges().len() == 2 && a.note == "Ask what changed.\n\tAnd who knew.")
    );
    assert!(all.iter().any(|a| a.origin == Origin::File { name: "harbour.ann".to_owned() }));
    assert!(bridge.sources.values().any(|s| s.level == AttributionLevel::OffRecord));
}

#[test]
fn version_1_is_written_byte_for_byte() {
    let imported = read(VERSION_1).expect("a file of ours");
    let exported = Timestamp::from_rfc3339("2026-11-22T16:04:00Z").expect("a time");
    let documents: Vec<_> = imported.documents.iter().rev().collect();
    let generator = concat!("Hearsay ", env!("CARGO_PKG_VERSION"));
    assert_eq!(write(&documents, exported), VERSION_1.replacen("Hearsay 0.1.0", generator, 1));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let marked = format!("\u{feff}{VERSION_1}");
    assert_eq!(read_bytes(marked.as_bytes()), read(VERSION_1));
}

#[test]
fn the_order_of_fields_and_blanks_mean_nothing() {
    // A `Value` sorts its fields by name.
    let value: serde_json::Value = serde_json::from_str(VERSION_1).expect("JSON");
    assert_eq!(read(&value.to_string()), read(VERSION_1));
}
