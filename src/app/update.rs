//! The one place where state changes.

use std::rc::Rc;

use crate::{
    annotation::{Act, Body, Change, Conflict, Kind},
    article::Fact,
    highlight::DomPoint,
    keys::Action,
    record::{AnnotationId, SourceId, Stamp},
};

use super::{
    Choice, Desk, Drawer, Effect, Field, Filter, Focusable, Hand, Library, Load, Message, Mode, Notice,
    Offer, Panel, Picker, Place, Selection, State, Store, Tab, Together, Tone, Touch, Versions,
    acts::{self, Changes},
    again::{self, Again},
    attribute, backup, continuing, gate, incoming, library, picker, pile, register, release, sheet, tabs,
    together, transfer, versions,
};

/// Takes one message; the state afterwards, and what the shell has to do.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    if transfer::has_to_wait(state, &message) {
        state.waiting.push_back(message);
        return Vec::new();
    }
    if gate::refuses(state, &message) {
        return Vec::new();
    }
    let mut effects = take(state, message);
    incoming::settle(state);
    if state.panel == Panel::None
        && let Some(form) = state.under.take()
    {
        state.panel = Panel::Add(*form);
        effects.push(Effect::MoveFocus(Focusable::AddButton));
    }
    // What had to wait may go on, one after another.
    while !transfer::is_busy(state) {
        if let Some(more) = transfer::go_on(state) {
            effects.extend(more);
        } else if let Some(message) = state.waiting.pop_front_if(|_| !transfer::is_telling(&state.panel)) {
            effects.extend(take(state, message));
        } else {
            break;
        }
    }
    if state.storage.failed.is_some() && effects.iter().any(|effect| matches!(effect, Effect::Write { .. })) {
        // What failed goes along with what comes after it, and before it.
        effects.retain(|effect| match effect {
            Effect::Write { number, .. } => !state.storage.hold_back(*number),
            _ => true,
        });
        effects.extend(state.storage.send_again());
    }
    effects.extend(tabs::refresh(state));
    effects.extend(release::start(state));
    // What was asked for is done or given up.
    if state.desk.ready().is_none_or(|desk| desk.mode == Mode::Reading) {
        state.notice.take_if(|notice| notice.tone == Tone::Asking);
    }
    effects
}

fn take(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Store(store) => from_store(state, store),
        Message::Library(message) => library::update(state, message),
        Message::Transfer(message) => transfer::update(state, message),
        Message::Versions(message) => versions::update(state, message),
        Message::Backup(message) => backup::update(state, message),
        Message::Drawer(drawer) => {
            state.drawer = if state.drawer == drawer { Drawer::None } else { drawer };
            let desk = state.desk.ready_mut().filter(|_| state.drawer == Drawer::Margin);
            desk.map(Desk::reveal_list).unwrap_or_default()
        }
        Message::Keys(shown) => sheet::show(state, shown),
        Message::ChangeKeys(message) => sheet::update(state, message),
        Message::Hand(hand) => {
            state.take_up(hand);
            Vec::new()
        }
        Message::DismissNotice => {
            state.notice = None;
            Vec::new()
        }
        Message::DrawMore => {
            let more = state.desk.ready_mut().is_some_and(Desk::draw_more);
            more.then_some(Effect::DrawMoreSoon).into_iter().collect()
        }
        Message::ReleaseReady(tabs) => {
            release::ready(state, tabs);
            Vec::new()
        }
        Message::StartRelease => {
            release::want(state);
            Vec::new()
        }
        Message::Escape if matches!(state.panel, Panel::Add(_)) => library::update(state, Library::StepBack),
        Message::Escape if state.panel != Panel::None => {
            state.panel = Panel::None;
            vec![Effect::MoveFocus(Focusable::Article)]
        }
        Message::Escape if state.erasing.is_some() => library::update(state, Library::AskErase(None)),
        Message::Escape if state.comparing || state.work.is_some() => {
            versions::update(state, Versions::Cancel)
        }
        message => continuing::around(state, message, on_desk),
    }
}

fn from_store(state: &mut State, message: Store) -> Vec<Effect> {
    match message {
        Store::Opened { opened, place, stamp } => {
            let opened = *opened;
            for entry in opened.entries {
                state.library.insert(entry.id, entry);
            }
            // The upper half is as random as the lower.
            let tab = (stamp.random >> 96) as u32;
            state.storage.open(place, tab, opened.settings.clone(), stamp.at);
            state.adopt(opened.settings);
            state.damaged = opened.damaged;
            if !state.damaged.is_empty() {
                state.notice = Some(Notice::alarm(format!(
                    "{} records could not be read. They are left where they are; the rest is here.",
                    state.damaged.len()
                )));
            }
            let last = state.settings.last_open.and_then(|id| state.library.get(&id));
            let last = last.filter(|entry| entry.binned.is_none()).map(|entry| entry.id);
            let opening = last.map(|id| library::update(state, Library::Open(id, stamp)));
            opening.into_iter().flatten().chain([Effect::AskRoom]).collect()
        }
        Store::Loaded { question, result, stamp: _ } => library::loaded(state, question, result),
        Store::Written { number, result, kept } => {
            let first = state.storage.saved.is_none() && result.is_ok();
            let articles = state.storage.written(number, result);
            let changed = !articles.is_empty();
            let mut effects = tabs::kept(state, articles, kept);
            if changed {
                effects.extend(backup::changed(state));
            }
            // Now and then, and whenever it may be used up.
            if number.is_multiple_of(50) || state.storage.failed.is_some() {
                effects.push(Effect::AskRoom);
            }
            if state.storage.is_sure() {
                state.unsaved.clear();
            }
            effects.extend(incoming::go_on(state));
            let in_browser = state.storage.place == Place::Browser;
            let marked = state.desk.ready().is_some_and(|desk| !desk.document.annotations.is_empty());
            // Asked once there is something to lose, not before the first word is read.
            if in_browser && marked && (first || state.storage.promised.is_none()) {
                state.storage.promised.get_or_insert(false);
                effects.push(Effect::AskToKeep);
            }
            effects
        }
        Store::Retry => state.storage.send_again(),
        Store::Blocked => {
            state.storage.blocked = true;
            Vec::new()
        }
        Store::Superseded => {
            state.storage.place = Place::Superseded;
            Vec::new()
        }
        Store::Reopened => {
            tabs::reopened(state);
            state.storage.send_again()
        }
        Store::Room(room) => {
            state.storage.room = room;
            Vec::new()
        }
        Store::Changed => {
            tabs::changed(state);
            Vec::new()
        }
        Store::Refreshed { question, opened, article } => {
            let effect = tabs::refreshed(state, question, opened, article);
            effect.into_iter().chain(backup::caught_up(state)).collect()
        }
        Store::Persisted(promised) => {
            state.storage.promised = Some(promised);
            Vec::new()
        }
    }
}

/// What happens to the article on the desk; nothing without one. None of it is needed to show one.
#[inline(never)]
fn on_desk(state: &mut State, message: Message) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    match message {
        Message::Select { points, exact, show } => select(state, points, exact, show),
        Message::Mark(kind, stamp) => mark(state, kind, stamp),
        Message::Click(ids, stamp) => click(state, &ids, stamp),
        Message::ToggleFold(block) => {
            desk.toggle_fold(block);
            Vec::new()
        }
        Message::Unfold(block) => {
            desk.set_fold(block, true);
            Vec::new()
        }
        Message::PutCaret(point) => {
            desk.put_caret(point);
            Vec::new()
        }
        Message::MoveCaret { step, near } => match desk.mode {
            Mode::MovingEdge(edge) => desk.move_edge(edge, step),
            _ => desk.move_caret(step, near),
        },
        Message::TakeUnit(unit) => desk.take_unit(unit),
        Message::Widen { narrower } => desk.widen(narrower),
        Message::Hold(point) => desk.hold(point),
        Message::Stretch { end, point, exact } => desk.stretch(end, point, exact),
        Message::PickEdge { end } => pick_edge(state, end),
        Message::DragEdge { part, end, point, exact } => {
            desk.drag_edge(part, end, point, exact);
            Vec::new()
        }
        Message::SettleEdge(stamp) => {
            let changes = desk.settle_edge(stamp);
            perform(state, changes, stamp)
        }
        Message::Focus(id) => look_at(desk, Some(id), true),
        Message::Show(id) => {
            let there = desk.document.annotations.get(&id).map(|a| a.target.span());
            if let Some(range) = there {
                desk.draw_around(range);
            }
            there.map(|_| Effect::RevealMark(id)).into_iter().collect()
        }
        Message::FocusNext { back } if desk.margin.tab == Tab::Changes => versions::next(state, back),
        Message::FocusNext { back } => match desk.neighbour(back) {
            Some(id) => {
                // Whoever reads by key goes on from there.
                let start = desk.document.annotations.get(&id).map(|a| a.target.start());
                if let Some(start) = start.filter(|_| desk.caret.is_some()) {
                    desk.start_caret(start);
                }
                look_at(desk, Some(id), true)
            }
            None => Vec::new(),
        },
        Message::FocusUnder => {
            let under = desk.under_focus();
            let next = further_out(&under, desk.focus);
            look_at(desk, next, false)
        }
        Message::Pile => pile::open(state),
        Message::PileMove { back } => pile::step(desk, back),
        Message::PileTake(line) => pile::take(desk, line),
        Message::Escape => escape(state),
        Message::AttributeThese if desk.chosen.is_empty() => on_desk(state, Message::Attribute),
        Message::AttributeThese => together::update(state, Together::Attribute),
        Message::Attribute => match desk.focus.and_then(|id| Picker::open(&desk.document, id)) {
            Some(picker) => {
                desk.mode = Mode::Attributing(picker);
                vec![picker::focus(state.hand)]
            }
            None => Vec::new(),
        },
        Message::PickerText(text) => {
            if let Mode::Attributing(picker) = &mut desk.mode {
                picker.text = text;
                picker.marked = 0;
            }
            Vec::new()
        }
        Message::PickerMove { back } => {
            if let Mode::Attributing(picker) = &mut desk.mode {
                let lines = picker.choices(&desk.document.sources).len().max(1);
                picker.marked = if back { picker.marked + lines - 1 } else { picker.marked + 1 } % lines;
            }
            Vec::new()
        }
        Message::Pick(line, stamp) => pick(state, line, stamp),
        Message::Cue(stamp) => cue(state, stamp),
        Message::AddPart(stamp) => part(state, stamp),
        Message::Register(message) => register::update(state, message),
        Message::Together(message) => together::update(state, message),
        Message::AttributeVia(attribution) => {
            let picker = desk.focus.and_then(|id| Picker::open_via(&desk.document, id, attribution));
            let Some(picker) = picker else { return Vec::new() };
            desk.mode = Mode::Attributing(picker);
            vec![picker::focus(state.hand)]
        }
        Message::Sticky(kind) => {
            desk.sticky = (desk.sticky != Some(kind)).then_some(kind);
            let kind = kind.as_str();
            let end = if state.hand == Hand::Finger { "" } else { " Escape ends it." };
            state.notice = Some(Notice::quiet(match desk.sticky {
                Some(_) => format!("Whatever you select is now marked as a {kind} at once.{end}"),
                None => "Selecting only selects again.".to_owned(),
            }));
            Vec::new()
        }
        Message::Again(stamp) => {
            let changes = again::again(desk, stamp);
            let Some((act, changes)) = changes else {
                state.notice = Some(Notice::quiet(
                    "There is nothing to do again here: attribute, tag or change an annotation first, then go to another.",
                ));
                return Vec::new();
            };
            let told = format!("Done again: {}.", words_for(act, &changes));
            let effects = perform(state, Some((act, changes)), stamp);
            state.notice.get_or_insert_with(|| Notice::quiet(told));
            effects
        }
        Message::Set(field, stamp) => {
            desk.last = Again::of(&field).or(desk.last.take());
            let adds = matches!(field, Field::AddEvidence);
            let changes = acts::set(desk, field, stamp);
            let mut effects = perform(state, changes, stamp);
            effects.extend(adds.then_some(Effect::MoveFocus(Focusable::Evidence)));
            effects
        }
        Message::SetSource(id, field, stamp) => {
            let changes = acts::set_source(desk, id, field, stamp);
            perform(state, changes, stamp)
        }
        Message::Unattribute(id, stamp) => {
            let changes = attribute::unattribute(desk, id, stamp);
            perform(state, changes, stamp)
        }
        Message::ToggleArticleVoice(stamp) => {
            let changes = attribute::toggle_voice(desk, stamp);
            perform(state, changes, stamp)
        }
        Message::ClearCue(id, stamp) => {
            let changes = attribute::set_cue(desk, id, None, stamp);
            perform(state, changes, stamp)
        }
        Message::RemovePart(part, stamp) => {
            let changes = acts::remove_part(desk, part, stamp);
            perform(state, changes, stamp)
        }
        Message::LeaveField => vec![Effect::MoveFocus(Focusable::Article)],
        Message::WriteNote => desk.focus.map(|_| Effect::MoveFocus(Focusable::Note)).into_iter().collect(),
        Message::Delete(stamp) if desk.focus.is_none() && desk.stray.is_some() => {
            versions::forget(state, stamp)
        }
        Message::DeleteThese(stamp) if desk.chosen.is_empty() => on_desk(state, Message::Delete(stamp)),
        Message::DeleteThese(stamp) => together::update(state, Together::Delete(stamp)),
        Message::Delete(stamp) => delete(state, stamp),
        Message::Undo(stamp) => step(state, true, stamp),
        Message::Redo(stamp) => step(state, false, stamp),
        Message::OpenSource(id) => {
            let mut effects = open_source(desk, id);
            effects.extend(desk.open_source.map(|_| Effect::MoveFocus(Focusable::Source)));
            effects
        }
        Message::Tab(tab) => {
            desk.margin.tab = tab;
            desk.reveal_list()
        }
        Message::Filter(filter) => {
            desk.set_filter(filter);
            vec![Effect::RevealRow(0)]
        }
        Message::Find => {
            state.drawer = Drawer::Margin;
            desk.margin.tab = Tab::Annotations;
            let mut effects = desk.reveal_list();
            effects.push(Effect::MoveFocus(Focusable::Search));
            effects
        }
        Message::LeaveFind => {
            let filter = Filter { words: String::new(), ..desk.margin.filter.clone() };
            desk.set_filter(filter);
            state.drawer = Drawer::None;
            vec![Effect::MoveFocus(Focusable::Article)]
        }
        Message::NextHit { back } => desk.next_hit(back),
        Message::ListScrolled(first) => {
            (desk.margin.first, desk.margin.few) = (first, false);
            Vec::new()
        }
        // Taken by `update` before the desk is asked.
        Message::Store(_)
        | Message::Library(_)
        | Message::Transfer(_)
        | Message::Versions(_)
        | Message::Backup(_)
        | Message::Drawer(_)
        | Message::Keys(_)
        | Message::ChangeKeys(_)
        | Message::Continue(_)
        | Message::DrawMore
        | Message::Hand(_)
        | Message::DismissNotice
        | Message::ReleaseReady(_)
        | Message::StartRelease => Vec::new(),
    }
}

/// Performs an act on the desk and keeps it.
pub(super) fn perform(state: &mut State, changes: Option<Changes>, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let Some((act, changes)) = changes else { return Vec::new() };
    let dropped = attribute::dropped_by(desk, act, &changes);
    match desk.act(&mut state.storage, act, stamp.at, changes) {
        Ok(effect) => {
            // What was offered to be taken back was the act before this one; what was said, too.
            state.notice.take_if(|notice| notice.passes() || notice.offer == Some(Offer::Undo));
            if let Some(told) = dropped {
                state.notice = Some(Notice::quiet(told).offering(Offer::Undo));
            }
            state.library.insert(desk.id(), Rc::new(desk.entry()));
            effect.into_iter().collect()
        }
        Err(conflict) => refuse(state, conflict),
    }
}

fn refuse(state: &mut State, conflict: Conflict) -> Vec<Effect> {
    state.notice =
        Some(Notice::alarm(format!("Nothing was changed: {conflict}. Reload the page to see it.")));
    Vec::new()
}

/// Looks at an annotation: the list shows its row, and the article shows it when asked to.
pub(super) fn look_at(desk: &mut Desk, id: Option<AnnotationId>, reveal: bool) -> Vec<Effect> {
    desk.set_focus(id);
    let Some(id) = desk.focus else { return Vec::new() };
    if matches!(desk.margin.tab, Tab::Overview | Tab::Changes) {
        desk.margin.tab = Tab::Annotations;
    }
    let mut effects = desk.reveal_row(id);
    effects.extend(reveal.then_some(Effect::RevealMark(id)));
    effects
}

fn select(state: &mut State, points: Option<(DomPoint, DomPoint)>, exact: bool, show: bool) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let mut selection = points.and_then(|points| Selection::read(desk, points, exact));
    // Only what a mouse selects is corrected in sight.
    if let Some(selection) = selection.as_mut().filter(|_| !show) {
        selection.touch = Touch::System;
    }
    desk.astray = points.is_some() && selection.is_none();
    // What was selected by key is heard here too, and is not to be snapped.
    let same = |selection: Selection| {
        points.and_then(|points| Selection::between(desk, points)) == Some(selection.range)
    };
    if selection == desk.selection || desk.selection.is_some_and(same) {
        return Vec::new();
    }
    desk.selection = selection;
    if matches!(desk.mode, Mode::Attributing(_) | Mode::Listing(_)) && selection.is_some() {
        desk.mode = Mode::Reading;
    }
    let shown = selection.filter(|_| show).and_then(|s| desk.view.to_dom(&desk.document, s.range));
    shown.map(|range| Effect::ShowSelection(Some(range))).into_iter().collect()
}

fn mark(state: &mut State, kind: Kind, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let creator = state.settings.creator.clone();
    // Without a selection, the words around the caret are meant.
    let selected = desk.selection;
    desk.selection = selected.or_else(|| {
        desk.meant(kind).map(|range| Selection { range, touch: Touch::No, exact: true, back: false })
    });
    if kind == Kind::Quote {
        desk.take_quotation_marks();
    }
    let Some((id, changes)) = acts::mark(desk, kind, &creator, stamp) else {
        let asked = std::mem::replace(&mut desk.selection, selected);
        state.notice = Some(if asked.is_some() {
            Notice::quiet(format!("These words are marked as a {} already.", kind.as_str()))
        } else if desk.astray {
            Notice::quiet(format!(
                "Nothing was marked: there are no words of the article in what is selected. Select some in the article, then mark them as a {}.",
                kind.as_str()
            ))
        } else {
            Notice::quiet(format!("Select some words first, then mark them as a {}.", kind.as_str()))
        });
        return Vec::new();
    };
    desk.selection = None;
    let mut effects = perform(state, Some((Act::Mark, changes)), stamp);
    effects.push(Effect::ShowSelection(None));
    state.notice = None;
    let Load::Ready(desk) = &mut state.desk else { return effects };
    effects.extend(look_at(desk, Some(id), false));
    // A quote asks at once who said it; Escape, or selecting something else, puts it off.
    if kind == Kind::Quote
        && let Some(picker) = Picker::open(&desk.document, id)
    {
        desk.mode = Mode::Attributing(picker);
        effects.push(picker::focus(state.hand));
    }
    effects
}

fn pick_edge(state: &mut State, end: bool) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    if desk.focus.is_none() {
        state.notice = Some(Notice::quiet("Choose an annotation first; then its ends can be moved."));
        return Vec::new();
    }
    let mut effects = desk.pick_edge(end);
    effects.push(Effect::MoveFocus(Focusable::Article));
    state.notice = Some(Notice::asking("Arrows move this end. Enter keeps it, Escape leaves it as it was."));
    effects
}

fn click(state: &mut State, ids: &[AnnotationId], stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    if let Mode::Attributing(picker) = &desk.mode {
        let is_mention = |id: &&AnnotationId| {
            desk.document.annotations.get(id).is_some_and(|a| matches!(a.body, Body::Mention(_)))
        };
        if let Some(mention) = ids.iter().rev().find(is_mention) {
            let changes = attribute::choose_mention(desk, picker, *mention, stamp);
            desk.mode = Mode::Reading;
            if changes.is_none() {
                state.notice = Some(Notice::quiet("That source is named there already."));
            }
            let mut effects = perform(state, changes, stamp);
            effects.extend(keep_row_in_sight(state));
            effects.push(Effect::MoveFocus(Focusable::Article));
            return effects;
        }
    }
    if matches!(desk.mode, Mode::Listing(_)) {
        desk.mode = Mode::Reading;
    }
    let next = further_out(ids, desk.focus);
    // Where there is no room for the margin, a mark that is touched brings it up, and a touch
    // elsewhere sends it away.
    if state.drawer != Drawer::Library {
        state.drawer = if next.is_some() { Drawer::Margin } else { Drawer::None };
    }
    // What is clicked is shown; the entry that is open in the register stays open behind it.
    let open = desk.open_source;
    if next.is_some() && desk.margin.tab == Tab::Sources {
        desk.margin.tab = Tab::Annotations;
    }
    let mut effects = look_at(desk, next, false);
    desk.open_source = open;
    // The margin may have come up over it.
    effects.extend(next.map(Effect::UncoverMark));
    effects
}

/// Of annotations that lie over one another, outermost first: the innermost, or, where one of
/// them is looked at already, the one around it; after the outermost the innermost again.
fn further_out(ids: &[AnnotationId], focus: Option<AnnotationId>) -> Option<AnnotationId> {
    let here = focus.and_then(|focus| ids.iter().position(|id| *id == focus));
    match here {
        Some(n) if n > 0 => ids.get(n - 1).copied(),
        _ => ids.last().copied(),
    }
}

fn escape(state: &mut State) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    if desk.mode != Mode::Reading {
        desk.mode = Mode::Reading;
        return vec![Effect::MoveFocus(Focusable::Article)];
    }
    if desk.selection.is_some() || std::mem::take(&mut desk.astray) {
        desk.leave_selection();
        return vec![Effect::ShowSelection(None)];
    }
    if desk.margin.tab == Tab::Sources && desk.open_source.take().is_some() {
        return Vec::new();
    }
    if desk.sticky.take().is_some() {
        state.notice = None;
        return Vec::new();
    }
    if desk.focus.is_some() {
        desk.set_focus(None);
        return vec![Effect::MoveFocus(Focusable::Article)];
    }
    if !desk.chosen.is_empty() {
        desk.chosen.clear();
        return Vec::new();
    }
    if state.drawer == Drawer::Library {
        state.drawer = Drawer::None;
        return Vec::new();
    }
    if desk.caret.take().is_some() {
        return Vec::new();
    }
    state.drawer = Drawer::None;
    state.notice = None;
    Vec::new()
}

fn pick(state: &mut State, line: Option<usize>, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let Mode::Attributing(picker) = &desk.mode else { return Vec::new() };
    let mut choices: Vec<Choice> = picker.choices(&desk.document.sources);
    let line = line.unwrap_or(picker.marked);
    if line >= choices.len() {
        return Vec::new();
    }
    let choice = choices.swap_remove(line);
    let again = match &choice {
        Choice::Source(candidate) => Some(Again::Attribute(candidate.source)),
        Choice::ArticleVoice => Some(Again::Voice),
        Choice::New(_) => None,
    };
    let changes = match picker.via {
        Some(outer) => attribute::choose_via(desk, picker.annotation, outer, choice, stamp),
        None if picker.many => together::attribute_to(desk, choice, stamp),
        None => attribute::choose(desk, picker.annotation, choice, stamp),
    };
    let named = changes.iter().flat_map(|(_, changes)| changes).find_map(|change| match change {
        Change::Source { before: None, after: Some(made) } => Some(Again::Attribute(made.id)),
        _ => None,
    });
    desk.last = again.or(named);
    desk.mode = Mode::Reading;
    let mut effects = perform(state, changes, stamp);
    effects.extend(keep_row_in_sight(state));
    effects.push(Effect::MoveFocus(Focusable::Article));
    effects
}

/// The details of what is looked at grow with what is done to it, and would lie over its row.
fn keep_row_in_sight(state: &mut State) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    desk.focus.map(|id| desk.reveal_row(id)).unwrap_or_default()
}

fn cue(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let wanted = if let Mode::TakingCue(id) = desk.mode { Some(id) } else { attribute::cue_wanted(desk) };
    let Some(attribution) = wanted else {
        state.notice = Some(Notice::quiet("Attribute the quote or claim first; then the cue can be set."));
        return Vec::new();
    };
    let Some(selection) = desk.selection.take() else {
        desk.mode = Mode::TakingCue(attribution);
        state.notice = Some(Notice::asking(format!(
            "Select the words that signal the attribution, then {}.",
            state.keys.press(Action::Cue, "Cue")
        )));
        return vec![Effect::MoveFocus(Focusable::Article)];
    };
    desk.mode = Mode::Reading;
    let changes = attribute::set_cue(desk, attribution, Some(selection.range), stamp);
    state.notice = None;
    let mut effects = perform(state, changes, stamp);
    effects.push(Effect::ShowSelection(None));
    effects
}

fn part(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    if desk.focus.is_none() {
        state.notice =
            Some(Notice::quiet("Choose an annotation first; then another part can be added to it."));
        return Vec::new();
    }
    if desk.focused().is_some_and(|a| a.kind() == Kind::Quote) {
        desk.take_quotation_marks();
    }
    let Some(selection) = desk.selection.take() else {
        desk.mode = Mode::TakingPart;
        state.notice = Some(Notice::asking(format!(
            "Select the other part, then {}.",
            state.keys.press(Action::AddPart, "Add part")
        )));
        return vec![Effect::MoveFocus(Focusable::Article)];
    };
    desk.mode = Mode::Reading;
    let changes = acts::add_part(desk, selection.range, stamp);
    state.notice = None;
    let mut effects = perform(state, changes, stamp);
    effects.push(Effect::ShowSelection(None));
    effects
}

fn delete(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let Some(kind) = desk.focused().map(|a| a.kind()) else { return Vec::new() };
    // The keyboard goes on where it was: at the next annotation.
    let next = desk.neighbour(false).or_else(|| desk.neighbour(true));
    let changes = acts::delete(desk, stamp);
    let mut effects = perform(state, changes, stamp);
    state.notice = Some(Notice::quiet(format!("Deleted a {}.", kind.as_str())).offering(Offer::Undo));
    if let Load::Ready(desk) = &mut state.desk {
        effects.extend(look_at(desk, next, false));
    }
    effects
}

fn step(state: &mut State, back: bool, stamp: Stamp) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    desk.selection = None;
    match desk.step(&mut state.storage, back, stamp.at) {
        Ok(Some((edit, effect))) => {
            state.library.insert(desk.id(), Rc::new(desk.entry()));
            let did = if back { "Undone" } else { "Done again" };
            state.notice = Some(Notice::quiet(format!("{did}: {}.", words_for(edit.act, &edit.changes))));
            let focus = desk.focus;
            [effect].into_iter().chain(look_at(desk, focus, true)).collect()
        }
        Ok(None) => {
            state.notice = Some(Notice::quiet(if back { "Nothing to undo." } else { "Nothing to redo." }));
            Vec::new()
        }
        Err(conflict) => refuse(state, conflict),
    }
}

/// What an act is called in a sentence.
fn words_for(act: Act, changes: &[Change]) -> &'static str {
    let source = |of: fn(&Change) -> bool| changes.iter().any(of);
    let gone = source(|change| matches!(change, Change::Source { after: None, .. }));
    let new = source(|change| matches!(change, Change::Source { before: None, .. }));
    let fact = changes.iter().find_map(|change| match change {
        Change::About { before, after } => {
            let changed = |fact: &Fact| before.fact(*fact) != after.fact(*fact);
            Fact::ALL.into_iter().find(changed).map(super::review::changing)
        }
        _ => None,
    });
    match act {
        Act::Source if gone && changes.len() > 1 => "making two sources one",
        Act::Source if gone => "removing a source",
        Act::Source if new => "naming somebody else",
        Act::Mark => "marking",
        Act::Delete => "deleting",
        Act::Attribute => "attributing",
        Act::Cue => "the cue",
        Act::Reshape => "changing the words it stands on",
        Act::Change => "a change",
        Act::Note => "writing",
        Act::Tag => "tagging",
        Act::Source => "changing a source",
        Act::About => fact.unwrap_or("changing the direction"),
        Act::Import => "taking over a file",
        Act::Attach => "attaching",
        Act::Refuse => "refusing",
        Act::Keep => "keeping as evidence",
    }
}

pub(super) fn open_source(desk: &mut Desk, id: Option<SourceId>) -> Vec<Effect> {
    let source = id.and_then(|id| desk.document.sources.get(&id));
    desk.open_source = source.map(|source| source.id);
    desk.opened = source.map(|source| (source.id, source.name.clone()));
    if desk.open_source.is_some() {
        desk.margin.tab = Tab::Sources;
    }
    Vec::new()
}
