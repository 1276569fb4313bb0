//! Files in which ids and references go wrong: it is listed, and the rest is there.

use crate::check;

#[test]
fn an_id_that_is_none_is_refused() {
    check(
        "~001",
        "article-one",
        &["Article 1 was left out: its “id” is “article-one”, which is not an id (a UUID)."],
    );
    check(
        "~108",
        "People who cross",
        &["Source 8 was left out: its “id” is “People who cross”, which is not an id (a UUID)."],
    );
    check("~208", "", &["Annotation 1 was left out: its “id” is “”, which is not an id (a UUID)."]);
    check(
        r#""id": "~302""#,
        r#""id": 302"#,
        &["Attribution 1 of annotation 1 was left out: its “id” is not a string."],
    );
    check(
        r#""mention": "~201""#,
        r#""mention": "the office""#,
        &[
            "Attribution 1 of annotation 1 was taken over, but without the link to a mention of its source, which is not there (the office).",
        ],
    );
}

#[test]
fn an_id_stands_for_one_item_only() {
    check("~002", "~001", &["Article 2 was left out: an item before it in the file has the same id."]);
    check("~108", "~107", &["Source 8 was left out: an item before it in the file has the same id."]);
    check(
        r#""id": "~20b""#,
        r#""id": "~208""#,
        &["Annotation 5 was left out: an item before it in the file has the same id."],
    );
    check(
        r#""id": "~305""#,
        r#""id": "~302""#,
        &["Attribution 1 of annotation 8 was left out: an item before it in the file has the same id."],
    );
    check(
        r#""id": "~304""#,
        r#""id": "~303""#,
        &[
            "Attribution 1 of annotation 8 was left out: an attribution nested in it is not sound (an item before it in the file has the same id), and the rest alone would say something else.",
        ],
    );
}

#[test]
fn what_refers_to_nothing_is_listed() {
    check(
        r#""source": "~103",
          "origin""#,
        r#""source": "~1ff",
          "origin""#,
        &[
            "Annotation 7 was left out: it names a source that is not in the article’s register (~1ff).",
            "Attribution 1 of annotation 8 was taken over, but without the link to a mention of its source, which is not there (~203).",
        ],
    );
    check(
        r#""source": "~102",
              "mention""#,
        r#""source": "~1ff",
              "mention""#,
        &[
            "Attribution 1 of annotation 3 was left out: it names a source that is not in the article’s register (~1ff).",
        ],
    );
    check(
        r#""source": "~106""#,
        r#""source": "~1ff""#,
        &[
            "Attribution 1 of annotation 8 was left out: an attribution nested in it is not sound (it names a source that is not in the article’s register (~1ff)), and the rest alone would say something else.",
        ],
    );
    check(
        r#""mention": "~204""#,
        r#""mention": "~2ff""#,
        &[
            "Attribution 1 of annotation 8 was taken over, but without the link to a mention of its source, which is not there (~2ff).",
        ],
    );
    check(
        r#""mention": "~204""#,
        r#""mention": "~208""#,
        &[
            "Attribution 1 of annotation 8 was taken over, but without the link to a mention of its source, which is not there (~208).",
        ],
    );
    check(
        r#""id": "~102""#,
        r#""id": "~1ff""#,
        &[
            "Attribution 1 of annotation 3 was left out: it names a source that is not in the article’s register (~102).",
            "Annotation 4 was left out: it names a source that is not in the article’s register (~102).",
        ],
    );
}

#[test]
fn a_claim_cannot_contradict_itself() {
    check(
        r#""standing": "not-yet""#,
        r#""standing": "attributed""#,
        &[
            "Annotation 5 was taken over, but it is said to be attributed and no attribution is there, so it is not yet attributed.",
        ],
    );
    check(
        r#""standing": "attributed""#,
        r#""standing": "not-yet""#,
        &["Annotation 1 was taken over, but it has attributions and is said to have none; they were kept."],
    );
    check(
        r#""standing": "attributed""#,
        r#""standing": "article-voice""#,
        &["Annotation 1 was taken over, but it has attributions and is said to have none; they were kept."],
    );
}
