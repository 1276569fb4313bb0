//! Keeping: what is written when, and what happens when it cannot be.

use hearsay::{
    annotation::Kind,
    app::{Effect, Field, Library, Message, Place, Store, Transfer},
    article::{Correction, Fact},
    record::ArticleId,
};

use super::{NEWS, Person, reader};

const FULL: &str = "the disk is full";

impl Person {
    /// The store works again, and the person tries again.
    #[track_caller]
    fn retry(&mut self) {
        self.refuses = None;
        self.lost = false;
        self.say(Message::Store(Store::Retry));
        assert_eq!(self.state.storage.failed, None);
        assert!(!self.state.storage.is_saving());
    }

    /// The page is loaded again, and everything is as before.
    #[track_caller]
    fn reload_as_it_was(&mut self) {
        let marks = self.marks();
        let document = self.document().clone();
        self.reload();
        assert_eq!(self.marks(), marks);
        assert_eq!(*self.document(), document);
    }
}

#[test]
fn one_act_is_one_batch() {
    let mut person = reader();
    person.select("Brett McGurk");
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    let writes = person.effects.iter().filter(|effect| matches!(effect, Effect::Write { .. })).count();
    assert_eq!(writes, 1);
}

#[test]
fn the_time_of_the_last_save_is_known_when_the_store_said_so() {
    let mut person = reader();
    let before = person.state.storage.saved;
    person.holds = true;
    person.claim("Prices fell");
    assert!(person.state.storage.is_saving());
    assert_eq!(person.state.storage.saved, before);
    person.let_go();
    assert!(!person.state.storage.is_saving());
    assert!(person.state.storage.saved > before);
}

#[test]
fn the_browser_is_asked_once_to_keep_the_data_and_only_when_something_is_marked() {
    let mut person = reader();
    assert_eq!(person.state.storage.promised, None);
    person.claim("Prices fell");
    assert!(person.effects.contains(&Effect::AskToKeep));
    assert_eq!(person.state.storage.promised, Some(true));
    person.claim("in May");
    assert!(!person.effects.contains(&Effect::AskToKeep));
}

#[test]
fn a_refused_write_is_told_and_work_goes_on() {
    let mut person = reader();
    person.refuses = Some(FULL);
    person.claim("Prices fell");
    assert_eq!(person.state.storage.failed.as_deref(), Some(FULL));
    person.claim("in May");
    person.undo();
    assert_eq!(person.marks(), ["claim Prices fell"]);
    person.refuses = None;
    person.claim("on Monday");
    person.lost = false;
    assert_eq!(person.state.storage.failed, None, "the next act takes along what was not saved");
    person.reload_as_it_was();
}

#[test]
fn trying_again_makes_up_for_everything_that_was_lost() {
    type Step = fn(&mut Person, ArticleId);
    let steps: [(&str, Step); 10] = [
        ("deleting", |person, _| {
            person.click("Brett McGurk");
            person.act(Message::Delete);
        }),
        ("undoing", |person, _| person.undo()),
        ("undoing and marking", |person, _| {
            person.undo();
            person.claim("on Monday");
        }),
        ("opening another", |person, other| {
            person.claim("on Monday");
            person.library(|stamp| Library::Open(other, stamp));
            person.claim("A second text");
        }),
        ("bringing in another", |person, _| {
            person.paste("Third\n\nA third text.");
            person.claim("A third text");
            person.library(Library::AddSample);
        }),
        ("the bin", |person, other| {
            person.claim("on Monday");
            let id = person.article();
            person.library(|stamp| Library::Bin(id, stamp));
            person.library(|stamp| Library::Open(other, stamp));
        }),
        ("erasing", |person, other| {
            person.library(|stamp| Library::Bin(other, stamp));
            person.library(|stamp| Library::Erase(other, stamp));
        }),
        ("erasing what was changed", |person, other| {
            let id = person.article();
            person.claim("on Monday");
            person.library(|stamp| Library::Open(other, stamp));
            person.library(|stamp| Library::Bin(id, stamp));
            person.library(Library::EmptyBin);
        }),
        ("renaming what was changed", |person, other| {
            let id = person.article();
            person.claim("on Monday");
            person.library(|stamp| Library::Open(other, stamp));
            person.library(|stamp| Library::Correct(id, Correction::Words(Fact::Title, "New".into()), stamp));
            person.library(|stamp| Library::Open(id, stamp));
            assert_eq!(person.document().article.about.title, "New");
        }),
        ("exporting", |person, _| drop(person.export())),
    ];
    for (name, step) in steps {
        let mut person = Person::new();
        let other = person.paste("Second\n\nA second text.");
        person.paste(NEWS);
        person.source("Brett McGurk");
        person.claim("Prices fell");
        person.refuses = Some(FULL);
        step(&mut person, other);
        assert!(person.state.storage.failed.is_some(), "{name}");
        person.retry();
        person.reload_as_it_was();
    }
}

#[test]
fn a_write_that_fails_after_the_article_has_left_the_desk_loses_nothing() {
    let mut person = reader();
    let news = person.article();
    person.holds = true;
    person.claim("Prices fell");
    person.library(Library::AddSample);
    person.refuses = Some(FULL);
    person.lost = true;
    person.let_go();
    assert!(person.state.storage.failed.is_some());
    person.retry();
    person.library(|stamp| Library::Open(news, stamp));
    assert_eq!(person.marks(), ["claim Prices fell"]);
    person.reload_as_it_was();
}

#[test]
fn a_file_of_several_articles_that_could_not_be_saved_is_saved_later() {
    let mut other = reader();
    other.claim("Prices fell");
    other.library(Library::AddSample);
    let file = other.export_library();
    let mut person = Person::new();
    person.refuses = Some(FULL);
    person.drop_file("hearsay.json", file);
    person.say(Message::Transfer(Transfer::CloseReport));
    assert_eq!(person.state.library.len(), 2);
    let ids: Vec<_> = person.state.library.keys().copied().collect();
    person.library(|stamp| Library::Open(ids[0], stamp));
    assert_eq!(person.marks(), ["claim Prices fell"], "it can be read although it is not saved");
    person.retry();
    person.reload_as_it_was();
}

#[test]
fn a_retry_that_fails_again_is_told_again() {
    let mut person = reader();
    person.refuses = Some(FULL);
    person.claim("Prices fell");
    person.say(Message::Store(Store::Retry));
    assert_eq!(person.state.storage.failed.as_deref(), Some(FULL));
    person.retry();
    person.reload_as_it_was();
}

#[test]
fn without_a_database_everything_works_and_the_reason_is_kept() {
    let mut person = Person::in_memory("the window is private");
    assert_eq!(person.state.storage.place, Place::Memory("the window is private".into()));
    person.paste(NEWS);
    person.claim("Prices fell");
    let news = person.article();
    person.library(Library::AddSample);
    person.library(|stamp| Library::Open(news, stamp));
    assert_eq!(person.marks(), ["claim Prices fell"]);
    assert_eq!(person.state.storage.promised, None, "there is nothing the browser could promise");
    assert!(person.export().contains("Prices fell"));
}

#[test]
fn unsaved_work_is_in_an_export_of_the_library() {
    let mut person = reader();
    person.refuses = Some(FULL);
    person.claim("Prices fell");
    person.paste("Third\n\nA third text.");
    person.claim("A third text");
    let file = person.export_library();
    let mut other = Person::new();
    other.drop_file("hearsay.json", file);
    let ids: Vec<_> = other.state.library.keys().copied().collect();
    let mut marks = Vec::new();
    for id in ids {
        other.library(|stamp| Library::Open(id, stamp));
        marks.extend(other.marks());
    }
    assert_eq!(marks, ["claim Prices fell", "claim A third text"]);
}

#[test]
fn damaged_records_are_told_and_a_retry_does_not_touch_them() {
    let mut person = reader();
    let news = person.article();
    let kept = person.claim("Prices fell");
    person.library(Library::AddSample);
    let mut loaded = person.shelf.load(news).expect("the article");
    loaded.damaged.push("annotation: unknown kind".into());
    person.holds = true;
    person.library(|stamp| Library::Open(news, stamp));
    let Some(Effect::Load { question, .. }) = person.effects.first().cloned() else { panic!("a question") };
    let stamp = person.stamp();
    person.holds = false;
    person.say(Message::Store(Store::Loaded { question, result: Ok(Box::new(loaded)), stamp }));
    assert!(person.notice().contains("1 record"), "{}", person.notice());
    person.refuses = Some(FULL);
    person.say(Message::Focus(kept));
    person.act(|stamp| Message::Set(Field::Note("x".into()), stamp));
    person.refuses = None;
    person.lost = false;
    person.say(Message::Store(Store::Retry));
    let removes = person.effects.iter().any(|effect| {
        matches!(effect, Effect::Write { batch, .. } if batch.remove.iter().any(|removal| {
            matches!(removal, hearsay::shelf::Removal::Contents(_) | hearsay::shelf::Removal::Article(_))
        }))
    });
    assert!(!removes, "what could not be read is still there: {:?}", person.effects);
}

#[test]
fn the_person_is_reminded_of_a_backup_after_a_week_with_changes() {
    use hearsay::app::health::{DAYS, Room, Warning, warning};
    const DAY: u64 = 86_400_000;
    let mut person = reader();
    assert_eq!(warning(&person.state), None, "what was brought in just now");
    person.wait(DAYS * DAY);
    person.claim("Prices fell");
    assert_eq!(warning(&person.state), Some(Warning::NoBackup(DAYS)));
    person.export();
    assert_eq!(warning(&person.state), Some(Warning::NoBackup(DAYS)), "one article is no backup");
    person.export_library();
    assert_eq!(warning(&person.state), None);
    person.wait(30 * DAY);
    person.reload();
    assert_eq!(warning(&person.state), None, "nothing changed since");
    person.claim("in May");
    assert_eq!(warning(&person.state), Some(Warning::NoBackup(30)));
    person.say(Message::Store(Store::Room(Some(Room { used: 1, left: 5 }))));
    assert_eq!(warning(&person.state), Some(Warning::LittleRoom(5)), "the more urgent first");
}

#[test]
fn an_old_file_is_at_risk_only_since_it_came() {
    use hearsay::app::health::{DAYS, Warning, warning};
    const DAY: u64 = 86_400_000;
    let mut author = reader();
    author.claim("Prices fell");
    let old = author.export_library();
    let check = |person: &mut Person| {
        person.wait(400 * DAY);
        person.reload();
        assert_eq!(warning(&person.state), None, "nothing is here that a backup lacks");
        person.drop_file("old.json", old.clone());
        assert_eq!(person.state.library.len(), 1);
        assert_eq!(warning(&person.state), None, "it has just come");
        person.claim("in May");
        assert_eq!(warning(&person.state), None, "and was changed");
        person.wait(DAYS * DAY);
        person.reload();
        assert_eq!(warning(&person.state), Some(Warning::NoBackup(DAYS)));
        person.export_library();
        assert_eq!(warning(&person.state), None);
    };
    check(&mut Person::new());
    // What is at risk for longer is not forgotten for what comes.
    let mut other = Person::new();
    other.paste("Rivers rise\n\nThe Orrow rose in June.");
    let mut person = reader();
    person.wait(3 * DAY);
    person.drop_file("other.json", other.export_library());
    assert_eq!(person.state.library.len(), 2);
    person.wait((DAYS - 3) * DAY);
    person.reload();
    assert_eq!(warning(&person.state), Some(Warning::NoBackup(DAYS)));
}

#[test]
fn where_nothing_can_be_kept_nothing_is_changed_and_the_file_can_still_be_had() {
    type Step = fn(&mut Person);
    let steps: [Step; 7] = [
        |person| {
            person.select("on Monday");
            person.act(|stamp| Message::Mark(Kind::Claim, stamp));
        },
        |person| person.act(|stamp| Message::Set(Field::Note("x".into()), stamp)),
        |person| person.act(Message::Delete),
        |person| person.undo(),
        |person| person.library(Library::AddSample),
        |person| {
            let id = person.article();
            person.library(|stamp| Library::Bin(id, stamp));
        },
        |person| person.drop_file("text.txt", "Another\n\nA second text."),
    ];
    for place in [Place::Superseded, Place::Newer] {
        let mut person = reader();
        person.claim("Prices fell");
        let (before, shelf) = (person.document().clone(), person.shelf.clone());
        person.state.storage.place = place;
        for step in steps {
            person.state.notice = None;
            step(&mut person);
            assert_eq!(*person.document(), before);
            assert_eq!(person.shelf, shelf);
            assert!(person.notice().contains("nothing was changed"), "{}", person.notice());
        }
        assert!(person.export().contains("Prices fell"));
    }
}

#[test]
fn what_the_browser_clears_while_the_article_is_open_is_kept_again() {
    let mut person = reader();
    person.claim("Prices fell");
    person.shelf = Default::default();
    person.say(Message::Store(Store::Reopened));
    assert!(person.notice().contains("cleared"), "{}", person.notice());
    assert_eq!(person.marks(), ["claim Prices fell"]);
    assert!(person.shelf.load(person.article()).is_some());
    person.claim("in May");
    person.undo();
    person.undo();
    assert_eq!(person.marks(), [""; 0], "with its history");
}
