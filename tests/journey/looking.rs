//! Looking at annotations: clicks, keys, the margin.

use hearsay::{
    annotation::{ClaimStatus, Kind},
    app::{
        Drawer, Effect, Field, Filter, Library, Message, Of, Only, Panel, RowAttribution, Sort, Step, Tab,
    },
    text::units::Unit,
};

use super::{Person, reader};

#[test]
fn a_click_looks_at_the_innermost_and_then_goes_out_through_the_stack() {
    let mut person = reader();
    let outer = person.claim("Prices fell sharply in May");
    let middle = person.quote("fell sharply");
    let inner = person.claim("sharply");
    person.say(Message::Escape);
    for expected in [inner, middle, outer, inner] {
        person.click("sharply");
        assert_eq!(person.desk().focus, Some(expected));
    }
    person.click("The mill");
    assert_eq!(person.desk().focus, None, "a click on plain text looks at nothing");
    person.click("sharply");
    assert_eq!(person.desk().focus, Some(inner));
}

#[test]
fn o_goes_through_what_lies_under_the_same_words() {
    let mut person = reader();
    let outer = person.claim("Prices fell sharply in May");
    let middle = person.quote("fell sharply");
    let inner = person.claim("fell");
    for expected in [middle, outer, inner] {
        person.say(Message::FocusUnder);
        assert_eq!(person.desk().focus, Some(expected));
    }
}

#[test]
fn o_goes_round_through_the_whole_stack() {
    let mut person = reader();
    let inner = person.claim("Prices fell");
    let middle = person.claim("Prices fell sharply");
    let outer = person.claim("Prices fell sharply in May");
    for expected in [inner, middle, outer] {
        person.say(Message::FocusUnder);
        assert_eq!(person.desk().focus, Some(expected));
    }
}

#[test]
fn the_list_is_narrowed_to_a_source_a_tag_a_state() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote_by("“We never knew,”", 0);
    person.claim("nobody knew");
    let stamp = person.stamp();
    person.say(Message::Set(Field::Tags(vec!["mill".into()]), stamp));
    let stamp = person.stamp();
    person.say(Message::Set(Field::Status(ClaimStatus::Refuted), stamp));
    let source = person.source_named("Brett McGurk");
    for (filter, rows) in [
        (Filter { of: Some(Of::Source(source)), ..Filter::default() }, 2),
        (Filter { of: Some(Of::Tag("mill".into())), ..Filter::default() }, 1),
        (Filter::only(Only::Refuted), 1),
        (Filter::only(Only::Supported), 0),
        (Filter::only(Only::ByHand), 3),
        (Filter::only(Only::Suggested), 0),
    ] {
        person.say(Message::Filter(filter.clone()));
        assert_eq!(person.desk().rows().1, rows, "{filter:?}");
    }
    let names: Vec<String> = person.desk().in_common().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Brett McGurk", "Tag: mill"]);
}

#[test]
fn next_and_previous_go_in_reading_order_and_stop_at_the_ends() {
    let mut person = reader();
    let third = person.claim("The mill closed in June.");
    let first = person.claim("Prices fell sharply in May");
    let second = person.claim("Prices fell");
    person.say(Message::Escape);
    let go = |person: &mut Person, back| person.say(Message::FocusNext { back });
    for (back, expected) in [
        (false, first),
        (false, second),
        (false, third),
        (false, third),
        (true, second),
        (true, first),
        (true, first),
    ] {
        go(&mut person, back);
        assert_eq!(person.desk().focus, Some(expected));
        assert!(person.effects.contains(&Effect::RevealMark(expected)) || person.effects.is_empty());
    }
    person.say(Message::Escape);
    go(&mut person, true);
    assert_eq!(person.desk().focus, Some(third), "backwards from nowhere is the last");
}

#[test]
fn the_margin_lists_what_the_filter_lets_through() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote_by("“We never knew,”", 0);
    person.quote("nobody asked");
    person.claim("Prices fell");
    person.act(Message::ToggleArticleVoice);
    person.claim("The mill closed in June.");
    for (filter, rows) in [
        (Filter::kind(Kind::Claim), vec!["Prices fell", "The mill closed in June."]),
        (Filter::kind(Kind::Source), vec!["Brett McGurk"]),
        (Filter::kind(Kind::Quote), vec!["“We never knew,”", "nobody asked"]),
        (Filter::only(Only::Open), vec!["nobody asked", "The mill closed in June."]),
        (Filter::only(Only::ArticleVoice), vec!["Prices fell"]),
        (
            Filter::default(),
            vec![
                "Prices fell",
                "Brett McGurk",
                "“We never knew,”",
                "nobody asked",
                "The mill closed in June.",
            ],
        ),
    ] {
        person.say(Message::Filter(filter.clone()));
        assert_eq!(person.rows(), rows, "{filter:?}");
    }
}

#[test]
fn words_are_looked_for_in_everything_about_an_annotation_and_in_the_text() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote_by("“We never knew,”", 0);
    person.claim("The mill closed in June.");
    person.act(|stamp| Message::Set(Field::Tags(vec!["Energy".into()]), stamp));
    let check = |person: &mut Person, words: &str, rows: &[&str], hits: usize| {
        person.say(Message::Filter(Filter { words: words.into(), ..Filter::default() }));
        assert_eq!(person.rows(), rows, "{words}");
        assert_eq!(person.desk().hits.places.len(), hits, "{words}");
    };
    check(&mut person, "energy", &["The mill closed in June."], 0);
    check(&mut person, "mcgurk", &["Brett McGurk", "“We never knew,”"], 2);
    check(&mut person, "PRICES", &[], 3);
    for (back, at) in [(false, 0), (false, 1), (false, 2), (false, 0), (true, 2)] {
        person.say(Message::NextHit { back });
        assert_eq!(person.desk().hits.at, Some(at));
        assert!(matches!(person.effects[..], [Effect::RevealRange(_)]));
    }
    check(&mut person, "", &["Brett McGurk", "“We never knew,”", "The mill closed in June."], 0);
}

#[test]
fn from_words_that_were_found_one_goes_on_by_key() {
    let mut person = reader();
    person.say(Message::Filter(Filter { words: "nobody knew".into(), ..Filter::default() }));
    person.say(Message::NextHit { back: false });
    person.say(Message::LeaveFind);
    assert!(person.desk().margin.filter.words.is_empty() && person.desk().hits.places.is_empty());
    person.act(|stamp| Message::Mark(Kind::Claim, stamp));
    assert_eq!(person.focused(), "claim According to Rao, nobody knew.");
}

#[test]
fn what_was_changed_last_comes_first_when_asked_for() {
    let mut person = reader();
    person.claim("Prices fell");
    let first = person.desk().focus.expect("a claim");
    person.claim("The mill closed in June.");
    person.say(Message::Filter(Filter { sort: Sort::Latest, ..Filter::default() }));
    assert_eq!(person.rows(), ["The mill closed in June.", "Prices fell"]);
    person.say(Message::Focus(first));
    person.act(|stamp| Message::Set(Field::Note("Later.".into()), stamp));
    assert_eq!(person.rows(), ["Prices fell", "The mill closed in June."]);
}

#[test]
fn the_next_annotation_is_the_next_one_listed() {
    let mut person = reader();
    person.claim("Prices fell");
    person.source("Brett McGurk");
    person.claim("The mill closed in June.");
    person.say(Message::Escape);
    person.say(Message::Filter(Filter::kind(Kind::Claim)));
    let mut seen = Vec::new();
    for back in [false, false, true] {
        person.say(Message::FocusNext { back });
        seen.push(person.focused());
    }
    assert_eq!(seen, ["claim Prices fell", "claim The mill closed in June.", "claim Prices fell"]);
}

#[test]
fn a_filtered_list_follows_what_changes() {
    let mut person = reader();
    person.say(Message::Filter(Filter::only(Only::Open)));
    person.claim("Prices fell");
    person.claim("in May");
    assert_eq!(person.rows(), ["Prices fell", "in May"]);
    person.act(Message::ToggleArticleVoice);
    assert_eq!(person.rows(), ["Prices fell"]);
    person.undo();
    person.act(|stamp| Message::Set(Field::Kind(Kind::Source), stamp));
    assert_eq!(person.rows(), ["Prices fell"]);
}

#[test]
fn a_row_says_who_is_behind_it() {
    let mut person = reader();
    person.source("Brett McGurk");
    let quote = person.quote_by("“We never knew,”", 0);
    person.say(Message::Attribute);
    person.say(Message::PickerText("The ministry".into()));
    person.act(|stamp| Message::Pick(None, stamp));
    person.act(|stamp| Message::Set(Field::Note("x".into()), stamp));
    let (rows, all) = person.desk().rows();
    assert_eq!(all, 2);
    assert_eq!(rows[1].id, quote);
    assert_eq!(rows[1].by, RowAttribution::Sources("Brett McGurk, The ministry".into()));
    assert!(rows[1].noted && rows[1].focused && !rows[0].focused);
}

#[test]
fn only_the_rows_in_sight_are_made() {
    let mut person = Person::new();
    let text: String = (0..200).map(|n| format!("Claim number {n} of many.\n\n")).collect();
    person.paste(&text);
    for n in 0..200 {
        person.claim(&format!("number {n} of"));
    }
    person.say(Message::ListScrolled(100));
    let (rows, all) = person.desk().rows();
    assert_eq!(all, 200);
    assert!(rows.len() < 60, "{}", rows.len());
    assert!(rows.first().is_some_and(|row| row.number < 100));
    assert!(rows.iter().any(|row| row.number == 120));
    person.say(Message::ListScrolled(10_000));
    assert_eq!(person.desk().rows().1, 200);
}

#[test]
fn rows_are_made_around_what_is_looked_at_before_the_list_is_scrolled_there() {
    let mut person = Person::new();
    let text: String = (0..200).map(|n| format!("Claim number {n} of many.\n\n")).collect();
    person.paste(&text);
    for n in 0..200 {
        person.claim(&format!("number {n} of"));
    }
    // What is left for the frame after it is not drawn.
    person.draws = false;
    for (row, far) in [(150, true), (3, true), (199, true), (80, true), (82, false)] {
        let id = person.document().in_reading_order()[row].id;
        person.say(Message::Focus(id));
        assert!(person.effects.contains(&Effect::RevealRow(row)));
        assert_eq!(person.effects.contains(&Effect::DrawMoreSoon), far, "{row}");
        // Its row may come to the top of the list, or to its end.
        let made: Vec<usize> = person.desk().rows().0.iter().map(|row| row.number).collect();
        let around = row.saturating_sub(8)..=(row + 8).min(199);
        assert!(around.clone().all(|row| made.contains(&row)), "{around:?} in {made:?}");
        for first in [row.saturating_sub(8), row] {
            assert!(person.desk().margin.reaches(first), "{first} when looking at {row}");
        }
    }
}

#[test]
fn looking_at_an_annotation_shows_its_row() {
    let mut person = reader();
    person.claim("The mill closed in June.");
    let first = person.claim("Prices fell");
    person.say(Message::Tab(Tab::Overview));
    person.say(Message::Focus(first));
    assert!(person.effects.is_empty() || person.effects.contains(&Effect::RevealRow(0)));
    assert_eq!(person.desk().margin.tab, Tab::Annotations, "the overview gives way to the list");
}

#[test]
fn escape_goes_back_one_step_at_a_time() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.quote("“We never knew,”");
    person.select("The mill");
    person.say(Message::Escape);
    assert_eq!(person.selected(), None);
    assert!(person.desk().focus.is_some());
    let id = person.source_named("Brett McGurk");
    person.say(Message::OpenSource(Some(id)));
    person.say(Message::Escape);
    assert_eq!(person.desk().open_source, None);
    person.say(Message::Escape);
    assert_eq!(person.desk().focus, None);
    person.say(Message::Drawer(Drawer::Library));
    person.say(Message::Escape);
    assert_eq!(person.state.drawer, Drawer::None);
}

#[test]
fn the_sheet_of_keys_lies_over_the_page_until_it_is_closed() {
    let mut person = reader();
    person.say(Message::Keys(true));
    assert!(matches!(person.state.panel, Panel::Keys(_)));
    person.say(Message::Escape);
    assert_eq!(person.state.panel, Panel::None);
}

#[test]
fn a_drawer_opens_and_closes_with_the_same_button() {
    let mut person = reader();
    for (drawer, expected) in [
        (Drawer::Margin, Drawer::Margin),
        (Drawer::Library, Drawer::Library),
        (Drawer::Library, Drawer::None),
    ] {
        person.say(Message::Drawer(drawer));
        assert_eq!(person.state.drawer, expected);
    }
    person.say(Message::Drawer(Drawer::Library));
    person.library(Library::AddSample);
    assert_eq!(person.state.drawer, Drawer::None, "what was brought in is in sight");
}

#[test]
fn a_click_shows_what_is_clicked_and_the_register_stays_as_it_was() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.claim("prices would rise");
    let id = person.source_named("Brett McGurk");
    person.say(Message::OpenSource(Some(id)));
    person.click("prices would rise");
    assert_eq!(person.desk().margin.tab, Tab::Annotations);
    person.say(Message::Tab(Tab::Sources));
    assert_eq!(person.desk().open_source, Some(id));
}

#[test]
fn what_was_asked_for_is_no_longer_asked_when_it_is_given_up() {
    let mut person = reader();
    person.claim("prices would rise");
    person.say(Message::PickEdge { end: true });
    assert!(person.notice().starts_with("Arrows move this end."));
    person.say(Message::Escape);
    assert_eq!(person.notice(), "");
    person.act(Message::AddPart);
    assert!(person.notice().starts_with("Select the other part"));
    person.select("nobody knew");
    person.act(Message::AddPart);
    assert_eq!(person.notice(), "");
}

#[test]
fn the_next_annotation_is_the_next_from_where_one_reads() {
    let mut person = reader();
    person.claim("Prices fell sharply in May");
    let rise = person.claim("prices would rise");
    let closed = person.claim("The mill closed in June.");
    for _ in 0..3 {
        person.say(Message::Escape);
    }
    let place = person.point(person.find("Anna Rao", 0).start());
    person.say(Message::PutCaret(place));
    person.say(Message::FocusNext { back: false });
    assert_eq!(person.desk().focus, Some(rise));
    // The caret came along: what is done next is done here.
    let at = person.desk().caret.expect("a caret").at;
    assert_eq!(at, person.annotation(rise).target.start());
    person.say(Message::FocusNext { back: false });
    assert_eq!(person.desk().focus, Some(closed));
    person.say(Message::Escape);
    let place = person.point(person.find("Anna Rao", 0).start());
    person.say(Message::PutCaret(place));
    person.say(Message::FocusNext { back: true });
    assert_eq!(person.focused(), "claim Prices fell sharply in May");
}

#[test]
fn whoever_listens_hears_what_is_looked_at_and_where_an_end_goes() {
    let mut person = reader();
    person.claim("prices would rise");
    assert_eq!(person.desk().caret_words(), "claim, not yet attributed: prices would rise");
    person.quote("“We never knew,”");
    person.say(Message::Escape);
    assert_eq!(person.desk().caret_words(), "quote, not yet attributed: “We never knew,”");
    person.say(Message::FocusNext { back: false });
    assert_eq!(person.desk().caret_words(), "claim, not yet attributed: prices would rise");
    person.say(Message::PickEdge { end: true });
    assert_eq!(person.desk().caret_words(), "prices would rise");
    let step = Step { unit: Unit::Word, back: true, extend: false };
    person.say(Message::MoveCaret { step, near: None });
    assert_eq!(person.desk().caret_words(), "prices would");
    // Elsewhere, what the caret stands on is said.
    person.say(Message::Escape);
    let place = person.point(person.find("mill closed", 0).start());
    person.say(Message::PutCaret(place));
    assert_eq!(person.desk().caret_words(), "mill");
}

#[test]
fn whoever_listens_hears_what_an_act_came_to() {
    let mut person = reader();
    let said = |person: &Person| person.desk().caret_words();
    let step = Step { unit: Unit::Word, back: false, extend: true };
    // Selected by key: the caret stands behind it, and is not what is told.
    let place = person.point(person.find("Anna Rao", 0).start());
    person.say(Message::PutCaret(place));
    for _ in 0..2 {
        person.say(Message::MoveCaret { step, near: None });
    }
    person.act(|stamp| Message::Mark(Kind::Source, stamp));
    assert_eq!(said(&person), "source, Anna Rao: Anna Rao");
    let place = person.point(person.find("mill closed", 0).start());
    person.say(Message::PutCaret(place));
    person.act(|stamp| Message::Mark(Kind::Quote, stamp));
    assert_eq!(said(&person), "quote, not yet attributed: The mill closed in June.");
    person.act(|stamp| Message::Pick(Some(0), stamp));
    assert_eq!(said(&person), "quote, attributed to Anna Rao: The mill closed in June.");
    person.claim("The mill closed in June.");
    assert_eq!(said(&person), "claim 2 of 2 here, not yet attributed: The mill closed in June.");
    // Wherever the caret went meanwhile, what is done is told of what it is done to.
    let place = person.point(person.find("sharply", 0).start());
    person.say(Message::PutCaret(place));
    assert_eq!(said(&person), "sharply");
    person.act(Message::ToggleArticleVoice);
    assert_eq!(said(&person), "claim 2 of 2 here, in the article’s voice: The mill closed in June.");
    person.act(Message::ToggleArticleVoice);
    assert_eq!(said(&person), "claim 2 of 2 here, not yet attributed: The mill closed in June.");
    person.say(Message::FocusUnder);
    assert_eq!(said(&person), "quote 1 of 2 here, attributed to Anna Rao: The mill closed in June.");
    person.act(|stamp| Message::Set(Field::Tags(vec!["mill".into()]), stamp));
    person.say(Message::FocusUnder);
    person.act(Message::Again);
    assert_eq!(person.notice(), "Done again: tagging.");
}
