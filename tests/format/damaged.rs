//! Files in which something does not fit together: it is listed, and the rest is there.

use crate::check;

#[test]
fn a_range_that_does_not_fit_is_left_out() {
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50, "end": 50, "exact": "The bridge over"#,
        &["Annotation 1 was left out: it reaches from character 50 to 50, which is no stretch of text."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50, "end": 49, "exact": "The bridge over"#,
        &["Annotation 1 was left out: it reaches from character 50 to 49, which is no stretch of text."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50, "end": 9000, "exact": "The bridge over"#,
        &["Annotation 1 was left out: it reaches from character 50 to 9000, but the text has only 700."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50, "end": 99999999999999999999999, "exact": "The bridge over"#,
        &["Annotation 1 was left out: its “end” is not a whole number from 0 on."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": -50, "end": 104, "exact": "The bridge over"#,
        &["Annotation 1 was left out: its “start” is not a whole number from 0 on."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50.5, "end": 104, "exact": "The bridge over"#,
        &["Annotation 1 was left out: its “start” is not a whole number from 0 on."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": "50", "end": 104, "exact": "The bridge over"#,
        &["Annotation 1 was left out: its “start” is not a whole number from 0 on."],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": null, "end": 104, "exact": "The bridge over"#,
        &["Annotation 1 was left out: it has no “start”."],
    );
    check(
        r#""start": 353, "end": 400"#,
        r#""start": 353, "end": 402"#,
        &[
            "Annotation 10 was left out: it marks “… bridge each day. 🚲🌉”, but the article says “… bridge each day. 🚲🌉  ” there.",
        ],
    );
}

#[test]
fn words_that_are_not_the_marked_ones_are_left_out() {
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 50, "end": 104, "exact": "The ferry over"#,
        &[
            "Annotation 1 was left out: it marks “The ferry over the old mill race will close on Monday”, but the article says “The bridge over the old mill race will close on Monday” there.",
        ],
    );
    check(
        r#""start": 50, "end": 104, "exact": "The bridge over"#,
        r#""start": 51, "end": 104, "exact": "The bridge over"#,
        &[
            "Annotation 1 was left out: it marks “The bridge over the old mill race will close on Monday”, but the article says “he bridge over the old mill race will close on Monday” there.",
        ],
    );
    check(
        r#"{ "start": 248, "end": 283, "exact": "two people who"#,
        r#"{ "start": 248, "end": 283, "was": "two people who"#,
        &[
            "Annotation 7 was left out: it has no “exact”.",
            "Attribution 1 of annotation 8 was taken over, but without the link to a mention of its source, which is not there (~203).",
        ],
    );
    check(
        r#""exact": "it was not safe last year", "prefix": "loway,"#,
        r#""exact": "it was not safe last year", "prefix": "Loway,"#,
        &[
            "Annotation 5 was left out: it marks words that stand there, but others were before or after them when they were marked.",
        ],
    );
    check(
        r#"". Some 1,400 people cross the br" }
          ],
          "manner""#,
        r#"". Some 1,300 people cross the br" }
          ],
          "manner""#,
        &[
            "Annotation 9 was left out: it marks words that stand there, but others were before or after them when they were marked.",
        ],
    );
}

#[test]
fn a_cue_that_is_not_there_is_dropped_and_the_attribution_kept() {
    check(
        r#""start": 149, "end": 153"#,
        r#""start": 125, "end": 129"#,
        &[
            "Attribution 1 of annotation 3 was taken over, but without its cue (it marks words that stand there, but others were before or after them when they were marked).",
        ],
    );
    check(
        r#""exact": "wrote""#,
        r#""exact": "sang""#,
        &[
            "Attribution 1 of annotation 11 was taken over, but without its cue (it marks “sang”, but the article says “wrote” there).",
        ],
    );
}

#[test]
fn a_target_is_taken_whole_or_not_at_all() {
    check(
        r#""start": 189, "end": 221"#,
        r#""start": 190, "end": 221"#,
        &[
            "Annotation 3 was left out: it marks ““and it was not safe last year.””, but the article says “and it was not safe last year.”” there.",
        ],
    );
    check(
        r#""exact": "Nobody asked us", "#,
        r#""exact": 5, "#,
        &["Annotation 13 was left out: its “exact” is not a string."],
    );
}

#[test]
fn overlapping_ranges_become_one() {
    check(
        r#""start": 189, "end": 221, "exact": "“and it was not safe last year.”", "prefix": "s Calloway, the harbour master, ", "suffix": "\r\nThe office, according to two p""#,
        r#""start": 138, "end": 153, "exact": "not safe,” said""#,
        &["Annotation 3 was taken over, but two of its ranges overlapped and became one."],
    );
}

#[test]
fn a_text_that_was_changed_is_left_out_with_all_that_is_in_it() {
    check(
        "will close on Monday, the",
        "will open on Monday, the",
        &[
            "Article 1 was left out: its text is not the one that was exported (the SHA-256 differs), so no mark in it can be relied on; the file itself is untouched, and another copy of it may be whole.",
        ],
    );
    check(
        r#""sha256": "2965"#,
        r#""sha256": "2966"#,
        &[
            "Article 1 was left out: its text is not the one that was exported (the SHA-256 differs), so no mark in it can be relied on; the file itself is untouched, and another copy of it may be whole.",
        ],
    );
    check(
        r#""sha256": "2965bc6abc8c1ef597ea631e95ea8c436804b5020acfcf40c4a72f9811880e3b","#,
        "",
        &[
            "Article 1 was taken over, but it comes without a SHA-256, so nothing tells whether the text is whole; each mark was checked against the words.",
        ],
    );
    check(r#""text": "-""#, r#""text": 12"#, &["Article 3 was left out: its “text” is not a string."]);
    check(r#""text": "-","#, "", &["Article 3 was left out: it has no “text”."]);
}

#[test]
fn blocks_that_do_not_fit_cost_nothing_but_themselves() {
    check(
        r#""start": 33, "end": 48"#,
        r#""start": 33, "end": 51"#,
        &[
            "Article 1 was taken over, but its blocks do not fit the text (block 3 starts before the one ahead of it ends), so every line became a paragraph.",
        ],
    );
    check(
        r#""start": 33, "end": 48"#,
        r#""start": 33, "end": 47"#,
        &[
            "Article 1 was taken over, but its blocks do not fit the text (words before block 3 belong to no block), so every line became a paragraph.",
        ],
    );
    check(
        r#""start": 33, "end": 48"#,
        r#""start": 48, "end": 33"#,
        &[
            "Article 1 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
    check(
        r#""start": 621, "end": 698"#,
        r#""start": 621, "end": 9698"#,
        &[
            "Article 1 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
    check(
        r#""kind": "list-item", "start""#,
        r#""kind": "list-item", "begin""#,
        &[
            "Article 1 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
    check(
        r#""aside": true"#,
        r#""aside": "yes""#,
        &["Block 2 was taken over, but its “aside” is not true or false and was left behind."],
    );
    check(
        r#""blocks": [
        { "kind": "paragraph", "start": 0, "end": 1 }
      ],"#,
        r#""blocks": "one","#,
        &[
            "Article 3 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
    check(
        r#""blocks": [
        { "kind": "paragraph", "start": 0, "end": 1 }
      ],"#,
        r#""blocks": [],"#,
        &[
            "Article 3 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
    check(
        r#""blocks": [
        { "kind": "paragraph", "start": 0, "end": 1 }
      ],"#,
        "",
        &[
            "Article 3 was taken over, but its blocks are missing or cannot be read, so every line became a paragraph.",
        ],
    );
}

#[test]
fn what_is_broken_inside_is_set_aside() {
    check(
        r#""note": "Ask what changed."#,
        r#""note": "\ud800Ask what changed."#,
        &["Annotation 3 was left out: its text is damaged (half a surrogate pair is no character)."],
    );
    check(
        r#""name": "Courier""#,
        r#""name": "\udc00""#,
        &[
            "Source 7 was left out: its text is damaged (half a surrogate pair is no character).",
            "Attribution 2 of annotation 13 was left out: it names a source that is not in the article’s register (~107).",
        ],
    );
    check(
        r#""text": "-""#,
        r#""text": "\ud83d""#,
        &["Article 3 was left out: its text is damaged (half a surrogate pair is no character)."],
    );
    check(
        r#""byline": "Jo"#,
        r#""byline": "\ud83dJo"#,
        &[
            "Article 1 was taken over, but its “about” cannot be read (its text is damaged (half a surrogate pair is no character)) and was left behind.",
        ],
    );
    check(
        r#""stance": "context""#,
        r#""stance": 1e999"#,
        &["Evidence 2 of annotation 8 was taken over, but its “stance” is not a string and was left behind."],
    );
}
