//! doccano’s lines as it exports them, and such as were made to do harm.

use hearsay::format::{
    Unreadable,
    doccano::{read, write},
};

use crate::{marked, remarks, stamp};

/// A line with these entities and relations.
fn line(entities: &str, relations: &str) -> String {
    format!(
        r#"{{"id": 1, "text": "👩 said it is not safe.", "entities": [{entities}], "relations": [{relations}], "Comments": []}}"#
    )
}

fn entity(id: i64, label: &str, start: i64, end: i64) -> String {
    format!(r#"{{"id": {id}, "label": "{label}", "start_offset": {start}, "end_offset": {end}}}"#)
}

#[track_caller]
fn check(file: &str, expected: &[&str], expected_remarks: &[&str]) {
    let taken = read(file.as_bytes(), "a.jsonl", stamp()).expect("lines");
    assert_eq!(taken.documents.len(), 1);
    assert_eq!(marked(&taken.documents[0]), expected, "{file}");
    assert_eq!(remarks(&taken), expected_remarks, "{file}");
}

#[test]
fn entities_and_relations_become_quotes_and_attributions() {
    // As the browser counts: the emoji is two.
    let entities = [entity(5, "Quote", 8, 23), entity(6, "Cue", 3, 7), entity(7, "Source", 0, 2)].join(", ");
    let relations = r#"{"id": 1, "from_id": 5, "to_id": 6, "type": "cue"}, {"id": 2, "from_id": 6, "to_id": 7, "type": "source"}"#;
    let expected = ["source 👩", "quote it is not safe.: said 👩"];
    check(&line(&entities, relations), &expected, &[]);
    let taken = read(line(&entities, relations).as_bytes(), "a.jsonl", stamp()).expect("lines");
    let file = String::from_utf8(write(&[&taken.documents[0]], stamp().at)).expect("text");
    check(&file, &expected, &[]);
    let written: serde_json::Value = serde_json::from_str(&file).expect("one line of JSON");
    assert_eq!(
        written["entities"][0],
        serde_json::json!({"id": 0, "label": "Source", "start_offset": 0, "end_offset": 2})
    );
    assert_eq!(written["relations"][0]["type"], "cue");
}

#[test]
fn older_exports_have_lists_for_labels() {
    check(r#"{"text": "👩 said", "label": [[3, 7, "Claim"]]}"#, &["claim said"], &[]);
    check(r#"[{"data": "👩 said", "labels": [[3, 7, "Claim"]]}]"#, &["claim said"], &[]);
}

#[test]
fn hostile_entities_are_left_out_one_by_one() {
    let row = |entity: &str, why: &str| {
        let why = format!("line 1, entities 1: left out. {why}");
        check(&line(&format!("{entity}, [3, 7, \"Quote\"]"), ""), &["quote said"], &[&why]);
    };
    row(&entity(1, "Quote", -3, 7), "Its offsets are no whole numbers from 0 on.");
    row(&entity(1, "Quote", 7, 3), "It ends before it starts, or covers nothing.");
    row(&entity(1, "Quote", 1, 7), "It lies inside a character.");
    row(&entity(1, "Quote", 3, 4_000_000_000), "It lies outside the text.");
    row(&entity(1, "Quote", 3, i64::MAX), "Its offsets are no whole numbers from 0 on.");
    row(&entity(1, "", 3, 7), "It has no label.");
    row(r#"{"label": "\udc00"}"#, "Its offsets are no whole numbers from 0 on.");
    row(r#"{"label": "A", "label": "B"}"#, "It has the field “label” twice.");
    row(&format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)), "It is not [start, end, label].");
    row("1e999", "It is not an object with fields.");
}

#[test]
fn one_bad_line_costs_no_other() {
    let file = format!("{{\"text\": \"\"}}\n\n{}\n{{\"text\": \n{{\"text\": \"\\ud83d\"}}\n", line("", ""));
    check(
        &file,
        &[],
        &[
            "line 1: left out. There is nothing in its text.",
            "line 4: left out. It breaks the rules of JSON: a value is missing.",
            "line 5: left out. It has no text.",
        ],
    );
    let expected = "texts labelled in doccano";
    assert_eq!(read(b"{\"a\": 1}", "a", stamp()), Err(Unreadable::OtherForm { expected }));
    assert_eq!(
        read(b"T1\tCue", "a", stamp()),
        Err(Unreadable::NotJson { line: 1, column: 1, what: "it does not begin as a list or an object" })
    );
    assert_eq!(read(b"", "a", stamp()), Err(Unreadable::Empty));
}

#[test]
fn relations_that_lead_nowhere_do_no_harm() {
    let entities = [entity(1, "Quote", 3, 7), entity(1, "PER", 0, 2)].join(", ");
    let relations = r#"{"from_id": 1, "to_id": 9}, {"from_id": 1, "to_id": 1, "type": "self"}, 7"#;
    check(
        &line(&entities, relations),
        &["claim 👩 [type:PER]", "quote said"],
        &[
            "line 1, entities 2: taken over, changed. One before it has the same id; relations with this id mean this one.",
            "line 1, relations 1: left out. It relates something that is not there or was left out.",
            "line 1, relations 3: left out. It is not an object with fields.",
            "line 1, entities 2: taken over, changed. Hearsay has no such label; it became a claim with the tag “type:PER”.",
            "line 1, relations 2: left out. Hearsay has no place for a relation “self” between these two; what it joins was taken over.",
        ],
    );
}

#[test]
fn what_has_no_place_is_listed() {
    let comments =
        line(&entity(1, "Quote", 3, 7), "").replace("[]}", r#"["Ask again"], "meta": {}, "title": 7}"#);
    let left = "Hearsay has no place for these fields and left them behind";
    check(
        &comments,
        &["quote said"],
        &[&format!("the file: taken over, changed. {left}: “Comments” (a line), “title” (a line).")],
    );
    check(
        r#"{"text": "👩 said", "label": "sport", "entities": [{"start_offset": 3, "end_offset": 7, "label": "Quote", "user": 3}]}"#,
        &["quote said"],
        &[
            "line 1: taken over, changed. Its “label” is no list and was left behind.",
            &format!("the file: taken over, changed. {left}: “user” (an entity)."),
        ],
    );
}

#[test]
fn of_a_cue_that_two_share_with_several_sources_the_second_says_so() {
    let entities = [
        entity(1, "Quote", 8, 10),
        entity(2, "Quote", 11, 13),
        entity(3, "Cue", 3, 7),
        entity(4, "Source", 0, 2),
        entity(5, "Source", 14, 17),
    ];
    let relation = |from: i64, to: i64| format!(r#"{{"from_id": {from}, "to_id": {to}, "type": "x"}}"#);
    let relations = [relation(1, 3), relation(2, 3), relation(3, 4), relation(3, 5)];
    let file = line(&entities.join(","), &relations.join(","));
    let taken = read(file.as_bytes(), "a", stamp()).expect("lines");
    assert_eq!(
        remarks(&taken),
        [
            "line 1, relations 2: taken over, changed. Its cue is also that of another before it and leads to several sources; here only the first was taken."
        ]
    );
}

#[test]
fn control_characters_become_blanks_and_are_listed() {
    check(
        &line(&entity(1, "Ver\\u0001b", 3, 7), ""),
        &["claim said [type:Ver b]"],
        &[
            "line 1, entities 1: taken over, changed. Hearsay has no such label; it became a claim with the tag “type:Ver\u{1}b”.",
            "line 1: taken over, changed. It holds invisible control characters, which became blanks.",
        ],
    );
}

#[test]
fn very_many_relations_cost_what_they_weigh() {
    // Every quote leads to one cue, and the cue to very many sources.
    let quotes = (0..20_000).map(|n| entity(n, "Quote", 3, 7));
    let sources = (20_000..40_000).map(|n| entity(n, "Source", 0, 2));
    let entities: Vec<_> = quotes.chain(sources).chain([entity(-1, "Cue", 3, 7)]).collect();
    let relations: Vec<_> =
        (0..40_000).map(|n| format!(r#"{{"from_id": {n}, "to_id": -1, "type": "x"}}"#)).collect();
    let taken =
        read(line(&entities.join(","), &relations.join(",")).as_bytes(), "a", stamp()).expect("lines");
    let attributions = taken.documents[0].annotations.values().map(|a| a.attributions().len());
    assert_eq!(attributions.sum::<usize>(), 39_999);
}
