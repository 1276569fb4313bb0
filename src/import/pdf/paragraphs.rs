//! Lines to paragraphs.
//!
//! The one idea: a paragraph ends where the space between lines, their size, or their edges say so;
//! and goes on over the end of a column or page where its last line is no end of a sentence.

use super::{
    items,
    lines::Line,
    notes::{self, Place},
    running,
    stretch::Stretch,
    tables,
    usual::Usual,
};
use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, draft::joint, hygiene::collapse},
};

/// The paragraphs of all pages. Footnotes, running titles and page numbers come last, set aside.
pub(super) fn of(lines: Vec<Line>, hygiene: &mut Hygiene) -> Vec<DraftBlock> {
    let usual = Usual::of(&lines);
    let (edges, mut lines) = running::part(lines, &usual);
    let places = notes::places(&lines, &usual);
    notes::without_marks(&mut lines, &places);
    let (mut text, mut below, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    // After how many lines of the text small print stands, and which lines begin a note.
    let (mut after, mut begin) = (Vec::new(), Vec::new());
    for (line, place) in lines.into_iter().zip(places) {
        match place {
            Place::Text => text.push(line),
            Place::Below => {
                after.push(text.len());
                below.push(line);
            }
            Place::Note { begins } => {
                notes.push(line);
                begin.push(begins);
            }
        }
    }
    let (items, tables) = (items::begin(&text), tables::of(&text));
    let text = Stretch { lines: text, begin: items, listed: true, tables, usual: &usual };
    let elsewhere = (0..after.len()).map(|at| at == 0 || after[at] != after[at - 1]).collect();
    let below = Stretch { lines: below, begin: elsewhere, listed: false, tables: Vec::new(), usual: &usual };
    let notes = Stretch { lines: notes, begin, listed: false, tables: Vec::new(), usual: &usual };
    let compounds = compounds(&text.lines);
    let mut blocks = Vec::new();
    let mut held = below.groups().into_iter().peekable();
    for group in text.groups() {
        blocks.extend(text.block(group.clone(), &compounds, hygiene));
        while let Some(small) = held.next_if(|small| after[small.start] <= group.end) {
            blocks.extend(below.block(small, &compounds, hygiene));
        }
    }
    blocks.extend(held.filter_map(|small| below.block(small, &compounds, hygiene)));
    let aside = |block: DraftBlock| DraftBlock { aside: true, ..block };
    let groups = notes.groups().into_iter();
    blocks.extend(groups.filter_map(|note| notes.block(note, &compounds, hygiene)).map(aside));
    for line in edges {
        let text = collapse(&hygiene.clean(&line.text));
        if !blocks.iter().any(|block| block.aside && block.text == text) {
            blocks.push(aside(DraftBlock::of(BlockKind::Paragraph, text)));
        }
    }
    blocks
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
pub(super) fn joined(group: &[Line], compounds: &[String], hygiene: &mut Hygiene) -> String {
    let mut text = String::new();
    for line in group {
        let words = line.text.trim();
        let Some(first) = words.chars().next().filter(|_| !text.is_empty()) else {
            text.push_str(words);
            continue;
        };
        let hyphen = text.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
        let before = hyphen.and_then(|_| text.chars().rev().nth(1));
        let of_numbers = before.is_some_and(char::is_numeric) && first.is_alphanumeric();
        if before.is_some_and(char::is_alphabetic) && first.is_lowercase() {
            let start = text.rsplit(char::is_whitespace).next().unwrap_or_default();
            let end = words.split(char::is_whitespace).next().unwrap_or_default();
            if !compounds.contains(&letters(&format!("{start}{end}"))) {
                text.pop();
                hygiene.rejoined += 1;
            }
        } else if !of_numbers && before.is_none_or(|c| !c.is_alphabetic()) {
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
                inked: right,
                base,
                size: *size,
                raised: Vec::new(),
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
    /// Paragraphs, each of these lines, laid out with so much between lines, between paragraphs, and
    /// before a first line; on pages of forty lines.
    #[track_caller]
    fn laid_out(leading: f32, between: f32, indent: f32, paragraphs: &[&[&str]]) {
        let (mut lines, mut base, mut page) = (Vec::new(), 100.0, 0);
        for paragraph in paragraphs {
            base += between;
            for (n, text) in paragraph.iter().enumerate() {
                if base > 100.0 + 40.0 * leading {
                    (base, page) = (100.0, page + 1);
                }
                base += leading;
                let left = 60.0 + if n == 0 { indent } else { 0.0 };
                let right = left + text.chars().count() as f32 * 5.0;
                lines.push(Line {
                    text: (*text).to_owned(),
                    left,
                    right,
                    blank: f32::MIN,
                    inked: right,
                    base,
                    size: 10.0,
                    raised: Vec::new(),
                    page,
                    at_edge: false,
                });
            }
        }
        let blocks = of(lines, &mut Hygiene::default());
        let found: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        let expected: Vec<String> = paragraphs.iter().map(|lines| lines.join(" ")).collect();
        assert_eq!(found, expected, "{leading} {between} {indent}");
    }

    /// As in news: one line or two, each of about the width of the page.
    const SHORT: [&[&str]; 6] = [
        &["The mill on the upper weir will reopen in May, its new owner said."],
        &["It had stood idle for a year, and many in the town had given it up", "for good."],
        &["“We are ready, and so is the wheel,” she told the paper on Monday."],
        &[
            "The council is to vote on the bridge in the second week of the May",
            "session, a clerk said on Tuesday.",
        ],
        &["Nobody was hurt when a part of the old wall fell down to the path."],
        &["Work begins at six."],
    ];

    #[test]
    fn short_paragraphs_are_parted_however_they_are_set() {
        let news: Vec<&[&str]> = SHORT.iter().copied().cycle().take(36).collect();
        // As a browser prints; closely; as a word processor sets them; with two lines between lines.
        for (leading, between) in [(11.5, 10.0), (12.0, 3.0), (13.8, 8.0), (18.0, 12.0), (24.0, 24.0)] {
            laid_out(leading, between, 0.0, &news);
        }
        // Indented, as in books and manuscripts.
        for leading in [12.0, 15.0, 24.0] {
            laid_out(leading, 0.0, 15.0, &news);
        }
        let one: Vec<&[&str]> =
            SHORT.iter().copied().filter(|lines| lines.len() == 1).cycle().take(30).collect();
        for (leading, between) in [(11.5, 10.0), (12.0, 12.0), (14.0, 10.0)] {
            laid_out(leading, between, 0.0, &one);
        }
    }

    #[test]
    fn lines_that_end_short_part_paragraphs_without_a_gap() {
        let long = "The mill on the upper weir had stood idle for a year, and those who";
        let paragraph: [&[&str]; 2] =
            [&[long, long, "had given it up were wrong."], &[long, long, long, "are glad."]];
        laid_out(12.0, 0.0, 0.0, &paragraph.into_iter().cycle().take(20).collect::<Vec<_>>());
    }

    #[test]
    fn sentences_that_end_with_a_line_part_nothing() {
        let full = "It had stood idle for a year, and nobody thought that it would be.";
        let paragraph: [&[&str]; 1] = [&[full, full, full, "They are glad."]];
        laid_out(12.0, 6.0, 0.0, &paragraph.into_iter().cycle().take(10).collect::<Vec<_>>());
    }

    #[test]
    fn lines_that_are_broken_early_part_nothing_where_gaps_do() {
        let full: &[&str] =
            &["It had stood idle for a year, and nobody thought that it would be.", "They are glad."];
        let early: &[&str] = &[
            "It had stood idle for a year, and nobody thought of it.",
            "They are glad that it will turn again in the May of next year, if",
            "not before.",
        ];
        let early = [full, full, full, early];
        laid_out(12.0, 8.0, 0.0, &early.into_iter().cycle().take(16).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_of_its_own_at_the_end_of_a_page_is_not_joined_with_the_next() {
        let full: &[&str] =
            &["It had stood idle for a year, and nobody thought that it would be.", "They are glad."];
        let mut pages = vec![full; 18];
        pages.extend([&["Ten mills to see"][..], full, full, full]);
        laid_out(12.0, 6.0, 0.0, &pages);
    }

    #[test]
    fn numbers_that_follow_one_another_are_items_and_others_are_not() {
        check(
            &[
                (0.0, 10.0, "The plan has two parts, of which the first was laid on May"),
                (0.0, 10.0, "3. It says that the mill is to reopen, and the bridge, too."),
                (0.0, 10.0, "• a bullet"),
                (0.0, 10.0, "1. the mill, which has stood idle for all of a year and"),
                (8.0, 10.0, "more"),
                (0.0, 10.0, "2. the bridge"),
                (0.0, 0.0, ""),
                (0.0, 10.0, "The budget for the years 2024-"),
                (0.0, 10.0, "2025 is not known."),
            ],
            &[
                (
                    "p",
                    "The plan has two parts, of which the first was laid on May 3. It says that the mill is to reopen, and the bridge, too.",
                ),
                ("li", "• a bullet"),
                ("li", "1. the mill, which has stood idle for all of a year and more"),
                ("li", "2. the bridge"),
                ("p", "The budget for the years 2024-2025 is not known."),
            ],
        );
    }
}
