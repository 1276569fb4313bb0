//! What is written is there, whole, and nothing else is touched.

use std::rc::Rc;

use hearsay::{
    record::AnnotationId,
    shelf::{Batch, Entry, Record, Removal, Shelf},
    store::Store,
};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::{
    database::{STORES, counts, fresh, make, open, put_raw, refused},
    samples::{batch, claim, loaded, range, records, settings, stamp},
};

#[wasm_bindgen_test]
async fn every_sort_of_record_is_read_as_it_was_written() {
    let name = "every_sort_of_record";
    let store = fresh(name).await;
    let written = [loaded(1), loaded(2)];
    let settings = settings(written[0].document.article.id);
    let mut put: Vec<Record> = written.iter().flat_map(records).collect();
    put.push(Record::Settings(settings.clone()));
    let mut shelf = Shelf::default();
    shelf.write(&batch(put.clone()));
    store.write(&batch(put)).await.unwrap();
    drop(store);
    let (store, opened) = open(name).await;
    assert_eq!(opened, shelf.open());
    assert_eq!(opened.settings, settings);
    for written in written {
        assert_eq!(store.load(written.document.article.id).await, Ok(written));
    }
}

#[wasm_bindgen_test]
async fn a_store_in_memory_does_the_same() {
    let store = Store::Memory(Default::default());
    let written = loaded(1);
    let id = written.document.article.id;
    assert!(store.load(id).await.is_err());
    store.write(&batch(records(&written))).await.unwrap();
    assert_eq!(store.load(id).await, Ok(written));
}

#[wasm_bindgen_test]
async fn a_record_of_the_same_id_takes_the_place_of_the_old_one() {
    let store = fresh("same_id").await;
    let mut written = loaded(1);
    let id = written.document.article.id;
    store.write(&batch(records(&written))).await.unwrap();
    let changed = written.document.annotations.values_mut().next().unwrap();
    Rc::make_mut(changed).note = "Another".into();
    store.write(&batch(vec![Record::Annotation(id, changed.clone())])).await.unwrap();
    assert_eq!(store.load(id).await, Ok(written));
}

#[wasm_bindgen_test]
async fn a_removal_touches_what_it_names_and_nothing_else() {
    // Ids that differ in their last digits only, so that every key has close neighbours.
    let all = [loaded(1), loaded(2), loaded(3)];
    let id = all[1].document.article.id;
    let annotation = *all[1].document.annotations.keys().next().unwrap();
    let source = *all[1].document.sources.keys().next().unwrap();
    let removals = [
        vec![Removal::Annotation(id, annotation)],
        vec![Removal::Source(id, source)],
        vec![Removal::EditsFrom(id, 2)],
        vec![Removal::EditsFrom(id, 0)],
        vec![Removal::EditsFrom(id, 99)],
        vec![Removal::Contents(id)],
        vec![Removal::Article(id)],
        vec![Removal::Annotation(id, annotation), Removal::EditsFrom(id, 1), Removal::Source(id, source)],
    ];
    for (n, remove) in removals.into_iter().enumerate() {
        let store = fresh(&format!("removal_{n}")).await;
        let mut shelf = Shelf::default();
        let batches = [batch(all.iter().flat_map(records).collect()), Batch { remove, ..Batch::default() }];
        for batch in &batches {
            store.write(batch).await.unwrap();
            shelf.write(batch);
        }
        for article in &all {
            let id = article.document.article.id;
            assert_eq!(store.load(id).await.ok(), shelf.load(id), "{:?}", batches[1].remove);
        }
    }
}

#[wasm_bindgen_test]
async fn an_article_erased_leaves_nothing_behind() {
    let store = fresh("erased").await;
    let written = loaded(1);
    store.write(&batch(records(&written))).await.unwrap();
    assert_eq!(counts(&store).await, [1, 1, 6, 1, 5, 0]);
    let remove = vec![Removal::Article(written.document.article.id)];
    store.write(&Batch { remove, ..Batch::default() }).await.unwrap();
    assert_eq!(counts(&store).await, [0; 6]);
}

#[wasm_bindgen_test]
async fn edits_of_an_article_sort_by_number_and_not_by_digits() {
    let store = fresh("numbers").await;
    let mut written = loaded(1);
    let id = written.document.article.id;
    let edit = written.edits[2].clone();
    written.edits.extend((5..120).map(|_| edit.clone()));
    written.done = 120;
    store.write(&batch(records(&written))).await.unwrap();
    let remove = vec![Removal::EditsFrom(id, 100)];
    store.write(&Batch { remove, ..Batch::default() }).await.unwrap();
    assert_eq!(counts(&store).await[4], 100);
}

#[wasm_bindgen_test]
async fn removals_come_before_what_is_put() {
    let store = fresh("order").await;
    let written = loaded(1);
    let id = written.document.article.id;
    store.write(&batch(records(&written))).await.unwrap();
    let remove = vec![Removal::Contents(id), Removal::EditsFrom(id, 0)];
    store.write(&Batch { remove, put: records(&written), ..Batch::default() }).await.unwrap();
    assert_eq!(store.load(id).await, Ok(written));
}

#[wasm_bindgen_test]
async fn writes_asked_for_together_are_done_in_order() {
    let store = Rc::new(fresh("together").await);
    let written = loaded(1);
    let id = written.document.article.id;
    let whole = batch(records(&written));
    let removed = Batch { remove: vec![Removal::Contents(id)], ..Batch::default() };
    let again = batch(vec![Record::Source(id, written.document.sources.values().next().unwrap().clone())]);
    let writes = Array::new();
    for batch in [whole, removed, again] {
        let store = store.clone();
        writes.push(&future_to_promise(async move {
            store.write(&batch).await.unwrap();
            Ok(JsValue::UNDEFINED)
        }));
    }
    JsFuture::from(Promise::all(&writes)).await.unwrap();
    assert_eq!(counts(&store).await, [1, 1, 0, 1, 0, 0]);
}

#[wasm_bindgen_test]
async fn a_batch_that_fails_in_the_middle_leaves_nothing() {
    let name = "fails_in_the_middle";
    make(name, 1, &STORES).await;
    let (store, _) = open(name).await;
    let mut written = loaded(1);
    for (n, annotation) in (0..).zip(written.document.annotations.values_mut()) {
        Rc::make_mut(annotation).note = format!("note {n}");
    }
    let id = written.document.article.id;
    store.write(&batch(records(&written))).await.unwrap();
    // This database refuses two annotations with the same note: the browser aborts.
    let mut twin = claim(7, hearsay::annotation::Standing::NotYet);
    twin.note = "note 0".into();
    let mut put = records(&loaded(2));
    put.push(Record::Annotation(id, Rc::new(twin)));
    put.push(Record::Settings(settings(id)));
    let remove = vec![Removal::Source(id, *written.document.sources.keys().next().unwrap())];
    let error =
        store.write(&Batch { remove, put, ..Batch::default() }).await.expect_err("the browser refuses it");
    assert!(error.to_string().contains("ConstraintError"), "{error}");
    assert_eq!(store.load(id).await, Ok(written.clone()));
    assert_eq!(counts(&store).await, [1, 1, 6, 1, 5, 0]);
    store.write(&batch(records(&written))).await.expect("the store works on");
}

#[wasm_bindgen_test]
async fn a_large_batch_that_fails_in_the_middle_leaves_nothing_and_says_why() {
    let name = "large_fails_in_the_middle";
    make(name, 1, &STORES).await;
    let (store, _) = open(name).await;
    let written = loaded(1);
    let id = written.document.article.id;
    let entry = Record::Entry(Rc::new(Entry::of(&written.document, 0)));
    let annotation = |n: u32, note: u32| {
        let mut annotation = claim(1, hearsay::annotation::Standing::NotYet);
        annotation.id = stamp(5).id::<AnnotationId>(n);
        annotation.note = format!("note {note}");
        Record::Annotation(id, Rc::new(annotation))
    };
    // It is written in several goes, and this database refuses two annotations with the same note:
    // in the last go, in one that others follow, and as the one that a go ends with.
    for bad in [1_950, 1_250, 999] {
        let annotations = (1..2_000).map(|n| annotation(n, if n == bad { 1 } else { n }));
        let put = [entry.clone()].into_iter().chain(annotations).collect();
        let error = store.write(&batch(put)).await.expect_err("the browser refuses it");
        assert!(error.to_string().contains("ConstraintError"), "{bad}: {error}");
        assert_eq!(counts(&store).await, [0; 6], "{bad}");
    }
    store.write(&batch(vec![annotation(1, 1)])).await.expect("the store works on");
}

#[wasm_bindgen_test]
async fn ten_thousand_annotations_are_kept_and_read() {
    let store = fresh("ten_thousand").await;
    let mut written = loaded(2);
    written.document.annotations.clear();
    for n in 0..10_000_u32 {
        let mut annotation = claim(1, hearsay::annotation::Standing::ArticleVoice);
        annotation.id = stamp(5).id::<AnnotationId>(n);
        annotation.target = range(22, 23 + n % 2).into();
        written.document.annotations.insert(annotation.id, Rc::new(annotation));
    }
    let id = written.document.article.id;
    let now = js_sys::Date::now;
    let start = now();
    store.write(&batch(records(&written))).await.unwrap();
    let kept = now();
    let read = store.load(id).await;
    console_log!("10,000 annotations: written in {} ms, read in {} ms", kept - start, now() - kept);
    assert!(read == Ok(written), "what is read is what was written");
}

#[wasm_bindgen_test]
async fn a_database_without_its_stores_is_refused_with_the_reason() {
    let name = "without_stores";
    make(name, 1, &["entries"]).await;
    let (_, why) = refused(name).await;
    assert!(!why.to_string().is_empty());
}

#[wasm_bindgen_test]
async fn a_browser_without_a_database_gives_a_store_in_memory_with_the_reason() {
    let global = js_sys::global();
    let own = js_sys::Object::get_own_property_descriptor(&global, &"indexedDB".into());
    let hide = js_sys::Function::new_no_args(
        "Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true, writable: true })",
    );
    hide.call0(&global).unwrap();
    let answer = Store::open_named("hidden").await;
    js_sys::Object::define_property(&global, &"indexedDB".into(), &own.into());
    let (store, _, refused) = answer;
    assert!(matches!(store, Store::Memory(_)));
    assert!(!refused.expect("a reason").to_string().is_empty());
    fresh("hidden").await;
}

#[wasm_bindgen_test]
async fn an_article_that_is_not_there_is_an_error_and_not_an_empty_one() {
    let store = fresh("not_there").await;
    let written = loaded(1);
    let id = written.document.article.id;
    assert!(store.load(id).await.is_err());
    // An entry without a text is no article either.
    let entry = records(&written).swap_remove(0);
    store.write(&batch(vec![entry])).await.unwrap();
    assert!(store.load(id).await.is_err());
    put_raw(&store, "texts", &id.to_string(), &"words".into()).await;
    assert!(store.load(id).await.is_err());
}
