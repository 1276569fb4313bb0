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
    Backup, Contents, Done, Effect, FileId, Focusable, Library, Message, Notice, Panel, Place, Report, State,
    Task, Transfer, Written, backup,
    export::{self, Scope, Wanted},
    incoming::{self, Again, Import, Taking},
    library, placed, review, versions,
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
pub(super) enum Step {
    /// The worker reads a file of this name; what it has handed over so far. A text of nothing but
    /// words needs no ids.
    Reading(String, Option<Stamp>, Vec<Document>),
    /// The store reads what is there, to compare with what the file brought.
    Comparing(Box<Import>),
    /// The worker looks for annotations that came without their text, in these articles.
    Placing(Box<Import>, Vec<ArticleId>),
    /// The person decides about what is here already.
    Deciding(Box<Import>),
    /// Its articles go into the library.
    Taking(Box<Taking>),
    /// The store reads what an import changed, to take it back.
    TakingBack(Again),
    /// The store reads the library, to take it away.
    Gathering(Wanted),
    /// The worker names the formats.
    Formats,
    /// The store reads the versions of one article, to take them away.
    Versions(ArticleId),
    /// The worker writes a file.
    Writing(Outgoing),
    /// The worker writes everything into one file.
    BackingUp(Stamp),
}

/// A file on its way out.
#[derive(Debug)]
pub(super) struct Outgoing {
    /// The name it gets; `None` for those that the worker gives.
    name: Option<String>,
    wanted: Wanted,
    articles: usize,
    problems: Vec<String>,
    /// It holds the whole library.
    library: bool,
    stamp: Stamp,
}

impl Job {
    /// What is going on, for the person.
    #[must_use]
    pub fn says(&self) -> String {
        match &self.step {
            Step::Reading(name, ..) => format!("Reading {name}…"),
            Step::Comparing(import) => format!("Comparing {} with the library…", import.file),
            Step::Placing(import, _) => format!("Looking for the annotations of {}…", import.file),
            Step::Deciding(import) => format!("Waiting what to do with {}.", import.file),
            Step::Taking(taking) => format!("Taking in {}…", taking.file()),
            Step::TakingBack(_) => "Taking the import back…".to_owned(),
            Step::Gathering(_) | Step::Versions(_) => "Reading the library…".to_owned(),
            Step::BackingUp(_) => "Backing up…".to_owned(),
            Step::Formats => "Looking up the formats…".to_owned(),
            Step::Writing(out) => format!("Writing {}…", out.name.as_deref().unwrap_or("the file")),
        }
    }
}

/// Begins a step of a new job.
pub(super) fn begin(state: &mut State, step: Step) -> u32 {
    state.jobs += 1;
    state.job = Some(Job { number: state.jobs, step, share: None });
    state.jobs
}

/// Ends the job of this number; `None` when it is not the one that is going on.
fn end(state: &mut State, number: u32) -> Option<Step> {
    state.job.take_if(|job| job.number == number).map(|job| job.step)
}

/// Ends the job that is going on, whatever its number.
pub(super) fn take_step(state: &mut State) -> Option<Step> {
    state.job.take().map(|job| job.step)
}

/// Whether the person is being asked about an import.
pub(super) fn is_deciding(state: &State) -> bool {
    state.job.as_ref().is_some_and(|job| matches!(job.step, Step::Deciding(_)))
}

/// Whether articles of a file are going into the library.
pub(super) fn is_taking(state: &State) -> bool {
    state.job.as_ref().is_some_and(|job| matches!(job.step, Step::Taking(_)))
}

/// Whether what comes or goes has to wait: the store is not open, or a file is on its way.
pub(super) fn is_busy(state: &State) -> bool {
    state.storage.place == Place::Opening || state.job.is_some()
}

/// Whether the person is told what became of a file.
pub(super) fn is_telling(panel: &Panel) -> bool {
    matches!(panel, Panel::Report(_) | Panel::Question(_))
}

/// Goes on with what was read while something was being looked at, when that is done with.
pub(super) fn go_on(state: &mut State) -> Option<Vec<Effect>> {
    let (name, contents, stamp) = state.arrived.pop_front_if(|_| state.panel == Panel::None)?;
    Some(arrived(state, name, contents, stamp))
}

/// Whether a message is of the sort that has to wait now.
pub(super) fn has_to_wait(state: &State, message: &Message) -> bool {
    let comes_or_goes = matches!(
        message,
        Message::Library(Library::AddSample(_) | Library::Page { .. })
            | Message::Transfer(
                Transfer::File { .. }
                    | Transfer::ExportArticle(_)
                    | Transfer::ExportLibrary(_)
                    | Transfer::OpenExport
                    | Transfer::ExportChosen
                    | Transfer::ExportAs { .. }
            )
            | Message::Backup(Backup::Now(_) | Backup::Chosen { .. })
    );
    let file =
        matches!(message, Message::Transfer(Transfer::File { .. }) | Message::Library(Library::Page { .. }));
    let text = matches!(message, Message::Library(Library::AddText(text)) if is_long(text));
    (comes_or_goes || text) && (is_busy(state) || file && is_telling(&state.panel))
}

#[inline(never)]
pub(super) fn update(state: &mut State, message: Transfer) -> Vec<Effect> {
    match message {
        Transfer::ExportArticle(_) if versions::several(state).is_some() => {
            let Some((id, ids)) = versions::several(state) else { return Vec::new() };
            let number = begin(state, Step::Versions(id));
            vec![Effect::LoadLibrary { number, articles: ids }]
        }
        Transfer::ExportArticle(stamp) => match state.desk.ready().map(|desk| desk.document.clone()) {
            Some(document) => {
                let name = format::file_name(&document.article.about.title, stamp.at, "json");
                write(state, vec![document], Wanted::OURS, Some(name), Vec::new(), false, stamp)
            }
            None => export_library(state, Wanted::OURS),
        },
        Transfer::ExportLibrary(_) => export_library(state, Wanted::OURS),
        Transfer::OpenExport => export::open(state, Scope::Article),
        Transfer::ExportChosen => export::open(state, Scope::Chosen),
        Transfer::ExportForm(change) => {
            export::change(state, change);
            Vec::new()
        }
        Transfer::ExportAs { copy, stamp } => export::export(state, copy, stamp),
        Transfer::LibraryRead { number, loaded, problems, stamp } => match end(state, number) {
            Some(Step::Comparing(import)) => incoming::compared(state, Import { stored: loaded, ..*import }),
            Some(Step::TakingBack(done)) => incoming::taken_back(state, &done, loaded, stamp),
            Some(Step::Versions(id)) => versions::export(state, id, &loaded, problems, stamp),
            Some(Step::Gathering(wanted)) => gathered(state, loaded, wanted, problems, stamp),
            _ => Vec::new(),
        },
        Transfer::File { name, with, size, file, stamp } => {
            if size > MAX_BYTES {
                let why = format!(
                    "It is {} MB large; Hearsay reads files up to {} MB.",
                    size / 1_000_000,
                    MAX_BYTES / 1_000_000
                );
                return refuse(state, name, why);
            }
            let number = begin(state, Step::Reading(name.clone(), Some(stamp), Vec::new()));
            vec![Effect::Work { number, task: Task::Read { name, with, stamp }, file: Some(file) }]
        }
        Transfer::Working { number, share } => {
            if versions::work::share(state, number, share) {
                return Vec::new();
            }
            // What is read part by part begins anew with each, and has done no less for that.
            if let Some(job) = state.job.as_mut().filter(|job| job.number == number) {
                job.share = Some(job.share.map_or(share, |before| before.max(share)));
            }
            Vec::new()
        }
        Transfer::Worked { number, done, files } => match versions::work::worked(state, number, done) {
            Ok(effects) => effects,
            Err(done) => match backup::worked(state, number, done, &files) {
                Ok(effects) => effects,
                Err(done) => worked(state, number, done, &files),
            },
        },
        Transfer::Cancel => {
            if matches!(state.panel, Panel::Question(_)) {
                state.panel = Panel::None;
            }
            let step = take_step(state);
            if let Some(Step::Taking(taking)) = step {
                return incoming::stop(state, *taking);
            }
            state.notice = step.map(|_| Notice::quiet("Stopped. Nothing was changed."));
            review::given_up(state);
            // The button that stopped it is gone.
            let focus = match &state.panel {
                Panel::Add(form) if form.from.is_none() => Some(Focusable::AddForm),
                Panel::Add(_) => Some(Focusable::AddButton),
                Panel::None => None,
                _ => Some(Focusable::Dialog),
            };
            if state.work.is_some() {
                return Vec::new();
            }
            let stopped = [Effect::StopWork].into_iter().chain(backup::stopped(state));
            stopped.chain(focus.map(Effect::MoveFocus)).collect()
        }
        Transfer::NotCopied => {
            let told = "The browser did not let it be copied. Save it as a file instead.";
            if let Panel::Export(form) = &mut state.panel {
                form.said = vec![told.to_owned()];
            }
            state.notice = Some(Notice::alarm(told));
            Vec::new()
        }
        Transfer::CloseReport => {
            state.panel = Panel::None;
            Vec::new()
        }
        message => incoming::update(state, &message),
    }
}

/// What was pasted is no longer wanted, if it is being read. A file may have been chosen elsewhere.
pub(super) fn stop_pasted(state: &mut State) -> Vec<Effect> {
    match &state.job {
        Some(Job { step: Step::Reading(name, ..), .. }) if name == PASTED => update(state, Transfer::Cancel),
        _ => Vec::new(),
    }
}

/// A page was pasted or handed over: the worker finds the article in it.
pub(super) fn page(state: &mut State, html: String, url: String, stamp: Stamp) -> Vec<Effect> {
    let name = if url.is_empty() { PASTED.to_owned() } else { url.clone() };
    let number = begin(state, Step::Reading(name, Some(stamp), Vec::new()));
    vec![Effect::Work { number, task: Task::Page { html, url }, file: None }]
}

/// What comes by the clipboard is known by.
const PASTED: &str = "what was pasted";

/// From so many bytes on, a text is read by the worker: on the page, that would be felt at every key.
const LONG: usize = 200_000;

/// Whether a text is so long that the worker reads it.
#[must_use]
pub fn is_long(text: &str) -> bool {
    text.len() > LONG
}

/// A long text was pasted: the worker finds the article in it.
pub(super) fn text(state: &mut State, text: String) -> Vec<Effect> {
    let number = begin(state, Step::Reading(PASTED.to_owned(), None, Vec::new()));
    vec![Effect::Work { number, task: Task::Text { text }, file: None }]
}

/// The worker answered.
fn worked(state: &mut State, number: u32, done: Done, files: &[FileId]) -> Vec<Effect> {
    match (end(state, number), done) {
        (Some(Step::Reading(name, stamp, mut before)), Done::Part(documents, share)) => {
            before.extend(documents);
            let number = begin(state, Step::Reading(name, stamp, before));
            if let Some(job) = &mut state.job {
                job.share = Some(share);
            }
            vec![Effect::Work { number, task: Task::More, file: None }]
        }
        (Some(Step::Reading(name, stamp, mut before)), Done::Read(mut contents)) => {
            before.append(&mut contents.documents);
            contents.documents = before;
            arrived(state, name, *contents, stamp)
        }
        (Some(Step::Placing(import, targets)), Done::Placed(found)) => {
            incoming::placed(state, *import, targets, found)
        }
        (Some(Step::Placing(import, _)), Done::Failed(why)) => refuse(state, import.file, why),
        (Some(Step::Writing(out)), Done::Written(written)) => offer(state, out, written, files),
        (Some(Step::Formats), Done::Formats(formats)) => {
            export::named(state, formats);
            Vec::new()
        }
        (Some(Step::BackingUp(stamp)), Done::BackedUp { name, articles, damaged }) => {
            let offers: Vec<Effect> =
                files.iter().map(|file| Effect::Offer { file: *file, name: name.clone() }).collect();
            state.damaged = damaged;
            state.notice = Some(if state.damaged.is_empty() {
                let articles = backup::count(articles, "article");
                Notice::quiet(format!("Saved as {name}: {articles}, with the bin and the history."))
            } else {
                Notice::alarm(format!(
                    "Saved as {name}, but {} records could not be read and are not in it. They are listed under Backup.",
                    state.damaged.len()
                ))
            });
            offers.into_iter().chain(backup::backed_up(state, stamp.at)).collect()
        }
        (Some(Step::BackingUp(_)), Done::Failed(why)) => refuse(state, "The backup".into(), why),
        (Some(Step::Reading(name, ..)), Done::Failed(why)) => refuse(state, name, why),
        (Some(Step::Writing(_) | Step::Formats), Done::Failed(why)) => {
            refuse(state, "The export".into(), why)
        }
        _ => Vec::new(),
    }
}

/// Tells that something could not be done with a file: in the form that is open, else on its own.
fn refuse(state: &mut State, file: String, why: String) -> Vec<Effect> {
    if review::refused(state, &file, &why) {
        return Vec::new();
    }
    state.panel = Panel::Report(Report { file, problems: vec![why], ..Report::default() });
    vec![Effect::MoveFocus(Focusable::Dialog)]
}

/// Has a file written.
pub(super) fn write(
    state: &mut State,
    documents: Vec<Document>,
    wanted: Wanted,
    name: Option<String>,
    problems: Vec<String>,
    library: bool,
    stamp: Stamp,
) -> Vec<Effect> {
    let articles = documents.len();
    let Wanted { format, choices, only, .. } = wanted.clone();
    let number = begin(state, Step::Writing(Outgoing { name, wanted, articles, problems, library, stamp }));
    vec![Effect::Work {
        number,
        task: Task::Write { format, documents, only, choices, at: stamp.at },
        file: None,
    }]
}

/// Offers the files that were written.
fn offer(state: &mut State, out: Outgoing, written: Written, files: &[FileId]) -> Vec<Effect> {
    let Outgoing { name, wanted, articles, problems, library, stamp } = out;
    let names: Vec<String> = match name {
        // A library that is too large for one file comes in several, which have names of their own.
        Some(name) if files.len() < 2 => vec![name],
        _ => written.names,
    };
    let mut effects = Vec::new();
    if wanted.format == export::HEARSAY && !wanted.copy && wanted.only.is_none() {
        state.settings.exported = Some(stamp.at);
        if library && wanted.choices == Wanted::OURS.choices {
            state.settings.backed_up = Some(stamp.at);
            state.settings.arrived = None;
        }
        let settings = vec![Record::Settings(state.settings.clone())];
        effects.push(state.storage.write(Batch { put: settings, ..Batch::default() }));
    }
    let mut told =
        if wanted.copy { "Copied.".to_owned() } else { format!("Saved as {}.", names.join(" and ")) };
    if !problems.is_empty() {
        let report = Report {
            file: "Export of the library".into(),
            taken: vec![format!("{articles} articles were exported.")],
            problems,
            ..Report::default()
        };
        state.lay(Panel::Report(report));
    } else if let Panel::Export(form) = &mut state.panel {
        form.said = [told.clone()].into_iter().chain(written.said).collect();
    } else {
        told = [told].into_iter().chain(written.said).collect::<Vec<_>>().join(" ");
    }
    state.notice = Some(Notice::quiet(told));
    let offers = files.iter().zip(names).map(|(file, name)| {
        let file = *file;
        if wanted.copy { Effect::Copy(file) } else { Effect::Offer { file, name } }
    });
    effects.splice(0..0, offers);
    effects
}

/// Has everything written into one file.
pub(super) fn back_up(state: &mut State, stamp: Stamp, task: Task) -> Vec<Effect> {
    let number = begin(state, Step::BackingUp(stamp));
    vec![Effect::Work { number, task, file: None }]
}

/// Asks the worker which formats there are.
pub(super) fn ask_formats(state: &mut State) -> Vec<Effect> {
    let number = begin(state, Step::Formats);
    vec![Effect::Work { number, task: Task::Formats, file: None }]
}

pub(super) fn export_library(state: &mut State, wanted: Wanted) -> Vec<Effect> {
    let articles = export::library(state, wanted.format);
    if articles.is_empty() {
        state.notice = Some(Notice::quiet("There is nothing to export yet. Add an article first."));
        return Vec::new();
    }
    let number = begin(state, Step::Gathering(wanted));
    vec![Effect::LoadLibrary { number, articles }]
}

/// The library was read, to be taken away.
fn gathered(
    state: &mut State,
    loaded: Vec<Loaded>,
    wanted: Wanted,
    problems: Vec<String>,
    stamp: Stamp,
) -> Vec<Effect> {
    // What is in memory is newer than what could not be saved.
    let newer = |id: ArticleId| state.held(id).map(|desk| desk.document.clone());
    let mut documents: Vec<Document> =
        loaded.into_iter().map(|l| newer(l.document.article.id).unwrap_or(l.document)).collect();
    // An article that was never saved is not among what was read.
    let going = export::library(state, wanted.format);
    let held = state.unsaved.values().chain(state.desk.ready()).filter(|desk| going.contains(&desk.id()));
    let missing: Vec<Document> = held
        .filter(|desk| !documents.iter().any(|document| document.article.id == desk.id()))
        .map(|desk| desk.document.clone())
        .collect();
    documents.extend(missing);
    if documents.is_empty() {
        let file = "Export of the library".into();
        state.lay(Panel::Report(Report { file, problems, ..Report::default() }));
        return Vec::new();
    }
    let whole = problems.is_empty();
    write(state, documents, wanted, None, problems, whole, stamp)
}

/// The article with a name to be known by: its first words, where the file gives none.
fn titled(mut document: Document) -> Document {
    if document.article.about.title.trim().is_empty() {
        let title = library::first_words(document.article.text.as_str());
        Rc::make_mut(&mut document.article).about.title = title;
    }
    document
}

/// A file was read.
fn arrived(state: &mut State, name: String, contents: Contents, stamp: Option<Stamp>) -> Vec<Effect> {
    // An article that is looked at or typed before it is brought in has to be done with first.
    let is_looking = matches!(&state.panel, Panel::Add(form) if !form.is_blank());
    if contents.drafts.is_empty() && is_looking {
        state.arrived.push_back((name, contents, stamp));
        return Vec::new();
    }
    let Contents { documents, drafts, loose, changed, mut problems } = contents;
    if !drafts.is_empty() {
        return review::arrived(state, name, drafts);
    }
    let mut doubts = Vec::new();
    let (loose, homeless) = placed::sort(state, loose, !documents.is_empty(), &mut doubts);
    if homeless > 0 {
        problems.push(format!(
            "{homeless} annotations came without their text. Open the article they were made on, then import the file again."
        ));
    }
    if documents.is_empty() && loose.is_empty() && problems.is_empty() && changed.is_empty() {
        return refuse(state, name, "There is no article in it.".to_owned());
    }
    let import = Import {
        file: name,
        documents: incoming::fates(state, documents.into_iter().map(titled).collect()),
        loose,
        doubts,
        changed,
        problems,
        stamp,
        ..Import::default()
    };
    incoming::compare(state, import)
}
