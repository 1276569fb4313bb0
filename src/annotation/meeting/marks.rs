//! Annotations and strays that came find their place.

use std::rc::Rc;

use super::{Duplicates, Guests, Joining};
use crate::{
    annotation::{
        Annotation, Attribution, Body, Kind, Source, Stray, Target, UNMARKED, merge, merge::two::say_the_same,
    },
    record::AnnotationId,
};

/// What is here of what came.
enum Known {
    /// The same.
    Same(AnnotationId),
    /// Something else.
    Else(AnnotationId),
    /// It has no place here yet.
    Stray(Rc<Stray>),
    /// Nothing.
    Nothing,
}

impl Guests<'_> {
    pub(super) fn seat_marks(&mut self) {
        for annotation in self.here.annotations.values() {
            let key = (annotation.kind(), annotation.target.start());
            self.places.entry(key).or_default().push(annotation.id);
        }
        // Mentions first: what quotes and claims refer to.
        for mentions in [true, false] {
            let mut others = Vec::new();
            for annotation in self.came.annotations.values() {
                if (annotation.kind() == Kind::Source) == mentions {
                    let mut mapped = Annotation::clone(annotation);
                    self.rename(&mut mapped.body);
                    if self.how == Duplicates::Merge {
                        self.recognise(&mut mapped);
                    }
                    // What is here the same has its place before any other is joined to it: what came
                    // of that would be the same as neither, the next time.
                    if let Known::Same(id) = self.known(&mapped) {
                        self.meeting.same += 1;
                        self.met.insert(id);
                        self.mentions.insert(annotation.id, id);
                    } else {
                        others.push(mapped);
                    }
                }
            }
            for mapped in others {
                let id = mapped.id;
                let seated = self.seat_mark(mapped);
                self.mentions.insert(id, seated);
            }
        }
        for stray in self.came.strays.values() {
            let mut mapped = Stray::clone(stray);
            self.rename(&mut mapped.body);
            self.seat_stray(mapped);
        }
    }

    /// Lets a body refer to what is here.
    fn rename(&self, body: &mut Body) {
        if let Body::Mention(mention) = body {
            mention.source = self.sources.get(&mention.source).copied().unwrap_or(mention.source);
        }
        for attribution in body.attributions_mut() {
            attribution.for_each_mut(&mut |a| {
                // A mention that names somebody else is none of this source.
                let named = a.mention.filter(|id| merge::names(self.came, *id, a.source));
                a.mention = named.and_then(|id| self.mentions.get(&id).copied());
                a.source = self.sources.get(&a.source).copied().unwrap_or(a.source);
            });
        }
    }

    /// Whom a file could not name is who is known to be behind the same words: no second source beside
    /// the real one.
    fn recognise(&self, came: &mut Annotation) {
        let named =
            |id| self.after.sources.get(&id).is_some_and(|source: &Rc<Source>| source.name != UNMARKED);
        let there = self.places.get(&(came.kind(), came.target.start())).into_iter().flatten();
        let there = there.filter_map(|id| self.here.annotations.get(id));
        let here: Vec<&Attribution> = there
            .filter(|here| here.target == came.target)
            .flat_map(|here| here.attributions())
            .filter(|known| named(known.source))
            .collect();
        for one in came.body.attributions_mut().iter_mut().filter(|one| !named(one.source)) {
            let by_cue = || here.iter().find(|known| known.cue == one.cue);
            if let Some(known) = by_cue().or_else(|| here.first()) {
                one.source = known.source;
                one.mention = known.mention;
            }
        }
    }

    fn known(&self, came: &Annotation) -> Known {
        let with_id = self.here.annotations.get(&came.id);
        if with_id.is_some_and(|here| say_the_same(here, came)) {
            return Known::Same(came.id);
        }
        let there = self.places.get(&(came.kind(), came.target.start())).into_iter().flatten();
        let there = there.filter_map(|id| self.here.annotations.get(id));
        let there = there.filter(|here| here.target == came.target);
        let same = there.clone().find(|here| say_the_same(here, came));
        let unmet = |here: &&Rc<Annotation>| {
            !self.came.annotations.contains_key(&here.id) && !self.met.contains(&here.id)
        };
        let with_id = with_id.filter(|here| !self.met.contains(&here.id));
        match (same, with_id.or_else(|| there.clone().find(unmet)), self.here.strays.get(&came.id)) {
            (Some(same), ..) => Known::Same(same.id),
            (None, Some(here), _) => Known::Else(here.id),
            (None, None, Some(stray)) => Known::Stray(stray.clone()),
            (None, None, None) => Known::Nothing,
        }
    }

    fn seat_mark(&mut self, came: Annotation) -> AnnotationId {
        match (self.known(&came), self.how) {
            (Known::Same(id), _) => id,
            (Known::Else(id), how) => {
                self.meeting.differing += 1;
                self.met.insert(id);
                match how {
                    Duplicates::Merge => self.join(id, &came),
                    Duplicates::KeepBoth => return self.seat_new(came),
                    Duplicates::Skip => {}
                }
                id
            }
            (Known::Stray(stray), Duplicates::Merge) => {
                self.meeting.differing += 1;
                self.after.strays.remove(&stray.id);
                let mut said = vec!["place"];
                let newer = self.is_newer(came.modified, stray.modified);
                let here = stray.attached(came.target.clone(), self.stamp);
                let here = Annotation { modified: stray.modified, ..here };
                let joined = Joining { newer, said: &mut said }.annotation(&here, &came);
                self.meeting.example(&stray.words(), said);
                self.after.annotations.insert(joined.id, Rc::new(joined));
                stray.id
            }
            (Known::Stray(stray), Duplicates::Skip) => {
                self.meeting.differing += 1;
                stray.id
            }
            (Known::Stray(_), Duplicates::KeepBoth) => {
                self.meeting.differing += 1;
                self.seat_new(came)
            }
            (Known::Nothing, _) => {
                self.meeting.new += 1;
                self.seat_new(came)
            }
        }
    }

    /// Brings what came into an annotation that is here.
    fn join(&mut self, id: AnnotationId, came: &Annotation) {
        let Some(here) = self.after.annotations.get(&id).cloned() else { return };
        let newer = self.is_newer(came.modified, here.modified);
        let mut said = Vec::new();
        let joined = Joining { newer, said: &mut said }.annotation(&here, came);
        if !said.is_empty() {
            self.after.annotations.insert(id, Rc::new(joined));
            let words: Vec<&str> =
                here.target.ranges().iter().map(|range| self.here.article.text.slice(*range)).collect();
            self.meeting.example(&words.join(" … "), said);
        }
    }

    fn seat_new(&mut self, came: Annotation) -> AnnotationId {
        let id = self.free_id(came.id);
        self.after.annotations.insert(id, Rc::new(Annotation { id, ..came }));
        id
    }

    fn free_id(&mut self, id: AnnotationId) -> AnnotationId {
        let taken = self.after.annotations.contains_key(&id) || self.after.strays.contains_key(&id);
        if taken { self.fresh() } else { id }
    }

    fn seat_stray(&mut self, came: Stray) {
        // Where it would stand does not matter to what it says.
        let Ok(anywhere) = Target::new([self.here.article.text.whole()]) else { return };
        let stamp = self.stamp;
        let placed = |stray: &Stray| Annotation {
            modified: stray.modified,
            ..stray.attached(anywhere.clone(), stamp)
        };
        let alike = |here: &&Rc<Stray>| here.kind() == came.kind() && here.wording == came.wording;
        let mut twins = self.here.strays.values().filter(alike);
        if twins.any(|twin| say_the_same(&placed(twin), &placed(&came))) {
            self.meeting.same += 1;
            return;
        }
        // It has a place here, or had: only what it says can be news.
        if let Some(here) = self.after.annotations.get(&came.id).cloned() {
            let placed = came.attached(here.target.clone(), self.stamp);
            let placed = Annotation { modified: came.modified, ..placed };
            let newer = self.is_newer(came.modified, here.modified);
            let mut said = Vec::new();
            let joined = Joining { newer, said: &mut said }.annotation(&here, &placed);
            self.weigh(came, said, joined, None);
            return;
        }
        let with_id = self.after.strays.get(&came.id);
        let Some(here) = with_id.or_else(|| self.here.strays.values().find(alike)).cloned() else {
            self.meeting.new += 1;
            self.after.strays.insert(came.id, Rc::new(came));
            return;
        };
        let newer = self.is_newer(came.modified, here.modified);
        let mut said = Vec::new();
        let joined = Joining { newer, said: &mut said }.annotation(&placed(&here), &placed(&came));
        self.weigh(came, said, joined, Some(here));
    }

    /// Decides about a stray that is here, as `here` or with a place.
    fn weigh(&mut self, came: Stray, said: Vec<&'static str>, joined: Annotation, here: Option<Rc<Stray>>) {
        if said.is_empty() {
            self.meeting.same += 1;
            return;
        }
        self.meeting.differing += 1;
        match self.how {
            Duplicates::Skip => {}
            Duplicates::KeepBoth => {
                let id = self.free_id(came.id);
                self.after.strays.insert(id, Rc::new(Stray { id, ..came }));
            }
            Duplicates::Merge => {
                self.meeting.example(&came.words(), said);
                match here {
                    Some(here) => {
                        let merged = Stray::of(joined, here.wording.clone(), here.fate.clone());
                        self.after.strays.insert(merged.id, Rc::new(merged));
                    }
                    None => {
                        self.after.annotations.insert(joined.id, Rc::new(joined));
                    }
                }
            }
        }
    }
}
