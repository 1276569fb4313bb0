//! The root: owns the state, runs the loop.
//!
//! The one idea about time: an act is painted when it is saved. The database answers within a
//! few milliseconds, well inside a frame, so nothing is felt, and what a person has seen
//! survives the death of the browser. Where the answer takes longer than [`PATIENCE`], the act
//! is painted anyway and the status line says that it is being saved.

mod beside;
mod early;
mod floating;
mod listeners;

use std::{cell::RefCell, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use web_sys::{Event, File, MessageEvent};
use yew::{html::Scope, prelude::*};

use self::beside::Drawn;
use super::element::html;
use super::{
    Send,
    add::add_dialog,
    article::article_pane,
    backup::backup_dialog,
    export::export_dialog,
    keys::key_sheet,
    library::library_drawer,
    margin::margin,
    question::question_dialog,
    report::report_dialog,
    shell::{self, Choice, Holds},
    status::status_line,
    top::top,
    versions,
    welcome::welcome,
};
use crate::{
    app::{
        self, Backup, Drawer, Effect, FileId, Hand, Library, Load, Message, Panel, Place, ROW_HEIGHT, State,
        Transfer,
    },
    format::brat::together,
    highlight::DomPoint,
    keys::{Action, Keymap},
    shelf::Opened,
    store::{Ended, Store, StoreError},
    web,
};

/// How long painting waits for the database, in milliseconds.
const PATIENCE: u32 = 80;

/// How long a notice that only says what happened stays, in milliseconds: long enough to be read
/// twice.
const READ: u32 = 10_000;

/// How often a database that was closed under us is opened again, and after how many milliseconds.
const TRIES: u32 = 20;
const AGAIN: u32 = 250;

/// How long a page is waited for that Hearsay was opened for, in milliseconds.
const COMING: u32 = 8_000;

/// What is said when that page does not come.
const NOTHING_CAME: &str = "No page came: that site keeps its pages from other windows. Copy the article there and paste it here, or save the page and open the file.";

/// What the root hears.
pub(crate) enum Heard {
    /// Something for the core.
    Core(Message),
    /// A key was pressed that means this.
    Key(Action),
    /// Another window said something.
    Said(MessageEvent),
    /// The whole app is there.
    Whole,
    /// The store is open.
    Store(Rc<Store>, Box<Opened>, Option<StoreError>),
    /// Files were chosen or dropped.
    Files(Vec<File>),
    /// A backup was chosen to be brought back.
    BackupFile(File),
    /// A file or folder to keep a backup in is to be chosen.
    KeepBackup(Choice),
    /// The selection in the page changed.
    SelectionChanged,
    /// A pointer went down or up; with which kind, and with Alt, and with Ctrl or Cmd.
    Pointer { down: bool, mouse: bool, alt: bool, command: bool },
    /// A finger rested on the article, and nothing was selected by it.
    Rested(DomPoint),
    /// The database has had its time.
    Overdue,
    /// The database was closed under us.
    Ended(Ended),
    /// The page came into view: what a tab that died would have told, nobody heard.
    InView,
    /// An act is painted in the article: what is beside it is next.
    Painted,
    /// The page has another shape.
    Reshaped,
}

/// The app.
pub(crate) struct Root {
    state: State,
    store: Option<Rc<Store>>,
    holds: Holds,
    /// Effects asked for before the store was open.
    waiting: Vec<Effect>,
    /// Effects that need the page as it is after painting.
    after_paint: Vec<Effect>,
    /// Painting waits for the database.
    held: Option<Timeout>,
    /// The notice that goes away by itself, and when.
    passing: Option<(app::Notice, Timeout)>,
    /// Opening the store again waits a moment.
    reopening: Option<Timeout>,
    tries: u32,
    /// A mouse button is down in the article: the selection is not finished.
    dragging: bool,
    /// The last pointer was a mouse: selections may be corrected in sight.
    mouse: bool,
    /// Alt was held when the selection ended.
    alt: bool,
    /// Ctrl or Cmd was held when the selection ended.
    command: bool,
    /// Something was done with what was selected, the moment it was.
    acted: bool,
    /// The app is there with its second half.
    whole: bool,
    /// What was heard before, and needs it.
    early: Vec<Heard>,
    /// What was asked for before the store was open.
    unopened: Option<Heard>,
    /// The pages that were handed over: which time it was, their address, and how long they are.
    handed: Vec<(String, String, usize)>,
    /// A page that Hearsay was opened for is to come until then.
    coming: Option<Timeout>,
    /// What was typed or corrected would be lost with the page.
    leaving: Option<EventListener>,
    /// The keys, for the listener that hears them before the state does.
    keys: Rc<RefCell<Rc<Keymap>>>,
    /// Where the focus was before the page was drawn.
    focus: RefCell<Option<web::Focus>>,
    /// What stands beside the article.
    beside: RefCell<Drawn>,
    _listeners: Vec<EventListener>,
    _reshape: Option<web::Reshape>,
}

impl Component for Root {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        open_store(ctx.link().clone());
        if web::is_finger_alone() {
            ctx.link().send_message(Heard::Core(Message::Hand(Hand::Finger)));
        }
        let keys = Rc::default();
        let mut state = State::default();
        state.storage.first = web::is_first_visit();
        Self {
            _listeners: listeners::listeners(ctx, &keys),
            _reshape: {
                let reshaped = ctx.link().callback(|()| Heard::Reshaped);
                web::on_reshape(move || reshaped.emit(()))
            },
            keys,
            state,
            store: None,
            holds: Holds::new(ctx.link()),
            waiting: Vec::new(),
            after_paint: Vec::new(),
            held: None,
            passing: None,
            reopening: None,
            tries: 0,
            dragging: false,
            mouse: true,
            alt: false,
            command: false,
            acted: false,
            whole: false,
            early: Vec::new(),
            unopened: None,
            handed: Vec::new(),
            coming: web::is_for_a_page().then(|| {
                let link = ctx.link().clone();
                let message = Message::Library(Library::TurnedAway(NOTHING_CAME));
                web::after(COMING, move || link.send_message(Heard::Core(message)))
            }),
            leaving: None,
            focus: RefCell::default(),
            beside: RefCell::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        // On a first visit the sample is offered before the store is open.
        if self.store.is_none() && matches!(heard, Heard::Core(Message::Library(Library::AddSample(_)))) {
            self.unopened = Some(heard);
            return false;
        }
        if self.has_to_wait(ctx, &heard) {
            self.early.push(heard);
            return false;
        }
        self.hear(ctx, heard)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.focus.replace(web::Focus::now());
        let state = &self.state;
        let send = Send { to: ctx.link().callback(Heard::Core), keys: state.keys.clone() };
        let drawer = match state.drawer {
            Drawer::None => "none",
            Drawer::Library => "library",
            Drawer::Margin => "margin",
        };
        let desk = state.desk.ready();
        let on_scroll =
            ctx.link().callback(|_: Event| Heard::Core(Message::ListScrolled(web::first_row(ROW_HEIGHT))));
        html! {
            <div class="app" data-drawer={drawer} data-desk={desk.is_some().to_string()} data-unnamed={state.settings.names_off.then_some("")}>
                { top(state, &send) }
                if state.drawer == Drawer::Library {
                    { library_drawer(state, &send) }
                }
                <main aria-label="Article">
                    { self.main(&send) }
                </main>
                { self.beside.borrow_mut().draw(desk.map(|desk| || margin(desk, &send, on_scroll))) }
                { status_line(state, &send) }
                { self.panel(ctx, &send) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if self.state.panel != Panel::None || self.state.work.is_some() {
            web::show_modal();
        }
        // What needs no measure comes first: the list cannot be scrolled further than it is high.
        let late = self.beside.get_mut().is_late();
        if let Some(desk) = self.state.desk.ready() {
            if !late {
                floating::size(desk);
            }
            floating::write(desk);
        }
        for effect in std::mem::take(&mut self.after_paint) {
            if late && shell::is_beside(&effect) {
                self.after_paint.push(effect);
            } else {
                shell::after_paint(ctx.link(), effect);
            }
        }
        if late {
            let link = ctx.link().clone();
            web::in_next_frame(move || link.send_message(Heard::Painted));
        }
        if let Some(focus) = self.focus.take() {
            focus.mend();
        }
        self.place();
    }
}

impl Root {
    /// Puts what floats over the article where it belongs. Everything is measured, and then
    /// everything is written, so that the page is laid out once.
    fn place(&self) {
        let Some(desk) = self.state.desk.ready() else { return };
        for write in floating::measure(desk).into_iter().flatten() {
            write();
        }
    }

    /// Does what was heard; whether to paint now.
    fn hear(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            // The click that ends a selection is no click on what lies there.
            Heard::Core(Message::Click(..)) if std::mem::take(&mut self.acted) => false,
            Heard::Core(message @ Message::ListScrolled(first)) => {
                // Rows that are made already are not drawn again.
                let made = self.state.desk.ready().is_some_and(|desk| desk.margin.reaches(first));
                self.take(ctx, message) && !made
            }
            Heard::Core(message) => self.take(ctx, message),
            Heard::Key(action) => self.take(ctx, listeners::message_for(action)),
            Heard::Said(event) => self.said(ctx, &event),
            Heard::Whole => {
                self.whole = true;
                let early = std::mem::take(&mut self.early);
                // Each of them, whether or not one before has asked for painting.
                let mut paint = false;
                for heard in early {
                    paint |= self.hear(ctx, heard);
                }
                paint
            }
            Heard::Store(store, opened, refused) => {
                // A database that is being cleared cannot be opened yet.
                if self.store.is_some() && matches!(*store, Store::Memory(_)) && self.tries < TRIES {
                    self.tries += 1;
                    let link = ctx.link().clone();
                    self.reopening = Some(web::after(AGAIN, move || open_store(link)));
                    return false;
                }
                self.tries = 0;
                for effect in std::mem::take(&mut self.waiting) {
                    shell::perform(ctx.link(), &store, &self.holds, effect);
                }
                let reopened = self.store.replace(store.clone()).is_some();
                let place = match &*store {
                    Store::Browser(..) => Place::Browser,
                    Store::Newer(_) => Place::Newer,
                    Store::Memory(_) => {
                        Place::Memory(refused.map_or(String::new(), |error| error.to_string()))
                    }
                };
                if !reopened && place == Place::Browser {
                    shell::find_backup(ctx.link(), &store, &self.holds);
                }
                let opened = if reopened && place == Place::Browser {
                    app::Store::Reopened
                } else {
                    app::Store::Opened { opened, place, stamp: web::stamp() }
                };
                let paint = self.take(ctx, Message::Store(opened));
                if let Some(heard) = self.unopened.take() {
                    ctx.link().send_message(heard);
                }
                paint
            }
            Heard::Ended(Ended::Superseded) => self.take(ctx, Message::Store(app::Store::Superseded)),
            Heard::Ended(Ended::Closed) => {
                open_store(ctx.link().clone());
                false
            }
            Heard::InView => self.take(ctx, Message::Store(app::Store::Changed)),
            Heard::Painted => self.beside.get_mut().is_late(),
            Heard::Reshaped => {
                self.place();
                false
            }
            Heard::Pointer { down, mouse, alt, command } => {
                self.dragging = down && mouse;
                self.mouse = mouse;
                self.alt = alt;
                self.command = command;
                self.acted = false;
                if down {
                    return false;
                }
                let paint = self.selected(ctx);
                self.mark_at_once(ctx) || paint
            }
            Heard::Files(files) => {
                let mut paint = false;
                let names: Vec<_> = files.iter().map(File::name).collect();
                for numbers in together(&names) {
                    let files: Vec<_> = numbers.iter().filter_map(|n| files.get(*n).cloned()).collect();
                    let size = |file: &File| file.size() as u64;
                    let Some((first, rest)) = files.split_first() else { continue };
                    let came = Transfer::File {
                        name: first.name(),
                        with: rest.iter().map(|file| (file.name(), size(file))).collect(),
                        size: files.iter().map(size).sum(),
                        file: FileId(self.holds.files.keep(web::joined(&files))),
                        stamp: web::stamp(),
                    };
                    paint |= self.take(ctx, Message::Transfer(came));
                }
                paint
            }
            Heard::BackupFile(file) => {
                let (name, size) = (file.name(), file.size() as u64);
                let file = FileId(self.holds.files.keep(file.into()));
                self.take(ctx, Message::Backup(Backup::Chosen { name, size, file }))
            }
            Heard::KeepBackup(choice) => {
                shell::choose_backup(ctx.link(), self.store.as_ref(), &self.holds, choice);
                false
            }
            Heard::Rested(point) => {
                self.mouse = false;
                self.take(ctx, Message::Hold(point))
            }
            Heard::SelectionChanged => !self.dragging && self.selected(ctx),
            Heard::Overdue => {
                self.held = None;
                true
            }
        }
    }

    /// Hears another window, which may hand a page over.
    ///
    /// The bookmarklet does so until it hears that it came, so it may come twice; each time it is
    /// clicked it says another number.
    fn said(&mut self, ctx: &Context<Self>, event: &MessageEvent) -> bool {
        let handed = web::handed_page(event);
        if handed.is_some() {
            self.coming = None;
        }
        match handed {
            Some(Ok(web::Handed { html, url, id })) => {
                let this = (id, url.clone(), html.len());
                if self.handed.contains(&this) {
                    return false;
                }
                self.handed.push(this);
                self.take(ctx, Message::Library(Library::Page { html, url, stamp: web::stamp() }))
            }
            Some(Err(why)) => self.take(ctx, Message::Library(Library::TurnedAway(why))),
            None => false,
        }
    }

    /// Takes a message through the core, and performs its effects; whether to paint now.
    fn take(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        // While a library comes in, the page is drawn once for each piece, not for each article.
        let piece = matches!(message, Message::Store(app::Store::Written { .. })) && self.state.job.is_some();
        let act = !matches!(
            message,
            Message::Library(_) | Message::Transfer(_) | Message::Store(_) | Message::Backup(_)
        );
        if message.shows_in_article() && self.state.desk.ready().is_some() {
            self.beside.get_mut().wait();
        }
        let mut writes = false;
        for effect in app::update(&mut self.state, message) {
            writes |= matches!(effect, Effect::Write { .. });
            if shell::needs_paint(&effect) {
                self.after_paint.push(effect);
            } else if let Some(store) = &self.store {
                shell::perform(ctx.link(), store, &self.holds, effect);
            } else {
                self.waiting.push(effect);
            }
        }
        if act && writes && self.held.is_none() {
            let link = ctx.link().clone();
            self.held = Some(web::after(PATIENCE, move || link.send_message(Heard::Overdue)));
        }
        self.keys.replace(self.state.keys.clone());
        let correcting = self.state.panel != Panel::None && self.state.is_correcting();
        if self.leaving.is_some() != correcting {
            self.leaving = correcting.then(web::ask_before_leaving).flatten();
        }
        let passing = self.state.notice.as_ref().filter(|notice| notice.passes());
        if passing != self.passing.as_ref().map(|(notice, _)| notice) {
            let dismiss = ctx.link().callback(|()| Heard::Core(Message::DismissNotice));
            self.passing = passing.map(|notice| (notice.clone(), web::after(READ, move || dismiss.emit(()))));
        }
        if self.held.is_some() && !self.state.storage.is_saving() {
            self.held = None;
        }
        self.held.is_none()
            && !(piece && self.state.job.is_some() && self.state.storage.is_saving() && !writes)
    }

    fn selected(&mut self, ctx: &Context<Self>) -> bool {
        // A field that takes the focus takes the page's selection along; the bar stays.
        let Some(desk) = self.state.desk.ready() else { return false };
        // What the page has selected is about to be changed: until then it is yesterday's.
        if self.after_paint.iter().any(|effect| matches!(effect, Effect::ShowSelection(_))) {
            return false;
        }
        let points = web::read_selection();
        // Nothing was selected, and nothing is: every act clears the selection, and is heard here.
        if points.is_none() && desk.selection.is_none() && !desk.astray {
            return false;
        }
        self.take(ctx, Message::Select { points, exact: self.alt, show: self.mouse })
    }

    /// Marks what a pointer selected, when a kind was made to stick; with Ctrl or Cmd, adds it to
    /// the annotation that is looked at.
    fn mark_at_once(&mut self, ctx: &Context<Self>) -> bool {
        let desk = self.state.desk.ready().filter(|desk| desk.selection.is_some());
        if self.command && desk.is_some_and(|desk| desk.focus.is_some()) {
            self.acted = true;
            return self.take(ctx, Message::AddPart(web::stamp()));
        }
        match desk.and_then(|desk| desk.sticky) {
            Some(kind) => {
                self.acted = true;
                self.take(ctx, Message::Mark(kind, web::stamp()))
            }
            None => false,
        }
    }

    fn main(&self, send: &Send) -> Html {
        match &self.state.desk {
            Load::Ready(desk) => html! {
                <>
                    { versions::version_line(desk, &self.state, send) }
                    if self.state.comparing {
                        { versions::compare_pane(&self.state, &desk.document.article.about) }
                    } else {
                        { article_pane(desk, send) }
                    }
                </>
            },
            Load::Coming(_) => html! { <p class="waiting" role="status">{ "Opening…" }</p> },
            Load::Failed(why) => html! {
                <div class="failed" role="alert">
                    <h1>{ "This article could not be opened" }</h1>
                    <p>{ format!("The reason: {why}. What is stored was not touched, and the other articles are not affected.") }</p>
                    <p><a href="rescue.html">{ "Take all data out as a file" }</a></p>
                </div>
            },
            Load::Nothing => welcome(&self.state, send),
        }
    }

    fn panel(&self, ctx: &Context<Self>, send: &Send) -> Html {
        if let Some(work) = self.state.work.as_ref().filter(|work| work.is_update()) {
            return versions::progress_dialog(work, send);
        }
        if self.state.panel == Panel::None { Html::default() } else { self.dialog(ctx, send) }
    }

    #[inline(never)]
    fn dialog(&self, ctx: &Context<Self>, send: &Send) -> Html {
        match &self.state.panel {
            Panel::None => Html::default(),
            Panel::Add(form) => {
                let offers = self.state.notice.as_ref().and_then(|notice| notice.offer);
                let told = form.is_blank() || offers == Some(app::Offer::BringBack);
                add_dialog(form, self.state.left.as_deref().filter(|_| told), self.state.job.as_ref(), send)
            }
            Panel::Keys(sheet) => key_sheet(sheet, self.state.settings.names_off, send),
            Panel::Report(report) => report_dialog(report, send),
            Panel::Backup(restore) => {
                let keep = ctx.link().callback(Heard::KeepBackup);
                backup_dialog(&self.state, restore.as_ref(), send, &keep)
            }
            Panel::Question(question) => question_dialog(question, send),
            Panel::Export(form) => {
                export_dialog(form, &app::scopes(&self.state), self.state.job.as_ref(), send)
            }
        }
    }
}

/// Opens the store, for the first time or again.
fn open_store(link: Scope<Root>) {
    wasm_bindgen_futures::spawn_local(async move {
        let blocked = link.clone();
        let blocked = move || blocked.send_message(Heard::Core(Message::Store(app::Store::Blocked)));
        let (mut store, opened, refused) = Store::open(blocked).await;
        let ended = link.clone();
        store.listen(move |why| ended.send_message(Heard::Ended(why)));
        link.send_message(Heard::Store(Rc::new(store), Box::new(opened), refused));
    });
}
