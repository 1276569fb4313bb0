//! Several annotations at once: chosen in the list, then tagged, attributed or deleted together.
//!
//! The one idea: what is done to several is one act, and one step back.

use std::rc::Rc;

use super::{
    Choice, Desk, Effect, Load, Mode, Notice, Offer, Picker, State, Together,
    acts::{self, Changes},
    attribute, picker,
    update::{look_at, perform},
};
use crate::{
    annotation::{Act, Annotation, Body, Change, Kind},
    record::{AnnotationId, Stamp},
};

impl Desk {
    /// Chooses an annotation, or lets it go again.
    pub(super) fn choose(&mut self, id: AnnotationId) {
        if let Some(at) = self.chosen.iter().position(|chosen| *chosen == id) {
            self.chosen.remove(at);
        } else if self.document.annotations.contains_key(&id) {
            self.chosen.push(id);
        }
    }

    /// Chooses everything that is listed.
    pub(super) fn choose_listed(&mut self) {
        let listed = self.listed();
        self.chosen = (0..listed.len()).filter_map(|n| listed.get(n)).collect();
    }

    fn chosen(&self) -> impl Iterator<Item = &Rc<Annotation>> {
        self.chosen.iter().filter_map(|id| self.document.annotations.get(id))
    }
}

/// What is done to several annotations.
pub(super) fn update(state: &mut State, message: Together) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    match message {
        Together::Choose(id) => {
            if let Some(id) = id.or(desk.focus) {
                desk.choose(id);
            }
            Vec::new()
        }
        Together::ChooseListed => {
            desk.choose_listed();
            Vec::new()
        }
        Together::ChooseNone => {
            desk.chosen.clear();
            Vec::new()
        }
        Together::Tag(tags, stamp) => {
            let changes = tag(desk, &tags, stamp);
            perform(state, changes, stamp)
        }
        Together::Attribute => {
            let mut asked = desk.chosen.iter().filter_map(|id| Picker::open_for(&desk.document, *id));
            let Some(mut picker) = asked.next() else {
                state.notice = Some(Notice::quiet("Only quotes and claims can be attributed."));
                return Vec::new();
            };
            let mut effects = look_at(desk, Some(picker.annotation), true);
            picker.many = true;
            desk.mode = Mode::Attributing(picker);
            effects.push(picker::focus(state.hand));
            effects
        }
        Together::Delete(stamp) => {
            let count = desk.chosen.len();
            let changes = delete(desk, stamp);
            let effects = perform(state, changes, stamp);
            state.notice = Some(Notice::quiet(format!("Deleted {count} annotations.")).offering(Offer::Undo));
            effects
        }
    }
}

/// The chosen annotations with these tags besides their own.
pub(super) fn tag(desk: &Desk, tags: &[String], stamp: Stamp) -> Option<Changes> {
    let changes = desk.chosen().filter_map(|annotation| {
        acts::change(annotation, stamp, |a| {
            let all = a.tags.iter().chain(tags).cloned().collect();
            a.tags = acts::clean_tags(all);
        })
    });
    Some((Act::Tag, changes.collect()))
}

/// The chosen quotes and claims, attributed to one source.
pub(super) fn attribute_to(desk: &Desk, choice: Choice, stamp: Stamp) -> Option<Changes> {
    let ids = desk.chosen().filter(|a| a.kind() != Kind::Source).map(|a| a.id);
    attribute::choose_for(desk, ids, choice, stamp)
}

/// The chosen annotations, gone.
pub(super) fn delete(desk: &Desk, stamp: Stamp) -> Option<Changes> {
    let gone: Vec<&Rc<Annotation>> = desk.chosen().collect();
    let named: Vec<AnnotationId> =
        gone.iter().filter(|a| matches!(a.body, Body::Mention(_))).map(|a| a.id).collect();
    let is_gone = |id: AnnotationId| gone.iter().any(|a| a.id == id);
    let mut changes: Vec<Change> =
        gone.iter().map(|a| Change::Annotation { before: Some((*a).clone()), after: None }).collect();
    let others = desk.document.annotations.values().filter(|other| !is_gone(other.id));
    changes.extend(others.filter_map(|other| {
        acts::change(other, stamp, |a| {
            for attribution in acts::attributions_mut(&mut a.body) {
                attribution.for_each_mut(&mut |a| a.mention = a.mention.filter(|id| !named.contains(id)));
            }
        })
    }));
    changes.extend(acts::abandoned(desk, &changes));
    Some((Act::Delete, changes))
}
