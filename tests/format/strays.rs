//! Strays in files: what is not sound of them is listed, and the rest is there.

use crate::check;

/// The released file with one stray in its first article.
#[track_caller]
fn check_stray(fields: &str, problems: &[&str]) {
    let stray = format!(
        r#""strays": [{{ "id": "~f01", "kind": "quote", "manner": "direct", {fields} }}], "sources": ["#
    );
    check(r#""sources": ["#, &stray, problems);
}

const WORDING: &str = r#""wording": [{ "exact": "We never knew" }]"#;

#[test]
fn a_stray_needs_the_words_it_was_made_on() {
    check_stray(WORDING, &[]);
    check_stray(r#""fate": "gone""#, &["Stray 1 was left out: it has no “wording”."]);
    check_stray(r#""wording": []"#, &["Stray 1 was left out: it marks no words."]);
    check_stray(r#""wording": [{ "exact": "" }]"#, &["Stray 1 was left out: it marks no words."]);
    check_stray(r#""wording": "We""#, &["Stray 1 was left out: its “wording” is not a list."]);
    check_stray(r#""wording": [{ "exact": 5 }]"#, &["Stray 1 was left out: its “exact” is not a string."]);
}

#[test]
fn nothing_is_proposed_on_words_that_are_not_there() {
    check_stray(
        &format!(
            r#"{WORDING}, "fate": "reworded", "proposed": [{{ "start": 50, "end": 60, "exact": "The castle" }}]"#
        ),
        &[
            "Stray 1 was taken over, but without the place proposed for it (it marks “The castle”, but the article says “The bridge” there).",
        ],
    );
    check_stray(
        &format!(r#"{WORDING}, "fate": "moved""#),
        &["Stray 1 was taken over, but without the place proposed for it (it has no “proposed”)."],
    );
    check_stray(
        &format!(
            r#"{WORDING}, "fate": "moved", "proposed": [{{ "start": 50, "end": 60, "exact": "The bridge" }}]"#
        ),
        &[],
    );
    check_stray(
        &format!(r#"{WORDING}, "fate": "lost""#),
        &[
            "Stray 1 was taken over, but its “fate” says “lost”, which this version of Hearsay does not know, and became “gone”.",
        ],
    );
}

#[test]
fn a_version_before_that_is_no_id_is_listed() {
    let with = |previous: &str| format!(r#""previous": "{previous}", "sources": ["#);
    check(r#""sources": ["#, &with("~fff"), &[]);
    check(
        r#""sources": ["#,
        &with("first"),
        &["Article 1 was taken over, but its “previous” is “first”, which is not an id (a UUID)."],
    );
}
