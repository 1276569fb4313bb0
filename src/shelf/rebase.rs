//! Deeds done again on another ground: what another tab stored in the meantime.
//!
//! The one idea: the stored state comes first, ours after it, as if the person had done the one
//! and then the other in a single tab. The history stays one line, so undo takes back what was
//! done last, whichever tab it was done in.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    Acted, Batch, Deed, Entry, Loaded, Record, Removal,
    restore::{Theirs, titled, unite},
};
use crate::{
    annotation::{
        Act, Annotation, Change, Document, Edit, Source, Stray,
        merge::{self, Clash},
    },
    record::Timestamp,
};

/// What has to be written, and what the person should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebased {
    /// Records to remove and to put; no deeds.
    pub batch: Batch,
    /// Sentences.
    pub said: Vec<String>,
}

/// Does a deed again on what is stored; `records` are those of the batch it came with.
#[must_use]
pub fn rebase(stored: Loaded, acted: &Acted, records: &[Record]) -> Rebased {
    let before = stored.document.clone();
    let merged = stored.revision.merged;
    let history = (stored.first..).zip(stored.edits).collect();
    let mut ground =
        Ground { document: stored.document, history, done: stored.done, cut: None, said: Vec::new() };
    match &acted.deed {
        Deed::Act { edit, known } => ground.act(edit, known),
        Deed::Step { edit, back, at } => ground.step(edit, *back, *at),
        Deed::Bin { binned, modified } => {
            let article = Rc::make_mut(&mut ground.document.article);
            article.binned = *binned;
            article.modified = article.modified.max(*modified);
        }
        Deed::Whole => ground.take_in(acted, records),
        Deed::Restore { at } => ground.restore(acted, records, *at),
        Deed::Unrestore { restored, at, binned } => {
            if !ground.unrestore(*restored, *at, *binned, merged) {
                let remove = vec![Removal::Article(acted.article)];
                return Rebased { batch: Batch { remove, ..Batch::default() }, said: Vec::new() };
            }
        }
        Deed::Erase => {
            if ground.document.article.binned.is_some() {
                let remove = vec![Removal::Article(acted.article)];
                return Rebased { batch: Batch { remove, ..Batch::default() }, said: Vec::new() };
            }
            ground.say("was taken out of the bin in another tab, so it was not deleted");
        }
    }
    ground.written(&before)
}

/// What is being changed.
struct Ground {
    document: Document,
    history: BTreeMap<u32, Rc<Edit>>,
    done: u32,
    /// The number from which the history is another.
    cut: Option<u32>,
    said: Vec<String>,
}

impl Ground {
    fn say(&mut self, what: &str) {
        self.said.push(format!("“{}” {what}.", self.document.article.about.title));
    }

    fn act(&mut self, edit: &Edit, known: &[Rc<Source>]) {
        let mut clashes = Vec::new();
        let mut after = self.document.clone();
        for change in &edit.changes {
            if let Some(change) = merge::onto(&self.document, change, &mut clashes) {
                put(&mut after, &change);
            }
        }
        self.push(edit.act, edit.at, after, known);
        self.tell(&clashes);
    }

    fn tell(&mut self, clashes: &[Clash]) {
        for clash in clashes {
            let what = match *clash {
                "note" | "restatement" | "reason" => {
                    format!("was open in two tabs: both wrote in the same {clash}, and both texts are in it")
                }
                "deletion" => {
                    "was open in two tabs: what one deleted the other had changed, so it stays".into()
                }
                field => format!(
                    "was open in two tabs: both changed the same {field}; the later one stands, undo brings back the other"
                ),
            };
            self.say(&what);
        }
    }

    /// Takes back or does again: the same act, if it is still the last; else as a new act.
    fn step(&mut self, edit: &Rc<Edit>, back: bool, at: Timestamp) {
        let performed = Edit { at, ..if back { edit.inverse() } else { Edit::clone(edit) } };
        let number = if back { self.done.checked_sub(1) } else { Some(self.done) };
        let mut after = self.document.clone();
        if performed.apply(&mut after).is_err() {
            let did = if back { "was not undone" } else { "was not done again" };
            self.say(&format!("was changed in another tab: the last act {did}"));
            return;
        }
        let in_line = number.is_some_and(|number| self.history.get(&number) == Some(edit));
        if in_line && mended(&self.document, after.clone(), &[]) == after {
            self.document = after;
            self.done = if back { self.done - 1 } else { self.done + 1 };
            return;
        }
        self.push(performed.act, at, after, &[]);
    }

    /// What a file or another tab has of this article: by record, the newer one.
    fn take_in(&mut self, acted: &Acted, records: &[Record]) {
        let mut after = self.document.clone();
        let mut at = Timestamp::default();
        for record in records {
            match record {
                Record::Annotation(article, theirs) if *article == acted.article => {
                    at = at.max(theirs.modified);
                    let newer = |ours: &Rc<Annotation>| ours.modified >= theirs.modified;
                    if !after.annotations.get(&theirs.id).is_some_and(newer) {
                        after.annotations.insert(theirs.id, theirs.clone());
                    }
                }
                Record::Stray(article, theirs) if *article == acted.article => {
                    at = at.max(theirs.modified);
                    let newer = |ours: &Rc<Stray>| ours.modified >= theirs.modified;
                    if !after.strays.get(&theirs.id).is_some_and(newer) {
                        after.strays.insert(theirs.id, theirs.clone());
                    }
                }
                Record::Source(article, theirs) if *article == acted.article => {
                    at = at.max(theirs.modified);
                    let newer = |ours: &Rc<Source>| ours.modified >= theirs.modified;
                    if !after.sources.get(&theirs.id).is_some_and(newer) {
                        after.sources.insert(theirs.id, theirs.clone());
                    }
                }
                _ => {}
            }
        }
        self.push(Act::Change, at, after, &[]);
    }

    /// What a backup has of this article, as one act.
    fn restore(&mut self, acted: &Acted, records: &[Record], at: Timestamp) {
        let mut theirs = Theirs::default();
        let (mut entry, mut edits) = (None, Vec::new());
        for record in records {
            match record {
                Record::Entry(found) if found.id == acted.article => entry = Some(found),
                Record::Annotation(id, found) if *id == acted.article => {
                    theirs.annotations.push(found);
                }
                Record::Stray(id, found) if *id == acted.article => theirs.strays.push(found),
                Record::Source(id, found) if *id == acted.article => theirs.sources.push(found),
                Record::Edit(id, n, edit) if *id == acted.article => edits.push((*n, edit)),
                _ => {}
            }
        }
        if let Some(entry) = entry {
            let in_force = edits.iter().filter(|(n, _)| *n < entry.done).map(|(_, edit)| *edit);
            theirs.about = titled(in_force).map(|at| (&entry.about, at));
            theirs.bin = Some((entry.binned, entry.modified));
        }
        let named = titled(self.history.range(..self.done).map(|(_, edit)| edit));
        let united = unite(&self.document, named, &theirs).document;
        let binned = united.article.binned;
        self.push(Act::Import, at, united, &[]);
        Rc::make_mut(&mut self.document.article).binned = binned;
    }

    /// Takes a restore back: the same act, if it is still the last; else as a new act. False when
    /// the article is to be gone again, because only the backup had it and nothing was done since.
    /// One that was `merged` with what was here, unseen because of a damaged entry, stays.
    fn unrestore(
        &mut self,
        restored: Timestamp,
        at: Timestamp,
        binned: Option<Option<Timestamp>>,
        merged: bool,
    ) -> bool {
        let Some(binned) = binned else {
            let since = self.history.range(..self.done).any(|(_, edit)| edit.at > restored)
                || self.document.article.modified > restored;
            let changed = since || merged;
            if changed {
                Rc::make_mut(&mut self.document.article).binned = Some(at);
                self.say("was changed since it was restored, so it is in the bin");
            }
            return changed;
        };
        let done = self.history.range(..self.done);
        let found = done.rev().find(|(_, edit)| edit.act == Act::Import && edit.at == restored);
        if let Some(edit) = found.map(|(_, edit)| edit.clone()) {
            self.step(&edit, true, at);
        }
        Rc::make_mut(&mut self.document.article).binned = binned;
        true
    }

    /// The document becomes `after` by a new act.
    fn push(&mut self, act: Act, at: Timestamp, after: Document, known: &[Rc<Source>]) {
        let after = mended(&self.document, after, known);
        let changes = self.document.difference(&after);
        if changes.is_empty() {
            return;
        }
        self.document = after;
        let article = Rc::make_mut(&mut self.document.article);
        article.modified = article.modified.max(at);
        let number = self.done;
        self.cut = Some(self.cut.map_or(number, |cut| cut.min(number)));
        self.history.split_off(&number);
        self.history.insert(number, Rc::new(Edit { act, at, changes }));
        self.done += 1;
    }

    fn written(self, before: &Document) -> Rebased {
        let id = before.article.id;
        let mut batch = Batch::default();
        for change in before.difference(&self.document) {
            batch.keep(id, &change);
        }
        if let Some(cut) = self.cut {
            batch.remove.push(Removal::EditsFrom(id, cut));
            let edits = self.history.range(cut..);
            batch.put.extend(edits.map(|(number, edit)| Record::Edit(id, *number, edit.clone())));
        }
        batch.put.push(Record::Entry(Rc::new(Entry::of(&self.document, self.done))));
        Rebased { batch, said: self.said }
    }
}

fn put(document: &mut Document, change: &Change) {
    match change {
        Change::Annotation { before, after } => {
            before.iter().for_each(|a| drop(document.annotations.remove(&a.id)));
            after.iter().for_each(|a| drop(document.annotations.insert(a.id, a.clone())));
        }
        Change::Source { before, after } => {
            before.iter().for_each(|s| drop(document.sources.remove(&s.id)));
            after.iter().for_each(|s| drop(document.sources.insert(s.id, s.clone())));
        }
        Change::Stray { before, after } => {
            before.iter().for_each(|stray| drop(document.strays.remove(&stray.id)));
            after.iter().for_each(|stray| drop(document.strays.insert(stray.id, stray.clone())));
        }
        Change::About { after, .. } => {
            crate::article::About::clone_from(&mut Rc::make_mut(&mut document.article).about, after);
        }
    }
}

/// `after` with every reference leading somewhere: what it lost of the register and still needs
/// comes back from before.
fn mended(before: &Document, mut after: Document, known: &[Rc<Source>]) -> Document {
    let known: Vec<Rc<Source>> = known.iter().chain(before.sources.values()).cloned().collect();
    // What one tab attached is no stray any more, whatever the other thought of it.
    let attached = &after.annotations;
    after.strays.retain(|id, _| !attached.contains_key(id));
    for change in merge::mending(&after, &known) {
        put(&mut after, &change);
    }
    after
}
