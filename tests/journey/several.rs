//! The register as such, several annotations at once, and doing a thing again.

use hearsay::{
    annotation::{Body, Kind},
    app::{Effect, EvidenceField, Field, Focusable, Message, Mode, Register, SourceField, Together},
};

use super::{Person, reader};

fn merge(person: &mut Person, from: &str, into: &str) {
    let (from, into) = (person.source_named(from), person.source_named(into));
    person.act(|stamp| Message::Register(Register::Merge { from, into, stamp }));
}

#[test]
fn two_entries_become_one_with_everything_that_refers_to_them() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote("“We never knew,”");
    person.say(Message::PickerText("The envoy".into()));
    person.act(|stamp| Message::Pick(None, stamp));
    let envoy = person.source_named("The envoy");
    person.act(|stamp| Message::SetSource(envoy, SourceField::Role("envoy".into()), stamp));
    let before = person.document().clone();
    merge(&mut person, "The envoy", "Brett McGurk");
    assert_eq!(person.register(), ["Brett McGurk"]);
    assert!(person.marks()[1].contains("by Brett McGurk"), "{:?}", person.marks());
    assert_eq!(person.document().sources.values().next().map(|s| s.role.as_str()), Some("envoy"));
    person.undo();
    assert_eq!(person.document().annotations, before.annotations);
    assert_eq!(person.document().sources, before.sources);
}

#[test]
fn who_is_named_by_both_entries_is_named_once() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.source("Anna Rao");
    person.quote_by("“We never knew,”", 0);
    person.say(Message::Attribute);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(person.desk().focused().expect("a quote").attributions().len(), 2);
    merge(&mut person, "Anna Rao", "Brett McGurk");
    assert_eq!(person.desk().focused().expect("a quote").attributions().len(), 1);
}

#[test]
fn an_entry_goes_only_when_nothing_needs_it() {
    let mut person = reader();
    person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.act(|stamp| Message::Register(Register::Remove(id, stamp)));
    assert_eq!(person.register(), ["Brett McGurk"]);
    person.act(|stamp| Message::SetSource(id, SourceField::Note("a note keeps it".into()), stamp));
    person.act(Message::Delete);
    assert_eq!(person.register(), ["Brett McGurk"]);
    person.act(|stamp| Message::Register(Register::Remove(id, stamp)));
    assert!(person.register().is_empty());
    assert_eq!(person.notice(), "“Brett McGurk” is no longer in the register.");
    assert!(
        person.effects.contains(&Effect::MoveFocus(Focusable::Source)),
        "the focus stays in the register"
    );
    person.undo();
    assert_eq!(person.register(), ["Brett McGurk"]);
}

#[test]
fn a_mention_split_from_its_entry_takes_what_rests_on_it_along() {
    let mut person = reader();
    let first = person.source("Anna Rao");
    person.quote_by("prices would rise", 0);
    person.say(Message::Focus(first));
    let mention = person.desk().focus;
    person.source("Brett McGurk");
    merge(&mut person, "Anna Rao", "Brett McGurk");
    person.say(Message::Focus(mention.expect("a mention")));
    person.act(|stamp| Message::Register(Register::Split(stamp)));
    let mut register = person.register();
    register.sort_unstable();
    assert_eq!(register, ["Anna Rao", "Brett McGurk"]);
    assert!(
        person.marks().iter().any(|mark| mark.contains("prices would rise") && mark.contains("by Anna Rao"))
    );
}

#[test]
fn every_place_that_names_a_source_is_shown_and_marked_in_one_act() {
    let mut person = reader();
    person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.say(Message::Register(Register::FindMentions(id)));
    assert_eq!(person.desk().trials().len(), 1);
    assert_eq!(person.desk().counts.total(), 1, "nothing is marked before it was seen");
    person.act(|stamp| Message::Register(Register::MarkMentions(stamp)));
    assert_eq!(person.marks(), ["source Brett McGurk is Brett McGurk", "source McGurk is Brett McGurk"]);
    person.say(Message::Register(Register::FindMentions(id)));
    assert!(person.notice().starts_with("No other place"), "{}", person.notice());
    person.undo();
    assert_eq!(person.desk().counts.total(), 1);
    person.say(Message::Register(Register::FindMentions(id)));
    person.say(Message::Escape);
    assert_eq!(person.desk().mode, Mode::Reading);
}

#[test]
fn a_name_is_found_whatever_its_case_and_without_the_article_before_it() {
    let check = |text: &str, name: &str, expected: &[&str]| {
        let mut person = Person::new();
        person.paste(text);
        person.source(name);
        let id = *person.document().sources.keys().next().expect("the source");
        person.say(Message::Register(Register::FindMentions(id)));
        let Mode::MarkingAll { places, .. } = person.desk().mode.clone() else {
            panic!("{name}: {}", person.notice())
        };
        let text = &person.document().article.text;
        let found: Vec<_> = places.iter().map(|place| text.slice(*place)).collect();
        assert_eq!(found, expected, "{name}");
    };
    let raid = "Raid\n\nThe harbour-led coalition sailed at dawn. Press reports spoke of nine boats.\n\n\
                According to press reports, the harbour-led Coalition’s own report gave no figure.";
    check(raid, "The harbour-led coalition", &["harbour-led Coalition"]);
    check(raid, "Press reports", &["press reports"]);
    // One word is meant as it is written.
    check("Vote\n\nAnna May spoke first. It may rain, May said.", "Anna May", &["May"]);
    check(
        "Vote\n\nThe minister spoke. In the minister’s words, a minister may.",
        "The minister",
        &["the minister"],
    );
}

#[test]
fn several_are_tagged_attributed_and_deleted_in_one_act_each() {
    let mut person = reader();
    person.source("Brett McGurk");
    let quote = person.quote("“We never knew,”");
    let claim = person.claim("The mill closed in June.");
    for id in [quote, claim] {
        person.say(Message::Together(Together::Choose(Some(id))));
    }
    person.act(|stamp| Message::Together(Together::Tag(vec!["check".into()], stamp)));
    let tags = |person: &Person, id| person.annotation(id).tags.clone();
    assert_eq!(
        (tags(&person, quote), tags(&person, claim)),
        (vec!["check".to_owned()], vec!["check".to_owned()])
    );
    person.say(Message::Together(Together::Attribute));
    person.act(|stamp| Message::Pick(Some(0), stamp));
    for id in [quote, claim] {
        assert_eq!(person.annotation(id).attributions().len(), 1);
    }
    person.act(|stamp| Message::Together(Together::Delete(stamp)));
    assert_eq!(person.marks(), ["source Brett McGurk is Brett McGurk"]);
    assert!(person.desk().chosen.is_empty(), "what is gone is not chosen");
    for _ in 0..3 {
        person.undo();
    }
    assert_eq!(person.marks().len(), 3);
    assert!(person.annotation(quote).tags.is_empty() && person.annotation(quote).attributions().is_empty());
}

#[test]
fn all_that_are_listed_are_chosen_at_once() {
    let mut person = reader();
    person.claim("Prices fell");
    person.claim("The mill closed in June.");
    person.say(Message::Together(Together::ChooseListed));
    assert_eq!(person.desk().chosen.len(), 2);
    person.say(Message::Escape);
    person.say(Message::Escape);
    assert!(person.desk().chosen.is_empty());
}

#[test]
fn what_was_done_to_one_is_done_again_to_another() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote_by("“We never knew,”", 0);
    person.claim("The mill closed in June.");
    person.act(Message::Again);
    assert_eq!(person.focused(), "claim The mill closed in June. by Brett McGurk");
    person.act(|stamp| Message::Set(Field::Tags(vec!["tape".into()]), stamp));
    let quote = person.claim("Prices fell");
    person.act(Message::Again);
    assert_eq!(person.annotation(quote).tags, ["tape"]);
}

#[test]
fn an_attribution_is_itself_attributed() {
    let mut person = reader();
    person.source("Anna Rao");
    person.quote_by("prices would rise", 0);
    let outer = person.desk().focused().expect("a quote").attributions()[0].id;
    person.say(Message::AttributeVia(outer));
    person.say(Message::PickerText("two officials".into()));
    person.act(|stamp| Message::Pick(None, stamp));
    let via = |person: &Person| person.desk().focused().expect("a quote").attributions()[0].via.clone();
    assert_eq!(via(&person).len(), 1);
    assert_eq!(via(&person)[0].source, person.source_named("two officials"));
    let inner = via(&person)[0].id;
    person.act(|stamp| Message::Unattribute(inner, stamp));
    assert!(via(&person).is_empty());
    person.undo();
    assert_eq!(via(&person).len(), 1);
}

#[test]
fn who_is_named_already_is_not_offered_again() {
    let mut person = reader();
    person.source("Anna Rao");
    person.source("Brett McGurk");
    let quote = person.quote_by("prices would rise", 0);
    let outer = person.annotation(quote).attributions()[0].id;
    person.say(Message::Attribute);
    assert_eq!(person.choices(), ["Brett McGurk"]);
    person.say(Message::Escape);
    person.say(Message::AttributeVia(outer));
    assert_eq!(person.choices(), ["Brett McGurk"]);
    assert_eq!(person.desk().proposed_cue_words(), None, "it would get no cue");
    // A click on a name in the text answers what is asked, and nothing else.
    person.click("Brett McGurk");
    let attributions = person.annotation(quote).attributions();
    assert_eq!((attributions.len(), attributions[0].via.len()), (1, 1));
    person.say(Message::AttributeVia(outer));
    assert!(person.choices().is_empty());
    person.click("Brett McGurk");
    assert_eq!(person.notice(), "That source is named there already.");
}

#[test]
fn evidence_is_added_written_and_taken_back() {
    let mut person = reader();
    person.claim("The mill closed in June.");
    person.act(|stamp| Message::Set(Field::AddEvidence, stamp));
    person.act(|stamp| {
        Message::Set(Field::Evidence(0, EvidenceField::Link("https://example.org/report".into())), stamp)
    });
    let link = |person: &Person| match &person.desk().focused().expect("a claim").body {
        Body::Claim(claim) => claim.evidence.first().map(|evidence| evidence.link.clone()),
        _ => None,
    };
    assert_eq!(link(&person).as_deref(), Some("https://example.org/report"));
    person.act(|stamp| Message::Set(Field::Evidence(7, EvidenceField::Note("nowhere".into())), stamp));
    person.act(|stamp| Message::Set(Field::RemoveEvidence(0), stamp));
    assert_eq!(link(&person), None);
    person.undo();
    assert_eq!(link(&person).as_deref(), Some("https://example.org/report"));
}

#[test]
fn a_sticky_kind_is_on_until_it_is_pressed_again_or_escape() {
    let mut person = reader();
    person.say(Message::Sticky(Kind::Source));
    assert_eq!(person.desk().sticky, Some(Kind::Source));
    person.say(Message::Sticky(Kind::Source));
    assert_eq!(person.desk().sticky, None);
    person.say(Message::Sticky(Kind::Claim));
    person.say(Message::Escape);
    assert_eq!(person.desk().sticky, None);
}

#[test]
fn nothing_is_done_again_with_an_entry_that_is_gone() {
    let mut person = reader();
    person.source("Brett McGurk");
    let gone = person.source_named("Brett McGurk");
    person.act(|stamp| Message::Set(Field::Source(gone), stamp));
    person.undo();
    person.source("Anna Rao");
    person.act(Message::Again);
    assert_eq!(person.register(), ["Anna Rao"]);
    assert!(person.marks()[0].contains("Anna Rao"), "{:?}", person.marks());
}

#[test]
fn the_keys_act_on_what_is_chosen() {
    let mut person = reader();
    let (a, b) = (person.claim("prices would rise"), person.claim("nobody knew"));
    let c = person.claim("The mill closed in June.");
    for id in [a, b] {
        person.say(Message::Together(Together::Choose(Some(id))));
    }
    person.say(Message::AttributeThese);
    assert!(matches!(person.desk().mode, Mode::Attributing(_)));
    person.say(Message::Escape);
    // Another is looked at, and stays.
    person.say(Message::Focus(c));
    person.act(Message::DeleteThese);
    assert_eq!(person.document().annotations.keys().collect::<Vec<_>>(), [&c]);
    person.undo();
    assert_eq!(person.document().annotations.len(), 3);
    // Its own button is about the one that is looked at.
    person.say(Message::Focus(c));
    person.act(Message::Delete);
    assert_eq!(person.document().annotations.keys().collect::<Vec<_>>(), [&a, &b]);
    // And with nothing chosen, so are the keys.
    person.say(Message::Together(Together::ChooseNone));
    person.say(Message::Focus(a));
    person.act(Message::DeleteThese);
    assert_eq!(person.document().annotations.keys().collect::<Vec<_>>(), [&b]);
}
