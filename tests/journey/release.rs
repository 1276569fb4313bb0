//! A newer version of the app is ready: started when the person wants it and nothing is lost.

use hearsay::app::{Effect, Message, Release, Store};

use super::{NEWS, Person, reader};

const FULL: &str = "the disk is full";

#[test]
fn a_new_version_waits_until_it_is_wanted() {
    let mut person = reader();
    person.say(Message::ReleaseReady(2));
    person.claim("Prices fell");
    person.say(Message::ReleaseReady(3));
    assert_eq!(person.state.release, Release::Ready { tabs: 3 });
    person.say(Message::StartRelease);
    assert!(person.effects.contains(&Effect::Reload));
    person.say(Message::ReleaseReady(3));
    assert!(!person.effects.contains(&Effect::Reload), "once is enough");
}

#[test]
fn a_new_version_starts_when_everything_is_saved() {
    let mut person = reader();
    person.say(Message::ReleaseReady(1));
    person.holds = true;
    person.claim("Prices fell");
    person.say(Message::StartRelease);
    assert_eq!(person.state.release, Release::Wanted);
    person.let_go();
    assert_eq!(person.state.release, Release::Starting);
}

#[test]
fn a_new_version_does_not_start_while_something_is_not_saved() {
    let mut person = reader();
    person.say(Message::ReleaseReady(1));
    person.refuses = Some(FULL);
    person.claim("Prices fell");
    person.say(Message::StartRelease);
    assert_eq!(person.state.release, Release::Ready { tabs: 1 });
    assert!(person.notice().contains("Not everything is saved"), "{}", person.notice());
    person.refuses = None;
    person.say(Message::Store(Store::Retry));
    person.lost = false;
    assert_eq!(person.state.release, Release::Ready { tabs: 1 }, "it was not wanted since");
    person.say(Message::StartRelease);
    assert_eq!(person.state.release, Release::Starting);
}

#[test]
fn a_write_that_fails_after_the_new_version_was_wanted_keeps_the_page() {
    let mut person = reader();
    person.say(Message::ReleaseReady(1));
    person.holds = true;
    person.refuses = Some(FULL);
    person.claim("Prices fell");
    person.say(Message::StartRelease);
    person.let_go();
    assert!(matches!(person.state.release, Release::Ready { .. }), "{:?}", person.state.release);
    assert!(person.notice().contains("was not started"), "{}", person.notice());
    assert_eq!(person.marks(), ["claim Prices fell"]);
}

#[test]
fn a_page_that_keeps_nothing_is_not_reloaded_over_work() {
    let mut person = Person::in_memory("private window");
    person.say(Message::ReleaseReady(1));
    person.paste(NEWS);
    person.say(Message::StartRelease);
    assert_eq!(person.state.release, Release::Ready { tabs: 1 });
    assert!(person.notice().contains("Export"), "{}", person.notice());
}
