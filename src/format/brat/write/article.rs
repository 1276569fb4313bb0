//! The `.ann` file of one document.

use std::collections::HashMap;

use super::{
    super::{
        ATTRIBUTION, CLAIM, CONTENT, NOTES, SOURCE,
        attributed::{ATTRIBUTE_TAG, NAME, REASON, RESTATEMENT, ROLE, SOURCE_NOTE, TAG},
        breaks,
        configuration::{LEVEL, MANNER, SORT, SOURCE_KIND, STATUS, Used, VOICE},
        keep::{self, Kept},
        note,
    },
    events::{Event, Events, source_role},
};
use crate::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, ClaimStatus, Document, SourceKind, Standing,
    },
    format::{
        making::{Described, TYPE_TAG, is_pronoun, name_of},
        manner::Manners,
        word::Word,
    },
    record::{AnnotationId, SourceId},
    text::TextRange,
};

/// The file; `used` learns which types and attributes are in it.
pub(super) fn article(document: &Document, used: &mut Used) -> String {
    let mut writer = Writer {
        document,
        used,
        manners: Manners::without_blocks(&document.article.text),
        lines: String::new(),
        ids: [0; 4],
        spans: HashMap::new(),
        named: HashMap::new(),
    };
    for annotation in document.annotations.values() {
        if let Body::Mention(mention) = annotation.body {
            *writer.named.entry(mention.source).or_default() += 1;
        }
    }
    let annotations = document.in_reading_order();
    let tags: Vec<Tags> = annotations.iter().map(|annotation| Tags::of(annotation)).collect();
    for (annotation, tags) in annotations.iter().zip(&tags) {
        writer.annotation(annotation, tags);
    }
    let spans = std::mem::take(&mut writer.spans);
    let mut events = Events::new(document, &spans);
    for (annotation, tags) in annotations.iter().zip(&tags) {
        if tags.alone || spans.contains_key(&annotation.id) {
            events.add(annotation, &tags.kept, tags.alone);
        }
    }
    writer.spans.clone_from(&spans);
    let mut ids = Vec::new();
    for event in &events.all {
        writer.event(event, &mut ids);
    }
    writer.lines
}

/// What the tags of an annotation are in brat.
struct Tags<'a> {
    kind: Option<&'a str>,
    attributes: Vec<(&'a str, &'a str)>,
    /// Of each attribution, nested ones too.
    kept: Vec<Kept>,
    alone: bool,
    plain: Vec<&'a str>,
}

impl<'a> Tags<'a> {
    fn of(annotation: &'a Annotation) -> Self {
        let count = annotation.attributions().iter().flat_map(Attribution::all).count();
        let mut tags = Self {
            kind: None,
            attributes: Vec::new(),
            kept: vec![Kept::default(); count],
            alone: false,
            plain: Vec::new(),
        };
        let attributed_claim = matches!(annotation.body, Body::Claim(_)) && count > 0;
        for tag in &annotation.tags {
            let kind = tag.strip_prefix(TYPE_TAG).filter(|kind| keep::is_name(kind) && !attributed_claim);
            let attribute =
                tag.strip_prefix(ATTRIBUTE_TAG).map(|said| said.split_once('=').unwrap_or((said, "")));
            let attribute = attribute.filter(|(name, value)| {
                keep::is_name(name) && value.chars().all(|c| !c.is_whitespace() && !c.is_control())
            });
            if let (Some(kind), None) = (kind, tags.kind) {
                tags.kind = Some(kind);
            } else if let Some(attribute) = attribute {
                tags.attributes.push(attribute);
            } else if tag == keep::NO_CONTENT && count > 0 && !tags.alone {
                tags.alone = true;
            } else if !tags.keeps(tag) {
                tags.plain.push(tag);
            }
        }
        tags
    }

    fn keeps(&mut self, tag: &str) -> bool {
        let number = tag.strip_prefix("brat:").and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok());
        let kept = number.and_then(|number| Some((number, self.kept.get_mut(number.checked_sub(1)?)?)));
        kept.is_some_and(|(number, kept)| kept.take(tag, number))
    }
}

/// The numbers of ids that were given out.
const SPANS: usize = 0;
const EVENTS: usize = 1;
const ATTRIBUTES: usize = 2;
const NOTED: usize = 3;

struct Writer<'a> {
    document: &'a Document,
    used: &'a mut Used,
    manners: Manners,
    lines: String,
    ids: [usize; 4],
    /// The ids of the spans of annotations.
    spans: HashMap<AnnotationId, String>,
    /// How many mentions name each source.
    named: HashMap<SourceId, usize>,
}

impl Writer<'_> {
    fn id(&mut self, kind: usize) -> String {
        self.ids[kind] += 1;
        format!("{}{}", ["T", "E", "A", "#"][kind], self.ids[kind])
    }

    fn line(&mut self, id: &str, what: &str) {
        self.lines.push_str(id);
        self.lines.push('\t');
        self.lines.push_str(what);
        self.lines.push('\n');
    }

    /// A span over these ranges, which hold no line break; answers its id.
    fn span(&mut self, kind: &str, ranges: &[TextRange]) -> String {
        let text = &self.document.article.text;
        let chars = ranges.iter().filter_map(|range| text.index().range_to_chars(text.as_str(), *range).ok());
        let offsets: Vec<_> = chars.map(|range| format!("{} {}", range.start.0, range.end.0)).collect();
        let words: Vec<_> = ranges.iter().map(|range| text.slice(*range)).collect();
        let what = format!("{kind} {}\t{}", offsets.join(";"), words.join(" "));
        let id = self.id(SPANS);
        self.line(&id, &what);
        id
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        let id = self.id(ATTRIBUTES);
        let what = format!("{name} {of} {value}");
        self.line(&id, what.trim_end());
    }

    fn note(&mut self, kind: &str, of: &str, text: &str) {
        let id = self.id(NOTED);
        self.line(&id, &format!("{kind} {of}\t{}", note::to_line(text)));
    }

    fn annotation(&mut self, annotation: &Annotation, tags: &Tags<'_>) {
        let ranges = breaks::split(self.document.article.text.as_str(), &annotation.target);
        if ranges.is_empty() || tags.alone {
            return;
        }
        let own = match annotation.body {
            Body::Claim(_) => CLAIM,
            Body::Quote(_) => CONTENT,
            Body::Mention(_) => SOURCE,
        };
        let kind = tags.kind.unwrap_or(own);
        if kind != ATTRIBUTION {
            self.used.types.insert(kind.to_owned());
        }
        let id = self.span(kind, &ranges);
        self.body(annotation, &id);
        for (name, value) in &tags.attributes {
            self.used.attributes.insert(((*name).to_owned(), (*value).to_owned()));
            self.attribute(name, &id, value);
        }
        self.said(annotation, tags, &id);
        self.spans.insert(annotation.id, id);
    }

    /// The note and the tags.
    fn said(&mut self, annotation: &Annotation, tags: &Tags<'_>, id: &str) {
        for tag in &tags.plain {
            self.note(TAG, id, tag);
        }
        if !annotation.note.is_empty() {
            self.note(NOTES, id, &annotation.note);
        }
    }

    fn body(&mut self, annotation: &Annotation, id: &str) {
        match &annotation.body {
            Body::Quote(quote) => {
                let proposed = self.manners.propose(&self.document.article.text, &annotation.target);
                if quote.manner != proposed {
                    self.attribute(MANNER, id, quote.manner.word());
                }
            }
            Body::Claim(claim) => {
                if let Some(sort) = claim.sort {
                    self.attribute(SORT, id, sort.word());
                }
                if claim.status != ClaimStatus::default() {
                    self.attribute(STATUS, id, claim.status.word());
                }
                if claim.standing == Standing::ArticleVoice {
                    self.attribute(VOICE, id, "");
                }
                if !claim.restatement.is_empty() {
                    self.note(RESTATEMENT, id, &claim.restatement);
                }
            }
            Body::Mention(mention) => {
                let Some(source) = self.document.sources.get(&mention.source) else { return };
                let described = Described::of(source);
                if !self.goes_without_saying(annotation, &described) {
                    self.described(id, &described);
                }
            }
        }
    }

    /// Whether a reader finds this source by the words of its mention alone.
    fn goes_without_saying(&self, mention: &Annotation, described: &Described) -> bool {
        let text = &self.document.article.text;
        let words: Vec<_> = mention.target.ranges().iter().map(|range| text.slice(*range)).collect();
        let name = name_of(&words.join(" "));
        let only = || {
            let Body::Mention(named) = mention.body else { return false };
            self.named.get(&named.source) == Some(&1)
        };
        *described == Described::named(&name, SourceKind::Person) && (!is_pronoun(&name) || only())
    }

    fn described(&mut self, id: &str, described: &Described) {
        if described.kind != SourceKind::default() {
            self.attribute(SOURCE_KIND, id, described.kind.word());
        }
        if described.level != AttributionLevel::default() {
            self.attribute(LEVEL, id, described.level.word());
        }
        self.note(NAME, id, &described.name);
        let fields =
            [(ROLE, &described.role), (REASON, &described.anonymity_reason), (SOURCE_NOTE, &described.note)];
        for (name, field) in fields.into_iter().filter(|(_, field)| !field.is_empty()) {
            self.note(name, id, field);
        }
    }

    fn event(&mut self, event: &Event, ids: &mut Vec<String>) {
        let mut arguments = String::new();
        for (role, id) in &event.contents {
            if let Some(span) = self.spans.get(id) {
                arguments.push_str(&format!(" {role}:{span}"));
            }
        }
        if let Some(outer) = event.of.and_then(|of| ids.get(of)) {
            arguments.push_str(&format!(" {CONTENT}:{outer}"));
        }
        if let Some((kind, ranges)) = &event.cue {
            self.used.types.insert(kind.clone());
            let cue = self.span(kind, ranges);
            arguments.push_str(&format!(" Cue:{cue}"));
        }
        for (n, mention) in event.mentions.iter().enumerate() {
            if let Some(span) = self.spans.get(mention) {
                arguments.push_str(&format!(" {}:{span}", source_role(n)));
            }
        }
        self.used.events.insert(event.kind.clone());
        let trigger = self.span(&event.kind, &event.trigger);
        let id = self.id(EVENTS);
        self.line(&id, &format!("{}:{trigger}{arguments}", event.kind));
        if let Some(described) = &event.described {
            self.described(&id, described);
        }
        if let Some(annotation) = event.alone.and_then(|alone| self.document.annotations.get(&alone)) {
            self.said(annotation, &Tags::of(annotation), &id);
        }
        ids.push(id);
    }
}
