//! Many articles in a file, several files at once.

use std::collections::BTreeSet;

use hearsay::{
    annotation::{Document, meeting::Duplicates},
    app::{Library, Message, Panel, Transfer},
};

use super::Person;

/// A file of so many articles, each with one claim on words of its own; `more` is added to each text.
fn many(count: u32, more: &str) -> String {
    let mut person = Person::new();
    person.checks = false;
    for n in 0..count {
        // Ids come from the moment, and are the same for every `more`.
        person.paste(&format!("Article {n}\n\nThe ferry number {n} sank.{more}"));
        person.claim(&format!("ferry number {n}"));
    }
    person.export_library()
}

/// Every article of the library has exactly the claim that was made on it.
#[track_caller]
fn each_has_its_own(person: &Person) {
    let mut ids = BTreeSet::new();
    for id in person.state.library.keys() {
        let loaded = person.shelf.load(*id).expect("an article");
        let document = &loaded.document;
        let title = &document.article.about.title;
        let number = title.strip_prefix("Article ").expect("a number");
        let words: Vec<_> =
            document.annotations.values().map(|a| document.article.text.slice(a.target.span())).collect();
        assert!(!words.is_empty(), "{title}");
        assert!(words.iter().all(|words| *words == format!("ferry number {number}")), "{title}: {words:?}");
        for annotation in document.annotations.keys() {
            assert!(ids.insert(*annotation), "{title}: two annotations of one id");
        }
    }
}

#[test]
fn copies_of_many_articles_are_all_there_with_their_own_annotations() {
    let mut person = Person::new();
    person.checks = false;
    person.drop_file("first.json", many(45, ""));
    person.drop_file("other.json", many(45, " Nobody drowned."));
    assert_eq!(person.state.library.len(), 90);
    each_has_its_own(&person);
    person.reload();
    assert_eq!(person.state.library.len(), 90);
    each_has_its_own(&person);
}

#[test]
fn keeping_both_in_many_articles_gives_every_annotation_an_id_of_its_own() {
    let mut person = Person::new();
    person.checks = false;
    let file = many(45, "");
    person.drop_file("first.json", file.clone());
    person.drop_file(
        "noted.json",
        file.replace("\"kind\": \"claim\"", "\"kind\": \"claim\",\n\"note\": \"checked\""),
    );
    person.say(Message::Transfer(Transfer::Duplicates(Duplicates::KeepBoth)));
    person.act(|stamp| Message::Transfer(Transfer::Decide(stamp)));
    assert_eq!(person.state.library.len(), 45);
    each_has_its_own(&person);
    let claims: u32 = person.state.library.values().map(|entry| entry.counts.claims).sum();
    assert_eq!(claims, 90);
}

#[test]
fn several_articles_with_one_text_are_several_and_meet_themselves_again() {
    let text = "Bridge to close\nIt is not safe, said Ines.";
    let ann = |words: &str| {
        let at = text.find(words).expect("words");
        format!("T1\tClaim {at} {}\t{words}\n", at + words.len())
    };
    let files = [
        ("bridge.txt", text.as_bytes().to_vec()),
        ("bridge_ida.ann", ann("Bridge").into_bytes()),
        ("bridge_sam.ann", ann("not safe").into_bytes()),
    ];
    let mut person = Person::new();
    person.drop_files(&files);
    let marked = |person: &Person| {
        let documents = person.state.library.keys().map(|id| person.shelf.load(*id).expect("one").document);
        let words = |document: Document| {
            let text = document.article.text.clone();
            document.annotations.values().map(|a| text.slice(a.target.span()).to_owned()).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = documents.map(words).collect();
        all.sort();
        all
    };
    assert_eq!(marked(&person), [["Bridge"], ["not safe"]]);
    // The whole library, taken away and brought back: to where it came from, and elsewhere.
    let file = person.export_library();
    person.drop_file("again.json", file.clone());
    assert_eq!(marked(&person), [["Bridge"], ["not safe"]]);
    let mut other = Person::new();
    other.drop_file("library.json", file);
    assert_eq!(marked(&other), [["Bridge"], ["not safe"]]);
    // The files once more: each finds the article that was made of it.
    other.drop_files(&files);
    assert_eq!(marked(&other), [["Bridge"], ["not safe"]]);
}

#[test]
fn files_chosen_together_wait_for_one_another() {
    let mut person = Person::new();
    let json = many(1, "");
    person.choose_files(&[("note.txt", "A note\n\nNobody asked.".into()), ("one.json", json.clone().into())]);
    assert!(matches!(&person.state.panel, Panel::Add(form) if form.draft.is_some()), "the text is looked at");
    assert_eq!(person.state.library.len(), 0);
    person.library(Library::Add);
    assert_eq!(person.state.library.len(), 2, "and what came behind it is taken then");

    // A report is read before the next file's takes its place.
    let bad = json.replace("\"claim\"", "\"clame\"");
    person.choose_files(&[("bad.json", bad.into()), ("worse.json", "{".into())]);
    let told = |person: &Person| match &person.state.panel {
        Panel::Report(report) => report.file.clone(),
        panel => panic!("no report, but {panel:?}"),
    };
    assert_eq!(told(&person), "bad.json");
    person.say(Message::Transfer(Transfer::CloseReport));
    assert_eq!(told(&person), "worse.json");
}
