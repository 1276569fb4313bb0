//! A second life for a document whose ids are taken.
//!
//! For the person who imports an article that is already in the library and wants both: a copy
//! in which everything has a new id and every reference follows. Neighbour: [`crate::record`],
//! where ids come from.

use std::{collections::BTreeMap, rc::Rc};

use uuid::Uuid;

use crate::{
    annotation::{Annotation, Body, Document, Mention, Source, Stray},
    article::Article,
    order,
    record::{AnnotationId, SourceId, Stamp},
};

/// The document with new ids for the article, its sources, annotations and attributions.
///
/// Everything else stays, times included; so does the order that rests on ids. A reference that
/// leads nowhere stays as it is. Two documents need two stamps.
#[must_use]
pub fn with_fresh_ids(document: &Document, stamp: Stamp) -> Document {
    let mut ids = Ids { next: 0, stamp };
    let article = Article { id: ids.take().into(), ..Article::clone(&document.article) };
    let mut copy = Document::new(Rc::new(article));
    let names = Names {
        sources: pairs(document.sources.keys(), &ids.sorted(document.sources.len())),
        annotations: pairs(document.annotations.keys(), &ids.sorted(document.annotations.len())),
    };
    let strays = pairs(document.strays.keys(), &ids.sorted(document.strays.len()));
    for source in document.sources.values() {
        let id = names.source(source.id);
        copy.sources.insert(id, Rc::new(Source { id, ..Source::clone(source) }));
    }
    for annotation in document.annotations.values() {
        let annotation = renamed(annotation, &names, &mut ids);
        copy.annotations.insert(annotation.id, Rc::new(annotation));
    }
    for stray in document.strays.values() {
        let id = strays.get(&stray.id).copied().unwrap_or(stray.id);
        let mut fresh = Stray { id, ..Stray::clone(stray) };
        rename(&mut fresh.body, &names, &mut ids);
        copy.strays.insert(id, Rc::new(fresh));
    }
    copy
}

/// Gives out ids.
struct Ids {
    next: u32,
    stamp: Stamp,
}

impl Ids {
    fn take(&mut self) -> Uuid {
        self.next += 1;
        self.stamp.id(self.next - 1)
    }

    fn sorted(&mut self, count: usize) -> Vec<Uuid> {
        let mut ids = (0..count).map(|_| self.take()).collect();
        order::sort_by_key(&mut ids, |id: &Uuid| *id);
        ids
    }
}

/// Which old id is which new one, in the same order.
fn pairs<'a, I>(old: impl Iterator<Item = &'a I>, new: &[Uuid]) -> BTreeMap<I, I>
where
    I: Copy + Ord + From<Uuid> + 'a,
{
    let mut pairs = BTreeMap::new();
    for (old, new) in old.zip(new) {
        pairs.insert(*old, I::from(*new));
    }
    pairs
}

struct Names {
    sources: BTreeMap<SourceId, SourceId>,
    annotations: BTreeMap<AnnotationId, AnnotationId>,
}

impl Names {
    fn source(&self, id: SourceId) -> SourceId {
        self.sources.get(&id).copied().unwrap_or(id)
    }

    fn annotation(&self, id: AnnotationId) -> AnnotationId {
        self.annotations.get(&id).copied().unwrap_or(id)
    }
}

fn renamed(annotation: &Annotation, names: &Names, ids: &mut Ids) -> Annotation {
    let mut fresh = annotation.clone();
    fresh.id = names.annotation(annotation.id);
    rename(&mut fresh.body, names, ids);
    fresh
}

fn rename(body: &mut Body, names: &Names, ids: &mut Ids) {
    if let Body::Mention(Mention { source }) = body {
        *source = names.source(*source);
    }
    for attribution in body.attributions_mut() {
        attribution.for_each_mut(&mut |attribution| {
            attribution.id = ids.take().into();
            attribution.source = names.source(attribution.source);
            attribution.mention = attribution.mention.map(|id| names.annotation(id));
        });
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
