//! Files that come and go: export, import, text files.
//!
//! The one idea: one [`Job`] at a time, in steps. Each step asks the shell for something, and the
//! answer carries the number of its job, so that what comes after a job was given up is dropped.

use std::rc::Rc;

use crate::{
    annotation::Document,
    format,
    record::{ArticleId, Stamp},
    shelf::{Batch, Loaded, Record},
};

use super::{
    Contents, Desk, Done, Effect, FileId, History, Library, Message, Notice, Panel, Place, Report, State,
    Task, Transfer, library,
};

/// The largest file that is taken, in bytes.
const MAX_BYTES: u64 = format::hearsay::MAX_BYTES as u64;

/// What is going on with a file. What else comes or goes has to wait.
#[derive(Debug)]
pub struct Job {
    number: u32,
    step: Step,
    /// How much of it is done, from 0 to 1, where that is known.
    pub share: Option<f32>,
}

#[derive(Debug)]
enum Step {
    /// The worker reads a file of this name.
    Reading(String, Stamp),
    /// The store reads what is there, to compare with what the file brought.
    Comparing(Box<Import>),
    /// The store reads the library, to take it away.
    Gathering,
    /// The worker writes a file.
    Writing(Outgoing),
}

/// A file on its way out.
#[derive(Debug)]
struct Outgoing {
    name: String,
    articles: usize,
    problems: Vec<String>,
    /// It holds the whole library.
    library: bool,
    stamp: Stamp,
}

/// A file that is being taken in.
#[derive(Debug)]
struct Import {
    documents: Vec<Document>,
    report: Report,
    stamp: Stamp,
}

impl Job {
    /// What is going on, for the person.
    #[must_use]
    pub fn says(&self) -> String {
        match &self.step {
            Step::Reading(name, _) => format!("Reading {name}…"),
            Step::Comparing(import) => format!("Comparing {} with the library…", import.report.file),
            Step::Gathering => "Reading the library…".to_owned(),
            Step::Writing(out) => format!("Writing {}…", out.name),
        }
    }
}

/// Begins a step of a new job.
fn begin(state: &mut State, step: Step) -> u32 {
    state.jobs += 1;
    state.job = Some(Job { number: state.jobs, step, share: None });
    state.jobs
}

/// Ends the job of this number; `None` when it is not the one that is going on.
fn end(state: &mut State, number: u32) -> Option<Step> {
    state.job.take_if(|job| job.number == number).map(|job| job.step)
}

/// Whether what comes or goes has to wait: the store is not open, or a file is on its way.
pub(super) fn is_busy(state: &State) -> bool {
    state.storage.place == Place::Opening || state.job.is_some()
}

/// Whether a message is of the sort that has to wait now.
pub(super) fn has_to_wait(state: &State, message: &Message) -> bool {
    let comes_or_goes = matches!(
        message,
        Message::Library(Library::Add(_) | Library::AddSample(_))
            | Message::Transfer(
                Transfer::File { .. } | Transfer::ExportArticle(_) | Transfer::ExportLibrary(_)
            )
    );
    comes_or_goes && is_busy(state)
}

pub(super) fn update(state: &mut State, message: Transfer) -> Vec<Effect> {
    match message {
        Transfer::ExportArticle(stamp) => match state.desk.ready().map(|desk| desk.document.clone()) {
            Some(document) => {
                let name = format::file_name(&document.article.about.title, stamp.at, "json");
                write(state, vec![document], name, Vec::new(), false, stamp)
            }
            None => export_library(state),
        },
        Transfer::ExportLibrary(_) => export_library(state),
        Transfer::LibraryRead { number, loaded, problems, stamp } => match end(state, number) {
            Some(Step::Comparing(import)) => take_in(state, *import, &loaded),
            Some(Step::Gathering) => gathered(state, loaded, problems, stamp),
            _ => Vec::new(),
        },
        Transfer::File { name, size, file, stamp } => {
            if size > MAX_BYTES {
                let why = format!(
                    "It is {} MB large; Hearsay reads files up to {} MB.",
                    size / 1_000_000,
                    MAX_BYTES / 1_000_000
                );
                return refuse(state, name, why);
            }
            let number = begin(state, Step::Reading(name.clone(), stamp));
            vec![Effect::Work { number, task: Task::Read { name }, file: Some(file) }]
        }
        Transfer::Working { number, share } => {
            if let Some(job) = state.job.as_mut().filter(|job| job.number == number) {
                job.share = Some(share);
            }
            Vec::new()
        }
        Transfer::Worked { number, done, file } => worked(state, number, done, file),
        Transfer::Cancel => {
            state.notice = state.job.take().map(|_| Notice::quiet("Stopped. Nothing was changed."));
            vec![Effect::StopWork]
        }
        Transfer::CloseReport => {
            state.panel = Panel::None;
            Vec::new()
        }
    }
}

/// The worker answered.
fn worked(state: &mut State, number: u32, done: Done, file: Option<FileId>) -> Vec<Effect> {
    match (end(state, number), done) {
        (Some(Step::Reading(name, stamp)), Done::Read(contents)) => arrived(state, name, contents, stamp),
        (Some(Step::Writing(out)), Done::Written) => offer(state, out, file),
        (Some(Step::Reading(name, _)), Done::Failed(why)) => refuse(state, name, why),
        (Some(Step::Writing(out)), Done::Failed(why)) => refuse(state, out.name, why),
        _ => Vec::new(),
    }
}

fn refuse(state: &mut State, file: String, why: String) -> Vec<Effect> {
    state.panel = Panel::Report(Report { file, taken: Vec::new(), problems: vec![why] });
    Vec::new()
}

/// Has a file written.
fn write(
    state: &mut State,
    documents: Vec<Document>,
    name: String,
    problems: Vec<String>,
    library: bool,
    stamp: Stamp,
) -> Vec<Effect> {
    let articles = documents.len();
    let number = begin(state, Step::Writing(Outgoing { name, articles, problems, library, stamp }));
    vec![Effect::Work { number, task: Task::Write { documents, at: stamp.at }, file: None }]
}

/// Offers the file that was written.
fn offer(state: &mut State, out: Outgoing, file: Option<FileId>) -> Vec<Effect> {
    let Outgoing { name, articles, problems, library, stamp } = out;
    let Some(file) = file else { return Vec::new() };
    state.settings.exported = Some(stamp.at);
    if library {
        state.settings.backed_up = Some(stamp.at);
    }
    let settings = vec![Record::Settings(state.settings.clone())];
    let kept = state.storage.write(Batch { put: settings, ..Batch::default() });
    state.notice = Some(Notice::quiet(format!("Saved as {name}.")));
    if !problems.is_empty() {
        state.panel = Panel::Report(Report {
            file: "Export of the library".into(),
            taken: vec![format!("{articles} articles were exported.")],
            problems,
        });
    }
    vec![Effect::Offer { file, name }, kept]
}

fn export_library(state: &mut State) -> Vec<Effect> {
    if state.library.is_empty() {
        state.notice = Some(Notice::quiet("There is nothing to export yet. Add an article first."));
        return Vec::new();
    }
    let number = begin(state, Step::Gathering);
    vec![Effect::LoadLibrary { number, articles: state.library.keys().copied().collect() }]
}

/// The library was read, to be taken away.
fn gathered(state: &mut State, loaded: Vec<Loaded>, problems: Vec<String>, stamp: Stamp) -> Vec<Effect> {
    // What is in memory is newer than what could not be saved.
    let newer = |id: ArticleId| state.held(id).map(|desk| desk.document.clone());
    let mut documents: Vec<Document> =
        loaded.into_iter().map(|l| newer(l.document.article.id).unwrap_or(l.document)).collect();
    // An article that was never saved is not among what was read.
    let held = state.unsaved.values().chain(state.desk.ready());
    let missing: Vec<Document> = held
        .filter(|desk| !documents.iter().any(|document| document.article.id == desk.id()))
        .map(|desk| desk.document.clone())
        .collect();
    documents.extend(missing);
    if documents.is_empty() {
        let file = "Export of the library".into();
        state.panel = Panel::Report(Report { file, taken: Vec::new(), problems });
        return Vec::new();
    }
    let whole = problems.is_empty();
    write(state, documents, format::file_name("hearsay-library", stamp.at, "json"), problems, whole, stamp)
}

/// A file was read.
fn arrived(state: &mut State, name: String, contents: Contents, stamp: Stamp) -> Vec<Effect> {
    let Contents { documents, drafts, problems } = contents;
    if documents.is_empty() && drafts.is_empty() && problems.is_empty() {
        return refuse(state, name, "There is no article in it.".to_owned());
    }
    let mut effects = Vec::new();
    for draft in drafts {
        state.panel = Panel::None;
        effects.extend(library::add(state, draft, stamp));
    }
    if documents.is_empty() && problems.is_empty() {
        return effects;
    }
    let report = Report { file: name, problems, ..Report::default() };
    let asked: Vec<ArticleId> = documents
        .iter()
        .filter(|document| may_be_the_same(state, document))
        .map(|document| document.article.id)
        .collect();
    let import = Import { documents, report, stamp };
    if asked.is_empty() {
        effects.extend(take_in(state, import, &[]));
        return effects;
    }
    let number = begin(state, Step::Comparing(Box::new(import)));
    effects.push(Effect::LoadLibrary { number, articles: asked });
    effects
}

/// Whether the store has to be asked if this is what the library has.
fn may_be_the_same(state: &State, document: &Document) -> bool {
    let article = &document.article;
    state.held(article.id).is_none()
        && state
            .library
            .get(&article.id)
            .is_some_and(|entry| entry.sha256 == article.text.sha256() && entry.counts == document.counts())
}

/// Whether two states of an article say the same.
fn same(a: &Document, b: &Document) -> bool {
    a.article.text == b.article.text
        && a.article.about == b.article.about
        && a.sources == b.sources
        && a.annotations == b.annotations
}

/// Takes the documents of a file in; `stored` are those the library has another state of, perhaps.
fn take_in(state: &mut State, import: Import, stored: &[Loaded]) -> Vec<Effect> {
    let Import { documents, mut report, stamp } = import;
    let mut effects = Vec::new();
    let several = documents.len() > 1;
    for (n, document) in (0u16..).zip(documents) {
        let title = document.article.about.title.clone();
        let id = document.article.id;
        let known = state.library.contains_key(&id);
        let there = state.held(id).map(|desk| &desk.document);
        let there = there.or_else(|| stored.iter().map(|l| &l.document).find(|d| d.article.id == id));
        if there.is_some_and(|there| same(there, &document)) {
            report.taken.push(format!("“{title}” is in the library already, the same."));
            if state.library.get(&id).is_some_and(|entry| entry.binned.is_some()) {
                effects.extend(library::update(state, Library::Restore(id, stamp)));
            }
            if !several {
                effects.extend(library::update(state, Library::Open(id, stamp)));
            }
            continue;
        }
        let document = if known {
            report.taken.push(format!(
                "“{title}” was taken in as a copy: the library has another state of it, which stays as it is."
            ));
            let stamp =
                Stamp { random: stamp.random.rotate_left(u32::from(n) * 7 + 1) ^ u128::from(n), ..stamp };
            format::fresh::with_fresh_ids(&document, stamp)
        } else {
            report.taken.push(format!("“{title}”, with {} annotations.", document.counts().total()));
            document
        };
        let mut desk = Desk::new(document, History::default());
        if several {
            state.library.insert(desk.id(), Rc::new(desk.entry()));
            effects.push(state.storage.write(desk.whole()));
            desk.revision = state.storage.revision();
            state.unsaved.insert(desk.id(), desk);
        } else {
            effects.extend(library::put_on_desk(state, desk, true));
        }
    }
    if report.problems.is_empty() && !several {
        state.panel = Panel::None;
        state.notice = report.taken.pop().map(Notice::quiet);
    } else {
        state.panel = Panel::Report(report);
    }
    effects
}
