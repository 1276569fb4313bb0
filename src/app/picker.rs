//! The picker: who is behind a quote or claim, in two keystrokes.

use std::{collections::BTreeMap, rc::Rc};

use crate::{
    annotation::{Attribution, Document, Kind, Source},
    record::{AnnotationId, AttributionId, SourceId},
    suggest::{self, Candidate},
    text::TextRange,
};

use super::{Desk, Effect, Focusable, Hand, Mode, attribute};

/// The picker, while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    /// The quote or claim that is being attributed.
    pub annotation: AnnotationId,
    /// Who vouches for this attribution of it, not for the words themselves.
    pub via: Option<AttributionId>,
    /// The choice is for all annotations that were chosen in the list.
    pub many: bool,
    /// What was typed.
    pub text: String,
    /// The line that Enter takes.
    pub marked: usize,
    /// The register, nearest mention first.
    candidates: Vec<Candidate>,
    /// Offer the article's voice.
    claim: bool,
}

/// A line of the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// An entry of the register.
    Source(Candidate),
    /// A new entry of this name.
    New(String),
    /// The article itself asserts it.
    ArticleVoice,
}

impl Picker {
    /// The picker for an annotation; `None` when it is none that can be attributed.
    pub(super) fn open(document: &Document, id: AnnotationId) -> Option<Self> {
        let attributed = document.annotations.get(&id)?.attributions();
        let picker = Self::open_for(document, id)?;
        Some(picker.without(|source| attributed.iter().any(|a| a.source == source)))
    }

    /// The picker with everybody in it.
    pub(super) fn open_for(document: &Document, id: AnnotationId) -> Option<Self> {
        let annotation = document.annotations.get(&id)?;
        (annotation.kind() != Kind::Source).then(|| Self {
            annotation: id,
            via: None,
            many: false,
            text: String::new(),
            marked: 0,
            candidates: suggest::candidates(document, &annotation.target),
            claim: annotation.kind() == Kind::Claim,
        })
    }

    /// The picker for who vouches for an attribution of it.
    pub(super) fn open_via(document: &Document, id: AnnotationId, outer: AttributionId) -> Option<Self> {
        let picker = Self::open_for(document, id)?;
        let mut all = document.annotations.get(&id)?.attributions().iter().flat_map(Attribution::all);
        let outer = all.find(|a| a.id == outer)?;
        let named = |source| source == outer.source || outer.via.iter().any(|via| via.source == source);
        Some(Self { via: Some(outer.id), ..picker.without(named) })
    }

    /// The same without those who are named already: to choose them would do nothing.
    fn without(mut self, named: impl Fn(SourceId) -> bool) -> Self {
        self.candidates.retain(|candidate| !named(candidate.source));
        self
    }

    /// The lines on offer for what was typed.
    #[must_use]
    pub fn choices(&self, sources: &BTreeMap<SourceId, Rc<Source>>) -> Vec<Choice> {
        let wanted = self.text.trim().to_lowercase();
        let mut choices: Vec<Choice> = self
            .candidates
            .iter()
            .filter(|c| sources.get(&c.source).is_some_and(|source| fits(source, &wanted)))
            .map(|c| Choice::Source(*c))
            .collect();
        if self.claim
            && self.via.is_none()
            && (wanted.is_empty() || "article’s voice".contains(&wanted.replace('\'', "’")))
        {
            choices.push(Choice::ArticleVoice);
        }
        let known = sources.values().any(|source| source.name.to_lowercase() == wanted);
        if !wanted.is_empty() && !known {
            choices.push(Choice::New(self.text.trim().to_owned()));
        }
        choices
    }
}

/// Where the focus goes when the picker opens.
pub(super) fn focus(hand: Hand) -> Effect {
    Effect::MoveFocus(if hand == Hand::Finger { Focusable::PickerLines } else { Focusable::Picker })
}

impl Desk {
    /// The cue that choosing the marked line of the picker would bring along.
    pub(super) fn proposed_cue(&self) -> Option<TextRange> {
        let Mode::Attributing(picker) = &self.mode else { return None };
        // Who vouches for an attribution gets none.
        if picker.via.is_some() {
            return None;
        }
        let mention = match picker.choices(&self.document.sources).get(picker.marked)? {
            Choice::Source(candidate) => candidate.mention,
            Choice::New(_) => None,
            Choice::ArticleVoice => return None,
        };
        let content = self.document.annotations.get(&picker.annotation).filter(|_| !picker.many)?;
        let mention = mention.filter(|mention| attribute::is_near(self, content.id, *mention));
        let named = mention.and_then(|id| self.document.annotations.get(&id)).map(|m| &m.target);
        suggest::cue(&self.document.article.text, &content.target, named)
    }

    /// Its words.
    #[must_use]
    pub fn proposed_cue_words(&self) -> Option<&str> {
        Some(self.document.article.text.slice(self.proposed_cue()?))
    }
}

/// Whether a word of the name or the role begins with what was typed.
fn fits(source: &Source, wanted: &str) -> bool {
    let begins = |field: &str| {
        let field = field.to_lowercase();
        field.starts_with(wanted)
            || field.split_whitespace().any(|word| word.starts_with(wanted))
            || field.contains(&format!(" {wanted}"))
    };
    begins(&source.name) || begins(&source.role)
}
