//! A shell without a browser: the loop, a shelf for a store, a clock that counts.
//!
//! Each message is taken to its end, effects and their answers included, and after each the
//! state is compared with one built from scratch and with what the shelf holds.

use std::{
    collections::{BTreeSet, VecDeque},
    fmt::{self, Write as _},
    rc::Rc,
};

use hearsay::{
    annotation::{Annotation, Attribution, Body, Document, Kind, Standing, Target},
    app::{
        Backup, Desk, Done, Effect, FileId, Library, Load, Message, Mode, Panel, Place, Row, State, Store,
        Together, Transfer, Trouble, update, work,
    },
    article::FrozenText,
    format::brat::together,
    highlight::DomPoint,
    record::{AnnotationId, ArticleId, SourceId, Stamp, Timestamp},
    shelf::{Batch, Entry, Kept, Loaded, Lost, Opened, Record, Revision, Shelf},
    text::{TextRange, TextSize, Utf16Offset},
};
use serde::{Serialize, de::DeserializeOwned};

/// A person at the app, with everything the browser would do for them.
pub(crate) struct Person {
    pub(crate) state: State,
    pub(crate) shelf: Shelf,
    /// Files taken away: name and text.
    pub(crate) downloads: Vec<(String, String)>,
    /// The effects of the last message and of the answers to it.
    pub(crate) effects: Vec<Effect>,
    /// Why the store refuses to write, while it does.
    pub(crate) refuses: Option<&'static str>,
    /// Effects wait until they are let go.
    pub(crate) holds: bool,
    /// Everything is compared after each message.
    pub(crate) checks: bool,
    /// Drawing waits until it is asked for.
    pub(crate) draws: bool,
    /// Whether something may be missing from the shelf.
    pub(crate) lost: bool,
    /// Batches that were refused.
    gaps: Lost,
    held: VecDeque<Effect>,
    files: Vec<Result<Vec<u8>, String>>,
    /// The backup that is kept up to date.
    pub(crate) backup: Option<String>,
    /// Why it cannot be written, while it cannot.
    pub(crate) backup_trouble: Option<Trouble>,
    /// What the store cannot read.
    pub(crate) unreadable: Vec<String>,
    /// What is on the clipboard.
    pub(crate) copied: Option<String>,
    memory: Option<&'static str>,
    now: u64,
    random: u128,
}

impl Person {
    /// A first visit.
    pub(crate) fn new() -> Self {
        let mut person = Self::before_opening(None);
        person.open();
        person
    }

    /// A first visit where the browser refuses its database.
    pub(crate) fn in_memory(why: &'static str) -> Self {
        let mut person = Self::before_opening(Some(why));
        person.open();
        person
    }

    /// The page is there, the store is not open yet.
    pub(crate) fn before_opening(memory: Option<&'static str>) -> Self {
        Self {
            state: State::default(),
            shelf: Shelf::default(),
            downloads: Vec::new(),
            effects: Vec::new(),
            refuses: None,
            holds: false,
            draws: true,
            checks: true,
            lost: false,
            gaps: Lost::default(),
            held: VecDeque::new(),
            files: Vec::new(),
            backup: None,
            backup_trouble: None,
            unreadable: Vec::new(),
            copied: None,
            memory,
            now: 1_795_363_440_000,
            random: 1,
        }
    }

    /// The store is open.
    #[track_caller]
    pub(crate) fn open(&mut self) {
        let stamp = self.stamp();
        let place = self.memory.map_or(Place::Browser, |why| Place::Memory(why.to_owned()));
        self.say(Message::Store(Store::Opened { opened: Box::new(self.shelf.open()), place, stamp }));
    }

    /// The page is closed and opened again; the shelf is what remains.
    #[track_caller]
    pub(crate) fn reload(&mut self) {
        self.state = State::default();
        self.held.clear();
        self.wait(60_000);
        self.open();
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, ms: u64) {
        self.now += ms;
    }

    /// The time and randomness of the next act: five seconds after the last one.
    pub(crate) fn stamp(&mut self) -> Stamp {
        self.wait(5_000);
        self.quick_stamp()
    }

    /// The same without time passing.
    pub(crate) fn quick_stamp(&mut self) -> Stamp {
        // SplitMix64, twice: https://prng.di.unimi.it/splitmix64.c
        let mut half = || {
            self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.random as u64;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            u128::from(z ^ (z >> 31))
        };
        let random = half() << 64 | half();
        Stamp { at: Timestamp::from_millis(self.now), random }
    }

    /// Does something that carries a stamp.
    #[track_caller]
    pub(crate) fn act(&mut self, message: impl FnOnce(Stamp) -> Message) {
        let stamp = self.stamp();
        self.say(message(stamp));
    }

    #[track_caller]
    pub(crate) fn library(&mut self, message: impl FnOnce(Stamp) -> Library) {
        self.act(|stamp| Message::Library(message(stamp)));
    }

    /// Sends a message through the loop until nothing more follows from it.
    #[track_caller]
    pub(crate) fn say(&mut self, message: Message) {
        self.effects.clear();
        let mut queue = VecDeque::from([message]);
        while let Some(message) = queue.pop_front() {
            let after = message.clone();
            for effect in update(&mut self.state, message) {
                queue.extend(self.perform(effect.clone()));
                self.effects.push(effect);
            }
            if !self.checks {
                continue;
            }
            if queue.is_empty() {
                self.check(&After(&after));
            } else {
                self.check_state(&After(&after));
            }
        }
    }

    /// Lets what was held go, first in, first out.
    #[track_caller]
    pub(crate) fn let_go(&mut self) {
        self.holds = false;
        while let Some(effect) = self.held.pop_front() {
            if let Some(message) = self.perform(effect) {
                self.say(message);
            }
        }
    }

    /// Lets the first of what was held go; what follows from it is held again.
    #[track_caller]
    pub(crate) fn let_one_go(&mut self) {
        let effect = self.held.pop_front().expect("something that is held");
        self.holds = false;
        let answer = self.perform(effect);
        self.holds = true;
        if let Some(message) = answer {
            self.say(message);
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Message> {
        let answered = matches!(
            effect,
            Effect::Load { .. }
                | Effect::LoadLibrary { .. }
                | Effect::Refresh { .. }
                | Effect::Write { .. }
                | Effect::Work { .. }
        );
        if self.holds && answered {
            self.held.push_back(effect);
            return None;
        }
        match effect {
            Effect::Load { question, article } => {
                let result = self.shelf.load(article).map(Box::new);
                let result = result.ok_or_else(|| "it is not in the library".to_owned());
                let stamp = self.quick_stamp();
                Some(Message::Store(Store::Loaded { question, result, stamp }))
            }
            Effect::LoadLibrary { number, articles: ids } => {
                let loaded: Vec<Loaded> = ids.iter().filter_map(|id| self.shelf.load(*id)).collect();
                let missing = ids.iter().filter(|id| self.shelf.load(**id).is_none());
                let problems = missing.map(|id| format!("Article {id} could not be read.")).collect();
                let stamp = self.quick_stamp();
                Some(Message::Transfer(Transfer::LibraryRead { number, loaded, problems, stamp }))
            }
            Effect::Write { number, batch } => {
                let why = self.refuses.or(self.gaps.is_ground_of(&batch).then_some("its ground is missing"));
                self.gaps.remember(&batch, why.is_none());
                let (result, kept) = match why {
                    Some(why) => {
                        self.lost = true;
                        (Err(why.to_owned()), Kept::default())
                    }
                    None => {
                        let kept = self.shelf.write(&batch);
                        (Ok(Timestamp::from_millis(self.now)), kept)
                    }
                };
                Some(Message::Store(Store::Written { number, result, kept }))
            }
            Effect::Announce(_) | Effect::AskRoom | Effect::Reload => None,
            Effect::Refresh { question, article } => {
                let opened = Ok(Box::new(self.shelf.open()));
                let load = |id| self.shelf.load(id).map(Box::new).ok_or_else(|| "it is gone".to_owned());
                let article = article.map(|id| (id, load(id)));
                Some(Message::Store(Store::Refreshed { question, opened, article }))
            }
            Effect::AskToKeep => Some(Message::Store(Store::Persisted(true))),
            Effect::Work { number, mut task, file } => {
                if let Some(stock) = task.wants() {
                    let ids = self.shelf.open().entries.into_iter().map(|entry| entry.id);
                    let all = ids.filter_map(|id| self.shelf.load(id)).collect();
                    *stock = std::mem::take(stock).filled(all, self.unreadable.clone());
                }
                let input = file.map_or_else(|| Ok(Vec::new()), |file| self.files[file.0 as usize].clone());
                let (done, output) = match input {
                    Ok(input) => {
                        let (done, output) = work::run(told(&task), Box::new(input), &mut |_| ());
                        (told(&done), output)
                    }
                    Err(why) => (Done::Failed(why), Vec::new()),
                };
                let files = output.into_iter().map(|bytes| self.keep(Ok(bytes))).collect();
                Some(Message::Transfer(Transfer::Worked { number, done, files }))
            }
            Effect::KeepBackup(file) => {
                let written = match &self.backup_trouble {
                    Some(trouble) => Err(trouble.clone()),
                    None => {
                        let bytes = self.files[file.0 as usize].clone().expect("a file that was written");
                        self.backup = Some(String::from_utf8(bytes).expect("text"));
                        Ok(Timestamp::from_millis(self.now))
                    }
                };
                Some(Message::Backup(Backup::Written(written)))
            }
            Effect::BackUpSoon(_) | Effect::AcceptBackup | Effect::ReadyWorker => None,
            Effect::ForgetBackup => {
                self.backup = None;
                None
            }
            Effect::StopWork => {
                self.held.retain(|effect| !matches!(effect, Effect::Work { .. }));
                None
            }
            Effect::Copy(file) => {
                let bytes = self.files[file.0 as usize].clone().expect("a file that was written");
                self.copied = Some(String::from_utf8(bytes).expect("text"));
                None
            }
            Effect::Offer { file, name } => {
                let bytes = self.files[file.0 as usize].clone().expect("a file that was written");
                self.downloads.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                None
            }
            Effect::DrawMoreSoon => self.draws.then_some(Message::DrawMore),
            Effect::ShowSelection(_)
            | Effect::RevealRange(_)
            | Effect::RevealStray
            | Effect::RevealMark(_)
            | Effect::UncoverMark(_)
            | Effect::RevealRow(_)
            | Effect::ScrollList(_)
            | Effect::ScrollToTop
            | Effect::MoveFocus(_) => None,
        }
    }
}

/// What a person sees and does.
impl Person {
    #[track_caller]
    pub(crate) fn desk(&self) -> &Desk {
        self.state.desk.ready().expect("an article on the desk")
    }

    pub(crate) fn document(&self) -> &Document {
        &self.desk().document
    }

    pub(crate) fn article(&self) -> ArticleId {
        self.desk().id()
    }

    pub(crate) fn notice(&self) -> &str {
        self.state.notice.as_ref().map_or("", |notice| notice.text.as_str())
    }

    /// Pastes a text into the form and adds it.
    #[track_caller]
    pub(crate) fn paste(&mut self, text: &str) -> ArticleId {
        self.say(Message::Library(Library::AddForm(true)));
        self.say(Message::Library(Library::AddText(text.to_owned())));
        self.library(Library::Add);
        self.article()
    }

    /// Drops a file on the page.
    #[track_caller]
    pub(crate) fn drop_file(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.drop_files(&[(name, bytes.into())]);
    }

    /// Drops several files on the page at once.
    #[track_caller]
    pub(crate) fn drop_files(&mut self, files: &[(&str, Vec<u8>)]) {
        self.choose_files(files);
        self.accept();
    }

    /// The same, but nothing is looked at yet.
    #[track_caller]
    pub(crate) fn choose_files(&mut self, files: &[(&str, Vec<u8>)]) {
        // Nothing can be dropped behind a dialog, and what is chosen there waits for it.
        if matches!(self.state.panel, Panel::Report(_)) {
            self.say(Message::Transfer(Transfer::CloseReport));
        }
        let names: Vec<_> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        for numbers in together(&names) {
            let stamp = self.stamp();
            let sizes = numbers.iter().map(|n| (names[*n].clone(), files[*n].1.len() as u64));
            let mut with: Vec<_> = sizes.collect();
            let size = with.iter().map(|(_, size)| size).sum();
            let name = with.remove(0).0;
            let file = self.keep(Ok(numbers.iter().flat_map(|n| files[*n].1.clone()).collect()));
            self.say(Message::Transfer(Transfer::File { name, with, size, file, stamp }));
        }
    }

    /// Presses Enter in the form, where a file is looked at before it is brought in.
    #[track_caller]
    pub(crate) fn accept(&mut self) {
        while matches!(&self.state.panel, Panel::Add(form) if form.from.is_some() && form.draft.is_some() && form.updates.is_none())
        {
            self.library(Library::Add);
        }
    }

    /// Holds a file for the app, as the browser would.
    pub(crate) fn keep(&mut self, bytes: Result<Vec<u8>, String>) -> FileId {
        self.files.push(bytes);
        FileId(self.files.len() as u32 - 1)
    }

    /// The range of the `nth` place, counted from 0, where the article has these words.
    #[track_caller]
    pub(crate) fn find(&self, words: &str, nth: usize) -> TextRange {
        let text = self.document().article.text.as_str();
        let (at, _) =
            text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("no {words:?} number {nth}"));
        TextRange::at(TextSize::new(at as u32), TextSize::of(words))
    }

    /// Where a place of the text is in the page.
    #[track_caller]
    pub(crate) fn point(&self, at: TextSize) -> DomPoint {
        let desk = self.desk();
        let block = desk.document.article.text.block_at(at);
        let view = desk.view.block(block).expect("a drawn block");
        let piece = view.pieces.iter().rposition(|piece| piece.start <= at).unwrap_or(0);
        let found = &view.pieces[piece];
        let into = usize::from(at.checked_sub(found.start).unwrap_or_default()).min(found.text.len());
        let units = found.text[..into].encode_utf16().count();
        DomPoint { block, piece, offset: Utf16Offset(units as u32) }
    }

    /// Drags over a stretch of the article.
    #[track_caller]
    pub(crate) fn drag(&mut self, range: TextRange, exact: bool) {
        let points = Some((self.point(range.start()), self.point(range.end())));
        self.say(Message::Select { points, exact, show: true });
    }

    /// Drags over words where they stand first.
    #[track_caller]
    pub(crate) fn select(&mut self, words: &str) {
        self.select_nth(words, 0);
    }

    #[track_caller]
    pub(crate) fn select_nth(&mut self, words: &str, nth: usize) {
        let range = self.find(words, nth);
        self.drag(range, false);
    }

    /// The words that are selected.
    pub(crate) fn selected(&self) -> Option<&str> {
        let desk = self.desk();
        desk.selection.map(|selection| desk.document.article.text.slice(selection.range))
    }

    /// Selects words and marks them; the annotation.
    #[track_caller]
    pub(crate) fn mark(&mut self, kind: Kind, words: &str) -> AnnotationId {
        self.select(words);
        self.act(|stamp| Message::Mark(kind, stamp));
        self.desk().focus.expect("what was marked is looked at")
    }

    #[track_caller]
    pub(crate) fn claim(&mut self, words: &str) -> AnnotationId {
        self.mark(Kind::Claim, words)
    }

    #[track_caller]
    pub(crate) fn source(&mut self, words: &str) -> AnnotationId {
        self.mark(Kind::Source, words)
    }

    #[track_caller]
    pub(crate) fn quote(&mut self, words: &str) -> AnnotationId {
        self.mark(Kind::Quote, words)
    }

    /// Marks a quote and takes the picker's line of this number.
    #[track_caller]
    pub(crate) fn quote_by(&mut self, words: &str, line: usize) -> AnnotationId {
        let quote = self.quote(words);
        self.act(|stamp| Message::Pick(Some(line), stamp));
        quote
    }

    /// Clicks into the words where they stand first, on whatever is marked there.
    #[track_caller]
    pub(crate) fn click(&mut self, words: &str) {
        let at = self.find(words, 0).start();
        let point = self.point(at);
        let desk = self.desk();
        let piece = &desk.view.block(point.block).expect("a block").pieces[point.piece];
        let ids = piece.mark.iter().flat_map(|mark| mark.ids.split(' '));
        let ids = ids.map(|id| id.parse().expect("an id")).collect();
        self.act(|stamp| Message::Click(ids, stamp));
    }

    #[track_caller]
    pub(crate) fn undo(&mut self) {
        self.act(Message::Undo);
    }

    #[track_caller]
    pub(crate) fn redo(&mut self) {
        self.act(Message::Redo);
    }

    #[track_caller]
    pub(crate) fn annotation(&self, id: AnnotationId) -> &Rc<Annotation> {
        &self.document().annotations[&id]
    }

    /// The focused annotation in words.
    pub(crate) fn focused(&self) -> String {
        self.desk().focused().map_or_else(String::new, |annotation| sketch(self.document(), annotation))
    }

    /// Every annotation in words, in reading order.
    pub(crate) fn marks(&self) -> Vec<String> {
        let document = self.document();
        document.in_reading_order().into_iter().map(|annotation| sketch(document, annotation)).collect()
    }

    /// The names of the source register, oldest first.
    pub(crate) fn register(&self) -> Vec<&str> {
        self.document().sources.values().map(|source| source.name.as_str()).collect()
    }

    #[track_caller]
    pub(crate) fn source_named(&self, name: &str) -> SourceId {
        let found = self.document().sources.values().find(|source| source.name == name);
        found.unwrap_or_else(|| panic!("no {name:?} in {:?}", self.register())).id
    }

    /// The words of the rows the margin lists.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.desk().rows().0.into_iter().map(|row| row.words).collect()
    }

    /// The lines of the open picker.
    #[track_caller]
    pub(crate) fn choices(&self) -> Vec<String> {
        use hearsay::app::Choice;
        let Mode::Attributing(picker) = &self.desk().mode else { panic!("the picker is not open") };
        let sources = &self.document().sources;
        let line = |choice| match choice {
            Choice::Source(candidate) => sources[&candidate.source].name.clone(),
            Choice::New(name) => format!("new: {name}"),
            Choice::ArticleVoice => "article’s voice".to_owned(),
        };
        picker.choices(sources).into_iter().map(line).collect()
    }

    /// Takes the article away as a file.
    #[track_caller]
    pub(crate) fn export(&mut self) -> String {
        self.act(|stamp| Message::Transfer(Transfer::ExportArticle(stamp)));
        self.downloads.last().expect("a file").1.clone()
    }

    /// Takes everything away as one file.
    #[track_caller]
    pub(crate) fn back_up(&mut self) -> String {
        self.act(|stamp| Message::Backup(Backup::Now(stamp)));
        self.downloads.last().expect("a file").1.clone()
    }

    /// Chooses a backup to be brought back; nothing happens yet.
    #[track_caller]
    pub(crate) fn look_at_backup(&mut self, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let (size, name) = (bytes.len() as u64, "backup.json".to_owned());
        let file = self.keep(Ok(bytes));
        self.say(Message::Backup(Backup::Chosen { name, size, file }));
    }

    /// Brings a backup back.
    #[track_caller]
    pub(crate) fn restore(&mut self, bytes: impl Into<Vec<u8>>) {
        self.look_at_backup(bytes);
        self.act(|stamp| Message::Backup(Backup::Restore(stamp)));
    }

    #[track_caller]
    pub(crate) fn export_library(&mut self) -> String {
        self.act(|stamp| Message::Transfer(Transfer::ExportLibrary(stamp)));
        self.downloads.last().expect("a file").1.clone()
    }
}

/// An annotation in words: `quote “words” | “more words” direct by Ms Rao (said)`.
pub(crate) fn sketch(document: &Document, annotation: &Annotation) -> String {
    let text = &document.article.text;
    let mut out = format!("{} {}", annotation.kind().as_str(), words(text, &annotation.target));
    let by = |out: &mut String| {
        for attribution in annotation.attributions() {
            let name = &document.sources[&attribution.source].name;
            write!(out, " by {name}").expect("a string");
            if let Some(cue) = &attribution.cue {
                write!(out, " ({})", words(text, cue)).expect("a string");
            }
        }
    };
    match &annotation.body {
        Body::Mention(mention) => {
            write!(out, " is {}", document.sources[&mention.source].name).expect("a string");
        }
        Body::Quote(quote) => {
            let manner = format!("{:?}", quote.manner).to_lowercase();
            write!(out, " {manner}").expect("a string");
            by(&mut out);
        }
        Body::Claim(claim) => match &claim.standing {
            Standing::ArticleVoice => out.push_str(" in the article’s voice"),
            Standing::NotYet | Standing::Attributed { .. } => by(&mut out),
        },
    }
    out
}

fn words(text: &FrozenText, target: &Target) -> String {
    let parts: Vec<&str> = target.ranges().iter().map(|range| text.slice(*range)).collect();
    parts.join(" | ")
}

/// The message after which something does not hold, for the failure's text.
pub(crate) struct After<'a>(&'a Message);

impl fmt::Display for After<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = format!("{:?}", self.0);
        f.write_str(whole.get(..whole.floor_char_boundary(300)).unwrap_or_default())
    }
}

/// What must hold after every message.
impl Person {
    #[track_caller]
    fn check(&self, after: &After<'_>) {
        self.check_state(after);
        if !self.lost && self.held.is_empty() && !self.state.storage.is_saving() {
            self.check_shelf(after);
        }
    }

    #[track_caller]
    fn check_state(&self, after: &After<'_>) {
        let Load::Ready(desk) = &self.state.desk else { return };
        check_document(&desk.document, after);
        check_mode(desk, after);
        let fresh = from_scratch(desk);
        assert_eq!(desk.counts, fresh.counts, "counts after {after}");
        for kind in Kind::ALL {
            assert_eq!(desk.strip.path(kind), fresh.strip.path(kind), "the strip after {after}");
        }
        assert_eq!(desk.in_common(), fresh.in_common(), "what is in common after {after}");
        // Where the list has jumped, not all of them are made yet.
        let ((made, all), (rows, of_all)) = (rows(desk), rows(&fresh));
        assert_eq!(all, of_all, "rows after {after}");
        assert!(made.iter().all(|row| rows.contains(row)), "rows after {after}: {made:?} of {rows:?}");
        for block in 0..desk.document.article.text.blocks().len() {
            let (here, mut there) = (desk.view.block(block), fresh.view.block(block).cloned());
            if let (Some(here), Some(there)) = (here, &mut there) {
                // What is open is the person's choice.
                let there = Rc::make_mut(there);
                assert_eq!(here.fold.is_some(), there.fold.is_some(), "folds after {after}");
                assert!(
                    here.fold.as_ref().is_none_or(|line| line.open != here.folded),
                    "folds after {after}"
                );
                (there.folded, there.fold) = (here.folded, here.fold.clone());
            }
            let there = there.as_ref();
            // Of a book, what is far may not be there yet.
            let plain = here.is_none_or(|view| view.pieces.iter().all(|piece| piece.mark.is_none()));
            assert!(
                here == there || (plain && !desk.view.is_drawn()),
                "block {block} after {after}: {here:?} instead of {there:?}"
            );
        }
        if let Some(entry) = self.state.library.get(&desk.id()) {
            assert_eq!(**entry, desk.entry(), "the library’s entry after {after}");
        } else {
            panic!("what is on the desk is not in the library after {after}");
        }
        assert_eq!(desk.entry(), Entry::of(&desk.document, desk.history.done()), "the entry after {after}");
    }

    /// The shelf holds what the state says, and nothing else.
    #[track_caller]
    fn check_shelf(&self, after: &After<'_>) {
        if self.state.storage.place == Place::Opening {
            return;
        }
        let Opened { entries, settings, .. } = self.shelf.open();
        let listed: Vec<_> = self.state.library.values().cloned().collect();
        assert_eq!(entries, listed, "entries after {after}");
        assert_eq!(settings, self.state.settings, "settings after {after}");
        let mut expected = Shelf::default();
        let mut batch = Batch { put: vec![Record::Settings(settings)], ..Batch::default() };
        for entry in entries {
            let id = entry.id;
            let loaded = self.shelf.load(id).unwrap_or_else(|| panic!("no text of {id} after {after}"));
            if let Some(desk) = self.state.desk.ready().filter(|desk| desk.id() == id) {
                assert_eq!(loaded.document, desk.document, "document after {after}");
                assert_eq!(loaded.edits, desk.history.edits(), "history after {after}");
                assert_eq!(loaded.first, desk.history.numbered().next().map_or(loaded.done, |(n, _)| n));
                assert_eq!(loaded.done, desk.history.done(), "place in the history after {after}");
            }
            check_document(&loaded.document, after);
            batch.put.push(Record::Entry(entry));
            batch.put.push(Record::Text(id, loaded.document.article.text.clone()));
            batch.put.extend(loaded.document.annotations.into_values().map(|a| Record::Annotation(id, a)));
            batch.put.extend(loaded.document.strays.into_values().map(|s| Record::Stray(id, s)));
            batch.put.extend(loaded.document.sources.into_values().map(|s| Record::Source(id, s)));
            batch.put.extend((loaded.first..).zip(loaded.edits).map(|(n, edit)| Record::Edit(id, n, edit)));
        }
        expected.write(&batch);
        assert!(
            self.shelf.holds_the_same(&expected),
            "something is left over after {after}: {:?} instead of {expected:?}",
            self.shelf
        );
    }
}

/// Every reference leads somewhere, every range covers words.
#[track_caller]
fn check_document(document: &Document, after: &After<'_>) {
    let text = &document.article.text;
    let covers = |target: &Target| target.ranges().iter().all(|range| !text.slice(*range).is_empty());
    for stray in document.strays.values() {
        let said = || format!("{stray:?} after {after}");
        assert!(!document.annotations.contains_key(&stray.id), "attached and stray: {}", said());
        assert!(stray.fate.proposed().is_none_or(covers), "{}", said());
        let sources = stray.body.attributions().iter().flat_map(Attribution::all).map(|a| a.source);
        let named = if let Body::Mention(mention) = stray.body { Some(mention.source) } else { None };
        for source in sources.chain(named) {
            assert!(document.sources.contains_key(&source), "{}", said());
        }
    }
    for annotation in document.annotations.values() {
        let said = || format!("{annotation:?} after {after}");
        assert!(covers(&annotation.target), "{}", said());
        if let Body::Mention(mention) = annotation.body {
            assert!(document.sources.contains_key(&mention.source), "{}", said());
        }
        let mut ids = BTreeSet::new();
        for attribution in annotation.attributions().iter().flat_map(Attribution::all) {
            assert!(ids.insert(attribution.id), "two attributions of one id: {}", said());
            assert!(document.sources.contains_key(&attribution.source), "{}", said());
            assert!(attribution.cue.as_ref().is_none_or(covers), "{}", said());
            let Some(mention) = attribution.mention else { continue };
            let named = document.annotations.get(&mention).map(|mention| &mention.body);
            assert!(
                matches!(named, Some(Body::Mention(m)) if m.source == attribution.source),
                "the mention names another: {}",
                said()
            );
        }
    }
}

/// What the person is in the middle of is about something that is there.
#[track_caller]
fn check_mode(desk: &Desk, after: &After<'_>) {
    if let Some(focus) = desk.focus {
        assert!(desk.document.annotations.contains_key(&focus), "the focus after {after}");
    }
    if let Some(source) = desk.open_source {
        assert!(desk.document.sources.contains_key(&source), "the open source after {after}");
    }
    match &desk.mode {
        Mode::Reading => {}
        Mode::Attributing(picker) => {
            assert_eq!(Some(picker.annotation), desk.focus, "the picker after {after}");
            assert!(desk.focused().is_some_and(|a| a.kind() != Kind::Source), "the picker after {after}");
        }
        Mode::TakingCue(id) => {
            let attributions = desk.focused().map(|a| a.attributions()).unwrap_or_default();
            let mut all = attributions.iter().flat_map(Attribution::all);
            assert!(all.any(|a| a.id == *id), "the cue is waited for after {after}");
        }
        Mode::MarkingAll { source, .. } => assert!(desk.document.sources.contains_key(source)),
        Mode::Listing(pile) => {
            assert!(pile.marked < pile.ids.len(), "a line is marked after {after}");
            assert!(pile.ids.iter().all(|id| desk.document.annotations.contains_key(id)), "after {after}");
        }
        Mode::TakingPart => assert!(desk.focus.is_some(), "a part is waited for after {after}"),
        Mode::MovingEdge(edge) => {
            let parts = desk.focused().map_or(0, |a| a.target.ranges().len());
            assert!(edge.part < parts, "an edge is held after {after}");
        }
    }
}

fn rows(desk: &Desk) -> (Vec<Row>, usize) {
    desk.rows()
}

/// A desk with the same on it, drawn at once.
fn from_scratch(desk: &Desk) -> Desk {
    let mut state = State::default();
    let loaded = Loaded {
        document: desk.document.clone(),
        first: desk.history.numbered().next().map_or(desk.history.done(), |(n, _)| n),
        edits: desk.history.edits().to_vec(),
        done: desk.history.done(),
        revision: Revision::default(),
        damaged: Vec::new(),
    };
    let stamp = Stamp { at: Timestamp::from_millis(0), random: 0 };
    update(&mut state, Message::Store(Store::Loaded { question: 0, result: Ok(Box::new(loaded)), stamp }));
    while state.desk.ready().is_some_and(|desk| !desk.view.is_drawn()) {
        update(&mut state, Message::DrawMore);
    }
    update(&mut state, Message::Filter(desk.margin.filter.clone()));
    if let Some(focus) = desk.focus {
        update(&mut state, Message::Focus(focus));
    }
    update(&mut state, Message::ListScrolled(desk.margin.first));
    for id in &desk.chosen {
        update(&mut state, Message::Together(Together::Choose(Some(*id))));
    }
    let Load::Ready(desk) = state.desk else { panic!("a loaded article is on the desk") };
    *desk
}

/// What arrives of a value that goes from the page to the worker, or back.
fn told<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let written = serde_json::to_string(value).expect("it can be told");
    serde_json::from_str(&written).unwrap_or_else(|error| panic!("it cannot be heard: {error}"))
}
