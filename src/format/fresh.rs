//! A second life for a document whose ids are taken.
//!
//! For the person who imports an article that is already in the library and wants both: a copy
//! in which everything has a new id and every reference follows. Neighbour: [`crate::record`],
//! where ids come from.

use std::{collections::BTreeMap, rc::Rc};

use crate::{
    annotation::{Annotation, Body, Document, Mention, Source},
    article::Article,
    record::{AnnotationId, SourceId, Stamp},
};

/// The document with new ids for the article, its sources, annotations and attributions.
///
/// Everything else stays, times included; so does the order that rests on ids. A reference that
/// leads nowhere stays as it is.
#[must_use]
pub fn with_fresh_ids(document: &Document, stamp: Stamp) -> Document {
    let mut next = 0;
    let article = Article { id: take(&mut next, stamp), ..Article::clone(&document.article) };
    let sources = renamed(&document.sources, &mut next, stamp);
    let annotations = renamed(&document.annotations, &mut next, stamp);
    let mut rename = Rename { sources: &sources, annotations: &annotations, next, stamp };
    Document {
        article: Rc::new(article),
        sources: document
            .sources
            .iter()
            .map(|(id, source)| {
                (rename.source(*id), Source { id: rename.source(*id), ..Source::clone(source) })
            })
            .map(|(id, source)| (id, Rc::new(source)))
            .collect(),
        annotations: document
            .annotations
            .values()
            .map(|annotation| rename.annotation(annotation))
            .map(|annotation| (annotation.id, Rc::new(annotation)))
            .collect(),
    }
}

fn take<I: From<uuid::Uuid>>(next: &mut u32, stamp: Stamp) -> I {
    *next += 1;
    stamp.id(*next - 1)
}

/// Which id becomes which, in the same order.
fn renamed<I, V>(items: &BTreeMap<I, V>, next: &mut u32, stamp: Stamp) -> BTreeMap<I, I>
where
    I: From<uuid::Uuid> + Copy + Ord,
{
    let mut fresh: Vec<I> = items.keys().map(|_| take(next, stamp)).collect();
    fresh.sort_unstable();
    items.keys().copied().zip(fresh).collect()
}

struct Rename<'a> {
    sources: &'a BTreeMap<SourceId, SourceId>,
    annotations: &'a BTreeMap<AnnotationId, AnnotationId>,
    next: u32,
    stamp: Stamp,
}

impl Rename<'_> {
    fn source(&self, id: SourceId) -> SourceId {
        self.sources.get(&id).copied().unwrap_or(id)
    }

    fn annotation(&mut self, annotation: &Annotation) -> Annotation {
        let mut fresh = annotation.clone();
        fresh.id = self.mention(annotation.id);
        if let Body::Mention(Mention { source }) = &mut fresh.body {
            *source = self.source(*source);
        }
        for attribution in fresh.body.attributions_mut() {
            attribution.for_each_mut(&mut |a| {
                a.id = take(&mut self.next, self.stamp);
                a.source = self.source(a.source);
                a.mention = a.mention.map(|id| self.mention(id));
            });
        }
        fresh
    }

    fn mention(&self, id: AnnotationId) -> AnnotationId {
        self.annotations.get(&id).copied().unwrap_or(id)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        annotation::{Attribution, arbitrary},
        record::Timestamp,
    };

    /// Every id in the document.
    fn ids(document: &Document) -> BTreeSet<String> {
        let attributions =
            document.annotations.values().flat_map(|a| a.attributions()).flat_map(Attribution::all);
        std::iter::once(document.article.id.to_string())
            .chain(document.sources.values().map(|s| s.id.to_string()))
            .chain(document.annotations.values().map(|a| a.id.to_string()))
            .chain(attributions.map(|a| a.id.to_string()))
            .collect()
    }

    proptest! {
        #[test]
        fn a_copy_shares_no_id_and_says_the_same(document in arbitrary::document(), random: u128) {
            let stamp = Stamp { at: Timestamp::from_millis(1_000), random };
            let copy = with_fresh_ids(&document, stamp);
            prop_assert!(ids(&document).is_disjoint(&ids(&copy)));
            prop_assert_eq!(ids(&document).len(), ids(&copy).len());
            prop_assert_eq!(sketch(&document), sketch(&copy));
        }
    }

    /// The document with numbers for ids.
    fn sketch(document: &Document) -> Vec<String> {
        let source = |id| document.sources.keys().position(|s| *s == id);
        let mention = |id| document.annotations.keys().position(|a| *a == id);
        let attribution = |a: &Attribution| {
            format!("{:?} {:?} {:?} {}", source(a.source), a.mention.map(mention), a.cue, a.via.len())
        };
        let of = |a: &Rc<Annotation>| {
            let names = match &a.body {
                Body::Mention(m) => source(m.source),
                _ => None,
            };
            let by: Vec<_> = a.attributions().iter().flat_map(Attribution::all).map(attribution).collect();
            format!("{:?} {:?} {names:?} {by:?} {}", a.target, a.kind(), a.note)
        };
        let sources = document.sources.values().map(|s| format!("{} {:?}", s.name, s.created));
        sources.chain(document.in_reading_order().into_iter().map(of)).collect()
    }
}
