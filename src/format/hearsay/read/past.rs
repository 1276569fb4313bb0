//! The history of an article in a backup.
//!
//! The one idea: a step is taken whole or the history ends there. Nothing of an act is mended:
//! undo must bring back what was, not something like it.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    super::{Item, Past},
    annotation, article,
    attribution::Context,
    entry::Entry,
    report::{Ids, Listed, Place, Report},
    source, stray,
};
use crate::{
    annotation::{Act, Attribution, Body, Change, Document, Edit, Source},
    article::{About, FrozenText},
    format::{
        json::{self, Node},
        word::Word,
    },
    record::{AnnotationId, SourceId, Timestamp},
};

/// Reads the history that leads to `document`; the second says that all of it could be read.
pub(super) fn read(part: &str, document: &Document) -> (Past, bool) {
    let mut past = Past::default();
    let whole = acts(part).is_some_and(|(acts, done)| {
        let (back, on) = acts.split_at(done.min(acts.len()));
        let mut here = document.clone();
        let mut edits = Vec::new();
        let mut sound = done <= acts.len();
        for act in back.iter().rev() {
            match step(act, &mut here) {
                Some(Edit { act, at, changes }) => {
                    let changes = changes.iter().map(Change::inverse).collect();
                    edits.push(Rc::new(Edit { act, at, changes }));
                }
                None => {
                    sound = false;
                    break;
                }
            }
        }
        edits.reverse();
        past.done = edits.len();
        here = document.clone();
        for act in on {
            match step(act, &mut here) {
                Some(edit) => edits.push(Rc::new(edit)),
                None => {
                    sound = false;
                    break;
                }
            }
        }
        past.edits = edits;
        sound
    });
    (past, whole)
}

fn acts(part: &str) -> Option<(Vec<&str>, usize)> {
    let mut fields = json::fields(part).ok()?;
    let acts = json::parts(fields.take("acts")?).ok()?;
    let Ok(Node::Whole(done)) = json::node(fields.take("done")?) else { return None };
    Some((acts, usize::try_from(done).ok()?))
}

/// Takes one step from `here`, whole or not at all; the edit that was it.
fn step(part: &str, here: &mut Document) -> Option<Edit> {
    let mut fields = json::fields(part).ok()?;
    let act = Act::of(&text(fields.take("act")?)?)?;
    let at = Timestamp::from_rfc3339(&text(fields.take("at")?)?)?;
    let records = json::parts(fields.take("records")?).ok()?;
    let records = records.into_iter().map(Record::of).collect::<Option<Vec<_>>>()?;
    let mut met = BTreeSet::new();
    if !records.iter().all(|record| met.insert((record.of.clone(), record.id.clone()))) {
        return None;
    }
    // Annotations are read against the register as it is after the step.
    let mut sources = Cow::Borrowed(&here.sources);
    let mut changes = Vec::new();
    for record in records.iter().filter(|record| record.of == "source") {
        let id: SourceId = record.id.parse().ok()?;
        let read = |place, report: &mut Report<'_>| {
            source::read(place, Timestamp::default(), &mut Ids::default(), report).ok()
        };
        let after = record.read(read, |source| source.id == id)?;
        match &after {
            Some(after) => sources.to_mut().insert(id, after.clone()),
            None => sources.to_mut().remove(&id),
        };
        changes.push(Change::Source { before: here.sources.get(&id).cloned(), after });
    }
    let mut of_sources = changes.into_iter();
    let change = |record: &Record<'_>| match record.of.as_str() {
        "source" => of_sources.next(),
        "about" => about(record, here),
        _ => mark(record, here, &sources),
    };
    let changes = records.iter().map(change).collect::<Option<Vec<_>>>()?;
    let edit = Edit { act, at, changes };
    let article = here.article.clone();
    edit.apply(here).ok()?;
    // Walking through the history is no change of the article.
    let about = here.article.about.clone();
    here.article = article;
    if here.article.about != about {
        Rc::make_mut(&mut here.article).about = about;
    }
    leads_somewhere(here, &edit).then_some(edit)
}

/// One record of an act.
struct Record<'a> {
    of: String,
    id: String,
    state: Option<&'a str>,
}

impl<'a> Record<'a> {
    fn of(part: &'a str) -> Option<Self> {
        let mut fields = json::fields(part).ok()?;
        let of = text(fields.take("of")?)?;
        let id = match fields.take("id") {
            Some(id) => text(id)?,
            None => String::new(),
        };
        Some(Self { of, id, state: fields.take("state") })
    }

    /// The state it comes to: `Some(None)` when it is not there then, `None` when it cannot be read.
    fn read<T>(
        &self,
        read: impl FnOnce(Place<'a>, &mut Report<'a>) -> Option<T>,
        is_it: impl FnOnce(&T) -> bool,
    ) -> Option<Option<Rc<T>>> {
        let Some(state) = self.state else { return Some(None) };
        let state = quiet(state, read)?;
        is_it(&state).then(|| Some(Rc::new(state)))
    }
}

fn about(record: &Record<'_>, here: &Document) -> Option<Change> {
    let after = quiet(record.state?, |place, report| {
        let mut entry = Entry::read(place).ok()?;
        let previous = entry.link("previous", report).map(Into::into);
        Some(About { previous, ..article::about_of(entry, report) })
    })?;
    Some(Change::About { before: Rc::new(here.article.about.clone()), after: Rc::new(after) })
}

/// An annotation, with or without a place.
fn mark(record: &Record<'_>, here: &Document, sources: &BTreeMap<SourceId, Rc<Source>>) -> Option<Change> {
    let text: &FrozenText = &here.article.text;
    let none = Timestamp::default();
    let id: AnnotationId = record.id.parse().ok()?;
    match record.of.as_str() {
        "annotation" => {
            let after = record.read(
                |place, report| {
                    annotation::read(
                        place,
                        none,
                        &mut Context { text, sources, ids: &mut Ids::default(), report },
                    )
                    .ok()
                },
                |annotation| annotation.id == id,
            )?;
            Some(Change::Annotation { before: here.annotations.get(&id).cloned(), after })
        }
        "stray" => {
            let after = record.read(
                |place, report| {
                    stray::read(place, none, &mut Context { text, sources, ids: &mut Ids::default(), report })
                        .ok()
                },
                |stray| stray.id == id,
            )?;
            Some(Change::Stray { before: here.strays.get(&id).cloned(), after })
        }
        _ => None,
    }
}

/// Reads a state that must be sound to the last field.
fn quiet<'a, T>(part: &'a str, read: impl FnOnce(Place<'a>, &mut Report<'a>) -> Option<T>) -> Option<T> {
    let mut report = Report::new(part, 1, Listed::default());
    let found = read(Place { item: Item::Article(1), part }, &mut report)?;
    report.listed().finish().is_empty().then_some(found)
}

/// Whether every reference leads somewhere after a step. What it did not touch is looked at only
/// where something that may be referred to went.
fn leads_somewhere(there: &Document, edit: &Edit) -> bool {
    let mut went = false;
    for change in &edit.changes {
        match change {
            Change::Source { after, .. } => went |= after.is_none(),
            Change::Annotation { before, after } => {
                went |= before.as_ref().is_some_and(|before| {
                    matches!(before.body, Body::Mention(_))
                        && after.as_ref().is_none_or(|after| after.body != before.body)
                });
                if let Some(after) = after
                    && (!stands(there, &after.body) || there.strays.contains_key(&after.id))
                {
                    return false;
                }
            }
            Change::Stray { after: Some(after), .. } => {
                if !stands(there, &after.body) || there.annotations.contains_key(&after.id) {
                    return false;
                }
            }
            Change::Stray { .. } | Change::About { .. } => {}
        }
    }
    !went
        || (there.annotations.values().all(|a| stands(there, &a.body))
            && there.strays.values().all(|stray| stands(there, &stray.body)))
}

fn stands(document: &Document, body: &Body) -> bool {
    let named = if let Body::Mention(mention) = body { Some(mention.source) } else { None };
    let mut attributions = body.attributions().iter().flat_map(Attribution::all);
    named.is_none_or(|source| document.sources.contains_key(&source))
        && attributions.all(|a| {
            let is_mention = |id: &AnnotationId| {
                document.annotations.get(id).is_some_and(|found| matches!(found.body, Body::Mention(_)))
            };
            document.sources.contains_key(&a.source) && a.mention.as_ref().is_none_or(is_mention)
        })
}

fn text(part: &str) -> Option<String> {
    match json::node(part) {
        Ok(Node::Text(text)) => Some(text.into_owned()),
        _ => None,
    }
}
