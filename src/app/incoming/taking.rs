//! Takes in what a file brought, and takes it back.

use std::{collections::VecDeque, rc::Rc};

use super::{Fate, Import};
use crate::{
    annotation::{
        Act, Document,
        meeting::{self, Duplicates, Meeting},
    },
    app::{
        Desk, Effect, History, Library, Load, Notice, Offer, Panel, Report, State, Tab, health, library,
        placed, transfer, update::perform,
    },
    format,
    record::{ArticleId, Stamp, Timestamp},
    shelf::{Loaded, Record},
};

/// What an import did, to be taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Again {
    /// When it was done.
    at: Timestamp,
    /// The articles it brought.
    added: Vec<ArticleId>,
    /// The articles it changed.
    changed: Vec<ArticleId>,
}

/// For a file that came without a moment: none does.
pub(super) fn no_stamp() -> Stamp {
    Stamp { at: Timestamp::default(), random: 0 }
}

/// So many articles are taken at once; then what they bring is awaited in the store. So a large
/// library needs no more memory than these, the page stays quick, and it can be stopped.
const AT_ONCE: usize = 25;

/// Articles on their way into the library.
#[derive(Debug)]
pub(in crate::app) struct Taking {
    import: Import,
    how: Duplicates,
    stamp: Stamp,
    /// How many the file brought.
    all: usize,
    waiting: VecDeque<(Fate, Document)>,
    done: Again,
    placed: bool,
}

impl Taking {
    /// The name of the file.
    pub(in crate::app) fn file(&self) -> &str {
        &self.import.file
    }
}

/// Takes the documents of a file in.
pub(super) fn take_in(state: &mut State, mut import: Import, how: Duplicates, stamp: Stamp) -> Vec<Effect> {
    let waiting = VecDeque::from(std::mem::take(&mut import.documents));
    let placed = !import.taken.is_empty();
    let done = Again { at: stamp.at, ..Again::default() };
    slice(state, Taking { import, how, stamp, all: waiting.len(), waiting, done, placed })
}

/// Goes on with what is being taken in, once the store has what went before.
pub(in crate::app) fn go_on(state: &mut State) -> Vec<Effect> {
    if !transfer::is_taking(state) || state.storage.is_saving() {
        return Vec::new();
    }
    let Some(transfer::Step::Taking(mut taking)) = transfer::take_step(state) else { return Vec::new() };
    if state.storage.failed.is_some() {
        taking.import.problems.push(format!(
            "{} articles were not taken, because what came before them could not be saved.",
            taking.waiting.len()
        ));
        taking.waiting.clear();
    }
    slice(state, *taking)
}

/// Takes no more; what was taken stays, and can be taken back.
pub(in crate::app) fn stop(state: &mut State, mut taking: Taking) -> Vec<Effect> {
    taking
        .import
        .problems
        .push(format!("{} articles were not taken, because you stopped.", taking.waiting.len()));
    taking.waiting.clear();
    finish(state, taking);
    Vec::new()
}

fn slice(state: &mut State, mut taking: Taking) -> Vec<Effect> {
    let mut effects = Vec::new();
    let several = taking.all > 1;
    for _ in 0..AT_ONCE {
        let n = taking.all - taking.waiting.len();
        let Some((fate, document)) = taking.waiting.pop_front() else { break };
        effects.extend(take_one(state, &mut taking, (fate, &document), n, several));
    }
    if taking.waiting.is_empty() {
        finish(state, taking);
    } else {
        let share = (taking.all - taking.waiting.len()) as f32 / taking.all as f32;
        transfer::begin(state, transfer::Step::Taking(Box::new(taking)));
        if let Some(job) = &mut state.job {
            job.share = Some(share);
        }
    }
    effects
}

fn take_one(
    state: &mut State,
    taking: &mut Taking,
    (fate, document): (Fate, &Document),
    n: usize,
    several: bool,
) -> Vec<Effect> {
    let Taking { import, how, stamp, done, .. } = taking;
    let stamp = stamp.nth(u32::try_from(n).unwrap_or(u32::MAX));
    let mut effects = Vec::new();
    match fate {
        Fate::Known(id) if import.here(state, id).is_some() => {
            effects.extend(join(state, import, id, document, *how, stamp, done));
            if !several {
                effects.extend(library::update(state, Library::Open(id, stamp)));
            }
        }
        fate => {
            let title = &document.article.about.title;
            let document = if let Fate::New = fate {
                import.taken.push(format!(
                    "“{title}”, with {}.",
                    placed::annotations(document.counts().total() as usize)
                ));
                document.clone()
            } else {
                let why = if fate == Fate::Copy {
                    "the library has another text under its id, which stays as it is"
                } else {
                    "the one that is in the library could not be read"
                };
                import.taken.push(format!("“{title}” was taken in as a copy: {why}."));
                format::fresh::with_fresh_ids(document, stamp)
            };
            done.added.push(document.article.id);
            effects.extend(bring_in(state, document, several, stamp));
        }
    }
    effects
}

/// Tells what came of it.
fn finish(state: &mut State, taking: Taking) {
    let Taking { import, all, done, placed, .. } = taking;
    let several = all > 1;
    let Import { file, mut taken, changed, problems, .. } = import;
    let back = !done.added.is_empty() && several || !done.changed.is_empty();
    if problems.is_empty() && changed.is_empty() && !several && !placed {
        let notice = taken.pop().map(Notice::quiet);
        state.notice = if done.changed.is_empty() { notice } else { notice.map(|n| n.offering(Offer::Undo)) };
        state.report = None;
    } else {
        let report = Report { file, taken, changed, problems, back: back.then_some(done) };
        state.report = Some(report.clone());
        state.lay(Panel::Report(report));
    }
}

/// Brings an article in that is new here.
fn bring_in(state: &mut State, document: Document, several: bool, stamp: Stamp) -> Vec<Effect> {
    let mut desk = Desk::new(document, History::default());
    let first = health::arrives(state, stamp.at);
    if !several {
        return library::put_on_desk(state, desk, true);
    }
    state.library.insert(desk.id(), Rc::new(desk.entry()));
    let mut batch = desk.whole();
    batch.put.extend(first.then(|| Record::Settings(state.settings.clone())));
    let effect = state.storage.write(batch);
    desk.revision = state.storage.revision();
    state.unsaved.insert(desk.id(), desk);
    vec![effect]
}

/// Brings what came of an article into the one that is here, as one act.
fn join(
    state: &mut State,
    import: &mut Import,
    id: ArticleId,
    came: &Document,
    how: Duplicates,
    stamp: Stamp,
    done: &mut Again,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.library.get(&id).is_some_and(|entry| entry.binned.is_some()) {
        effects.extend(library::update(state, Library::Restore(id, stamp)));
    }
    let Some(here) = import.here(state, id) else { return effects };
    let (after, meeting) = meeting::meet(here, came, how, stamp, import.read_at());
    let changes = here.difference(&after);
    import.taken.push(told(&here.article.about.title, &meeting, how));
    if changes.is_empty() {
        return effects;
    }
    done.changed.push(id);
    if state.desk.ready().is_some_and(|desk| desk.id() == id) {
        let strays = changes.iter().any(|change| change.stray().is_some());
        effects.extend(perform(state, Some((Act::Import, changes)), stamp));
        if let (true, Load::Ready(desk)) = (strays, &mut state.desk) {
            desk.margin.tab = Tab::Changes;
        }
        return effects;
    }
    let stored = import.stored.iter().position(|loaded| loaded.document.article.id == id);
    let desk = state.unsaved.remove(&id).or_else(|| Some(Desk::of(import.stored.swap_remove(stored?))));
    if let Some(mut desk) = desk {
        // What was read is what the changes were made from.
        if let Ok(written) = desk.act(&mut state.storage, Act::Import, stamp.at, changes) {
            effects.extend(written);
        }
        state.library.insert(id, Rc::new(desk.entry()));
        state.unsaved.insert(id, desk);
    }
    effects
}

fn told(title: &str, meeting: &Meeting, how: Duplicates) -> String {
    let Meeting { new, same, differing, .. } = meeting;
    if meeting.is_idle() {
        return format!("“{title}” is in the library already, the same.");
    }
    let they = match how {
        Duplicates::Merge => "brought together with what was here",
        Duplicates::KeepBoth => "put beside what was here",
        Duplicates::Skip => "left out, because something else is here",
    };
    let parts = [
        (*new, format!("{new} new")),
        (*differing, format!("{differing} {they}")),
        (*same, format!("{same} here already, the same")),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    format!("Into “{title}”: {}.", parts.join(", "))
}

/// Takes back what the import did that the report is about.
pub(in crate::app) fn take_back(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(done) = state.report.as_mut().and_then(|report| report.back.take()) else { return Vec::new() };
    state.panel = Panel::None;
    let missing: Vec<ArticleId> =
        done.changed.iter().copied().filter(|id| state.held(*id).is_none()).collect();
    if missing.is_empty() {
        return taken_back(state, &done, Vec::new(), stamp);
    }
    let number = transfer::begin(state, transfer::Step::TakingBack(done));
    vec![Effect::LoadLibrary { number, articles: missing }]
}

/// What has to be changed for it was read.
pub(in crate::app) fn taken_back(
    state: &mut State,
    done: &Again,
    loaded: Vec<Loaded>,
    stamp: Stamp,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut left = 0;
    for id in &done.added {
        effects.extend(library::bin_one(state, *id, stamp));
    }
    for loaded in loaded {
        let id = loaded.document.article.id;
        if state.held(id).is_none() {
            state.unsaved.insert(id, Desk::of(loaded));
        }
    }
    for id in &done.changed {
        let Some((desk, storage)) = state.held_mut(*id) else {
            left += 1;
            continue;
        };
        let last = desk.history.undoable();
        if !last.is_some_and(|edit| edit.act == Act::Import && edit.at == done.at) {
            left += 1;
            continue;
        }
        match desk.step(storage, true, stamp.at) {
            Ok(Some((_, effect))) => effects.push(effect),
            Ok(None) | Err(_) => left += 1,
        }
        let entry = desk.entry();
        state.library.insert(*id, Rc::new(entry));
    }
    let in_bin = done.added.len();
    let mut told = "The import was taken back.".to_owned();
    if in_bin > 0 {
        told.push_str(&format!(" The {in_bin} articles it brought are in the bin."));
    }
    if left > 0 {
        told.push_str(&format!(
            " {left} were changed since and stay as they are; undo there goes back step by step."
        ));
    }
    state.notice = Some(Notice::quiet(told));
    effects
}
