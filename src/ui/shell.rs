//! The shell: effects performed, answers sent back. The only file where the two meet.

use std::{cell::RefCell, rc::Rc};

use yew::html::Scope;

use super::root::{Heard, Root};
use crate::{
    app::{
        self, Backup, Done, Effect, FileId, Focusable, Message, ROW_HEIGHT, Task, Transfer, Trouble,
        health::Room, work,
    },
    shelf::Kept,
    store::Store,
    web,
};

/// Whether an effect needs the page as it is after painting.
pub(super) fn needs_paint(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ShowSelection(_)
            | Effect::RevealMark(_)
            | Effect::UncoverMark(_)
            | Effect::RevealRow(_)
            | Effect::ScrollList(_)
            | Effect::RevealRange(_)
            | Effect::RevealStray
            | Effect::ScrollToTop
            | Effect::MoveFocus(_)
            | Effect::DrawMoreSoon
    )
}

/// Whether such an effect is about what stands beside the article.
pub(super) fn is_beside(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::RevealRow(_) | Effect::ScrollList(_) | Effect::RevealStray | Effect::DrawMoreSoon
    )
}

/// The number of a task that nobody waits for; jobs are counted from 1 on.
const PRACTICE: u32 = 0;

/// What the shell holds: files in hand, and the worker once one was needed.
#[derive(Clone)]
pub(super) struct Holds {
    pub(super) files: web::Files,
    script: web::Script,
    worker: Rc<RefCell<Option<web::Worker>>>,
    /// The tasks that the worker has not answered, the one in its hands first.
    asked: Rc<RefCell<Vec<u32>>>,
    tabs: Rc<Option<web::Tabs>>,
    backup: Rc<RefCell<Option<web::KeptFile>>>,
    due: Rc<RefCell<Option<gloo::timers::callback::Timeout>>>,
}

impl Holds {
    pub(super) fn new(link: &Scope<Root>) -> Self {
        let link = link.clone();
        let changed = move || link.send_message(Heard::Core(Message::Store(app::Store::Changed)));
        let script = web::Script::beside_the_page("worker_loader.js");
        Self {
            files: web::Files::default(),
            script,
            worker: Rc::default(),
            asked: Rc::default(),
            tabs: Rc::new(web::Tabs::open(changed)),
            backup: Rc::default(),
            due: Rc::default(),
        }
    }

    /// Gives the worker a task; a new worker where there is none.
    fn work(&self, link: &Scope<Root>, number: u32, task: &Task, file: Option<FileId>) -> Result<(), String> {
        let mut worker = self.worker.borrow_mut();
        let worker = match &mut *worker {
            Some(worker) => worker,
            none => none.insert(self.start(link)?),
        };
        worker.send(number, task, file.and_then(|file| self.files.take(file.0)).as_ref())?;
        self.asked.borrow_mut().push(number);
        Ok(())
    }

    /// Starts the worker, if there is none, and has it read a page: so the browser has compiled what
    /// reads pages before the first one comes. Where it cannot be started, the first task tells.
    fn ready(&self, link: &Scope<Root>) {
        if self.worker.borrow().is_none()
            && let Ok(worker) = self.start(link)
            && worker.send(PRACTICE, &work::practice(), None).is_ok()
        {
            *self.worker.borrow_mut() = Some(worker);
        }
    }

    fn start(&self, link: &Scope<Root>) -> Result<web::Worker, String> {
        let (holds, link) = (self.clone(), link.clone());
        web::Worker::start(&self.script, move |answer| {
            let message = match answer {
                web::Answer::Share(number, share) => Transfer::Working { number, share },
                web::Answer::Done(number, done, files) => {
                    holds.asked.borrow_mut().retain(|asked| *asked != number);
                    let files = files.into_iter().map(|file| FileId(holds.files.keep(file))).collect();
                    Transfer::Worked { number, done, files }
                }
                web::Answer::Broken(why) => {
                    let number = holds.asked.borrow().first().copied().unwrap_or_default();
                    holds.stop();
                    broken(number, &why)
                }
            };
            link.send_message(Heard::Core(Message::Transfer(message)));
        })
    }

    fn tell_tabs(&self) {
        if let Some(tabs) = &*self.tabs {
            tabs.tell();
        }
    }

    /// Ends the worker. The next task gets a new one.
    fn stop(&self) {
        self.worker.take();
        self.asked.take();
    }
}

fn broken(number: u32, why: &str) -> Transfer {
    // What the browser calls a program that ended: it ran out of memory, as a file made to unpack to
    // more than there is has it do, or there is a fault in it.
    let why = if why.contains("RuntimeError") {
        "The part of Hearsay that reads and writes files could not go on. A file that is damaged or made to unpack to more than memory holds does that. Nothing in the library was changed; another file can be opened.".to_owned()
    } else {
        format!(
            "The part of Hearsay that reads and writes files stopped: {why}. Nothing in the library was changed."
        )
    };
    Transfer::Worked { number, done: Done::Failed(why), files: Vec::new() }
}

/// Performs an effect that has to do with the store, a file or the browser.
pub(super) fn perform(link: &Scope<Root>, store: &Rc<Store>, holds: &Holds, effect: Effect) {
    let (link, store) = (link.clone(), store.clone());
    let answer = {
        let link = link.clone();
        move |message| link.send_message(Heard::Core(message))
    };
    match effect {
        Effect::Load { question, article } => spawn(async move {
            let result = store.load(article).await.map(Box::new).map_err(|error| error.to_string());
            answer(Message::Store(app::Store::Loaded { question, result, stamp: web::stamp() }));
        }),
        Effect::LoadLibrary { number, articles: ids } => spawn(async move {
            let (mut loaded, mut problems) = (Vec::new(), Vec::new());
            for id in ids {
                match store.load(id).await {
                    Ok(article) => loaded.push(article),
                    Err(error) => problems.push(format!("Article {id} could not be read: {error}.")),
                }
            }
            answer(Message::Transfer(Transfer::LibraryRead {
                number,
                loaded,
                problems,
                stamp: web::stamp(),
            }));
        }),
        Effect::Write { number, batch } => spawn(async move {
            let (result, kept) = match store.write(&batch).await {
                Ok(kept) => (Ok(web::stamp().at), kept),
                Err(error) => (Err(error.to_string()), Kept::default()),
            };
            answer(Message::Store(app::Store::Written { number, result, kept }));
        }),
        Effect::Announce(_) => holds.tell_tabs(),
        Effect::Refresh { question, article } => spawn(async move {
            let opened = store.library().await.map(Box::new).map_err(|error| error.to_string());
            let article = match article {
                Some(id) => {
                    let loaded = store.load(id).await.map(Box::new).map_err(|error| error.to_string());
                    Some((id, loaded))
                }
                None => None,
            };
            answer(Message::Store(app::Store::Refreshed { question, opened, article }));
        }),
        Effect::AskRoom => spawn(async move {
            let room = web::room().await.map(|(used, left)| Room { used, left });
            answer(Message::Store(app::Store::Room(room)));
        }),
        Effect::AskToKeep => spawn(async move {
            answer(Message::Store(app::Store::Persisted(web::ask_to_keep().await)));
        }),
        Effect::Work { number, task, file } => {
            if let Err(why) = holds.work(&link, number, &task, file) {
                answer(Message::Transfer(broken(number, &why)));
            }
        }
        Effect::ReadyWorker => holds.ready(&link),
        Effect::Reload => web::reload(),
        Effect::StopWork => holds.stop(),
        Effect::Copy(file) => {
            if let Some(file) = holds.files.take(file.0) {
                let link = link.clone();
                let failed = Heard::Core(Message::Transfer(Transfer::NotCopied));
                web::copy(&file, move || link.send_message(failed));
            }
        }
        Effect::Offer { file, name } => {
            if let Some(file) = holds.files.take(file.0) {
                web::offer(&name, &file);
            }
        }
        Effect::BackUpSoon(ms) => {
            let due = holds.due.clone();
            holds.due.borrow_mut().get_or_insert_with(|| {
                web::after(ms, move || {
                    due.take();
                    answer(Message::Backup(Backup::Due(web::stamp())));
                })
            });
        }
        Effect::KeepBackup(file) => {
            let (backup, file) = (holds.backup.clone(), holds.files.take(file.0));
            // One tab after the other: each knows what the one before has written.
            spawn(web::alone("hearsay-backup", async move {
                let kept = store.backup().await.and_then(web::KeptFile::of);
                let (Some(kept), Some(file)) = (kept, file) else {
                    return answer(Message::Backup(Backup::Stop));
                };
                if kept.intend(&file).is_ok() {
                    drop(store.remember_backup(Some(kept.value())).await);
                }
                let written = kept.write(&file).await;
                if written.is_ok() {
                    // What was written is recognised after a reload, too.
                    drop(store.remember_backup(Some(kept.value())).await);
                }
                backup.replace(Some(kept));
                let written = written.map(|()| web::stamp().at).map_err(trouble);
                answer(Message::Backup(Backup::Written(written)));
            }));
        }
        Effect::AcceptBackup => {
            if let Some(kept) = holds.backup.borrow().clone() {
                spawn(async move {
                    if kept.accept().await.is_ok() {
                        drop(store.remember_backup(Some(kept.value())).await);
                    }
                });
            }
        }
        Effect::ForgetBackup => {
            holds.backup.take();
            spawn(async move {
                drop(store.remember_backup(None).await);
            });
        }
        after => after_paint_now(&after),
    }
}

/// Finds the file or folder again that a backup is kept in.
pub(super) fn find_backup(link: &Scope<Root>, store: &Rc<Store>, holds: &Holds) {
    let (link, store, backup) = (link.clone(), store.clone(), holds.backup.clone());
    spawn(async move {
        let Some(kept) = store.backup().await.and_then(web::KeptFile::of) else { return };
        let (name, permitted) = (kept.name(), kept.permitted(false).await);
        backup.replace(Some(kept));
        link.send_message(Heard::Core(Message::Backup(Backup::Keeps(name))));
        if !permitted {
            let trouble = Err(Trouble::Permission);
            link.send_message(Heard::Core(Message::Backup(Backup::Written(trouble))));
        }
    });
}

/// Asks for a file or folder to keep a backup in, or for the permission to go on; after a click.
pub(super) fn choose_backup(link: &Scope<Root>, store: Option<&Rc<Store>>, holds: &Holds, choice: Choice) {
    let Some(store) = store.cloned() else { return };
    let (link, backup) = (link.clone(), holds.backup.clone());
    spawn(async move {
        let known = backup.borrow().clone();
        let message = match (choice, known) {
            (Choice::Again, Some(kept)) => {
                if !kept.permitted(true).await {
                    return;
                }
                Backup::Chose(kept.name())
            }
            (Choice::Bring, Some(kept)) => match kept.read().await {
                Ok(file) => {
                    link.send_message(Heard::BackupFile(file));
                    return;
                }
                Err(fault) => Backup::Written(Err(trouble(fault))),
            },
            (Choice::Over, Some(kept)) => match kept.accept().await {
                Ok(()) => Backup::Chose(kept.name()),
                Err(fault) => Backup::Written(Err(trouble(fault))),
            },
            (choice, _) => match web::KeptFile::choose(choice == Choice::Folder).await {
                Ok(kept) => {
                    drop(store.remember_backup(Some(kept.value())).await);
                    let name = kept.name();
                    backup.replace(Some(kept));
                    Backup::Chose(name)
                }
                Err(fault) if fault.name == "AbortError" => return,
                Err(fault) => Backup::Written(Err(trouble(fault))),
            },
        };
        link.send_message(Heard::Core(Message::Backup(message)));
    });
}

fn trouble(fault: web::Fault) -> Trouble {
    match fault.name.as_str() {
        "NotAllowedError" | "SecurityError" => Trouble::Permission,
        "NotFoundError" => Trouble::Gone,
        "QuotaExceededError" => Trouble::Full,
        web::Fault::FOREIGN => Trouble::Foreign,
        _ => Trouble::Other(fault.message),
    }
}

/// What a person wants for the backup that is kept up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// The same as before, with permission asked again.
    Again,
    /// What somebody else wrote into it is to be brought in.
    Bring,
    /// What somebody else wrote into it may go.
    Over,
}

/// Performs an effect on the page as it is now painted.
pub(super) fn after_paint(link: &Scope<Root>, effect: Effect) {
    match effect {
        Effect::DrawMoreSoon => {
            let link = link.clone();
            web::soon(move || link.send_message(Heard::Core(Message::DrawMore)));
        }
        Effect::RevealRow(row) => list_stands(link, web::reveal_row(row, ROW_HEIGHT)),
        Effect::ScrollList(row) => list_stands(link, web::row_to_top(row, ROW_HEIGHT)),
        effect => after_paint_now(&effect),
    }
}

/// Tells which row of the list is the first in sight: a list that has just come back stands where no
/// event tells of.
fn list_stands(link: &Scope<Root>, first: Option<usize>) {
    if let Some(first) = first {
        link.send_message(Heard::Core(Message::ListScrolled(first)));
    }
}

fn after_paint_now(effect: &Effect) {
    match *effect {
        Effect::ShowSelection(range) => web::show_selection(range),
        Effect::RevealMark(id) => web::reveal_mark(id),
        Effect::UncoverMark(id) => web::uncover_mark(id),
        Effect::RevealRange(range) => web::reveal_range(range),
        Effect::RevealStray => web::reveal_element("stray"),
        Effect::ScrollToTop => web::to_top(),
        Effect::MoveFocus(Focusable::Passage(n)) => web::focus(&format!("passage-{n}")),
        Effect::MoveFocus(Focusable::Opener) => web::focus_opener(),
        Effect::MoveFocus(Focusable::Fold(block)) => web::focus(&format!("fold-{block}")),
        Effect::MoveFocus(to) => web::focus(match to {
            Focusable::Article => web::ARTICLE,
            Focusable::Picker => "picker-text",
            Focusable::PickerLines => "picker-lines",
            Focusable::AddForm => "article-text",
            Focusable::AddButton => "add-button",
            Focusable::Note => "note",
            Focusable::Evidence => "evidence",
            Focusable::MarkAll => "mark-all",
            Focusable::Search => "search",
            Focusable::Dialog => "dialog-close",
            Focusable::Key => "key-here",
            Focusable::Pile => "pile-lines",
            Focusable::Keep => "keep",
            Focusable::Rename => "rename",
            Focusable::Source => "register-here",
            Focusable::Stray => "stray",
            // Above.
            Focusable::Fold(_) | Focusable::Passage(_) | Focusable::Opener => "",
        }),
        // Performed by `perform`.
        _ => {}
    }
}

/// Runs a future on the page's event loop.
///
/// IndexedDB keeps the order of transactions, so writes asked for in order are done in order.
fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}
