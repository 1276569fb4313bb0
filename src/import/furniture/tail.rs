//! What stands below an article under headings of its own: whom a press release is from and whom to ask,
//! and the references of an encyclopedia.
//!
//! The one idea: such a part runs to the very end, and each of its headings names one of these things.
//! So a heading like them in the middle of a text changes nothing.

use super::phrases;
use crate::{article::BlockKind, import::DraftBlock};

/// Under one heading about a firm stand at most so many blocks; under more, an article goes on.
const LONGEST_PART: usize = 4;

/// A heading has at most so many words.
const LONGEST_HEADING: usize = 8;

/// Sets aside what stands under such headings at the end.
pub(super) fn set_aside(blocks: &mut [DraftBlock]) {
    let parts = start(blocks).min(details(blocks));
    let letters = |blocks: &[DraftBlock]| -> usize {
        blocks.iter().filter(|block| !block.aside).map(|block| block.text.len()).sum()
    };
    let (text, tail) = blocks.split_at(parts);
    // Something has to be left that it could stand below.
    if letters(text) > letters(tail) {
        blocks[parts..].iter_mut().for_each(|block| block.aside = true);
    }
}

/// Where the first of the parts at the end begins, or the number of blocks.
fn start(blocks: &[DraftBlock]) -> usize {
    let mut start = blocks.len();
    let mut length = 0;
    for (n, block) in blocks.iter().enumerate().skip(1).rev().filter(|(_, block)| !block.aside) {
        let part = part(block, &blocks[..n]);
        match part {
            Some(Part::References) => {}
            Some(Part::Release) if length <= LONGEST_PART => {}
            // References may be many.
            None if !matches!(block.kind, BlockKind::Heading { .. }) => {
                length += 1;
                continue;
            }
            _ => break,
        }
        (start, length) = (n, 0);
    }
    start
}

/// Where the lines begin that say, at the very end, where a release comes from and whom to ask.
fn details(blocks: &[DraftBlock]) -> usize {
    let is_detail = |block: &DraftBlock| {
        let lower = block.text.to_lowercase();
        let begins = |phrases: &[&str]| phrases.iter().any(|phrase| lower.starts_with(phrase));
        let words = lower.split_whitespace().count();
        (words <= 30 && begins(phrases::CONTACTS))
            || (words <= LONGEST_HEADING + 4 && (is_source(&block.text) || begins(phrases::ORIGINALS)))
            || (words <= 12 && !block.text.ends_with('.') && has_address(&lower))
    };
    let kept = || blocks.iter().enumerate().skip(1).rev().filter(|(_, block)| !block.aside);
    kept().take_while(|(_, block)| is_detail(block)).last().map_or(blocks.len(), |(n, _)| n)
}

/// Whether a heading says that below it are the sources of the text.
pub(in crate::import) fn names_sources(words: &str) -> bool {
    // None is longer.
    words.len() <= 24 && {
        let lower = words.to_lowercase();
        phrases::SOURCES.contains(&lower.trim_end_matches([':', '：']).trim())
    }
}

enum Part {
    Release,
    References,
}

/// Which part this block is the heading of. `above` are the blocks above it.
fn part(block: &DraftBlock, above: &[DraftBlock]) -> Option<Part> {
    let first = block.text.lines().next().unwrap_or_default().trim().trim_end_matches([':', '：']);
    if first.split_whitespace().count() > LONGEST_HEADING || first.ends_with(['.', '!', '?']) {
        return None;
    }
    let lower = first.to_lowercase();
    let is_heading = matches!(block.kind, BlockKind::Heading { level: 2.. });
    let lists = phrases::REFERENCES.contains(&lower.as_str()) || names_sources(&lower);
    if is_heading && lists {
        return Some(Part::References);
    }
    let is_line = is_heading
        || (block.kind == BlockKind::Paragraph && !block.text.contains('\n'))
        || phrases::CONTACTS.iter().any(|phrase| lower.starts_with(phrase));
    let is_release = || {
        phrases::CONTACTS.iter().chain(phrases::STATEMENTS).any(|phrase| lower.starts_with(phrase))
            || whom(first, &lower).is_some_and(|name| above.iter().any(|block| block.text.contains(name)))
    };
    (is_line && is_release()).then_some(Part::Release)
}

/// The name in “About Halden Kettle Works”: a release was about it before.
fn whom<'a>(line: &'a str, lower: &str) -> Option<&'a str> {
    let about = phrases::ABOUT.iter().find(|about| lower.starts_with(**about))?;
    // Where the lower case is of another length, it is no heading that we know.
    let name = line.get(about.len()..)?.trim();
    name.starts_with(char::is_uppercase).then_some(name)
}

/// “SOURCE Halden Kettle Works”, as wires end.
fn is_source(text: &str) -> bool {
    text.strip_prefix("SOURCE").is_some_and(|rest| rest.starts_with([' ', ':']) && !rest.ends_with('.'))
}

/// Whether it holds an address of e-mail or a telephone number.
fn has_address(lower: &str) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    let number = |word: &str| digits(word) >= 7 && word.chars().all(|c| !c.is_alphabetic());
    lower.split_whitespace().any(|word| number(word) || is_mail(word))
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that are set aside are written with `~` before them; `#` makes a heading.
    #[track_caller]
    fn check(written: &str) {
        let written: Vec<&str> = written.lines().map(str::trim).collect();
        let block = |line: &&str| {
            let line = line.trim_start_matches('~');
            let kind =
                if line.starts_with('#') { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
            DraftBlock::of(kind, line.trim_start_matches('#'))
        };
        let mut blocks: Vec<DraftBlock> = written.iter().map(block).collect();
        set_aside(&mut blocks);
        let found: Vec<bool> = blocks.iter().map(|block| block.aside).collect();
        let expected: Vec<bool> = written.iter().map(|line| line.starts_with('~')).collect();
        assert_eq!(found, expected, "{written:#?}");
    }

    #[test]
    fn a_release_ends_above_whom_it_is_from() {
        check(
            "Mill to reopen
             Upper Weir Mills, which has stood idle for a year, will reopen in May, it said on Tuesday.
             “We are ready, and the river is ready,” said its owner, Kofi Brand, at the gate.
             ~About Upper Weir Mills
             ~Upper Weir Mills grinds flour, and has since 1804.
             ~Media contact: Ann Lee, ann@weir.example
             ~SOURCE Upper Weir Mills",
        );
    }

    #[test]
    fn a_part_of_an_article_about_something_stays() {
        check(
            "Mill to reopen
             The mill, which has stood idle for a year, will reopen in May, its owners said on Tuesday.
             #About the river
             It has risen twice, and nobody has asked it.",
        );
        check(
            "Mill to reopen
             Upper Weir Mills, which has stood idle for a year, will reopen in May, it said on Tuesday.
             #About Upper Weir Mills
             It grinds flour.
             #What comes next
             Work begins at six.",
        );
    }

    #[test]
    fn references_are_set_aside_and_notes_in_the_middle_are_not() {
        check(
            "Upper Weir
             #Notes
             Nobody knows the name of the first miller.
             #History
             A weir on the river, built in 1804 by people who did not ask anybody, and rebuilt in 1911.
             ~#References
             ~Lee, A.: Weirs.
             ~#External links
             ~The weir",
        );
    }
}
