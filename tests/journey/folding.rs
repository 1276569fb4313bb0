//! What was set aside: folded, opened, passed over, and not counted.

use hearsay::{
    annotation::Kind,
    app::{Effect, Focusable, Message, Step},
    text::units::Unit,
};

use super::Person;

const TALK: &str = "The mill reopens\n\nThe mill will reopen in May, its owner said.\n\nNobody had expected it.\n\n\
                    The town is glad of it.\n\nTags: mill, weir\n\n2 Comments\n\nHanna says it never will.";

fn reader() -> Person {
    let mut person = Person::new();
    person.paste(TALK);
    person
}

/// The passages that are out of sight.
fn folded(person: &Person) -> Vec<usize> {
    let blocks = person.document().article.text.blocks().len();
    (0..blocks).filter(|n| person.desk().view.block(*n).expect("a block").folded).collect()
}

fn step(person: &mut Person, unit: Unit, back: bool, extend: bool) {
    person.say(Message::MoveCaret { step: Step { unit, back, extend }, near: None });
}

#[test]
fn a_run_set_aside_is_one_line_with_its_first_words() {
    let mut person = reader();
    assert_eq!(folded(&person), [4, 5, 6]);
    let line = person.desk().view.block(4).and_then(|block| block.fold.clone()).expect("a line");
    assert_eq!((line.passages, line.open), (3, false));
    assert!(line.words.starts_with("Tags: mill, weir 2 Comments Hanna"), "{}", line.words);
    assert!(person.desk().view.block(5).expect("a block").fold.is_none());
    person.say(Message::ToggleFold(4));
    assert!(folded(&person).is_empty());
    person.say(Message::ToggleFold(4));
    assert_eq!(folded(&person), [4, 5, 6]);
    person.say(Message::ToggleFold(99));
}

#[test]
fn what_is_looked_at_found_or_selected_is_in_sight() {
    let opens = |act: &dyn Fn(&mut Person)| {
        let mut person = reader();
        let note = person.claim("Hanna says it never will.");
        assert!(folded(&person).is_empty(), "what is marked is looked at");
        person.say(Message::Escape);
        person.say(Message::ToggleFold(4));
        assert_eq!(folded(&person), [4, 5, 6]);
        act(&mut person);
        assert!(folded(&person).is_empty());
        note
    };
    opens(&|person| person.say(Message::FocusNext { back: false }));
    opens(&|person| {
        let id = *person.document().annotations.keys().next().expect("the claim");
        person.say(Message::Show(id));
    });
    opens(&|person| {
        person.say(Message::Filter(hearsay::app::Filter { words: "never".into(), ..Default::default() }));
        person.say(Message::NextHit { back: false });
    });
    opens(&|person| person.say(Message::Unfold(6)));
}

#[test]
fn the_caret_steps_over_a_fold_and_can_open_it() {
    let mut person = reader();
    step(&mut person, Unit::Block, false, false);
    for _ in 0..3 {
        step(&mut person, Unit::Block, false, false);
    }
    let at = |person: &Person| person.desk().caret.expect("a caret").at;
    assert_eq!(at(&person), person.find("The town", 0).start());
    step(&mut person, Unit::Block, false, false);
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Fold(4))));
    assert_eq!(person.desk().caret_range(), None, "its line is shown instead");
    // There is nothing after it.
    step(&mut person, Unit::Word, false, false);
    assert_eq!(at(&person), person.find("Tags", 0).start());
    person.say(Message::ToggleFold(4));
    step(&mut person, Unit::Word, false, false);
    assert_eq!(at(&person), person.find("mill, weir", 0).start());
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Article)));
    person.say(Message::ToggleFold(4));
    step(&mut person, Unit::Word, true, false);
    step(&mut person, Unit::Word, true, false);
    assert_eq!(at(&person), person.find("it.", 1).start(), "out of it backwards");
}

#[test]
fn what_is_selected_by_key_stops_before_a_shut_fold_and_its_line_has_the_keyboard() {
    let mut person = reader();
    let place = person.point(person.find("glad", 0).start());
    person.say(Message::PutCaret(place));
    for selected in ["glad", "glad of", "glad of it", "glad of it.", "glad of it.", "glad of it."] {
        step(&mut person, Unit::Word, false, true);
        assert_eq!(person.selected(), Some(selected));
    }
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Fold(4))));
    assert_eq!(folded(&person), [4, 5, 6], "it is still shut");
    for _ in 0..2 {
        step(&mut person, Unit::Block, false, true);
        assert_eq!(person.selected(), Some("glad of it."));
    }
    // Opened, it is text like any other.
    person.say(Message::ToggleFold(4));
    step(&mut person, Unit::Word, false, true);
    assert!(person.selected().expect("words").ends_with("Tags"));
}

#[test]
fn a_drag_that_ends_on_the_line_of_a_fold_takes_nothing_of_what_is_in_it() {
    let mut person = reader();
    let (glad, never) = (person.find("glad", 0), person.find("never", 0));
    for there in [person.find("Tags", 0).start(), person.find("mill, weir", 0).end(), never.end()] {
        let points = Some((person.point(glad.start()), person.point(there)));
        person.say(Message::Select { points, exact: false, show: true });
        assert_eq!(person.selected(), Some("glad of it"));
        assert_eq!(folded(&person), [4, 5, 6]);
    }
}

#[test]
fn nothing_in_a_shut_fold_is_selected_backwards_either() {
    let mut person = Person::new();
    person.paste("The mill\n\nThe mill will reopen in May, its owner said.\n\nTags: mill, weir\n\nRead more: https://example.org/weir");
    let blocks = person.document().article.text.blocks().len();
    let shut = folded(&person);
    assert!(!shut.is_empty() && shut.len() < blocks, "{shut:?} of {blocks}");
    step(&mut person, Unit::Block, false, false);
    while person.desk().caret.is_some_and(|caret| caret.at < person.find("Tags", 0).start()) {
        step(&mut person, Unit::Block, false, false);
    }
    step(&mut person, Unit::Word, false, true);
    assert_eq!(person.selected(), None, "the caret is on the line of the fold");
    step(&mut person, Unit::Word, true, true);
    assert!(!folded(&person).is_empty() || person.selected().is_none_or(|words| !words.contains("weir")));
}

#[test]
fn an_end_that_is_moved_stops_before_a_shut_fold() {
    let mut person = reader();
    person.claim("The town is glad of it");
    person.say(Message::PickEdge { end: true });
    for _ in 0..3 {
        step(&mut person, Unit::Word, false, false);
    }
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim The town is glad of it.");
    for unit in [Unit::Block, Unit::Sentence, Unit::Character] {
        person.say(Message::PickEdge { end: true });
        step(&mut person, unit, false, false);
        person.act(Message::SettleEdge);
        assert_eq!(person.focused(), "claim The town is glad of it.");
    }
    assert_eq!(folded(&person), [4, 5, 6]);
}

#[test]
fn what_was_set_aside_counts_in_no_figure() {
    let mut person = reader();
    person.claim("Hanna says it never will.");
    assert_eq!(person.desk().counts.total(), 0);
    assert_eq!(person.document().annotations.len(), 1);
    person.claim("Nobody had expected it.");
    assert_eq!(person.desk().counts.claims, 1);
    let entry = &person.state.library[&person.article()];
    assert_eq!(entry.counts.claims, 1);
    // From the article into what was set aside: it stands in the article too.
    let range = person.find("glad of it.", 0).cover(person.find("Tags", 0));
    person.drag(range, false);
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_eq!(person.desk().counts.claims, 2);
}
