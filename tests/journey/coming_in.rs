//! Bringing articles in.

use hearsay::{
    app::{Effect, Focusable, Library, Load, Message, Panel, Task, Transfer},
    article::BlockKind,
};

use super::{NEWS, Person, reader};

#[test]
fn a_pasted_text_is_an_article_with_headline_and_paragraphs() {
    let person = reader();
    let article = &person.document().article;
    assert_eq!(article.about.title, "Prices fall");
    assert_eq!(article.text.as_str(), NEWS);
    assert_eq!(article.text.blocks().len(), 5);
    assert_eq!(article.text.blocks()[0].kind, BlockKind::Heading { level: 1 });
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Article)));
    assert_eq!(person.state.panel, Panel::None);
}

#[test]
fn an_empty_form_adds_nothing_and_stays_open() {
    let mut person = Person::new();
    for text in ["", " \n ", "\u{200b}"] {
        person.say(Message::Library(Library::AddForm(true)));
        person.say(Message::Library(Library::AddText(text.to_owned())));
        person.library(Library::Add);
        assert!(person.state.library.is_empty());
        assert!(matches!(person.state.panel, Panel::Add(_)), "{text:?}");
    }
}

#[test]
fn a_dropped_text_file_is_an_article_in_any_encoding_that_says_so() {
    let utf16 = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(NEWS.encode_utf16().flat_map(unit)).collect()
    };
    let files = [
        NEWS.as_bytes().to_vec(),
        format!("\u{feff}{}", NEWS.replace('\n', "\r\n")).into_bytes(),
        utf16([0xff, 0xfe], u16::to_le_bytes),
        utf16([0xfe, 0xff], u16::to_be_bytes),
    ];
    for file in files {
        let mut person = Person::new();
        person.drop_file("news.txt", file);
        assert_eq!(person.document().article.text.as_str(), NEWS);
    }
}

#[test]
fn what_was_done_to_the_letters_is_kept_with_the_article() {
    let mut person = Person::new();
    person.drop_file("news.txt", NEWS.replace('\n', "\r\n").replace("mill", "mi\u{ad}ll"));
    let cleaned = person.document().article.text.cleaned().to_vec();
    assert!(cleaned.iter().any(|what| what.contains("soft hyphen")), "{cleaned:?}");
    person.reload();
    assert_eq!(person.document().article.text.cleaned(), cleaned);
}

#[test]
fn a_long_text_is_read_beside_the_page_and_what_was_typed_before_comes_back_when_it_is_stopped() {
    let long = "Mill to open\n\n".to_owned() + &"The mill on the weir opens again.\n\n".repeat(9_000);
    let text = |text: &str| Message::Library(Library::AddText(text.to_owned()));
    let mut person = Person::new();
    person.say(Message::Library(Library::AddForm(true)));
    person.say(text("Typed before\n\nBy hand."));
    person.holds = true;
    person.say(text(&long));
    assert!(matches!(person.effects[..], [Effect::Work { task: Task::Text { .. }, .. }]));
    let form = |person: &Person| match &person.state.panel {
        Panel::Add(form) => form.clone(),
        other => panic!("no form: {other:?}"),
    };
    assert!(form(&person).is_blank(), "nothing is laid out in the field");
    person.say(Message::Transfer(Transfer::Cancel));
    assert_eq!(form(&person).text, "Typed before\n\nBy hand.", "as if nothing had been pasted");
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::AddForm)));
    person.say(text(&long));
    person.say(Message::Library(Library::AddForm(false)));
    assert!(person.effects.contains(&Effect::StopWork), "nothing comes up later");
    person.let_go();
    assert_eq!(person.state.panel, Panel::None);
    person.holds = false;
    person.say(Message::Library(Library::BringBack));
    assert_eq!(form(&person).text, "Typed before\n\nBy hand.");
    person.say(text(&long));
    assert_eq!(form(&person).name(), "Mill to open");
    person.library(Library::Add);
    assert_eq!(person.document().article.text.blocks().len(), 9_001);
}

#[test]
fn closing_the_form_leaves_a_file_alone_that_is_read_meanwhile() {
    let mut person = Person::new();
    person.holds = true;
    person.choose_files(&[("news.txt", NEWS.into())]);
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddForm(false)));
    person.let_go();
    assert!(matches!(&person.state.panel, Panel::Add(form) if form.name() == "Prices fall"));
}

#[test]
fn a_file_that_is_no_article_is_reported_and_changes_nothing() {
    let check = |name: &str, bytes: &[u8], says: &str| {
        let mut person = reader();
        person.drop_file(name, bytes);
        let Panel::Report(report) = &person.state.panel else { panic!("no report of {name}") };
        assert_eq!(report.file, name);
        assert!(report.problems[0].contains(says), "{:?}", report.problems);
        assert_eq!(person.state.library.len(), 1);
        assert_eq!(person.document().article.text.as_str(), NEWS);
    };
    check("empty.txt", b"", "no text");
    check("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "picture");
    check("archive.txt", b"PK\x03\x04\0\0", "damaged");
    check("half.txt", b"\xff\xfe\0\0\0", "binary");
    check("other.json", b"{\"a\": 1}", "Hearsay");
}

#[test]
fn a_file_that_cannot_be_read_is_reported() {
    let mut person = Person::new();
    let stamp = person.stamp();
    let file = person.keep(Err("the disk was taken out".to_owned()));
    person.say(Message::Transfer(Transfer::File {
        name: "news.txt".into(),
        with: Vec::new(),
        size: 9,
        file,
        stamp,
    }));
    let Panel::Report(report) = &person.state.panel else { panic!("no report") };
    assert_eq!(report.problems, ["the disk was taken out"]);
    person.say(Message::Transfer(Transfer::CloseReport));
    assert_eq!(person.state.panel, Panel::None);
}

#[test]
fn the_sample_is_one_click_away() {
    let mut person = Person::new();
    person.library(Library::AddSample);
    assert!(person.document().article.about.byline.starts_with("By "));
    assert!(person.document().article.text.blocks().len() > 15);
}

#[test]
fn the_same_text_again_opens_the_article_there_is() {
    let mut person = reader();
    let first = person.article();
    person.claim("The mill closed in June.");
    person.library(Library::AddSample);
    assert_ne!(person.article(), first);
    assert_eq!(person.paste(NEWS), first);
    assert_eq!(person.marks(), ["claim The mill closed in June."]);
    assert!(person.notice().contains("already"), "{}", person.notice());
    assert_eq!(person.state.library.len(), 2);
}

#[test]
fn what_is_brought_in_before_the_store_is_open_is_kept_like_everything_else() {
    let mut earlier = reader();
    earlier.state.settings.creator = "Ada".into();
    earlier.lost = true; // Settings are chosen by hand here.
    earlier.claim("The mill closed in June.");
    earlier.library(Library::AddSample);
    let mut person = Person::before_opening(None);
    person.shelf = earlier.shelf.clone();
    person.holds = true;
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddText("Another text\n\nIt came early.".into())));
    person.library(Library::Add);
    person.open();
    person.let_go();
    let early = person.article();
    assert_eq!(person.document().article.about.title, "Another text", "what the person asked for last");
    assert_eq!(person.state.settings.creator, "Ada");
    assert_eq!(person.state.library.len(), 3);
    person.reload();
    assert_eq!(person.article(), early);
    assert_eq!(person.state.library.len(), 3);
}

#[test]
fn escape_closes_the_form() {
    let mut person = Person::new();
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Escape);
    assert_eq!(person.state.panel, Panel::None);
    assert!(matches!(person.state.desk, Load::Nothing));
}
