//! What a person does to annotations and sources, as edits.
//!
//! The one idea: each function here only says what changes; the desk performs it. Nothing here
//! fails: an act that makes no sense where it is asked for (marking without a selection) makes
//! no change.

use std::rc::Rc;

use crate::{
    annotation::{
        Act, Annotation, Attribution, Body, Change, Claim, Evidence, Kind, Mention, Origin, Quote, QuoteKind,
        Source, SourceKind, Standing, Target,
    },
    record::{AnnotationId, SourceId, Stamp},
    suggest,
    text::TextRange,
};

use super::{Desk, EvidenceField, Field, SourceField};

/// Ids of one act: the annotation, the source, the attribution.
const ANNOTATION: u32 = 0;
const SOURCE: u32 = 1;
/// From here on, ids of acts that make many things.
pub(super) const MANY: u32 = 16;

/// What an act changes, and what to call it.
pub(super) type Changes = (Act, Vec<Change>);

/// A new annotation on what is selected, and its id. `None` without a selection, and where the
/// same words are marked in the same way already.
pub(super) fn mark(
    desk: &Desk,
    kind: Kind,
    creator: &str,
    stamp: Stamp,
) -> Option<(AnnotationId, Vec<Change>)> {
    let target = Target::from(desk.selection?.range);
    if desk
        .on(target.span())
        .iter()
        .any(|id| desk.document.annotations.get(id).is_some_and(|a| a.kind() == kind && a.target == target))
    {
        return None;
    }
    let mut changes = Vec::new();
    let body = match kind {
        Kind::Claim => Body::Claim(Claim::default()),
        Kind::Quote => Body::Quote(Quote { manner: propose_manner(desk, &target), attributions: Vec::new() }),
        Kind::Source => {
            let (source, made) = source_for(desk, &target, stamp);
            changes.extend(made);
            Body::Mention(Mention { source })
        }
    };
    let annotation = made(ANNOTATION, target, body, creator, stamp);
    let id = annotation.id;
    changes.push(Change::Annotation { before: None, after: Some(Rc::new(annotation)) });
    Some((id, changes))
}

/// An annotation made now; `n` is the number of its id within the act.
pub(super) fn made(n: u32, target: Target, body: Body, creator: &str, stamp: Stamp) -> Annotation {
    Annotation {
        id: stamp.id(n),
        target,
        body,
        tags: Vec::new(),
        note: String::new(),
        creator: creator.to_owned(),
        origin: Origin::Hand,
        created: stamp.at,
        modified: stamp.at,
    }
}

/// What the quotation marks in and around the words say about the kind of quote.
pub(super) fn propose_manner(desk: &Desk, target: &Target) -> QuoteKind {
    let text = &desk.document.article.text;
    let blocks = text.blocks_touching(target.span());
    let Some(first) = text.blocks().get(blocks.start) else { return QuoteKind::default() };
    let last = blocks.end.checked_sub(1).and_then(|n| text.blocks().get(n)).unwrap_or(first);
    let around = first.range.cover(last.range);
    match Target::new(target.ranges().iter().filter_map(|r| r.intersect(around)).map(|r| r - around.start()))
    {
        Ok(inside) => QuoteKind::propose(text.slice(around), &inside),
        Err(_) => QuoteKind::default(),
    }
}

/// The entry of the register these words name: one that is there, or a new one with the change
/// that makes it.
fn source_for(desk: &Desk, target: &Target, stamp: Stamp) -> (SourceId, Option<Change>) {
    let name = name_in(desk, target);
    match suggest::matching(&desk.document, &name) {
        Some(id) => (id, None),
        None => {
            let kind = suggest::kind_of(&name);
            let (id, change) = new_source(name, kind, stamp);
            (id, Some(change))
        }
    }
}

/// The name that these words give: “the Coalition’s statement” names the Coalition.
pub(super) fn name_in(desk: &Desk, target: &Target) -> String {
    let words = desk.document.article.text.slice(target.span());
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    name.trim_end_matches("’s").trim_end_matches("'s").to_owned()
}

/// A new entry of the register.
pub(super) fn new_source(name: String, kind: SourceKind, stamp: Stamp) -> (SourceId, Change) {
    let source = Source {
        id: stamp.id(SOURCE),
        name,
        kind,
        role: String::new(),
        level: crate::annotation::AttributionLevel::default(),
        anonymity_reason: String::new(),
        note: String::new(),
        created: stamp.at,
        modified: stamp.at,
    };
    (source.id, Change::Source { before: None, after: Some(Rc::new(source)) })
}

/// A field of the focused annotation with a new value.
pub(super) fn set(desk: &Desk, field: Field, stamp: Stamp) -> Option<Changes> {
    let annotation = desk.focused()?;
    let mut made = None;
    let mut act = Act::Change;
    let changed = change(annotation, stamp, |a| match (field, &mut a.body) {
        (Field::Note(note), _) => {
            act = Act::Note;
            a.note = note;
        }
        (Field::Tags(tags), _) => {
            act = Act::Tag;
            a.tags = clean_tags(tags);
        }
        (Field::Kind(kind), _) => {
            let (body, source) = rebody(desk, a, kind, stamp);
            made = source;
            a.body = body;
        }
        (Field::Manner(manner), Body::Quote(quote)) => quote.manner = manner,
        (Field::Restatement(words), Body::Claim(claim)) => {
            act = Act::Note;
            claim.restatement = words;
        }
        (Field::Sort(sort), Body::Claim(claim)) => claim.sort = sort,
        (Field::Status(status), Body::Claim(claim)) => claim.status = status,
        (Field::AddEvidence, Body::Claim(claim)) => claim.evidence.push(Evidence::default()),
        (Field::RemoveEvidence(n), Body::Claim(claim)) if n < claim.evidence.len() => {
            claim.evidence.remove(n);
        }
        (Field::Evidence(n, field), Body::Claim(claim)) => {
            let Some(evidence) = claim.evidence.get_mut(n) else { return };
            act = Act::Note;
            match field {
                EvidenceField::Link(link) => evidence.link = link,
                EvidenceField::Title(title) => evidence.title = title,
                EvidenceField::Note(note) => evidence.note = note,
                EvidenceField::Stance(stance) => {
                    act = Act::Change;
                    evidence.stance = stance;
                }
            }
        }
        (Field::Source(source), Body::Mention(mention)) => mention.source = source,
        (Field::NewSource, Body::Mention(mention)) => {
            let name = name_in(desk, &a.target);
            let kind = suggest::kind_of(&name);
            let (id, source) = new_source(name, kind, stamp);
            mention.source = id;
            made = Some(source);
        }
        _ => {}
    })?;
    let names = match &changed {
        Change::Annotation { after: Some(after), .. } => named_by(after),
        _ => None,
    };
    let mut changes: Vec<Change> = made.into_iter().chain([changed]).collect();
    changes.extend(forgotten(desk, annotation.id, names, stamp));
    changes.extend(abandoned(desk, &changes));
    Some((act, changes))
}

/// The source that an annotation names; `None` when it is no mention.
fn named_by(annotation: &Annotation) -> Option<SourceId> {
    if let Body::Mention(mention) = &annotation.body { Some(mention.source) } else { None }
}

/// The body an annotation has as another kind: attributions stay where they still make sense.
fn rebody(desk: &Desk, annotation: &Annotation, kind: Kind, stamp: Stamp) -> (Body, Option<Change>) {
    let attributions = annotation.attributions().to_vec();
    match kind {
        kind if kind == annotation.kind() => (annotation.body.clone(), None),
        Kind::Claim => {
            (Body::Claim(Claim { standing: Standing::of(attributions), ..Claim::default() }), None)
        }
        Kind::Quote => {
            let manner = propose_manner(desk, &annotation.target);
            (Body::Quote(Quote { manner, attributions }), None)
        }
        Kind::Source => {
            let (source, made) = source_for(desk, &annotation.target, stamp);
            (Body::Mention(Mention { source }), made)
        }
    }
}

/// The tags in a list with commas between them.
#[must_use]
pub fn tags(list: &str) -> Vec<String> {
    clean_tags(list.split(',').map(str::to_owned).collect())
}

/// Tags without blanks around them, none empty, none twice.
pub(super) fn clean_tags(tags: Vec<String>) -> Vec<String> {
    let mut clean: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if !tag.is_empty() && !clean.contains(&tag) {
            clean.push(tag);
        }
    }
    clean
}

/// The change that `edit` makes to an annotation; `None` when it makes none.
pub(super) fn change(
    annotation: &Rc<Annotation>,
    stamp: Stamp,
    edit: impl FnOnce(&mut Annotation),
) -> Option<Change> {
    let mut after = Annotation::clone(annotation);
    edit(&mut after);
    if after == **annotation {
        return None;
    }
    after.modified = stamp.at.max(annotation.modified);
    Some(Change::Annotation { before: Some(annotation.clone()), after: Some(Rc::new(after)) })
}

/// A field of an entry of the source register with a new value.
pub(super) fn set_source(desk: &Desk, id: SourceId, field: SourceField, stamp: Stamp) -> Option<Changes> {
    let before = desk.document.sources.get(&id)?;
    let mut after = Source::clone(before);
    let mut act = Act::Change;
    match field {
        SourceField::Kind(kind) => after.kind = kind,
        SourceField::Level(level) => after.level = level,
        written => {
            act = Act::Source;
            match written {
                // Without a name nobody could choose it or tell it from others.
                SourceField::Name(name) if name.trim().is_empty() => return None,
                SourceField::Name(name) => name.trim().clone_into(&mut after.name),
                SourceField::Role(role) => after.role = role,
                SourceField::AnonymityReason(reason) => after.anonymity_reason = reason,
                SourceField::Note(note) => after.note = note,
                SourceField::Kind(_) | SourceField::Level(_) => {}
            }
        }
    }
    if after == **before {
        return None;
    }
    after.modified = stamp.at.max(before.modified);
    Some((act, vec![Change::Source { before: Some(before.clone()), after: Some(Rc::new(after)) }]))
}

/// The focused annotation with one more part.
pub(super) fn add_part(desk: &Desk, range: TextRange, stamp: Stamp) -> Option<Changes> {
    let changed = change(desk.focused()?, stamp, |a| {
        let proposed = propose_manner(desk, &a.target);
        a.target = a.target.with(range);
        keep_manner(desk, a, proposed);
    })?;
    Some((Act::Reshape, vec![changed]))
}

/// Proposes the kind of quote anew for other words. One that was chosen by hand, other than was
/// `proposed` for the words before, stays.
pub(super) fn keep_manner(desk: &Desk, annotation: &mut Annotation, proposed: QuoteKind) {
    if let Body::Quote(quote) = &mut annotation.body
        && quote.manner == proposed
    {
        quote.manner = propose_manner(desk, &annotation.target);
    }
}

/// The focused annotation without the part of this number. The last part stays.
pub(super) fn remove_part(desk: &Desk, part: usize, stamp: Stamp) -> Option<Changes> {
    let changed = change(desk.focused()?, stamp, |a| {
        let left = a.target.ranges().iter().enumerate().filter(|(n, _)| *n != part).map(|(_, range)| *range);
        if let Ok(target) = Target::new(left) {
            a.target = target;
        }
    })?;
    Some((Act::Reshape, vec![changed]))
}

/// The focused annotation gone, with every reference to it.
pub(super) fn delete(desk: &Desk, stamp: Stamp) -> Option<Changes> {
    let annotation = desk.focused()?;
    let mut changes = vec![Change::Annotation { before: Some(annotation.clone()), after: None }];
    changes.extend(forgotten(desk, annotation.id, None, stamp));
    changes.extend(abandoned(desk, &changes));
    Some((Act::Delete, changes))
}

/// What becomes of the others when a mention `names` another source from now on, or none: an
/// attribution never rests on words that name somebody else.
fn forgotten(desk: &Desk, mention: AnnotationId, names: Option<SourceId>, stamp: Stamp) -> Vec<Change> {
    let was = desk.document.annotations.get(&mention).and_then(|a| named_by(a));
    if was.is_none() || was == names {
        return Vec::new();
    }
    let rests = |a: &Attribution| a.mention == Some(mention) && Some(a.source) != names;
    let others = desk.document.annotations.values().filter(|other| other.id != mention);
    others
        .filter(|other| other.attributions().iter().flat_map(Attribution::all).any(rests))
        .filter_map(|other| {
            change(other, stamp, |other| {
                for attribution in attributions_mut(&mut other.body) {
                    attribution.for_each_mut(&mut |a| {
                        if rests(a) {
                            a.mention = None;
                        }
                    });
                }
            })
        })
        .collect()
}

/// The attributions of a body, to be changed.
pub(super) fn attributions_mut(body: &mut Body) -> &mut [Attribution] {
    match body {
        Body::Claim(Claim { standing: Standing::Attributed { attributions }, .. }) => attributions,
        Body::Quote(quote) => &mut quote.attributions,
        Body::Claim(_) | Body::Mention(_) => &mut [],
    }
}

/// Entries of the register that nothing refers to once `changes` are made, and that nobody has
/// written anything into: they go with their last mention.
pub(super) fn abandoned(desk: &Desk, changes: &[Change]) -> Vec<Change> {
    let mut left: Vec<SourceId> = Vec::new();
    let mut changed: Vec<(AnnotationId, Option<&Rc<Annotation>>)> = Vec::new();
    for change in changes {
        if let Change::Annotation { before: Some(before), after } = change {
            changed.push((before.id, after.as_ref()));
            if let Body::Mention(mention) = &before.body
                && !after.as_ref().is_some_and(|after| after.body.refers_to(mention.source))
            {
                left.push(mention.source);
            }
        }
    }
    let now = |a: &Rc<Annotation>| {
        changed.iter().find(|(id, _)| *id == a.id).map_or(Some(a.clone()), |(_, a)| a.cloned())
    };
    let stray = |id| desk.document.strays.values().any(|stray| stray.body.refers_to(id));
    let used =
        |id| stray(id) || desk.document.annotations.values().filter_map(now).any(|a| a.body.refers_to(id));
    left.into_iter()
        .filter(|id| !used(*id))
        .filter_map(|id| desk.document.sources.get(&id))
        .filter(|source| {
            source.role.is_empty() && source.note.is_empty() && source.anonymity_reason.is_empty()
        })
        .map(|source| Change::Source { before: Some(source.clone()), after: None })
        .collect()
}
