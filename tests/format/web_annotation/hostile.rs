//! Files made to do harm: each costs what it is worth, and nothing beside it.

use std::time::Instant;

use hearsay::format::web_annotation;

use super::foreign::read;

/// A sound annotation with this id.
fn good(id: &str) -> String {
    format!(
        r#"{{"type": "Annotation", "id": "{id}", "body": {{"type": "TextualBody", "purpose": "tagging", "value": "claim"}},
        "target": {{"selector": {{"type": "TextQuoteSelector", "exact": "words"}}}}}}"#
    )
}

/// With a sound annotation on either side, this one is refused for this reason, and they are taken.
#[track_caller]
fn check(annotation: &str, why: &str) {
    let taken =
        read(&format!("[{}, {annotation}, {}]", good("https://a.example/1"), good("https://a.example/2")));
    assert_eq!(taken.loose.len(), 2, "{annotation}");
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(said, [format!("annotation 2: left out. {why}")], "{annotation}");
}

#[test]
fn one_bad_item_never_costs_the_others() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let at = |start: &str, end: &str| {
        format!(
            r#"{{"type": "Annotation", "target": {{"selector": {{"type": "TextPositionSelector", "start": {start}, "end": {end}}}}}}}"#
        )
    };
    let no_place = "The place it marks is no stretch of text.";
    check("null", "It is not an object with fields.");
    check("12", "It is not an object with fields.");
    check("{}", "It does not say that it is an annotation.");
    check(r#"{"type": "Note"}"#, "It does not say that it is an annotation.");
    check(
        &format!(r#"{{"type": "Annotation", "body": {deep}}}"#),
        "It is nested deeper than any annotation.",
    );
    check(
        r#"{"type": "Annotation", "type": "Annotation"}"#,
        "It has the field “type” twice, and nothing tells which one is meant.",
    );
    check(
        r#"{"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector", "exact": "a", "exact": "b"}}}"#,
        "It has the field “exact” twice, and nothing tells which one is meant.",
    );
    check(
        r#"{"type": "Annotation", "target": {"selector": {"type": "TextQuoteSelector", "exact": "\ud83d"}}}"#,
        "Its text is damaged: half a surrogate pair is no character.",
    );
    check(
        r#"{"type": "Annotation", "id": "https://a.example/1"}"#,
        "An annotation before it in the file has the same id.",
    );
    check(r#"{"type": "Annotation"}"#, "It marks nothing.");
    check(r#"{"type": "Annotation", "target": []}"#, "It marks nothing.");
    check(
        r#"{"type": "Annotation", "target": "https://a.example"}"#,
        "It says neither which words it marks nor where they stand.",
    );
    check(
        r#"{"type": "Annotation", "target": {"selector": {"type": "XPathSelector", "value": "/p"}}}"#,
        "It says neither which words it marks nor where they stand.",
    );
    check(&at("-1", "4"), no_place);
    check(&at("4", "1"), no_place);
    check(&at("4", "4"), no_place);
    check(&at("0", "1e999"), no_place);
    check(&at("0", "99999999999999999999999999"), no_place);
    check(&at("0", "4294967296"), no_place);
    check(&at("\"0\"", "4"), no_place);
    check(
        r#"{"type": "Annotation", "motivation": "linking", "target": "https://a.example/1"}"#,
        "It links two things, but is no attribution of words to a source.",
    );
}

#[test]
fn attributions_that_go_in_circles_are_left_out() {
    let link = |id: &str, of: &str| {
        format!(
            r#"{{"type": "Annotation", "id": "{id}", "motivation": "linking", "target": "{of}",
            "body": {{"source": {{"id": "urn:x", "type": "hearsay:Source", "name": "Someone"}}}}}}"#
        )
    };
    let taken = read(&format!(
        "[{}, {}, {}, {}]",
        good("u:1"),
        link("u:2", "u:3"),
        link("u:3", "u:2"),
        link("u:4", "u:4")
    ));
    assert_eq!(taken.loose.len(), 1);
    assert_eq!(taken.loose[0].annotation.attributions(), []);
    assert_eq!(taken.remarks.len(), 3);
    // Deeper than eight: half a chain would say something else.
    let chain: Vec<String> = (1..=9).map(|n| link(&format!("u:{}", n + 1), &format!("u:{n}"))).collect();
    let taken = read(&format!("[{}, {}]", good("u:1"), chain.join(", ")));
    assert_eq!(taken.loose[0].annotation.attributions(), []);
    assert_eq!(
        taken.remarks[0].to_string(),
        "annotation 2: left out. More than 8 attributions are nested in one another."
    );
}

#[test]
fn an_attribution_of_a_mention_is_left_out() {
    let mention = good("u:1").replace("\"claim\"", "\"source\"");
    let link = r#"{"type": "Annotation", "id": "u:2", "motivation": "linking", "target": "u:1",
        "body": {"source": {"id": "urn:x", "type": "hearsay:Source", "name": "Someone"}}}"#;
    let taken = read(&format!("[{mention}, {link}]"));
    assert_eq!(taken.loose.len(), 1);
    assert_eq!(
        taken.remarks[0].to_string(),
        "annotation 2: left out. It attributes a mention of a source, which nobody can vouch for."
    );
}

#[test]
fn an_invisible_character_becomes_a_blank() {
    let file = good("u:1").replace("\"claim\"", "\"cla\\u0000im\"").replace("\"words\"", "\"wo\\u0000rds\"");
    let taken = read(&file);
    assert_eq!(taken.loose[0].annotation.tags, ["cla im"]);
    assert_eq!(taken.loose[0].parts[0].exact, "wo\0rds", "the words of an article stay what they are");
}

#[test]
fn a_file_that_holds_nothing_says_so() {
    let why = |bytes: &[u8]| {
        let stamp = hearsay::record::Stamp { at: hearsay::record::Timestamp::from_millis(0), random: 0 };
        web_annotation::read(bytes, "x", stamp).expect_err("nothing").to_string()
    };
    assert_eq!(why(b" "), "This file is empty.");
    assert_eq!(why(b"[]"), "This file holds no annotations.");
    assert_eq!(
        why(b"[1, "),
        "This file is not JSON, or only a part of it: line 1, column 5: a value is missing. It may have been cut off; try another copy."
    );
    assert_eq!(
        why(b"\xff"),
        "This file is not text in UTF-8. Export it again with the encoding “UTF-8” from the program it comes from."
    );
}

#[test]
fn many_annotations_cost_time_in_proportion() {
    let file = |count: usize| {
        let items: Vec<String> = (0..count)
            .map(|n| format!(r#"{{"type":"Annotation","id":"{n}","target":{{"selector":{{"type":"TextQuoteSelector","exact":"a"}}}}}}"#))
            .collect();
        format!("[{}]", items.join(","))
    };
    let time = |file: &str| {
        let start = Instant::now();
        let taken = read(file);
        (taken.loose.len(), start.elapsed())
    };
    let (few, many) = (file(2_000), file(100_000));
    let (count, quick) = time(&few);
    assert_eq!(count, 2_000);
    let (count, slow) = time(&many);
    assert_eq!(count, 100_000);
    // Fifty times as many, with room for a busy machine; a square would take 2,500 times.
    assert!(slow < quick * 800, "{quick:?} → {slow:?}");
}

#[test]
fn a_million_items_are_listed_and_harm_nothing() {
    let taken = read(&format!("[{}, {}]", good("u:1"), vec!["{}"; 1_000_000].join(",")));
    assert_eq!((taken.loose.len(), taken.remarks.len()), (1, 1_000_000));
}
