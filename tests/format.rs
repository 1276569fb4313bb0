//! Files: what was released stays readable, what is damaged is told apart, and what other tools
//! write is read by their rules.

// Tests say what they expect; helpers of tests do too.
#![allow(clippy::expect_used)]

#[path = "format/brat.rs"]
mod brat;
#[path = "format/cannot.rs"]
mod cannot;
#[path = "format/citron.rs"]
mod citron;
#[path = "format/corpus.rs"]
mod corpus;
#[path = "format/damaged.rs"]
mod damaged;
#[path = "format/doccano.rs"]
mod doccano;
#[path = "format/foreign.rs"]
mod foreign;
#[path = "format/hostile.rs"]
mod hostile;
#[path = "format/hypothesis.rs"]
mod hypothesis;
#[path = "format/json_lines.rs"]
mod json_lines;
#[path = "format/label_studio.rs"]
mod label_studio;
#[path = "format/related.rs"]
mod related;
#[path = "format/released.rs"]
mod released;
#[path = "format/sample.rs"]
mod sample;
#[path = "format/strays.rs"]
mod strays;
#[path = "format/unknown.rs"]
mod unknown;
#[path = "format/web_annotation.rs"]
mod web_annotation;

use hearsay::{
    annotation::{Attribution, Body, Document},
    format::{
        Taken,
        hearsay::{Problem, read},
    },
    record::{Stamp, Timestamp},
};

/// A file of version 1, made by another program after `docs/format.md`. It never changes.
const VERSION_1: &str = include_str!("format/version-1.json");

/// What all ids of that file begin with.
const ID: &str = "019ab000-0000-7000-8000-000000000";

/// Replaces `from` by `to` in the released file, where it stands first, and expects these
/// problems, written without the words of the item and the line.
///
/// `~` stands for what all ids of that file begin with.
#[track_caller]
fn check(from: &str, to: &str, problems: &[&str]) {
    let (from, to) = (from.replace('~', ID), to.replace('~', ID));
    assert!(VERSION_1.contains(&from), "{from}");
    let imported = read(&VERSION_1.replacen(&from, &to, 1)).expect("a file of ours");
    let found: Vec<_> = imported.problems.iter().map(|problem| short(problem).replace(ID, "~")).collect();
    assert_eq!(found, problems, "{from} → {to}");
}

fn short(problem: &Problem) -> String {
    let whole = problem.to_string();
    let line = format!("(line {}) ", problem.line);
    let (_, rest) = whole.split_once(&line).expect("every problem has a line");
    format!("{} {rest}", problem.item)
}

/// What every import of these tests is stamped with.
fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_millis(1_000), random: 7 }
}

/// The remarks, each with its place.
fn remarks(taken: &Taken) -> Vec<String> {
    taken.remarks.iter().map(ToString::to_string).collect()
}

/// What is marked in a document, in reading order: `quote “It is not safe,”: said Ines Calloway`.
fn marked(document: &Document) -> Vec<String> {
    let words = |target: &hearsay::annotation::Target| {
        let parts: Vec<_> = target.ranges().iter().map(|r| document.article.text.slice(*r)).collect();
        parts.join(" … ")
    };
    let by = |by: &Attribution| {
        let cue = by.cue.as_ref().map(words).unwrap_or_default();
        format!(": {cue} {}", document.sources[&by.source].name)
    };
    let of = |a: &hearsay::annotation::Annotation| {
        let kind = match a.body {
            Body::Claim(_) => "claim",
            Body::Mention(_) => "source",
            Body::Quote(_) => "quote",
        };
        let by: String = a.attributions().iter().flat_map(Attribution::all).map(by).collect();
        let tags: String = a.tags.iter().map(|tag| format!(" [{tag}]")).collect();
        format!("{kind} {}{by}{tags}", words(&a.target))
    };
    document.in_reading_order().into_iter().map(|a| of(a)).collect()
}
