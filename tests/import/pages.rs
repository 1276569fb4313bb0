//! Pages of our own writing, built as real sites build theirs, and what should come of them.
//!
//! Beside each page `name.html` stands `name.txt`: what is known about the article, an empty line,
//! and its blocks, one to a line, after a word for their kind. Asides do not count.

use std::{fs, path::Path};

use hearsay::{
    article::BlockKind,
    import::{Draft, DraftBlock, read},
};

/// The goals: the mean over all pages, and the least for any.
const MEAN: f64 = 0.98;
const LEAST: f64 = 0.9;

/// How well one page went in.
struct Score {
    name: String,
    precision: f64,
    recall: f64,
    wrong: Vec<String>,
}

impl Score {
    fn f1(&self) -> f64 {
        let (p, r) = (self.precision, self.recall);
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

#[test]
fn pages_go_in_block_by_block() {
    let scores: Vec<Score> = names().iter().map(|name| score(name)).collect();
    println!("{:<16} {:>9} {:>7} {:>6}", "page", "precision", "recall", "F1");
    for score in &scores {
        println!("{:<16} {:>9.3} {:>7.3} {:>6.3}", score.name, score.precision, score.recall, score.f1());
        score.wrong.iter().for_each(|line| println!("    {line}"));
    }
    let mean = scores.iter().map(Score::f1).sum::<f64>() / scores.len() as f64;
    println!("{:<16} {:>25.3}", "mean", mean);
    assert!(scores.len() >= 30);
    assert!(mean >= MEAN, "mean F1 {mean:.3}");
    assert!(scores.iter().all(|score| score.f1() >= LEAST));
}

#[test]
fn pages_say_who_wrote_them_and_when() {
    let mut wrong = Vec::new();
    for name in names() {
        let about = draft(&name).about;
        let (expected, _) = sidecar(&name);
        let found = [
            ("title", about.title),
            ("byline", about.byline),
            ("site", about.site),
            ("url", about.url),
            ("published", about.published),
            ("language", about.language),
            ("direction", about.direction.as_str().replace("auto", "")),
        ];
        for (field, found) in found {
            let expected = expected.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value);
            if found != expected {
                wrong.push(format!("{name}: {field} is “{found}”, not “{expected}”"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/pages"))
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("the pages").map(|entry| entry.expect("a file").path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
    let mut names: Vec<String> =
        pages.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn draft(name: &str) -> Draft {
    let bytes = fs::read(folder().join(format!("{name}.html"))).expect("a page");
    read(&format!("{name}.html"), &bytes, None).expect("an article").swap_remove(0)
}

/// What is known about the article, and its blocks.
fn sidecar(name: &str) -> (Vec<(String, String)>, Vec<String>) {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a sidecar");
    let (about, blocks) = text.split_once("\n\n").expect("an empty line");
    let about = about.lines().map(|line| line.split_once(": ").expect("a field"));
    let about = about.map(|(field, value)| (field.to_owned(), value.to_owned())).collect();
    (about, blocks.lines().map(str::to_owned).collect())
}

fn score(name: &str) -> Score {
    let (_, expected) = sidecar(name);
    let found: Vec<String> = draft(name).blocks.iter().filter(|b| !b.aside).map(written).collect();
    let common = in_order(&found, &expected);
    let share = |all: &[String]| common.len() as f64 / all.len().max(1) as f64;
    let missing = expected.iter().filter(|line| !common.contains(line)).map(|line| format!("- {line}"));
    let foreign = found.iter().filter(|line| !common.contains(line)).map(|line| format!("+ {line}"));
    Score {
        name: name.to_owned(),
        precision: share(&found),
        recall: share(&expected),
        wrong: missing.chain(foreign).collect(),
    }
}

/// The longest run of blocks that both have, in the same order.
fn in_order(found: &[String], expected: &[String]) -> Vec<String> {
    let mut lengths = vec![vec![0usize; expected.len() + 1]; found.len() + 1];
    for a in (0..found.len()).rev() {
        for b in (0..expected.len()).rev() {
            lengths[a][b] = if found[a] == expected[b] {
                lengths[a + 1][b + 1] + 1
            } else {
                lengths[a + 1][b].max(lengths[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut common = Vec::new();
    while a < found.len() && b < expected.len() {
        if found[a] == expected[b] {
            common.push(found[a].clone());
            (a, b) = (a + 1, b + 1);
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

fn written(block: &DraftBlock) -> String {
    let kind = match block.kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem => "li".to_owned(),
        BlockKind::Quotation => "q".to_owned(),
        BlockKind::Caption => "c".to_owned(),
        BlockKind::Preformatted => "pre".to_owned(),
    };
    format!("{kind} {}", block.text.replace('\n', "⏎"))
}
