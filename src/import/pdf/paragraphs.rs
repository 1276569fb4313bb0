//! Lines to paragraphs.
//!
//! The one idea: a paragraph ends where the space between lines, their size, or their edges say so;
//! and goes on over the end of a column or page where its last line is no end of a sentence.

use std::collections::BTreeMap;

use super::lines::Line;
use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, draft::joint, hygiene::collapse},
};

/// Lines further apart than this, in usual distances of lines, part paragraphs.
const APART: f32 = 1.35;
/// Letters larger than this, in sizes of the text, are a heading.
const LARGER: f32 = 1.15;
/// A heading is at most this long, in characters.
const MAX_HEADING: usize = 250;
/// A first line is indented by at least so much, in sizes of its letters.
const INDENT: f32 = 0.8;
/// A line that ends so far before the edge, in sizes of its letters, ends a paragraph.
const SHORT: f32 = 4.0;

/// The paragraphs of all pages. Running titles and page numbers come last, set aside.
pub(super) fn of(lines: Vec<Line>, hygiene: &mut Hygiene) -> Vec<DraftBlock> {
    let (edges, lines) = running(lines);
    let page = Page::of(&lines);
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for line in &lines {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| page.goes_on(last, line, group.len())) => {
                group.push(line);
            }
            _ => groups.push(vec![line]),
        }
    }
    let compounds = compounds(&lines);
    let mut blocks: Vec<DraftBlock> = Vec::new();
    for group in groups {
        let text = joined(&group, &compounds, hygiene);
        let text = collapse(&hygiene.clean(&text));
        if !text.is_empty() {
            blocks.push(DraftBlock::of(page.kind(&group, &text), text));
        }
    }
    for line in edges {
        let text = collapse(&hygiene.clean(&line.text));
        if !blocks.iter().any(|block| block.aside && block.text == text) {
            blocks.push(DraftBlock { aside: true, ..DraftBlock::of(BlockKind::Paragraph, text) });
        }
    }
    blocks
}

/// Lines at the edge of pages that come again on others, or are a number, and all the rest.
fn running(lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let bare =
        |line: &Line| line.text.chars().filter(|c| !c.is_numeric()).collect::<String>().trim().to_owned();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.at_edge) {
        *times.entry(bare(line)).or_default() += 1;
    }
    lines.into_iter().partition(|line| {
        let words = bare(line);
        line.at_edge && (words.chars().count() < 8 || times.get(&words).is_some_and(|times| *times > 1))
    })
}

/// What is usual in a document.
struct Page {
    /// The size of the letters of its text.
    size: f32,
    /// The distance of its lines, in that size.
    leading: f32,
}

impl Page {
    fn of(lines: &[Line]) -> Self {
        let size = usual(lines.iter().map(|line| (line.size, line.text.len())));
        let gaps = lines.windows(2).filter_map(|pair| {
            let gap = (pair[1].base - pair[0].base) / size.max(0.1);
            ((0.8..3.0).contains(&gap) && pair[0].page == pair[1].page).then_some((gap, 1))
        });
        Self { leading: usual(gaps).max(1.0), size }
    }

    /// Whether `line` belongs to the paragraph that `last` is line number `n` of.
    fn goes_on(&self, last: &Line, line: &Line, n: usize) -> bool {
        if (line.size - last.size).abs() > 0.12 * self.size || is_item(&line.text) {
            return false;
        }
        let gap = (line.base - last.base) / self.size.max(0.1);
        let ended = ends(&last.text);
        if line.page != last.page || gap < 0.0 || line.left > last.right {
            return !ended && !self.is_heading(last);
        }
        let indented = line.left > last.left + INDENT * line.size && n > 1;
        let short = ended && last.right < line.right - SHORT * line.size;
        gap < APART * self.leading * (line.size / self.size).max(1.0) && !indented && !short
    }

    fn is_heading(&self, line: &Line) -> bool {
        line.size > LARGER * self.size
    }

    fn kind(&self, group: &[&Line], text: &str) -> BlockKind {
        let Some(first) = group.first() else { return BlockKind::Paragraph };
        if self.is_heading(first) && text.chars().count() <= MAX_HEADING {
            let level = match first.size / self.size {
                larger if larger > 1.7 => 1,
                larger if larger > 1.2 => 2,
                _ => 3,
            };
            BlockKind::Heading { level }
        } else if is_item(text) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }
}

/// The value that most has, to a tenth.
fn usual(values: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for (value, count) in values {
        *counts.entry((value * 10.0).round() as i32).or_default() += count;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(1.0, |(value, _)| value as f32 / 10.0)
}

fn is_item(text: &str) -> bool {
    text.starts_with(['•', '‣', '▪', '●', '◦', '–']) && text.chars().nth(1).is_some_and(char::is_whitespace)
}

/// Whether a line is the end of a sentence.
fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', '»', '“', '。', '！', '？', '」', '؟', '…', ')'])
}

/// Words with a hyphen that stand within a line: their hyphen is their own.
fn compounds(lines: &[Line]) -> Vec<String> {
    let words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let inside = words.filter(|word| word.trim_end_matches('-').contains('-'));
    inside.map(letters).collect()
}

fn letters(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The lines as one; hyphens that a line's end made are gone.
fn joined(group: &[&Line], compounds: &[String], hygiene: &mut Hygiene) -> String {
    let mut text = String::new();
    for line in group {
        let words = line.text.trim();
        let Some(first) = words.chars().next().filter(|_| !text.is_empty()) else {
            text.push_str(words);
            continue;
        };
        let hyphen = text.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
        let before = hyphen.and_then(|_| text.chars().rev().nth(1));
        if before.is_some_and(char::is_alphabetic) && first.is_lowercase() {
            let start = text.rsplit(char::is_whitespace).next().unwrap_or_default();
            let end = words.split(char::is_whitespace).next().unwrap_or_default();
            if !compounds.contains(&letters(&format!("{start}{end}"))) {
                text.pop();
                hygiene.rejoined += 1;
            }
        } else if before.is_none_or(|c| !c.is_alphabetic()) || hyphen.is_none() {
            text.push_str(joint(&text, words));
        }
        text.push_str(words);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines one under another: indent in points, size, words; an empty one is a wider gap.
    #[track_caller]
    fn check(written: &[(f32, f32, &str)], expected: &[(&str, &str)]) {
        let mut base = 100.0;
        let mut lines = Vec::new();
        for (left, size, text) in written {
            base += if text.is_empty() { 10.0 } else { 14.0 };
            let right = left + text.chars().count() as f32 * 5.0;
            let line = Line {
                text: (*text).to_owned(),
                left: *left,
                right,
                blank: f32::MIN,
                base,
                size: *size,
                page: 0,
                at_edge: false,
            };
            lines.extend(Some(line).filter(|_| !text.is_empty()));
        }
        let blocks = of(lines, &mut Hygiene::default());
        let found: Vec<(String, &str)> = blocks
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Heading { level } => format!("h{level}"),
                    BlockKind::ListItem => "li".to_owned(),
                    _ => "p".to_owned(),
                };
                (kind, block.text.as_str())
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(kind, text)| (kind.as_str(), *text)).collect();
        assert_eq!(found, expected);
    }

    const LONG: &str = "The mill, which had stood idle for all of a year, will";

    #[test]
    fn gaps_sizes_and_indents_part_paragraphs() {
        check(
            &[
                (0.0, 22.0, "Mill to reopen"),
                (0.0, 0.0, ""),
                (0.0, 10.0, LONG),
                (0.0, 10.0, "reopen in May, its owners said on Monday morning."),
                (0.0, 0.0, ""),
                (0.0, 10.0, "It was built of well-known stone, and it is a well-"),
                (0.0, 10.0, "known mill with an under-"),
                (0.0, 10.0, "shot wheel."),
                (10.0, 10.0, "A new paragraph begins"),
            ],
            &[
                ("h1", "Mill to reopen"),
                (
                    "p",
                    "The mill, which had stood idle for all of a year, will reopen in May, its owners said on Monday morning.",
                ),
                (
                    "p",
                    "It was built of well-known stone, and it is a well-known mill with an undershot wheel.",
                ),
                ("p", "A new paragraph begins"),
            ],
        );
    }
}
