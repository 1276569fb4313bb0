//! What goes along with an export, and what stays at home.
//!
//! Neighbours: [`super::kind`], which applies the choices before any format writes. The one idea:
//! leaving out happens here and nowhere else, on the model, so that no format can forget it.
//!
//! A source that speaks on background, on deep background or off the record is *withheld*. With
//! it go its mentions and every attribution it has a part in. The words it is quoted with are the
//! article's own, so the quote or claim stays, without a source; but what people wrote about it
//! (note, tags, restatement, evidence, the name of the file it came with) goes, because that is
//! where names stand. So does every other note that has a word of the source in it.
//!
//! Why not keep the rest of a nested attribution: “the ministry, according to two officials,
//! believes” without the officials would say something else.

mod bare;
mod kept;

pub use kept::Kept;

use std::{collections::BTreeSet, rc::Rc};

use serde::{Deserialize, Serialize};

use crate::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, Document, Mention, Quote, Source, Standing,
        Stray, Target,
    },
    record::{SourceId, Stamp},
};

use bare::Words;

/// What goes along with an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Notes on annotations and on sources.
    pub notes: bool,
    /// Evidence for and against claims.
    pub evidence: bool,
    /// Sources that do not speak on the record.
    pub withheld: bool,
}

impl Default for Choices {
    /// Notes and evidence go along, withheld sources do not.
    fn default() -> Self {
        Self { notes: true, evidence: true, withheld: false }
    }
}

impl Choices {
    /// Everything goes along: for Hearsay JSON and for backups.
    pub const EVERYTHING: Self = Self { notes: true, evidence: true, withheld: true };

    /// The document as it may leave, and how much of it stayed at home.
    #[must_use]
    pub fn apply(&self, document: &Document) -> (Document, Kept) {
        self.apply_to(document, document)
    }

    /// The same for a [part](Document::excerpt) of a document. What may not leave is known from the
    /// whole: a note may name a source of which the part has nothing else.
    #[must_use]
    pub fn apply_to(&self, whole: &Document, document: &Document) -> (Document, Kept) {
        if *self == Self::EVERYTHING {
            return (document.clone(), Kept::default());
        }
        let mut kept = Kept::default();
        let mut copy = Document::new(Rc::clone(&document.article));
        let withheld = if self.withheld { BTreeSet::new() } else { withheld(whole) };
        let words = Words::of(whole, &withheld);
        for source in document.sources.values() {
            if withheld.contains(&source.id) {
                kept.sources += 1;
            } else {
                let source = self.source(source, &words, &mut kept);
                copy.sources.insert(source.id, Rc::new(source));
            }
        }
        for annotation in document.annotations.values() {
            match &annotation.body {
                Body::Mention(mention) if withheld.contains(&mention.source) => kept.mentions += 1,
                _ => {
                    let annotation = self.annotation(annotation, &withheld, &words, &mut kept);
                    copy.annotations.insert(annotation.id, Rc::new(annotation));
                }
            }
        }
        for stray in document.strays.values() {
            match &stray.body {
                Body::Mention(mention) if withheld.contains(&mention.source) => kept.mentions += 1,
                _ => {
                    let no_stamp = Stamp { at: stray.modified, random: 0 };
                    let placed = stray.attached(Target::nowhere(), no_stamp);
                    let left = self.annotation(&placed, &withheld, &words, &mut kept);
                    let left = Stray::of(left, stray.wording.clone(), stray.fate.clone());
                    copy.strays.insert(left.id, Rc::new(left));
                }
            }
        }
        forget_missing_mentions(&mut copy);
        (copy, kept)
    }

    fn source(self, source: &Source, words: &Words, kept: &mut Kept) -> Source {
        let mut source = source.clone();
        if !self.notes && !source.note.is_empty() {
            source.note.clear();
            kept.notes += 1;
        }
        kept.bared += usize::from(words.bare_source(&mut source));
        source
    }

    fn annotation(
        self,
        annotation: &Annotation,
        withheld: &BTreeSet<SourceId>,
        words: &Words,
        kept: &mut Kept,
    ) -> Annotation {
        let mut annotation = annotation.clone();
        if !self.notes && !annotation.note.is_empty() {
            annotation.note.clear();
            kept.notes += 1;
        }
        if let Body::Claim(claim) = &mut annotation.body
            && !self.evidence
        {
            kept.evidence += std::mem::take(&mut claim.evidence).len();
        }
        let lost = withhold(&mut annotation.body, withheld);
        kept.attributions += lost;
        kept.unattributed += usize::from(lost > 0 && annotation.attributions().is_empty());
        let bared = if lost > 0 { bare::bare(&mut annotation) } else { words.bare(&mut annotation) };
        kept.bared += usize::from(bared);
        annotation
    }
}

/// The sources that do not speak on the record.
fn withheld(document: &Document) -> BTreeSet<SourceId> {
    let on_record = |source: &Source| source.level == AttributionLevel::OnRecord;
    document.sources.values().filter(|source| !on_record(source)).map(|source| source.id).collect()
}

/// What to tell the person about sources that went along though they are not on the record.
pub(super) fn gone_along(documents: &[&Document]) -> Option<String> {
    match documents.iter().map(|document| withheld(document).len()).sum::<usize>() {
        0 => None,
        1 => Some("1 source off the record or on background is in it.".to_owned()),
        many => Some(format!("{many} sources off the record or on background are in it.")),
    }
}

/// Takes out the attributions that a withheld source has a part in, and says how many.
fn withhold(body: &mut Body, withheld: &BTreeSet<SourceId>) -> usize {
    let stays = |attribution: &Attribution| !attribution.all().any(|a| withheld.contains(&a.source));
    match body {
        Body::Quote(Quote { attributions, .. }) => {
            let before = attributions.len();
            attributions.retain(stays);
            before - attributions.len()
        }
        Body::Claim(Claim { standing, .. }) => {
            let Standing::Attributed { attributions } = standing else { return 0 };
            let before = attributions.len();
            attributions.retain(stays);
            let lost = before - attributions.len();
            *standing = Standing::of(std::mem::take(attributions));
            lost
        }
        Body::Mention(Mention { .. }) => 0,
    }
}

/// Drops links to mentions that did not come along.
fn forget_missing_mentions(document: &mut Document) {
    let here: BTreeSet<_> = document.annotations.keys().copied().collect();
    for annotation in document.annotations.values_mut() {
        let missing = |a: &Attribution| a.mention.is_some_and(|mention| !here.contains(&mention));
        if annotation.attributions().iter().flat_map(Attribution::all).any(missing) {
            for attribution in Rc::make_mut(annotation).body.attributions_mut() {
                attribution.for_each_mut(&mut |a| a.mention = a.mention.filter(|m| here.contains(m)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
