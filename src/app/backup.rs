//! Everything in one file: made, kept up to date, brought back.
//!
//! The one idea: a backup is for the day when everything else is gone, so each of these says
//! plainly what it did. A restore is weighed first and shown; what was shown is what happens, in
//! one transaction, and it can be taken back as a whole, also after a reload.

use std::collections::BTreeSet;

use super::{
    Done, Effect, FileId, Focusable, Message, Notice, Panel, Place, State, Task, Transfer, Weighing, health,
    library, tabs, work::Stock,
};
use crate::{
    record::{ArticleId, Stamp, Timestamp},
    shelf::{self, Acted, Basis, Batch, Deed, Loaded, Record, Restored},
};

/// What a person does with backups, and what the browser answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Backup {
    /// Open the page about backups.
    Open,
    /// Make one now.
    Now(Stamp),
    /// The file or folder that is kept up to date, as the browser remembers it.
    Keeps(String),
    /// A file or folder was chosen to be kept up to date.
    Chose(String),
    /// Stop keeping it up to date.
    Stop,
    /// The changes have settled: bring it up to date.
    Due(Stamp),
    /// It was written, or not.
    Written(Result<Timestamp, Trouble>),
    /// A backup was chosen to be brought back.
    Chosen {
        /// Its name.
        name: String,
        /// How many bytes it has.
        size: u64,
        /// The file.
        file: FileId,
    },
    /// Bring in what was shown.
    Restore(Stamp),
    /// Take the last restore back.
    TakeBack(Stamp),
}

/// Why the file that is kept up to date could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser asks for permission again.
    Permission,
    /// It was moved or deleted.
    Gone,
    /// There is no room for it.
    Full,
    /// Somebody else wrote it since: another computer, say.
    Foreign,
    /// Something else, in the browser's words.
    Other(String),
}

impl Trouble {
    /// What is wrong and what to do, as a sentence about the file of this name.
    #[must_use]
    pub fn says(&self, name: &str) -> String {
        match self {
            Self::Permission => {
                format!("The backup {name} is waiting: the browser asks for your permission again.")
            }
            Self::Gone => format!("The backup {name} is gone. Your work is safe here; choose a place again."),
            Self::Full => format!(
                "There is no room to write the backup {name}. The last good one is untouched; make room on the disk."
            ),
            Self::Foreign => format!(
                "The backup {name} was written by another computer or program since. Bring it in first, so that nothing in it is lost."
            ),
            Self::Other(why) => {
                format!("The backup {name} could not be written ({why}). The last good one is untouched.")
            }
        }
    }
}

/// How the file that is kept up to date stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The file or folder; `None` when nothing is kept.
    pub name: Option<String>,
    /// Why it could not be written, until it could.
    pub trouble: Option<Trouble>,
    /// There are changes it does not have.
    pub due: bool,
    /// When it was last written.
    pub written: Option<Timestamp>,
    /// The number of the job that brings it up to date.
    job: Option<u32>,
}

/// A backup that was weighed and waits to be brought in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restore {
    /// The file's name.
    pub file: String,
    /// What is in it; `None` while it is looked at.
    pub weighing: Option<Box<Weighing>>,
    /// Why it cannot be read.
    pub failed: Option<String>,
    job: u32,
}

pub(super) fn update(state: &mut State, message: Backup) -> Vec<Effect> {
    match message {
        Backup::Open => {
            state.panel = Panel::Backup(None);
            vec![Effect::MoveFocus(Focusable::Dialog), Effect::AskRoom]
        }
        Backup::Now(stamp) => now(state, stamp),
        Backup::Keeps(name) => {
            let due = is_behind(state);
            state.keeping = Keeping { name: Some(name), due, ..Keeping::default() };
            soon(state)
        }
        Backup::Chose(name) => {
            state.keeping = Keeping { name: Some(name), due: true, ..Keeping::default() };
            soon(state)
        }
        Backup::Stop => {
            state.keeping = Keeping::default();
            vec![Effect::ForgetBackup]
        }
        Backup::Due(stamp) => due(state, stamp),
        Backup::Written(Ok(at)) => {
            state.keeping.trouble = None;
            state.keeping.written = Some(at);
            backed_up(state, at)
        }
        Backup::Written(Err(trouble)) => {
            state.keeping.due = true;
            state.keeping.trouble = Some(trouble);
            Vec::new()
        }
        Backup::Chosen { name, size, file } => chosen(state, name, size, file),
        Backup::Restore(stamp) => restore(state, stamp),
        Backup::TakeBack(stamp) => take_back(state, stamp),
    }
}

/// The library for a task: what the page knows better, and whether the rest is to be read.
fn stock(state: &State) -> Stock {
    let held = state.unsaved.values().chain(state.desk.ready());
    let sure = state.storage.is_sure();
    let articles = held.filter(|_| !sure).map(super::Desk::loaded).collect();
    Stock { wanted: true, articles, damaged: Vec::new() }
}

fn task(state: &State, at: Timestamp) -> Task {
    Task::BackUp { stock: stock(state), settings: state.settings.clone(), at }
}

fn now(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    if state.library.is_empty() {
        state.notice = Some(Notice::quiet("There is nothing to back up yet. Add an article first."));
        return Vec::new();
    }
    if let Place::Memory(_) = state.storage.place {
        // Nothing is in the database: all there is, is on this page.
        return super::update::update(state, Message::Transfer(Transfer::ExportLibrary(stamp)));
    }
    let task = task(state, stamp.at);
    super::transfer::back_up(state, stamp, task)
}

/// A file with everything in it was taken away.
pub(super) fn backed_up(state: &mut State, at: Timestamp) -> Vec<Effect> {
    if state.storage.place != Place::Browser {
        return Vec::new();
    }
    state.settings.exported = state.settings.exported.max(Some(at));
    state.settings.backed_up = state.settings.backed_up.max(Some(at));
    state.settings.arrived = None;
    let put = vec![Record::Settings(state.settings.clone())];
    vec![state.storage.write(Batch { put, ..Batch::default() })]
}

/// Something was kept in the store: the file has to follow.
pub(super) fn changed(state: &mut State) -> Vec<Effect> {
    state.keeping.due |= state.keeping.name.is_some();
    soon(state)
}

/// What other tabs did is here: the file follows that, too, unless they have seen to it.
pub(super) fn caught_up(state: &mut State) -> Vec<Effect> {
    state.keeping.due |= state.keeping.name.is_some() && is_behind(state);
    soon(state)
}

/// Whether there are changes that no backup has.
fn is_behind(state: &State) -> bool {
    let has = state.settings.backed_up.unwrap_or_default();
    state.settings.arrived.is_some() || state.library.values().any(|entry| entry.modified > has)
}

fn soon(state: &State) -> Vec<Effect> {
    let Keeping { due, trouble, job, .. } = &state.keeping;
    // What only a person can mend is not tried again and again.
    let blocked = matches!(trouble, Some(Trouble::Permission | Trouble::Gone | Trouble::Foreign));
    if *due && !blocked && job.is_none() { vec![Effect::BackUpSoon(pause(state))] } else { Vec::new() }
}

/// How long changes may settle before the file follows, in milliseconds: the larger the library,
/// the longer, since it is written whole.
fn pause(state: &State) -> u32 {
    let marked: u32 = state.library.values().map(|entry| entry.counts.total()).sum();
    2_000 + marked / 2
}

fn due(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    if !state.keeping.due || state.keeping.job.is_some() || state.storage.place != Place::Browser {
        return Vec::new();
    }
    if !state.storage.is_sure() {
        return vec![Effect::BackUpSoon(pause(state))];
    }
    state.jobs += 1;
    state.keeping.job = Some(state.jobs);
    state.keeping.due = false;
    vec![Effect::Work { number: state.jobs, task: task(state, stamp.at), file: None }]
}

/// The worker was stopped: what it was writing is due again.
pub(super) fn stopped(state: &mut State) -> Vec<Effect> {
    state.keeping.due |= state.keeping.job.take().is_some();
    soon(state)
}

/// The worker answered; `Err` with the answer when it was not about this.
pub(super) fn worked(
    state: &mut State,
    number: u32,
    done: Done,
    files: &[FileId],
) -> Result<Vec<Effect>, Done> {
    if state.keeping.job == Some(number) {
        state.keeping.job = None;
        return Ok(match (done, files) {
            (Done::BackedUp { damaged, .. }, [file, ..]) => {
                state.damaged = damaged;
                let again = soon(state);
                [Effect::KeepBackup(*file)].into_iter().chain(again).collect()
            }
            (Done::Failed(why), _) => update(state, Backup::Written(Err(Trouble::Other(why)))),
            _ => Vec::new(),
        });
    }
    match &mut state.panel {
        Panel::Backup(Some(restore)) if restore.job == number => {
            match done {
                Done::Weighed(weighing) => restore.weighing = Some(weighing),
                Done::Failed(why) => restore.failed = Some(why),
                _ => restore.failed = Some("The answer was of another kind.".to_owned()),
            }
            Ok(vec![Effect::MoveFocus(Focusable::Dialog)])
        }
        _ => Err(done),
    }
}

/// A backup was chosen: it is weighed before anything happens.
fn chosen(state: &mut State, file: String, size: u64, id: FileId) -> Vec<Effect> {
    let mut restore = Restore { file, ..Restore::default() };
    let most = crate::format::hearsay::MAX_BYTES as u64;
    let why = if size > most {
        Some(format!(
            "It is {} MB large; Hearsay reads files up to {} MB.",
            size / 1_000_000,
            most / 1_000_000
        ))
    } else if state.storage.place != Place::Browser {
        Some("A backup is restored into the browser’s database, which Hearsay cannot use now. Import the file instead: its articles come in, without their history.".to_owned())
    } else if !state.storage.is_sure() {
        Some("Something is still being saved. Try again when it is.".to_owned())
    } else {
        None
    };
    if why.is_some() {
        restore.failed = why;
        state.lay(Panel::Backup(Some(restore)));
        return Vec::new();
    }
    state.jobs += 1;
    restore.job = state.jobs;
    state.lay(Panel::Backup(Some(restore)));
    vec![Effect::Work { number: state.jobs, task: Task::Weigh(stock(state)), file: Some(id) }]
}

/// Brings in what was shown: one transaction, all of it or nothing.
fn restore(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Panel::Backup(Some(restore)) = &mut state.panel else { return Vec::new() };
    let Some(weighing) = restore.weighing.take() else { return Vec::new() };
    let file = std::mem::take(&mut restore.file);
    let Weighing { rows, brought, chosen, problems: _ } = *weighing;
    let was_empty = state.library.is_empty();
    let binned = |id: ArticleId| state.library.get(&id).and_then(|entry| entry.binned);
    let is_new: BTreeSet<ArticleId> = rows.iter().filter(|row| row.new).map(|row| row.id).collect();
    let ids = || brought.iter().map(|brought| brought.document.article.id);
    let restored = Restored {
        at: stamp.at,
        file,
        new: ids().filter(|id| is_new.contains(id)).collect(),
        changed: ids().filter(|id| !is_new.contains(id)).map(|id| (id, binned(id))).collect(),
    };
    let mut batch = Batch::default();
    for brought in &brought {
        let one = shelf::bring(brought, stamp.at, batch.revision);
        batch.put.extend(one.put);
        batch.acts.extend(one.acts);
    }
    // What was chosen here counts; an empty browser takes over what was chosen there.
    if let Some((creator, letters_off)) = chosen {
        if state.settings.creator.is_empty() {
            state.settings.creator = creator;
        }
        state.settings.letters_off |= was_empty && letters_off;
    }
    let (new, changed) = (restored.new.len(), restored.changed.len());
    if new > 0 {
        health::arrives(state, stamp.at);
    }
    state.settings.restored = Some(restored);
    batch.put.push(Record::Settings(state.settings.clone()));
    let effect = state.storage.write(batch);
    tabs::changed(state);
    state.keeping.trouble.take_if(|trouble| *trouble == Trouble::Foreign);
    state.panel = Panel::None;
    let told = match (new, changed) {
        (new, 0) => format!("{} came in.", count(new, "article")),
        (0, changed) => format!("{} brought up to date.", count(changed, "article")),
        (new, changed) => {
            format!("{} came in, {} brought up to date.", count(new, "article"), count(changed, "article"))
        }
    };
    state.notice = Some(Notice::quiet(told).offering(super::Offer::Unrestore));
    vec![effect, Effect::AcceptBackup]
}

/// How many, in words.
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Takes the last restore back as a whole.
fn take_back(state: &mut State, stamp: Stamp) -> Vec<Effect> {
    let Some(restored) = state.settings.restored.take() else { return Vec::new() };
    let at = stamp.at;
    let one = |article: ArticleId, binned| {
        let deed = Deed::Unrestore { restored: restored.at, at, binned };
        Acted { article, basis: Basis::Any, deed }
    };
    let new = restored.new.iter().map(|id| one(*id, None));
    let changed = restored.changed.iter().map(|(id, binned)| one(*id, Some(*binned)));
    let acts: Vec<Acted> =
        new.chain(changed).filter(|acted| state.library.contains_key(&acted.article)).collect();
    let put = vec![Record::Settings(state.settings.clone())];
    let shown = state.desk.ready().map(super::Desk::id);
    if shown.is_some_and(|id| restored.new.contains(&id)) {
        library::put_away(state);
    }
    let effect = state.storage.write(Batch { acts, put, ..Batch::default() });
    tabs::changed(state);
    state.notice = Some(Notice::quiet(format!("What {} brought was taken back.", restored.file)));
    vec![effect]
}

/// Days since everything was last taken away as a file; `None` when it never was.
#[must_use]
pub fn age(state: &State) -> Option<u64> {
    state.settings.backed_up.map(|at| health::days(at, state.storage.now()))
}

impl super::Desk {
    /// All there is to know of it.
    fn loaded(&self) -> Loaded {
        Loaded {
            document: self.document.clone(),
            first: self.history.numbered().next().map_or(self.history.done(), |(n, _)| n),
            edits: self.history.edits().to_vec(),
            done: self.history.done(),
            revision: self.revision,
            damaged: Vec::new(),
        }
    }
}
