//! Plain text, pasted or from a file: headline, byline, date line and paragraphs.
//!
//! The one idea: the text is kept as it came (but for line ends and a byte order mark), and
//! blocks are found in it. Blank lines part blocks; where lines are not hard-wrapped, every
//! line is a block.

use super::{Draft, ImportError, MAX_TEXT};
use crate::{
    article::{About, Block, BlockKind, FrozenText},
    text::{range_of, slice},
};

/// A headline is at most this long, in characters.
const MAX_HEADLINE: usize = 250;
/// Only so many blocks from the top are searched for a byline and a date.
const TOP: usize = 5;
/// Hard-wrapped lines are between these lengths in characters: the widths that mail programs
/// and agency terminals wrap at.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;

/// Reads plain text as an article.
///
/// Line ends become `\n`, a byte order mark goes, blanks around the whole are dropped;
/// everything else stays byte for byte.
///
/// # Errors
/// When it is empty, larger than [`MAX_TEXT`], or not text.
pub fn plain(pasted: &str) -> Result<Draft, ImportError> {
    if pasted.len() > MAX_TEXT {
        return Err(ImportError::TooLarge { bytes: pasted.len() });
    }
    if !is_text(pasted) {
        return Err(ImportError::NotText);
    }
    let text = normalise(pasted);
    if !text
        .chars()
        .any(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}'))
    {
        return Err(ImportError::Empty);
    }
    let mut blocks = blocks(&text);
    let about = about(&text, &mut blocks);
    let text = FrozenText::new(text, blocks).map_err(ImportError::Blocks)?;
    Ok(Draft { about, text })
}

/// Text has no NUL and hardly any control characters.
fn is_text(text: &str) -> bool {
    let strange =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    !text.contains('\0') && strange * 100 <= text.len()
}

fn normalise(pasted: &str) -> String {
    let pasted = pasted.strip_prefix('\u{feff}').unwrap_or(pasted);
    pasted.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// The blocks of `text`: each a run of lines, without the blanks around it.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in text.split("\n").collect::<Vec<_>>().split(|line| line.trim().is_empty()) {
        if is_wrapped(group) {
            blocks.extend(joined(text, group));
        } else {
            blocks.extend(group.iter().filter_map(|line| joined(text, &[line])));
        }
    }
    blocks
}

/// Whether these lines are one paragraph, wrapped by a machine: all but the last are about as
/// long as one another, and no next word would have fitted.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((last, full)) = lines.split_last().filter(|(_, full)| !full.is_empty()) else { return false };
    let length = |line: &&str| line.trim_end().chars().count();
    let widest = full.iter().map(length).max().unwrap_or(0);
    let starts_item = |line: &&str| item_mark(line.trim_start());
    WRAPPED.contains(&widest)
        && length(last) <= widest
        && !lines.iter().skip(1).any(starts_item)
        && full.iter().zip(&lines[1..]).all(|(line, next)| {
            let word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
            length(line) + 1 + word > widest.saturating_sub(3)
        })
}

/// One block of these lines, which follow one another in `text`.
fn joined(text: &str, lines: &[&str]) -> Option<Block> {
    let first = range_of(text, lines.first()?.trim())?;
    let last = range_of(text, lines.last()?.trim())?;
    let range = first.cover(last);
    let words = slice(text, range);
    if range.is_empty() {
        return None;
    }
    Some(Block::of(if item_mark(words) { BlockKind::ListItem } else { BlockKind::Paragraph }, range))
}

fn item_mark(line: &str) -> bool {
    ["• ", "- ", "* ", "– ", "· ", "‣ "].iter().any(|mark| line.starts_with(mark))
}

/// What the first blocks say about the article; the headline becomes a heading.
fn about(text: &str, blocks: &mut [Block]) -> About {
    let mut about = About::default();
    let more = blocks.len() > 1;
    if let Some(first) = blocks.first_mut() {
        let words = slice(text, first.range);
        if more && is_headline(words) {
            first.kind = BlockKind::Heading { level: 1 };
        }
        about.title = shorten(words);
    }
    for block in blocks.iter().skip(1).take(TOP - 1) {
        let words = slice(text, block.range);
        if words.chars().count() > 120 {
            break;
        }
        if about.byline.is_empty() && is_byline(words) {
            about.byline = words.to_owned();
        } else if about.published.is_empty() && is_date(words) {
            about.published = words.to_owned();
        }
    }
    about
}

/// One line, not too long, and not a sentence that ends in a full stop.
fn is_headline(words: &str) -> bool {
    words.chars().count() <= MAX_HEADLINE && !words.contains('\n') && !words.ends_with(['.', '。', ';', ','])
}

fn is_byline(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["by ", "von ", "par ", "por "].iter().any(|by| lower.starts_with(by)) && !words.ends_with('.')
}

/// A short line with a year in it and a month or a second number.
fn is_date(words: &str) -> bool {
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let year = numbers.iter().any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    words.chars().count() <= 60 && year && numbers.len() >= 2 && !words.ends_with(['.', '?', '!'])
}

/// A title: the first line, cut at a word where it is very long.
fn shorten(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MAX_HEADLINE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(80).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words_of(draft: &Draft) -> Vec<&str> {
        (0..draft.text.blocks().len()).map(|n| draft.text.block_text(n)).collect()
    }

    fn check(pasted: &str, expected: &[&str]) -> Draft {
        let draft = plain(pasted).expect("an article");
        assert_eq!(words_of(&draft), expected);
        draft
    }

    #[test]
    fn blank_lines_part_paragraphs_and_the_first_line_is_the_headline() {
        let draft = check(
            "Prices fall\n\nPrices fell on Monday.\n\nThey fell again.",
            &["Prices fall", "Prices fell on Monday.", "They fell again."],
        );
        assert_eq!(draft.about.title, "Prices fall");
        assert_eq!(draft.text.blocks()[0].kind, BlockKind::Heading { level: 1 });
    }

    #[test]
    fn line_ends_of_every_system_are_one() {
        check("\u{feff}One\r\n\r\nTwo\r\rThree", &["One", "Two", "Three"]);
    }

    #[test]
    fn every_line_is_a_paragraph_where_lines_are_not_wrapped() {
        check(
            "Headline\nBy A. Writer\nA first paragraph.\nA second one.",
            &["Headline", "By A. Writer", "A first paragraph.", "A second one."],
        );
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The chain ferry that carries people across the river was taken\n\
                       out of service on Friday evening, four hours after inspectors\n\
                       found cracks in the plating beneath its engine room.";
        check(&format!("Headline\n\n{wrapped}\n\nShort."), &["Headline", wrapped, "Short."]);
    }

    #[test]
    fn items_of_a_list_stay_apart() {
        let draft = check(
            "News\n\n  • york says:\n\n    no\n\n- one\n- two",
            &["News", "• york says:", "no", "- one", "- two"],
        );
        assert_eq!(draft.text.blocks()[1].kind, BlockKind::ListItem);
    }

    #[test]
    fn the_sample_has_headline_byline_and_date() {
        let draft = plain(crate::sample::ARTICLE).expect("the sample");
        assert!(draft.about.byline.starts_with("By "));
        assert!(draft.about.published.contains("2026"));
        assert!(draft.text.blocks().len() > 10);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(plain(" \n\u{200b} "), Err(ImportError::Empty));
        assert_eq!(plain("PK\u{3}\u{4}\0\0"), Err(ImportError::NotText));
        assert!(matches!(plain(&"x".repeat(MAX_TEXT + 1)), Err(ImportError::TooLarge { .. })));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(pasted in r"(\PC|[ \n\r\t•-]){0,400}") {
            if let Ok(draft) = plain(&pasted) {
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let blocks = words_of(&draft).join("\n");
                prop_assert_eq!(words(&blocks), words(pasted.strip_prefix('\u{feff}').unwrap_or(&pasted)));
            }
        }
    }
}
