//! What Citron can hold comes back equal: a property of every document.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{Body, Document, Target, arbitrary},
    format::graph::tests::shows,
    record::{Stamp, Timestamp},
};

/// Who is quoted with what by which words, and which places name one source.
fn sketch(document: &Document) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut quotes = BTreeSet::new();
    let mut named: BTreeMap<_, (usize, BTreeSet<_>)> = BTreeMap::new();
    for annotation in document.annotations.values() {
        match annotation.body {
            Body::Quote(_) => {
                for by in annotation.attributions().iter().filter(|by| by.cue.is_some()) {
                    let cue = by.cue.as_ref().map(Target::span);
                    quotes.insert(format!(
                        "{:?} {cue:?} {:?}",
                        annotation.target,
                        document.mention_for(annotation, by).map(|m| &m.target)
                    ));
                }
            }
            Body::Mention(mention) => {
                let ranges = annotation.target.ranges().iter().map(|range| format!("{range:?}"));
                let (mentions, places) = named.entry(mention.source).or_default();
                *mentions += 1;
                places.extend(ranges);
            }
            Body::Claim(_) => {}
        }
    }
    let several = named.into_values().filter(|(mentions, _)| *mentions > 1);
    (quotes, several.map(|(_, places)| format!("{places:?}")).collect())
}

/// Whether no place names two sources: Citron would make one of them.
fn plain(document: &Document) -> bool {
    let mut met = BTreeSet::new();
    let mentions = document.annotations.values().filter(|a| matches!(a.body, Body::Mention(_)));
    let mut ranges = mentions.flat_map(|a| a.target.ranges());
    ranges.all(|range| met.insert((range.start(), range.end())))
}

proptest! {
    #[test]
    fn what_citron_can_hold_comes_back_equal(documents in arbitrary::all_settled(3)) {
        let all: Vec<_> = documents.iter().filter(|document| shows(document)).collect();
        let at = Timestamp::from_millis(1_000);
        let taken = read(&write(&all, at), "a.json", Stamp { at, random: 7 }).expect("a file of Citron");
        prop_assert!(taken.remarks.iter().all(|remark| !remark.refused), "{:?}", taken.remarks);
        prop_assert_eq!(taken.documents.len(), all.len());
        for (before, after) in all.iter().zip(&taken.documents) {
            prop_assert_eq!(after.article.text.as_str(), before.article.text.as_str());
            prop_assert_eq!(sketch(after).0, sketch(before).0);
            if plain(before) {
                for group in sketch(before).1 {
                    prop_assert!(sketch(after).1.contains(&group), "{} {:?}", group, sketch(after).1);
                }
            }
        }
    }
}
