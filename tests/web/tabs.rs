//! Several tabs on one database: nothing is overwritten.

use std::rc::Rc;

use hearsay::{
    annotation::{Act, Annotation, Change, Edit},
    record::{ArticleId, Timestamp},
    shelf::{Acted, Basis, Batch, Deed, Entry, Kept, Loaded, Record, Revision, Shelf},
    store::Store,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    database::{fresh, get_raw, open, put_raw},
    samples::{loaded, records, settings},
};

/// An article brought in by the tab of this number.
fn whole(tab: u32, loaded: &Loaded) -> Batch {
    let acts = vec![Acted { article: loaded.document.article.id, basis: Basis::Absent, deed: Deed::Whole }];
    Batch { put: records(loaded), acts, revision: revision(tab, 1), ..Batch::default() }
}

fn revision(tab: u32, number: u32) -> Revision {
    Revision { tab, number, merged: false }
}

/// A note on the first annotation, written in a tab that knows `from`.
fn noted(from: &Loaded, note: &str, revision: Revision) -> Batch {
    let id = from.document.article.id;
    let before = from.document.annotations.values().next().unwrap().clone();
    let after = Rc::new(Annotation { note: note.to_owned(), ..Annotation::clone(&before) });
    let put = vec![
        Record::Annotation(id, after.clone()),
        Record::Entry(Rc::new(Entry::of(&from.document, from.done + 1))),
    ];
    let changes = vec![Change::Annotation { before: Some(before), after: Some(after) }];
    let edit = Rc::new(Edit { act: Act::Note, at: Timestamp::from_millis(5), changes });
    let mut put = put;
    put.push(Record::Edit(id, from.done, edit.clone()));
    let deed = Deed::Act { edit, known: Vec::new() };
    let acts = vec![Acted { article: id, basis: Basis::At(from.revision), deed }];
    Batch { put, acts, revision, ..Batch::default() }
}

/// Writes the batches to the browser's database and to a shelf: both come to the same.
async fn check(name: &str, id: ArticleId, batches: &[Batch]) -> (Store, Vec<Kept>) {
    let store = fresh(name).await;
    let mut shelf = Shelf::default();
    let mut all = Vec::new();
    for batch in batches {
        let kept = store.write(batch).await.unwrap();
        assert_eq!(kept, shelf.write(batch));
        assert_eq!(store.load(id).await.ok(), shelf.load(id));
        all.push(kept);
    }
    (store, all)
}

#[wasm_bindgen_test]
async fn what_was_made_from_the_stored_state_is_kept_as_it_is() {
    let first = loaded(1);
    let id = first.document.article.id;
    let from = Loaded { revision: revision(7, 1), ..first.clone() };
    let batches = [whole(7, &first), noted(&from, "one", revision(7, 2))];
    let (_, kept) = check("kept_as_it_is", id, &batches).await;
    assert_eq!(kept, [Kept::default(), Kept::default()]);
}

#[wasm_bindgen_test]
async fn what_was_made_from_another_state_is_done_again_and_nothing_is_overwritten() {
    let mut first = loaded(1);
    for annotation in first.document.annotations.values_mut() {
        Rc::make_mut(annotation).note.clear();
    }
    let id = first.document.article.id;
    let from = Loaded { revision: revision(7, 1), ..first.clone() };
    let batches =
        [whole(7, &first), noted(&from, "theirs", revision(8, 1)), noted(&from, "mine", revision(7, 2))];
    let (store, kept) = check("done_again", id, &batches).await;
    assert_eq!(kept[2].merged, [id]);
    assert_eq!(kept[2].said.len(), 1, "{:?}", kept[2].said);
    let read = store.load(id).await.unwrap();
    assert_eq!(read.document.annotations.values().next().unwrap().note, "theirs\nmine");
    assert_eq!(read.done, first.done + 2);
    assert_eq!(read.revision, revision(7, 2).merged());
}

#[wasm_bindgen_test]
async fn what_is_done_to_an_article_that_another_tab_deleted_is_told() {
    let first = loaded(1);
    let id = first.document.article.id;
    let from = Loaded { revision: revision(7, 1), ..first.clone() };
    let erase = Batch {
        acts: vec![Acted { article: id, basis: Basis::Any, deed: Deed::Erase }],
        revision: revision(8, 1),
        ..Batch::default()
    };
    assert!(first.document.article.binned.is_some(), "only what is in the bin is deleted");
    let batches = [whole(7, &first), erase, noted(&from, "late", revision(7, 2)), whole(7, &first)];
    let (_, kept) = check("another_tab_deleted", id, &batches).await;
    assert_eq!(kept[2].gone, [id]);
    assert_eq!(kept[3], Kept::default(), "brought back whole");
}

#[wasm_bindgen_test]
async fn what_builds_on_a_batch_that_failed_is_not_kept_without_it() {
    let store = fresh("builds_on_failed").await;
    let first = loaded(1);
    let id = first.document.article.id;
    store.write(&whole(7, &first)).await.unwrap();
    let Store::Browser(_, lost) = &store else { panic!("in memory") };
    let from = Loaded { revision: revision(7, 1), ..first.clone() };
    let failed = noted(&from, "one", revision(7, 2));
    lost.borrow_mut().remember(&failed, false);
    let next = Loaded { revision: revision(7, 2), ..first.clone() };
    let builds = noted(&next, "two", revision(7, 3));
    assert!(store.write(&builds).await.is_err());
    assert_eq!(store.load(id).await.unwrap().document, first.document);
    store.write(&failed).await.expect("the first, tried again");
    store.write(&builds).await.expect("and then the second");
}

#[wasm_bindgen_test]
async fn settings_of_two_tabs_are_both_kept() {
    let name = "settings_of_two";
    let store = fresh(name).await;
    let first = settings(loaded(1).document.article.id);
    let put = |settings: &hearsay::shelf::Settings, before: &hearsay::shelf::Settings| Batch {
        put: vec![Record::Settings(settings.clone())],
        settings_before: Some(before.clone()),
        ..Batch::default()
    };
    store.write(&put(&first, &hearsay::shelf::Settings::default())).await.unwrap();
    let named = hearsay::shelf::Settings { creator: "Bo".into(), ..first.clone() };
    let quiet = hearsay::shelf::Settings { letters_off: false, ..first.clone() };
    store.write(&put(&named, &first)).await.unwrap();
    store.write(&put(&quiet, &first)).await.unwrap();
    let (_, opened) = open(name).await;
    assert_eq!((opened.settings.creator.as_str(), opened.settings.letters_off), ("Bo", false));
}

#[wasm_bindgen_test]
async fn an_article_brought_in_over_a_damaged_entry_leaves_what_can_be_read_and_sets_the_rest_aside() {
    let store = fresh("over_damaged").await;
    let first = loaded(1);
    let id = first.document.article.id;
    store.write(&whole(7, &first)).await.unwrap();
    put_raw(&store, "entries", &id.to_string(), &JsValue::from("damaged")).await;
    // The file is from before: it lacks an annotation, and has another note on the next.
    let mut older = first.clone();
    let newest = *older.document.annotations.keys().next().unwrap();
    older.document.annotations.remove(&newest);
    let kept = store.write(&whole(8, &older)).await.unwrap();
    assert_eq!(kept.merged, [id]);
    let read = store.load(id).await.unwrap();
    assert_eq!(read.document.annotations, first.document.annotations, "nothing was overwritten");
    let aside = get_raw(&store, "aside", &format!("entries/{id}")).await;
    assert_eq!(aside, Some(JsValue::from("damaged")));
}
