//! Plain text, pasted or from a file: headline, byline, date line and paragraphs.
//!
//! The one idea: every word is kept, and blocks are found. Blank lines part blocks; where lines are
//! not hard-wrapped, every line is a block.

use super::{
    Draft, DraftBlock, Hygiene, ImportError, MAX_TEXT,
    draft::joint,
    furniture::{self, Line, MAX_HEADLINE, line},
    long,
};
use crate::article::{About, BlockKind};

/// A byline or a date is among so many lines of a whole page, if it is that of the article.
const TOP: usize = 40;
/// So many lines above the headline, at least, are a masthead and a menu. Each has at most so many words.
const MENU: usize = 3;
const MAX_ENTRY: usize = 4;
/// Under the menu, a headline has at least so many bytes.
const MIN_HEADLINE: usize = 20;
/// Hard-wrapped lines are between these lengths in characters: the widths that mail programs
/// and agency terminals wrap at.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=100;

/// Reads plain text as an article.
///
/// The letters are cleaned (see [`Hygiene`]), lines that a machine wrapped are put together, and
/// what is foreign to the article is set aside, and what is too long for one paragraph is parted; no
/// word is left out.
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
    let masthead = masthead(&blocks);
    let (above, article) = blocks.split_at_mut(masthead);
    above.iter_mut().for_each(|block| block.aside = true);
    headline(&mut about, article);
    furniture::recognise(&mut about, article);
    Ok(long::part(Draft { about, blocks, hygiene }))
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

/// How many lines stand above the headline. Who copies a whole page has the name of the outlet first,
/// and its menu; where a byline or a date tells that an article begins, the headline is above that.
fn masthead(blocks: &[DraftBlock]) -> usize {
    let is_told = |block: &DraftBlock| matches!(line(&block.text), Some(Line::Byline | Line::Date));
    let Some(end) = blocks.iter().take(TOP).position(is_told) else { return 0 };
    let length = |block: &DraftBlock| block.text.chars().count();
    let lines = || blocks[..end].iter().filter(|block| is_headline(&block.text));
    // Below it may stand a line that is longer.
    let longest = lines().map(length).max().unwrap_or_default();
    let is_found = |block: &DraftBlock| {
        is_headline(&block.text) && block.text.len() >= MIN_HEADLINE && length(block) * 2 >= longest
    };
    let Some(found) = blocks[..end].iter().position(is_found) else { return 0 };
    let menu = &blocks[..found];
    let is_entry =
        |block: &DraftBlock| block.text.split_whitespace().count() <= MAX_ENTRY && is_headline(&block.text);
    // Buttons stand below a headline too.
    let entries = menu.iter().filter(|block| line(&block.text).is_none()).count();
    if entries >= MENU && menu.iter().all(is_entry) { found } else { 0 }
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

    /// Lines that are set aside are written with `~` before them.
    #[track_caller]
    fn check_asides(written: &str, title: &str) {
        let written: Vec<&str> = written.lines().map(str::trim).collect();
        let pasted: Vec<&str> = written.iter().map(|line| line.trim_start_matches('~')).collect();
        let draft = plain(&pasted.join("\n\n")).expect("an article");
        let found: Vec<String> =
            draft.blocks.iter().map(|b| format!("{}{}", if b.aside { "~" } else { "" }, b.text)).collect();
        assert_eq!((found.iter().map(String::as_str).collect(), &*draft.about.title), (written, title));
    }

    #[test]
    fn what_stands_above_the_headline_of_a_whole_page_is_set_aside() {
        check_asides(
            "~The Weir
             ~Support us
             ~News
             ~Sport
             ~Search
             Mill to reopen after eleven winters
             Crowd waits for hours at the gate; the owner comes by boat
             Ann Lee Rivers correspondent
             ~Mon 9 Mar 2026 18.10 GMT
             ~Share
             The mill will reopen in May, its owners said.",
            "Mill to reopen after eleven winters",
        );
    }

    #[test]
    fn a_short_headline_stays_above_a_long_line() {
        check_asides(
            "Mill to reopen
             ~Share
             ~Save
             Crowd waits for hours at the gate; the owner comes by boat
             ~By Ann Lee
             The mill will reopen in May, its owners said.",
            "Mill to reopen",
        );
        check_asides(
            "Pancakes
             Flour
             Milk
             Eggs
             How to make them in a morning
             Mix the flour with the milk.",
            "Pancakes",
        );
    }

    #[test]
    fn what_a_page_tells_to_skip_is_set_aside() {
        check_asides(
            "Mill to reopen
             The mill will reopen in May, its owners said.
             ~Skip past newsletter promotion
             ~First of the Morning
             ~All that matters, and why.
             ~after newsletter promotion
             “We are ready,” said one of them.
             Skip past the first chapter
             It is long.",
            "Mill to reopen",
        );
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
