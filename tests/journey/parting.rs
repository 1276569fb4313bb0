//! Parting a passage in the look one takes before an article is stored.

use hearsay::{
    app::{CutStep, Effect, Focusable, Library, Message, Panel, Review},
    article::{Correction, Fact},
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
    for leave in
        [Review::Whole, Review::At(2), Review::About(Correction::Words(Fact::Byline, "Ann".to_owned()))]
    {
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

const PAGE: &str = "<html><head><title>Mill to close</title></head><body><nav><a href=/>Home</a><p>Weir news, every day</p></nav><main><article><h1>Mill to close</h1><p>The mill on the upper weir will close in May, its owner said on Monday in the town hall, where nobody had expected it.</p><aside><p>Flour from Weir</p></aside><p>It has stood there since 1804, and was rebuilt in 1911 by people who did not ask anybody whether they might.</p></article></main><footer><p>Write to us</p></footer></body></html>";

#[test]
fn what_was_left_out_of_a_page_can_be_seen_and_brought_back() {
    let mut person = Person::new();
    let stamp = person.stamp();
    person.say(Message::Library(Library::Page { html: PAGE.to_owned(), url: String::new(), stamp }));
    let at = |person: &Person| {
        let Panel::Add(form) = &person.state.panel else { panic!("no form") };
        person.passages_looked_at()[form.at].clone()
    };
    // Passed over while it is not shown.
    assert_eq!(at(&person), "Mill to close");
    for expected in ["The mill on", "It has stood", "It has stood"] {
        let Panel::Add(form) = &person.state.panel else { panic!("no form") };
        person.review(Review::At(form.at + 1));
        assert!(at(&person).starts_with(expected), "{}", at(&person));
    }
    person.review(Review::At(0));
    assert_eq!(at(&person), "Mill to close");

    person.review(Review::Around(true));
    person.review(Review::At(0));
    assert_ne!(at(&person), "Mill to close");
    let number = |person: &Person, text: &str| {
        let passages = person.passages_looked_at();
        passages.iter().position(|passage| passage == text).unwrap_or_else(|| panic!("{text} is gone"))
    };
    let flour = number(&person, "Flour from Weir");
    assert_eq!(
        (number(&person, "Weir news, every day") < flour, flour < number(&person, "Write to us")),
        (true, true)
    );
    // Brought back, left out again, and brought back.
    for aside in [false, true, false] {
        person.review(Review::Aside(flour, aside));
    }
    person.review(Review::At(number(&person, "Write to us")));
    person.review(Review::Around(false));
    assert!(at(&person).starts_with("It has stood"), "{}", at(&person));
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Passage(flour + 1))));
    person.library(Library::Add);
    let text = person.document().article.text.as_str().to_owned();
    let blocks: Vec<&str> = text.split("\n\n").collect();
    assert_eq!((blocks.len(), blocks[0], blocks[2]), (4, "Mill to close", "Flour from Weir"));
}

#[test]
fn a_short_article_is_shown_whole_however_much_was_left_out_of_its_page() {
    let mut person = Person::new();
    let stamp = person.stamp();
    let links: String = (0..700).map(|n| format!("<li><a href=/{n}>Story of number {n}</a>")).collect();
    let html = PAGE.replace("<p>Flour from Weir</p>", &format!("<ul>{links}</ul>"));
    person.say(Message::Library(Library::Page { html, url: String::new(), stamp }));
    let shown = |person: &Person| {
        let Panel::Add(form) = &person.state.panel else { panic!("no form") };
        let draft = form.draft.as_ref().unwrap().as_ref().unwrap();
        (form.passages(draft)[form.shown.clone()].to_vec(), form.at, draft.blocks.len())
    };
    assert_eq!(shown(&person).0.len(), 3);
    person.review(Review::At(usize::MAX));
    person.review(Review::Around(true));
    let (passages, at, all) = shown(&person);
    assert!(all > 700 && passages.len() == 300 && passages.contains(&at), "{} of {all}", passages.len());
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Passage(at))), "it stays in sight");
    person.review(Review::Around(false));
    assert_eq!(shown(&person).0.len(), 3);
}

#[test]
fn joining_passes_over_what_was_left_out_and_can_be_undone() {
    let mut person = Person::new();
    let stamp = person.stamp();
    person.say(Message::Library(Library::Page { html: PAGE.to_owned(), url: String::new(), stamp }));
    let before = person.passages_looked_at();
    let Panel::Add(form) = &person.state.panel else { panic!("no form") };
    let first = form.at + 1;
    person.review(Review::Join(first));
    let joined = person.passages_looked_at();
    assert!(joined[first].starts_with("The mill on") && joined[first].ends_with("they might."), "{joined:?}");
    assert!(joined.contains(&"Flour from Weir".to_owned()), "{joined:?}");
    person.review(Review::Undo);
    assert_eq!(person.passages_looked_at(), before);
}

#[test]
fn the_form_readies_what_reads_files() {
    let mut person = Person::new();
    person.say(Message::Library(Library::AddForm(true)));
    assert!(person.effects.contains(&Effect::ReadyWorker));
}
