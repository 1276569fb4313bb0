//! Citron’s quotes as it writes them, and such as were made to do harm.

use hearsay::format::{
    Unreadable,
    citron::{read, write},
};

use crate::{marked, remarks, stamp};

/// A file with these quotes and groups.
fn file(quotes: &str, groups: &str) -> String {
    format!(
        r#"{{"text": "👩 Ines Calloway said it is. She agreed.", "quotes": [{quotes}], "coreference_groups": [{groups}]}}"#
    )
}

fn span(start: i64, end: i64, words: &str) -> String {
    format!(r#"{{"start": {start}, "end": {end}, "text": "{words}"}}"#)
}

fn quote(cue: &str, source: &str, content: &str) -> String {
    format!(r#"{{"cue": {cue}, "sources": [{source}], "contents": [{content}]}}"#)
}

#[track_caller]
fn check(file: &str, expected: &[&str], expected_remarks: &[&str]) {
    let taken = read(file.as_bytes(), "a.json", stamp()).expect("quotes");
    assert_eq!(taken.documents.len(), 1);
    assert_eq!(marked(&taken.documents[0]), expected, "{file}");
    assert_eq!(remarks(&taken), expected_remarks, "{file}");
}

fn whole() -> String {
    let quote = quote(&span(16, 20, "said"), &span(2, 15, "Ines Calloway"), &span(21, 26, "it is"));
    file(&quote, &format!("[{}, {}]", span(28, 31, "She"), span(2, 15, "Ines Calloway")))
}

#[test]
fn quotes_and_groups_become_attributions_and_mentions_of_one_source() {
    let expected = ["source Ines Calloway", "quote it is: said Ines Calloway", "source She"];
    check(&whole(), &expected, &[]);
    let document = &read(whole().as_bytes(), "a.json", stamp()).expect("quotes").documents[0];
    assert_eq!(document.sources.len(), 1);
    let one = write(&[document], stamp().at);
    check(std::str::from_utf8(&one).expect("text"), &expected, &[]);
    let written: serde_json::Value = serde_json::from_slice(&one).expect("JSON");
    assert_eq!(written["quotes"][0]["cue"], serde_json::json!({"start": 16, "end": 20, "text": "said"}));
    assert_eq!(written["coreference_groups"][0].as_array().expect("a group").len(), 2);
    // One file for each document, as Citron has it.
    let two = read(&write(&[document, document], stamp().at), "a.zip", stamp()).expect("quotes");
    assert_eq!(two.documents.len(), 2);
}

#[test]
fn hostile_quotes_are_left_out_one_by_one() {
    let row = |content: &str, why: &str| {
        let bad = quote("null", "", content);
        let good = quote(&span(16, 20, "said"), &span(28, 31, "She"), &span(21, 26, "it is"));
        check(
            &file(&format!("{bad}, {good}"), ""),
            &["quote it is: said She", "source She"],
            &[&format!("quote 1, contents 1: left out. {why}"), "quote 1: left out. It has no contents."],
        );
    };
    row(&span(-1, 4, ""), "Its offsets are no whole numbers from 0 on.");
    row(&span(9, 4, ""), "It ends before it starts, or covers nothing.");
    row(&span(0, 1_000_000, ""), "It lies outside the text.");
    row(&span(0, i64::MAX, ""), "Its offsets are no whole numbers from 0 on.");
    row(&span(2, 6, "Anna"), "The words it gives are not those that stand there in the text.");
    row(&span(2, 6, r"In\u0000x"), "The words it gives are not those that stand there in the text.");
    row(r#"{"start": 1, "start": 2}"#, "It has the field “start” twice.");
    row("[[]]", "It is not an object with fields.");
    row(&format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)), "It is not an object with fields.");
}

#[test]
fn a_quote_goes_without_what_cannot_be_used() {
    check(
        &file(&quote(&span(16, 20, "sang"), "", &span(21, 26, "it is")), "7, [{}]"),
        &["quote it is:  Source not marked"],
        &[
            "coreference group 1: left out. It is not a list of spans.",
            "coreference group 2: left out. Its offsets are no whole numbers from 0 on.",
            "quote 1: taken over, changed. Its cue cannot be used: The words it gives are not those that stand there in the text. It goes without.",
            "quote 1: taken over, changed. It has no source; it was given the entry “Source not marked” of the register.",
        ],
    );
}

#[test]
fn quotes_without_their_text_go_by_their_words() {
    let quote = quote(&span(16, 20, "said"), &span(2, 15, "Ines Calloway"), &span(21, 26, "it is"));
    let answer = format!(r#"{{"quotes": [{quote}], "source": {{"application": "citron-extractor"}}}}"#);
    let taken = read(answer.as_bytes(), "a.json", stamp()).expect("quotes");
    let exact: Vec<_> = taken.loose.iter().map(|loose| loose.parts[0].exact.as_str()).collect();
    assert_eq!(exact, ["it is", "Ines Calloway"]);
    assert_eq!(taken.loose[0].parts[0].position.expect("a place").start.0, 21);
    assert_eq!(taken.loose[0].sources[0].name, "Ines Calloway");
    assert_eq!(
        remarks(&taken),
        [
            "a.json: left out. The file has no text, so its cues were left out.",
            "the file: taken over, changed. Hearsay has no place for these fields and left them behind: “source” (a document)."
        ]
    );
}

#[test]
fn a_span_without_its_text_that_gives_no_words_is_listed() {
    let contents = format!("{}, {}", span(21, 26, "it is"), span(30, 34, ""));
    let quote = format!(r#"{{"contents": [{contents}, 7], "sources": "Ines", "confidence": "0.9"}}"#);
    let taken = read(format!(r#"{{"quotes": [{quote}]}}"#).as_bytes(), "a.json", stamp()).expect("quotes");
    assert_eq!(taken.loose.len(), 1);
    assert_eq!(
        remarks(&taken)[..4],
        [
            "quote 1, contents 2: left out. It gives no words, and its text is not there.",
            "quote 1, contents 3: left out. It is not an object with fields.",
            "quote 1: left out. Its “sources” is no list and was left behind.",
            "a.json: left out. The file has no text, so its cues were left out.",
        ]
    );
    assert!(remarks(&taken)[4].contains("“confidence” (a quote)"));
}

#[test]
fn what_has_no_place_is_listed_once_for_the_file() {
    let quote =
        quote("null", &span(28, 31, "She"), &span(21, 26, "it is")).replace('}', r#", "confidence": "0.9"}"#);
    let taken = read(file(&format!("{quote}, {quote}"), "").as_bytes(), "a.json", stamp()).expect("quotes");
    assert_eq!(
        remarks(&taken),
        [
            "the file: taken over, changed. Hearsay has no place for these fields and left them behind: “confidence” (a quote, 2 times), “confidence” (a span, 4 times)."
        ]
    );
}

#[test]
fn what_is_no_file_of_citron_is_told_apart() {
    let check = |bytes: &[u8], expected| assert_eq!(read(bytes, "a.json", stamp()), Err(expected));
    let expected = "quotes as Citron writes them";
    check(b" ", Unreadable::Empty);
    check(b"{", Unreadable::NotJson { line: 1, column: 2, what: "a string is missing" });
    check(b"{}", Unreadable::OtherForm { expected });
    check(b"PK\x03\x04", Unreadable::BadArchive);
}

#[test]
fn very_many_quotes_cost_what_they_weigh() {
    let one = quote(&span(16, 20, "said"), &span(2, 15, "Ines Calloway"), &span(21, 26, "it is"));
    let all = vec![one; 20_000].join(",");
    let taken = read(file(&all, "").as_bytes(), "a.json", stamp()).expect("quotes");
    assert_eq!(taken.documents[0].annotations.len(), 2);
}
