//! Plain text, pasted or from a file: headline, byline, date line and paragraphs.
//!
//! The one idea: every word is kept, and blocks are found. Blank lines part blocks; where lines are
//! not hard-wrapped, every line is a block.

use super::{
    Draft, DraftBlock, Hygiene, ImportError, MAX_TEXT,
    draft::joint,
    furniture::{self, MAX_HEADLINE},
};
use crate::article::{About, BlockKind};

/// Hard-wrapped lines are between these lengths in characters: the widths that mail programs
/// and agency terminals wrap at.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;

/// Reads plain text as an article.
///
/// The letters are cleaned (see [`Hygiene`]), lines that a machine wrapped are put together, and
/// what is foreign to the article is set aside; no word is left out.
///
/// # Errors
/// When it is empty, larger than [`MAX_TEXT`], or not text.
pub fn plain(pasted: &str) -> Result<Draft, ImportError> {
    if pasted.len() > MAX_TEXT {
        return Err(ImportError::TooLarge { bytes: pasted.len(), limit: MAX_TEXT });
    }
    if !is_text(pasted) {
        return Err(ImportError::NotText);
    }
    let mut hygiene = Hygiene::default();
    let text = hygiene.clean(pasted.strip_prefix('\u{feff}').unwrap_or(pasted));
    let mut blocks = blocks(&text, &mut hygiene);
    if blocks.is_empty() {
        return Err(ImportError::Empty);
    }
    let mut about = About::default();
    headline(&mut about, &mut blocks);
    furniture::recognise(&mut about, &mut blocks);
    Ok(Draft { about, blocks, hygiene })
}

/// Text has no NUL and hardly any control characters.
pub(super) fn is_text(text: &str) -> bool {
    let strange =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    !text.contains('\0') && strange * 100 <= text.len()
}

/// The blocks of `text`: each a run of lines, without the blanks around it.
fn blocks(text: &str, hygiene: &mut Hygiene) -> Vec<DraftBlock> {
    let mut blocks = Vec::new();
    for group in text.split('\n').collect::<Vec<_>>().split(|line| line.trim().is_empty()) {
        if is_wrapped(group) {
            hygiene.unwrapped += u32::try_from(group.len() - 1).unwrap_or(u32::MAX);
            blocks.push(block(joined(group)));
        } else {
            blocks.extend(group.iter().map(|line| block(line.trim().to_owned())));
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

/// These lines as one, as their script writes.
fn joined(lines: &[&str]) -> String {
    let mut words = String::new();
    for line in lines {
        let line = line.trim();
        if !words.is_empty() {
            words.push_str(joint(&words, line));
        }
        words.push_str(line);
    }
    words
}

fn block(words: String) -> DraftBlock {
    DraftBlock::of(if item_mark(&words) { BlockKind::ListItem } else { BlockKind::Paragraph }, words)
}

fn item_mark(line: &str) -> bool {
    ["• ", "- ", "* ", "– ", "· ", "‣ "].iter().any(|mark| line.starts_with(mark))
}

/// The first line is the headline, if it looks like one, and the title in any case.
fn headline(about: &mut About, blocks: &mut [DraftBlock]) {
    let more = blocks.len() > 1;
    if let Some(first) = blocks.first_mut() {
        if more && is_headline(&first.text) {
            first.kind = BlockKind::Heading { level: 1 };
        }
        about.title = furniture::shorten(&first.text);
    }
}

/// One line, not too long, and not a sentence that ends in a full stop.
fn is_headline(words: &str) -> bool {
    words.chars().count() <= MAX_HEADLINE && !words.contains('\n') && !words.ends_with(['.', '。', ';', ','])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words_of(draft: &Draft) -> Vec<&str> {
        draft.blocks.iter().map(|block| block.text.as_str()).collect()
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
        assert_eq!(draft.blocks[0].kind, BlockKind::Heading { level: 1 });
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
        let draft = check(
            &format!("Headline\n\n{wrapped}\n\nShort."),
            &["Headline", &wrapped.replace('\n', " "), "Short."],
        );
        assert_eq!(draft.hygiene.unwrapped, 2);
    }

    #[test]
    fn items_of_a_list_stay_apart() {
        let draft = check(
            "News\n\n  • york says:\n\n    no\n\n- one\n- two",
            &["News", "• york says:", "no", "- one", "- two"],
        );
        assert_eq!(draft.blocks[1].kind, BlockKind::ListItem);
    }

    #[test]
    fn the_sample_has_headline_byline_and_date() {
        let draft = plain(crate::sample::ARTICLE).expect("the sample");
        assert!(draft.about.byline.starts_with("By "));
        assert!(draft.about.published.contains("2026"));
        assert!(draft.blocks.len() > 10);
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
                let words = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(words(&words_of(&draft).concat()), words(&Hygiene::default().clean(&pasted)));
                prop_assert!(draft.freeze().is_ok());
            }
        }
    }
}
