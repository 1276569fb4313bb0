//! Two changes of one record, made side by side, brought together: the one another tab made is
//! in the store already, ours comes after it.
//!
//! The one idea: field by field, with three states of each: as both knew it (`base`), as it is
//! stored now (`theirs`), as it would be (`mine`). A field only one of them changed is as that
//! one made it. Where both changed it, nothing is lost: words are joined, lists united, and of
//! a choice the later one stands while the other lies beneath it in the history; [`Clash`] names
//! what was met, for the person.
//!
//! Neighbours: [`super::Edit`] for changes that fit as they are; [`crate::shelf`] does acts again.

mod body;
pub(super) mod two;
mod words;

use std::rc::Rc;

use super::{Annotation, Attribution, Body, Change, Document, Source, Stray};
use crate::{
    article::About,
    record::{AnnotationId, SourceId},
};

/// A field that was changed on both sides, as a word for the person: “note”, “status”.
pub type Clash = &'static str;

/// One field out of three states of it.
pub(super) fn choice<T: Clone + PartialEq>(
    base: &T,
    mine: &T,
    theirs: &T,
    name: Clash,
    clashes: &mut Vec<Clash>,
) -> T {
    if mine == base || mine == theirs {
        return theirs.clone();
    }
    if theirs != base {
        clashes.push(name);
    }
    mine.clone()
}

/// Written words out of three states of them.
fn text(base: &str, mine: &str, theirs: &str, name: Clash, clashes: &mut Vec<Clash>) -> String {
    let (merged, clash) = words::merge(base, mine, theirs);
    if clash {
        clashes.push(name);
    }
    merged
}

/// Tags out of three states of them: what either gave is there, what either took is gone.
fn tags(base: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    let mut merged: Vec<String> =
        theirs.iter().filter(|tag| mine.contains(tag) || !base.contains(tag)).cloned().collect();
    let new = mine.iter().filter(|tag| !base.contains(tag) && !theirs.contains(tag));
    merged.extend(new.cloned());
    merged
}

fn annotation(
    base: &Annotation,
    mine: &Annotation,
    theirs: &Annotation,
    clashes: &mut Vec<Clash>,
) -> Annotation {
    Annotation {
        id: theirs.id,
        target: choice(&base.target, &mine.target, &theirs.target, "words", clashes),
        body: body::merge(&base.body, &mine.body, &theirs.body, clashes),
        tags: tags(&base.tags, &mine.tags, &theirs.tags),
        note: text(&base.note, &mine.note, &theirs.note, "note", clashes),
        creator: choice(&base.creator, &mine.creator, &theirs.creator, "name", clashes),
        origin: choice(&base.origin, &mine.origin, &theirs.origin, "origin", clashes),
        created: theirs.created,
        modified: mine.modified.max(theirs.modified),
    }
}

fn stray(base: &Stray, mine: &Stray, theirs: &Stray, clashes: &mut Vec<Clash>) -> Stray {
    Stray {
        id: theirs.id,
        wording: theirs.wording.clone(),
        fate: choice(&base.fate, &mine.fate, &theirs.fate, "place", clashes),
        body: body::merge(&base.body, &mine.body, &theirs.body, clashes),
        tags: tags(&base.tags, &mine.tags, &theirs.tags),
        note: text(&base.note, &mine.note, &theirs.note, "note", clashes),
        creator: choice(&base.creator, &mine.creator, &theirs.creator, "name", clashes),
        origin: choice(&base.origin, &mine.origin, &theirs.origin, "origin", clashes),
        created: theirs.created,
        modified: mine.modified.max(theirs.modified),
    }
}

fn source(base: &Source, mine: &Source, theirs: &Source, clashes: &mut Vec<Clash>) -> Source {
    Source {
        id: theirs.id,
        name: choice(&base.name, &mine.name, &theirs.name, "name", clashes),
        kind: choice(&base.kind, &mine.kind, &theirs.kind, "kind", clashes),
        role: choice(&base.role, &mine.role, &theirs.role, "role", clashes),
        level: choice(&base.level, &mine.level, &theirs.level, "level", clashes),
        anonymity_reason: text(
            &base.anonymity_reason,
            &mine.anonymity_reason,
            &theirs.anonymity_reason,
            "reason",
            clashes,
        ),
        note: text(&base.note, &mine.note, &theirs.note, "note", clashes),
        created: theirs.created,
        modified: mine.modified.max(theirs.modified),
    }
}

fn about(base: &About, mine: &About, theirs: &About, clashes: &mut Vec<Clash>) -> About {
    let mut pick = |of: fn(&About) -> &String, name| choice(of(base), of(mine), of(theirs), name, clashes);
    About {
        title: pick(|a| &a.title, "title"),
        byline: pick(|a| &a.byline, "byline"),
        site: pick(|a| &a.site, "site"),
        url: pick(|a| &a.url, "address"),
        published: pick(|a| &a.published, "date"),
        language: pick(|a| &a.language, "language"),
        direction: choice(&base.direction, &mine.direction, &theirs.direction, "direction", clashes),
        previous: choice(&base.previous, &mine.previous, &theirs.previous, "version", clashes),
    }
}

/// One record out of three states of it; `None` where it is not there.
///
/// What one side deleted and the other changed stays: a deletion can be repeated, words cannot.
fn record<T: PartialEq>(
    base: Option<&Rc<T>>,
    mine: Option<&Rc<T>>,
    theirs: Option<&Rc<T>>,
    clashes: &mut Vec<Clash>,
    fields: fn(&T, &T, &T, &mut Vec<Clash>) -> T,
) -> Option<Rc<T>> {
    if theirs == base || mine == theirs {
        return mine.cloned();
    }
    if mine == base {
        return theirs.cloned();
    }
    match (base, mine, theirs) {
        (_, None, kept) | (_, kept, None) => {
            clashes.push("deletion");
            kept.cloned()
        }
        (base, Some(mine), Some(theirs)) => {
            // Made on both sides with one id, which only a file does: the older is the ground.
            let base = base.unwrap_or(theirs);
            Some(Rc::new(fields(base, mine, theirs, clashes)))
        }
    }
}

/// A change as it is when made on `document`, which may have changed since; `None` when there is
/// nothing left to change.
#[must_use]
pub fn onto(document: &Document, change: &Change, clashes: &mut Vec<Clash>) -> Option<Change> {
    let merged = match change {
        Change::Annotation { before, after } => {
            let id = before.as_ref().or(after.as_ref())?.id;
            let theirs = document.annotations.get(&id);
            let after = record(before.as_ref(), after.as_ref(), theirs, clashes, annotation);
            Change::Annotation { before: theirs.cloned(), after }
        }
        Change::Source { before, after } => {
            let id = before.as_ref().or(after.as_ref())?.id;
            let theirs = document.sources.get(&id);
            let after = record(before.as_ref(), after.as_ref(), theirs, clashes, source);
            Change::Source { before: theirs.cloned(), after }
        }
        Change::Stray { before, after } => {
            let id = before.as_ref().or(after.as_ref())?.id;
            let theirs = document.strays.get(&id);
            let after = record(before.as_ref(), after.as_ref(), theirs, clashes, stray);
            Change::Stray { before: theirs.cloned(), after }
        }
        Change::About { before, after } => {
            let theirs = &document.article.about;
            let after = about(before, after, theirs, clashes);
            Change::About { before: Rc::new(theirs.clone()), after: Rc::new(after) }
        }
    };
    let changes = match &merged {
        Change::Annotation { before, after } => before != after,
        Change::Source { before, after } => before != after,
        Change::Stray { before, after } => before != after,
        Change::About { before, after } => before != after,
    };
    changes.then_some(merged)
}

/// What has to be mended so that every reference leads somewhere: an entry of the register that
/// is needed comes back from `known`, an attribution lets go of a mention that is gone or names
/// somebody else.
#[must_use]
pub fn mending(document: &Document, known: &[Rc<Source>]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut back: Vec<SourceId> = Vec::new();
    let bodies = document.annotations.values().map(|annotation| &annotation.body);
    for body in bodies.chain(document.strays.values().map(|stray| &stray.body)) {
        let mention = if let Body::Mention(mention) = body { Some(mention.source) } else { None };
        let named = body.attributions().iter().flat_map(Attribution::all).map(|a| a.source);
        for id in named.chain(mention) {
            if !document.sources.contains_key(&id)
                && !back.contains(&id)
                && let Some(source) = known.iter().find(|source| source.id == id)
            {
                back.push(id);
                changes.push(Change::Source { before: None, after: Some(source.clone()) });
            }
        }
    }
    for annotation in document.annotations.values() {
        let loose = |a: &Attribution| a.mention.is_some_and(|id| !names(document, id, a.source));
        if annotation.attributions().iter().flat_map(Attribution::all).any(loose) {
            let mut after = Annotation::clone(annotation);
            for attribution in after.body.attributions_mut() {
                attribution.for_each_mut(&mut |a| {
                    if loose(a) {
                        a.mention = None;
                    }
                });
            }
            changes
                .push(Change::Annotation { before: Some(annotation.clone()), after: Some(Rc::new(after)) });
        }
    }
    changes
}

/// Whether this annotation is a mention of that source.
pub(super) fn names(document: &Document, mention: AnnotationId, source: SourceId) -> bool {
    let found = document.annotations.get(&mention);
    found.is_some_and(|found| matches!(&found.body, Body::Mention(mention) if mention.source == source))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::{Edit, arbitrary::document};

    #[test]
    fn tags_of_both_are_there_and_what_either_took_is_gone() {
        let list = |tags: &str| tags.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let check = |base, mine, theirs, expected| {
            assert_eq!(tags(&list(base), &list(mine), &list(theirs)), list(expected));
        };
        check("a b", "a b c", "a b d", "a b d c");
        check("a b", "a", "a b d", "a d");
        check("a b", "a b", "b", "b");
        check("", "x", "x", "x");
    }

    proptest! {
        #[test]
        fn a_change_fits_as_it_is_where_nothing_else_changed(document in document(), note in ".{0,6}") {
            for annotation in document.annotations.values() {
                let mut after = Annotation::clone(annotation);
                after.note = note.clone();
                let change = Change::Annotation { before: Some(annotation.clone()), after: Some(Rc::new(after)) };
                let mut clashes = Vec::new();
                let same = annotation.note == note;
                prop_assert_eq!(onto(&document, &change, &mut clashes), (!same).then_some(change));
                prop_assert!(clashes.is_empty());
            }
        }

        #[test]
        fn two_notes_written_at_once_are_both_there(document in document(), mine in "m{1,4}", theirs in "t{1,4}") {
            let mut document = document;
            for annotation in document.annotations.values_mut() {
                Rc::make_mut(annotation).note.clear();
            }
            for annotation in document.annotations.values() {
                let noted = |note: &str| {
                    let mut after = Annotation::clone(annotation);
                    note.clone_into(&mut after.note);
                    Change::Annotation { before: Some(annotation.clone()), after: Some(Rc::new(after)) }
                };
                let mut stored = document.clone();
                let first = Edit {
                    act: crate::annotation::Act::Note,
                    at: annotation.modified,
                    changes: vec![noted(&theirs)],
                };
                prop_assert_eq!(first.apply(&mut stored), Ok(()));
                let mut clashes = Vec::new();
                let Some(Change::Annotation { after: Some(after), .. }) =
                    onto(&stored, &noted(&mine), &mut clashes)
                else {
                    return Err(TestCaseError::fail("a change"));
                };
                prop_assert!(after.note.contains(&mine) && after.note.contains(&theirs), "{}", after.note);
                prop_assert_eq!(clashes, ["note"]);
            }
        }
    }
}
