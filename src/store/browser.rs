//! Batches in IndexedDB: one object store per sort of record, keys that begin with the article.
//!
//! Values are written by `serde-wasm-bindgen` as plain objects, so that the browser's own tools
//! show them. Enums are written in serde's own, external way: the others (internally tagged,
//! flattened) would make the reader of every record a third larger. A record that cannot be read
//! stays where it is and is reported.

use std::{collections::BTreeMap, rc::Rc};

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Transaction, TransactionMode,
};
use js_sys::Promise;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::StoreError;
use crate::{
    annotation::{Annotation, Document, Edit, Source, Stray},
    article::StoredText,
    record::ArticleId,
    shelf::{Batch, Entry, Loaded, Opened, Record, Removal, Settings, article_of, unbroken},
};

/// The name of the database.
pub(super) const DATABASE: &str = "hearsay";
/// The version of the stores below. Every released version stays readable: see `upgrade`.
const VERSION: u32 = 1;

const ENTRIES: &str = "entries";
const TEXTS: &str = "texts";
const ANNOTATIONS: &str = "annotations";
const SOURCES: &str = "sources";
const EDITS: &str = "edits";
const SETTINGS: &str = "settings";
const ALL: [&str; 6] = [ENTRIES, TEXTS, ANNOTATIONS, SOURCES, EDITS, SETTINGS];
/// The stores whose keys are article/id.
const CONTENTS: [&str; 3] = [ANNOTATIONS, SOURCES, EDITS];

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

/// Opens the database, making its stores where they are missing.
pub(super) async fn open(name: &str) -> Result<Database, StoreError> {
    let mut request = Factory::new()?.open(name, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // An error here aborts the upgrade, and opening fails with it.
        if let Ok(database) = event.database() {
            upgrade(&database);
        }
    });
    let mut database = request.await.map_err(|error| match error {
        idb::Error::DomException(error) if error.name() == "VersionError" => StoreError(
            "a newer version of Hearsay keeps its articles there; reload the page to get it".into(),
        ),
        error => error.into(),
    })?;
    // Another tab needs the database to itself for an upgrade: let go of it.
    database.on_version_change(|event| {
        if let Ok(database) = event.database() {
            database.close();
        }
    });
    Ok(database)
}

/// Makes the stores that are missing. Version 1 is the first.
fn upgrade(database: &Database) {
    let there = database.store_names();
    for name in ALL {
        if !there.iter().any(|store| store == name) {
            // Failing aborts the upgrade; the open request reports it.
            drop(database.create_object_store(name, ObjectStoreParams::new()));
        }
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

/// Reads one article with everything that belongs to it.
pub(super) async fn load(database: &Database, id: ArticleId) -> Result<Loaded, StoreError> {
    let transaction = database.transaction(&ALL, TransactionMode::ReadOnly)?;
    let key = JsValue::from(id.to_string());
    let all_of = |store: &str| -> Result<_, StoreError> {
        Ok(transaction.object_store(store)?.get_all(Some(within(id)?.into()), None)?)
    };
    // Every request is made before the first answer is awaited: one transaction, one moment.
    // Answers come in the order of the requests and are heard only while they are awaited, so
    // they have to be awaited in that order: one that was missed would be awaited for ever.
    let entry = transaction.object_store(ENTRIES)?.get(key.clone())?;
    let text = transaction.object_store(TEXTS)?.get(key)?;
    let (annotations, sources, edits) = (all_of(ANNOTATIONS)?, all_of(SOURCES)?, all_of(EDITS)?);
    let numbers = transaction.object_store(EDITS)?.get_all_keys(Some(within(id)?.into()), None)?;

    let missing = || StoreError("it is not in the library".into());
    let entry: Entry = serde_wasm_bindgen::from_value(entry.await?.ok_or_else(missing)?)?;
    let text: StoredText = serde_wasm_bindgen::from_value(text.await?.ok_or_else(missing)?)?;
    let text = text.thaw().ok_or_else(|| {
        StoreError("its text is no longer what was saved: it does not match its hash".into())
    })?;

    let mut damaged = Vec::new();
    let mut document = Document::new(Rc::new(article_of(&entry, Rc::new(text))));
    let whole = document.article.text.whole();
    // Both have ids, and only one has a target: a stray is an annotation that lost it.
    let (annotations, strays): (Vec<_>, Vec<_>) =
        annotations.await?.into_iter().partition(|value| !is_stray(value));
    for stray in read_all::<Stray>("stray", strays, &mut damaged) {
        document.strays.insert(stray.id, stray);
    }
    for annotation in read_all::<Annotation>("annotation", annotations, &mut damaged) {
        let inside = annotation
            .target
            .ranges()
            .iter()
            .all(|range| whole.contains_range(*range) && !document.article.text.slice(*range).is_empty());
        if inside {
            document.annotations.insert(annotation.id, annotation);
        } else {
            damaged.push(format!("annotation {}: it stands outside the text", annotation.id));
        }
    }
    let sources = read_all::<Source>("source", sources.await?, &mut damaged);
    for source in sources {
        document.sources.insert(source.id, source);
    }
    let edits = edits.await?;
    let numbers = numbers.await?;
    let mut history = BTreeMap::new();
    for (number, value) in numbers.iter().map(number_of).zip(edits) {
        if let (Some(number), Some(edit)) = (number, read::<Edit>("act", value, &mut damaged)) {
            history.insert(number, edit);
        }
    }
    let (first, edits) = unbroken(history, entry.done);
    Ok(Loaded { document, first, edits, done: entry.done, damaged })
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

/// Keeps a batch in one transaction.
pub(super) async fn write(database: &Database, batch: &Batch) -> Result<(), StoreError> {
    let transaction = database.transaction(&ALL, TransactionMode::ReadWrite)?;
    match put_all(&transaction, batch) {
        // All requests are made; nothing more will come, so the database need not wait.
        Ok(()) => end(transaction.commit()?).await,
        Err(error) => {
            transaction.abort()?;
            Err(error)
        }
    }
}

/// Waits until a transaction is in the database or taken back, and says why it was.
///
/// *Why not await the transaction:* idb ends that with the first request that fails, before
/// everything is taken back, and does not know the reason yet.
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

fn put_all(transaction: &Transaction, batch: &Batch) -> Result<(), StoreError> {
    for removal in &batch.remove {
        remove(transaction, *removal)?;
    }
    for record in &batch.put {
        match record {
            Record::Entry(entry) => put(transaction, ENTRIES, &entry.id.to_string(), &**entry)?,
            Record::Text(id, text) => put(transaction, TEXTS, &id.to_string(), &StoredText::of(text))?,
            Record::Annotation(id, a) => put(transaction, ANNOTATIONS, &key(*id, &a.id.to_string()), &**a)?,
            Record::Stray(id, s) => put(transaction, ANNOTATIONS, &key(*id, &s.id.to_string()), &**s)?,
            Record::Source(id, s) => put(transaction, SOURCES, &key(*id, &s.id.to_string()), &**s)?,
            Record::Edit(id, n, edit) => put(transaction, EDITS, &key(*id, &numbered(*n)), &**edit)?,
            Record::Settings(settings) => put(transaction, SETTINGS, SETTINGS, settings)?,
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
            let from = JsValue::from(key(article, &numbered(n)));
            let range = KeyRange::bound(&from, &last_key(article), Some(false), Some(true))?;
            store(EDITS)?.delete(range)?;
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
            for name in [ENTRIES, TEXTS] {
                store(name)?.delete(JsValue::from(article.to_string()))?;
            }
        }
    }
    Ok(())
}

fn put<T: Serialize>(transaction: &Transaction, store: &str, key: &str, value: &T) -> Result<(), StoreError> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
    transaction.object_store(store)?.put(&value, Some(&JsValue::from(key)))?;
    Ok(())
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
