//! Parting a passage in the look one takes before an article is stored.

use hearsay::{
    app::{CutStep, Effect, Focusable, Library, Message, Panel, Review},
    text::{TextSize, words},
};

use super::Person;

const TALK: &str = "Mill to close\n\nThe mill will close in May. Its owner said so. “I am tired,” he said.\n\nNobody knows why.";

/// Somebody who looks `TALK` over.
fn looking() -> Person {
    let mut person = Person::new();
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddText(TALK.to_owned())));
    person
}

impl Person {
    fn review(&mut self, review: Review) {
        self.say(Message::Library(Library::Review(review)));
    }

    /// The blocks that are looked at; `|` is where the one at hand would be parted.
    fn passages_looked_at(&self) -> Vec<String> {
        let Panel::Add(form) = &self.state.panel else { panic!("no form") };
        let draft = form.draft.as_ref().unwrap().as_ref().unwrap();
        let mut blocks: Vec<String> = draft.blocks.iter().map(|block| block.text.clone()).collect();
        if let Some(cut) = form.cut {
            blocks[form.at].insert(cut.into(), '|');
        }
        blocks
    }
}

#[test]
fn a_passage_is_parted_where_the_person_wants() {
    let mut person = looking();
    person.review(Review::Cut(1));
    assert_eq!(
        person.passages_looked_at()[1],
        "The mill will close in May. |Its owner said so. “I am tired,” he said."
    );
    let step = |person: &mut Person, step: CutStep| person.review(Review::MoveCut(step));
    step(&mut person, CutStep::Sentence { back: false });
    assert_eq!(
        person.passages_looked_at()[1],
        "The mill will close in May. Its owner said so. |“I am tired,” he said."
    );
    step(&mut person, CutStep::Word { back: false });
    assert_eq!(
        person.passages_looked_at()[1],
        "The mill will close in May. Its owner said so. “I |am tired,” he said."
    );
    step(&mut person, CutStep::Sentence { back: true });
    step(&mut person, CutStep::Word { back: true });
    assert_eq!(
        person.passages_looked_at()[1],
        "The mill will close in May. Its owner said |so. “I am tired,” he said."
    );
    person.review(Review::Split(None));
    assert_eq!(
        person.passages_looked_at()[1..3],
        ["The mill will close in May. Its owner said", "so. “I am tired,” he said."]
    );
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Passage(1))));
    // The key that joins takes it back.
    person.review(Review::Join(1));
    assert_eq!(
        person.passages_looked_at()[1],
        "The mill will close in May. Its owner said so. “I am tired,” he said."
    );
}

#[test]
fn a_passage_is_parted_where_it_was_clicked() {
    let mut person = looking();
    person.review(Review::Cut(1));
    person.review(Review::Split(Some(TextSize::new("The mill will ".len() as u32))));
    assert_eq!(
        person.passages_looked_at()[1..3],
        ["The mill will", "close in May. Its owner said so. “I am tired,” he said."]
    );
}

#[test]
fn a_passage_that_is_not_to_be_parted_stays_whole() {
    let mut person = looking();
    let before = person.passages_looked_at();
    for leave in [Review::Whole, Review::At(2), Review::Byline("Ann".to_owned())] {
        person.review(Review::Cut(1));
        assert_ne!(person.passages_looked_at(), before);
        person.review(leave);
        assert_eq!(person.passages_looked_at(), before);
        person.review(Review::Split(None));
        assert_eq!(person.passages_looked_at(), before, "there is no place to part it at");
    }
}

#[test]
fn the_place_stays_within_the_passage() {
    let mut person = looking();
    for (back, at) in [(true, "Nobody |knows why."), (false, "Nobody knows |why.")] {
        person.review(Review::Cut(2));
        for _ in 0..5 {
            person.review(Review::MoveCut(CutStep::Word { back }));
            person.review(Review::MoveCut(CutStep::Sentence { back }));
        }
        assert_eq!(person.passages_looked_at()[2], at);
    }
}

#[test]
fn one_word_cannot_be_parted_and_signs_without_blanks_can() {
    let mut person = Person::new();
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddText("Mill\n\nClosed\n\n川は静かだ。雨が降る。".to_owned())));
    person.review(Review::Cut(1));
    assert_eq!(person.passages_looked_at()[1], "Closed");
    person.review(Review::Cut(2));
    assert_eq!(person.passages_looked_at()[2], "川は静かだ。|雨が降る。");
    person.review(Review::MoveCut(CutStep::Word { back: true }));
    assert_eq!(person.passages_looked_at()[2], "川は静か|だ。雨が降る。");
    assert_eq!(words::starts("川は").count(), 2);
}
