//! Records that cannot be read are reported and stay; the rest is there.

use hearsay::{
    record::Timestamp,
    shelf::{Brought, Loaded, Opened, Revision, bring},
    store::Store,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    database::{fresh, get_raw, open, put_raw, with},
    samples::{TEXT, batch, loaded, records},
};

async fn written(name: &str) -> (Store, Loaded) {
    let store = fresh(name).await;
    let written = loaded(1);
    store.write(&batch(records(&written))).await.unwrap();
    (store, written)
}

#[wasm_bindgen_test]
async fn a_record_that_cannot_be_read_is_reported_and_stays() {
    let (store, mut expected) = written("cannot_be_read").await;
    let id = expected.document.article.id;
    let annotation = *expected.document.annotations.keys().next().unwrap();
    let source = *expected.document.sources.keys().next().unwrap();
    let damaged = [
        ("annotations", format!("{id}/{annotation}"), JsValue::from("no annotation")),
        ("annotations", format!("{id}/zzz"), JsValue::FALSE),
        ("sources", format!("{id}/{source}"), with(&js_sys::Object::new().into(), "name", 7)),
        ("edits", format!("{id}/0000000001"), JsValue::from(3)),
    ];
    for (store_name, key, value) in &damaged {
        put_raw(&store, store_name, key, value).await;
    }
    let read = store.load(id).await.expect("the rest is there");
    assert_eq!(read.damaged.len(), 4, "{:?}", read.damaged);
    expected.document.annotations.remove(&annotation);
    expected.document.sources.clear();
    expected.edits.drain(..2);
    expected.first = 2;
    assert_eq!(read, Loaded { damaged: read.damaged.clone(), ..expected });
    for (store_name, key, value) in damaged {
        let stays = get_raw(&store, store_name, &key).await.expect("it stays");
        assert_eq!(js_sys::JSON::stringify(&stays), js_sys::JSON::stringify(&value));
    }
}

#[wasm_bindgen_test]
async fn an_entry_or_settings_that_cannot_be_read_are_reported() {
    let name = "entry_cannot_be_read";
    let (store, expected) = written(name).await;
    let id = expected.document.article.id.to_string();
    put_raw(&store, "entries", "zzz", &JsValue::from(1)).await;
    put_raw(&store, "settings", "settings", &with(&js_sys::Object::new().into(), "creator", 7)).await;
    let (store, Opened { entries, damaged, .. }) = open(name).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(damaged.len(), 2, "{damaged:?}");
    assert!(get_raw(&store, "entries", "zzz").await.is_some());
    put_raw(&store, "entries", &id, &JsValue::from(1)).await;
    assert!(store.load(expected.document.article.id).await.is_err());
}

#[wasm_bindgen_test]
async fn settings_of_an_older_version_are_filled_up() {
    let name = "older_settings";
    let store = fresh(name).await;
    let older = with(&js_sys::Object::new().into(), "creator", "Ada");
    put_raw(&store, "settings", "settings", &older).await;
    let (_, opened) = open(name).await;
    assert_eq!(opened.settings.creator, "Ada");
    assert!(opened.damaged.is_empty());
}

#[wasm_bindgen_test]
async fn a_text_that_does_not_match_its_hash_is_refused() {
    let (store, expected) = written("does_not_match").await;
    let id = expected.document.article.id;
    let text = get_raw(&store, "texts", &id.to_string()).await.expect("the text");
    let other = with(&text, "text", TEXT.replace("never", "often"));
    put_raw(&store, "texts", &id.to_string(), &other).await;
    let error = store.load(id).await.expect_err("another text");
    assert!(error.to_string().contains("hash"), "{error}");
    put_raw(&store, "texts", &id.to_string(), &text).await;
    assert_eq!(store.load(id).await, Ok(expected));
}

#[wasm_bindgen_test]
async fn an_annotation_outside_the_text_or_inside_a_character_is_reported() {
    let (store, expected) = written("outside").await;
    let id = expected.document.article.id;
    let annotation = *expected.document.annotations.keys().next().unwrap();
    let key = format!("{id}/{annotation}");
    let sound = get_raw(&store, "annotations", &key).await.expect("the annotation");
    // “👩” begins at byte 6 and is four bytes long.
    for (start, end) in [(20.0, 9_999.0), (9_000.0, 9_999.0), (7.0, 12.0), (0.0, 8.0), (5.0, 5.0), (9.0, 3.0)]
    {
        let range = js_sys::Array::of2(&start.into(), &end.into());
        put_raw(&store, "annotations", &key, &with(&sound, "target", js_sys::Array::of1(&range))).await;
        let read = store.load(id).await.expect("the rest is there");
        assert_eq!(read.damaged.len(), 1, "{start}..{end}");
        assert_eq!(read.document.annotations.len(), 4);
    }
    put_raw(&store, "annotations", &key, &sound).await;
    assert_eq!(store.load(id).await, Ok(expected));
}

#[wasm_bindgen_test]
async fn a_backup_brought_in_over_damaged_records_sets_them_aside() {
    let (store, expected) = written("backup_over_damaged").await;
    let document = &expected.document;
    let id = document.article.id;
    let annotation = *document.annotations.keys().next().unwrap();
    let source = *document.sources.keys().next().unwrap();
    let damaged = [
        ("annotations", format!("{id}/{annotation}"), JsValue::from("no annotation")),
        ("sources", format!("{id}/{source}"), JsValue::from(7)),
        ("edits", format!("{id}/0000000004"), JsValue::from("no act")),
    ];
    for (store_name, key, value) in &damaged {
        put_raw(&store, store_name, key, value).await;
    }
    let brought = Brought { document: document.clone(), edits: expected.edits.clone(), done: expected.done };
    let batch = bring(&brought, Timestamp::from_millis(1_900_000_000_000), Revision::default());
    store.write(&batch).await.expect("it is kept");
    let read = store.load(id).await.expect("the article");
    assert_eq!(read.document.annotations, document.annotations);
    assert_eq!(read.document.sources, document.sources);
    for (store_name, key, value) in damaged {
        let aside = get_raw(&store, "aside", &format!("{store_name}/{key}")).await;
        assert_eq!(aside, Some(value), "{store_name}");
    }
}
