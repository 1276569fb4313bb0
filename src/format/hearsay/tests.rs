//! The laws of the format, over arbitrary documents.

use std::{rc::Rc, sync::LazyLock};

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::{
    annotation::{Act, Annotation, Change, Document, Edit, Kind, arbitrary},
    record::Timestamp,
};

fn at(ms: u64) -> Timestamp {
    Timestamp::from_millis(ms)
}

fn write_all(documents: &[Document], exported: Timestamp) -> String {
    write(&documents.iter().collect::<Vec<_>>(), exported)
}

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(include_str!("../../../docs/hearsay.schema.json")).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
});

/// Every selector of the file, wherever it stands; the wording of strays is of another text.
fn selectors(value: &Value) -> Vec<&serde_json::Map<String, Value>> {
    match value {
        Value::Object(fields) if fields.contains_key("start") && fields.contains_key("exact") => vec![fields],
        Value::Object(fields) => fields.values().flat_map(selectors).collect(),
        Value::Array(items) => items.iter().flat_map(selectors).collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_written(documents in arbitrary::documents(3)) {
        let read = read(&write_all(&documents, at(0))).expect("our own file");
        prop_assert_eq!(read.problems, []);
        let mut documents = documents;
        documents.sort_by_key(|document| document.article.id);
        prop_assert_eq!(read.documents, documents);
    }

    #[test]
    fn files_of_one_state_differ_in_the_time_of_export_only(documents in arbitrary::documents(2)) {
        let first = write_all(&documents, at(1_000));
        let second = write_all(&read(&first).expect("our own file").documents, at(2_000));
        prop_assert_eq!(first.replacen("00:00:01.000Z", "00:00:02.000Z", 1), second);
    }

    #[test]
    fn every_selector_is_true_of_the_text(document in arbitrary::document()) {
        let text: Vec<char> = document.article.text.as_str().chars().collect();
        let file: Value = serde_json::from_str(&write(&[&document], at(0))).expect("JSON");
        let cut = |from: usize, to: usize| Value::from(text[from..to.min(text.len())].iter().collect::<String>());
        for selector in selectors(&file) {
            let at = |name: &str| selector[name].as_u64().expect("an offset") as usize;
            let (start, end) = (at("start"), at("end"));
            prop_assert_eq!(&selector["exact"], &cut(start, end));
            prop_assert_eq!(&selector["prefix"], &cut(start.saturating_sub(CONTEXT), start));
            prop_assert_eq!(&selector["suffix"], &cut(end, end + CONTEXT));
        }
    }

    #[test]
    fn every_file_follows_the_schema(documents in arbitrary::documents(2)) {
        let file = serde_json::from_str(&write_all(&documents, at(0))).expect("JSON");
        let errors: Vec<_> = SCHEMA.iter_errors(&file).map(|error| error.to_string()).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
    }

    #[test]
    fn a_damaged_file_never_panics(
        document in arbitrary::document(),
        at: prop::sample::Index,
        put in r#"(\PC|["{}\[\],:0-9\\-]){0,4}"#,
        cut in 0..40usize,
    ) {
        let mut file = write(&[&document], Timestamp::default());
        let floor = |mut i: usize| { while !file.is_char_boundary(i) { i -= 1; } i };
        let start = floor(at.index(file.len()));
        let end = floor((start + cut).min(file.len()));
        file.replace_range(start..end, &put);
        if let Ok(Imported { documents, problems, .. }) = read(&file) {
            for problem in problems {
                prop_assert!(!problem.to_string().is_empty());
            }
            // Whatever was taken over is sound.
            let again = read(&write_all(&documents, Timestamp::default())).expect("our own file");
            prop_assert_eq!(again.problems, []);
        }
    }
}

/// The released file with one thing replaced, held to the schema.
fn follows(from: &str, to: &str) -> bool {
    let file = include_str!("../../../tests/format/version-1.json");
    assert!(file.contains(from), "{from}");
    SCHEMA.is_valid(&serde_json::from_str(&file.replacen(from, to, 1)).expect("JSON"))
}

#[test]
fn the_released_file_follows_the_schema() {
    assert!(follows("", ""));
}

#[test]
fn the_schema_is_tight() {
    for (from, to) in [
        (r#""version": 1"#, r#""version": 2"#),
        (r#""generator""#, r#""mood": 1, "generator""#),
        (r#""byline""#, r#""weather": 1, "byline""#),
        (r#""creator""#, r#""colour""#),
        (r#""byline": "Jo Marrow""#, r#""byline": """#),
        (r#""direction": "ltr""#, r#""direction": "auto""#),
        (r#"16:04:00.000Z""#, r#"16:04:00Z""#),
        (r#"2026-11-22T16:04:00.000Z""#, r#"2026-11-31T16:04:00.000Z""#),
        (r#""level": 1, "#, ""),
        (r#""level": 1, "#, r#""level": 7, "#),
        (r#""kind": "paragraph", "#, r#""kind": "paragraph", "level": 1, "#),
        (r#""aside": true"#, r#""aside": false"#),
        (r#""start": 1,"#, r#""start": -1,"#),
        (r#""start": 1,"#, r#""start": 1.5,"#),
        (r#""exact": "said", "#, r#""exact": "", "#),
        (r#""exact": "said", "#, r#""exact": "said", "refinedBy": {}, "#),
        (r#""prefix": ""#, r#""prefix": "twice as long as it may be: 32 "#),
        (r#""standing": "attributed""#, r#""standing": "not-yet""#),
        (r#""standing": "not-yet""#, r#""standing": "attributed""#),
        (r#""standing": "not-yet","#, ""),
        (r#""manner": "mixed""#, r#""status": "unchecked""#),
        (r#""from": "hand""#, r#""from": "hand", "name": "x""#),
        (r#""from": "file", "name": "harbour.ann""#, r#""from": "file""#),
        (r#""id": "019ab000"#, r#""id": "019AB000"#),
        (r#""tags": ["piers"]"#, r#""tags": []"#),
        (r#""stance": "context""#, r#""stance": "maybe""#),
        (r#""level": "off-record""#, r#""level": "secret""#),
    ] {
        assert!(!follows(from, to), "{from} → {to}");
    }
}

#[test]
fn the_example_for_outsiders_is_what_we_write() {
    let page = include_str!("../../../docs/format.md");
    let (_, rest) = page.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let imported = read(example).expect("our own file");
    assert_eq!(imported.problems, []);
    let exported = Timestamp::from_rfc3339("2026-11-22T16:04:00Z").expect("a time");
    let ours = concat!("Hearsay ", env!("CARGO_PKG_VERSION"));
    assert_eq!(write_all(&imported.documents, exported), example.replacen("Hearsay 0.1.0", ours, 1));
}

/// A history that ends in the document: what could have been done to it, step by step.
fn past(document: &Document, steps: &[(prop::sample::Index, bool)], undone: usize) -> (Document, Past) {
    let mut here = document.clone();
    let mut edits = Vec::new();
    for (n, (which, delete)) in steps.iter().enumerate() {
        let plain: Vec<_> = here.annotations.values().filter(|a| a.kind() != Kind::Source).cloned().collect();
        if plain.is_empty() {
            break;
        }
        let before = which.get(&plain).clone();
        let mut after = Annotation::clone(&before);
        after.note = format!("note {n}");
        let after = (!delete).then(|| Rc::new(after));
        let changes = vec![Change::Annotation { before: Some(before), after }];
        let edit = Edit { act: Act::Note, at: at(n as u64), changes };
        edit.apply(&mut here).expect("it fits");
        edits.push(Rc::new(edit));
    }
    let done = edits.len().saturating_sub(undone);
    for edit in edits[done..].iter().rev() {
        edit.inverse().apply(&mut here).expect("it was just done");
    }
    (here, Past { edits, done })
}

proptest! {
    #[test]
    fn a_backup_brings_back_the_history_and_the_settings(
        document in arbitrary::document(),
        steps in prop::collection::vec(any::<(prop::sample::Index, bool)>(), 0..8),
        undone in 0..3usize,
        creator in "[^\\p{Cc}]{0,8}",
    ) {
        let (document, past) = past(&document, &steps, undone);
        let chosen = Chosen { creator, letters_off: true };
        let file = write_backup(vec![(&document, &past)], &chosen, at(7));
        let read = read(&file).expect("our own file");
        prop_assert_eq!(read.problems, []);
        prop_assert_eq!(read.documents.as_slice(), std::slice::from_ref(&document));
        let expected = if past.edits.is_empty() { None } else { Some(&past) };
        prop_assert_eq!(read.pasts.get(&document.article.id), expected);
        prop_assert_eq!(read.chosen, Some(chosen));
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let errors: Vec<_> = SCHEMA.iter_errors(&file).map(|error| error.to_string()).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
    }

    #[test]
    fn a_history_that_was_tampered_with_ends_there(
        document in arbitrary::document(),
        steps in prop::collection::vec(any::<(prop::sample::Index, bool)>(), 1..8),
        at_byte in any::<prop::sample::Index>(),
        put in "[\"{}a0,:]{1,2}",
    ) {
        let (document, past) = past(&document, &steps, 1);
        let mut file = write_backup(vec![(&document, &past)], &Chosen::default(), at(7));
        let Some(history) = file.rfind("\"history\"") else { return Ok(()) };
        let from = file.ceil_char_boundary(history + at_byte.index(file.len() - history));
        file.insert_str(from, &put);
        let Ok(read) = read(&file) else { return Ok(()) };
        for document in &read.documents {
            let Some(Past { edits, done }) = read.pasts.get(&document.article.id) else { continue };
            let (mut back, mut on) = (document.clone(), document.clone());
            for edit in edits[..*done].iter().rev() {
                prop_assert_eq!(edit.inverse().apply(&mut back), Ok(()));
            }
            for edit in &edits[*done..] {
                prop_assert_eq!(edit.apply(&mut on), Ok(()));
            }
        }
    }
}
