//! Hypothesis: its export and its interface's answer, in files of our own writing.

use hearsay::{
    annotation::{Body, Kind, Origin, QuoteKind},
    format::{Taken, hypothesis},
    record::{Stamp, Timestamp},
};

fn read(file: &str) -> Taken {
    let stamp = Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: 9 };
    hypothesis::read(file.as_bytes(), "notes.json", stamp).expect("annotations")
}

/// An annotation with these fields besides its id and target.
fn annotation(id: &str, more: &str) -> String {
    format!(
        r#"{{"id": "{id}", "created": "2026-05-01T08:00:00.123456+00:00", "updated": "2026-05-02T08:00:00.000000+00:00",
        "user": "acct:sam.ode@hypothes.is", "uri": "https://courier.example/bridge", "tags": ["quote", "bridge"],
        "text": "Ask what changed.", "document": {{"title": ["Bridge to close"]}},
        "target": [{{"source": "https://courier.example/bridge", "selector": [
          {{"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0, "endContainer": "/p[1]", "endOffset": 9}},
          {{"type": "TextPositionSelector", "start": 812, "end": 829}},
          {{"type": "TextQuoteSelector", "exact": "It is not safe", "prefix": "“", "suffix": ",” said"}}
        ]}}]{more}}}"#
    )
}

#[test]
fn an_export_and_an_answer_say_the_same() {
    let one = annotation("AxkL3wEvEe", "");
    let export = read(&format!(
        r#"{{"export_date": "2026-05-03T00:00:00.000Z", "export_userid": "acct:sam.ode@hypothes.is", "client_version": "1.0",
        "annotations": [{one}]}}"#
    ));
    let answer = read(&format!(r#"{{"total": 1, "rows": [{one}]}}"#));
    assert_eq!(export, answer);
    assert_eq!(export, read(&format!("[{one}]")));
    assert_eq!(export, read(&one));
    assert_eq!(export.remarks, []);
    let [loose] = export.loose.as_slice() else { panic!("{:?}", export.loose) };
    assert_eq!(loose.url, "https://courier.example/bridge");
    assert_eq!(loose.annotation.kind(), Kind::Quote);
    assert_eq!(loose.annotation.creator, "sam.ode");
    assert_eq!(loose.annotation.tags, ["quote", "bridge"]);
    assert_eq!(loose.annotation.note, "Ask what changed.");
    assert_eq!(loose.annotation.origin, Origin::File { name: "notes.json".into() });
    assert_eq!(loose.annotation.created.to_rfc3339(), "2026-05-01T08:00:00.123Z");
    assert_eq!(loose.annotation.modified.to_rfc3339(), "2026-05-02T08:00:00.000Z");
}

#[test]
fn the_quote_decides_and_positions_are_not_taken() {
    let taken = read(&annotation("a", ""));
    let part = &taken.loose[0].parts[0];
    assert_eq!(
        (part.exact.as_str(), part.prefix.as_str(), part.suffix.as_str()),
        ("It is not safe", "“", ",” said")
    );
    assert_eq!(part.position, None);
}

#[test]
fn the_same_annotation_has_the_same_id_again() {
    let id = |file: &str| read(file).loose[0].annotation.id;
    assert_eq!(id(&annotation("a", "")), id(&annotation("a", r#", "flagged": false"#)));
    assert_ne!(id(&annotation("a", "")), id(&annotation("b", "")));
}

#[test]
fn without_a_tag_that_names_a_kind_it_becomes_a_claim() {
    let taken = read(&annotation("a", "").replace("\"quote\"", "\"later\""));
    assert_eq!(taken.loose[0].annotation.kind(), Kind::Claim);
    assert_eq!(
        taken.remarks[0].to_string(),
        "annotation 1: taken over, changed. None of its tags is “claim”, “source” or “quote”, so it became a claim."
    );
    let source = read(&annotation("a", "").replace("\"quote\"", "\"Source\""));
    assert_eq!(source.loose[0].sources[0].name, "It is not safe");
}

/// With a sound annotation on either side, this one is refused for this reason, and they are taken.
#[track_caller]
fn check(item: &str, why: &str) {
    let taken = read(&format!(r#"{{"rows": [{}, {item}, {}]}}"#, annotation("a", ""), annotation("b", "")));
    assert_eq!(taken.loose.len(), 2, "{item}");
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(said, [format!("annotation 2: left out. {why}")], "{item}");
}

#[test]
fn one_bad_item_never_costs_the_others() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let quote = r#"{"type": "TextQuoteSelector", "exact": "x"}"#;
    check("null", "It is not an object with fields.");
    check("{}", "It is a note on a whole page and marks no words.");
    check(
        r#"{"id": "c", "target": [{"source": "https://a.example"}]}"#,
        "It is a note on a whole page and marks no words.",
    );
    check(
        &annotation("c", r#", "references": ["a"]"#),
        "It is a reply to another annotation, and Hearsay has no replies.",
    );
    check(&annotation("a", ""), "An annotation before it in the file has the same id.");
    check(&annotation("c", &format!(r#", "x": {deep}"#)), "It is nested deeper than any annotation.");
    check(
        &annotation("c", r#", "uri": "twice""#),
        "It has the field “uri” twice, and nothing tells which one is meant.",
    );
    check(
        &annotation("c", r#", "x": "\udc00""#),
        "Its text is damaged: half a surrogate pair is no character.",
    );
    check(&format!(r#"{{"target": [{{"selector": [{quote}]}}]}}"#), "It has no id.");
    for place in ["-1", "1e999", "99999999999999999999999"] {
        check(
            &format!(
                r#"{{"id": "c", "target": [{{"selector": [{{"type": "TextPositionSelector", "start": {place}, "end": 2}}]}}]}}"#
            ),
            "It says neither which words it marks nor where they stand.",
        );
    }
}

#[test]
fn a_million_items_are_listed_and_harm_nothing() {
    let file = format!(r#"{{"rows": [{}, {}]}}"#, annotation("a", ""), vec!["{}"; 1_000_000].join(","));
    let taken = read(&file);
    assert_eq!((taken.loose.len(), taken.remarks.len()), (1, 1_000_000));
}

#[test]
fn the_quotation_marks_say_how_a_quote_reports_speech() {
    let manner = |exact: &str, prefix: &str, suffix: &str| {
        let file = annotation("a", "").replace("\"It is not safe\"", &format!("\"{exact}\""));
        let file =
            file.replace("\"“\"", &format!("\"{prefix}\"")).replace("\",” said\"", &format!("\"{suffix}\""));
        match read(&file).loose.remove(0).annotation.body {
            Body::Quote(quote) => quote.manner,
            body => panic!("{body:?}"),
        }
    };
    assert_eq!(manner("It is not safe", "“", ",” said"), QuoteKind::Direct);
    assert_eq!(manner("“It is not safe,”", "", " said"), QuoteKind::Direct);
    assert_eq!(manner("that it was “not safe”", "She said ", "."), QuoteKind::Mixed);
    assert_eq!(manner("that it was not safe", "She said ", "."), QuoteKind::Indirect);
}
