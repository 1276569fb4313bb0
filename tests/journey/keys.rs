//! The keys a person changes, and what becomes of them.

use hearsay::{
    annotation::Kind,
    app::{Keys, Message, Panel},
    keys::{Action, Key, KeyPress, binding},
};

use super::{Person, reader};

const QUOTE: Action = Action::Mark(Kind::Quote);
const CLAIM: Action = Action::Mark(Kind::Claim);

fn press(key: &str) -> KeyPress {
    KeyPress { key: key.into(), ..KeyPress::default() }
}

impl Person {
    fn keys(&mut self, message: Keys) {
        self.say(Message::ChangeKeys(message));
    }

    /// Gives an act the key that is pressed, as far as that can be done without a question.
    fn change_key(&mut self, action: Action, key: &str) {
        self.keys(Keys::Listen(action));
        self.keys(Keys::Pressed(press(key)));
    }

    fn hint(&self, action: Action) -> Option<String> {
        self.state.keys.hint(action).map(Key::shown)
    }

    fn told(&self) -> &str {
        let Panel::Keys(sheet) = &self.state.panel else { panic!("the sheet is not open") };
        &sheet.said
    }
}

fn with_sheet() -> Person {
    let mut person = reader();
    person.say(Message::Keys(true));
    person
}

#[test]
fn a_changed_key_survives_a_reload() {
    let mut person = with_sheet();
    person.change_key(QUOTE, "w");
    person.say(Message::Keys(false));
    person.reload();
    assert_eq!(person.hint(QUOTE).as_deref(), Some("W"));
    assert_eq!(binding(&press("w"), &person.state.keys), Some(QUOTE));
    assert_eq!(binding(&press("q"), &person.state.keys), None);
    person.say(Message::Keys(true));
    person.keys(Keys::ResetAll);
    person.reload();
    assert_eq!(person.hint(QUOTE).as_deref(), Some("Q"));
    assert!(person.state.settings.keys.is_empty());
}

#[test]
fn a_taken_key_is_asked_about_and_then_exchanged_or_taken() {
    let mut person = with_sheet();
    person.change_key(QUOTE, "c");
    assert!(person.told().contains("already means"), "{}", person.told());
    assert_eq!(person.hint(QUOTE).as_deref(), Some("Q"), "nothing is changed before the answer");
    person.keys(Keys::Swap);
    assert_eq!((person.hint(QUOTE), person.hint(CLAIM)), (Some("C".into()), Some("Q".into())));
    person.change_key(QUOTE, "q");
    person.keys(Keys::Replace);
    assert_eq!((person.hint(QUOTE), person.hint(CLAIM)), (Some("Q".into()), None));
    person.keys(Keys::Reset(CLAIM));
    assert_eq!((person.hint(QUOTE), person.hint(CLAIM)), (Some("Q".into()), Some("C".into())));
}

#[test]
fn escape_leaves_a_key_as_it_was_and_delete_removes_it() {
    let mut person = with_sheet();
    person.change_key(QUOTE, "Escape");
    assert_eq!(person.hint(QUOTE).as_deref(), Some("Q"));
    person.change_key(QUOTE, "Shift");
    person.keys(Keys::Pressed(press("Tab")));
    assert!(person.told().contains("Press another key"), "{}", person.told());
    person.keys(Keys::Pressed(press("Delete")));
    assert_eq!(person.hint(QUOTE), None);
}

#[test]
fn single_characters_can_be_switched_off_for_good() {
    let mut person = with_sheet();
    person.keys(Keys::Letters { off: true });
    person.reload();
    assert_eq!(binding(&press("q"), &person.state.keys), None);
    assert_eq!(person.hint(QUOTE), None, "no button hints at a key that does nothing");
    assert_eq!(binding(&press("Delete"), &person.state.keys), Some(Action::Delete));
}

#[test]
fn what_a_person_is_told_names_the_keys_they_have() {
    let mut person = with_sheet();
    person.change_key(Action::AddPart, "w");
    person.say(Message::Keys(false));
    person.claim("Prices fell");
    let stamp = person.stamp();
    person.say(Message::AddPart(stamp));
    assert_eq!(person.notice(), "Select the other part, then press W.");
}

#[test]
fn what_screen_readers_are_told_of_marks_is_chosen_and_stays() {
    let mut person = with_sheet();
    assert!(!person.state.settings.names_off, "they are told");
    person.keys(Keys::Names { off: true });
    assert!(person.told().contains("as if nothing were marked"), "{}", person.told());
    person.keys(Keys::ResetAll);
    person.reload();
    assert!(person.state.settings.names_off);
}
