//! Batches in IndexedDB: one object store per sort of record, keys that begin with the article.
//!
//! Values are written by `serde-wasm-bindgen` as plain objects, so that the browser's own tools
//! show them. Enums are written in serde's own, external way: the others (internally tagged,
//! flattened) would make the reader of every record a third larger. A record that cannot be read
//! stays where it is and is reported.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use idb::{Database, KeyRange, ObjectStore, Transaction, TransactionMode, request::PutStoreRequest};
use js_sys::Promise;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{
    StoreError,
    schema::{ALL, ANNOTATIONS, ASIDE, CONTENTS, EDITS, ENTRIES, REVISIONS, SETTINGS, SOURCES, TEXTS},
};
use crate::{
    annotation::{Annotation, Attribution, Change, Document, Edit, Source, Stray, Target},
    article::{FrozenText, StoredText},
    record::{AnnotationId, ArticleId},
    shelf::{
        Acted, Batch, Deed, Entry, Kept, Loaded, Lost, Opened, Record, Removal, Revision, Settings,
        article_of, rebase, unbroken,
    },
};

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_wasm_bindgen::Error> for StoreError {
    fn from(error: serde_wasm_bindgen::Error) -> Self {
        Self(error.to_string())
    }
}

/// Reads the library and the settings.
pub(super) async fn read_library(database: &Database) -> Result<Opened, StoreError> {
    let transaction = database.transaction(&[ENTRIES, SETTINGS], TransactionMode::ReadOnly)?;
    let entries = transaction.object_store(ENTRIES)?.get_all(None, None)?;
    let settings = transaction.object_store(SETTINGS)?.get(JsValue::from(SETTINGS))?;
    let mut damaged = Vec::new();
    let entries = read_all::<Entry>("entry", entries.await?, &mut damaged);
    let settings = settings.await?.and_then(|value| read::<Settings>("settings", value, &mut damaged));
    let settings = settings.map(|settings| Settings::clone(&settings)).unwrap_or_default();
    Ok(Opened { entries, settings, damaged })
}

/// The key under which the file or folder of the backup is remembered, beside the settings.
const BACKUP: &str = "backup";

/// The file or folder of the backup, as it was remembered.
pub(super) async fn read_backup(database: &Database) -> Result<Option<JsValue>, StoreError> {
    let transaction = database.transaction(&[SETTINGS], TransactionMode::ReadOnly)?;
    let kept = transaction.object_store(SETTINGS)?.get(JsValue::from(BACKUP))?;
    Ok(kept.await?)
}

/// Remembers the file or folder of the backup, or forgets it.
pub(super) async fn write_backup(database: &Database, kept: Option<&JsValue>) -> Result<(), StoreError> {
    let transaction = database.transaction(&[SETTINGS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(SETTINGS)?;
    match kept {
        Some(kept) => drop(store.put(kept, Some(&JsValue::from(BACKUP)))?),
        None => drop(store.delete(JsValue::from(BACKUP))?),
    }
    end(transaction).await
}

/// Reads one article with everything that belongs to it.
pub(super) async fn load(database: &Database, id: ArticleId) -> Result<Loaded, StoreError> {
    let stores = database.store_names();
    let known: Vec<&str> = ALL.into_iter().filter(|name| stores.iter().any(|store| store == name)).collect();
    let transaction = database.transaction(&known, TransactionMode::ReadOnly)?;
    load_in(&transaction, id, None).await
}

/// What takes the place of an entry and a text that cannot be read.
type Instead<'a> = Option<(&'a Entry, &'a Rc<FrozenText>)>;

async fn load_in(
    transaction: &Transaction,
    id: ArticleId,
    instead: Instead<'_>,
) -> Result<Loaded, StoreError> {
    let key = JsValue::from(id.to_string());
    let all_of = |store: &str| -> Result<_, StoreError> {
        Ok(transaction.object_store(store)?.get_all(Some(within(id)?.into()), None)?)
    };
    // Every request is made before the first answer is awaited: one transaction, one moment.
    // Answers come in the order of the requests and are heard only while they are awaited, so
    // they have to be awaited in that order: one that was missed would be awaited for ever.
    let entry = transaction.object_store(ENTRIES)?.get(key.clone())?;
    let text = transaction.object_store(TEXTS)?.get(key.clone())?;
    let (annotations, sources, edits) = (all_of(ANNOTATIONS)?, all_of(SOURCES)?, all_of(EDITS)?);
    let numbers = transaction.object_store(EDITS)?.get_all_keys(Some(within(id)?.into()), None)?;
    let revision = transaction.object_store(REVISIONS)?.get(key)?;

    let (entry, text) = (entry.await?, text.await?);
    let (annotations, sources) = (annotations.await?, sources.await?);
    let (edits, numbers) = (edits.await?, numbers.await?);
    let revision = revision.await?.and_then(|value| serde_wasm_bindgen::from_value(value).ok());

    let entry: Entry = match (read_or_why(entry), instead) {
        (Ok(entry), _) => entry,
        (Err(_), Some((entry, _))) => Entry { done: 0, ..entry.clone() },
        (Err(why), None) => return Err(why),
    };
    let text = match (thawed(text), instead) {
        (Ok(text), _) => Rc::new(text),
        (Err(_), Some((_, text))) => Rc::clone(text),
        (Err(why), None) => return Err(why),
    };

    let mut damaged = Vec::new();
    let mut document = Document::new(Rc::new(article_of(&entry, text)));
    // Both have ids, and only one has a target: a stray is an annotation that lost it.
    let (annotations, strays): (Vec<_>, Vec<_>) = annotations.into_iter().partition(|value| !is_stray(value));
    for stray in read_all::<Stray>("stray", strays, &mut damaged) {
        document.strays.insert(stray.id, stray);
    }
    for annotation in read_all::<Annotation>("annotation", annotations, &mut damaged) {
        if stands(&document, &annotation) {
            document.annotations.insert(annotation.id, annotation);
        } else {
            damaged.push(format!("annotation {}: it stands outside the text", annotation.id));
        }
    }
    for source in read_all::<Source>("source", sources, &mut damaged) {
        document.sources.insert(source.id, source);
    }
    let mut history = BTreeMap::new();
    for (number, value) in numbers.iter().map(number_of).zip(edits) {
        let Some(number) = number else { continue };
        let Some(edit) = read::<Edit>("act", value, &mut damaged) else { continue };
        if edit.changes.iter().all(|change| change_stands(&document, change)) {
            history.insert(number, edit);
        } else {
            damaged.push(format!("act {number}: it is about words outside the text"));
        }
    }
    let (first, edits) = unbroken(history, entry.done);
    let revision = revision.unwrap_or_default();
    Ok(Loaded { document, first, edits, done: entry.done, revision, damaged })
}

fn read_or_why<T: DeserializeOwned>(value: Option<JsValue>) -> Result<T, StoreError> {
    let value = value.ok_or_else(|| StoreError("it is not in the library".into()))?;
    Ok(serde_wasm_bindgen::from_value(value)?)
}

fn thawed(value: Option<JsValue>) -> Result<FrozenText, StoreError> {
    let stored: StoredText = read_or_why(value)?;
    stored
        .thaw()
        .ok_or_else(|| StoreError("its text is no longer what was saved: it does not match its hash".into()))
}

/// Whether an annotation and all its cues stand on words of the text.
fn stands(document: &Document, annotation: &Annotation) -> bool {
    let text = &document.article.text;
    let covers = |target: &Target| {
        let mut ranges = target.ranges().iter();
        ranges.all(|range| text.whole().contains_range(*range) && !text.slice(*range).is_empty())
    };
    let mut cues = annotation.attributions().iter().flat_map(Attribution::all).filter_map(|a| a.cue.as_ref());
    covers(&annotation.target) && cues.all(covers)
}

/// Whether what a change made and unmade stands on words of the text.
fn change_stands(document: &Document, change: &Change) -> bool {
    match change {
        Change::Annotation { before, after } => {
            before.iter().chain(after).all(|annotation| stands(document, annotation))
        }
        Change::Stray { .. } | Change::Source { .. } | Change::About { .. } => true,
    }
}

/// Whether a value of the annotations is one without a place.
fn is_stray(value: &JsValue) -> bool {
    js_sys::Reflect::has(value, &JsValue::from("fate")).unwrap_or(false)
}

/// Reads the values that can be read, and says which cannot.
fn read_all<T: DeserializeOwned>(what: &str, values: Vec<JsValue>, damaged: &mut Vec<String>) -> Vec<Rc<T>> {
    values.into_iter().filter_map(|value| read(what, value, damaged)).collect()
}

/// Reads one value, or says why it cannot be read.
fn read<T: DeserializeOwned>(what: &str, value: JsValue, damaged: &mut Vec<String>) -> Option<Rc<T>> {
    let read = serde_wasm_bindgen::from_value(value);
    let unread = |error: serde_wasm_bindgen::Error| {
        let error = error.to_string();
        damaged.push(format!("{what}: {}", error.trim_start_matches("Error: ")));
    };
    read.map_err(unread).ok().map(Rc::new)
}

/// Keeps a batch in one transaction. What was made from another state than the stored one is
/// done again on that one, in the same transaction.
pub(super) async fn write(
    database: &Database,
    batch: &Batch,
    lost: &RefCell<Lost>,
) -> Result<Kept, StoreError> {
    let transaction = database.transaction(&ALL, TransactionMode::ReadWrite)?;
    let done = match checked(&transaction, batch, lost).await {
        // All requests are made; nothing more will come, so the database need not wait.
        Ok(kept) => match transaction.commit() {
            Ok(transaction) => end(transaction).await.map(|()| kept),
            Err(error) => Err(error.into()),
        },
        // Its end is told after all its requests have been answered, so it is still to come.
        Err(Stop::TakenBack) => end(transaction).await.map(|()| Kept::default()),
        Err(Stop::Own(error)) => {
            // One that ended by itself cannot be aborted, and need not be.
            drop(transaction.abort());
            Err(error)
        }
    };
    lost.borrow_mut().remember(batch, done.is_ok());
    done
}

/// Compares what a batch was made from with what is stored, and makes the requests.
async fn checked(transaction: &Transaction, batch: &Batch, lost: &RefCell<Lost>) -> Result<Kept, Stop> {
    let mut kept = Kept::default();
    for acted in &batch.acts {
        let key = JsValue::from(acted.article.to_string());
        let entry = transaction.object_store(ENTRIES)?.get(key.clone())?;
        let revision = transaction.object_store(REVISIONS)?.get(key)?;
        let (entry, revision) = (entry.await?, revision.await?);
        if lost.borrow().is_ground_of(batch) {
            return Err(StoreError("what was done before it is not saved either".into()).into());
        }
        let revision: Revision =
            revision.and_then(|value| serde_wasm_bindgen::from_value(value).ok()).unwrap_or_default();
        let stored = entry.as_ref().map(|_| revision);
        if acted.fits(stored) {
            put(transaction, REVISIONS, &acted.article.to_string(), &batch.revision)?;
        } else if let Some(entry) = entry {
            redo(transaction, batch, acted, entry, &mut kept).await?;
        } else {
            kept.gone.push(acted.article);
        }
    }
    let mut rest = batch.without(&[&kept.merged[..], &kept.gone].concat());
    merge_settings(transaction, &mut rest).await?;
    put_all(transaction, &rest).await?;
    Ok(kept)
}

/// Does a deed again on what is stored.
async fn redo(
    transaction: &Transaction,
    batch: &Batch,
    acted: &Acted,
    entry: JsValue,
    kept: &mut Kept,
) -> Result<(), Stop> {
    let id = acted.article;
    kept.merged.push(id);
    let readable = serde_wasm_bindgen::from_value::<Entry>(entry.clone()).ok();
    // What concerns the entry alone does not need the rest, which may be damaged.
    match (&acted.deed, &readable) {
        (Deed::Bin { binned, modified }, Some(entry)) => {
            let modified = entry.modified.max(*modified);
            put(transaction, REVISIONS, &id.to_string(), &batch.revision.merged())?;
            let entry = Entry { binned: *binned, modified, ..entry.clone() };
            return Ok(put(transaction, ENTRIES, &id.to_string(), &entry)?);
        }
        (Deed::Erase, Some(entry)) if entry.binned.is_some() => {
            return Ok(remove(transaction, Removal::Article(id))?);
        }
        _ => {}
    }
    let brought = whole(batch, id);
    let loaded = load_in(transaction, id, brought.as_ref().map(|(entry, text)| (&**entry, text))).await?;
    if readable.is_none() {
        set_aside(transaction, ENTRIES, &id.to_string(), &entry)?;
    }
    if let Some((_, text)) = &brought {
        let stored = transaction.object_store(TEXTS)?.get(JsValue::from(id.to_string()))?.await?;
        if let Some(stored) = stored
            && thawed(Some(stored.clone())).is_err()
        {
            set_aside(transaction, TEXTS, &id.to_string(), &stored)?;
            put(transaction, TEXTS, &id.to_string(), &StoredText::of(text))?;
        }
    }
    let damaged = (!loaded.damaged.is_empty()).then(|| loaded.document.clone());
    let rebased = rebase(loaded, acted, &batch.put);
    if let Some(sound) = damaged {
        spare(transaction, &sound, &rebased.batch).await?;
    }
    put_all(transaction, &rebased.batch).await?;
    if rebased.batch.remove.iter().all(|removal| !matches!(removal, Removal::Article(_))) {
        put(transaction, REVISIONS, &id.to_string(), &batch.revision.merged())?;
    }
    kept.said.extend(rebased.said);
    Ok(())
}

/// The entry and the text of an article that a batch brings whole.
fn whole(batch: &Batch, id: ArticleId) -> Option<(Rc<Entry>, Rc<FrozenText>)> {
    let mut found = (None, None);
    for record in &batch.put {
        match record {
            Record::Entry(entry) if entry.id == id => found.0 = Some(entry.clone()),
            Record::Text(article, text) if *article == id => found.1 = Some(text.clone()),
            _ => {}
        }
    }
    found.0.zip(found.1)
}

/// Keeps a record that cannot be read where nothing takes its place.
fn set_aside(transaction: &Transaction, store: &str, key: &str, value: &JsValue) -> Result<(), StoreError> {
    let place = JsValue::from(format!("{store}/{key}"));
    transaction.object_store(ASIDE)?.put(value, Some(&place))?;
    Ok(())
}

/// Sets aside what cannot be read where this batch would put something else; `sound` is what can
/// be read of the article.
async fn spare(transaction: &Transaction, sound: &Document, batch: &Batch) -> Result<(), StoreError> {
    for record in &batch.put {
        let (store, key) = match record {
            Record::Annotation(id, a) if !knows(sound, a.id) => (ANNOTATIONS, key(*id, &a.id.to_string())),
            Record::Stray(id, s) if !knows(sound, s.id) => (ANNOTATIONS, key(*id, &s.id.to_string())),
            Record::Source(id, s) if !sound.sources.contains_key(&s.id) => {
                (SOURCES, key(*id, &s.id.to_string()))
            }
            _ => continue,
        };
        let stored = transaction.object_store(store)?.get(JsValue::from(&*key))?.await?;
        if let Some(stored) = stored {
            set_aside(transaction, store, &key, &stored)?;
        }
    }
    for removal in &batch.remove {
        let Removal::EditsFrom(id, n) = *removal else { continue };
        let range = || edits_from(id, n).map(|range| Some(range.into()));
        let store = transaction.object_store(EDITS)?;
        let (keys, values) = (store.get_all_keys(range()?, None)?, store.get_all(range()?, None)?);
        let (keys, values) = (keys.await?, values.await?);
        for (key, value) in keys.iter().zip(values) {
            if serde_wasm_bindgen::from_value::<Edit>(value.clone()).is_err() {
                set_aside(transaction, EDITS, &key.as_string().unwrap_or_default(), &value)?;
            }
        }
    }
    Ok(())
}

fn knows(sound: &Document, id: AnnotationId) -> bool {
    sound.annotations.contains_key(&id) || sound.strays.contains_key(&id)
}

/// The keys of the edits of an article from this number on.
fn edits_from(article: ArticleId, n: u32) -> Result<KeyRange, StoreError> {
    let from = JsValue::from(key(article, &numbered(n)));
    Ok(KeyRange::bound(&from, &last_key(article), Some(false), Some(true))?)
}

/// Puts settings on top of those another tab stored.
async fn merge_settings(transaction: &Transaction, batch: &mut Batch) -> Result<(), StoreError> {
    for record in &mut batch.put {
        if let Record::Settings(settings) = record {
            let stored = transaction.object_store(SETTINGS)?.get(JsValue::from(SETTINGS))?.await?;
            if let Some(value) = &stored {
                match serde_wasm_bindgen::from_value::<Settings>(value.clone()) {
                    Ok(stored) => *settings = settings.onto(batch.settings_before.as_ref(), &stored),
                    Err(_) => set_aside(transaction, SETTINGS, SETTINGS, value)?,
                }
            }
        }
    }
    Ok(())
}

/// Why a batch was given up.
enum Stop {
    /// A request failed, for which the browser takes everything back. Why it did is known when it has.
    TakenBack,
    /// Something else.
    Own(StoreError),
}

impl<E: Into<StoreError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Own(error.into())
    }
}

/// Waits until a transaction is in the database or taken back, and says why it was.
///
/// *Why not await the transaction:* idb ends that with the first request that fails, before
/// everything is taken back, and does not know the reason yet. *Why not listen from the beginning:* a
/// transaction that is given up takes its listeners with it, and would still call them.
async fn end(mut transaction: Transaction) -> Result<(), StoreError> {
    let ended = Promise::new(&mut |resolve, _| {
        let abort = resolve.clone();
        transaction.on_complete(move |_| drop(resolve.call1(&JsValue::NULL, &JsValue::TRUE)));
        transaction.on_abort(move |_| drop(abort.call1(&JsValue::NULL, &JsValue::FALSE)));
    });
    // A promise that is never rejected.
    if JsFuture::from(ended).await.is_ok_and(|kept| kept.is_truthy()) {
        return Ok(());
    }
    let why = transaction.error().map(|error| (error.name(), error.message()));
    Err(StoreError(match why {
        Some((name, _)) if name == "QuotaExceededError" => {
            "the disk is full, or the browser gives this page no more room on it".into()
        }
        Some((name, message)) => format!("the browser took it back ({name}: {message})"),
        None => "the browser took it back".into(),
    }))
}

/// So many records are written before the page may do something else: some ten milliseconds' work.
const AT_ONCE: usize = 200;

async fn put_all(transaction: &Transaction, batch: &Batch) -> Result<(), Stop> {
    for removal in &batch.remove {
        remove(transaction, *removal)?;
    }
    for (n, record) in (1..).zip(&batch.put) {
        let asked = match record {
            Record::Entry(entry) => ask(transaction, ENTRIES, &entry.id.to_string(), &**entry),
            Record::Text(id, text) => ask(transaction, TEXTS, &id.to_string(), &StoredText::of(text)),
            Record::Annotation(id, a) => ask(transaction, ANNOTATIONS, &key(*id, &a.id.to_string()), &**a),
            Record::Stray(id, s) => ask(transaction, ANNOTATIONS, &key(*id, &s.id.to_string()), &**s),
            Record::Source(id, s) => ask(transaction, SOURCES, &key(*id, &s.id.to_string()), &**s),
            Record::Edit(id, n, edit) => ask(transaction, EDITS, &key(*id, &numbered(*n)), &**edit),
            Record::Settings(settings) => ask(transaction, SETTINGS, SETTINGS, settings),
        }?;
        // The transaction lives on as long as there is a request that it has not answered.
        if n % AT_ONCE == 0 {
            asked.await.map_err(|_| Stop::TakenBack)?;
        }
    }
    Ok(())
}

fn remove(transaction: &Transaction, removal: Removal) -> Result<(), StoreError> {
    let store = |name| -> Result<ObjectStore, StoreError> { Ok(transaction.object_store(name)?) };
    match removal {
        Removal::Annotation(article, id) => {
            store(ANNOTATIONS)?.delete(JsValue::from(key(article, &id.to_string())))?;
        }
        Removal::Source(article, id) => {
            store(SOURCES)?.delete(JsValue::from(key(article, &id.to_string())))?;
        }
        Removal::EditsFrom(article, n) => {
            store(EDITS)?.delete(edits_from(article, n)?)?;
        }
        Removal::Contents(article) => {
            for name in CONTENTS {
                store(name)?.delete(within(article)?)?;
            }
        }
        Removal::Article(article) => {
            for name in CONTENTS {
                store(name)?.delete(within(article)?)?;
            }
            for name in [ENTRIES, TEXTS, REVISIONS] {
                store(name)?.delete(JsValue::from(article.to_string()))?;
            }
        }
    }
    Ok(())
}

fn put<T: Serialize>(transaction: &Transaction, store: &str, key: &str, value: &T) -> Result<(), StoreError> {
    ask(transaction, store, key, value).map(drop)
}

/// Asks for a value to be put; the answer need not be awaited.
fn ask<T: Serialize>(
    transaction: &Transaction,
    store: &str,
    key: &str,
    value: &T,
) -> Result<PutStoreRequest, StoreError> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    Ok(transaction.object_store(store)?.put(&value, Some(&JsValue::from(key)))?)
}

/// The key of something that belongs to an article.
fn key(article: ArticleId, id: &str) -> String {
    format!("{article}/{id}")
}

/// A number as part of a key, so that keys sort as numbers do.
fn numbered(n: u32) -> String {
    format!("{n:010}")
}

/// The number in the key of an edit.
fn number_of(key: &JsValue) -> Option<u32> {
    key.as_string()?.rsplit('/').next()?.parse().ok()
}

/// All keys that belong to an article: “/” up to the next character, “0”.
fn within(article: ArticleId) -> Result<KeyRange, StoreError> {
    Ok(KeyRange::bound(&JsValue::from(format!("{article}/")), &last_key(article), Some(false), Some(true))?)
}

fn last_key(article: ArticleId) -> JsValue {
    JsValue::from(format!("{article}0"))
}
