//! Files from which nothing can be taken: each gets a message of its own.

use hearsay::format::{
    Seems,
    hearsay::{MAX_BYTES, ReadError, read, read_bytes},
};

use crate::VERSION_1;

fn check(file: &str, message: &str) {
    let error = read(file).expect_err("a file of somebody else");
    assert_eq!(error.to_string(), message);
}

#[test]
fn an_empty_file_says_so() {
    check("", "This file is empty.");
    check("\u{feff} \r\n", "This file is empty.");
}

#[test]
fn a_file_that_is_not_json_says_where_it_goes_wrong() {
    check(
        "{\n  \"format\": hearsay\n}",
        "This file is not JSON, or only a part of it: line 2, column 13: a value is missing. \
         If it is a Hearsay file, it may have been cut off; try another copy.",
    );
    let half = &VERSION_1[..VERSION_1.len() / 2];
    assert!(matches!(read(half), Err(ReadError::NotJson { seems: None, .. })));
    check("<!doctype html><title>Ferry</title>", "This is not a Hearsay file: it seems to be a web page.");
    check("T1\tCue 10 14\tsaid\n", "This is not a Hearsay file: it seems to be a brat annotation file.");
    assert!(matches!(read(&format!("{VERSION_1}{VERSION_1}")), Err(ReadError::NotJson { .. })));
}

#[test]
fn a_file_that_is_not_text_says_so() {
    let message = |bytes: &[u8]| read_bytes(bytes).expect_err("no text").to_string();
    assert_eq!(message(b"\xff\xfe{\x00"), "This is not a Hearsay file: it is not text in UTF-8.");
    assert_eq!(
        message(b"PK\x03\x04\x14\x00\xff"),
        "This is not a Hearsay file: it seems to be a zip archive or an office document."
    );
    assert_eq!(read_bytes(b"%PDF-1.7\n\xe2"), Err(ReadError::NotText { seems: Some(Seems::Pdf) }));
}

#[test]
fn a_file_of_another_tool_is_named() {
    check(
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": []}"#,
        "This is not a Hearsay file: it seems to be W3C Web Annotation data.",
    );
    check(
        r#"[{"id": 7, "data": {"text": "Prices fell."}, "annotations": []}]"#,
        "This is not a Hearsay file: it seems to be a Label Studio file.",
    );
    check(
        r#"{"format": "gossip", "version": 1}"#,
        "This is not a Hearsay file: it calls its format “gossip”.",
    );
    let unnamed = "This is not a Hearsay file: it does not say that its format is “hearsay”.";
    for file in ["{}", "[]", "null", "12", "\"hearsay\"", r#"{"format": 1}"#, r#"{"format": ["hearsay"]}"#] {
        check(file, unnamed);
    }
}

#[test]
fn a_file_from_a_newer_hearsay_says_what_to_do() {
    check(
        &VERSION_1.replacen("\"version\": 1", "\"version\": 3", 1),
        "This file was written by a newer Hearsay: its format is version 3, and this Hearsay reads up to version 1. \
         Reload the page to get the newest Hearsay, then import the file again.",
    );
}

#[test]
fn a_file_without_a_version_or_articles_is_refused() {
    let no_version = "This file does not say which version of the Hearsay format it has.";
    for version in ["0", "-1", "1.5", "1e999", "\"1\"", "null", "99999999999999999999999"] {
        check(&VERSION_1.replacen("\"version\": 1", &format!("\"version\": {version}"), 1), no_version);
    }
    check(r#"{"format": "hearsay"}"#, no_version);
    let no_articles = "This Hearsay file holds no list of articles.";
    check(r#"{"format": "hearsay", "version": 1}"#, no_articles);
    check(r#"{"format": "hearsay", "version": 1, "articles": {}}"#, no_articles);
}

#[test]
fn a_file_nested_without_end_is_refused() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let message = "This is not a Hearsay file: it is nested deeper than anything Hearsay writes.";
    check(&deep("[", "]"), message);
    check(&deep(r#"{"a":"#, "}").replace(":}", ":1}"), message);
}

#[test]
fn a_file_that_is_too_large_is_not_even_looked_at() {
    // Nothing but zero bytes, which the system hands out without filling memory.
    let error = read_bytes(&vec![0; MAX_BYTES + 1]).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "This file is too large: it has 201 MB, and files of up to 200 MB are read. \
         Export the articles in several files."
    );
}
