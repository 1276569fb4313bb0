//! The look one takes at an article before it is stored: what is typed and corrected there stays.

use hearsay::{
    app::{
        AddForm, Contents, Done, Effect, Field, Focusable, Library, Message, Offer, Panel, Review, Transfer,
    },
    article::{About, BlockKind, Correction, Fact},
    import::{Draft, plain},
};

use super::{NEWS, Person, reader};

fn form(person: &Person) -> &AddForm {
    let Panel::Add(form) = &person.state.panel else { panic!("no form, but {:?}", person.state.panel) };
    form
}

fn blocks(person: &Person) -> Vec<String> {
    let draft = form(person).draft.as_ref().expect("a draft").as_ref().expect("an article");
    let aside = |aside: bool| if aside { "~" } else { "" };
    draft.blocks.iter().map(|block| format!("{}{}", aside(block.aside), block.text)).collect()
}

fn title(person: &Person) -> &str {
    &form(person).draft.as_ref().expect("a draft").as_ref().expect("an article").about.title
}

fn titles(person: &Person) -> Vec<&str> {
    let mut titles: Vec<&str> =
        person.state.library.values().map(|entry| entry.about.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

fn type_in(person: &mut Person, text: &str) {
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddText(text.to_owned())));
}

fn correct(person: &mut Person, review: Review) {
    person.say(Message::Library(Library::Review(review)));
}

fn page(person: &mut Person, headline: &str) {
    let html = format!(
        "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>One thing is said here, and it is said in a sentence that is long enough to be an article of its own.</p></article></body></html>"
    );
    let stamp = person.stamp();
    person.say(Message::Library(Library::Page { html, url: String::new(), stamp }));
}

fn stories(names: &[&str]) -> Vec<(String, Vec<u8>)> {
    let text =
        |name: &str| format!("{name}\n\nThis is the story of {name}, and nothing but that.").into_bytes();
    names.iter().map(|name| (format!("{name}.txt"), text(name))).collect()
}

fn choose(person: &mut Person, files: &[(String, Vec<u8>)]) {
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    person.choose_files(&files);
}

#[test]
fn a_bad_file_among_good_ones_is_told_of_and_the_others_are_looked_at() {
    let mut person = Person::new();
    let mut files = stories(&["One", "Two", "Three"]);
    files.insert(1, ("binary.txt".into(), b"\xff\xfe\0\0\0".to_vec()));
    files.insert(3, ("empty.txt".into(), Vec::new()));
    choose(&mut person, &files);
    let mut seen = Vec::new();
    while let Panel::Add(form) = &person.state.panel {
        let bad: Vec<&str> = form.refused.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(bad, ["binary.txt", "empty.txt"]);
        assert!(form.refused[0].1.contains("binary"), "{:?}", form.refused);
        seen.push(title(&person).to_owned());
        person.library(Library::Add);
    }
    assert_eq!(seen, ["One", "Two", "Three"]);
    assert_eq!(person.state.library.len(), 3);
}

#[test]
fn a_bad_file_leaves_what_is_typed_and_corrected() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One"]));
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "Another".into())));
    person.choose_files(&[("binary.txt", b"\xff\xfe\0\0\0".to_vec())]);
    assert_eq!((title(&person), form(&person).refused.len()), ("Another", 1));
    person.library(Library::Add);
    type_in(&mut person, "Typed\n\nBy hand.");
    person.choose_files(&[("binary.txt", b"\xff\xfe\0\0\0".to_vec())]);
    let stamp = person.stamp();
    let file = person.keep(Ok(Vec::new()));
    person.say(Message::Transfer(Transfer::File {
        name: "huge.txt".into(),
        with: Vec::new(),
        size: 999_999_999_999,
        file,
        stamp,
    }));
    assert_eq!((title(&person), form(&person).refused.len()), ("Typed", 2));
}

#[test]
fn what_is_asked_about_another_file_gives_the_typed_text_back() {
    let mut person = reader();
    person.claim("The mill closed in June.");
    person.act(|stamp| Message::Set(Field::Note("Check.".into()), stamp));
    let file = person.export().replace("Check.", "Ask again.");
    person.library(Library::AddSample);
    // The file is read and compared with what the store has, while somebody types.
    person.holds = true;
    person.choose_files(&[("theirs.json", file.into())]);
    person.let_one_go();
    type_in(&mut person, "Typed\n\nBy hand.");
    person.let_go();
    let asked = matches!(person.state.panel, Panel::Question(_));
    if asked {
        person.say(Message::Transfer(Transfer::Cancel));
    }
    assert_eq!((asked, title(&person)), (true, "Typed"));
}

#[test]
fn each_of_several_files_is_passed_over_by_itself() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One", "Two", "Three"]));
    for name in ["One", "Two", "Three"] {
        assert_eq!(title(&person), name);
        person.say(Message::Library(Library::StepBack));
    }
    assert_eq!(person.state.panel, Panel::None);
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Opener)));
}

#[test]
fn what_is_added_is_what_was_shown_whatever_is_being_read() {
    let mut person = Person::new();
    type_in(&mut person, "Typed\n\nBy hand.");
    person.holds = true;
    choose(&mut person, &stories(&["One"]));
    person.library(Library::Add);
    assert_eq!(person.state.panel, Panel::None);
    assert_eq!(titles(&person), ["Typed"]);
    person.let_go();
    assert_eq!((title(&person), titles(&person)), ("One", vec!["Typed"]));
}

#[test]
fn what_is_added_before_the_store_is_open_is_what_was_shown() {
    let mut person = Person::before_opening(None);
    type_in(&mut person, "Typed\n\nBy hand.");
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "By hand".into())));
    person.library(Library::Add);
    type_in(&mut person, "More\n\nIt is not finished.");
    person.open();
    assert_eq!((title(&person), titles(&person)), ("More", vec!["By hand"]));
}

#[test]
fn files_and_pages_wait_for_what_is_being_typed() {
    let mut person = Person::new();
    type_in(&mut person, "Typed\n\nBy hand.");
    choose(&mut person, &stories(&["One"]));
    page(&mut person, "A page");
    assert_eq!((title(&person), form(&person).waiting()), ("Typed", 2));
    person.library(Library::Add);
    assert_eq!(title(&person), "One");
    person.library(Library::Add);
    assert_eq!(title(&person), "A page");
}

#[test]
fn typing_on_keeps_what_was_corrected() {
    let mut person = Person::new();
    let text =
        "Mill to close\n\nThe mill will close.\n\nRead our newsletter about mills.\n\nNobody knows why";
    type_in(&mut person, text);
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "The mill".into())));
    correct(&mut person, Review::Aside(2, true));
    person.say(Message::Library(Library::AddText(format!("{text}."))));
    assert_eq!(title(&person), "The mill");
    assert_eq!(
        blocks(&person),
        ["Mill to close", "The mill will close.", "~Read our newsletter about mills.", "Nobody knows why."]
    );
}

#[test]
fn corrections_are_undone_and_made_again() {
    let mut person = Person::new();
    type_in(&mut person, "Mill to close\n\nThe mill will close.\n\nNobody knows why.");
    correct(&mut person, Review::Aside(2, true));
    correct(&mut person, Review::Heading(2, true));
    correct(&mut person, Review::Join(1));
    let joined = "The mill will close. Nobody knows why.";
    assert_eq!(blocks(&person), ["Mill to close", joined]);
    for letter in ["T", "Th", "The"] {
        correct(&mut person, Review::About(Correction::Words(Fact::Title, letter.into())));
    }
    correct(&mut person, Review::Undo);
    assert_eq!((title(&person), blocks(&person).len()), ("Mill to close", 2), "a word is one correction");
    correct(&mut person, Review::Undo);
    assert_eq!(blocks(&person), ["Mill to close", "The mill will close.", "~Nobody knows why."]);
    assert!(form(&person).told.contains("joining"), "{}", form(&person).told);
    let Some(Ok(draft)) = &form(&person).draft else { panic!("no draft") };
    assert_eq!(draft.blocks[2].kind, BlockKind::Heading { level: 2 });
    correct(&mut person, Review::Redo);
    assert_eq!(blocks(&person)[1], joined);
    for _ in 0..3 {
        correct(&mut person, Review::Undo);
    }
    assert_eq!(blocks(&person), ["Mill to close", "The mill will close.", "Nobody knows why."]);
    assert_eq!(form(&person).steps(), (false, true));
    correct(&mut person, Review::Cut(1));
    correct(&mut person, Review::Split(None));
    assert_eq!(form(&person).steps(), (true, false), "what was undone is no more");
    correct(&mut person, Review::Undo);
    assert_eq!(blocks(&person)[1], "The mill will close.");
}

#[test]
fn a_step_back_leaves_the_parting_first() {
    let mut person = Person::new();
    type_in(&mut person, "Mill to close\n\nThe mill will close.");
    correct(&mut person, Review::Cut(1));
    person.say(Message::Library(Library::StepBack));
    assert_eq!((form(&person).cut, title(&person)), (None, "Mill to close"));
    person.say(Message::Library(Library::StepBack));
    assert_eq!(person.state.panel, Panel::None);
}

#[test]
fn what_was_corrected_and_closed_can_be_brought_back() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One", "Two"]));
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "First".into())));
    correct(&mut person, Review::Aside(1, true));
    person.say(Message::Library(Library::StepBack));
    assert_eq!(title(&person), "Two");
    assert!(person.state.left.is_some());
    person.say(Message::Library(Library::BringBack));
    assert_eq!((title(&person), form(&person).waiting()), ("First", 1));
    assert!(blocks(&person)[1].starts_with('~'));
    person.say(Message::Library(Library::StepBack));
    person.say(Message::Library(Library::StepBack));
    assert_eq!(person.state.panel, Panel::None);
    let notice = person.state.notice.clone().expect("a notice");
    assert_eq!(notice.offer, Some(Offer::BringBack));
    assert!(notice.text.contains("First"), "{}", notice.text);
    person.say(Message::Library(Library::BringBack));
    assert_eq!(title(&person), "First");
    assert_eq!(person.state.notice, None);
}

#[test]
fn what_was_not_touched_is_closed_without_a_word() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One"]));
    person.say(Message::Library(Library::StepBack));
    assert_eq!((person.state.notice.clone(), person.state.left.is_none()), (None, true));
}

#[test]
fn an_address_is_no_article() {
    for text in [
        "https://news.example/mill",
        " www.news.example ",
        "news.example/mill/2",
        "https://a.example\nhttps://b.example",
    ] {
        let mut person = Person::new();
        type_in(&mut person, text);
        assert!(form(&person).is_address() && form(&person).draft.is_none(), "{text}");
        person.library(Library::Add);
        assert!(person.state.library.is_empty(), "{text}");
    }
    for text in ["Mill", "and/or", "Read https://news.example/mill today"] {
        assert!(!AddForm::of(text.to_owned()).is_address(), "{text}");
    }
}

#[test]
fn every_passage_of_a_book_can_be_reached() {
    let mut person = Person::new();
    let text: String = (0..2_000).map(|n| format!("This is what was said in passage {n}.\n\n")).collect();
    type_in(&mut person, &text);
    let all = blocks(&person).len();
    assert_eq!((all, form(&person).shown.clone()), (2_000, 0..300));
    let check = |person: &mut Person, at: usize| {
        correct(person, Review::At(at));
        let form = form(person);
        assert!(form.shown.contains(&at) && form.at == at && form.shown.end <= all, "{at}: {:?}", form.shown);
        assert!((300..=900).contains(&form.shown.len()), "{:?}", form.shown);
        assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Passage(at))));
    };
    (0..all).for_each(|at| check(&mut person, at));
    (0..all).rev().for_each(|at| check(&mut person, at));
    for at in [all - 1, 0, 1_000, 999, 1_500] {
        check(&mut person, at);
    }
    correct(&mut person, Review::Aside(1_500, true));
    assert!(blocks(&person)[1_500].starts_with('~'));
}

#[test]
fn the_identical_article_is_known_and_what_was_corrected_is_not_lost() {
    let mut person = reader();
    let first = person.article();
    person.library(Library::AddSample);
    type_in(&mut person, NEWS);
    let known = form(&person).known.clone().expect("known");
    assert!(known.identical && known.id == first);
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "Prices rise".into())));
    person.library(Library::Add);
    assert_eq!((person.article(), person.state.library.len()), (first, 2));
    assert_eq!(person.document().article.about.title, "Prices fall");
    assert!(person.notice().contains("not taken over"), "{}", person.notice());
    person.say(Message::Library(Library::BringBack));
    assert_eq!(title(&person), "Prices rise");
    // Another text is another article.
    correct(&mut person, Review::Join(1));
    assert!(!form(&person).known.as_ref().expect("still like it").identical);
}

#[test]
fn an_article_without_a_headline_is_named_by_its_first_words() {
    let mut person = Person::new();
    type_in(&mut person, "Mill to close\n\nThe mill will close.");
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "  ".into())));
    person.library(Library::Add);
    assert_eq!(person.document().article.about.title, "Mill to close The mill will close.");
}

#[test]
fn the_words_are_counted_after_every_correction() {
    let mut person = Person::new();
    type_in(&mut person, "Mill to close\n\nIt will.\n\nNobody knows why.");
    assert_eq!(form(&person).words.0, 8);
    correct(&mut person, Review::Aside(2, true));
    assert_eq!(form(&person).words.0, 5);
    correct(&mut person, Review::Join(1));
    assert_eq!(form(&person).words.0, 8, "what is joined to the article is of it");
    correct(&mut person, Review::Undo);
    assert_eq!(form(&person).words.0, 5);
}

#[test]
fn what_cannot_be_done_to_a_passage_is_said() {
    let mut person = Person::new();
    type_in(&mut person, "Mill to close\n\nIt will.\n\nYes");
    let before = blocks(&person);
    correct(&mut person, Review::Join(2));
    assert!(form(&person).told.contains("last"), "{}", form(&person).told);
    correct(&mut person, Review::Cut(2));
    assert!(form(&person).told.contains("one word"), "{}", form(&person).told);
    assert_eq!(blocks(&person), before);
    correct(&mut person, Review::Undo);
    assert!(form(&person).told.contains("Nothing to undo"), "{}", form(&person).told);
}

#[test]
fn all_that_were_added_are_counted() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One", "Two", "Three"]));
    person.library(Library::AddAll);
    assert!(person.notice().contains("3 articles"), "{}", person.notice());
}

#[test]
fn leaving_is_asked_about_only_while_something_would_be_lost() {
    let mut person = Person::new();
    choose(&mut person, &stories(&["One"]));
    assert!(!person.state.is_correcting());
    correct(&mut person, Review::About(Correction::Words(Fact::Byline, "Ann Lee".into())));
    assert!(person.state.is_correcting());
    person.library(Library::Add);
    assert!(!person.state.is_correcting());
    type_in(&mut person, "T");
    assert!(person.state.is_correcting());
}

#[test]
fn chapters_of_one_name_are_told_apart() {
    let mut person = Person::new();
    person.holds = true;
    choose(&mut person, &stories(&["Book"]));
    let number = person.effects.iter().find_map(|effect| match effect {
        Effect::Work { number, .. } => Some(*number),
        _ => None,
    });
    let chapter = |name: &str, text: &str| Draft {
        about: About { title: name.into(), ..About::default() },
        ..plain(text).expect("a text")
    };
    let drafts = vec![
        chapter("Book", "One.\n\nTwo.\n\nThree."),
        chapter("Notes", "One."),
        chapter("Notes", "Two."),
        chapter("End", "Three."),
    ];
    let done = Done::Read(Box::new(Contents { drafts, ..Contents::default() }));
    person.say(Message::Transfer(Transfer::Worked {
        number: number.expect("work"),
        done,
        files: Vec::new(),
    }));
    correct(&mut person, Review::Offered(2));
    assert_eq!((form(&person).chosen, blocks(&person)), (2, vec!["Two.".to_owned()]));
    correct(&mut person, Review::About(Correction::Words(Fact::Title, "Remarks".into())));
    assert_eq!(form(&person).chosen, 2);
    correct(&mut person, Review::Offered(1));
    assert_eq!((form(&person).chosen, blocks(&person)), (1, vec!["One.".to_owned()]));
    // What was corrected in another is there again, and undoing finds its way.
    correct(&mut person, Review::Offered(2));
    assert_eq!(title(&person), "Remarks");
    for _ in 0..3 {
        correct(&mut person, Review::Undo);
    }
    assert_eq!((title(&person), form(&person).chosen), ("Notes", 2));
    correct(&mut person, Review::Undo);
    assert_eq!((title(&person), form(&person).chosen), ("Book", 0));
}
