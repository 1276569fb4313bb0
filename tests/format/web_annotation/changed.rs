//! Files of ours that somebody changed: what still fits goes into its article, the rest is listed.

use super::file;
use crate::ID;
use hearsay::format::Taken;

/// Our file with this put in place of that, where it stands first, and what is said of it.
///
/// `~` stands for what all ids of the file begin with.
#[track_caller]
fn check(from: &str, to: &str, remarks: &[&str]) -> Taken {
    let text = String::from_utf8(file()).expect("UTF-8");
    let (from, to) = (from.replace('~', ID), to.replace('~', ID));
    assert!(text.contains(&from), "{from}");
    let taken = super::foreign::read(&text.replacen(&from, &to, 1));
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(said, remarks, "{from} → {to}");
    taken
}

#[test]
fn a_text_that_was_changed_makes_no_article() {
    let text = String::from_utf8(file()).expect("UTF-8");
    let words = "old mill race will close";
    let (before, after) = text.split_once("\"hearsay:text\": ").expect("a text");
    let file = format!("{before}\"hearsay:text\": {}", after.replacen(words, "old mull race will close", 1));
    let taken = super::foreign::read(&file);
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said[0],
        "article 1: left out. Its text is not the one that was exported (the SHA-256 differs), so no mark in it \
         can be relied on; another copy of the file may be whole."
    );
    let cue = "It goes without its cue, because its article is not in the file.";
    assert!(said[1..].iter().all(|said| said.ends_with(cue)), "{said:?}");
    assert_eq!(taken.documents.len(), 2);
    assert!(taken.loose.len() > 10, "all its annotations, to be found again");
}

#[test]
fn an_annotation_on_other_words_is_loose() {
    const LOOSE: &str = "taken over, changed. The words it marks do not stand where it says; they have to be found \
                         again in an article.";
    const FORGOTTEN: &str = "article 1: taken over, changed. 1 of its attributions refer to a mention that is not there, and go without.";
    let mention = r#""exact": "the harbour office", "prefix": "mill race"#;
    for to in [
        r#""exact": "the harbour master", "prefix": "mill race"#,
        r#""exact": "the harbour office", "prefix": "null race"#,
    ] {
        let taken = check(mention, to, &[&format!("annotation 3: {LOOSE}"), FORGOTTEN]);
        assert_eq!(taken.loose.len(), 1);
        assert_eq!(taken.loose[0].sources[0].name, "Harbour office");
    }
    let place = r#""TextPositionSelector", "start": 106, "end": 124"#;
    for (start, end) in [("124", "106"), ("106", "9999"), ("106", "125"), ("-1", "124")] {
        let to = format!(r#""TextPositionSelector", "start": {start}, "end": {end}"#);
        let taken = check(place, &to, &[&format!("annotation 3: {LOOSE}"), FORGOTTEN]);
        assert_eq!(taken.loose.len(), 1, "{to}");
    }
}

#[test]
fn what_cannot_be_read_takes_the_safest_meaning() {
    let taken = check(
        r#""hearsay:level": "on-record""#,
        r#""hearsay:level": "whispered""#,
        &[
            "article 1: taken over, changed. Its “hearsay:level” says “whispered”, which this version of Hearsay \
           does not know, and became “off-record”.",
        ],
    );
    let level = taken.documents[0].sources.values().next().expect("a source").level;
    assert_eq!(level, hearsay::annotation::AttributionLevel::OffRecord);
    check(
        r#""hearsay:status": "unchecked""#,
        r#""hearsay:status": "guessed""#,
        &[
            "annotation 1: taken over, changed. Its “hearsay:status” says “guessed”, which this version of Hearsay \
           does not know, and became “unchecked”.",
        ],
    );
    check(
        r#""hearsay:kind": "heading", "hearsay:level": 1"#,
        r#""hearsay:kind": "heading", "hearsay:level": 7"#,
        &[
            "article 1: taken over, changed. Its blocks do not fit the text, so every line became a paragraph.",
        ],
    );
}
