//! A part of a document: some of its annotations, with all they need to be understood.
//!
//! The one idea: nothing that is chosen comes out saying less than it did. A quote or a claim takes
//! along its attributions whole, the sources they name, nested ones too, and the mentions they refer
//! to; a mention takes along its source. Nobody’s other quotes come along, and no strays.

use std::{collections::BTreeSet, rc::Rc};

use super::{Annotation, Attribution, Body, Document};
use crate::record::AnnotationId;

impl Document {
    /// The document with only these annotations and what they need. Ids that are not there are passed
    /// over.
    #[must_use]
    pub fn excerpt(&self, chosen: &BTreeSet<AnnotationId>) -> Self {
        let mut part = Self::new(Rc::clone(&self.article));
        for id in chosen {
            let Some(annotation) = self.annotations.get(id) else { continue };
            self.take_along(annotation, &mut part);
            for mention in attributions(annotation).filter_map(|a| a.mention) {
                if let Some(mention) = self.annotations.get(&mention) {
                    self.take_along(mention, &mut part);
                }
            }
        }
        part
    }

    /// Puts an annotation into `part`, with the sources it names.
    fn take_along(&self, annotation: &Rc<Annotation>, part: &mut Self) {
        let mention = if let Body::Mention(mention) = &annotation.body { Some(mention.source) } else { None };
        for id in attributions(annotation).map(|a| a.source).chain(mention) {
            if let Some(source) = self.sources.get(&id) {
                part.sources.insert(id, source.clone());
            }
        }
        part.annotations.insert(annotation.id, annotation.clone());
    }
}

fn attributions(annotation: &Annotation) -> impl Iterator<Item = &Attribution> {
    annotation.attributions().iter().flat_map(Attribution::all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::arbitrary::document;

    proptest! {
        #[test]
        fn what_is_chosen_is_there_as_it_was_with_what_it_refers_to(document in document(), pick in any::<u64>()) {
            let all = document.annotations.keys().copied().enumerate();
            let chosen: BTreeSet<_> = all.filter(|(n, _)| pick >> (n % 64) & 1 == 1).map(|(_, id)| id).collect();
            let part = document.excerpt(&chosen);
            for id in &chosen {
                prop_assert_eq!(part.annotations.get(id), document.annotations.get(id));
            }
            let mut needed = chosen.clone();
            let mut sources = BTreeSet::new();
            for annotation in part.annotations.values() {
                if let Body::Mention(mention) = &annotation.body {
                    sources.insert(mention.source);
                }
                for attribution in attributions(annotation) {
                    sources.insert(attribution.source);
                    needed.extend(attribution.mention);
                }
            }
            prop_assert_eq!(part.annotations.keys().copied().collect::<BTreeSet<_>>(), needed);
            prop_assert_eq!(part.sources.keys().copied().collect::<BTreeSet<_>>(), sources);
            prop_assert!(part.strays.is_empty());
            prop_assert_eq!(&part.excerpt(&chosen), &part);
        }

        #[test]
        fn everything_chosen_is_everything_but_what_nobody_needs(document in document()) {
            let part = document.excerpt(&document.annotations.keys().copied().collect());
            prop_assert_eq!(&part.annotations, &document.annotations);
        }
    }
}
