//! Reading, selecting and moving boundaries without a mouse.

use hearsay::{
    annotation::Kind,
    app::{Message, Step},
    text::units::Unit,
};

use super::{Person, reader};

fn step(person: &mut Person, unit: Unit, back: bool, extend: bool) {
    person.say(Message::MoveCaret { step: Step { unit, back, extend }, near: None });
}

fn on(person: &mut Person) {
    step(person, Unit::Word, false, false);
}

/// The words the caret shows.
fn shown(person: &Person) -> String {
    let desk = person.desk();
    desk.caret.map(|caret| desk.document.article.text.slice(caret.shown).to_owned()).unwrap_or_default()
}

/// A reader with the caret on the first of these words.
fn at(words: &str) -> Person {
    let mut person = reader();
    let place = person.find(words, 0).start();
    let point = person.point(place);
    person.say(Message::PutCaret(point));
    person
}

#[test]
fn the_caret_goes_by_word_sentence_and_paragraph_across_blocks() {
    let mut person = reader();
    on(&mut person);
    let first = shown(&person);
    assert_eq!(first, "Prices");
    on(&mut person);
    assert_eq!(shown(&person), "fall");
    step(&mut person, Unit::Word, true, false);
    assert_eq!(shown(&person), first);
    let mut seen = vec![first];
    loop {
        let before = person.desk().caret;
        step(&mut person, Unit::Block, false, false);
        if person.desk().caret == before {
            break;
        }
        seen.push(shown(&person));
    }
    let text = &person.document().article.text;
    let firsts: Vec<_> = (0..text.blocks().len())
        .map(|n| {
            text.block_text(n).split_whitespace().next().expect("a word").trim_matches(['“', ',']).to_owned()
        })
        .collect();
    assert_eq!(seen, firsts);
}

#[test]
fn every_word_is_reached_forwards_and_backwards() {
    let mut person = reader();
    on(&mut person);
    let mut forwards = vec![shown(&person)];
    loop {
        let before = person.desk().caret;
        on(&mut person);
        if person.desk().caret == before {
            break;
        }
        forwards.push(shown(&person));
    }
    let mut backwards = vec![shown(&person)];
    loop {
        let before = person.desk().caret;
        step(&mut person, Unit::Word, true, false);
        if person.desk().caret == before {
            break;
        }
        backwards.push(shown(&person));
    }
    backwards.reverse();
    assert_eq!(forwards, backwards);
    let text = &person.document().article.text;
    assert_eq!(forwards.len(), hearsay::text::words::count(text.as_str()));
}

#[test]
fn shift_selects_and_back_again() {
    let mut person = at("mill closed");
    step(&mut person, Unit::Word, false, true);
    assert_eq!(person.selected(), Some("mill"));
    step(&mut person, Unit::Word, false, true);
    assert_eq!(person.selected(), Some("mill closed"));
    step(&mut person, Unit::Character, true, true);
    assert_eq!(person.selected(), Some("mill close"), "a letter is a letter");
    step(&mut person, Unit::Word, true, true);
    assert_eq!(person.selected(), Some("mill "));
    on(&mut person);
    assert_eq!(person.selected(), None, "a step without Shift lets go");
}

#[test]
fn one_key_takes_what_is_around_the_caret() {
    let mut person = at("never knew");
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert!(person.focused().starts_with("quote “We never knew,” direct"), "{}", person.focused());
    let mut person = at("closed in June");
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_eq!(person.focused(), "claim The mill closed in June.");
    let mut person = at("McGurk");
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    assert_eq!(person.focused(), "source Brett McGurk is Brett McGurk");
}

#[test]
fn a_selection_grows_and_shrinks_around_the_caret() {
    let mut person = at("closed in June");
    let mut grown = Vec::new();
    for _ in 0..8 {
        person.say(Message::Widen { narrower: false });
        grown.push(person.selected().expect("a selection").to_owned());
    }
    grown.dedup();
    assert_eq!(grown.first().map(String::as_str), Some("closed"));
    assert!(grown.contains(&"The mill closed in June.".to_owned()), "{grown:?}");
    assert!(grown.len() > 1);
    person.say(Message::Widen { narrower: true });
    assert_eq!(person.selected(), grown.get(grown.len() - 2).map(String::as_str));
    for _ in 0..8 {
        person.say(Message::Widen { narrower: true });
    }
    assert_eq!(person.selected(), Some("closed"));
    person.say(Message::TakeUnit(Unit::Sentence));
    assert_eq!(person.selected(), Some("The mill closed in June."));
}

#[test]
fn an_edge_is_moved_by_key_and_let_go_as_one_act() {
    let mut person = reader();
    person.claim("mill closed");
    person.say(Message::PickEdge { end: true });
    on(&mut person);
    on(&mut person);
    assert_eq!(person.focused(), "claim mill closed", "nothing is changed while it moves");
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill closed in June");
    person.say(Message::PickEdge { end: true });
    step(&mut person, Unit::Word, true, false);
    step(&mut person, Unit::Character, true, false);
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill closed i");
    person.say(Message::PickEdge { end: false });
    step(&mut person, Unit::Word, true, false);
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim The mill closed i");
    for expected in ["claim mill closed i", "claim mill closed in June", "claim mill closed"] {
        person.undo();
        assert_eq!(person.focused(), expected);
    }
}

#[test]
fn an_edge_that_is_let_be_stays_where_it_was() {
    let mut person = reader();
    person.claim("mill closed");
    person.say(Message::PickEdge { end: true });
    on(&mut person);
    person.say(Message::Escape);
    assert_eq!(person.focused(), "claim mill closed");
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill closed");
}

#[test]
fn an_edge_never_passes_the_other() {
    let mut person = reader();
    person.claim("mill closed");
    person.say(Message::PickEdge { end: true });
    for _ in 0..9 {
        step(&mut person, Unit::Word, true, false);
    }
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill");
}

#[test]
fn an_edge_is_dragged_to_a_word_and_exactly_with_alt() {
    let mut person = reader();
    person.claim("mill closed");
    let end = person.find("in June", 0).start() + hearsay::text::TextSize::new(5);
    let point = person.point(end);
    person.say(Message::DragEdge { part: 0, end: true, point, exact: false });
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill closed in June");
    let point = person.point(end);
    person.say(Message::DragEdge { part: 0, end: true, point, exact: true });
    person.act(Message::SettleEdge);
    assert_eq!(person.focused(), "claim mill closed in Ju");
}

#[test]
fn what_the_mouse_selected_goes_on_from_where_it_was_drawn_to() {
    let mut person = at("Anna Rao");
    person.select("never knew");
    step(&mut person, Unit::Word, false, true);
    assert_eq!(person.selected(), Some("never knew,” McGurk"));
    step(&mut person, Unit::Word, true, true);
    step(&mut person, Unit::Word, true, true);
    assert_eq!(person.selected(), Some("never "), "the end that moved goes back");

    // Drawn from right to left, its start is what moves.
    let range = person.find("runs the mill", 0);
    let points = Some((person.point(range.end()), person.point(range.start())));
    person.say(Message::Select { points, exact: false, show: true });
    step(&mut person, Unit::Word, true, true);
    assert_eq!(person.selected(), Some("who runs the mill"));
}

#[test]
fn the_click_that_ends_a_selection_leaves_it_to_be_drawn_further() {
    let mut person = reader();
    person.select("sharply");
    let middle = person.point(person.find("arply", 0).start());
    person.say(Message::PutCaret(middle));
    step(&mut person, Unit::Word, false, true);
    assert_eq!(person.selected(), Some("sharply in"));
}

#[test]
fn after_a_selection_that_was_given_up_the_caret_is_there_and_not_where_it_was() {
    let mut person = at("Prices fell");
    person.select("runs the mill");
    person.say(Message::Escape);
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    let sentence = "claim Anna Rao, who runs the mill, said prices would rise.";
    assert_eq!(person.focused(), sentence);
}
