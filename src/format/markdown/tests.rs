use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::{annotation::arbitrary, format::example};

/// What another reader makes of words: its text, and whether all of it is text.
fn read(markdown: &str) -> (String, bool) {
    let mut text = String::new();
    let mut plain = true;
    // It writes “ for ", which is no markup.
    let dialect = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(markdown, dialect) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Start(Tag::Paragraph) | Event::End(_) => {}
            _ => plain = false,
        }
    }
    (text, plain)
}

#[test]
fn words_of_others_are_no_markup() {
    for words in [
        "<script>alert(1)</script>",
        "<b>x",
        "&lt;",
        "&#60;",
        "**x**",
        "_x_",
        "`x`",
        "~~x~~",
        "==x==",
        "%%x%%",
        "$x$",
        "[x](https://a.example)",
        "![x](y)",
        "[[x]]",
        "![[x]]",
        "((x))",
        "{{query}}",
        "key:: value",
        "#tag",
        "# x",
        "- x",
        "+ x",
        "* x",
        "1. x",
        "1) x",
        "> x",
        "---",
        "***",
        "===",
        "    x",
        "\tx",
        "| a | b |",
        "^id",
        "x ^id",
        "https://a.example",
        "www.a.example",
        "a@b.example",
        "<https://a.example>",
        "\\",
        "x\\",
        "[^1]",
        "[x]: y",
        "```",
        "a\n\n# b",
        "- [ ] x",
        "\u{202e}x",
        "+++",
        "--",
        "[!note]",
        ":smile:",
        "term\n: definition",
    ] {
        let (text, plain) = read(&inline(words));
        let expected = words.replace('\u{202e}', "");
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert!(plain, "{words} is markup as {}", inline(words));
        assert_eq!(text, expected.join(" "), "{words}");
    }
}

proptest! {
    #[test]
    fn no_words_are_markup(words in r"([\PC\n\t]|[!-/:-@\[-`{-~]| |[a-z0-9]|www\.|https://|::|\(\(){0,24}") {
        let (text, plain) = read(&inline(&words));
        prop_assert!(plain, "{} is markup", inline(&words));
        prop_assert_eq!(inline(&text), inline(&words));
    }

    #[test]
    fn a_note_has_no_html_and_an_id_for_each_item(document in arbitrary::settled()) {
        let note = String::from_utf8(write(&[&document], Timestamp::default())).expect("UTF-8");
        let (_, note) = note.split_once("\n---\n\n").expect("properties");
        for event in Parser::new(note) {
            prop_assert!(!matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Code(_)), "{event:?}");
            prop_assert!(!matches!(event, Event::Start(Tag::Image { .. } | Tag::CodeBlock(_))), "{event:?}");
            if let Event::Start(Tag::Link { dest_url, .. }) = event {
                prop_assert!(dest_url.starts_with("#^"), "{dest_url}");
            }
        }
        for source in document.sources.values() {
            prop_assert_eq!(note.matches(&format!(" ^{}\n", source.id)).count(), 1);
        }
        for annotation in document.annotations.values().filter(|a| a.kind() != Kind::Source) {
            prop_assert_eq!(note.matches(&format!(" ^{}\n", annotation.id)).count(), 1);
        }
    }
}

#[test]
fn a_note_reads_well_without_a_program() {
    let document = example::document();
    let note = String::from_utf8(write(&[&document], example::at())).expect("UTF-8");
    let id = document.sources.keys().next().expect("a source");
    let ids: Vec<String> = document.in_reading_order().iter().map(|a| a.id.to_string()).collect();
    let (quote, claim) = (&ids[0], &ids[2]);
    assert_eq!(
        note,
        format!(
            r##"---
title: "Bridge to close"
site: "The Race Courier"
url: "https://courier.example/bridge"
exported: "2026-11-22T16:04:00.000Z"
---

# Bridge to close

The Race Courier · https\://courier.example/bridge

## Sources

- **Ines Calloway** (person; harbour master) ^{id}
  - Mentioned as: Ines Calloway

## Quotes

- “It is not safe,” … “and it was not last year.” ^{quote}
  - direct, by [Ines Calloway](#^{id}) (“said”)
  - Tags: safety
  - Note: Ask what changed.

## Claims

- The bridge carries 900 carts a day ^{claim}
  - In other words: 900 carts cross the bridge every day
  - figure, refuted
  - in the article’s own voice
  - Speaks against it: Traffic count · https\://counts.example/2026 · 612 on the day of the count.

"##
        )
    );
}
