//! Databases of every released version, of newer ones, and of tabs that are left behind.

use std::{cell::RefCell, rc::Rc};

use hearsay::{
    annotation::{Act, Edit},
    article::About,
    shelf::{Batch, Record, Settings},
    store::{Ended, Store},
};
use idb::TransactionMode;
use js_sys::{JSON, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    database::{STORES, counts, delete, fresh, open, raw_open},
    samples::{batch, loaded, records, settings},
};

/// The database as version 1 wrote it: each store, each key, each value.
const VERSION_1: &str = include_str!("version-1.json");

/// A database of version 2, as the app left it after a visit with two versions of an article,
/// strays, an act taken back and an article in the bin.
const VERSION_2: &str = include_str!("version-2.json");
const STORES_2: [&str; 8] =
    ["entries", "texts", "annotations", "sources", "edits", "settings", "revisions", "aside"];

/// Puts a stored database where the app will look for it.
async fn restore(name: &str, version: u32, stores: &'static [&'static str], dump: &str) {
    delete(name).await;
    let database = raw_open(name, version, stores).await;
    let dump = JSON::parse(dump).expect("a stored database");
    for store in stores {
        let records = Reflect::get(&dump, &JsValue::from(*store)).expect("a store");
        let transaction = database.transaction(&[*store], TransactionMode::ReadWrite).unwrap();
        for pair in Object::entries(&Object::from(records)).iter() {
            let pair = js_sys::Array::from(&pair);
            transaction.object_store(store).unwrap().put(&pair.get(1), Some(&pair.get(0))).unwrap();
        }
        assert!(transaction.commit().unwrap().await.unwrap().is_committed());
    }
    database.close();
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_is_read_and_goes_on() {
    let name = "version_1";
    restore(name, 1, &STORES, VERSION_1).await;
    let (store, opened) = open(name).await;
    assert!(opened.damaged.is_empty(), "{:?}", opened.damaged);
    // Keys of one's own came later.
    let expected = Settings { keys: Vec::new(), ..settings(loaded(1).document.article.id) };
    assert_eq!(opened.settings, expected);
    for n in [1, 2] {
        let written = loaded(n);
        let read = store.load(written.document.article.id).await.expect("the article");
        assert!(read.damaged.is_empty(), "{:?}", read.damaged);
        // Versions of an article came later.
        let about = About { previous: None, ..written.document.article.about.clone() };
        assert_eq!(read.document.article.about, about);
        assert!(read.document.strays.is_empty());
        assert_eq!(read.document.annotations, written.document.annotations);
        assert_eq!(read.document.sources, written.document.sources);
        assert_eq!((read.edits.len(), read.done), (written.edits.len(), written.done));
        let knew_it = |edit: &&Rc<Edit>| edit.act != Act::About;
        assert!(read.edits.iter().filter(knew_it).eq(written.edits.iter().filter(knew_it)));
    }
    assert_eq!(counts(&store).await, [2, 2, 10, 2, 10, 1]);
    // And it is written on.
    let source = loaded(1).document.sources.values().next().unwrap().clone();
    let put = vec![Record::Source(loaded(2).document.article.id, source)];
    store.write(&Batch { put, ..Batch::default() }).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_database_of_version_2_is_read_and_goes_on() {
    let name = "version_2";
    restore(name, 2, &STORES_2, VERSION_2).await;
    let (store, opened) = open(name).await;
    assert!(opened.damaged.is_empty(), "{:?}", opened.damaged);
    let entry = |title: &str| opened.entries.iter().find(|entry| entry.about.title == title).unwrap().clone();
    assert!(entry("Another headline").binned.is_some());
    assert_eq!(opened.settings.last_open, Some(entry("Mill to close in June").id));
    let check = async |title: &str, annotations, sources, strays, edits, done| {
        let read = store.load(entry(title).id).await.expect("the article");
        assert!(read.damaged.is_empty(), "{:?}", read.damaged);
        let document = &read.document;
        let counts = (document.annotations.len(), document.sources.len(), document.strays.len());
        assert_eq!(counts, (annotations, sources, strays), "{title}");
        assert_eq!((read.edits.len(), read.done), (edits, done), "{title}");
        read
    };
    check("Another headline", 1, 0, 0, 1, 1).await;
    let first = check("Mill to close in May", 5, 2, 0, 11, 10).await;
    let second = check("Mill to close in June", 3, 2, 2, 0, 0).await;
    assert_eq!(second.document.article.about.previous, Some(first.document.article.id));
    // And it is written on.
    let source = first.document.sources.values().next().unwrap().clone();
    let put = vec![Record::Source(second.document.article.id, source)];
    store.write(&Batch { put, ..Batch::default() }).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_read_and_left_alone() {
    let name = "newer_version";
    let store = fresh(name).await;
    let written = loaded(1);
    let id = written.document.article.id;
    store.write(&batch(records(&written))).await.unwrap();
    // The next version has a store more; this tab lets go of the database.
    raw_open(name, 99, &["something else"]).await.close();
    let (store, opened, refused) = Store::open_named(name).await;
    assert!(matches!(store, Store::Newer(_)), "{refused:?}");
    assert_eq!(opened.entries.len(), 1);
    assert_eq!(store.load(id).await, Ok(written.clone()));
    let acts = vec![hearsay::shelf::Acted {
        article: id,
        basis: hearsay::shelf::Basis::Any,
        deed: hearsay::shelf::Deed::Erase,
    }];
    assert!(store.write(&Batch { acts, ..Batch::default() }).await.is_err());
    assert_eq!(store.load(id).await, Ok(written));
}

#[wasm_bindgen_test]
async fn a_tab_is_told_when_a_newer_one_takes_the_database_over_and_what_it_wrote_is_kept() {
    let name = "taken_over";
    let mut store = fresh(name).await;
    let heard = Rc::new(RefCell::new(None));
    let told = heard.clone();
    store.listen(move |why| *told.borrow_mut() = Some(why));
    let written = loaded(1);
    let store = Rc::new(store);
    // The write is asked for, the upgrade comes before it is answered.
    let writing = {
        let (store, batch) = (store.clone(), batch(records(&written)));
        wasm_bindgen_futures::future_to_promise(async move {
            store.write(&batch).await.expect("it was asked for before");
            Ok(JsValue::UNDEFINED)
        })
    };
    JsFuture::from(Promise::resolve(&JsValue::NULL)).await.unwrap();
    raw_open(name, 99, &["something else"]).await.close();
    JsFuture::from(writing).await.unwrap();
    assert_eq!(*heard.borrow(), Some(Ended::Superseded));
    assert!(store.write(&batch(records(&written))).await.is_err(), "it writes no more");
    let (newer, ..) = Store::open_named(name).await;
    assert_eq!(newer.load(written.document.article.id).await, Ok(written));
}
