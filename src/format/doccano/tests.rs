//! What doccano can hold comes back equal: a property of every document.

use proptest::prelude::*;

use super::*;
use crate::{
    annotation::arbitrary,
    format::graph::tests::{shows, sketch},
    record::{Stamp, Timestamp},
};

proptest! {
    #[test]
    fn what_doccano_can_hold_comes_back_equal(documents in arbitrary::all_settled(3)) {
        let all: Vec<_> = documents.iter().filter(|document| shows(document)).collect();
        let at = Timestamp::from_millis(1_000);
        let file = write(&all, at);
        if all.is_empty() {
            return Ok(());
        }
        let taken = read(&file, "a.json", Stamp { at, random: 7 }).expect("a file of doccano");
        prop_assert!(taken.remarks.iter().all(|remark| !remark.refused), "{:?}", taken.remarks);
        prop_assert_eq!(taken.documents.len(), all.len());
        for (before, after) in all.iter().zip(&taken.documents) {
            prop_assert_eq!(after.article.text.as_str(), before.article.text.as_str());
            prop_assert_eq!(&after.article.about.title, &before.article.about.title);
            prop_assert_eq!(sketch(after, false), sketch(before, false));
        }
    }
}
