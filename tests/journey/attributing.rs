//! Who is behind a quote or a claim.

use hearsay::{
    annotation::{Kind, SourceKind},
    app::{Effect, Field, Focusable, Hand, Message, Mode, Offer, Register, SourceField},
};

use super::{Person, reader};

/// A reader who has marked three sources.
fn with_register() -> Person {
    let mut person = reader();
    person.source("Brett McGurk");
    person.source("Anna Rao");
    person.select_nth("McGurk", 1);
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    person
}

#[test]
fn the_nearest_mention_is_the_first_line_and_a_digit_takes_it() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    assert_eq!(person.choices(), ["Brett McGurk", "Anna Rao"]);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(person.focused(), "quote “We never knew,” direct by Brett McGurk (told)");
    assert_eq!(person.desk().mode, Mode::Reading);
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Article)));
    person.quote("prices would rise");
    assert_eq!(person.choices(), ["Anna Rao", "Brett McGurk"]);
}

#[test]
fn the_mention_in_the_same_paragraph_is_remembered_and_a_far_one_is_not() {
    let mut person = with_register();
    let near = person.quote_by("“We never knew,”", 0);
    assert!(person.annotation(near).attributions()[0].mention.is_some());
    let far = person.quote_by("The mill closed in June.", 1);
    assert_eq!(person.annotation(far).attributions()[0].mention, None);
    assert_eq!(person.desk().threads().len(), 1, "the thread leads to the nearest mention all the same");
}

#[test]
fn a_digit_beyond_the_list_does_nothing() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    person.act(|stamp| Message::Pick(Some(7), stamp));
    assert!(matches!(person.desk().mode, Mode::Attributing(_)));
    assert_eq!(person.focused(), "quote “We never knew,” direct");
}

#[test]
fn typing_filters_the_list_and_offers_a_new_name() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    for (typed, lines) in [
        ("ra", vec!["Anna Rao", "new: ra"]),
        ("anna r", vec!["Anna Rao", "new: anna r"]),
        ("Anna Rao", vec!["Anna Rao"]),
        ("  the ministry ", vec!["new: the ministry"]),
        ("", vec!["Brett McGurk", "Anna Rao"]),
    ] {
        person.say(Message::PickerText(typed.to_owned()));
        assert_eq!(person.choices(), lines, "{typed:?}");
    }
    person.say(Message::PickerText("The ministry".into()));
    person.act(|stamp| Message::Pick(None, stamp));
    assert_eq!(person.focused(), "quote “We never knew,” direct by The ministry (told)");
    let ministry = person.source_named("The ministry");
    assert_eq!(person.document().sources[&ministry].kind, SourceKind::Organisation);
}

#[test]
fn the_marked_line_moves_round_and_enter_takes_it() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    for (back, marked) in [(false, 1), (false, 0), (true, 1)] {
        person.say(Message::PickerMove { back });
        let Mode::Attributing(picker) = &person.desk().mode else { panic!("the picker is open") };
        assert_eq!(picker.marked, marked);
    }
    person.act(|stamp| Message::Pick(None, stamp));
    assert!(person.focused().contains("by Anna Rao"), "{}", person.focused());
}

#[test]
fn a_click_on_a_mention_answers_the_picker() {
    let mut person = with_register();
    let quote = person.quote("“We never knew,”");
    person.click("Anna Rao");
    assert_eq!(person.desk().focus, Some(quote), "the quote stays in view");
    assert!(person.focused().contains("by Anna Rao"), "{}", person.focused());
    assert!(person.annotation(quote).attributions()[0].mention.is_some());
}

#[test]
fn escape_puts_the_question_off_and_the_picker_can_be_opened_again() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    person.say(Message::Escape);
    assert_eq!(person.desk().mode, Mode::Reading);
    person.say(Message::Attribute);
    assert!(matches!(person.desk().mode, Mode::Attributing(_)));
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Picker)));
}

#[test]
fn a_mention_has_nobody_behind_it() {
    let mut person = with_register();
    person.say(Message::Attribute);
    assert_eq!(person.desk().mode, Mode::Reading);
}

#[test]
fn a_claim_is_in_the_articles_voice_or_somebodys_or_not_yet_anybodys() {
    let mut person = with_register();
    person.claim("The mill closed in June.");
    assert_eq!(person.focused(), "claim The mill closed in June.");
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.focused(), "claim The mill closed in June. in the article’s voice");
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.focused(), "claim The mill closed in June.");
    person.say(Message::Attribute);
    assert_eq!(person.choices().last().map(String::as_str), Some("article’s voice"));
    person.say(Message::PickerText("voice".into()));
    person.say(Message::PickerText("article".into()));
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(person.focused(), "claim The mill closed in June. in the article’s voice");
    person.say(Message::Attribute);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(person.focused(), "claim The mill closed in June. by Anna Rao");
}

#[test]
fn a_quote_is_never_offered_the_articles_voice() {
    let mut person = with_register();
    person.quote("“We never knew,”");
    assert!(!person.choices().contains(&"article’s voice".to_owned()));
    person.say(Message::Escape);
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.focused(), "quote “We never knew,” direct");
}

#[test]
fn several_may_stand_behind_a_quote_each_once() {
    let mut person = with_register();
    let quote = person.quote_by("“We never knew,”", 0);
    for _ in 0..2 {
        person.say(Message::Attribute);
        person.act(|stamp| Message::Pick(Some(0), stamp));
    }
    assert_eq!(person.annotation(quote).attributions().len(), 2);
    let first = person.annotation(quote).attributions()[0].id;
    person.act(|stamp| Message::Unattribute(first, stamp));
    assert!(person.focused().contains("by Anna Rao"), "{}", person.focused());
    assert!(!person.focused().contains("McGurk"), "{}", person.focused());
}

#[test]
fn the_cue_is_proposed_set_from_a_selection_and_cleared() {
    let mut person = with_register();
    let quote = person.quote_by("“We never knew,”", 0);
    assert!(person.focused().ends_with("(told)"), "{}", person.focused());
    person.select("told reporters");
    person.act(Message::Cue);
    assert!(person.focused().ends_with("(told reporters)"), "{}", person.focused());
    assert_eq!(person.selected(), None);
    assert_eq!(person.desk().cues().len(), 1);
    let attribution = person.annotation(quote).attributions()[0].id;
    person.act(|stamp| Message::ClearCue(attribution, stamp));
    assert!(person.focused().ends_with("by Brett McGurk"), "{}", person.focused());
}

#[test]
fn a_cue_asked_for_first_is_the_next_words_selected() {
    let mut person = with_register();
    person.quote_by("“We never knew,”", 0);
    person.act(Message::Cue);
    assert!(matches!(person.desk().mode, Mode::TakingCue(_)));
    person.select("told reporters");
    person.act(Message::Cue);
    assert_eq!(person.desk().mode, Mode::Reading);
    assert!(person.focused().ends_with("(told reporters)"), "{}", person.focused());
}

#[test]
fn a_cue_needs_somebody_to_point_at() {
    let mut person = reader();
    person.claim("The mill closed in June.");
    person.select("said");
    person.act(Message::Cue);
    assert!(person.notice().contains("first"), "{}", person.notice());
    assert_eq!(person.selected(), Some("said"), "the selection stays");
}

#[test]
fn a_mention_that_names_another_source_no_longer_vouches_for_the_first() {
    let mut person = with_register();
    person.quote_by("“We never knew,”", 0);
    let rao = person.source_named("Anna Rao");
    let mention = person.desk().threads()[0].1;
    person.say(Message::Focus(mention));
    person.act(|stamp| Message::Set(Field::Source(rao), stamp));
    person.undo();
    let sources = person.register().len();
    person.act(|stamp| Message::Set(Field::NewSource, stamp));
    assert_eq!(person.register().len(), sources + 1);
}

#[test]
fn a_claim_that_comes_into_the_articles_voice_tells_whom_it_lost() {
    let mut person = with_register();
    person.claim("prices would rise");
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.notice(), "", "nobody was named");
    person.act(Message::ToggleArticleVoice);
    person.say(Message::Attribute);
    person.act(|stamp| Message::Pick(Some(0), stamp));
    let attributed = person.focused();
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.notice(), "In the article’s voice now, and no longer attributed to Anna Rao.");
    assert_eq!(person.state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::Undo));
    person.undo();
    assert_eq!(person.focused(), attributed);
}

#[test]
fn a_finger_is_told_of_no_keys_until_one_is_pressed() {
    let mut person = with_register();
    person.say(Message::Hand(Hand::Finger));
    person.quote("“We never knew,”");
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::PickerLines)), "no keyboard comes up");
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert!(person.notice().contains("choose Add it"), "{}", person.notice());
    person.act(Message::AddPart);
    assert!(person.notice().contains("choose Add part"), "{}", person.notice());
    person.say(Message::Hand(Hand::Keys));
    person.say(Message::Hand(Hand::Finger));
    person.say(Message::Escape);
    person.act(Message::AddPart);
    assert!(person.notice().contains("press P"), "who has keys has them: {}", person.notice());
    person.say(Message::Escape);
    person.say(Message::Attribute);
    assert!(person.effects.contains(&Effect::MoveFocus(Focusable::Picker)));
}

#[test]
fn a_source_never_loses_its_name_and_gets_it_without_the_possessive() {
    let mut person = with_register();
    let rao = person.source_named("Anna Rao");
    for empty in ["", "  "] {
        person.act(|stamp| Message::SetSource(rao, SourceField::Name(empty.into()), stamp));
        assert!(person.register().contains(&"Anna Rao"));
    }
    let mut person = Person::new();
    person.paste("Bridge\n\nThe Coalition’s envoy spoke. The Coalition agreed.");
    person.select_nth("Coalition", 1);
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    person.select("Coalition’s");
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    person.act(|stamp| Message::Register(Register::Split(stamp)));
    assert_eq!(person.register(), ["Coalition", "Coalition"]);
    person.undo();
    person.act(|stamp| Message::Set(Field::NewSource, stamp));
    assert_eq!(person.register(), ["Coalition", "Coalition"]);
}
