//! The same article again: what comes in may be in the library already.

use hearsay::{
    app::{AddForm, Effect, Library, Load, Message, Panel, Store, series},
    import::Same,
    record::ArticleId,
};

use super::{NEWS, Person, reader};

fn form(person: &Person) -> &AddForm {
    let Panel::Add(form) = &person.state.panel else { panic!("no form") };
    form
}

fn type_in(person: &mut Person, text: &str) {
    person.say(Message::Library(Library::AddForm(true)));
    person.say(Message::Library(Library::AddText(text.to_owned())));
}

fn newer() -> String {
    NEWS.replace("June", "July")
}

fn page(person: &mut Person, url: &str, body: &str) {
    let html = format!(
        "<html><head><title>Mill</title></head><body><article><h1>Mill</h1>{body}</article></body></html>"
    );
    let stamp = person.stamp();
    person.say(Message::Library(Library::Page { html, url: url.into(), stamp }));
}

fn versions(person: &Person, id: ArticleId) -> usize {
    series(&person.state, id).len()
}

#[test]
fn a_text_that_is_nearly_the_same_is_asked_about() {
    let mut person = reader();
    let first = person.article();
    type_in(&mut person, &newer());
    let known = form(&person).known.clone().expect("known");
    assert_eq!((known.id, known.title.as_str()), (first, "Prices fall"));
    assert!(matches!(known.how, Same::Near(share) if share < 0.999));
    type_in(
        &mut person,
        "Another thing entirely\n\nIt has words of its own, and none of those of the other.",
    );
    assert_eq!(form(&person).known, None);
}

#[test]
fn a_page_of_the_same_address_is_asked_about_whatever_it_says() {
    let mut person = Person::new();
    page(
        &mut person,
        "https://weir.example/mill?utm_source=x",
        "<p>One thing is said here, and it is said in a sentence that is long enough to be an article of its own.</p>",
    );
    person.library(Library::Add);
    let first = person.article();
    page(
        &mut person,
        "https://www.weir.example/mill/#top",
        "<p>Quite another was put into its place, so that hardly a word is left of what a reader found there before.</p>",
    );
    assert_eq!(form(&person).known.as_ref().map(|known| (known.id, known.how)), Some((first, Same::Address)));
}

#[test]
fn a_yes_makes_a_version_and_the_annotations_go_along() {
    let mut person = reader();
    let first = person.article();
    person.claim("The mill closed in June.");
    person.library(Library::AddSample);
    type_in(&mut person, &newer());
    person.library(Library::NewVersion);
    assert_eq!(person.state.panel, Panel::None);
    assert_ne!(person.article(), first);
    assert_eq!(person.document().article.about.previous, Some(first));
    assert_eq!(versions(&person, first), 2);
    assert_eq!(person.document().annotations.len() + person.document().strays.len(), 1);
    // And again: of the newest, not of the one that is most alike.
    let second = person.article();
    type_in(&mut person, &newer().replace("July", "August"));
    person.library(Library::NewVersion);
    assert_eq!(person.document().article.about.previous, Some(second));
}

#[test]
fn add_keeps_both_and_the_one_there_is_can_be_opened() {
    let mut person = reader();
    let first = person.article();
    person.library(Library::AddSample);
    type_in(&mut person, &newer());
    person.library(Library::OpenKnown);
    assert_eq!((person.article(), person.state.library.len()), (first, 2));
    type_in(&mut person, &newer());
    person.library(Library::Add);
    assert_eq!((person.document().article.about.previous, person.state.library.len()), (None, 3));
}

#[test]
fn what_is_in_the_bin_is_not_asked_about() {
    let mut person = reader();
    let first = person.article();
    person.act(|stamp| Message::Library(Library::Bin(first, stamp)));
    type_in(&mut person, &newer());
    assert_eq!(form(&person).known, None);
}

#[test]
fn a_draft_is_kept_when_the_article_there_is_cannot_be_opened() {
    let mut person = reader();
    person.library(Library::AddSample);
    type_in(&mut person, &newer());
    person.holds = true;
    person.library(Library::NewVersion);
    let Load::Coming(_) = person.state.desk else { panic!("it is on its way") };
    let Some(question) = person.effects.iter().find_map(|effect| match effect {
        Effect::Load { question, .. } => Some(*question),
        _ => None,
    }) else {
        panic!("nothing is asked")
    };
    person.lost = true;
    let stamp = person.quick_stamp();
    person.say(Message::Store(Store::Loaded { question, result: Err("it is damaged".into()), stamp }));
    assert!(form(&person).draft.is_some());
    assert!(person.notice().contains("still here"), "{}", person.notice());
}

#[test]
fn of_several_files_all_can_be_taken_but_what_looks_known_is_shown() {
    let mut person = reader();
    person.choose_files(&[
        ("a.txt", "The first\n\nIt tells of boats and of those who row them in the dark.".into()),
        ("b.txt", "The second\n\nIt tells of bread that was baked for a king who never came.".into()),
        ("c.txt", newer().into()),
        ("d.txt", "The third\n\nIt tells of snow, and that is all there is to say of it.".into()),
    ]);
    assert_eq!(form(&person).waiting(), 3);
    person.library(Library::AddAll);
    assert_eq!(person.state.library.len(), 3);
    assert_eq!(form(&person).from.as_deref(), Some("c.txt"));
    assert!(form(&person).known.is_some());
    person.library(Library::NewVersion);
    assert_eq!(form(&person).from.as_deref(), Some("d.txt"), "the next one waits");
    person.library(Library::Add);
    assert_eq!((person.state.library.len(), person.state.panel.clone()), (5, Panel::None));
}
