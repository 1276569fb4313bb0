//! Files in which an item says something else than it should: it is listed, and the rest is there.

use crate::check;

#[test]
fn a_word_that_is_not_known_takes_the_safest_meaning() {
    check(
        r#""kind": "organisation""#,
        r#""kind": "robot""#,
        &[
            "Source 1 was taken over, but its “kind” says “robot”, which this version of Hearsay does not know, and became “person”.",
        ],
    );
    check(
        r#""level": "deep-background""#,
        r#""level": "embargoed""#,
        &[
            "Source 3 was taken over, but its “level” says “embargoed”, which this version of Hearsay does not know, and became “off-record”.",
        ],
    );
    check(
        r#""manner": "mixed""#,
        r#""manner": "sung""#,
        &[
            "Annotation 9 was taken over, but its “manner” says “sung”, which this version of Hearsay does not know, and became “indirect”.",
        ],
    );
    check(
        r#""sort": "prediction""#,
        r#""sort": "rumour""#,
        &[
            "Annotation 1 was taken over, but its “sort” says “rumour”, which this version of Hearsay does not know, and was left open.",
        ],
    );
    check(
        r#""status": "disputed""#,
        r#""status": "laughed at""#,
        &[
            "Annotation 8 was taken over, but its “status” says “laughed at”, which this version of Hearsay does not know, and became “unchecked”.",
        ],
    );
    check(
        r#""stance": "refutes""#,
        r#""stance": "wobbles""#,
        &[
            "Evidence 1 of annotation 8 was taken over, but its “stance” says “wobbles”, which this version of Hearsay does not know, and became “context”.",
        ],
    );
    check(
        r#""standing": "article-voice""#,
        r#""standing": "gossip""#,
        &[
            "Annotation 10 was taken over, but its “standing” says “gossip”, which this version of Hearsay does not know, and became “not-yet”.",
        ],
    );
    check(
        r#""from": "suggestion""#,
        r#""from": "machine""#,
        &[
            "Annotation 4 was taken over, but its “origin” says “machine”, which this version of Hearsay does not know, and became “file”.",
        ],
    );
    check(
        r#""origin": { "from": "suggestion" }"#,
        r#""origin": "machine""#,
        &[
            "Annotation 4 was taken over, but its “origin” cannot be read (it is not an object with fields) and was left behind.",
        ],
    );
    check(
        r#""direction": "ltr""#,
        r#""direction": "up""#,
        &[
            "Article 1 was taken over, but its “direction” says “up”, which this version of Hearsay does not know, and became “auto”.",
        ],
    );
    check(
        r#""kind": "caption""#,
        r#""kind": "table""#,
        &[
            "Block 8 was taken over, but its “kind” says “table”, which this version of Hearsay does not know, and became “paragraph”.",
        ],
    );
    check(
        r#""level": 3"#,
        r#""level": 7"#,
        &["Block 10 was taken over, but its “level” is not a whole number from 1 to 6 and was left behind."],
    );
    check(
        r#""kind": "claim""#,
        r#""kind": "question""#,
        &[
            "Annotation 1 was left out: it is a “question”, a kind of annotation this version of Hearsay does not know.",
        ],
    );
    check(
        r#""kind": "person""#,
        r#""kind": 7"#,
        &["Source 2 was taken over, but its “kind” is not a string and was left behind."],
    );
}

#[test]
fn times_that_cannot_be_read_are_replaced() {
    check(
        r#""binned": "2026-11-22T16:04:40.040Z""#,
        r#""binned": "last week""#,
        &[
            "Article 2 was taken over, but its “binned” is “last week”, not a time such as 2026-11-22T16:04:00.000Z; another time was put instead.",
        ],
    );
    check(
        r#""modified": "2026-11-22T16:04:42.042Z""#,
        r#""modified": 1795363440"#,
        &["Annotation 11 was taken over, but its “modified” is not a string and was left behind."],
    );
    check(
        r#""created": "2026-11-22T16:04:32.032Z""#,
        r#""created": "2026-11-22T16:04:32+02:00""#,
        &[
            "Annotation 11 was taken over, but its “created” is “2026-11-22T16:04:32+02:00”, not a time such as 2026-11-22T16:04:00.000Z; another time was put instead.",
        ],
    );
}

#[test]
fn characters_nobody_sees_are_replaced() {
    check(
        r#""name": "Courier""#,
        r#""name": "Cou\u0000rier""#,
        &["Source 7 was taken over, but its “name” holds invisible control characters, which became blanks."],
    );
    check(
        r#""title": "Mill bridge to close on Monday""#,
        r#""title": "Mill bridge\u001bto close""#,
        &[
            "Article 1 was taken over, but its “title” holds invisible control characters, which became blanks.",
        ],
    );
    check(
        r#""tags": ["safety", "#,
        r#""tags": ["sa\u0007fety", "#,
        &[
            "Annotation 3 was taken over, but its “tags” holds invisible control characters, which became blanks.",
        ],
    );
    check(
        r#""note": "Ask what changed."#,
        r#""note": "Ask\u0000 what changed."#,
        &[
            "Annotation 3 was taken over, but its “note” holds invisible control characters, which became blanks.",
        ],
    );
}

#[test]
fn a_field_of_another_sort_is_left_empty() {
    check(
        r#""note": "Ask what changed.\n\tAnd who knew.""#,
        r#""note": ["Ask"]"#,
        &["Annotation 3 was taken over, but its “note” is not a string and was left behind."],
    );
    check(
        r#""tags": ["piers"]"#,
        r#""tags": "piers""#,
        &["Annotation 8 was taken over, but its “tags” is not a list and was left behind."],
    );
    check(
        r#""tags": ["piers"]"#,
        r#""tags": [1]"#,
        &["Annotation 8 was taken over, but its “tags” is not a list of strings and was left behind."],
    );
    check(
        r#""role": "the harbour master""#,
        r#""role": {}"#,
        &["Source 2 was taken over, but its “role” is not a string and was left behind."],
    );
    check(r#""role": "the harbour master""#, r#""role": null"#, &[]);
    check(
        r#""about": {
        "title": "الجسر مغلق",
        "language": "ar",
        "direction": "rtl"
      }"#,
        r#""about": "الجسر مغلق""#,
        &[
            "Article 2 was taken over, but its “about” cannot be read (it is not an object with fields) and was left behind.",
        ],
    );
    check(
        r#""evidence": ["#,
        r#""evidence": 3, "attic": ["#,
        &[
            "Annotation 8 was taken over, but its “evidence” is not a list and was left behind.",
            "Annotation 8 was taken over, but not its “attic”, a field this version of Hearsay does not have.",
        ],
    );
    check(
        r#"{
              "stance": "context"
            }"#,
        r#""context""#,
        &["Evidence 2 of annotation 8 was left out: it is not an object with fields."],
    );
    check(
        r#""sources": [],"#,
        r#""sources": {},"#,
        &["Article 3 was taken over, but its “sources” is not a list and was left behind."],
    );
    check(
        r#""annotations": []"#,
        r#""annotations": "none""#,
        &["Article 3 was taken over, but its “annotations” is not a list and was left behind."],
    );
}

#[test]
fn a_field_given_twice_is_never_guessed() {
    check(
        r#""id": "~208","#,
        r#""id": "~208", "id": "~208","#,
        &["Annotation 1 was left out: it has the field “id” twice, and nothing tells which one is meant."],
    );
    check(
        r#""text": "-","#,
        r#""text": "-", "text": "+","#,
        &["Article 3 was left out: it has the field “text” twice, and nothing tells which one is meant."],
    );
    check(
        r#""from": "file", "#,
        r#""from": "file", "name": "a", "#,
        &[
            "Annotation 11 was taken over, but its “origin” cannot be read (it has the field “name” twice, and nothing tells which one is meant) and was left behind.",
        ],
    );
}

#[test]
fn fields_from_the_future_are_listed_once() {
    check(
        r#""generator""#,
        r#""mood": "good", "generator""#,
        &["The file was taken over, but not its “mood”, a field this version of Hearsay does not have."],
    );
    check(
        r#""byline""#,
        r#""weather": {"sky": ["grey"]}, "byline""#,
        &["Article 1 was taken over, but not its “weather”, a field this version of Hearsay does not have."],
    );
    check(
        r#""creator": "Sam Ode""#,
        r#""colour": "green""#,
        &[
            "Annotation 3 was taken over, but not its “colour”, a field this version of Hearsay does not have.",
        ],
    );
    check(
        r#""exact": "said", "#,
        r#""exact": "said", "lang": "en", "#,
        &[
            "Attribution 1 of annotation 1 was taken over, but not its “lang”, a field this version of Hearsay does not have.",
        ],
    );
}
