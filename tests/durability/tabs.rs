//! A browser with several tabs: a shelf for the database, an inbox for each tab.

use std::collections::{BTreeSet, VecDeque};

use hearsay::{
    annotation::{Attribution, Body, Document, Kind},
    app::{Desk, Effect, Field, Library, Message, Place, State, Store, update},
    highlight::DomPoint,
    record::{AnnotationId, ArticleId, Stamp, Timestamp},
    shelf::{Kept, Lost, Shelf},
    text::Utf16Offset,
};

/// The text everybody works on: words that differ.
const TEXT: &str = "Mill to close\n\nalpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu";

/// One tab.
pub(crate) struct Tab {
    pub(crate) state: State,
    /// What the browser still has to do for it, first things first.
    effects: VecDeque<Effect>,
    /// What other tabs told it.
    inbox: u32,
    gaps: Lost,
    /// It let go of the database, which a newer version in another tab has taken over.
    closed: bool,
    /// Notes of acts that were asked for, with the number of their batch.
    waiting: Vec<(u32, String)>,
}

/// The browser.
pub(crate) struct Browser {
    pub(crate) tabs: Vec<Tab>,
    pub(crate) shelf: Shelf,
    pub(crate) article: ArticleId,
    /// The notes of acts that were reported as saved.
    pub(crate) saved: BTreeSet<String>,
    /// What was said to the person.
    pub(crate) said: Vec<String>,
    /// The disk is full.
    pub(crate) full: bool,
    now: u64,
    random: u128,
    notes: u32,
}

impl Browser {
    /// A browser whose tabs all show the same article.
    pub(crate) fn with(tabs: usize) -> Self {
        let mut browser = Self {
            tabs: Vec::new(),
            shelf: Shelf::default(),
            article: Stamp { at: Timestamp::from_millis(0), random: 0 }.id(0),
            saved: BTreeSet::new(),
            said: Vec::new(),
            full: false,
            now: 1_795_363_440_000,
            random: 1,
            notes: 0,
        };
        browser.open_tab();
        browser.say(0, Message::Library(Library::AddForm(true)));
        browser.say(0, Message::Library(Library::AddText(TEXT.into())));
        let stamp = browser.stamp();
        browser.say(0, Message::Library(Library::Add(stamp)));
        browser.settle();
        browser.article = browser.tabs[0].state.desk.ready().expect("the article").id();
        for _ in 1..tabs {
            browser.open_tab();
        }
        browser.settle();
        browser
    }

    fn open_tab(&mut self) {
        self.tabs.push(Tab {
            state: State::default(),
            effects: VecDeque::new(),
            inbox: 0,
            gaps: Lost::default(),
            closed: false,
            waiting: Vec::new(),
        });
        self.start(self.tabs.len() - 1);
    }

    fn start(&mut self, tab: usize) {
        let stamp = self.stamp();
        let opened = Box::new(self.shelf.open());
        self.say(tab, Message::Store(Store::Opened { opened, place: Place::Browser, stamp }));
    }

    /// The tab dies, with everything that is on its way, and is opened again.
    pub(crate) fn crash(&mut self, tab: usize) {
        let dead = &mut self.tabs[tab];
        dead.state = State::default();
        dead.effects.clear();
        dead.waiting.clear();
        dead.inbox = 0;
        dead.gaps = Lost::default();
        dead.closed = false;
        self.start(tab);
    }

    /// A newer version starts in a tab and takes the database over: what the others had handed
    /// over before is still kept, and nothing after it.
    pub(crate) fn upgrade(&mut self, newer: usize) {
        for tab in (0..self.tabs.len()).filter(|tab| *tab != newer) {
            let handed_over = self.tabs[tab].effects.len();
            self.say(tab, Message::Store(Store::Superseded));
            for _ in 0..handed_over {
                self.step(tab);
            }
            self.tabs[tab].closed = true;
        }
        self.crash(newer);
    }

    /// The tabs that were left behind are loaded anew, as they ask for.
    pub(crate) fn reload_what_was_left_behind(&mut self) {
        for tab in 0..self.tabs.len() {
            if self.tabs[tab].closed {
                self.crash(tab);
            }
        }
    }

    pub(crate) fn stamp(&mut self) -> Stamp {
        self.now += 3_000;
        self.random = self.random.wrapping_mul(0x5851_f42d_4c95_7f2d_1405_7b7e_f767_814f).wrapping_add(1);
        Stamp { at: Timestamp::from_millis(self.now), random: self.random }
    }

    /// The clock is set back by an hour.
    pub(crate) fn turn_the_clock_back(&mut self) {
        self.now -= 3_600_000;
    }

    pub(crate) fn say(&mut self, tab: usize, message: Message) {
        let tab = &mut self.tabs[tab];
        let effects = update(&mut tab.state, message);
        tab.effects.extend(effects);
        if let Some(notice) = &tab.state.notice {
            self.said.push(notice.text.clone());
        }
    }

    /// The browser does the next thing for a tab, and the tab hears of it; whether there was one.
    pub(crate) fn step(&mut self, tab: usize) -> bool {
        let Some(effect) = self.tabs[tab].effects.pop_front() else { return self.deliver(tab) };
        match effect {
            Effect::Write { number, batch } => {
                let why = if self.full { Some("the disk is full") } else { None };
                let why = why.or(self.tabs[tab].closed.then_some("the database is closed"));
                let gaps = &mut self.tabs[tab].gaps;
                let why = why.or(gaps.is_ground_of(&batch).then_some("its ground is missing"));
                gaps.remember(&batch, why.is_none());
                let (result, kept) = match why {
                    Some(why) => (Err(why.to_owned()), Kept::default()),
                    None => (Ok(Timestamp::from_millis(self.now)), self.shelf.write(&batch)),
                };
                if result.is_ok() && kept.gone.is_empty() {
                    let waiting = std::mem::take(&mut self.tabs[tab].waiting);
                    let (saved, waiting): (Vec<_>, Vec<_>) =
                        waiting.into_iter().partition(|(n, _)| *n == number);
                    self.saved.extend(saved.into_iter().map(|(_, note)| note));
                    self.tabs[tab].waiting = waiting;
                }
                self.say(tab, Message::Store(Store::Written { number, result, kept }));
            }
            Effect::Announce(_) => {
                for (n, other) in self.tabs.iter_mut().enumerate() {
                    other.inbox += u32::from(n != tab);
                }
            }
            Effect::Refresh { question, article } => {
                let closed = self.tabs[tab].closed;
                let load = |id| self.shelf.load(id).map(Box::new).ok_or_else(|| "it is gone".to_owned());
                let article = article.map(|id| (id, load(id)));
                let opened =
                    if closed { Err("it is closed".to_owned()) } else { Ok(Box::new(self.shelf.open())) };
                self.say(tab, Message::Store(Store::Refreshed { question, opened, article }));
            }
            Effect::Load { question, article } => {
                let loaded = self.shelf.load(article).filter(|_| !self.tabs[tab].closed);
                let result = loaded.map(Box::new).ok_or_else(|| "it is gone".to_owned());
                let stamp = self.stamp();
                self.say(tab, Message::Store(Store::Loaded { question, result, stamp }));
            }
            Effect::DrawMoreSoon => self.say(tab, Message::DrawMore),
            _ => {}
        }
        true
    }

    fn deliver(&mut self, tab: usize) -> bool {
        let inbox = &mut self.tabs[tab].inbox;
        if *inbox == 0 {
            return false;
        }
        *inbox -= 1;
        self.say(tab, Message::Store(Store::Changed));
        true
    }

    /// Everything that is on its way arrives.
    pub(crate) fn settle(&mut self) {
        while (0..self.tabs.len()).any(|tab| self.step(tab)) {}
    }

    pub(crate) fn desk(&self, tab: usize) -> Option<&Desk> {
        self.tabs[tab].state.desk.ready()
    }

    pub(crate) fn document(&self, tab: usize) -> &Document {
        &self.desk(tab).expect("an article on the desk").document
    }

    pub(crate) fn stored(&self) -> Document {
        self.shelf.load(self.article).expect("the article").document
    }

    /// Marks words, so that the annotation is looked at.
    pub(crate) fn mark(&mut self, tab: usize, kind: Kind, words: &str) -> Option<AnnotationId> {
        let desk = self.desk(tab)?;
        let block = &desk.document.article.text.blocks()[1];
        let text = desk.document.article.text.slice(block.range);
        let (start, end) = (text.find(words)?, text.find(words)? + words.len());
        let view = desk.view.block(1)?;
        let mut at = 0;
        let mut point = |to: usize| {
            at = 0;
            for (piece, found) in view.pieces.iter().enumerate() {
                if to <= at + found.text.len() {
                    return Some(DomPoint { block: 1, piece, offset: Utf16Offset((to - at) as u32) });
                }
                at += found.text.len();
            }
            None
        };
        let points = Some((point(start)?, point(end)?));
        self.say(tab, Message::Select { points, exact: true, show: false });
        let stamp = self.stamp();
        self.say(tab, Message::Mark(kind, stamp));
        self.desk(tab)?.focus
    }

    /// Looks at the annotation of this number.
    pub(crate) fn look(&mut self, tab: usize, nth: usize) {
        let Some(desk) = self.desk(tab) else { return };
        let ids: Vec<AnnotationId> = desk.document.annotations.keys().copied().collect();
        if let Some(id) = ids.get(nth % ids.len().max(1)) {
            self.say(tab, Message::Focus(*id));
        }
    }

    /// Writes a note that nobody wrote before, on the annotation that is looked at.
    pub(crate) fn note(&mut self, tab: usize) -> Option<String> {
        self.desk(tab)?.focused()?;
        self.notes += 1;
        let note = format!("note{:04}", self.notes);
        self.write_note(tab, &note);
        Some(note)
    }

    pub(crate) fn write_note(&mut self, tab: usize, note: &str) {
        let stamp = self.stamp();
        self.say(tab, Message::Set(Field::Note(note.to_owned()), stamp));
        let written = self.tabs[tab].effects.iter().rev().find_map(|effect| match effect {
            Effect::Write { number, .. } => Some(*number),
            _ => None,
        });
        if let Some(number) = written {
            self.tabs[tab].waiting.push((number, note.to_owned()));
        }
    }

    /// Every reference of a document leads somewhere.
    #[track_caller]
    pub(crate) fn check(document: &Document) {
        for annotation in document.annotations.values() {
            if let Body::Mention(mention) = &annotation.body {
                assert!(document.sources.contains_key(&mention.source), "{annotation:?}");
            }
            for attribution in annotation.attributions().iter().flat_map(Attribution::all) {
                assert!(document.sources.contains_key(&attribution.source), "{annotation:?}");
                if let Some(mention) = attribution.mention {
                    let named = document.annotations.get(&mention).map(|mention| &mention.body);
                    assert!(matches!(named, Some(Body::Mention(m)) if m.source == attribution.source));
                }
            }
        }
    }
}
