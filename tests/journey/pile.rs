//! What lies under the same words, counted and listed.

use hearsay::{
    annotation::Kind,
    app::{Effect, Focusable, Message, Mode},
};

use super::{Person, reader};

fn words(person: &Person) -> Vec<String> {
    let (rows, _) = person.desk().pile_rows().expect("the list is open");
    rows.into_iter().map(|row| row.words).collect()
}

#[test]
fn the_list_names_everything_under_the_focus_from_the_inside_out() {
    let mut person = reader();
    let outer = person.claim("Prices fell sharply in May");
    person.quote("fell sharply");
    let inner = person.claim("sharply");
    person.say(Message::Pile);
    assert_eq!(words(&person), ["sharply", "fell sharply", "Prices fell sharply in May"]);
    person.say(Message::PileMove { back: true });
    person.say(Message::PileTake(None));
    assert_eq!(person.desk().focus, Some(outer));
    person.say(Message::Pile);
    person.say(Message::PileTake(Some(0)));
    assert_eq!(person.desk().focus, Some(inner));
    assert_eq!(person.desk().mode, Mode::Reading);
}

#[test]
fn two_on_exactly_the_same_words_are_both_listed() {
    let mut person = reader();
    person.claim("fell sharply");
    person.quote("fell sharply");
    person.say(Message::Pile);
    let (rows, _) = person.desk().pile_rows().expect("the list is open");
    let mut kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
    hearsay::order::sort_by_key(&mut kinds, |kind| *kind);
    assert_eq!(kinds, [Kind::Claim.as_str(), Kind::Quote.as_str()]);
}

#[test]
fn escape_leaves_the_list_and_everything_as_it_was() {
    let mut person = reader();
    person.claim("Prices fell sharply in May");
    let inner = person.claim("sharply");
    person.say(Message::Pile);
    person.say(Message::PileMove { back: false });
    person.say(Message::Escape);
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Article)));
    assert_eq!((&person.desk().mode, person.desk().focus), (&Mode::Reading, Some(inner)));
}

#[test]
fn where_nothing_is_marked_the_person_is_told_so() {
    let mut person = reader();
    person.say(Message::Pile);
    assert_eq!(person.notice(), "Nothing is marked here.");
}
