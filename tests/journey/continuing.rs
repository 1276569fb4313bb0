//! The next quotation of the same speaker, offered at once.

use hearsay::app::Message;

use super::{Person, reader};

/// A quote by McGurk that goes on after “McGurk told reporters,”.
fn quoted(person: &mut Person) {
    person.source("Brett McGurk");
    person.quote_by("“We never knew,”", 0);
}

fn parts(person: &Person) -> usize {
    person.desk().focused().map_or(0, |quote| quote.target.ranges().len())
}

#[test]
fn what_goes_on_is_offered_when_the_quote_has_its_source_and_added_by_one_key() {
    let mut person = reader();
    quoted(&mut person);
    assert_eq!(person.desk().offered_words().as_deref(), Some("“and nobody asked.”"));
    let stamp = person.stamp();
    person.say(Message::Continue(stamp));
    assert_eq!(parts(&person), 2);
    assert_eq!(person.desk().offered_words(), None, "nothing goes on after that");
    person.undo();
    assert_eq!(parts(&person), 1, "one act");
    assert_eq!(person.desk().focused().map(|quote| quote.attributions().len()), Some(1));
    person.redo();
    assert_eq!(parts(&person), 2);
}

#[test]
fn any_other_act_lets_the_offer_go() {
    let mut person = reader();
    quoted(&mut person);
    person.say(Message::Select { points: None, exact: false, show: false });
    assert!(
        person.desk().offered_words().is_some(),
        "the page's own word that nothing is selected is no act"
    );
    person.say(Message::FocusNext { back: true });
    assert_eq!(person.desk().offered_words(), None);
    assert!(!person.notice().contains("go on"), "{}", person.notice());
    let stamp = person.stamp();
    person.say(Message::Continue(stamp));
    person.say(Message::FocusNext { back: false });
    assert_eq!(parts(&person), 1);
}

#[test]
fn what_is_a_quote_already_is_not_offered() {
    let mut person = reader();
    person.quote("“and nobody asked.”");
    quoted(&mut person);
    assert_eq!(person.desk().offered_words(), None);
}
