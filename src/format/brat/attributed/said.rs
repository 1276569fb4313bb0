//! What attributes and notes say of spans and events.

use super::{
    super::{
        NOTES,
        configuration::{LEVEL, MANNER, SORT, SOURCE_KIND, STATUS, VOICE},
        note,
        standoff::{Said, Standoff},
    },
    Reading,
};
use crate::{
    annotation::{Annotation, AttributionLevel, Body, SourceKind, Standing},
    format::{item::excerpt, making::Described, word::Word},
    record::AnnotationId,
};

/// The types of notes that hold a field each.
pub(in crate::format::brat) const TAG: &str = "Tag";
pub(in crate::format::brat) const RESTATEMENT: &str = "Restatement";
pub(in crate::format::brat) const NAME: &str = "SourceName";
pub(in crate::format::brat) const ROLE: &str = "SourceRole";
pub(in crate::format::brat) const REASON: &str = "AnonymityReason";
pub(in crate::format::brat) const SOURCE_NOTE: &str = "SourceNote";

/// What every tag begins with that keeps an attribute Hearsay does not know.
pub(in crate::format::brat) const ATTRIBUTE_TAG: &str = "attribute:";

/// What is said of the source that a span or an event names; `None` when nothing is.
pub(super) fn described(standoff: &Standoff<'_>, id: &str, name: &str) -> Option<Described> {
    let mut described = Described::named(name, SourceKind::Person);
    let mut any = false;
    for said in standoff.attributes.get(id).into_iter().flatten() {
        match said.name {
            SOURCE_KIND => described.kind = SourceKind::of(said.value).unwrap_or_default(),
            // The strictest, as everywhere.
            LEVEL => {
                described.level = AttributionLevel::of(said.value).unwrap_or(AttributionLevel::OffRecord);
            }
            _ => continue,
        }
        any = true;
    }
    for said in standoff.notes.get(id).into_iter().flatten() {
        let field = match said.name {
            NAME => &mut described.name,
            ROLE => &mut described.role,
            REASON => &mut described.anonymity_reason,
            SOURCE_NOTE => &mut described.note,
            _ => continue,
        };
        *field = note::from_line(said.value);
        any = true;
    }
    any.then_some(described)
}

fn is_of_source(name: &str) -> bool {
    matches!(name, SOURCE_KIND | LEVEL | NAME | ROLE | REASON | SOURCE_NOTE)
}

/// Applies all attributes and notes to what their spans and events became.
pub(super) fn apply(reading: &mut Reading<'_, '_, '_, '_>) {
    let standoff = reading.standoff;
    let mut known = std::collections::HashSet::new();
    for (n, span) in standoff.spans.iter().enumerate() {
        known.insert(span.id);
        let of_source = reading.mentions.contains_key(&n);
        let own = reading.contents.get(&n).or(reading.mentions.get(&n)).copied();
        let held = reading.holders.get(span.id).copied();
        one(reading, span.id, of_source, own, held);
    }
    for event in &standoff.events {
        known.insert(event.id);
        let held = reading.holders.get(event.id).copied();
        one(reading, event.id, held.is_some(), None, held);
    }
    for (id, said) in standoff.attributes.iter().chain(&standoff.notes) {
        if !known.contains(id) {
            for said in said {
                let why = format!("It is about {id}, which is not there.");
                reading.report.refuse(said.line, said.id, why);
            }
        }
    }
}

/// What is said of one span or event: it is `own`, or else `held` stands for it.
fn one(
    reading: &mut Reading<'_, '_, '_, '_>,
    id: &str,
    of_source: bool,
    own: Option<AnnotationId>,
    held: Option<AnnotationId>,
) {
    let standoff = reading.standoff;
    let mut met = Vec::new();
    for said in standoff.attributes.get(id).into_iter().flatten() {
        if matches!(said.name, MANNER | SORT | STATUS | SOURCE_KIND | LEVEL) {
            reading.twice(said, &mut met);
        }
        if of_source && is_of_source(said.name) {
            reading.unknown_word(said);
            continue;
        }
        match own {
            Some(own) => {
                let mut known = true;
                reading.making.change(own, |annotation| known = attribute(annotation, said));
                if !known {
                    let why = "Hearsay does not know this attribute; it was kept as a tag.";
                    reading.report.change(said.line, said.id, why);
                }
            }
            None => reading.report.refuse(said.line, said.id, "Hearsay has no place for this attribute."),
        }
    }
    for said in standoff.notes.get(id).into_iter().flatten() {
        if of_source && is_of_source(said.name) {
            reading.twice(said, &mut met);
            continue;
        }
        match own.or(held) {
            Some(holder) => {
                let ours = own.is_some() && matches!(said.name, NOTES | TAG | RESTATEMENT);
                reading.making.change(holder, |annotation| noted(annotation, said));
                if !ours {
                    let why = format!(
                        "Hearsay has no place for a note “{}” there; it was added to the note.",
                        said.name
                    );
                    reading.report.change(said.line, said.id, why);
                }
            }
            None => reading.report.refuse(said.line, said.id, "What it is about was left out."),
        }
    }
}

impl Reading<'_, '_, '_, '_> {
    /// Tells of what a line above says of the same otherwise.
    fn twice<'a>(&mut self, said: &Said<'a>, met: &mut Vec<(&'a str, &'a str)>) {
        if met.iter().any(|(name, value)| *name == said.name && *value != said.value) {
            self.report.change(said.line, said.id, "A line above says something else; this one was taken.");
        }
        met.push((said.name, said.value));
    }

    /// Tells of a word on a source that Hearsay does not know.
    fn unknown_word(&mut self, said: &Said<'_>) {
        let (known, instead) = match said.name {
            SOURCE_KIND => (SourceKind::of(said.value).is_some(), SourceKind::default().word()),
            LEVEL => (AttributionLevel::of(said.value).is_some(), AttributionLevel::OffRecord.word()),
            _ => return,
        };
        if !known {
            let why =
                format!("Hearsay does not know the word “{}”; it became “{instead}”.", excerpt(said.value));
            self.report.change(said.line, said.id, why);
        }
    }
}

/// Takes an attribute in; as a tag when it is none of ours, and then `false`.
fn attribute(annotation: &mut Annotation, said: &Said<'_>) -> bool {
    match (said.name, &mut annotation.body) {
        (MANNER, Body::Quote(quote)) => {
            if let Some(manner) = Word::of(said.value) {
                quote.manner = manner;
                return true;
            }
        }
        (SORT, Body::Claim(claim)) => {
            if let Some(sort) = Word::of(said.value) {
                claim.sort = Some(sort);
                return true;
            }
        }
        (STATUS, Body::Claim(claim)) => {
            if let Some(status) = Word::of(said.value) {
                claim.status = status;
                return true;
            }
        }
        (VOICE, Body::Claim(claim)) if claim.standing == Standing::NotYet => {
            claim.standing = Standing::ArticleVoice;
            return true;
        }
        _ => {}
    }
    let value = if said.value.is_empty() { String::new() } else { format!("={}", said.value) };
    annotation.tags.push(format!("{ATTRIBUTE_TAG}{}{value}", said.name));
    false
}

fn noted(annotation: &mut Annotation, said: &Said<'_>) {
    let text = note::from_line(said.value);
    match (said.name, &mut annotation.body) {
        (TAG, _) => annotation.tags.push(text),
        (RESTATEMENT, Body::Claim(claim)) => {
            if !claim.restatement.is_empty() {
                claim.restatement.push('\n');
            }
            claim.restatement.push_str(&text);
        }
        (name, _) => {
            if !annotation.note.is_empty() {
                annotation.note.push('\n');
            }
            if name != NOTES {
                annotation.note.push_str(&format!("{name}: "));
            }
            annotation.note.push_str(&text);
        }
    }
}
