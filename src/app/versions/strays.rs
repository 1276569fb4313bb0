//! What a person decides about strays: each decision an act that can be undone.

use std::rc::Rc;

use crate::{
    anchoring::{Difference, Piece},
    annotation::{Act, Change, Fate, Kind, Stray, Target},
    app::{Desk, Effect, Focusable, Load, Mode, Notice, Offer, State, Tab, update::perform},
    highlight::DomRange,
    keys::Action,
    record::{AnnotationId, Stamp},
};

/// A stray as the margin lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct StrayRow {
    /// The stray.
    pub id: AnnotationId,
    /// Claim, source or quote.
    pub kind: Kind,
    /// Whether it is looked at.
    pub looked_at: bool,
    /// The words it stood on, with what is proposed instead; for one whose words are gone, with
    /// what stood around them.
    pub words: Difference,
    /// What stood before and after words that are gone.
    pub context: Option<(String, String)>,
    /// The note it carries.
    pub note: String,
}

impl Desk {
    /// The strays of one sort, in the order they are gone through, and how many there are; at
    /// most `most` of them, those around the one looked at.
    #[must_use]
    pub fn strays(&self, sort: fn(&Fate) -> bool, most: usize) -> (Vec<StrayRow>, usize) {
        let all: Vec<&Rc<Stray>> = self.document.strays.values().filter(|stray| sort(&stray.fate)).collect();
        let here = all.iter().position(|stray| Some(stray.id) == self.stray).unwrap_or(0);
        let first = here.saturating_sub(most / 2).min(all.len().saturating_sub(most));
        let rows = all[first..].iter().take(most).map(|stray| self.stray_row(stray)).collect();
        (rows, all.len())
    }

    fn stray_row(&self, stray: &Stray) -> StrayRow {
        let old = stray.words();
        let proposed = stray.fate.proposed().map(|target| self.words_at(target));
        // The same words in more places than before: where they part is no difference in them.
        let apart = matches!(&stray.fate, Fate::Moved(target) if target.ranges().len() > stray.wording.len());
        let ends = stray.wording.first().zip(stray.wording.last());
        StrayRow {
            id: stray.id,
            kind: stray.kind(),
            looked_at: Some(stray.id) == self.stray,
            words: match &proposed {
                Some(new) if apart => Difference(vec![Piece::Kept(new.clone())]),
                Some(new) if *new != old => Difference::between(&old, new),
                _ => Difference(vec![Piece::Kept(old)]),
            },
            context: ends
                .filter(|_| proposed.is_none())
                .map(|(first, last)| (opening(&first.prefix), closing(&last.suffix))),
            note: stray.note.clone(),
        }
    }

    /// The words of a target, a split quote’s parts with “…” between them.
    fn words_at(&self, target: &Target) -> String {
        let text = &self.document.article.text;
        target.ranges().iter().map(|range| text.slice(*range)).collect::<Vec<_>>().join(" … ")
    }

    /// Where the stray that is looked at is proposed to stand, as it is drawn.
    #[must_use]
    pub fn proposed(&self) -> Vec<DomRange> {
        let ranges = self.proposed_target().into_iter().flat_map(Target::ranges);
        ranges.filter_map(|range| self.view.to_dom(&self.document, *range)).collect()
    }

    fn proposed_target(&self) -> Option<&Target> {
        let stray = self.stray.and_then(|id| self.document.strays.get(&id));
        stray.filter(|_| self.margin.tab == Tab::Changes).and_then(|stray| stray.fate.proposed())
    }

    /// Whether a stray is looked at and waits for a decision.
    #[must_use]
    pub fn is_deciding(&self) -> bool {
        self.margin.tab == Tab::Changes && self.stray.is_some()
    }

    /// The strays in the order they are gone through: what can be accepted comes first.
    fn in_turn(&self) -> Vec<AnnotationId> {
        let of = |sort: fn(&Fate) -> bool| {
            self.document.strays.values().filter(move |stray| sort(&stray.fate)).map(|stray| stray.id)
        };
        of(|fate| matches!(fate, Fate::Moved(_)))
            .chain(of(|fate| matches!(fate, Fate::Reworded(_))))
            .chain(of(|fate| *fate == Fate::Gone))
            .chain(of(|fate| *fate == Fate::Kept))
            .collect()
    }
}

/// What stood before, from its first whole word on.
fn opening(before: &str) -> String {
    before.split_once(char::is_whitespace).map_or_else(String::new, |(_, whole)| format!("… {whole}"))
}

/// What stood after, to its last whole word.
fn closing(after: &str) -> String {
    after.rsplit_once(char::is_whitespace).map_or_else(String::new, |(whole, _)| format!("{whole} …"))
}

/// Looks at a stray, or at none.
pub(super) fn look(state: &mut State, id: Option<AnnotationId>) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    desk.stray = id.filter(|id| desk.document.strays.contains_key(id));
    reveal(desk)
}

/// Looks at the first of those to be decided.
pub(super) fn look_at_first(desk: &mut Desk) -> Vec<Effect> {
    desk.stray = desk.in_turn().first().copied();
    reveal(desk)
}

/// Looks at the next, or at the one before.
pub(in crate::app) fn next(state: &mut State, back: bool) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let all = desk.in_turn();
    let here = desk.stray.and_then(|id| all.iter().position(|other| *other == id));
    let next = match (here, back) {
        (None, false) => all.first(),
        (None, true) => all.last(),
        (Some(n), false) => all.get(n + 1),
        (Some(n), true) => n.checked_sub(1).and_then(|n| all.get(n)),
    };
    let Some(id) = next.copied() else { return Vec::new() };
    let mut effects = look(state, Some(id));
    effects.push(Effect::MoveFocus(Focusable::Stray));
    effects
}

fn reveal(desk: &mut Desk) -> Vec<Effect> {
    desk.mode = Mode::Reading;
    if desk.stray.is_none() {
        return Vec::new();
    }
    desk.set_focus(None);
    desk.margin.tab = Tab::Changes;
    let place = desk.proposed_target().and_then(|target| target.ranges().first()).copied();
    let shown = place.map(|range| desk.show_range(range)).unwrap_or_default();
    shown.into_iter().chain([Effect::RevealStray]).collect()
}

/// The stray looked at, while they are being looked at.
fn current(state: &State) -> Option<Rc<Stray>> {
    let desk = state.desk.ready().filter(|desk| desk.margin.tab == Tab::Changes)?;
    desk.document.strays.get(&desk.stray?).cloned()
}

/// Attaches the stray where it is proposed.
pub(super) fn accept(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(stray) = current(state) else { return nothing_chosen(state) };
    match stray.fate.proposed().cloned() {
        Some(target) => decide(state, Act::Attach, attached(&stray, target, stamp), "Accepted", stamp),
        None => {
            let press = state.keys.press(Action::Attach, "Attach");
            tell(state, &format!("Its words are gone. Select the words it belongs to, then {press}."))
        }
    }
}

/// Attaches all that moved without doubt.
pub(super) fn accept_moved(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(desk) = state.desk.ready() else { return Vec::new() };
    let moved = desk.document.strays.values().filter_map(|stray| match &stray.fate {
        Fate::Moved(target) => Some(attached(stray, target.clone(), stamp)),
        _ => None,
    });
    let changes: Vec<Change> = moved.flatten().collect();
    let count = changes.len() / 2;
    if count == 0 {
        return tell(state, "Nothing has moved.");
    }
    decide(state, Act::Attach, changes, &format!("Accepted {count} that moved"), stamp)
}

/// Says that what is proposed is not what was marked: the stray is an orphan from now on.
pub(super) fn refuse(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(stray) = current(state) else { return nothing_chosen(state) };
    if stray.fate.proposed().is_none() {
        return tell(state, "Nothing is proposed for it.");
    }
    decide(state, Act::Refuse, fated(&stray, Fate::Gone, stamp), "Refused", stamp)
}

/// Keeps the stray as evidence that its words were there, or no longer.
pub(super) fn keep(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(stray) = current(state) else { return nothing_chosen(state) };
    let (fate, told) = match stray.fate {
        Fate::Kept => (Fate::Gone, "No longer kept as evidence"),
        _ => (Fate::Kept, "Kept as evidence"),
    };
    decide(state, Act::Keep, fated(&stray, fate, stamp), told, stamp)
}

/// Attaches the stray to what is selected.
pub(super) fn attach(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(stray) = current(state) else { return nothing_chosen(state) };
    let selected = state.desk.ready_mut().and_then(|desk| desk.selection.take());
    let Some(selected) = selected else {
        let press = state.keys.press(Action::Attach, "Attach");
        return tell(state, &format!("Select the words it belongs to, then {press}."));
    };
    let changes = attached(&stray, Target::from(selected.range), stamp);
    let mut effects = decide(state, Act::Attach, changes, "Attached", stamp);
    effects.push(Effect::ShowSelection(None));
    effects
}

/// Deletes the stray.
pub(in crate::app) fn forget(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(stray) = current(state) else { return nothing_chosen(state) };
    let gone = vec![Change::Stray { before: Some(stray), after: None }];
    let effects = decide(state, Act::Delete, gone, "Deleted", stamp);
    state.notice = state.notice.take().map(|notice| notice.offering(Offer::Undo));
    effects
}

/// The changes that attach a stray.
fn attached(stray: &Rc<Stray>, target: Target, stamp: Stamp) -> Vec<Change> {
    let annotation = Rc::new(stray.attached(target, stamp));
    vec![
        Change::Stray { before: Some(stray.clone()), after: None },
        Change::Annotation { before: None, after: Some(annotation) },
    ]
}

/// The change that gives it another fate.
fn fated(stray: &Rc<Stray>, fate: Fate, stamp: Stamp) -> Vec<Change> {
    let modified = stamp.at.max(stray.modified);
    let after = Stray { fate, modified, ..Stray::clone(stray) };
    vec![Change::Stray { before: Some(stray.clone()), after: Some(Rc::new(after)) }]
}

/// Does it, says so, and goes on to the next.
fn decide(state: &mut State, act: Act, changes: Vec<Change>, told: &str, stamp: Stamp) -> Vec<Effect> {
    let Some(desk) = state.desk.ready() else { return Vec::new() };
    let turn = desk.in_turn();
    let here = desk.stray.and_then(|id| turn.iter().position(|other| *other == id)).unwrap_or(0);
    let mut effects = perform(state, Some((act, changes)), stamp);
    let Load::Ready(desk) = &mut state.desk else { return effects };
    let left = desk.document.strays.values().filter(|stray| stray.fate != Fate::Kept).count();
    // The next in line, or, after the last, the one before it.
    let there = |id: &&AnnotationId| desk.document.strays.contains_key(id) && Some(**id) != desk.stray;
    let next = turn[here.min(turn.len())..].iter().find(there);
    let next = next.or_else(|| turn[..here.min(turn.len())].iter().rev().find(there)).copied();
    desk.stray = next.or(desk.stray).filter(|id| desk.document.strays.contains_key(id));
    effects.extend(reveal(desk));
    let focus = if desk.stray.is_some() { Focusable::Stray } else { Focusable::Article };
    effects.push(Effect::MoveFocus(focus));
    let told = if left == 0 {
        format!("{told}. Nothing is left to look at.")
    } else {
        format!("{told}. {left} left.")
    };
    state.notice = Some(Notice::quiet(told));
    effects
}

/// Lets go of a stray that is no longer there.
pub(in crate::app) fn settle(desk: &mut Desk) {
    desk.stray = desk.stray.filter(|id| desk.document.strays.contains_key(id));
}

fn nothing_chosen(state: &mut State) -> Vec<Effect> {
    tell(state, "Choose one of the changes first.")
}

fn tell(state: &mut State, what: &str) -> Vec<Effect> {
    state.notice = Some(Notice::quiet(what));
    Vec::new()
}
