//! Changing what is there: parts, kinds, fields, deleting.

use hearsay::{
    annotation::{AttributionLevel, Body, ClaimKind, ClaimStatus, Kind, QuoteKind, SourceKind},
    app::{Field, Message, Mode, Offer, SourceField, Tab},
};

use super::reader;

#[test]
fn a_split_quote_has_two_parts() {
    let mut person = reader();
    let quote = person.quote("“We never knew,”");
    person.select("“and nobody asked.”");
    person.act(Message::AddPart);
    assert_eq!(person.focused(), "quote “We never knew,” | “and nobody asked.” direct");
    assert_eq!(person.desk().focus, Some(quote));
    person.act(|stamp| Message::RemovePart(0, stamp));
    assert_eq!(person.focused(), "quote “and nobody asked.” direct");
    person.act(|stamp| Message::RemovePart(0, stamp));
    assert_eq!(person.focused(), "quote “and nobody asked.” direct", "the last part stays");
    person.undo();
    assert_eq!(person.marks(), ["quote “We never knew,” | “and nobody asked.” direct"]);
}

#[test]
fn a_part_asked_for_first_is_the_next_words_selected() {
    let mut person = reader();
    person.act(Message::AddPart);
    assert!(person.notice().contains("Choose an annotation first"), "{}", person.notice());
    person.claim("Prices fell");
    person.act(Message::AddPart);
    assert_eq!(person.desk().mode, Mode::TakingPart);
    person.select("in May");
    person.act(Message::AddPart);
    assert_eq!(person.focused(), "claim Prices fell | in May");
    assert_eq!(person.desk().mode, Mode::Reading);
}

#[test]
fn parts_that_overlap_become_one() {
    let mut person = reader();
    person.claim("Prices fell sharply");
    person.select("sharply in May");
    person.act(Message::AddPart);
    assert_eq!(person.focused(), "claim Prices fell sharply in May");
}

#[test]
fn another_kind_keeps_note_tags_and_attributions() {
    let mut person = reader();
    person.source("Brett McGurk");
    let quote = person.quote_by("“We never knew,”", 0);
    person.act(|stamp| Message::Set(Field::Note("Check the tape.".into()), stamp));
    person.act(|stamp| {
        Message::Set(Field::Tags(vec![" on  tape".into(), String::new(), "on tape".into()]), stamp)
    });
    person.act(|stamp| Message::Set(Field::Kind(Kind::Claim), stamp));
    assert_eq!(person.focused(), "claim “We never knew,” by Brett McGurk (told)");
    person.act(|stamp| Message::Set(Field::Kind(Kind::Quote), stamp));
    assert_eq!(person.focused(), "quote “We never knew,” direct by Brett McGurk (told)");
    let annotation = person.annotation(quote);
    assert_eq!(annotation.note, "Check the tape.");
    assert_eq!(annotation.tags, ["on tape"]);
    assert_eq!(person.desk().counts.quotes, 1);
    assert_eq!(person.desk().counts.claims, 0);
}

#[test]
fn a_mention_that_becomes_something_else_is_no_longer_referred_to() {
    let mut person = reader();
    let mention = person.source("Brett McGurk");
    let claim = person.claim("Prices fell sharply in May");
    person.say(Message::Attribute);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(person.annotation(claim).attributions()[0].mention, Some(mention));
    person.say(Message::Focus(mention));
    person.act(|stamp| Message::Set(Field::Kind(Kind::Claim), stamp));
    assert_eq!(person.annotation(claim).attributions()[0].mention, None);
    assert_eq!(person.register(), ["Brett McGurk"], "the claim still names the source");
    person.undo();
    assert_eq!(person.annotation(claim).attributions()[0].mention, Some(mention));
}

#[test]
fn a_claim_that_becomes_a_mention_joins_the_register() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.select_nth("McGurk", 1);
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    person.act(|stamp| Message::Set(Field::Kind(Kind::Source), stamp));
    assert_eq!(person.focused(), "source McGurk is Brett McGurk");
    person.act(|stamp| Message::Set(Field::Kind(Kind::Quote), stamp));
    assert_eq!(person.register(), ["Brett McGurk"]);
}

#[test]
fn the_fields_of_an_annotation_are_set() {
    let mut person = reader();
    let claim = person.claim("Prices fell sharply in May");
    let fields = [
        Field::Restatement("Prices in the county fell in May 2026.".into()),
        Field::Sort(Some(ClaimKind::Figure)),
        Field::Status(ClaimStatus::Disputed),
    ];
    for field in fields {
        person.act(|stamp| Message::Set(field, stamp));
    }
    let Body::Claim(body) = &person.annotation(claim).body else { panic!("a claim") };
    assert_eq!(body.restatement, "Prices in the county fell in May 2026.");
    assert_eq!((body.sort, body.status), (Some(ClaimKind::Figure), ClaimStatus::Disputed));
    person.quote("prices would rise");
    person.act(|stamp| Message::Set(Field::Manner(QuoteKind::Mixed), stamp));
    assert_eq!(person.focused(), "quote prices would rise mixed");
}

#[test]
fn a_field_that_is_set_to_what_it_is_changes_nothing() {
    let mut person = reader();
    person.claim("Prices fell");
    let done = person.desk().history.done();
    person.act(|stamp| Message::Set(Field::Status(ClaimStatus::Unchecked), stamp));
    person.act(|stamp| Message::Set(Field::Note(String::new()), stamp));
    person.act(|stamp| Message::Set(Field::Manner(QuoteKind::Direct), stamp));
    person.act(|stamp| Message::Set(Field::Kind(Kind::Claim), stamp));
    assert_eq!(person.desk().history.done(), done);
}

#[test]
fn the_fields_of_a_source_are_set() {
    let mut person = reader();
    person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.say(Message::OpenSource(Some(id)));
    assert_eq!(person.desk().margin.tab, Tab::Sources);
    let fields = [
        SourceField::Role("US presidential envoy".into()),
        SourceField::Level(AttributionLevel::OnBackground),
        SourceField::AnonymityReason("fears for the job".into()),
        SourceField::Note("Spoke twice.".into()),
        SourceField::Kind(SourceKind::Anonymous),
        SourceField::Name("Brett H. McGurk".into()),
    ];
    for field in fields {
        person.act(|stamp| Message::SetSource(id, field, stamp));
    }
    let source = &person.document().sources[&id];
    assert_eq!(source.name, "Brett H. McGurk");
    assert_eq!((source.kind, source.level), (SourceKind::Anonymous, AttributionLevel::OnBackground));
    assert_eq!(person.marks(), ["source Brett McGurk is Brett H. McGurk"]);
    assert_eq!(person.desk().open_source, Some(id));
}

#[test]
fn deleting_takes_every_reference_along_and_is_undone_whole() {
    let mut person = reader();
    let mention = person.source("Brett McGurk");
    let claim = person.claim("Prices fell sharply in May");
    person.say(Message::Attribute);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    let before = person.document().annotations.clone();
    person.say(Message::Focus(mention));
    person.act(Message::Delete);
    assert_eq!(person.annotation(claim).attributions()[0].mention, None);
    assert_eq!(person.marks(), ["claim Prices fell sharply in May by Brett McGurk (said)"]);
    assert_eq!(person.notice(), "Deleted a source.");
    assert_eq!(person.state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Undo));
    person.undo();
    assert_eq!(person.document().annotations, before);
    assert_eq!(person.desk().focus, Some(mention));
}

#[test]
fn a_source_goes_with_its_last_mention_unless_something_is_written_about_it() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.act(Message::Delete);
    assert!(person.register().is_empty());
    person.undo();
    assert_eq!(person.register(), ["Brett McGurk"]);
    let id = person.source_named("Brett McGurk");
    person.act(|stamp| Message::SetSource(id, SourceField::Role("envoy".into()), stamp));
    person.click("Brett McGurk");
    person.act(Message::Delete);
    assert_eq!(person.register(), ["Brett McGurk"]);
}

#[test]
fn a_source_that_goes_is_not_looked_at_any_more() {
    let mut person = reader();
    let mention = person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.say(Message::OpenSource(Some(id)));
    person.say(Message::Focus(mention));
    person.say(Message::OpenSource(Some(id)));
    person.act(Message::Delete);
    assert_eq!(person.desk().open_source, None);
}

#[test]
fn after_deleting_the_next_annotation_is_looked_at() {
    let mut person = reader();
    let first = person.claim("Prices fell");
    let second = person.claim("Anna Rao");
    let third = person.claim("The mill closed in June.");
    person.say(Message::Focus(second));
    person.act(Message::Delete);
    assert_eq!(person.desk().focus, Some(third));
    person.act(Message::Delete);
    assert_eq!(person.desk().focus, Some(first));
    person.act(Message::Delete);
    assert_eq!(person.desk().focus, None);
    person.act(Message::Delete);
    assert!(person.marks().is_empty());
}

#[test]
fn a_picker_closes_with_the_annotation_it_asks_about() {
    for gone in [Message::Delete, Message::Undo] {
        let mut person = reader();
        person.quote("“We never knew,”");
        person.act(gone);
        assert_eq!(person.desk().mode, Mode::Reading);
        assert_eq!(person.desk().focus, None);
    }
}

#[test]
fn a_kind_of_quote_chosen_by_hand_outlives_another_part() {
    let mut person = reader();
    person.quote("“We never knew,”");
    person.say(Message::Escape);
    person.act(|stamp| Message::Set(Field::Manner(QuoteKind::Mixed), stamp));
    person.select("“and nobody asked.”");
    person.act(Message::AddPart);
    assert!(person.focused().contains("mixed"), "{}", person.focused());
}
