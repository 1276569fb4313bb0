//! What two tabs do to the same thing: both are kept, and the person is told.

use hearsay::{
    annotation::{ClaimStatus, Kind},
    app::{Field, Library, Message},
};

use super::tabs::Browser;

/// Two tabs that look at the same claim.
fn two() -> Browser {
    let mut browser = Browser::with(2);
    browser.mark(0, Kind::Claim, "alpha");
    browser.settle();
    browser.look(1, 0);
    browser.said.clear();
    browser
}

fn said(browser: &Browser, words: &str) -> bool {
    browser.said.iter().any(|said| said.contains(words))
}

fn note(browser: &Browser) -> String {
    browser.stored().annotations.values().next().expect("the claim").note.clone()
}

#[test]
fn an_act_is_in_the_other_tab_when_it_is_saved() {
    let mut browser = two();
    browser.mark(0, Kind::Quote, "beta");
    browser.settle();
    assert_eq!(browser.document(0), browser.document(1));
    assert_eq!(browser.document(1).annotations.len(), 2);
    assert_eq!(browser.tabs[1].state.library, browser.tabs[0].state.library);
}

#[test]
fn two_acts_at_once_are_both_there_and_each_can_be_undone() {
    let mut browser = two();
    browser.mark(0, Kind::Claim, "beta");
    browser.mark(1, Kind::Claim, "gamma");
    browser.settle();
    assert_eq!(browser.stored().annotations.len(), 3);
    for left in [2, 1, 0] {
        let stamp = browser.stamp();
        browser.say(0, Message::Undo(stamp));
        browser.settle();
        assert_eq!(browser.document(1).annotations.len(), left);
    }
}

#[test]
fn two_notes_at_once_are_both_there_and_it_is_said() {
    let mut browser = two();
    browser.write_note(0, "theirs");
    browser.write_note(1, "mine");
    browser.settle();
    assert_eq!(note(&browser), "theirs\nmine");
    assert!(said(&browser, "both texts are in it"), "{:?}", browser.said);
}

#[test]
fn typing_on_while_the_other_tab_writes_loses_no_letter() {
    let mut browser = two();
    browser.write_note(1, "T");
    for note in ["a", "ab", "abc"] {
        browser.write_note(0, note);
    }
    while browser.step(1) {}
    browser.settle();
    assert_eq!(note(&browser), "T\nabc");
}

#[test]
fn of_two_choices_the_later_stands_and_undo_brings_back_the_other() {
    let mut browser = two();
    for (tab, status) in [(0, ClaimStatus::Supported), (1, ClaimStatus::Refuted)] {
        let stamp = browser.stamp();
        browser.say(tab, Message::Set(Field::Status(status), stamp));
    }
    browser.settle();
    assert!(said(&browser, "both changed the same status"), "{:?}", browser.said);
    let status = |browser: &Browser| {
        let document = browser.document(0);
        match &document.annotations.values().next().expect("the claim").body {
            hearsay::annotation::Body::Claim(claim) => claim.status,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(status(&browser), ClaimStatus::Refuted);
    let stamp = browser.stamp();
    browser.say(1, Message::Undo(stamp));
    browser.settle();
    assert_eq!(status(&browser), ClaimStatus::Supported);
}

#[test]
fn what_one_tab_deletes_and_the_other_changes_stays() {
    let mut browser = two();
    browser.write_note(0, "kept");
    let stamp = browser.stamp();
    browser.say(1, Message::Delete(stamp));
    browser.settle();
    assert_eq!(note(&browser), "kept");
    assert!(said(&browser, "so it stays"), "{:?}", browser.said);
}

#[test]
fn an_article_deleted_for_ever_in_one_tab_and_changed_in_the_other_is_kept() {
    let mut browser = two();
    let article = browser.article;
    for message in [Library::Bin, Library::Erase] {
        let stamp = browser.stamp();
        browser.say(0, Message::Library(message(article, stamp)));
        while browser.step(0) {}
    }
    browser.write_note(1, "still here");
    browser.settle();
    assert_eq!(note(&browser), "still here");
    assert!(said(&browser, "so it is kept"), "{:?}", browser.said);
    assert!(browser.tabs[0].state.library.contains_key(&article));
}

#[test]
fn an_article_deleted_for_ever_in_another_tab_leaves_the_desk() {
    let mut browser = two();
    let article = browser.article;
    for message in [Library::Bin, Library::Erase] {
        let stamp = browser.stamp();
        browser.say(0, Message::Library(message(article, stamp)));
        browser.settle();
    }
    assert!(browser.desk(1).is_none());
    assert!(browser.tabs[1].state.library.is_empty());
}

#[test]
fn what_was_typed_while_the_disk_was_full_is_kept_once_and_in_order() {
    let mut browser = two();
    for note in ["a", "ab", "abc"] {
        browser.write_note(0, note);
    }
    // The first is refused; there is room again before the others are tried.
    browser.full = true;
    while browser.tabs[0].state.storage.failed.is_none() {
        assert!(browser.step(0));
    }
    browser.full = false;
    browser.settle();
    assert_eq!(note(&browser), "", "nothing is kept without what it builds on");
    browser.say(0, Message::Store(hearsay::app::Store::Retry));
    browser.settle();
    assert_eq!(note(&browser), "abc");
    assert!(!said(&browser, "two tabs"), "{:?}", browser.said);
}
