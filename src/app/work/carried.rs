//! A new version in the making: each annotation follows its words, or becomes a stray.
//!
//! The one idea: what stands where it stood is attached, everything else is for a person to
//! decide. All ids are new, since two articles of one file share none.

use std::{collections::VecDeque, rc::Rc};

use crate::{
    anchoring::{Anchorer, Carrier, Resolution, Selectors, describe},
    annotation::{Annotation, Attribution, Document, Fate, Stray, Target, Wording},
    article::{About, Article, FrozenText},
    format,
    record::{ArticleId, Stamp},
    text::TextRange,
};

/// A version in the making.
#[derive(Debug)]
pub(super) struct Carried {
    old_text: Rc<FrozenText>,
    new: Document,
    annotations: VecDeque<Rc<Annotation>>,
    strays: VecDeque<Rc<Stray>>,
    /// Finds words of older strays again.
    anchorer: Anchorer,
    total: usize,
}

impl Carried {
    /// Nothing is carried yet.
    pub(super) fn new(old: &Document, about: About, text: FrozenText, stamp: Stamp) -> Self {
        let previous = old.article.id;
        let old_text = old.article.text.clone();
        let mut new = format::fresh::with_fresh_ids(old, stamp);
        let text = Rc::new(text);
        new.article = Rc::new(Article {
            id: new.article.id,
            about: updated(&old.article.about, about, previous),
            text: text.clone(),
            created: stamp.at,
            modified: stamp.at,
            binned: None,
        });
        let annotations: VecDeque<_> = std::mem::take(&mut new.annotations).into_values().collect();
        let strays: VecDeque<_> = std::mem::take(&mut new.strays).into_values().collect();
        let total = annotations.len() + strays.len();
        Self { old_text, new, annotations, strays, anchorer: Anchorer::new(text), total }
    }

    /// The new text.
    pub(super) fn text(&self) -> &Rc<FrozenText> {
        &self.new.article.text
    }

    /// How many are carried, and of how many.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.total - self.annotations.len() - self.strays.len(), self.total)
    }

    /// Carries up to `most` more; whether all are.
    pub(super) fn go_on(&mut self, carrier: &Carrier, most: usize) -> bool {
        for _ in 0..most {
            if let Some(annotation) = self.annotations.pop_front() {
                self.carry(carrier, &annotation);
            } else if let Some(stray) = self.strays.pop_front() {
                let fate = self.fate_of(carrier, &stray);
                self.new.strays.insert(stray.id, Rc::new(Stray { fate, ..Stray::clone(&stray) }));
            } else {
                return true;
            }
        }
        self.annotations.is_empty() && self.strays.is_empty()
    }

    fn carry(&mut self, carrier: &Carrier, annotation: &Annotation) {
        let mut annotation = annotation.clone();
        for attribution in annotation.body.attributions_mut() {
            attribution.for_each_mut(&mut |a| a.cue = a.cue.as_ref().and_then(|cue| certain(carrier, cue)));
        }
        let parts: Vec<Resolution> =
            annotation.target.ranges().iter().map(|range| carrier.carry(*range)).collect();
        let target = Target::new(found(&parts));
        let exact = parts.iter().all(|part| matches!(part, Resolution::Exact(_)));
        if let (true, Ok(target)) = (exact, &target) {
            annotation.target = target.clone();
            self.new.annotations.insert(annotation.id, Rc::new(annotation));
            return;
        }
        let certain = parts.iter().all(Resolution::is_certain);
        let fate = match target {
            Ok(target) if certain => Fate::Moved(target),
            // A part that is gone leaves the others to be looked at.
            Ok(target) => Fate::Reworded(target),
            Err(_) => Fate::Gone,
        };
        let wording = annotation.target.ranges().iter().map(|range| wording(&self.old_text, *range));
        let stray = Stray::of(annotation.clone(), wording.collect(), fate);
        self.new.strays.insert(stray.id, Rc::new(stray));
    }

    /// What became of one that had no place in the old text either.
    fn fate_of(&self, carrier: &Carrier, stray: &Stray) -> Fate {
        match &stray.fate {
            Fate::Kept => Fate::Kept,
            Fate::Moved(target) | Fate::Reworded(target) => {
                let parts: Vec<_> = target.ranges().iter().map(|range| carrier.carry(*range)).collect();
                match (Target::new(found(&parts)), &stray.fate) {
                    (Ok(target), Fate::Moved(_)) if parts.iter().all(Resolution::is_certain) => {
                        Fate::Moved(target)
                    }
                    (Ok(target), _) => Fate::Reworded(target),
                    (Err(_), _) => Fate::Gone,
                }
            }
            // Its words may have come back.
            Fate::Gone => {
                let parts: Vec<_> = stray.wording.iter().map(|w| self.anchorer.resolve(&noted(w))).collect();
                match Target::new(found(&parts)) {
                    Ok(target) if parts.iter().all(|part| part.range().is_some()) => Fate::Reworded(target),
                    _ => Fate::Gone,
                }
            }
        }
    }

    /// The new version.
    pub(super) fn finish(mut self) -> Document {
        // An attribution may rest only on mentions that are here.
        let linked: Vec<Rc<Annotation>> = self
            .new
            .annotations
            .values()
            .filter(|a| a.attributions().iter().flat_map(Attribution::all).any(|a| a.mention.is_some()))
            .cloned()
            .collect();
        for annotation in linked {
            let mut annotation = Annotation::clone(&annotation);
            for attribution in annotation.body.attributions_mut() {
                attribution.for_each_mut(&mut |a| {
                    a.mention = a.mention.filter(|id| self.new.annotations.contains_key(id));
                });
            }
            self.new.annotations.insert(annotation.id, Rc::new(annotation));
        }
        self.new
    }
}

/// What the new text says of itself, and what was known before where it is silent.
fn updated(old: &About, new: About, previous: ArticleId) -> About {
    let or = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
    About {
        title: or(new.title, &old.title),
        byline: or(new.byline, &old.byline),
        site: or(new.site, &old.site),
        url: or(new.url, &old.url),
        published: or(new.published, &old.published),
        language: or(new.language, &old.language),
        direction: old.direction,
        previous: Some(previous),
    }
}

fn found(parts: &[Resolution]) -> impl Iterator<Item = TextRange> + '_ {
    parts.iter().flat_map(Resolution::ranges).copied().filter(|range| !range.is_empty())
}

/// The target where its words are, if there is no doubt about any of them.
fn certain(carrier: &Carrier, target: &Target) -> Option<Target> {
    let parts: Vec<_> = target.ranges().iter().map(|range| carrier.carry(*range)).collect();
    if parts.iter().all(Resolution::is_certain) { Target::new(found(&parts)).ok() } else { None }
}

fn wording(text: &FrozenText, range: TextRange) -> Wording {
    let Selectors { exact, prefix, suffix, .. } = describe(text, range);
    Wording { exact, prefix, suffix }
}

fn noted(wording: &Wording) -> Selectors {
    let Wording { exact, prefix, suffix } = wording.clone();
    Selectors { exact, prefix, suffix, position: None }
}
