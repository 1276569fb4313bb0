//! What a file brought meets the library.
//!
//! The one idea: an article that is here already, by its id or by its text, is not brought in a
//! second time: what the file says of it is laid beside what is here, the person sees what is new,
//! the same and different, and decides once for all; then it is one act for each article. The
//! same goes for annotations that came without their text: they are looked for in the article they
//! belong to, and become a document like the others.
//!
//! Neighbours: [`crate::annotation::meeting`] knows what comes of two documents; `placed` finds out
//! where annotations without text belong; `transfer` goes from step to step.

mod taking;

pub(super) use taking::{Again, Taking, go_on, stop, take_back, taken_back};

use std::collections::BTreeSet;

use super::{Effect, Panel, State, Task, Transfer, placed, transfer};
use crate::{
    annotation::{
        Document,
        meeting::{self, Duplicates, Meeting},
    },
    format::Loose,
    record::{ArticleId, Stamp},
    shelf::Loaded,
};

/// A file that is being taken in.
#[derive(Debug, Default)]
pub(super) struct Import {
    pub(super) file: String,
    /// The articles it brought, and what was placed, with what becomes of each: that is found out
    /// before any of them is in the library, where the next could be taken for it.
    pub(super) documents: Vec<(Fate, Document)>,
    /// Annotations that came without their text, with the article they are looked for in.
    pub(super) loose: Vec<(ArticleId, Vec<Loose>)>,
    /// What the person should know before anything happens.
    pub(super) doubts: Vec<String>,
    pub(super) taken: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) problems: Vec<String>,
    /// What the store has of the articles that are here.
    pub(super) stored: Vec<Loaded>,
    /// When the file was read.
    pub(super) stamp: Option<Stamp>,
}

/// What the person is asked before anything of a file is taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The file’s name.
    pub file: String,
    /// How many articles of it are new.
    pub new: usize,
    /// The titles of those that are here already.
    pub known: Vec<String>,
    /// What was found in those.
    pub meeting: Meeting,
    /// What else there is to know before, as sentences.
    pub doubts: Vec<String>,
    /// How many things of the file cannot be taken over as they stand.
    pub problems: usize,
    /// What is chosen.
    pub how: Duplicates,
}

/// What becomes of an article that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The library does not have it.
    New,
    /// The library has an article with its id and another text.
    Copy,
    /// The library has it.
    Known(ArticleId),
}

impl Import {
    fn read_at(&self) -> crate::record::Timestamp {
        self.stamp.map(|stamp| stamp.at).unwrap_or_default()
    }

    /// What the library has of an article, in memory or read from the store.
    fn here<'a>(&'a self, state: &'a State, id: ArticleId) -> Option<&'a Document> {
        let held = state.held(id).map(|desk| &desk.document);
        held.or_else(|| self.stored.iter().map(|loaded| &loaded.document).find(|d| d.article.id == id))
    }
}

/// Finds out what becomes of the articles of a file. Several with the same text are several: each
/// goes to another article of the library, as long as there are.
pub(super) fn fates(state: &State, documents: Vec<Document>) -> Vec<(Fate, Document)> {
    let mut met = BTreeSet::new();
    let by_id: Vec<Option<Fate>> = documents.iter().map(|document| by_id(state, document)).collect();
    met.extend(
        by_id.iter().filter_map(|fate| if let Some(Fate::Known(id)) = fate { Some(*id) } else { None }),
    );
    let fate = |(by_id, document): (Option<Fate>, Document)| {
        let fate = by_id.unwrap_or_else(|| by_text(state, &document, &met));
        if let Fate::Known(id) = fate {
            met.insert(id);
        }
        (fate, document)
    };
    by_id.into_iter().zip(documents).map(fate).collect()
}

/// What becomes of an article whose id the library has; `None` when it has not.
fn by_id(state: &State, document: &Document) -> Option<Fate> {
    let article = &document.article;
    let entry = state.library.get(&article.id)?;
    Some(if entry.sha256 == article.text.sha256() { Fate::Known(article.id) } else { Fate::Copy })
}

/// What becomes of one that the library may have under another id, besides those that were met.
fn by_text(state: &State, document: &Document, met: &BTreeSet<ArticleId>) -> Fate {
    let sha256 = document.article.text.sha256();
    let same = |id: &ArticleId| {
        let entry = state.library.get(id).filter(|_| !met.contains(id));
        entry.is_some_and(|entry| entry.binned.is_none() && entry.sha256 == sha256)
    };
    let here = state.desk.ready().map(super::Desk::id);
    // The open one first.
    here.iter().chain(state.library.keys()).copied().find(same).map_or(Fate::New, Fate::Known)
}

/// A file was read: has the store read what is here of it, if anything is.
pub(super) fn compare(state: &mut State, import: Import) -> Vec<Effect> {
    let known = import.documents.iter().filter_map(|(fate, _)| match fate {
        Fate::Known(id) => Some(*id),
        Fate::New | Fate::Copy => None,
    });
    let mut asked: Vec<ArticleId> = Vec::new();
    for id in known.chain(import.loose.iter().map(|(id, _)| *id)) {
        if state.held(id).is_none() && !asked.contains(&id) {
            asked.push(id);
        }
    }
    if asked.is_empty() {
        return compared(state, import);
    }
    let number = transfer::begin(state, transfer::Step::Comparing(Box::new(import)));
    vec![Effect::LoadLibrary { number, articles: asked }]
}

/// What is here was read: has annotations without text placed, if there are any.
pub(super) fn compared(state: &mut State, mut import: Import) -> Vec<Effect> {
    if import.loose.is_empty() {
        return weigh(state, import);
    }
    let mut groups = Vec::new();
    let mut targets = Vec::new();
    for (id, loose) in std::mem::take(&mut import.loose) {
        match import.here(state, id).map(|document| document.article.text.clone()) {
            Some(text) => {
                groups.push((text, loose));
                targets.push(id);
            }
            None => import.problems.push(format!(
                "{} annotations were left out: the article they belong to could not be read.",
                loose.len()
            )),
        }
    }
    let step = transfer::Step::Placing(Box::new(import), targets);
    let number = transfer::begin(state, step);
    vec![Effect::Work { number, task: Task::Place { groups }, file: None }]
}

/// Annotations without text were looked for.
pub(super) fn placed(
    state: &mut State,
    mut import: Import,
    targets: Vec<ArticleId>,
    found: Vec<super::Placed>,
) -> Vec<Effect> {
    for (id, found) in targets.into_iter().zip(found) {
        let Some(article) = import.here(state, id).map(|document| document.article.clone()) else { continue };
        let title = &article.about.title;
        if found.annotations.is_empty() {
            import.doubts.push(format!(
                "None of {} has a certain place in “{title}”: they may belong to another article.",
                placed::annotations(found.strays.len())
            ));
        }
        import.taken.extend(placed::told(&found, title));
        let came = found.onto(article);
        let (stamp, read_at) = (import.stamp.unwrap_or_else(taking::no_stamp), import.read_at());
        // The file may have the article, too: then it is one act, not two.
        match import.documents.iter_mut().find(|(fate, _)| *fate == Fate::Known(id)) {
            Some((_, there)) => *there = meeting::meet(there, &came, Duplicates::Merge, stamp, read_at).0,
            None => import.documents.push((Fate::Known(id), came)),
        }
    }
    weigh(state, import)
}

/// Asks the person, if there is something to decide.
fn weigh(state: &mut State, import: Import) -> Vec<Effect> {
    let question = question(state, &import);
    let Meeting { new, differing, changed, .. } = &question.meeting;
    // What was brought for the open article and adds to it alone is what was asked for.
    let adds = *new > 0 && import.taken.is_empty();
    if !adds && *differing == 0 && changed.is_empty() && question.doubts.is_empty() {
        let stamp = import.stamp.unwrap_or_else(taking::no_stamp);
        return taking::take_in(state, import, Duplicates::Skip, stamp);
    }
    transfer::begin(state, transfer::Step::Deciding(Box::new(import)));
    state.lay(Panel::Question(Box::new(question)));
    vec![Effect::MoveFocus(super::Focusable::Dialog)]
}

fn question(state: &State, import: &Import) -> Question {
    let mut question = Question {
        file: import.file.clone(),
        doubts: import.doubts.clone(),
        problems: import.problems.len() + import.changed.len(),
        ..Question::default()
    };
    let stamp = import.stamp.unwrap_or_else(taking::no_stamp);
    for (fate, document) in &import.documents {
        match fate {
            Fate::New | Fate::Copy => question.new += 1,
            Fate::Known(id) => {
                let Some(here) = import.here(state, *id) else { continue };
                let (_, meeting) = meeting::meet(here, document, Duplicates::Merge, stamp, import.read_at());
                if !meeting.is_idle() {
                    question.known.push(here.article.about.title.clone());
                }
                question.meeting.add(meeting);
            }
        }
    }
    question
}

/// Another choice in the dialog.
pub(super) fn choose(state: &mut State, how: Duplicates) {
    if let Panel::Question(question) = &mut state.panel {
        question.how = how;
    }
}

/// The person decided.
pub(super) fn decided(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Panel::Question(question) = &state.panel else { return Vec::new() };
    let how = question.how;
    state.panel = Panel::None;
    match transfer::take_step(state) {
        Some(transfer::Step::Deciding(import)) => taking::take_in(state, *import, how, stamp),
        _ => Vec::new(),
    }
}

/// A dialog that was closed without a choice takes nothing.
pub(super) fn settle(state: &mut State) {
    if transfer::is_deciding(state) && !matches!(state.panel, Panel::Question(_)) {
        state.job = None;
        state.notice = Some(super::Notice::quiet("Nothing was taken over."));
    }
}

/// Whether this goes on with the question that is open.
pub(super) fn update(state: &mut State, message: &Transfer) -> Vec<Effect> {
    match message {
        Transfer::Duplicates(how) => {
            choose(state, *how);
            Vec::new()
        }
        Transfer::Decide(stamp) => decided(state, *stamp),
        Transfer::TakeBack(stamp) => take_back(state, *stamp),
        Transfer::ShowReport => {
            if let Some(report) = state.report.clone() {
                state.panel = Panel::Report(report);
            }
            vec![Effect::MoveFocus(super::Focusable::Dialog)]
        }
        _ => Vec::new(),
    }
}
