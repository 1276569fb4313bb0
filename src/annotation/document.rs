//! An article with everything marked in it.

use std::{collections::BTreeMap, rc::Rc};

use serde::{Deserialize, Serialize};

use super::{Annotation, Attribution, Body, Change, Kind, Source, Stray};
use crate::{
    article::Article,
    order,
    record::{AnnotationId, SourceId},
};

/// An article, its source register and its annotations: what is open on the desk, and what a
/// file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The article.
    pub article: Rc<Article>,
    /// The source register.
    pub sources: BTreeMap<SourceId, Rc<Source>>,
    /// The annotations.
    pub annotations: BTreeMap<AnnotationId, Rc<Annotation>>,
    /// What came from an earlier version and has no place in this text yet. No id stands here and
    /// among the annotations.
    pub strays: BTreeMap<AnnotationId, Rc<Stray>>,
}

/// How many annotations of each kind, those in passages set aside left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// Claims.
    pub claims: u32,
    /// Mentions of sources.
    pub sources: u32,
    /// Quotes.
    pub quotes: u32,
}

impl Counts {
    /// The count of one kind, to be changed.
    pub fn of_mut(&mut self, kind: Kind) -> &mut u32 {
        match kind {
            Kind::Claim => &mut self.claims,
            Kind::Source => &mut self.sources,
            Kind::Quote => &mut self.quotes,
        }
    }

    /// All together.
    #[must_use]
    pub fn total(self) -> u32 {
        self.claims + self.sources + self.quotes
    }
}

impl Document {
    /// An article in which nothing is marked yet.
    #[must_use]
    pub fn new(article: Rc<Article>) -> Self {
        Self { article, sources: BTreeMap::new(), annotations: BTreeMap::new(), strays: BTreeMap::new() }
    }

    /// Whether all that is marked was set aside: then it is no part of the article, and no figure
    /// about the article counts it.
    #[must_use]
    pub fn is_aside(&self, annotation: &Annotation) -> bool {
        annotation.target.ranges().iter().all(|range| self.article.text.is_aside(*range))
    }

    /// How many annotations of each kind there are in the article proper.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for annotation in self.annotations.values().filter(|a| !self.is_aside(a)) {
            *counts.of_mut(annotation.kind()) += 1;
        }
        counts
    }

    /// The changes that make `to` of this document, each record at most once. When it last
    /// changed and whether it is in the bin are no changes.
    #[must_use]
    pub fn difference(&self, to: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.article.about != to.article.about {
            let (before, after) = (self.article.about.clone(), to.article.about.clone());
            changes.push(Change::About { before: Rc::new(before), after: Rc::new(after) });
        }
        each_difference(&self.sources, &to.sources, |before, after| {
            changes.push(Change::Source { before, after });
        });
        each_difference(&self.annotations, &to.annotations, |before, after| {
            changes.push(Change::Annotation { before, after });
        });
        each_difference(&self.strays, &to.strays, |before, after| {
            changes.push(Change::Stray { before, after });
        });
        changes
    }

    /// The annotations in reading order: by start, the longer first.
    #[must_use]
    pub fn in_reading_order(&self) -> Vec<&Rc<Annotation>> {
        let mut all: Vec<_> = self.annotations.values().collect();
        order::sort_by_key(&mut all, |a| (a.target.reading_order(), a.id));
        all
    }

    /// The mentions of one source, in no particular order.
    pub fn mentions_of(&self, source: SourceId) -> impl Iterator<Item = &Rc<Annotation>> {
        self.annotations.values().filter(move |a| matches!(&a.body, Body::Mention(m) if m.source == source))
    }

    /// The mention that names who vouches for `content`: the one the attribution says, else that source’s
    /// nearest, the earlier of two as near. Where a source is known by its words alone, these are they.
    #[must_use]
    pub fn mention_for(&self, content: &Annotation, attribution: &Attribution) -> Option<&Rc<Annotation>> {
        let start = content.target.start();
        let away = |mention: &&Rc<Annotation>| {
            let at = mention.target.start();
            (at.checked_sub(start).or(start.checked_sub(at)).unwrap_or_default(), at, mention.id)
        };
        let said = attribution.mention.and_then(|mention| self.annotations.get(&mention));
        said.or_else(|| self.mentions_of(attribution.source).min_by_key(away))
    }

    /// Whether anything refers to this entry of the register.
    #[must_use]
    pub fn is_used(&self, source: SourceId) -> bool {
        self.annotations.values().any(|a| a.body.refers_to(source))
            || self.strays.values().any(|stray| stray.body.refers_to(source))
    }
}

/// Calls `tell` with each record of two maps that is not the same in both.
fn each_difference<I: Ord, T: PartialEq>(
    from: &BTreeMap<I, Rc<T>>,
    to: &BTreeMap<I, Rc<T>>,
    mut tell: impl FnMut(Option<Rc<T>>, Option<Rc<T>>),
) {
    for (id, before) in from {
        let after = to.get(id);
        if after.is_none_or(|after| !Rc::ptr_eq(before, after) && before != after) {
            tell(Some(before.clone()), after.cloned());
        }
    }
    for (id, after) in to {
        if !from.contains_key(id) {
            tell(None, Some(after.clone()));
        }
    }
}
