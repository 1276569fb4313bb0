//! Any acts of any tabs, in any order, with any accidents.

use hearsay::{
    annotation::Kind,
    app::{Field, Library, Message, Store},
    article::{Correction, Fact},
};
use proptest::prelude::*;

use super::tabs::Browser;

const TABS: usize = 3;
const WORDS: [&str; 8] = ["alpha", "beta gamma", "gamma", "epsilon", "zeta eta theta", "iota", "kappa", "mu"];

/// One thing that happens to a tab.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Mark(Kind, usize),
    Note(usize),
    Attribute(usize),
    Pick(u8),
    ClickMention(usize),
    Tag(usize, u8),
    Delete(usize),
    Retitle(u8),
    Undo,
    Redo,
    /// The browser does the next few things for the tab.
    Steps(u8),
    /// Everything arrives everywhere.
    Settle,
    Crash,
    Bin,
    Restore,
    Open,
    Full(bool),
    Retry,
    ClockBack,
    /// A newer version of the app starts in the tab.
    Upgrade,
}

fn happens(undo: bool) -> impl Strategy<Value = (usize, Happens)> {
    use Happens::*;
    let kind = prop::sample::select(&Kind::ALL[..]);
    let what = prop_oneof![
        8 => (kind, 0..WORDS.len()).prop_map(|(kind, words)| Mark(kind, words)),
        8 => (0..6usize).prop_map(Note),
        4 => (0..6usize).prop_map(Attribute),
        5 => (0..3u8).prop_map(Pick),
        2 => (0..6usize).prop_map(ClickMention),
        3 => (0..6usize, 0..4u8).prop_map(|(nth, tag)| Tag(nth, tag)),
        3 => (0..6usize).prop_map(Delete),
        1 => (0..4u8).prop_map(Retitle),
        4 => prop_oneof![2 => Just(if undo { Undo } else { Settle }), 1 => Just(if undo { Redo } else { Crash })],
        12 => (1..6u8).prop_map(Steps),
        2 => Just(Settle),
        2 => Just(Crash),
        1 => Just(Bin),
        2 => Just(Restore),
        2 => Just(Open),
        2 => prop::bool::weighted(0.3).prop_map(Full),
        1 => Just(Retry),
        1 => Just(ClockBack),
        1 => Just(Upgrade),
    ];
    (0..TABS, what)
}

fn play(browser: &mut Browser, tab: usize, happens: Happens) {
    let stamp = browser.stamp();
    let article = browser.article;
    match happens {
        Happens::Mark(kind, words) => {
            browser.mark(tab, kind, WORDS[words]);
        }
        Happens::Note(nth) => {
            browser.look(tab, nth);
            browser.note(tab);
        }
        Happens::Attribute(nth) => {
            browser.look(tab, nth);
            browser.say(tab, Message::Attribute);
        }
        Happens::Pick(line) => browser.say(tab, Message::Pick(Some(line.into()), stamp)),
        Happens::ClickMention(nth) => {
            let ids = browser.desk(tab).map(|desk| desk.document.annotations.keys().copied().collect());
            let ids: Vec<_> = ids.unwrap_or_default();
            if let Some(id) = ids.get(nth) {
                browser.say(tab, Message::Click(vec![*id], stamp));
            }
        }
        Happens::Tag(nth, tag) => {
            browser.look(tab, nth);
            browser.say(tab, Message::Set(Field::Tags(vec![format!("tag{tag}")]), stamp));
        }
        Happens::Delete(nth) => {
            browser.look(tab, nth);
            browser.say(tab, Message::Delete(stamp));
        }
        Happens::Retitle(n) => {
            browser.say(
                tab,
                Message::Library(Library::Correct(
                    article,
                    Correction::Words(Fact::Title, format!("Title {n}")),
                    stamp,
                )),
            );
        }
        Happens::Undo => browser.say(tab, Message::Undo(stamp)),
        Happens::Redo => browser.say(tab, Message::Redo(stamp)),
        Happens::Steps(n) => (0..n).for_each(|_| {
            browser.step(tab);
        }),
        Happens::Settle => browser.settle(),
        Happens::Crash => browser.crash(tab),
        Happens::Bin => browser.say(tab, Message::Library(Library::Bin(article, stamp))),
        Happens::Restore => browser.say(tab, Message::Library(Library::Restore(article, stamp))),
        Happens::Open => browser.say(tab, Message::Library(Library::Open(article, stamp))),
        Happens::Full(full) => browser.full = full,
        Happens::Retry => browser.say(tab, Message::Store(Store::Retry)),
        Happens::ClockBack => browser.turn_the_clock_back(),
        Happens::Upgrade => browser.upgrade(tab),
    }
}

/// The disk has room again, everything arrives, every tab shows the article.
fn come_to_rest(browser: &mut Browser) {
    browser.full = false;
    browser.reload_what_was_left_behind();
    let article = browser.article;
    for _ in 0..3 {
        for tab in 0..TABS {
            browser.say(tab, Message::Store(Store::Retry));
            // A tab that comes into view looks whether anything changed: what a tab that died
            // would have told, nobody heard.
            browser.say(tab, Message::Store(Store::Changed));
        }
        browser.settle();
    }
    for tab in 0..TABS {
        let stamp = browser.stamp();
        browser.say(tab, Message::Library(Library::Open(article, stamp)));
        browser.settle();
    }
}

#[track_caller]
fn check(browser: &Browser) {
    let stored = browser.shelf.load(browser.article).expect("the article");
    Browser::check(&stored.document);
    for tab in 0..TABS {
        let desk = browser.desk(tab).expect("the article");
        assert_eq!(desk.document, stored.document, "tab {tab} shows what is stored");
        assert_eq!(desk.history.edits(), stored.edits, "tab {tab} has the history");
        assert!(browser.tabs[tab].state.storage.is_sure(), "tab {tab} has kept everything");
    }
    // The history is one line: taken back from the end, it leads to the bare article.
    let mut document = stored.document.clone();
    for edit in stored.edits[..stored.done as usize].iter().rev() {
        edit.inverse().apply(&mut document).expect("each act can be taken back");
    }
    assert!(document.annotations.is_empty() && document.sources.is_empty());
}

/// Every word that is anywhere: in the article or in its history.
fn everything(browser: &Browser) -> String {
    let stored = browser.shelf.load(browser.article).expect("the article");
    format!("{:?} {:?}", stored.document.annotations, stored.edits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_act_is_lost_that_was_reported_as_saved(all in prop::collection::vec(happens(false), 1..50)) {
        let mut browser = Browser::with(TABS);
        for (tab, what) in all {
            play(&mut browser, tab, what);
        }
        come_to_rest(&mut browser);
        check(&browser);
        let everything = everything(&browser);
        for note in &browser.saved {
            prop_assert!(everything.contains(note.as_str()), "{note} was reported as saved and is lost");
        }
    }

    #[test]
    fn all_tabs_come_to_show_the_same_and_it_can_be_taken_back(all in prop::collection::vec(happens(true), 1..50)) {
        let mut browser = Browser::with(TABS);
        for (tab, what) in all {
            play(&mut browser, tab, what);
        }
        come_to_rest(&mut browser);
        check(&browser);
    }
}
