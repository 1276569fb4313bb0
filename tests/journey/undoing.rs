//! Undo and redo.

use hearsay::{
    annotation::ClaimKind,
    app::{EvidenceField, Field, Library, Message, Offer, SourceField, tags},
    article::{Correction, Direction, Fact},
    shelf::{Batch, Loaded, Record, Removal},
};

use super::{NEWS, Person, reader};

#[test]
fn every_act_is_taken_back_and_done_again() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.claim("Prices fell sharply in May");
    let claim = ["claim Prices fell sharply in May", "source Brett McGurk is Brett McGurk"];
    assert_eq!(person.marks(), claim);
    person.undo();
    assert_eq!(person.marks(), claim[1..]);
    assert_eq!(person.notice(), "Undone: marking.");
    person.undo();
    assert!(person.marks().is_empty());
    assert!(person.register().is_empty());
    person.undo();
    assert_eq!(person.notice(), "Nothing to undo.");
    person.redo();
    person.redo();
    assert_eq!(person.marks(), claim);
    assert_eq!(person.notice(), "Done again: marking.");
    person.redo();
    assert_eq!(person.notice(), "Nothing to redo.");
}

#[test]
fn history_survives_a_reload_in_both_directions() {
    let mut person = reader();
    person.claim("Prices fell");
    person.claim("in May");
    person.claim("on Monday");
    person.undo();
    person.reload();
    assert_eq!(person.marks().len(), 2);
    person.redo();
    assert_eq!(person.marks().len(), 3);
    person.reload();
    for _ in 0..3 {
        person.undo();
    }
    assert!(person.marks().is_empty());
}

#[test]
fn a_new_act_ends_what_could_be_redone_in_the_store_too() {
    let mut person = reader();
    for words in ["Prices fell", "in May", "on Monday"] {
        person.claim(words);
    }
    person.undo();
    person.undo();
    person.claim("nobody asked");
    assert_eq!(person.desk().history.edits().len(), 2);
    person.redo();
    assert_eq!(person.notice(), "Nothing to redo.");
    person.reload();
    assert_eq!(person.desk().history.edits().len(), 2);
    assert_eq!(person.marks().len(), 2);
}

#[test]
fn what_is_typed_in_one_go_is_one_step() {
    let mut person = reader();
    person.claim("Prices fell");
    for typed in ["S", "Se", "See", "See t", "See the tape."] {
        person.wait(300);
        let stamp = person.quick_stamp();
        person.say(Message::Set(Field::Note(typed.into()), stamp));
    }
    assert_eq!(person.desk().history.edits().len(), 2);
    person.wait(10_000);
    person.act(|stamp| Message::Set(Field::Note("See the tape. Twice.".into()), stamp));
    assert_eq!(person.desk().history.edits().len(), 3);
    person.undo();
    person.undo();
    assert_eq!(person.desk().focused().map(|a| a.note.as_str()), Some(""));
    person.redo();
    assert_eq!(person.desk().focused().map(|a| a.note.as_str()), Some("See the tape."));
}

#[test]
fn two_fields_are_two_steps_however_quickly_they_are_typed() {
    let mut person = reader();
    let claim = person.claim("Prices fell");
    let stamp = person.stamp();
    person.say(Message::Set(Field::Note("a".into()), stamp));
    person.say(Message::Set(Field::Restatement("b".into()), stamp));
    person.undo();
    assert_eq!(person.annotation(claim).note, "a");
    person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    let stamp = person.stamp();
    person.say(Message::SetSource(id, SourceField::Role("envoy".into()), stamp));
    person.say(Message::SetSource(id, SourceField::Note("spoke twice".into()), stamp));
    person.undo();
    assert_eq!(person.document().sources[&id].role, "envoy");
}

#[test]
fn typing_after_a_step_back_is_a_step_of_its_own() {
    let mut person = reader();
    person.claim("Prices fell");
    let stamp = person.stamp();
    person.say(Message::Set(Field::Note("a".into()), stamp));
    person.say(Message::Undo(stamp));
    person.say(Message::Set(Field::Note("b".into()), stamp));
    person.undo();
    assert_eq!(person.desk().focused().map(|a| a.note.as_str()), Some(""));
    assert_eq!(person.marks().len(), 1);
}

#[test]
fn tags_names_and_evidence_are_kept_as_they_are_typed_and_undone_at_one_go() {
    let mut person = reader();
    let claim = person.claim("Prices fell");
    let steps = |person: &Person| person.desk().history.edits().len();
    let before = steps(&person);
    for typed in ["m", "mill", "mill,", "mill, w", "mill, weir"] {
        let stamp = person.quick_stamp();
        person.say(Message::Set(Field::Tags(tags(typed)), stamp));
    }
    assert_eq!(person.annotation(claim).tags, ["mill", "weir"]);
    assert_eq!(steps(&person), before + 1);
    person.act(|stamp| Message::Set(Field::AddEvidence, stamp));
    let before = steps(&person);
    for typed in ["T", "Th", "The books"] {
        let stamp = person.quick_stamp();
        person.say(Message::Set(Field::Evidence(0, EvidenceField::Title(typed.into())), stamp));
    }
    assert_eq!(steps(&person), before + 1);
    person.undo();
    person.undo();
    person.undo();
    assert!(person.annotation(claim).tags.is_empty());
    person.source("Anna Rao");
    let rao = person.source_named("Anna Rao");
    person.say(Message::OpenSource(Some(rao)));
    let before = steps(&person);
    // Somebody clears the field to write another name: the old one stays until there is a new one.
    for typed in ["", "  ", "M", "Ms", "Ms ", "Ms Rao"] {
        let stamp = person.quick_stamp();
        person.say(Message::SetSource(rao, SourceField::Name(typed.into()), stamp));
    }
    assert_eq!(person.document().sources[&rao].name, "Ms Rao");
    assert_eq!(steps(&person), before + 1);
    assert_eq!(person.desk().name_in_register(&person.document().sources[&rao]), "Anna Rao");
    person.say(Message::OpenSource(None));
    assert_eq!(person.desk().name_in_register(&person.document().sources[&rao]), "Ms Rao");
    person.undo();
    assert_eq!(person.document().sources[&rao].name, "Anna Rao");
}

#[test]
fn choices_are_steps_of_their_own_however_quick() {
    let mut person = reader();
    person.claim("Prices fell");
    let stamp = person.stamp();
    for sort in [ClaimKind::Fact, ClaimKind::Cause] {
        person.say(Message::Set(Field::Sort(Some(sort)), stamp));
    }
    assert_eq!(person.desk().history.edits().len(), 3);
}

#[test]
fn undo_shows_what_it_was_about() {
    let mut person = reader();
    let claim = person.claim("Prices fell");
    person.act(|stamp| Message::Set(Field::Note("a".into()), stamp));
    person.say(Message::Escape);
    assert_eq!(person.desk().focus, None);
    person.undo();
    assert_eq!(person.desk().focus, Some(claim));
}

#[test]
fn undoing_what_is_about_no_annotation_leaves_the_focus_where_it_is() {
    let mut person = reader();
    let mention = person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.act(|stamp| Message::SetSource(id, SourceField::Role("envoy".into()), stamp));
    person.say(Message::OpenSource(Some(id)));
    person.undo();
    assert_eq!(person.desk().focus, Some(mention));
    assert_eq!(person.desk().open_source, Some(id));
}

#[test]
fn a_new_title_is_an_act_and_can_be_undone() {
    let mut person = reader();
    let id = person.article();
    person.library(|stamp| {
        Library::Correct(id, Correction::Words(Fact::Title, "  Prices  rise ".into()), stamp)
    });
    assert_eq!(person.document().article.about.title, "Prices rise");
    person.undo();
    assert_eq!(person.document().article.about.title, "Prices fall");
    assert_eq!(person.state.library[&id].about.title, "Prices fall");
}

#[test]
fn what_is_known_of_an_article_is_put_right_field_by_field() {
    let mut person = reader();
    let id = person.article();
    let correct = |person: &mut Person, correction: Correction| {
        person.library(|stamp| Library::Correct(id, correction, stamp));
    };
    for typed in ["A", "An", "Ann", "Ann ", "Ann Lee"] {
        person.wait(300);
        let stamp = person.quick_stamp();
        let byline = Correction::Words(Fact::Byline, typed.into());
        person.say(Message::Library(Library::Correct(id, byline, stamp)));
    }
    correct(&mut person, Correction::Words(Fact::Site, "The Weir".into()));
    correct(&mut person, Correction::Direction(Direction::Rtl));
    // Emptied to be written anew: the article is not without a name meanwhile.
    correct(&mut person, Correction::Words(Fact::Title, String::new()));
    let about = |person: &Person| {
        let about = person.document().article.about.clone();
        (about.title, about.byline, about.site, about.direction)
    };
    let known =
        |byline: &str, site: &str, direction| ("Prices fall".into(), byline.into(), site.into(), direction);
    assert_eq!(about(&person), known("Ann Lee", "The Weir", Direction::Rtl));
    assert_eq!(person.state.library[&id].about, person.document().article.about);
    for expected in [
        known("Ann Lee", "The Weir", Direction::Auto),
        known("Ann Lee", "", Direction::Auto),
        known("", "", Direction::Auto),
    ] {
        person.undo();
        assert_eq!(about(&person), expected);
    }
    assert!(person.notice().contains("changing the byline"), "{}", person.notice());
    person.redo();
    assert_eq!(about(&person), known("Ann Lee", "", Direction::Auto));
}

#[test]
fn a_title_given_from_the_library_can_be_undone_on_the_desk() {
    let mut person = reader();
    let id = person.article();
    person.library(|stamp| Library::Correct(id, Correction::Words(Fact::Title, "Second".into()), stamp));
    person.library(Library::AddSample);
    person.library(|stamp| Library::Correct(id, Correction::Words(Fact::Title, "Third".into()), stamp));
    person.library(|stamp| Library::Open(id, stamp));
    assert_eq!(person.document().article.about.title, "Third");
    for title in ["Second", "Prices fall"] {
        person.undo();
        assert_eq!(person.document().article.about.title, title, "{}", person.notice());
    }
    person.redo();
    person.redo();
    assert_eq!(person.document().article.about.title, "Third");
    assert_eq!(person.document().article.text.as_str(), NEWS);
}

#[test]
fn taking_back_is_a_change_as_well() {
    let mut person = reader();
    person.claim("Prices fell");
    let before = person.document().article.modified;
    person.undo();
    assert!(person.document().article.modified > before);
}

#[test]
fn a_gap_in_the_history_ends_undo_there_and_nothing_is_overwritten() {
    let mut person = reader();
    for words in ["Prices fell", "in May", "on Monday"] {
        person.claim(words);
    }
    let id = person.article();
    let Loaded { edits, .. } = person.shelf.load(id).expect("the article");
    // The second of three acts cannot be read.
    let remove = vec![Removal::EditsFrom(id, 1)];
    person.shelf.write(&Batch {
        remove,
        put: vec![Record::Edit(id, 2, edits[2].clone())],
        ..Batch::default()
    });
    person.lost = true; // What lies before the gap is not on the desk.
    person.reload();
    person.claim("nobody asked");
    person.reload();
    assert_eq!(person.marks().len(), 4);
    for left in [3, 2, 2] {
        person.undo();
        assert_eq!(person.marks().len(), left);
    }
    assert_eq!(person.notice(), "Nothing to undo.");
    person.redo();
    person.redo();
    assert_eq!(person.marks().len(), 4);
}

#[test]
fn what_is_offered_to_be_taken_back_is_the_last_act() {
    let mut person = reader();
    person.claim("in May");
    person.claim("Prices fell");
    person.act(Message::Delete);
    assert_eq!(person.state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Undo));
    person.act(|stamp| Message::Set(Field::Note("Check it.".into()), stamp));
    assert_eq!(person.state.notice, None, "it would take the note back, and speaks of the claim");
}
