//! A database of one test, and the raw way into it.

use hearsay::{
    shelf::Opened,
    store::{Store, StoreError},
};
use idb::{Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, TransactionMode};
use js_sys::Object;
use wasm_bindgen::JsValue;

/// The stores of the first released database, version 1.
pub(crate) const STORES: [&str; 6] = ["entries", "texts", "annotations", "sources", "edits", "settings"];

/// Opens the store of a test, which has to be the browser's.
pub(crate) async fn open(name: &str) -> (Store, Opened) {
    let (store, opened, refused) = Store::open_named(name).await;
    assert_eq!(refused, None);
    assert!(matches!(store, Store::Browser(..)));
    (store, opened)
}

/// Opens the store of a test for the first time: whatever an earlier run left is gone.
pub(crate) async fn fresh(name: &str) -> Store {
    delete(name).await;
    let (store, opened) = open(name).await;
    assert_eq!(opened, Opened::default());
    store
}

pub(crate) async fn delete(name: &str) {
    Factory::new().unwrap().delete(name).unwrap().await.unwrap();
}

/// Why the store is in memory only.
pub(crate) async fn refused(name: &str) -> (Store, StoreError) {
    let (store, opened, refused) = Store::open_named(name).await;
    assert_eq!(opened, Opened::default());
    assert!(matches!(store, Store::Memory(_)));
    (store, refused.expect("a reason"))
}

fn raw(store: &Store) -> &Database {
    let Store::Browser(database, _) = store else { panic!("the store is in memory") };
    database
}

/// Puts a value past the store, as another version of the app or a fault of the disk might.
pub(crate) async fn put_raw(store: &Store, name: &str, key: &str, value: &JsValue) {
    let transaction = raw(store).transaction(&[name], TransactionMode::ReadWrite).unwrap();
    let put = transaction.object_store(name).unwrap().put(value, Some(&JsValue::from(key))).unwrap();
    put.await.unwrap();
    assert!(transaction.commit().unwrap().await.unwrap().is_committed());
}

pub(crate) async fn get_raw(store: &Store, name: &str, key: &str) -> Option<JsValue> {
    let transaction = raw(store).transaction(&[name], TransactionMode::ReadOnly).unwrap();
    transaction.object_store(name).unwrap().get(JsValue::from(key)).unwrap().await.unwrap()
}

/// How many records each store has, in the order of [`STORES`].
pub(crate) async fn counts(store: &Store) -> [u32; 6] {
    let mut counts = [0; 6];
    for (count, name) in counts.iter_mut().zip(STORES) {
        let transaction = raw(store).transaction(&[name], TransactionMode::ReadOnly).unwrap();
        *count = transaction.object_store(name).unwrap().count(None).unwrap().await.unwrap();
    }
    counts
}

/// Makes a database by hand: this version, these stores, no two annotations with the same note.
pub(crate) async fn make(name: &str, version: u32, stores: &'static [&'static str]) {
    delete(name).await;
    open_by_hand(name, version, stores, true).await.close();
}

/// Opens a database by hand, with these stores where it has to be made.
pub(crate) async fn raw_open(name: &str, version: u32, stores: &'static [&'static str]) -> Database {
    open_by_hand(name, version, stores, false).await
}

async fn open_by_hand(
    name: &str,
    version: u32,
    stores: &'static [&'static str],
    unique_notes: bool,
) -> Database {
    let mut request = Factory::new().unwrap().open(name, Some(version)).unwrap();
    request.on_upgrade_needed(move |event| {
        let database = event.database().unwrap();
        for name in stores {
            let store = database.create_object_store(name, ObjectStoreParams::new()).unwrap();
            if unique_notes && *name == "annotations" {
                let mut unique = IndexParams::new();
                unique.unique(true);
                store.create_index("note", KeyPath::new_single("note"), Some(unique)).unwrap();
            }
        }
    });
    request.await.unwrap()
}

/// A field of a plain object set to something else.
pub(crate) fn with(value: &JsValue, field: &str, to: impl Into<JsValue>) -> JsValue {
    let copy = Object::assign(&Object::new(), &Object::from(value.clone()));
    js_sys::Reflect::set(&copy, &JsValue::from(field), &to.into()).unwrap();
    copy.into()
}
