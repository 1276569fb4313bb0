//! Selecting with a finger.

use hearsay::{
    annotation::Kind,
    app::{Message, Touch},
};

use super::{Person, reader};

/// Holds a finger on a word, and moves ends of what is held to where words end.
fn hold(person: &mut Person, word: &str, ends: &[(bool, &str)]) {
    let range = person.find(word, 0);
    let point = person.point(range.start());
    person.say(Message::Hold(point));
    for (end, to) in ends {
        let to = person.find(to, 0);
        let point = person.point(if *end { to.end() } else { to.start() });
        person.say(Message::Stretch { end: *end, point, exact: false });
    }
}

#[test]
fn a_held_word_is_drawn_out_by_its_handles() {
    let check = |word: &str, ends: &[(bool, &str)], expected: &str| {
        let mut person = reader();
        hold(&mut person, word, ends);
        assert_eq!(person.selected(), Some(expected), "{word} {ends:?}");
        assert_eq!(person.desk().handles().len(), 1, "handles stand at its ends");
    };
    check("fell", &[], "fell");
    check("fell", &[(true, "shar")], "fell sharply");
    check("sharply", &[(false, "ell")], "fell sharply");
    check("fell", &[(true, "in May"), (true, "sharply")], "fell sharply");
    // An end never passes the other.
    check("sharply", &[(true, "Prices")], "sharply");
}

#[test]
fn a_finger_on_the_last_letter_holds_its_word() {
    let mut person = reader();
    let end = person.find("fell", 0).end();
    let point = person.point(end);
    person.say(Message::Hold(point));
    assert_eq!(person.selected(), Some("fell"));
}

#[test]
fn a_quotation_selected_by_touch_is_taken_with_its_marks() {
    let mut person = reader();
    hold(&mut person, "We never", &[(true, "knew")]);
    assert_eq!(person.selected(), Some("We never knew"));
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert_eq!(person.marks(), ["quote “We never knew,” direct"]);

    let mut person = reader();
    hold(&mut person, "We never", &[]);
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert_eq!(person.marks(), ["quote We direct"], "a word of it is a word of it");
}

#[test]
fn what_the_system_selects_keeps_the_systems_handles() {
    let mut person = reader();
    let range = person.find("fell sharply", 0);
    let points = Some((person.point(range.start()), person.point(range.end())));
    person.say(Message::Select { points, exact: false, show: false });
    assert_eq!(person.desk().selection.map(|selection| selection.touch), Some(Touch::System));
    assert!(person.desk().handles().is_empty());
}
