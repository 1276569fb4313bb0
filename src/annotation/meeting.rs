//! A document that came with a file meets the one that is here, of the same text.
//!
//! The one idea: the person decides once, for all that is here already and says something else
//! ([`Duplicates`]), and sees before what each choice does. Whatever is chosen, what is new is
//! added and what is the same is left alone; what comes of it is a document like any other, so the
//! [difference](Document::difference) to what is here is one act, which can be undone.
//!
//! A duplicate has the same id, or is of the same kind and stands on the same ranges. Of entries of
//! the register, one with the same id, or of the same name. Neighbours: `merge::two` brings two
//! records together; `app` asks the person.

mod marks;
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Act, Attribution, Change, Document, Edit, Kind, Source, UNMARKED, merge, merge::Clash,
    merge::two::Joining,
};
use crate::{
    article::{About, Direction},
    record::{AnnotationId, AttributionId, SourceId, Stamp, Timestamp},
    text::TextSize,
};

/// What becomes of what is here already and says something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Both become one, and nothing that either says is lost.
    #[default]
    Merge,
    /// What came stands beside what is here.
    KeepBoth,
    /// What is here stays as it is.
    Skip,
}

impl Duplicates {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Merge, Self::KeepBoth, Self::Skip];
}

/// What was found when they met. Annotations and entries of the register are counted alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// How many are new here.
    pub new: usize,
    /// How many are here, the same.
    pub same: usize,
    /// How many are here and say something else.
    pub differing: usize,
    /// Of which fields merging changes how many: “note”, “status”.
    pub changed: Vec<(Clash, usize)>,
    /// The first of those that merging changes: the words, and the fields.
    pub examples: Vec<(String, Vec<Clash>)>,
}

/// So many examples are given.
const EXAMPLES: usize = 30;

impl Meeting {
    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.same += other.same;
        self.differing += other.differing;
        for (field, count) in other.changed {
            self.change(field, count);
        }
        self.examples.extend(other.examples);
        self.examples.truncate(EXAMPLES);
    }

    /// Whether there is nothing to do and nothing to decide.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.new == 0 && self.differing == 0 && self.changed.is_empty()
    }

    fn change(&mut self, field: Clash, count: usize) {
        match self.changed.iter_mut().find(|(known, _)| *known == field) {
            Some((_, sum)) => *sum += count,
            None => self.changed.push((field, count)),
        }
    }

    fn example(&mut self, words: &str, mut fields: Vec<Clash>) {
        fields.dedup();
        for field in &fields {
            self.change(field, 1);
        }
        if self.examples.len() < EXAMPLES && !fields.is_empty() {
            self.examples.push((excerpt(words), fields));
        }
    }
}

/// The first words of a longer text.
fn excerpt(words: &str) -> String {
    const MOST: usize = 60;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// What comes of the two, and what was found. `stamp` gives new ids where one is taken; `read_at` is
/// when the file was read, which is no time to go by: it stands where the file gave none.
#[must_use]
pub fn meet(
    here: &Document,
    came: &Document,
    how: Duplicates,
    stamp: Stamp,
    read_at: Timestamp,
) -> (Document, Meeting) {
    let mut guests = Guests {
        here,
        came,
        how,
        read_at,
        stamp,
        next: 0,
        after: here.clone(),
        sources: BTreeMap::new(),
        mentions: BTreeMap::new(),
        places: BTreeMap::new(),
        met: BTreeSet::new(),
        meeting: Meeting::default(),
    };
    guests.about();
    guests.seat_sources();
    guests.seat_marks();
    guests.tidy();
    (guests.after, guests.meeting)
}

/// What is known while they meet.
struct Guests<'a> {
    here: &'a Document,
    came: &'a Document,
    how: Duplicates,
    read_at: Timestamp,
    stamp: Stamp,
    next: u32,
    after: Document,
    /// Which entry of the register is which, from what came to what is here.
    sources: BTreeMap<SourceId, SourceId>,
    /// The same for mentions.
    mentions: BTreeMap<AnnotationId, AnnotationId>,
    /// What is here, by kind and start.
    places: BTreeMap<(Kind, TextSize), Vec<AnnotationId>>,
    /// Of what is here, what was met.
    met: BTreeSet<AnnotationId>,
    meeting: Meeting,
}

impl Guests<'_> {
    fn fresh<I: From<uuid::Uuid>>(&mut self) -> I {
        self.next += 1;
        self.stamp.id(self.next - 1)
    }

    /// Whether what came was changed after what is here.
    fn is_newer(&self, came: Timestamp, here: Timestamp) -> bool {
        came > here && came != self.read_at
    }

    fn about(&mut self) {
        if self.how != Duplicates::Merge {
            return;
        }
        let newer = self.is_newer(self.came.article.modified, self.here.article.modified);
        let (here, came) = (&self.here.article.about, &self.came.article.about);
        let mut said = Vec::new();
        let mut joining = Joining { newer, said: &mut said };
        let mut pick =
            |of: fn(&About) -> &String, name| joining.choice(of(here), of(came), Some(&String::new()), name);
        let about = About {
            title: pick(|a| &a.title, "title"),
            byline: pick(|a| &a.byline, "byline"),
            site: pick(|a| &a.site, "site"),
            url: pick(|a| &a.url, "address"),
            published: pick(|a| &a.published, "date"),
            language: pick(|a| &a.language, "language"),
            direction: joining.choice(
                &here.direction,
                &came.direction,
                Some(&Direction::default()),
                "direction",
            ),
            previous: here.previous,
        };
        if !said.is_empty() {
            self.meeting.example(&here.title, said);
            std::rc::Rc::make_mut(&mut self.after.article).about = about;
        }
    }

    /// Lets every reference lead somewhere, and no two attributions have one id.
    fn tidy(&mut self) {
        if self.how == Duplicates::Skip {
            let idle = |id: &SourceId| {
                !self.here.sources.contains_key(id)
                    && !self.after.is_used(*id)
                    && self.sources.iter().any(|(from, to)| to == id && self.came.is_used(*from))
            };
            let idle: Vec<SourceId> = self.after.sources.keys().copied().filter(idle).collect();
            for id in idle {
                self.after.sources.remove(&id);
            }
        }
        // Nobody is left to be called so.
        let nobody = |id: &SourceId, source: &Source| {
            source.name == UNMARKED && !self.here.sources.contains_key(id) && !self.after.is_used(*id)
        };
        let nobody = self.after.sources.iter().filter(|(id, source)| nobody(id, source));
        let nobody: Vec<SourceId> = nobody.map(|(id, _)| *id).collect();
        self.after.sources.retain(|id, _| !nobody.contains(id));
        self.tell_attributions_apart();
        // What did not lead anywhere before is not for an import to mend.
        let before: Vec<Change> = merge::mending(self.here, &[]);
        let mut changes = merge::mending(&self.after, &[]);
        let here = &self.here.annotations;
        let is_ours = |change: &Change| match change {
            Change::Annotation { before: Some(before), .. } => here.get(&before.id) == Some(before),
            _ => false,
        };
        let merges = self.how == Duplicates::Merge;
        changes.retain(|change| if is_ours(change) { merges && !before.contains(change) } else { true });
        let mending = Edit { act: Act::Import, at: self.after.article.modified, changes };
        let mended = mending.apply(&mut self.after);
        debug_assert_eq!(mended, Ok(()), "each change is made from the document itself");
    }

    fn tell_attributions_apart(&mut self) {
        let mut taken: BTreeSet<AttributionId> = BTreeSet::new();
        let mut ours = |attributions: &[Attribution]| {
            for attribution in attributions.iter().flat_map(Attribution::all) {
                taken.insert(attribution.id);
            }
        };
        self.here.annotations.values().for_each(|annotation| ours(annotation.attributions()));
        self.here.strays.values().for_each(|stray| ours(stray.body.attributions()));
        let mut next = self.next;
        let stamp = self.stamp;
        let mut tell = |body: &mut super::Body, known: &BTreeSet<AttributionId>| {
            let mut seen = BTreeSet::new();
            for attribution in body.attributions_mut() {
                attribution.for_each_mut(&mut |a| {
                    let is_own = known.contains(&a.id) && seen.insert(a.id);
                    if !is_own && !taken.insert(a.id) {
                        a.id = stamp.id(next);
                        next += 1;
                        taken.insert(a.id);
                    }
                });
            }
        };
        for (id, annotation) in &mut self.after.annotations {
            let before = self.here.annotations.get(id);
            if before.is_none_or(|before| **before != **annotation) {
                let known = before.map(|before| ids(before.attributions())).unwrap_or_default();
                tell(&mut std::rc::Rc::make_mut(annotation).body, &known);
            }
        }
        for (id, stray) in &mut self.after.strays {
            let before = self.here.strays.get(id);
            if before.is_none_or(|before| **before != **stray) {
                let known = before.map(|before| ids(before.body.attributions())).unwrap_or_default();
                tell(&mut std::rc::Rc::make_mut(stray).body, &known);
            }
        }
        self.next = next;
    }
}

fn ids(attributions: &[Attribution]) -> BTreeSet<AttributionId> {
    let mut ids = BTreeSet::new();
    for attribution in attributions.iter().flat_map(Attribution::all) {
        ids.insert(attribution.id);
    }
    ids
}

#[cfg(test)]
mod tests;
