//! Annotations of other tools: what they mean is taken, and where it stands is a hint.

use hearsay::{
    annotation::Kind,
    format::{Taken, web_annotation},
    record::{Stamp, Timestamp},
    text::{CharOffset, CharRange},
};

pub(super) fn read(file: &str) -> Taken {
    let stamp = Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: 9 };
    web_annotation::read(file.as_bytes(), "marks.jsonld", stamp).expect("annotations")
}

/// As Recogito writes it: bodies with purposes, both selectors on one target.
const RECOGITO: &str = r##"[{
  "@context": "http://www.w3.org/ns/anno.jsonld",
  "type": "Annotation",
  "id": "#9d0f3c1a-5b0e-4c8e-8a55-0d7a4a0f2b11",
  "body": [
    { "type": "TextualBody", "purpose": "commenting", "value": "Who counted?", "created": "2026-05-01T08:00:00.000Z" },
    { "type": "TextualBody", "purpose": "tagging", "value": "Quote" },
    { "type": "TextualBody", "purpose": "tagging", "value": "traffic" }
  ],
  "target": {
    "source": "https://courier.example/bridge",
    "selector": [
      { "type": "TextQuoteSelector", "exact": "900 carts", "prefix": "carries ", "suffix": " a day" },
      { "type": "TextPositionSelector", "start": 12, "end": 21 }
    ]
  }
}, {
  "@context": "http://www.w3.org/ns/anno.jsonld",
  "type": "Annotation",
  "id": "#link",
  "motivation": "linking",
  "body": [{ "type": "TextualBody", "purpose": "tagging", "value": "contradicts" }],
  "target": [{ "id": "#9d0f3c1a-5b0e-4c8e-8a55-0d7a4a0f2b11" }, { "id": "#other" }]
}]"##;

#[test]
fn an_annotation_of_recogito_keeps_words_tags_and_note() {
    let taken = read(RECOGITO);
    let [loose] = taken.loose.as_slice() else { panic!("{:?}", taken.loose) };
    assert_eq!(loose.annotation.id.to_string(), "9d0f3c1a-5b0e-4c8e-8a55-0d7a4a0f2b11");
    assert_eq!(loose.annotation.kind(), Kind::Quote, "a tag said so");
    assert_eq!(loose.annotation.tags, ["Quote", "traffic"]);
    assert_eq!(loose.annotation.note, "Who counted?");
    assert_eq!(loose.url, "https://courier.example/bridge");
    assert_eq!(loose.parts[0].exact, "900 carts");
    assert_eq!(loose.parts[0].prefix, "carries ");
    assert_eq!(loose.parts[0].position, Some(CharRange { start: CharOffset(12), end: CharOffset(21) }));
    assert_eq!(
        taken.remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "annotation 2: left out. It links two things, but is no attribution of words to a source.",
            "the file: taken over, changed. Hearsay has no place for these fields and left them behind: “created” (a body).",
        ]
    );
}

/// The exact words and the note of an annotation written like this.
fn check(annotation: &str, exact: &str, note: &str) {
    let taken = read(&format!(r#"{{"type": "Annotation", "id": "https://a.example/1", {annotation}}}"#));
    let found: Vec<_> =
        taken.loose.iter().map(|l| (l.parts[0].exact.as_str(), l.annotation.note.as_str())).collect();
    assert_eq!(found, [(exact, note)], "{annotation}: {:?}", taken.remarks);
}

#[test]
fn the_model_may_be_written_in_many_ways() {
    let quote = r#"{"type": "TextQuoteSelector", "exact": "words"}"#;
    check(
        &format!(r#""bodyValue": "n", "target": {{"source": "https://a.example", "selector": {quote}}}"#),
        "words",
        "n",
    );
    check(
        &format!(r#""body": "https://b.example/", "target": [{{"selector": [{quote}]}}]"#),
        "words",
        "https://b.example/",
    );
    check(&format!(r#""body": {{"value": "n"}}, "target": {{"selector": {quote}}}"#), "words", "n");
    check(
        &format!(
            r#""target": {{"selector": {{"type": "FragmentSelector", "value": "p", "refinedBy": {quote}}}}}"#
        ),
        "words",
        "",
    );
    check(r#""target": {"selector": {"type": "TextPositionSelector", "start": 1, "end": 4}}"#, "", "");
    check(&format!(r#""@type": "oa:Annotation", "target": {{"selector": {quote}}}"#), "words", "");
}

#[test]
fn pages_and_collections_are_looked_through() {
    let annotation = |n: u32| {
        format!(
            r#"{{"type": "Annotation", "id": "https://a.example/{n}",
            "target": {{"selector": {{"type": "TextQuoteSelector", "exact": "word {n}"}}}}}}"#
        )
    };
    for file in [
        format!("[{}, {}]", annotation(1), annotation(2)),
        format!(r#"{{"type": "AnnotationPage", "items": [{}, {}]}}"#, annotation(1), annotation(2)),
        format!(
            r#"{{"type": "AnnotationCollection", "first": {{"type": "AnnotationPage", "items": [{}, {}]}}}}"#,
            annotation(1),
            annotation(2)
        ),
        format!(r#"{{"@context": "x", "@graph": [{}, {}]}}"#, annotation(1), annotation(2)),
    ] {
        assert_eq!(read(&file).loose.len(), 2, "{file}");
    }
    // A list of one may be written as that one.
    assert_eq!(read(&format!(r#"{{"type": "AnnotationPage", "items": {}}}"#, annotation(1))).loose.len(), 1);
}

#[test]
fn pages_that_are_elsewhere_are_listed() {
    let page = r#"{"type": "AnnotationPage", "items": [], "next": "https://a.example/2"}"#;
    let file = format!(r#"{{"type": "AnnotationCollection", "first": {page}}}"#);
    let said = |file: &str| read(file).remarks.iter().map(ToString::to_string).collect::<Vec<_>>();
    let at = |page: u32| {
        format!(
            "the file: left out. More annotations are at https://a.example/{page}; Hearsay fetches nothing."
        )
    };
    assert_eq!(said(&file), [at(2)]);
    assert_eq!(
        said(r#"{"type": "AnnotationCollection", "first": "https://a.example/1", "total": 7}"#),
        [at(1)]
    );
}

#[test]
fn what_has_no_place_is_listed() {
    let said: Vec<String> = read(
        r#"[{"type": "Annotation", "rights": "https://a.example/licence", "audience": [],
            "creator": {"name": "Sam", "email": "sam@example.org"},
            "body": {"value": "claim", "purpose": "classifying", "language": "en"},
            "target": {"selector": {"type": "TextQuoteSelector", "exact": "words"}, "styleClass": "red"}}]"#,
    )
    .remarks
    .iter()
    .map(ToString::to_string)
    .collect();
    assert_eq!(
        said,
        ["the file: taken over, changed. Hearsay has no place for these fields and left them behind: \
          “email” (a creator), “language” (a body), “rights” (an annotation), “styleClass” (a target)."]
    );
}
