//! Hearsay JSON as files: what was released stays readable, what is damaged is told apart.

// Tests say what they expect; helpers of tests do too.
#![allow(clippy::expect_used)]

#[path = "format/damaged.rs"]
mod damaged;
#[path = "format/foreign.rs"]
mod foreign;
#[path = "format/hostile.rs"]
mod hostile;
#[path = "format/hypothesis.rs"]
mod hypothesis;
#[path = "format/json_lines.rs"]
mod json_lines;
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

use hearsay::format::hearsay::{Problem, read};

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
