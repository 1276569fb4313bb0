//! What the lines of an `.ann` file mean: spans become quotes, claims and mentions, events become
//! attributions.
//!
//! Neighbours: [`super::standoff`], the lines; [`mod@super::write`], the way back. The one idea: a
//! span is what an event uses it as, whatever its type; only spans that no event uses are what
//! their type says. What has no place becomes a tag ([`super::keep`]) or a claim with the tag
//! `type:…`, and a remark says so.

mod events;
mod loose;
mod place;
mod said;

use std::collections::HashMap;

use super::{
    ATTRIBUTION, CLAIM, CONTENT, CUE, SOURCE, WITHOUT_SOURCE,
    keep::{self, Kept},
    standoff::{Event, Report, Span, Standoff},
};
use crate::{
    annotation::{Attribution, Document, SourceKind, Target, UNMARKED},
    format::making::{Described, Making, TYPE_TAG, UNNAMED},
    order,
    record::{AnnotationId, SourceId},
};
use events::{Resolved, resolve};
pub(super) use loose::loose;
pub(super) use said::{ATTRIBUTE_TAG, NAME, REASON, RESTATEMENT, ROLE, SOURCE_NOTE, TAG};

/// The document these lines make of the article.
pub(super) fn document(standoff: &Standoff<'_>, making: Making<'_>, report: &mut Report<'_>) -> Document {
    let target = |span: &Span<'_>| {
        let place = place::place(making.text(), span);
        place.map_err(|why| report.refuse(span.line, span.id, why)).ok()
    };
    let targets: Vec<_> = standoff.spans.iter().map(target).collect();
    let mut reading = Reading {
        events: resolve(standoff, &targets, report),
        standoff,
        making,
        report,
        targets,
        contents: HashMap::new(),
        mentions: HashMap::new(),
        holders: HashMap::new(),
        counted: HashMap::new(),
    };
    reading.spans();
    reading.attributions();
    said::apply(&mut reading);
    let Reading { making, report, .. } = reading;
    making.finish(report.file, report.remarks)
}

/// One `.ann` file on its way.
struct Reading<'a, 'm, 'r, 'f> {
    standoff: &'a Standoff<'a>,
    making: Making<'m>,
    report: &'r mut Report<'f>,
    /// Where each span stands; `None` for those that were refused.
    targets: Vec<Option<Target>>,
    /// What each event joins; `None` for those that were refused.
    events: Vec<Option<Resolved<'a>>>,
    /// What became of spans that are quotes or claims, and of those that are mentions.
    contents: HashMap<usize, AnnotationId>,
    mentions: HashMap<usize, AnnotationId>,
    /// The quote or claim that stands for a cue, a trigger or an event, by its id.
    holders: HashMap<&'a str, AnnotationId>,
    /// How many attributions a quote or claim has, nested ones too.
    counted: HashMap<AnnotationId, usize>,
}

/// What events use a span as.
#[derive(Clone, Copy, Default)]
struct Uses {
    content: bool,
    source: bool,
    part: bool,
}

/// An attribution, with what has no place in it and in those nested in it.
type Made = (Attribution, Vec<Kept>);

impl<'a> Reading<'a, '_, '_, '_> {
    /// Marks what the spans are.
    fn spans(&mut self) {
        let mut uses = vec![Uses::default(); self.targets.len()];
        for event in self.events.iter().flatten() {
            event.contents.iter().for_each(|(_, span)| uses[*span].content = true);
            event.sources.iter().for_each(|span| uses[*span].source = true);
            event.cue.iter().chain(&event.trigger).for_each(|span| uses[*span].part = true);
        }
        for (n, mut uses) in uses.into_iter().enumerate() {
            let Some(target) = self.targets[n].clone() else { continue };
            let kind = self.standoff.spans[n].kind;
            if !uses.content && !uses.source && !uses.part {
                match kind {
                    CONTENT | CLAIM => uses.content = true,
                    SOURCE => uses.source = true,
                    _ => self.other(n, target.clone()),
                }
            }
            if uses.source {
                self.mention(n, target.clone());
            }
            if uses.content {
                self.content(n, target);
            }
        }
    }

    fn mention(&mut self, n: usize, target: Target) {
        let name = self.making.name_at(&target);
        let source = match said::described(self.standoff, self.standoff.spans[n].id, &name) {
            Some(described) => self.making.source(described),
            None => self.making.source_called(&name),
        };
        let mention = self.making.mention(target, source);
        self.mentions.insert(n, mention);
        self.tag_type(n, mention, &[SOURCE], "a source");
    }

    fn content(&mut self, n: usize, target: Target) {
        let content = match self.standoff.spans[n].kind {
            CLAIM => self.making.claim(target),
            _ => self.making.quote(target),
        };
        self.contents.insert(n, content);
        self.tag_type(n, content, &[CONTENT, CLAIM], "a quote");
    }

    /// A span that no event uses, of a type that says nothing to us.
    fn other(&mut self, n: usize, target: Target) {
        let claim = self.making.claim(target);
        self.contents.insert(n, claim);
        self.tag_type(n, claim, &[], "a claim");
    }

    /// Keeps the type of a span that it does not have by itself.
    fn tag_type(&mut self, n: usize, id: AnnotationId, own: &[&str], became: &str) {
        let span = &self.standoff.spans[n];
        if own.contains(&span.kind) {
            return;
        }
        let tag = format!("{TYPE_TAG}{}", span.kind);
        self.report.change(span.line, span.id, format!("It became {became} with the tag “{tag}”."));
        self.making.change(id, |annotation| annotation.tags.push(tag));
    }

    /// Attributes what the events say.
    fn attributions(&mut self) {
        for n in 0..self.events.len() {
            let event = &self.standoff.events[n];
            let Some(resolved) = self.events[n].take_if(|event| event.parent.is_none()) else { continue };
            let mut contents: Vec<(&str, AnnotationId, Target)> = Vec::new();
            for (role, span) in &resolved.contents {
                if let (Some(id), Some(target)) = (self.contents.get(span), self.targets[*span].clone()) {
                    contents.push((*role, *id, target));
                }
            }
            if contents.is_empty() {
                let Some(target) = resolved.trigger.and_then(|span| self.targets[span].clone()) else {
                    continue;
                };
                let quote = self.making.quote(target.clone());
                self.making.change(quote, |quote| quote.tags.push(keep::NO_CONTENT.to_owned()));
                let why = format!(
                    "It has no content; it was put on its trigger, with the tag “{}”.",
                    keep::NO_CONTENT
                );
                self.report.change(event.line, event.id, why);
                contents.push((CONTENT, quote, target));
            }
            // As they come out again: what is nested goes with the first.
            order::sort_by_key(&mut contents, |(_, id, target)| (target.reading_order(), *id));
            self.hold(event, &resolved, contents[0].1);
            let several = contents.len() > 1;
            if several {
                self.report.change(
                    event.line,
                    event.id,
                    "It has several contents; they became several quotes with a tag that joins them.",
                );
            }
            for (place, (role, content, target)) in contents.into_iter().enumerate() {
                for (attribution, mut kept) in self.made(n, &resolved, &target, place == 0) {
                    if let Some(kept) = kept.first_mut() {
                        kept.event = kept.event.or(several.then_some(number(n)));
                        kept.role = (several || role != CONTENT).then(|| role.to_owned());
                    }
                    self.attribute(content, attribution, &kept);
                }
            }
        }
    }

    fn attribute(&mut self, content: AnnotationId, attribution: Attribution, kept: &[Kept]) {
        let counted = self.counted.entry(content).or_default();
        let mut tags = Vec::new();
        for kept in kept {
            *counted += 1;
            tags.extend(kept.tags(*counted));
        }
        self.making.attribute(content, attribution);
        self.making.change(content, |content| content.tags.extend(tags));
    }

    /// The attributions of one event: one for each of its sources, at least one.
    ///
    /// `content` is where its trigger stands when it has no cue; nested events go with the first
    /// attribution alone.
    fn made(&mut self, n: usize, event: &Resolved<'a>, content: &Target, nested: bool) -> Vec<Made> {
        let line = &self.standoff.events[n];
        let cue = event.cue.and_then(|span| self.targets[span].clone());
        let trigger = event.trigger.and_then(|span| Some((span, self.targets[span].as_ref()?)));
        let trigger = trigger.filter(|(_, target)| *target != cue.as_ref().unwrap_or(content));
        let cue_kind = event.cue.map(|span| self.standoff.spans[span].kind);
        let kept = Kept {
            trigger: trigger.map_or(Vec::new(), |(span, _)| self.standoff.spans[span].ranges.clone()),
            event: (event.sources.len() > 1).then_some(number(n)),
            role: None,
            kind: None,
            cue: cue_kind.filter(|kind| *kind != CUE).map(str::to_owned),
        };
        let mut made = Vec::new();
        let spans: Vec<_> = event.sources.iter().copied().map(Some).collect();
        for (place, span) in spans.iter().copied().chain(spans.is_empty().then_some(None)).enumerate() {
            let mention = span.and_then(|span| self.mentions.get(&span).copied());
            let (source, anonymous) = self.source(line, mention);
            let usual = if mention.is_none() && anonymous { WITHOUT_SOURCE } else { ATTRIBUTION };
            let mut kept =
                vec![Kept { kind: (line.kind != usual).then(|| line.kind.to_owned()), ..kept.clone() }];
            let mut via = Vec::new();
            for child in event.children.iter().filter(|_| nested && place == 0) {
                let Some(resolved) = self.events[*child].take() else { continue };
                if let Some(holder) = self.holders.get(line.id).copied() {
                    self.hold(&self.standoff.events[*child], &resolved, holder);
                }
                for (attribution, inner) in self.made(*child, &resolved, content, true) {
                    via.push(attribution);
                    kept.extend(inner);
                }
            }
            let id = self.making.attribution_id();
            made.push((Attribution { id, source, mention, cue: cue.clone(), via }, kept));
        }
        made
    }

    /// The source of an event, and whether it is an anonymous one.
    fn source(&mut self, event: &Event<'_>, mention: Option<AnnotationId>) -> (SourceId, bool) {
        let (name, kind) = match event.kind {
            WITHOUT_SOURCE => (UNNAMED, SourceKind::Anonymous),
            _ => (UNMARKED, SourceKind::Person),
        };
        if let Some(described) = said::described(self.standoff, event.id, name) {
            let anonymous = described.kind == SourceKind::Anonymous;
            return (self.making.source(described), anonymous);
        }
        if let Some(source) = mention.and_then(|mention| self.making.source_of(mention)) {
            return (source, false);
        }
        if mention.is_none() {
            self.report.change(
                event.line,
                event.id,
                format!("It has no source; it was given the entry “{name}” of the register."),
            );
        }
        (self.making.source(Described::named(name, kind)), kind == SourceKind::Anonymous)
    }

    /// Remembers who stands for an event and its parts.
    fn hold(&mut self, event: &'a Event<'a>, resolved: &Resolved<'_>, content: AnnotationId) {
        self.holders.entry(event.id).or_insert(content);
        for span in resolved.cue.iter().chain(&resolved.trigger) {
            self.holders.entry(self.standoff.spans[*span].id).or_insert(content);
        }
    }
}

/// The number of an event for tags, from 1.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX - 1) + 1
}
