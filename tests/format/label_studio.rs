//! Label Studio’s tasks as it exports them, and such as were made to do harm.

use hearsay::format::{
    Unreadable,
    label_studio::{read, write},
};

use crate::{marked, remarks, stamp};

/// A task with these results; the text holds an emoji and a line break.
fn task(results: &str) -> String {
    format!(
        r#"[{{"id": 7, "data": {{"text": "👩 said: “It is\nnot safe.”", "title": "Bridge"}},
        "annotations": [{{"id": 8, "completed_by": {{"id": 1, "email": "sam@example.org"}}, "result": [{results}]}}]}}]"#
    )
}

fn region(id: &str, start: i64, end: i64, words: &str, label: &str) -> String {
    format!(
        r#"{{"id": "{id}", "from_name": "label", "to_name": "text", "type": "labels",
        "value": {{"start": {start}, "end": {end}, "text": "{words}", "labels": ["{label}"]}}}}"#
    )
}

#[track_caller]
fn check(results: &str, expected: &[&str], expected_remarks: &[&str]) {
    let taken = read(task(results).as_bytes(), "a.json", stamp()).expect("tasks");
    assert_eq!(taken.documents.len(), 1);
    assert_eq!(marked(&taken.documents[0]), expected, "{results}");
    let found: Vec<_> = remarks(&taken).iter().map(|r| r.replace("task 1, annotation 1, ", "")).collect();
    assert_eq!(found, expected_remarks, "{results}");
}

#[test]
fn regions_and_relations_become_quotes_and_attributions() {
    let all = [
        // Its words have a line break as two letters.
        region("q", 8, 25, r"“It is\\nnot safe.”", "Quote"),
        region("c", 2, 6, "said", "Cue"),
        region("s", 0, 1, "👩", "Source"),
        r#"{"type": "relation", "from_id": "q", "to_id": "c", "direction": "right", "labels": ["cue"]}"#
            .to_owned(),
        r#"{"type": "relation", "from_id": "s", "to_id": "c", "labels": ["said_by"]}"#.to_owned(),
        r#"{"id": "q", "type": "choices", "value": {"start": 8, "end": 25, "choices": ["mixed"]}}"#
            .to_owned(),
    ];
    let expected = ["source 👩", "quote “It is\nnot safe.”: said 👩"];
    check(&all.join(","), &expected, &[]);
    let taken = read(task(&all.join(",")).as_bytes(), "a.json", stamp()).expect("tasks");
    let document = &taken.documents[0];
    assert_eq!(document.article.about.title, "Bridge");
    assert!(document.annotations.values().all(|a| a.creator == "sam@example.org"));
    let again = read(&write(&[document], stamp().at), "b.json", stamp()).expect("tasks");
    assert_eq!(marked(&again.documents[0]), expected);
}

#[test]
fn offsets_of_before_2022_count_utf_16() {
    check(&region("q", 3, 7, "said", "Quote"), &["quote said"], &[]);
    check(&region("q", 2, 6, "said", "Quote"), &["quote said"], &[]);
}

#[test]
fn what_is_written_follows_the_rules_of_label_studio() {
    let quote = region("q", 2, 6, "said", "Quote");
    let taken = read(task(&quote).as_bytes(), "a.json", stamp()).expect("tasks");
    let file = write(&[&taken.documents[0]], stamp().at);
    let tasks: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    let result = &tasks[0]["annotations"][0]["result"][0];
    assert_eq!(result["type"], "labels");
    assert_eq!(result["from_name"], "label");
    assert_eq!(result["to_name"], "text");
    let value = serde_json::json!({"start": 2, "end": 6, "text": "said", "labels": ["Quote"]});
    assert_eq!(result["value"], value);
}

#[test]
fn hostile_results_are_left_out_one_by_one() {
    let row = |result: &str, why: &str| {
        let all = format!("{result},{}", region("z", 2, 6, "said", "Quote"));
        check(&all, &["quote said"], &[&format!("result 1: left out. {why}")]);
    };
    let words = "The words it gives are not those that stand there in the text.";
    row(&region("q", -1, 6, "said", "Quote"), "Its offsets are no whole numbers from 0 on.");
    row(&region("q", 6, 2, "said", "Quote"), "It ends before it starts, or covers nothing.");
    row(&region("q", 2, 4_294_967_295, "said", "Quote"), "It lies outside the text.");
    row(&region("q", 2, 4_294_967_296, "said", "Quote"), "Its offsets are no whole numbers from 0 on.");
    row(&region("q", 2, 6, "sung", "Quote"), words);
    row(&region("q", 2, 6, r"\ud83d", "Quote"), "The words it gives cannot be read.");
    row(&region("q", 2, 6, "said", "Quote").replace(r#"["Quote"]"#, "[]"), "It has no label.");
    row(r#"{"id": "a", "id": "b"}"#, "It has the field “id” twice.");
    row(&format!(r#"{{"id": {}{}}}"#, "[".repeat(50_000), "]".repeat(50_000)), "It has no id.");
    row("null", "It is not an object with fields.");
    row(
        r#"{"id": "q", "type": "rectanglelabels", "value": {}}"#,
        "Hearsay has no place for results of this type.",
    );
    row(
        r#"{"type": "relation", "from_id": "z", "to_id": "gone"}"#,
        "It relates something that is not there or was left out.",
    );
    check(
        &[region("q", 2, 6, "said", "Quote"), region("q", 0, 1, "👩", "Quote")].join(","),
        &["quote said"],
        &["result 2: left out. A result before it has the same id."],
    );
}

#[test]
fn relations_in_a_circle_and_labels_unknown_do_no_harm() {
    let part = |from: &str, to: &str| {
        format!(r#"{{"type": "relation", "from_id": "{from}", "to_id": "{to}", "labels": ["part"]}}"#)
    };
    check(
        &[
            region("a", 2, 4, "sa", "Quote"),
            region("b", 5, 6, "d", "Quote"),
            part("a", "b"),
            part("b", "a"),
            part("a", "a"),
        ]
        .join(","),
        &["quote sa … d"],
        &[],
    );
    check(
        &region("a", 2, 6, "said", "Verb"),
        &["claim said [type:Verb]"],
        &[
            "result 1: taken over, changed. Hearsay has no such label; it became a claim with the tag “type:Verb”.",
        ],
    );
}

#[test]
fn what_is_said_of_any_part_is_kept_or_listed() {
    let with =
        |region: String, more: &str| format!("{}, {more}}}", region.strip_suffix('}').unwrap_or(&region));
    let part = r#"{"type": "relation", "from_id": "a", "to_id": "b", "labels": ["part", "and"], "score": 1}"#
        .to_owned();
    let all = [
        region("a", 2, 4, "sa", "Quote"),
        with(region("b", 5, 6, "d", "Quote"), r#""meta": {"text": ["Ask.", 7], "lang": "en"}"#),
        part,
        r#"{"id": "b", "type": "choices", "value": {"choices": ["mixed"]}}"#.to_owned(),
        r#"{"id": "a", "type": "choices", "value": {"choices": ["direct"]}}"#.to_owned(),
        r#"{"id": "a", "type": "choices", "value": {"choices": ["mixed", "direct"]}}"#.to_owned(),
        with(region("c", 0, 1, "👩", "Claim"), r#""score": 0.5"#),
        r#"{"id": "c", "type": "choices", "value": {"choices": ["direct"]}}"#.to_owned(),
        with(region("d", 8, 10, "“I", "Cue"), r#""meta": {"text": "Is it?"}"#),
        r#"{"type": "relation", "from_id": "a", "to_id": "d", "labels": ["cue"]}"#.to_owned(),
    ];
    let taken = read(task(&all.join(",")).as_bytes(), "a.json", stamp()).expect("tasks");
    let quote =
        taken.documents[0].annotations.values().find(|a| a.target.ranges().len() == 2).expect("a quote");
    assert_eq!(quote.note, "Ask.");
    let found: Vec<_> = remarks(&taken).iter().map(|r| r.replace("task 1, annotation 1, ", "")).collect();
    assert_eq!(
        found,
        [
            "result 2: taken over, changed. Of its “text”, 1 are no text and were left behind.",
            "result 3: taken over, changed. It has several labels, and only “part” was taken.",
            "result 6: left out. Hearsay has no place for this choice.",
            "result 2: taken over, changed. Another part of it is said to be “direct”, which was taken.",
            "result 7: taken over, changed. It is no quote, so that it is “direct” was left behind.",
            "result 9: left out. Hearsay has no place for a note on a cue: “Is it?”.",
            "result 1: taken over, changed. Its cue leads to no source; it was given the entry “Source not marked” of the register.",
            "the file: taken over, changed. Hearsay has no place for these fields and left them behind: \
             “lang” (the meta of a result), “score” (a result, 2 times).",
        ]
    );
}

#[test]
fn parts_that_overlap_become_one_and_are_listed() {
    let part = r#"{"type": "relation", "from_id": "a", "to_id": "b", "labels": ["part"]}"#.to_owned();
    check(
        &[region("a", 2, 5, "sai", "Quote"), region("b", 4, 6, "id", "Quote"), part].join(","),
        &["quote said"],
        &["result 1: taken over, changed. Parts of it overlap or stand side by side, and became one."],
    );
}

#[test]
fn what_is_no_task_is_told_apart() {
    let check = |bytes: &[u8], expected| assert_eq!(read(bytes, "a.json", stamp()), Err(expected));
    let expected = "Label Studio tasks with their data and annotations";
    check(b"", Unreadable::Empty);
    check(b"\xff", Unreadable::NotText);
    check(b"[{\"data\":\n", Unreadable::NotJson { line: 2, column: 1, what: "a value is missing" });
    check(br#"{"format": "hearsay"}"#, Unreadable::OtherForm { expected });
    check(b"12", Unreadable::OtherForm { expected });
}

#[test]
fn very_many_results_cost_what_they_weigh() {
    let mut all: Vec<String> = (0..20_000).map(|n| region(&format!("r{n}"), 2, 6, "said", "Quote")).collect();
    all.extend(
        (0..20_000).map(|n| {
            format!(r#"{{"type": "relation", "from_id": "r{n}", "to_id": "r0", "labels": ["part"]}}"#)
        }),
    );
    let taken = read(task(&all.join(",")).as_bytes(), "a.json", stamp()).expect("tasks");
    assert_eq!(marked(&taken.documents[0]), ["quote said"]);
}
