//! Entries of the register that came find their place.

use std::{collections::BTreeSet, rc::Rc};

use super::{Duplicates, Guests, Joining};
use crate::{
    annotation::{Source, merge::two::describe_the_same},
    record::SourceId,
};

impl Guests<'_> {
    pub(super) fn seat_sources(&mut self) {
        // Who has the same id is the same; others may be by their name, each only once.
        let mut free: BTreeSet<SourceId> = BTreeSet::new();
        for id in self.here.sources.keys().filter(|id| !self.came.sources.contains_key(id)) {
            free.insert(*id);
        }
        for source in self.came.sources.values() {
            let known = self.known_source(source, &free);
            let seated = match known {
                Some(known) => {
                    free.remove(&known.id);
                    self.seat_beside(source, &known)
                }
                None => {
                    self.meeting.new += 1;
                    self.seat_new_source(source)
                }
            };
            self.sources.insert(source.id, seated);
        }
    }

    fn known_source(&self, source: &Source, free: &BTreeSet<SourceId>) -> Option<Rc<Source>> {
        if let Some(known) = self.here.sources.get(&source.id) {
            return Some(known.clone());
        }
        let name = source.name.to_lowercase();
        let called = || free.iter().filter_map(|id| self.here.sources.get(id));
        let called = || called().filter(|known| known.name.to_lowercase() == name);
        let found = called().find(|known| describe_the_same(known, source)).or_else(|| called().next());
        found.cloned()
    }

    fn seat_beside(&mut self, source: &Source, known: &Rc<Source>) -> SourceId {
        if describe_the_same(known, source) {
            self.meeting.same += 1;
            return known.id;
        }
        // Kept both once, it is here twice, and is not to be kept a third time.
        let twin = self.here.sources.values().find(|twin| describe_the_same(twin, source));
        if let Some(twin) = twin {
            self.meeting.same += 1;
            return twin.id;
        }
        self.meeting.differing += 1;
        match self.how {
            Duplicates::Skip => known.id,
            Duplicates::KeepBoth => self.seat_new_source(source),
            Duplicates::Merge => {
                let newer = self.is_newer(source.modified, known.modified);
                let mut said = Vec::new();
                let merged = Joining { newer, said: &mut said }.source(known, source);
                if !said.is_empty() {
                    self.after.sources.insert(known.id, Rc::new(merged));
                    self.meeting.example(&known.name, said);
                }
                known.id
            }
        }
    }

    fn seat_new_source(&mut self, source: &Source) -> SourceId {
        let taken = self.after.sources.contains_key(&source.id);
        let id = if taken { self.fresh() } else { source.id };
        self.after.sources.insert(id, Rc::new(Source { id, ..source.clone() }));
        id
    }
}
