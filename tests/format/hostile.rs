//! Files made to do harm: they cost time in proportion to their size, and no more.

use hearsay::format::hearsay::{Outcome, read};

use crate::{ID, VERSION_1, check, short};

const DEEP: usize = 100_000;

/// The released file with this in place of the only annotation list that is empty.
fn with_annotations(annotations: &str) -> String {
    VERSION_1.replacen(r#""annotations": []"#, &format!(r#""annotations": [{annotations}]"#), 1)
}

/// A claim on the text “-”, with this in front of its other fields.
fn claim(n: usize, more: &str) -> String {
    format!(
        r#"{{{more}"id": "019ab000-0000-7000-8000-{n:012}", "kind": "claim", "standing": "not-yet",
        "target": [{{"start": 0, "end": 1, "exact": "-", "prefix": "", "suffix": ""}}]}}"#
    )
}

fn problems(file: &str) -> Vec<String> {
    read(file).expect("a file of ours").problems.iter().map(short).collect()
}

#[test]
fn the_sentence_says_which_item_and_where_it_stands() {
    let file = VERSION_1.replacen(r#""exact": "wrote""#, r#""exact": "sang""#, 1);
    let imported = read(&file).expect("a file of ours");
    assert_eq!(
        imported.problems[0].to_string(),
        "Attribution 1 of annotation 11, ““I will row them over myself,””, in “Mill bridge to close on Monday” \
         (line 288) was taken over, but without its cue (it marks “sang”, but the article says “wrote” there)."
    );
    let file = VERSION_1.replacen(r#""name": "Courier""#, r#""name": "Cou\u0000rier""#, 1);
    let imported = read(&file).expect("a file of ours");
    assert_eq!(
        imported.problems[0].to_string(),
        "Source 7, “Cou rier”, in “Mill bridge to close on Monday” (line 90) was taken over, but its “name” \
         holds invisible control characters, which became blanks."
    );
}

#[test]
fn an_item_nested_without_end_harms_nothing_beside_it() {
    let deep = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let file = with_annotations(
        &[deep.clone(), claim(0x999, ""), claim(0x998, &format!(r#""x": {deep}, "#))].join(","),
    );
    assert_eq!(
        problems(&file),
        [
            "Annotation 1 was left out: it is nested deeper than anything Hearsay writes.",
            "Annotation 3 was left out: it is nested deeper than anything Hearsay writes.",
        ]
    );
    assert_eq!(read(&file).expect("a file of ours").documents[2].annotations.len(), 1);
    check(
        r#""generator""#,
        &format!(r#""x": {deep}, "generator""#),
        &["The file was taken over, but not its “x”, a field this version of Hearsay does not have."],
    );
    check(
        r#""about": {"#,
        &format!(r#""about": {deep}, "was": {{"#),
        &[
            "Article 1 was taken over, but its “about” cannot be read (it is nested deeper than anything Hearsay writes) and was left behind.",
            "Article 1 was taken over, but not its “was”, a field this version of Hearsay does not have.",
        ],
    );
}

#[test]
fn attributions_nested_too_deep_are_left_out() {
    let nested = |levels: usize| {
        let open = |n: usize| {
            format!(
                r#"{{"id": "019ab000-0000-7000-8000-00000000a{n:03}", "source": "019ab000-0000-7000-8000-000000000106", "via": ["#
            )
        };
        let opened: String = (0..levels).map(open).collect();
        format!(r#""attributions": [{opened}{}], "manner": "mixed""#, "]}".repeat(levels))
    };
    check(r#""manner": "mixed""#, &nested(8), &[]);
    for levels in [9, 20] {
        check(
            r#""manner": "mixed""#,
            &nested(levels),
            &[
                "Attribution 1 of annotation 9 was left out: more than 8 attributions are nested in one another.",
            ],
        );
    }
}

#[test]
fn things_that_are_no_items_are_left_out() {
    for (item, why) in [
        ("null", "it is not an object with fields"),
        ("12", "it is not an object with fields"),
        ("[]", "it is not an object with fields"),
        ("{}", "it has no “id”"),
        (r#""\ud83d""#, "its text is damaged (half a surrogate pair is no character)"),
        (r#"{"\udc00": 1}"#, "its text is damaged (half a surrogate pair is no character)"),
    ] {
        assert_eq!(problems(&with_annotations(item)), [format!("Annotation 1 was left out: {why}.")]);
    }
    assert_eq!(
        problems(r#"{"format": "hearsay", "version": 1, "articles": [7]}"#),
        ["Article 1 was left out: it is not an object with fields."]
    );
}

#[test]
fn two_lists_of_articles_are_both_read() {
    let twice = VERSION_1.replacen(r#""articles": ["#, r#""articles": [], "articles": ["#, 1);
    assert_eq!(read(&twice), read(VERSION_1));
}

#[test]
fn unknown_fields_are_counted_not_repeated() {
    let many: Vec<_> = (0..200).map(|n| claim(n, r#""mood": 1, "#)).collect();
    assert_eq!(
        problems(&with_annotations(&many.join(","))),
        [
            "Annotation 1 was taken over, but not its “mood”, a field this version of Hearsay does not have, here and in 199 more."
        ]
    );
    let many: Vec<_> = (0..200).map(|n| claim(n, &format!(r#""mood{n}": 1, "#))).collect();
    let problems = problems(&with_annotations(&many.join(",")));
    assert_eq!(problems.len(), 51);
    assert_eq!(
        problems[50],
        "The file was taken over, but not 150 more fields that this version of Hearsay does not have."
    );
}

#[test]
fn very_many_bad_items_are_all_listed() {
    const MANY: usize = 50_000;
    let imported = read(&with_annotations(&vec!["{}"; MANY].join(",\n"))).expect("a file of ours");
    assert_eq!(imported.problems.len(), MANY);
    assert!(imported.problems.iter().all(|problem| problem.outcome == Outcome::LeftOut));
    assert_eq!(imported.problems[MANY - 1].line, imported.problems[0].line + MANY - 1);
}

#[test]
fn very_many_bad_attributions_of_one_item_are_all_listed() {
    const MANY: usize = 50_000;
    let listed = |attributions: Vec<String>| {
        let file = VERSION_1.replacen(
            r#""manner": "mixed""#,
            &format!(r#""manner": "mixed", "attributions": [{}]"#, attributions.join(",")),
            1,
        );
        read(&file).expect("a file of ours").problems.len()
    };
    assert_eq!(listed(vec!["{}".to_owned(); MANY]), MANY);
    let dangling = |n: usize| {
        format!(
            r#"{{"id": "019ab000-0000-7000-8001-{n:012}", "source": "{ID}106", "mention": "019ab000-0000-7000-8002-{n:012}"}}"#
        )
    };
    assert_eq!(listed((0..MANY).map(dangling).collect()), MANY);
}
