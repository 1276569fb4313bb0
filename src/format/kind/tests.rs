use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{AttributionLevel, Fate, Stray, Wording, arbitrary},
    format::example,
    record::Stamp,
};

#[test]
fn every_format_says_what_it_is_for() {
    for format in Format::ALL {
        assert!(!format.name().is_empty());
        assert!(format.purpose().ends_with('.'), "{}", format.purpose());
        for sentence in format.cannot() {
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}

#[test]
fn files_are_named_after_the_article() {
    let check = |format, expected: &[&str]| {
        let export = write(format, &[&example::document()], &Choices::default(), example::at());
        let names: Vec<&str> = export.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, expected);
    };
    check(Format::Hearsay, &["Bridge-to-close-2026-11-22.json"]);
    check(
        Format::Csv,
        &["Bridge-to-close-annotations-2026-11-22.csv", "Bridge-to-close-attributions-2026-11-22.csv"],
    );
    check(Format::Print, &["Bridge-to-close-print-2026-11-22.html"]);
}

#[test]
fn only_hearsay_json_takes_everything_along_by_default() {
    for format in Format::ALL {
        assert_eq!(format.choices().withheld, format == Format::Hearsay, "{format:?}");
    }
}

#[test]
fn what_was_left_out_is_said_and_what_went_along_off_the_record() {
    let mut document = example::document();
    for source in document.sources.values_mut() {
        std::rc::Rc::make_mut(source).level = AttributionLevel::OnBackground;
    }
    for format in Format::ALL {
        let said = write(format, &[&document], &format.choices(), example::at()).said;
        let went = said.iter().any(|line| line == "1 source off the record or on background is in it.");
        let left = said.iter().any(|line| line.contains("left out"));
        assert_eq!((went, left), (format == Format::Hearsay, format != Format::Hearsay), "{format:?}");
        let said = write(format, &[&document], &Choices::EVERYTHING, example::at()).said;
        assert_eq!(said, ["1 source off the record or on background is in it."], "{format:?}");
    }
}

#[test]
fn what_has_no_place_in_the_text_is_told_whatever_goes_along() {
    let mut document = example::document();
    let quote = document.in_reading_order()[0].as_ref().clone();
    document.annotations.remove(&quote.id);
    let stray =
        Stray::of(quote, vec![Wording { exact: "gone".to_owned(), ..Wording::default() }], Fate::Gone);
    document.strays.insert(stray.id, std::rc::Rc::new(stray));
    for format in Format::ALL {
        for choices in [Choices::EVERYTHING, Choices::default()] {
            let export = write(format, &[&document], &choices, example::at());
            let told = export.said.iter().any(|said| said.contains("no place in the text yet"));
            let holds = matches!(format, Format::Hearsay | Format::JsonLines);
            assert_eq!(told, !holds, "{format:?}");
            let text = String::from_utf8_lossy(&export.files[0].bytes);
            assert!(!holds || text.contains("gone"), "{format:?}");
        }
    }
}

#[test]
fn the_documentation_says_what_a_format_cannot_hold() {
    let docs = include_str!("../../../docs/format.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for format in Format::ALL {
        for sentence in format.cannot() {
            assert!(docs.contains(sentence), "{sentence}");
        }
    }
}

fn stamp() -> Stamp {
    Stamp { at: example::at(), random: 5 }
}

#[test]
fn a_file_is_recognised_by_what_is_in_it() {
    let document = example::document();
    for format in [Format::Hearsay, Format::JsonLines, Format::WebAnnotation] {
        let export = write(format, &[&document], &Choices::EVERYTHING, example::at());
        let taken = read("some.txt", &export.files[0].bytes, stamp(), &mut |_| ()).expect("a file of ours");
        assert_eq!(taken.documents.as_slice(), std::slice::from_ref(&document), "{format:?}");
        assert_eq!(taken.remarks, [], "{format:?}");
    }
}

#[test]
fn what_was_written_for_another_tool_is_recognised_and_comes_back() {
    let document = example::document();
    let formats = [Format::WebAnnotation, Format::Brat, Format::LabelStudio, Format::Doccano, Format::Citron];
    for format in formats {
        for count in [1, 2] {
            let other = crate::format::fresh::with_fresh_ids(&document, stamp());
            let documents = &[&document, &other][..count];
            let export = write(format, documents, &Choices::EVERYTHING, example::at());
            let taken = read("some.txt", &export.files[0].bytes, stamp(), &mut |_| ());
            let taken = taken.unwrap_or_else(|error| panic!("{format:?}, {count}: {error}"));
            assert_eq!(taken.documents.len(), count, "{format:?}");
            assert!(taken.remarks.iter().all(|remark| !remark.refused), "{format:?}: {:?}", taken.remarks);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_says_what_it_seems_to_be() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(read("x", bytes, stamp(), &mut |_| ()).expect_err("no file").to_string(), expected);
    };
    check(b"", "This file is empty.");
    check(b"%PDF-1.7\n\xe2", "Hearsay cannot take annotations from this file: it seems to be a PDF.");
    check(
        b"\xff\xfe",
        "This file is not text in UTF-8. Export it again with the encoding “UTF-8” from the program it comes from.",
    );
    check(b"<!doctype html>", "Hearsay cannot take annotations from this file: it seems to be a web page.");
    check(
        b"Prices fell.",
        "Hearsay cannot take annotations from this file: it is of no format that it knows.",
    );
    check(b"{}", "Hearsay cannot take annotations from this file: it is of no format that it knows.");
    check(
        b"{\"a\": ",
        "This file is not JSON, or only a part of it: line 1, column 7: a value is missing. It may have been cut off; try another copy.",
    );
    check(
        br#"{"format": "hearsay", "version": 9}"#,
        "This file was written by a newer Hearsay: its format is version 9, and this Hearsay reads up to version 1. \
         Reload the page to get the newest Hearsay, then import the file again.",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_are_too_strange_to_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read("x", &bytes, stamp(), &mut |_| ());
    }

    #[test]
    fn the_same_documents_make_the_same_bytes(documents in arbitrary::all_settled(2)) {
        let mut given: Vec<&Document> = documents.iter().collect();
        let first = Format::ALL.map(|format| write(format, &given, &format.choices(), example::at()));
        given.reverse();
        let second = Format::ALL.map(|format| write(format, &given, &format.choices(), example::at()));
        prop_assert_eq!(first, second);
    }
}
