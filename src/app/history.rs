//! Undo and redo: the edits of an article, and how many of them are in force.

use std::rc::Rc;

use crate::{
    annotation::{Act, Annotation, Body, Change, Edit, Evidence},
    article::Fact,
};

/// Edits of the same field within this many milliseconds are one, so that undo takes back a
/// sentence and not a letter.
const TYPING_PAUSE: u64 = 2_000;

/// The edits of one article, oldest first. Unlimited, and kept with the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The number of the first edit there is; those before it could not be read.
    first: u32,
    edits: Vec<Rc<Edit>>,
    /// How many of `edits` are in force.
    done: usize,
}

impl History {
    /// A history as it was kept: the edits from number `first` on, and how many are in force,
    /// counted from number 0. `done` beyond the edits is cut to them.
    #[must_use]
    pub fn new(first: u32, edits: Vec<Rc<Edit>>, done: u32) -> Self {
        let done = (done.saturating_sub(first) as usize).min(edits.len());
        Self { first, edits, done }
    }

    /// How many edits are in force, those included that could not be read.
    #[must_use]
    pub fn done(&self) -> u32 {
        self.first.saturating_add(u32::try_from(self.done).unwrap_or(u32::MAX))
    }

    /// All edits there are, oldest first.
    #[must_use]
    pub fn edits(&self) -> &[Rc<Edit>] {
        &self.edits
    }

    /// The edits with the numbers under which they are kept.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Rc<Edit>)> {
        (self.first..).zip(&self.edits)
    }

    /// The edit that undo would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&Rc<Edit>> {
        self.done.checked_sub(1).and_then(|last| self.edits.get(last))
    }

    /// The edit that redo would do again.
    #[must_use]
    pub fn redoable(&self) -> Option<&Rc<Edit>> {
        self.edits.get(self.done)
    }

    /// Takes a new edit; what could be redone is gone. The number under which it is kept.
    pub(super) fn push(&mut self, edit: Edit) -> u32 {
        self.edits.truncate(self.done);
        match self.edits.last_mut().filter(|last| continues(last, &edit)) {
            Some(last) => *last = Rc::new(merged(last, edit)),
            None => {
                self.edits.push(Rc::new(edit));
                self.done += 1;
            }
        }
        self.done() - 1
    }

    /// Steps back over the edit that was taken back.
    pub(super) fn step_back(&mut self) {
        self.done = self.done.saturating_sub(1);
    }

    /// Steps over the edit that was done again.
    pub(super) fn step_on(&mut self) {
        self.done = (self.done + 1).min(self.edits.len());
    }
}

/// Whether `edit` goes on typing in the field that `last` changed.
fn continues(last: &Edit, edit: &Edit) -> bool {
    let typing = matches!(edit.act, Act::Note | Act::Source | Act::Tag | Act::About);
    // A clock that was set back says nothing about how long ago it was.
    let pause = edit.at.millis().checked_sub(last.at.millis());
    let soon = pause.is_some_and(|pause| pause < TYPING_PAUSE);
    let same = match (&last.changes[..], &edit.changes[..]) {
        ([first], [then]) => then.follows(first) && typed(first).is_some() && typed(first) == typed(then),
        _ => false,
    };
    typing && soon && same
}

/// A field that is typed into.
#[derive(PartialEq, Eq)]
enum Typed {
    Note,
    Restatement,
    Tags,
    /// What supports a claim, or does not; which field of which, the parts that differ say.
    Evidence(usize, [bool; 3]),
    Name,
    Role,
    Reason,
    Fact(Fact),
}

/// The field that a change is about; `None` when it is none that is typed into, or several.
fn typed(change: &Change) -> Option<Typed> {
    let mut fields = match change {
        Change::Annotation { before: Some(before), after: Some(after) } => {
            let restatement = |a: &Annotation| match &a.body {
                Body::Claim(claim) => claim.restatement.clone(),
                _ => String::new(),
            };
            vec![
                (Typed::Note, before.note != after.note),
                (Typed::Restatement, restatement(before) != restatement(after)),
                (Typed::Tags, before.tags != after.tags),
            ]
            .into_iter()
            .chain(evidence(before, after).map(|field| (field, true)))
            .collect()
        }
        Change::Source { before: Some(before), after: Some(after) } => vec![
            (Typed::Name, before.name != after.name),
            (Typed::Role, before.role != after.role),
            (Typed::Reason, before.anonymity_reason != after.anonymity_reason),
            (Typed::Note, before.note != after.note),
        ],
        Change::About { before, after } => {
            let differ = |fact: Fact| (Typed::Fact(fact), before.fact(fact) != after.fact(fact));
            Fact::ALL.into_iter().map(differ).collect()
        }
        _ => Vec::new(),
    };
    fields.retain(|(_, changed)| *changed);
    if fields.len() == 1 { fields.pop().map(|(field, _)| field) } else { None }
}

/// The field of a claim’s evidence that was typed into.
fn evidence<'a>(before: &'a Annotation, after: &'a Annotation) -> impl Iterator<Item = Typed> + 'a {
    let of = |annotation: &'a Annotation| match &annotation.body {
        Body::Claim(claim) => &claim.evidence[..],
        _ => &[],
    };
    let differ = |(n, (a, b)): (usize, (&Evidence, &Evidence))| {
        let fields = [a.link != b.link, a.title != b.title, a.note != b.note];
        fields.contains(&true).then_some(Typed::Evidence(n, fields))
    };
    of(before).iter().zip(of(after)).enumerate().filter_map(differ)
}

fn merged(last: &Edit, edit: Edit) -> Edit {
    let changes = match (last.changes.first(), edit.changes.first()) {
        (Some(first), Some(then)) => vec![first.then(then)],
        _ => edit.changes,
    };
    Edit { act: edit.act, at: edit.at, changes }
}
