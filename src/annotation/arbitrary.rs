//! Arbitrary documents, for property tests: sound ones, and as awkward as an article may be.
//!
//! Neighbours: the tests of [`mod@crate::format`] and of `app`, which take them from here. The
//! one idea: proptest draws a plan made of plain values and of picks (“the third of however many
//! there are”), and the document is built from the plan. So whatever is shrunk away, ids stay
//! unlike one another, ranges fit their text, and every reference has something to refer to.

mod build;
mod plan;

use proptest::{collection::vec, prelude::*};

use super::Document;

/// A document: text in many scripts, any blocks, overlapping targets of several ranges, nested
/// attributions.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    plan::plan().prop_map(|plan| build::Builder::default().document(plan))
}

/// Up to `most` documents that share no id.
pub(crate) fn documents(most: usize) -> impl Strategy<Value = Vec<Document>> {
    vec(plan::plan(), 0..=most).prop_map(|plans| {
        let mut builder = build::Builder::default();
        plans.into_iter().map(|plan| builder.document(plan)).collect()
    })
}

/// A document without strays and without an earlier version: what other tools' files can hold.
pub(crate) fn settled() -> impl Strategy<Value = Document> {
    document().prop_map(settle)
}

/// Up to `most` of those that share no id.
pub(crate) fn all_settled(most: usize) -> impl Strategy<Value = Vec<Document>> {
    documents(most).prop_map(|documents| documents.into_iter().map(settle).collect())
}

fn settle(mut document: Document) -> Document {
    document.strays.clear();
    std::rc::Rc::make_mut(&mut document.article).about.previous = None;
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Attribution, Body, MAX_NESTING};

    proptest! {
        #[test]
        fn references_of_a_generated_document_lead_somewhere(document in document()) {
            for annotation in document.annotations.values() {
                for attribution in annotation.attributions().iter().flat_map(Attribution::all) {
                    prop_assert!(document.sources.contains_key(&attribution.source));
                    prop_assert!(attribution.depth() <= MAX_NESTING);
                    if let Some(mention) = attribution.mention {
                        prop_assert!(matches!(document.annotations[&mention].body, Body::Mention(_)));
                    }
                }
            }
        }
    }
}
