//! The events of a document: what its attributions are in brat.
//!
//! The one idea: an attribution is an event, but for those whose tags say that several were one.

use std::collections::HashMap;

use super::super::{ATTRIBUTION, CONTENT, CUE, SOURCE, WITHOUT_SOURCE, breaks, keep::Kept};
use crate::{
    annotation::{Annotation, Attribution, Document, SourceKind, Target, UNMARKED},
    format::making::{Described, UNNAMED},
    record::AnnotationId,
    text::TextRange,
};

/// An event before it has ids.
pub(super) struct Event {
    pub(super) kind: String,
    pub(super) trigger: Vec<TextRange>,
    pub(super) cue: Option<(String, Vec<TextRange>)>,
    /// With their roles.
    pub(super) contents: Vec<(String, AnnotationId)>,
    /// The number of the event that it is an attribution of.
    pub(super) of: Option<usize>,
    pub(super) mentions: Vec<AnnotationId>,
    /// The source, when the mention does not say it.
    pub(super) described: Option<Described>,
    /// The annotation it stands for alone, when it has no content.
    pub(super) alone: Option<AnnotationId>,
}

/// The events of one document.
pub(super) struct Events<'a> {
    pub(super) document: &'a Document,
    /// The mentions that were written.
    pub(super) written: &'a HashMap<AnnotationId, String>,
    pub(super) all: Vec<Event>,
    /// By the number in their tags.
    joined: HashMap<u32, usize>,
}

impl<'a> Events<'a> {
    pub(super) fn new(document: &'a Document, written: &'a HashMap<AnnotationId, String>) -> Self {
        Self { document, written, all: Vec::new(), joined: HashMap::new() }
    }

    /// Adds the events of a quote or claim; `kept` says what tags keep of each attribution, and
    /// `alone` that it only stands for an event without content.
    pub(super) fn add(&mut self, annotation: &Annotation, kept: &[Kept], alone: bool) {
        let mut kept = kept.iter();
        for attribution in annotation.attributions() {
            self.attribution(annotation, attribution, &mut kept, None, alone);
        }
    }

    fn attribution<'k>(
        &mut self,
        annotation: &Annotation,
        attribution: &Attribution,
        kept: &mut impl Iterator<Item = &'k Kept>,
        of: Option<usize>,
        alone: bool,
    ) {
        let default = Kept::default();
        let kept_here = kept.next().unwrap_or(&default);
        let joined = kept_here.event.and_then(|event| self.joined.get(&event).copied());
        let number = match joined {
            Some(number) => number,
            None => {
                let event = self.event(annotation, attribution, kept_here);
                self.all.push(Event { of, alone: alone.then_some(annotation.id), ..event });
                self.all.len() - 1
            }
        };
        if let Some(event) = kept_here.event {
            self.joined.insert(event, number);
        }
        let mention = attribution.mention.filter(|mention| self.written.contains_key(mention));
        let event = &mut self.all[number];
        if let Some(mention) = mention.filter(|mention| !event.mentions.contains(mention)) {
            event.mentions.push(mention);
        }
        if of.is_none() && !alone && !event.contents.iter().any(|(_, id)| *id == annotation.id) {
            let usual = || match event.contents.len() {
                0 => CONTENT.to_owned(),
                others => format!("{CONTENT}{}", others + 1),
            };
            let role = kept_here.role.clone().unwrap_or_else(usual);
            event.contents.push((role, annotation.id));
        }
        for via in &attribution.via {
            self.attribution(annotation, via, kept, Some(number), false);
        }
    }

    fn event(&self, annotation: &Annotation, attribution: &Attribution, kept: &Kept) -> Event {
        let text = &self.document.article.text;
        let split = |target: &Target| breaks::split(text.as_str(), target);
        let cue = attribution.cue.as_ref().map(split).filter(|cue| !cue.is_empty());
        let trigger = kept.trigger.iter().map(|range| text.index().range_from_chars(text.as_str(), *range));
        let trigger = trigger.collect::<Result<Vec<_>, _>>().ok().and_then(|ranges| Target::new(ranges).ok());
        let trigger = trigger.as_ref().map(split).filter(|trigger| !trigger.is_empty());
        let source = self.document.sources.get(&attribution.source);
        let mention = attribution.mention.filter(|mention| self.written.contains_key(mention));
        let anonymous = source.is_some_and(|source| source.kind == SourceKind::Anonymous);
        let usual = if mention.is_none() && anonymous { WITHOUT_SOURCE } else { ATTRIBUTION };
        let kind = kept.kind.clone().unwrap_or_else(|| usual.to_owned());
        let described = source.map(|source| Described::of(source)).filter(|described| match mention {
            Some(mention) => self.source_of(mention) != Some(attribution.source),
            None if kind == WITHOUT_SOURCE => *described != Described::named(UNNAMED, SourceKind::Anonymous),
            None => *described != Described::named(UNMARKED, SourceKind::Person),
        });
        Event {
            kind,
            trigger: trigger.or_else(|| cue.clone()).unwrap_or_else(|| split(&annotation.target)),
            cue: cue.map(|cue| (kept.cue.clone().unwrap_or_else(|| CUE.to_owned()), cue)),
            contents: Vec::new(),
            of: None,
            mentions: Vec::new(),
            described,
            alone: None,
        }
    }

    fn source_of(&self, mention: AnnotationId) -> Option<crate::record::SourceId> {
        match self.document.annotations.get(&mention)?.body {
            crate::annotation::Body::Mention(mention) => Some(mention.source),
            _ => None,
        }
    }
}

/// The role of the source of this number, from 0.
pub(super) fn source_role(n: usize) -> String {
    if n == 0 { SOURCE.to_owned() } else { format!("{SOURCE}{}", n + 1) }
}
