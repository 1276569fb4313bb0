//! What is kept, and in which pieces: the records of the store, and a shelf that holds them in
//! memory.
//!
//! The one idea: an act becomes one [`Batch`] of small records, written in one transaction. The
//! browser's database keeps batches; so does [`Shelf`], which stands in when there is no
//! database, and which tests compare with. Neighbours: [`crate::app`] makes batches, `store`
//! writes them.

mod deed;
mod rebase;
mod restore;

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

pub use deed::{Acted, Basis, Deed, Kept, Revision};
pub use rebase::{Rebased, rebase};
pub use restore::{Brought, Restored, Tally, United, bring, weigh};
use serde::{Deserialize, Serialize};

use crate::{
    annotation::{Annotation, Change, Counts, Document, Edit, Source, Stray},
    article::{About, Article, FrozenText, Sketch},
    record::{AnnotationId, ArticleId, SourceId, Timestamp},
};

/// An article as the library lists it, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The article.
    pub id: ArticleId,
    /// What is known about it.
    pub about: About,
    /// When it was brought in.
    pub created: Timestamp,
    /// When it or anything in it last changed.
    pub modified: Timestamp,
    /// When it was put into the bin, if it was.
    pub binned: Option<Timestamp>,
    /// How much is marked in it.
    pub counts: Counts,
    /// SHA-256 of its text, by which the same article is known again.
    pub sha256: String,
    /// By which a newer version of it is known again; empty in what was kept before there were
    /// sketches.
    #[serde(default)]
    pub sketch: Rc<Sketch>,
    /// How many edits of its history are in force; those after it can be redone.
    pub done: u32,
}

impl Entry {
    /// The entry of a document whose history has `done` edits in force.
    #[must_use]
    pub fn of(document: &Document, done: u32) -> Self {
        let article = &document.article;
        Self {
            id: article.id,
            about: article.about.clone(),
            created: article.created,
            modified: article.modified,
            binned: article.binned,
            counts: document.counts(),
            sha256: article.text.sha256().to_owned(),
            sketch: Rc::new(Sketch::of_article(&article.text)),
            done,
        }
    }
}

/// One record to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An article's entry in the library.
    Entry(Rc<Entry>),
    /// An article's text; written once.
    Text(ArticleId, Rc<FrozenText>),
    /// An annotation of an article.
    Annotation(ArticleId, Rc<Annotation>),
    /// An annotation of an article that has no place in it. Kept where annotations are, so that
    /// attaching it overwrites it.
    Stray(ArticleId, Rc<Stray>),
    /// An entry of an article's source register.
    Source(ArticleId, Rc<Source>),
    /// The edit of this number in an article's history.
    Edit(ArticleId, u32, Rc<Edit>),
    /// The person's settings.
    Settings(Settings),
}

/// A record to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// An annotation of an article, with or without a place.
    Annotation(ArticleId, AnnotationId),
    /// An entry of an article's source register.
    Source(ArticleId, SourceId),
    /// The edits of an article's history from this number on: a new act ends what could be
    /// redone.
    EditsFrom(ArticleId, u32),
    /// Everything marked in an article, its register and its history; the text stays.
    Contents(ArticleId),
    /// An article with everything that belongs to it, for ever.
    Article(ArticleId),
}

/// Everything one act writes: all of it is kept, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// What is removed, before anything is put.
    pub remove: Vec<Removal>,
    /// What is put, over what has the same id.
    pub put: Vec<Record>,
    /// What it does, article by article, and what its records were made from. Articles that are
    /// not named here are written without a question.
    pub acts: Vec<Acted>,
    /// The state it leaves each of these articles in.
    pub revision: Revision,
    /// The settings as the tab knew them, where it puts others.
    pub settings_before: Option<Settings>,
}

impl Batch {
    /// Adds what a change of an article leaves behind.
    pub fn keep(&mut self, article: ArticleId, change: &Change) {
        match change {
            Change::Annotation { after: Some(a), .. } => {
                self.put.push(Record::Annotation(article, a.clone()));
            }
            Change::Annotation { before: Some(a), .. } => {
                self.remove.push(Removal::Annotation(article, a.id));
            }
            Change::Source { after: Some(s), .. } => self.put.push(Record::Source(article, s.clone())),
            Change::Source { before: Some(s), .. } => self.remove.push(Removal::Source(article, s.id)),
            Change::Stray { after: Some(stray), .. } => {
                self.put.push(Record::Stray(article, stray.clone()));
            }
            Change::Stray { before: Some(stray), .. } => {
                self.remove.push(Removal::Annotation(article, stray.id));
            }
            Change::About { .. }
            | Change::Annotation { .. }
            | Change::Source { .. }
            | Change::Stray { .. } => {}
        }
    }

    /// Without the records of these articles.
    #[must_use]
    pub fn without(&self, articles: &[ArticleId]) -> Self {
        let articles: BTreeSet<&ArticleId> = articles.iter().collect();
        let mut rest = self.clone();
        rest.remove.retain(|removal| !articles.contains(&removal.article()));
        rest.put.retain(|record| record.article().is_none_or(|article| !articles.contains(&article)));
        rest.acts.retain(|acted| !articles.contains(&acted.article));
        rest
    }
}

impl Record {
    /// The article it belongs to; `None` for the settings.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::Entry(entry) => Some(entry.id),
            Self::Text(id, _)
            | Self::Annotation(id, _)
            | Self::Stray(id, _)
            | Self::Source(id, _)
            | Self::Edit(id, ..) => Some(*id),
            Self::Settings(_) => None,
        }
    }
}

impl Removal {
    /// The article it belongs to.
    #[must_use]
    pub fn article(self) -> ArticleId {
        match self {
            Self::Annotation(id, _)
            | Self::Source(id, _)
            | Self::EditsFrom(id, _)
            | Self::Contents(id)
            | Self::Article(id) => id,
        }
    }
}

/// Batches that could not be kept. What was made from the state one of them would have left
/// cannot be kept either until it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost(BTreeSet<Revision>);

impl Lost {
    /// Whether the ground of this batch is missing.
    #[must_use]
    pub fn is_ground_of(&self, batch: &Batch) -> bool {
        batch.acts.iter().any(|acted| matches!(acted.basis, Basis::At(basis) if self.0.contains(&basis)))
    }

    /// Remembers whether a batch was kept.
    pub fn remember(&mut self, batch: &Batch, kept: bool) {
        if kept {
            self.0.remove(&batch.revision);
        } else if !batch.acts.is_empty() {
            self.0.insert(batch.revision);
        }
    }
}

impl Acted {
    /// Whether what is stored is what the batch's records were made from; `None` when nothing is.
    #[must_use]
    pub fn fits(&self, stored: Option<Revision>) -> bool {
        match self.basis {
            Basis::Absent => stored.is_none(),
            Basis::At(basis) => stored == Some(basis),
            Basis::Any => false,
        }
    }
}

/// What a person chose for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name that new annotations carry.
    pub creator: String,
    /// The article that was open last.
    pub last_open: Option<ArticleId>,
    /// Single-letter keys do nothing.
    pub letters_off: bool,
    /// The keys that were changed: names of acts and their keys, as [`crate::keys`] writes them.
    #[serde(deserialize_with = "pairs")]
    pub keys: Vec<(String, String)>,
    /// Screen readers are not told, in the text, what is marked.
    pub names_off: bool,
    /// When the last file was taken away.
    pub exported: Option<Timestamp>,
    /// When the last file of the whole library was taken away.
    pub backed_up: Option<Timestamp>,
    /// When the first of the articles came in that no backup can have: as old as it may be, it is
    /// not at risk here for longer.
    pub arrived: Option<Timestamp>,
    /// The last restore from a backup, while it can be taken back.
    pub restored: Option<Restored>,
}

impl Settings {
    /// These settings, made from `before`, on top of those another tab stored since.
    #[must_use]
    pub fn onto(&self, before: Option<&Self>, stored: &Self) -> Self {
        let Some(before) = before else { return self.clone() };
        // Taken apart, so that nobody forgets a new one here.
        let Self { creator, last_open, letters_off, keys, names_off, exported, backed_up, arrived, restored } =
            self.clone();
        Self {
            creator: if creator == before.creator { stored.creator.clone() } else { creator },
            last_open: if last_open == before.last_open { stored.last_open } else { last_open },
            letters_off: if letters_off == before.letters_off { stored.letters_off } else { letters_off },
            keys: if keys == before.keys { stored.keys.clone() } else { keys },
            names_off: if names_off == before.names_off { stored.names_off } else { names_off },
            arrived: if arrived == before.arrived { stored.arrived } else { arrived },
            exported: exported.max(stored.exported),
            backed_up: backed_up.max(stored.backed_up),
            restored: if restored == before.restored { stored.restored.clone() } else { restored },
        }
    }
}

/// Pairs of words, whatever is there: the rest of the settings does not depend on them.
fn pairs<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Found<T> {
        Fits(T),
        Other(serde::de::IgnoredAny),
    }
    let found = Found::<Vec<Found<(String, String)>>>::deserialize(from)?;
    let Found::Fits(list) = found else { return Ok(Vec::new()) };
    let fitting =
        list.into_iter().filter_map(|pair| if let Found::Fits(pair) = pair { Some(pair) } else { None });
    Ok(fitting.collect())
}

/// All that is needed to put an article on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// The article with what is marked in it.
    pub document: Document,
    /// The number of the first of `edits`: 0 but where earlier ones could not be read.
    pub first: u32,
    /// Its history, oldest first, without a gap: see [`unbroken`].
    pub edits: Vec<Rc<Edit>>,
    /// How many edits are in force, counted from number 0.
    pub done: u32,
    /// Which state this is.
    pub revision: Revision,
    /// Records that could not be read; they stay where they are.
    pub damaged: Vec<String>,
}

/// The library as the store finds it when it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Every article, the bin included.
    pub entries: Vec<Rc<Entry>>,
    /// The settings.
    pub settings: Settings,
    /// Records that could not be read; they stay where they are.
    pub damaged: Vec<String>,
}

/// Records in memory: everything is gone when the page closes.
///
/// Annotations and sources are kept by article *and* id, so that a file whose ids clash with
/// those of another article cannot touch it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    entries: BTreeMap<ArticleId, Rc<Entry>>,
    texts: BTreeMap<ArticleId, Rc<FrozenText>>,
    annotations: BTreeMap<(ArticleId, AnnotationId), Rc<Annotation>>,
    strays: BTreeMap<(ArticleId, AnnotationId), Rc<Stray>>,
    sources: BTreeMap<(ArticleId, SourceId), Rc<Source>>,
    edits: BTreeMap<(ArticleId, u32), Rc<Edit>>,
    settings: Settings,
    revisions: BTreeMap<ArticleId, Revision>,
}

impl Shelf {
    /// Keeps a batch. What was made from another state than the one held is done again on that
    /// one; what came of it says so.
    pub fn write(&mut self, batch: &Batch) -> Kept {
        let mut kept = Kept::default();
        for acted in &batch.acts {
            let id = acted.article;
            if acted.fits(self.revision(id)) {
                self.revisions.insert(id, batch.revision);
            } else if let Some(stored) = self.load(id) {
                let rebased = rebase(stored, acted, &batch.put);
                self.put(&rebased.batch);
                self.revisions.insert(id, batch.revision.merged());
                kept.merged.push(id);
                kept.said.extend(rebased.said);
            } else {
                kept.gone.push(id);
            }
        }
        let elsewhere: Vec<ArticleId> = kept.merged.iter().chain(&kept.gone).copied().collect();
        self.put(&batch.without(&elsewhere));
        self.revisions.retain(|id, _| self.entries.contains_key(id));
        kept
    }

    /// Which state of an article is held; `None` when it is not here.
    #[must_use]
    pub fn revision(&self, id: ArticleId) -> Option<Revision> {
        self.entries.contains_key(&id).then(|| self.revisions.get(&id).copied().unwrap_or_default())
    }

    /// Whether both hold the same, however they came to.
    #[must_use]
    pub fn holds_the_same(&self, other: &Self) -> bool {
        let bare = |shelf: &Self| Self { revisions: BTreeMap::new(), ..shelf.clone() };
        bare(self) == bare(other)
    }

    fn put(&mut self, batch: &Batch) {
        for removal in &batch.remove {
            match *removal {
                Removal::Annotation(article, id) => {
                    self.annotations.remove(&(article, id));
                    self.strays.remove(&(article, id));
                }
                Removal::Source(article, id) => drop(self.sources.remove(&(article, id))),
                Removal::EditsFrom(article, n) => self.edits.retain(|(a, i), _| *a != article || *i < n),
                Removal::Contents(id) => self.remove_contents(id),
                Removal::Article(id) => {
                    self.entries.remove(&id);
                    self.texts.remove(&id);
                    self.remove_contents(id);
                }
            }
        }
        for record in &batch.put {
            match record.clone() {
                Record::Entry(entry) => drop(self.entries.insert(entry.id, entry)),
                Record::Text(id, text) => drop(self.texts.insert(id, text)),
                Record::Annotation(article, a) => {
                    self.strays.remove(&(article, a.id));
                    self.annotations.insert((article, a.id), a);
                }
                Record::Stray(article, stray) => {
                    self.annotations.remove(&(article, stray.id));
                    self.strays.insert((article, stray.id), stray);
                }
                Record::Source(article, s) => drop(self.sources.insert((article, s.id), s)),
                Record::Edit(article, n, edit) => drop(self.edits.insert((article, n), edit)),
                Record::Settings(settings) => {
                    self.settings = settings.onto(batch.settings_before.as_ref(), &self.settings);
                }
            }
        }
    }

    fn remove_contents(&mut self, id: ArticleId) {
        self.annotations.retain(|(article, _), _| *article != id);
        self.strays.retain(|(article, _), _| *article != id);
        self.sources.retain(|(article, _), _| *article != id);
        self.edits.retain(|(article, _), _| *article != id);
    }

    /// The library and the settings.
    #[must_use]
    pub fn open(&self) -> Opened {
        Opened {
            entries: self.entries.values().cloned().collect(),
            settings: self.settings.clone(),
            damaged: Vec::new(),
        }
    }

    /// One article with everything that belongs to it; `None` when it is not here.
    #[must_use]
    pub fn load(&self, id: ArticleId) -> Option<Loaded> {
        let entry = self.entries.get(&id)?;
        let article = Rc::new(article_of(entry, self.texts.get(&id)?.clone()));
        let mut document = Document::new(article);
        for ((article, source), record) in &self.sources {
            if *article == id {
                document.sources.insert(*source, record.clone());
            }
        }
        for ((article, annotation), record) in &self.annotations {
            if *article == id {
                document.annotations.insert(*annotation, record.clone());
            }
        }
        for ((article, stray), record) in &self.strays {
            if *article == id {
                document.strays.insert(*stray, record.clone());
            }
        }
        let edits = self.edits.range((id, 0)..=(id, u32::MAX)).map(|((_, n), edit)| (*n, edit.clone()));
        let (first, edits) = unbroken(edits.collect(), entry.done);
        let revision = self.revision(id).unwrap_or_default();
        Some(Loaded { document, first, edits, done: entry.done, revision, damaged: Vec::new() })
    }
}

/// The edits that can be taken back or done again one after another when `done` of them are in
/// force, and the number of the first.
///
/// Where a record of the history could not be read, what lies beyond it can no longer be
/// reached; it stays in the store, and its numbers stay taken.
#[must_use]
pub fn unbroken(mut edits: BTreeMap<u32, Rc<Edit>>, done: u32) -> (u32, Vec<Rc<Edit>>) {
    let mut first = done;
    while first > 0 && edits.contains_key(&(first - 1)) {
        first -= 1;
    }
    let run = (first..).map_while(|n| edits.remove(&n)).collect();
    (first, run)
}

/// The article that an entry and a text make.
#[must_use]
pub fn article_of(entry: &Entry, text: Rc<FrozenText>) -> Article {
    Article {
        id: entry.id,
        about: entry.about.clone(),
        text,
        created: entry.created,
        modified: entry.modified,
        binned: entry.binned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Act;

    /// The numbers that can be reached of those that could be read.
    fn check(read: &[u32], done: u32, expected: std::ops::Range<u32>) {
        let edit =
            |n: u32| Edit { act: Act::Note, at: Timestamp::from_millis(n.into()), changes: Vec::new() };
        let (first, run) = unbroken(read.iter().map(|n| (*n, Rc::new(edit(*n)))).collect(), done);
        let numbers: Vec<u64> = run.iter().map(|edit| edit.at.millis()).collect();
        assert_eq!((first, numbers), (expected.start, expected.map(u64::from).collect()), "{read:?} {done}");
    }

    #[test]
    fn settings_are_read_whatever_the_keys_are() {
        for (keys, expected) in [
            (r#"[["quote","w"]]"#, 1),
            (r#"[["quote","w"],["quote"],3,{"a":1},["next","Ctrl+j"]]"#, 2),
            (r#"{"quote":"w"}"#, 0),
            ("null", 0),
        ] {
            let read: Settings =
                serde_json::from_str(&format!(r#"{{"creator":"Ada","keys":{keys}}}"#)).expect(keys);
            assert_eq!((read.creator.as_str(), read.keys.len()), ("Ada", expected), "{keys}");
        }
    }

    #[test]
    fn history_reaches_as_far_as_it_can_be_read() {
        check(&[], 0, 0..0);
        check(&[0, 1, 2], 3, 0..3);
        check(&[0, 1, 2], 1, 0..3);
        check(&[0, 1, 3, 4], 5, 3..5);
        check(&[0, 1, 3, 4], 2, 0..2);
        check(&[0, 1, 2], 5, 5..5);
    }
}
