//! The library: opening, renaming, the bin.

use hearsay::{
    app::{Effect, Erasing, Focusable, Library, Load, Message, Offer},
    article::{Correction, Fact},
};

use super::{NEWS, Person, reader};

/// Two articles, the sample on the desk; the ids of both.
fn two() -> (Person, hearsay::record::ArticleId, hearsay::record::ArticleId) {
    let mut person = reader();
    let news = person.article();
    person.claim("Prices fell");
    person.library(Library::AddSample);
    let sample = person.article();
    (person, news, sample)
}

#[test]
fn an_article_is_opened_as_it_was_left() {
    let (mut person, news, sample) = two();
    person.library(|stamp| Library::Open(news, stamp));
    assert_eq!(person.marks(), ["claim Prices fell"]);
    person.reload();
    assert_eq!(person.article(), news, "the one open last is opened again");
    person.library(|stamp| Library::Open(sample, stamp));
    assert!(person.marks().is_empty());
}

#[test]
fn what_is_open_is_not_read_again() {
    let (mut person, _, sample) = two();
    person.library(|stamp| Library::Open(sample, stamp));
    assert_eq!(person.effects, [Effect::MoveFocus(Focusable::Article)]);
}

#[test]
fn an_article_that_is_not_there_says_so_and_the_others_are_not_affected() {
    let (mut person, news, sample) = two();
    person.shelf = Person::new().shelf;
    person.lost = true;
    person.library(|stamp| Library::Open(news, stamp));
    assert!(matches!(person.state.desk, Load::Failed(_)));
    assert_eq!(person.state.library.len(), 2);
    assert!(person.state.library.contains_key(&sample));
}

#[test]
fn renaming_changes_the_title_everywhere() {
    let (mut person, news, sample) = two();
    person.say(Message::Library(Library::Rename(Some(news))));
    assert_eq!(person.state.renaming, Some(news));
    for (id, title) in [(news, "News"), (sample, "Sample")] {
        person.library(|stamp| Library::Correct(id, Correction::Words(Fact::Title, title.into()), stamp));
        assert_eq!(person.state.library[&id].about.title, title);
        assert_eq!(person.state.renaming, None);
    }
    assert_eq!(person.document().article.about.title, "Sample");
    person.library(|stamp| Library::Open(news, stamp));
    assert_eq!(person.document().article.about.title, "News");
    assert_eq!(person.document().article.text.as_str(), NEWS);
}

#[test]
fn a_blank_title_is_no_title() {
    let (mut person, news, _) = two();
    person.library(|stamp| Library::Correct(news, Correction::Words(Fact::Title, "  ".into()), stamp));
    assert_eq!(person.state.library[&news].about.title, "Prices fall");
}

#[test]
fn the_bin_gives_back_what_is_in_it() {
    let (mut person, news, sample) = two();
    person.library(|stamp| Library::Bin(sample, stamp));
    assert!(matches!(person.state.desk, Load::Nothing));
    assert_eq!(person.state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Restore(sample)));
    person.library(|stamp| Library::Bin(news, stamp));
    assert!(person.state.library.values().all(|entry| entry.binned.is_some()));
    person.reload();
    assert!(matches!(person.state.desk, Load::Nothing), "what is in the bin is not opened by itself");
    person.library(|stamp| Library::Restore(news, stamp));
    person.library(|stamp| Library::Open(news, stamp));
    assert_eq!(person.marks(), ["claim Prices fell"]);
    assert_eq!(person.document().article.binned, None);
}

#[test]
fn only_what_is_in_the_bin_is_deleted_for_ever() {
    let (mut person, news, sample) = two();
    person.library(|stamp| Library::Erase(news, stamp));
    assert_eq!(person.state.library.len(), 2);
    person.library(|stamp| Library::Bin(news, stamp));
    person.library(Library::EmptyBin);
    assert_eq!(person.state.library.keys().copied().collect::<Vec<_>>(), [sample]);
    assert_eq!(person.shelf.load(news), None);
    person.reload();
    assert_eq!(person.state.library.len(), 1);
}

#[test]
fn an_article_on_the_desk_that_is_deleted_for_ever_leaves_the_desk() {
    let (mut person, news, _) = two();
    person.library(|stamp| Library::Bin(news, stamp));
    person.library(|stamp| Library::Open(news, stamp));
    person.library(|stamp| Library::Erase(news, stamp));
    assert!(matches!(person.state.desk, Load::Nothing));
}

#[test]
fn stale_answer_is_dropped() {
    let (mut person, news, sample) = two();
    person.holds = true;
    person.library(|stamp| Library::Open(news, stamp));
    let third = person.paste("Third\n\nA third text.");
    person.let_go();
    assert_eq!(person.article(), third, "what was brought in later stays");

    person.holds = true;
    person.library(|stamp| Library::Open(news, stamp));
    person.library(|stamp| Library::Open(sample, stamp));
    person.let_go();
    assert_eq!(person.article(), sample, "the last question counts");
}

#[test]
fn what_is_put_into_the_bin_while_it_comes_does_not_come() {
    let (mut person, news, _) = two();
    person.holds = true;
    person.library(|stamp| Library::Open(news, stamp));
    person.library(|stamp| Library::Bin(news, stamp));
    person.let_go();
    assert!(matches!(person.state.desk, Load::Nothing));
    assert!(person.state.library[&news].binned.is_some());
}

#[test]
fn a_title_given_while_the_article_comes_stays() {
    let (mut person, news, _) = two();
    person.holds = true;
    person.library(|stamp| Library::Open(news, stamp));
    person.library(|stamp| Library::Correct(news, Correction::Words(Fact::Title, "New".into()), stamp));
    person.let_go();
    assert_eq!(person.state.library[&news].about.title, "New");
    assert_eq!(person.document().article.about.title, "New");
    person.undo();
    assert_eq!(person.document().article.about.title, "Prices fall");
}

#[test]
fn deleting_for_ever_asks_first() {
    let mut person = reader();
    let id = person.article();
    person.library(|stamp| Library::Bin(id, stamp));
    person.say(Message::Library(Library::ShowBin(true)));
    person.say(Message::Library(Library::AskErase(Some(Erasing::All))));
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Keep)), "the way back is nearest");
    assert_eq!(person.state.library.len(), 1, "nothing is gone yet");
    person.say(Message::Library(Library::AskErase(None)));
    assert_eq!(person.state.erasing, None);
    person.say(Message::Library(Library::AskErase(Some(Erasing::One(id)))));
    person.library(|stamp| Library::Erase(id, stamp));
    assert_eq!((person.state.library.len(), person.state.erasing), (0, None));
}
