//! The root: owns the state, runs the loop.
//!
//! The one idea about time: an act is painted when it is saved. The database answers within a
//! few milliseconds, well inside a frame, so nothing is felt, and what a person has seen
//! survives the death of the browser. Where the answer takes longer than [`PATIENCE`], the act
//! is painted anyway and the status line says that it is being saved.

use std::rc::Rc;

use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Event, File, KeyboardEvent, PointerEvent};
use yew::{html::Scope, prelude::*};

use super::{
    Send,
    add::add_dialog,
    article::article_pane,
    export::export_dialog,
    keys::key_sheet,
    library::library_drawer,
    margin::margin,
    report::report_dialog,
    shell::{self, Holds},
    status::status_line,
    top::top,
    versions,
    welcome::welcome,
};
use crate::{
    app::{
        self, Drawer, Effect, FileId, Library, Load, Message, Mode, Panel, Place, ROW_HEIGHT, State, Step,
        Tab, Together, Transfer, Versions,
    },
    highlight::DomPoint,
    keys::{self, Action},
    shelf::Opened,
    store::{Ended, Store, StoreError},
    web,
};

/// How long painting waits for the database, in milliseconds.
const PATIENCE: u32 = 80;

/// How often a database that was closed under us is opened again, and after how many milliseconds.
const TRIES: u32 = 20;
const AGAIN: u32 = 250;

/// What the root hears.
pub(crate) enum Heard {
    /// Something for the core.
    Core(Message),
    /// The store is open.
    Store(Rc<Store>, Box<Opened>, Option<StoreError>),
    /// Files were chosen or dropped.
    Files(Vec<File>),
    /// The selection in the page changed.
    SelectionChanged,
    /// A pointer went down or up; with which kind, and with Alt.
    Pointer { down: bool, mouse: bool, alt: bool },
    /// A finger rested on the article, and nothing was selected by it.
    Rested(DomPoint),
    /// The database has had its time.
    Overdue,
    /// The database was closed under us.
    Ended(Ended),
    /// The page came into view: what a tab that died would have told, nobody heard.
    InView,
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
    /// Opening the store again waits a moment.
    reopening: Option<Timeout>,
    tries: u32,
    /// A mouse button is down in the article: the selection is not finished.
    dragging: bool,
    /// The last pointer was a mouse: selections may be corrected in sight.
    mouse: bool,
    /// Alt was held when the selection ended.
    alt: bool,
    _listeners: Vec<EventListener>,
}

impl Component for Root {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        open_store(ctx.link().clone());
        Self {
            state: State::default(),
            store: None,
            holds: Holds::new(ctx.link()),
            waiting: Vec::new(),
            after_paint: Vec::new(),
            held: None,
            reopening: None,
            tries: 0,
            dragging: false,
            mouse: true,
            alt: false,
            _listeners: listeners(ctx),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Core(message) => self.take(ctx, message),
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
                let opened = if reopened && place == Place::Browser {
                    app::Store::Reopened
                } else {
                    app::Store::Opened { opened: *opened, place, stamp: web::stamp() }
                };
                self.take(ctx, Message::Store(opened))
            }
            Heard::Ended(Ended::Superseded) => self.take(ctx, Message::Store(app::Store::Superseded)),
            Heard::Ended(Ended::Closed) => {
                open_store(ctx.link().clone());
                false
            }
            Heard::InView => self.take(ctx, Message::Store(app::Store::Changed)),
            Heard::Pointer { down, mouse, alt } => {
                self.dragging = down && mouse;
                self.mouse = mouse;
                self.alt = alt;
                if down {
                    return false;
                }
                let paint = self.selected(ctx);
                self.mark_at_once(ctx) || paint
            }
            Heard::Files(files) => {
                let mut paint = false;
                for file in files {
                    let (name, size) = (file.name(), file.size() as u64);
                    let file = FileId(self.holds.files.keep(file.into()));
                    let came = Transfer::File { name, size, file, stamp: web::stamp() };
                    paint |= self.take(ctx, Message::Transfer(came));
                }
                paint
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

    fn view(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let send: Send = ctx.link().callback(Heard::Core);
        let drawer = match state.drawer {
            Drawer::None => "none",
            Drawer::Library => "library",
            Drawer::Margin => "margin",
        };
        let desk = state.desk.ready();
        let on_scroll =
            ctx.link().callback(|_: Event| Heard::Core(Message::ListScrolled(web::first_row(ROW_HEIGHT))));
        html! {
            <div class="app" data-drawer={drawer} data-desk={desk.is_some().to_string()} data-letters={state.settings.letters_off.then_some("off")}>
                { top(state, &send) }
                if state.drawer == Drawer::Library {
                    { library_drawer(state, &send) }
                }
                <main aria-label="Article">
                    { self.main(&send) }
                </main>
                { desk.map(|desk| margin(desk, &send, on_scroll)).unwrap_or_default() }
                { status_line(state, &send) }
                { self.panel(&send) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if self.state.panel != Panel::None || self.state.work.is_some() {
            web::show_modal();
        }
        for effect in std::mem::take(&mut self.after_paint) {
            shell::after_paint(ctx.link(), effect);
        }
        let Some(desk) = self.state.desk.ready() else { return };
        if desk.margin.tab == Tab::Annotations {
            let (first, total) = desk.window();
            web::size_rows(first * ROW_HEIGHT, total * ROW_HEIGHT);
        }
        if desk.selection.is_some() {
            web::place_near_selection("mark-bar");
        }
        if let Mode::Attributing(picker) = &desk.mode {
            web::place_near_mark("picker", picker.annotation);
        }
        web::paint("cue", &desk.cues());
        web::paint("caret", desk.caret_range().as_slice());
        web::paint("found", &desk.hit_ranges());
        web::paint("found-here", desk.hit_range().as_slice());
        web::paint("trial", &desk.trials());
        web::paint("proposal", &desk.proposed());
        web::place_handles(&desk.handles());
        web::draw_thread(&desk.threads());
        web::place_jumps();
    }
}

impl Root {
    /// Takes a message through the core, and performs its effects; whether to paint now.
    fn take(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let act = !matches!(message, Message::Library(_) | Message::Transfer(_) | Message::Store(_));
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
        if self.held.is_some() && !self.state.storage.is_saving() {
            self.held = None;
        }
        self.held.is_none()
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
        if points.is_none() && desk.selection.is_none() {
            return false;
        }
        self.take(ctx, Message::Select { points, exact: self.alt, show: self.mouse })
    }

    /// Marks what a pointer selected, when a kind was made to stick.
    fn mark_at_once(&mut self, ctx: &Context<Self>) -> bool {
        let desk = self.state.desk.ready().filter(|desk| desk.selection.is_some());
        match desk.and_then(|desk| desk.sticky) {
            Some(kind) => self.take(ctx, Message::Mark(kind, web::stamp())),
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

    fn panel(&self, send: &Send) -> Html {
        if let Some(work) = self.state.work.as_ref().filter(|work| work.is_update()) {
            return versions::progress_dialog(work, send);
        }
        match &self.state.panel {
            Panel::None => Html::default(),
            Panel::Add(form) => add_dialog(form, send),
            Panel::Keys => key_sheet(send),
            Panel::Report(report) => report_dialog(report, send),
            Panel::Export(form) => export_dialog(form, self.state.desk.ready().is_some(), send),
        }
    }
}

/// Opens the store, for the first time or again.
fn open_store(link: Scope<Root>) {
    wasm_bindgen_futures::spawn_local(async move {
        let (mut store, opened, refused) = Store::open().await;
        let ended = link.clone();
        store.listen(move |why| ended.send_message(Heard::Ended(why)));
        link.send_message(Heard::Store(Rc::new(store), Box::new(opened), refused));
    });
}

/// What the page as a whole hears: keys, selections, dropped files.
fn listeners(ctx: &Context<Root>) -> Vec<EventListener> {
    let link = ctx.link().clone();
    let send = move |heard| link.send_message(heard);
    let keys = {
        let send = send.clone();
        web::on_document("keydown", move |event| {
            let Some(press) = event.dyn_ref::<KeyboardEvent>().and_then(web::key_press) else { return };
            // The switch for single letters is read from the page, where everybody can see it.
            let Some(action) = keys::binding(&press, web::letters_off()) else { return };
            // A dialog closes by itself on Escape and says so.
            if !(press.dialog && action == Action::Escape) {
                web::prevent(event);
                send(Heard::Core(message_for(action)));
            }
        })
    };
    let selection = {
        let send = send.clone();
        web::on_document("selectionchange", move |_| send(Heard::SelectionChanged))
    };
    let pointer = |name: &'static str, down: bool| {
        let send = send.clone();
        web::on_document(name, move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                send(Heard::Pointer { down, mouse: event.pointer_type() == "mouse", alt: event.alt_key() });
            }
        })
    };
    let rested = {
        let send = send.clone();
        web::on_long_press(move |point| send(Heard::Rested(point)))
    };
    let scrolled = web::on_document("scroll", |_| web::place_jumps());
    let over = web::on_document("dragover", web::prevent);
    let drop = {
        let send = send.clone();
        web::on_document("drop", move |event| {
            web::prevent(event);
            send(Heard::Files(web::picked(event)));
        })
    };
    let handed = {
        let send = send.clone();
        web::on_window("message", move |event| {
            if let Some((html, url)) = web::handed_page(event) {
                send(Heard::Core(Message::Library(Library::Page { html, url, stamp: web::stamp() })));
            }
        })
    };
    let choice = {
        let send = send.clone();
        web::on_document("change", move |event| {
            let files = web::picked(event);
            if !files.is_empty() {
                send(Heard::Files(files));
            }
        })
    };
    let in_view = {
        let send = send.clone();
        web::on_document("visibilitychange", move |_| send(Heard::InView))
    };
    [
        keys,
        in_view,
        selection,
        pointer("pointerdown", true),
        pointer("pointerup", false),
        scrolled,
        over,
        drop,
        choice,
        handed,
    ]
    .into_iter()
    .flatten()
    .chain(rested)
    .collect()
}

/// What a key's action means for the core.
fn message_for(action: Action) -> Message {
    let stamp = web::stamp();
    match action {
        Action::Mark(kind) => Message::Mark(kind, stamp),
        Action::Caret { unit, back, extend } => {
            Message::MoveCaret { step: Step { unit, back, extend }, near: web::point_in_sight() }
        }
        Action::Take(unit) => Message::TakeUnit(unit),
        Action::Widen => Message::Widen { narrower: false },
        Action::Narrow => Message::Widen { narrower: true },
        Action::Edge { end } => Message::PickEdge { end },
        Action::Settle => Message::SettleEdge(stamp),
        Action::Attribute => Message::Attribute,
        Action::ArticleVoice => Message::ToggleArticleVoice(stamp),
        Action::Cue => Message::Cue(stamp),
        Action::AddPart => Message::AddPart(stamp),
        Action::Next => Message::FocusNext { back: false },
        Action::Previous => Message::FocusNext { back: true },
        Action::Under => Message::FocusUnder,
        Action::Delete => Message::Delete(stamp),
        Action::Sticky(kind) => Message::Sticky(kind),
        Action::Again => Message::Again(stamp),
        Action::Choose => Message::Together(Together::Choose(None)),
        Action::Find => Message::Find,
        Action::Note => Message::WriteNote,
        Action::Undo => Message::Undo(stamp),
        Action::Redo => Message::Redo(stamp),
        Action::Escape => Message::Escape,
        Action::Accept => Message::Versions(Versions::Accept(stamp)),
        Action::Refuse => Message::Versions(Versions::Refuse(stamp)),
        Action::Keep => Message::Versions(Versions::Keep(stamp)),
        Action::Attach => Message::Versions(Versions::Attach(stamp)),
        Action::Keys => Message::Keys(true),
    }
}
