//! The source register: two entries made one, entries nobody needs removed, and every place that
//! names a source marked at once.
//!
//! The one idea: whatever refers to an entry follows it in the same act, so that one step back
//! restores everything.

use std::rc::Rc;

use super::{
    Desk, Effect, Focusable, Load, Mode, Notice, Offer, Register, State,
    acts::{self, Changes},
    update::{open_source, perform},
};
use crate::{
    annotation::{Act, Annotation, Attribution, Body, Change, Mention, Source, SourceKind},
    record::{SourceId, Stamp},
    suggest,
};

/// What is done to the register.
pub(super) fn update(state: &mut State, message: Register) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    match message {
        Register::Merge { from, into, stamp } => {
            let name = |id| desk.document.sources.get(&id).map(|source| source.name.clone());
            let told = name(from).zip(name(into)).map(|(from, into)| format!("“{from}” is now “{into}”."));
            let changes = merge(desk, from, into, stamp);
            let mut effects = perform(state, changes, stamp);
            if let Load::Ready(desk) = &mut state.desk
                && !desk.document.sources.contains_key(&from)
            {
                state.notice = told.map(|told| Notice::quiet(told).offering(Offer::Undo));
                effects.extend(open_source(desk, Some(into)));
                effects.push(Effect::MoveFocus(Focusable::Source));
            }
            effects
        }
        Register::Remove(id, stamp) => {
            let Some(changes) = remove(desk, id) else { return Vec::new() };
            let name = desk.document.sources.get(&id).map_or("", |source| source.name.as_str());
            let told = format!("“{name}” is no longer in the register.");
            let mut effects = perform(state, Some(changes), stamp);
            if !effects.is_empty() {
                state.notice = Some(Notice::quiet(told).offering(Offer::Undo));
                effects.push(Effect::MoveFocus(Focusable::Source));
            }
            effects
        }
        Register::Split(stamp) => {
            let changes = split(desk, stamp);
            perform(state, changes, stamp)
        }
        Register::FindMentions(source) => {
            if desk.propose_mentions(source) == 0 {
                state.notice =
                    Some(Notice::quiet("No other place was found in the article that gives this name."));
                return Vec::new();
            }
            let Mode::MarkingAll { places, .. } = &desk.mode else { return Vec::new() };
            let first = places.first().copied();
            let mut effects = first.map(|first| desk.show_range(first)).unwrap_or_default();
            effects.push(Effect::MoveFocus(Focusable::MarkAll));
            effects
        }
        Register::MarkMentions(stamp) => {
            let creator = state.settings.creator.clone();
            let changes = desk.mark_proposed(&creator, stamp);
            let marked = changes.as_ref().map_or(0, |(_, changes)| changes.len());
            let effects = perform(state, changes, stamp);
            if marked > 0 {
                let told = if marked == 1 {
                    "1 mention was marked.".to_owned()
                } else {
                    format!("{marked} mentions were marked.")
                };
                state.notice = Some(Notice::quiet(told).offering(Offer::Undo));
            }
            effects
        }
    }
}

/// One entry goes into another: mentions and attributions follow, and what only the first one
/// says is kept.
pub(super) fn merge(desk: &Desk, from: SourceId, into: SourceId, stamp: Stamp) -> Option<Changes> {
    let (gone, kept) = (desk.document.sources.get(&from)?, desk.document.sources.get(&into)?);
    if from == into {
        return None;
    }
    let mut changes: Vec<Change> = desk
        .document
        .annotations
        .values()
        .filter_map(|annotation| acts::change(annotation, stamp, |a| follow(a, from, into)))
        .collect();
    let merged = both(kept, gone, stamp);
    if merged != **kept {
        changes.push(Change::Source { before: Some(kept.clone()), after: Some(Rc::new(merged)) });
    }
    changes.push(Change::Source { before: Some(gone.clone()), after: None });
    Some((Act::Source, changes))
}

/// Makes everything in an annotation that refers to `from` refer to `into`. Who is named twice
/// after that is named once.
fn follow(annotation: &mut Annotation, from: SourceId, into: SourceId) {
    if let Body::Mention(Mention { source }) = &mut annotation.body
        && *source == from
    {
        *source = into;
    }
    let mut touched = false;
    for attribution in acts::attributions_mut(&mut annotation.body) {
        attribution.for_each_mut(&mut |a| {
            if a.source == from {
                a.source = into;
                touched = true;
            }
        });
    }
    if !touched {
        return;
    }
    let once = |attributions: &mut Vec<Attribution>| {
        let mut seen = false;
        attributions.retain(|a| a.source != into || !std::mem::replace(&mut seen, true));
    };
    match &mut annotation.body {
        Body::Quote(quote) => once(&mut quote.attributions),
        Body::Claim(claim) => {
            let mut attributions = claim.standing.attributions().to_vec();
            once(&mut attributions);
            claim.standing = crate::annotation::Standing::of(attributions);
        }
        Body::Mention(_) => {}
    }
}

/// What two entries say together. The first has the word where both say something, but for notes,
/// which are both kept.
fn both(kept: &Source, gone: &Source, stamp: Stamp) -> Source {
    let either = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
    let note = match (kept.note.as_str(), gone.note.as_str()) {
        ("", note) | (note, "") => note.to_owned(),
        (a, b) if a == b => a.to_owned(),
        (a, b) => format!("{a}\n{b}"),
    };
    let mut merged = Source {
        role: either(&kept.role, &gone.role),
        anonymity_reason: either(&kept.anonymity_reason, &gone.anonymity_reason),
        note,
        ..kept.clone()
    };
    if merged != *kept {
        merged.modified = stamp.at.max(kept.modified);
    }
    merged
}

/// An entry that nothing refers to, gone.
pub(super) fn remove(desk: &Desk, id: SourceId) -> Option<Changes> {
    let source = desk.document.sources.get(&id).filter(|_| !desk.document.is_used(id))?;
    Some((Act::Source, vec![Change::Source { before: Some(source.clone()), after: None }]))
}

/// A mention and the attributions that rest on it get an entry of their own.
pub(super) fn split(desk: &Desk, stamp: Stamp) -> Option<Changes> {
    let focused = desk.focused()?;
    let Body::Mention(Mention { source: was }) = focused.body else { return None };
    let name = acts::name_in(desk, &focused.target);
    let kind: SourceKind = desk.document.sources.get(&was)?.kind;
    let (source, made) = acts::new_source(name, kind, stamp);
    let rests = |a: &Attribution| a.mention == Some(focused.id) && a.source == was;
    let mut changes = vec![made];
    changes.extend(desk.document.annotations.values().filter_map(|annotation| {
        acts::change(annotation, stamp, |a| {
            if a.id == focused.id {
                a.body = Body::Mention(Mention { source });
            }
            for attribution in acts::attributions_mut(&mut a.body) {
                attribution.for_each_mut(&mut |a| {
                    if rests(a) {
                        a.source = source;
                    }
                });
            }
        })
    }));
    Some((Act::Source, changes))
}

impl Desk {
    /// Proposes every place that names a source; how many there are.
    pub(super) fn propose_mentions(&mut self, source: SourceId) -> usize {
        let places = suggest::mentions(&self.document, source);
        let count = places.len();
        if count > 0 {
            self.mode = Mode::MarkingAll { source, places };
        }
        count
    }

    /// Marks the places that were proposed.
    pub(super) fn mark_proposed(&mut self, creator: &str, stamp: Stamp) -> Option<Changes> {
        let Mode::MarkingAll { source, places } = std::mem::take(&mut self.mode) else { return None };
        let marked = (0..).zip(places).map(|(n, range)| {
            let body = Body::Mention(Mention { source });
            let annotation = acts::made(acts::MANY + n, range.into(), body, creator, stamp);
            Change::Annotation { before: None, after: Some(Rc::new(annotation)) }
        });
        Some((Act::Mark, marked.collect()))
    }
}
