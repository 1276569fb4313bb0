//! Selecting and marking.

use hearsay::{
    annotation::Kind,
    app::{Effect, Message, Mode},
    text::TextSize,
};

use super::{NEWS, Person, reader};

#[test]
fn what_is_selected_elsewhere_is_never_taken_for_the_place_of_the_caret() {
    let mut person = reader();
    let caret = person.point(person.find("mill closed", 0).start());
    person.say(Message::PutCaret(caret));
    // Words beside the article: both ends are cut to the same place.
    let edge = person.point(person.document().article.text.whole().end());
    person.say(Message::Select { points: Some((edge, edge)), exact: false, show: true });
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert!(person.document().annotations.is_empty());
    assert!(person.notice().starts_with("Nothing was marked"), "{}", person.notice());
    // Once it is gone, the caret is where one is.
    person.say(Message::Select { points: None, exact: false, show: true });
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_eq!(person.focused(), "claim The mill closed in June.");
    // Nor is a blank in the article a word of it.
    let blank = person.find(" closed", 0).start();
    let end = blank + TextSize::new(1);
    let points = Some((person.point(blank), person.point(end)));
    person.say(Message::Select { points, exact: true, show: true });
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert_eq!(person.document().annotations.len(), 1);
    person.say(Message::Escape);
    assert!(!person.desk().astray, "Escape lets go of it");
}

#[test]
fn words_are_marked_as_claim_source_or_quote() {
    let mut person = reader();
    person.claim("Prices fell sharply in May");
    person.source("Brett McGurk");
    person.quote("“We never knew,”");
    assert_eq!(
        person.marks(),
        [
            "claim Prices fell sharply in May",
            "source Brett McGurk is Brett McGurk",
            "quote “We never knew,” direct",
        ]
    );
    assert_eq!(person.desk().counts.total(), 3);
}

#[test]
fn a_selection_snaps_to_words_unless_told_not_to() {
    let mut person = reader();
    for (dragged, selected) in [
        ("ell shar", "fell sharply"),
        (" in May, ", "in May"),
        ("closed in June.", "closed in June"),
        ("The mill closed in June.", "The mill closed in June."),
        ("nobody asked.”\n\nAnna", "nobody asked.”\n\nAnna"),
        ("asked.”\n\n", "asked"),
    ] {
        person.select(dragged);
        assert_eq!(person.selected(), Some(selected), "{dragged:?}");
    }
    let range = person.find("ell shar", 0);
    person.drag(range, true);
    assert_eq!(person.selected(), Some("ell shar"));
}

#[test]
fn a_selection_made_backwards_is_the_same() {
    let mut person = reader();
    let range = person.find("Brett McGurk", 0);
    let points = Some((person.point(range.end()), person.point(range.start())));
    person.say(Message::Select { points, exact: false, show: true });
    assert_eq!(person.selected(), Some("Brett McGurk"));
}

#[test]
fn blanks_and_punctuation_are_no_selection() {
    let mut person = reader();
    for words in [", ", "\n\n", "."] {
        person.select(words);
        assert_eq!(person.selected(), None, "{words:?}");
    }
}

#[test]
fn a_selection_never_splits_what_is_one_letter_to_the_eye() {
    let mut person = Person::new();
    person.paste("Title\n\nSay 👩\u{200d}🚒 and e\u{301}tude.");
    let mut range = person.find("👩", 0);
    range = hearsay::text::TextRange::at(range.start(), 4.into());
    person.drag(range, true);
    assert_eq!(person.selected(), Some("👩\u{200d}🚒"));
    let start = person.find("e\u{301}", 0).start();
    person.drag(hearsay::text::TextRange::at(start, 1.into()), true);
    assert_eq!(person.selected(), Some("e\u{301}"));
}

#[test]
fn marks_overlap_nest_and_cross_blocks() {
    let mut person = reader();
    person.claim("Prices fell sharply in May");
    person.claim("fell sharply");
    person.quote("sharply in May, Brett McGurk said");
    person.claim("on Monday.\n\n“We never knew,” McGurk");
    assert_eq!(person.marks().len(), 4);
}

#[test]
fn the_same_words_are_marked_once_in_each_kind() {
    let mut person = reader();
    for kind in Kind::ALL {
        person.mark(kind, "The mill closed in June.");
    }
    assert_eq!(person.marks().len(), 3);
    for kind in Kind::ALL {
        person.select("The mill closed in June.");
        person.act(|stamp| Message::Mark(kind, stamp));
        assert_eq!(person.marks().len(), 3);
        let said = format!("These words are marked as a {} already.", kind.as_str());
        assert_eq!(person.notice(), said);
    }
}

#[test]
fn marking_without_a_selection_says_what_to_do() {
    let mut person = reader();
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_eq!(person.notice(), "Select some words first, then mark them as a claim.");
    assert!(person.marks().is_empty());
}

#[test]
fn a_quote_asks_at_once_who_said_it_and_the_others_do_not() {
    let mut person = reader();
    person.claim("Prices fell sharply in May");
    assert_eq!(person.desk().mode, Mode::Reading);
    person.quote("“We never knew,”");
    assert!(matches!(person.desk().mode, Mode::Attributing(_)));
    person.select("mill closed");
    assert_eq!(person.desk().mode, Mode::Reading, "selecting something puts it off");
}

#[test]
fn the_quotation_marks_propose_the_kind_of_quote() {
    for (words, expected) in [
        ("“We never knew,”", "direct"),
        ("We never knew", "direct"),
        ("prices would rise", "indirect"),
        ("“We never knew,” McGurk told reporters", "mixed"),
    ] {
        let mut person = reader();
        person.quote(words);
        assert!(person.focused().ends_with(expected), "{}", person.focused());
    }
}

#[test]
fn a_shorter_name_joins_the_longer_one_and_the_longer_the_shorter() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.select_nth("McGurk", 1);
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    person.select_nth("Rao", 1);
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    person.source("Anna Rao");
    assert_eq!(
        person.marks(),
        [
            "source Brett McGurk is Brett McGurk",
            "source McGurk is Brett McGurk",
            "source Anna Rao is Rao",
            "source Rao is Rao",
        ]
    );
    assert_eq!(person.register(), ["Brett McGurk", "Rao"]);
}

#[test]
fn marking_clears_the_selection_and_an_old_notice() {
    let mut person = reader();
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_ne!(person.notice(), "");
    person.claim("Prices fell");
    assert_eq!(person.selected(), None);
    assert_eq!(person.notice(), "");
    assert!(person.effects.contains(&Effect::ShowSelection(None)));
}

#[test]
fn every_mark_carries_the_name_of_who_made_it() {
    let mut person = reader();
    person.state.settings.creator = "Ada".into();
    person.lost = true; // Settings are chosen by hand here.
    let claim = person.claim("Prices fell");
    assert_eq!(person.annotation(claim).creator, "Ada");
    assert_eq!(person.document().article.text.as_str(), NEWS, "the text never changes");
}

#[test]
fn a_quote_includes_its_marks_however_its_words_were_selected() {
    for (words, exact) in [("We never knew", false), ("We never knew,", false), ("“We never knew,”", false)]
    {
        let mut person = reader();
        let range = person.find(words, 0);
        person.drag(range, exact);
        person.act(|stamp| Message::Mark(Kind::Quote, stamp));
        assert_eq!(person.marks(), ["quote “We never knew,” direct"], "{words}");
        // Its other part, too.
        person.say(Message::Escape);
        person.select("and nobody asked");
        person.act(Message::AddPart);
        assert_eq!(person.marks(), ["quote “We never knew,” | “and nobody asked.” direct"]);
    }
    // With Alt, what is selected is meant.
    let mut person = reader();
    let range = person.find("We never knew", 0);
    person.drag(range, true);
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert_eq!(person.marks(), ["quote We never knew direct"]);
    // And a part of a quotation is a part.
    let mut person = reader();
    person.quote("never knew");
    assert_eq!(person.marks(), ["quote never knew direct"]);
}
