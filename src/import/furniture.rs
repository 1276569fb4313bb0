//! What stands in a text and is no part of the article: byline and date line, tags, share links,
//! comments, notes on the author, lists of keywords.
//!
//! The one idea: it is recognised and set aside, so that the person can bring it back. So a rule may
//! err, but it errs towards leaving words in: each asks for a short line, for a fixed phrase, or for
//! a place at the very end. Byline and date also go into what is known about the article.

mod lines;
mod phrases;
mod tail;

pub(super) use lines::{Line, is_correction, line};
pub(super) use tail::names_sources;

use super::DraftBlock;
use crate::article::{About, BlockKind};

/// A headline is at most this long, in characters.
pub(super) const MAX_HEADLINE: usize = 250;
/// Only so many blocks from the top are searched for a byline and a date.
const TOP: usize = 7;
/// A line above the text is at most this long, in characters.
const LONGEST_LINE: usize = 120;
/// So many short lines in a row at the very end are a list of keywords or links.
const KEYWORDS: usize = 3;
/// Notes on authors, agencies' credits and dates at the end are at most so many.
const NOTES: usize = 4;

/// Sets aside what is foreign, and takes byline and date from it where they are not known.
pub(super) fn recognise(about: &mut About, blocks: &mut [DraftBlock]) {
    top(about, blocks);
    skipped(blocks);
    let mut sentences = 0;
    let mut in_text = false;
    let mut in_comments = false;
    for n in 1..blocks.len() {
        let found = line(&blocks[n].text);
        match found {
            // A count of comments above the text is a link to them, and so is one within it.
            Some(Line::Comments) => {
                blocks[n].aside = true;
                let (head, below) = (blocks[n].text.trim(), &blocks[n + 1..]);
                // A count or a single word is a head; “Leave a comment” may be a button.
                let is_head = head.contains(|c: char| c.is_numeric()) || !head.contains(' ');
                // One sentence above may be what stands below a headline, if a text follows.
                let goes_on = below.iter().filter(|block| is_long(&block.text)).count() > 1;
                let has_begun = in_text || (sentences > 0 && !goes_on);
                in_comments |= has_begun && (are_comments(below) || (is_head && below.len() <= FEW));
            }
            Some(Line::Date) if lines::says_when(&blocks[n].text) => blocks[n].aside = true,
            Some(Line::Byline | Line::Date) => {}
            None => {
                sentences += usize::from(is_prose(&blocks[n].text));
                in_text = sentences > 1 || in_text || is_long(&blocks[n].text);
            }
            Some(_) => blocks[n].aside = true,
        }
        if blocks[n].kind == BlockKind::Paragraph {
            blocks[n].aside |= lines::is_beside(&blocks[n].text);
        }
        blocks[n].aside |= in_comments;
    }
    tail::set_aside(blocks);
    end(blocks);
}

/// Between two lines that are for those who hear the page read stands what they may skip: “skip past
/// newsletter promotion”, “after newsletter promotion”.
fn skipped(blocks: &mut [DraftBlock]) {
    let lower = |block: &DraftBlock| {
        Some(&block.text).filter(|text| text.len() <= LONGEST_LINE).map(|text| text.to_lowercase())
    };
    for n in 0..blocks.len() {
        let Some(first) = lower(&blocks[n]) else { continue };
        let Some(what) = first.strip_prefix("skip past ") else { continue };
        let is_end =
            |block: &DraftBlock| lower(block).is_some_and(|last| last.strip_prefix("after ") == Some(what));
        let Some(end) = blocks[n..].iter().take(PROMOTION).position(is_end) else { continue };
        blocks[n..=n + end].iter_mut().for_each(|block| block.aside = true);
    }
}

/// What may be skipped has at most so many blocks.
const PROMOTION: usize = 20;

/// Whether these are comments: among the first of them are short lines that say who wrote them, or when, and
/// buttons to answer. A text that goes on has none.
fn are_comments(blocks: &[DraftBlock]) -> bool {
    let is_text = |block: &&DraftBlock| !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Caption);
    let first: Vec<&DraftBlock> = blocks.iter().filter(is_text).take(COMMENTS).collect();
    let is_sign = |block: &&&DraftBlock| {
        let words = block.text.split_whitespace().count();
        matches!(line(&block.text), Some(Line::Byline | Line::Date | Line::Comments))
            || (words <= SIGN && !is_prose(&block.text))
    };
    first.iter().filter(is_sign).count() * SIGNS >= first.len()
}

/// What is looked at of comments; a sign stands at one in so many at least, and has at most so many words.
const COMMENTS: usize = 12;
const SIGNS: usize = 3;
/// So few blocks below the head of a comment section need no sign.
const FEW: usize = 2;
const SIGN: usize = 6;

/// Byline and date line between the headline and the first paragraph.
fn top(about: &mut About, blocks: &mut [DraftBlock]) {
    let mut standfirst = false;
    for block in blocks.iter_mut().skip(1).take(TOP - 1) {
        if is_long(&block.text) {
            // One long block above them is a standfirst; after two the text has begun.
            if std::mem::replace(&mut standfirst, true) {
                break;
            }
            continue;
        }
        let found = line(&block.text);
        // The name alone, where it is known whose it is.
        let is_name = about.byline.split(", ").any(|name| name == block.text) || names(about, &block.text);
        block.aside |= is_name || matches!(found, Some(Line::Byline | Line::Date | Line::Comments));
        take(about, &block.text);
    }
}

/// Whether a short line begins with somebody who wrote the article, and says what they are.
fn names(about: &About, words: &str) -> bool {
    let rest =
        about.byline.split(", ").find_map(|name| words.strip_prefix(name).filter(|_| name.contains(' ')));
    rest.is_some_and(|rest| {
        !rest.starts_with(char::is_lowercase)
            && words.split_whitespace().count() <= LONGEST_NAME
            && !is_prose(words)
    })
}

/// A line that names an author has at most so many words.
const LONGEST_NAME: usize = 14;

/// Takes byline or date from a line that is one, where they are not known.
pub(super) fn take(about: &mut About, words: &str) {
    // A date may stand below a byline in one block, with a line break between them.
    if let Some((first, rest)) = words.split_once('\n').filter(|(first, _)| line(first) == Some(Line::Byline))
    {
        take(about, first);
        return take(about, rest);
    }
    match line(words) {
        Some(Line::Byline) if about.byline.is_empty() => {
            // What stands behind a bar is another thing, such as how often it was read.
            words.split(" | ").next().unwrap_or_default().trim().clone_into(&mut about.byline);
        }
        Some(Line::Date) if about.published.is_empty() => words.clone_into(&mut about.published),
        _ => {}
    }
}

fn is_long(text: &str) -> bool {
    text.chars().nth(LONGEST_LINE).is_some()
}

/// Whether it is a sentence, and not a line above a text.
pub(super) fn is_prose(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"', '»', '“', '。', '！', '？', '」', '؟']) || is_long(text)
}

/// Keywords, and then notes on authors and a date, after the last paragraph.
fn end(blocks: &mut [DraftBlock]) {
    let keywords =
        blocks.iter().rev().skip_while(|block| block.aside).take_while(|block| is_keyword(block)).count();
    let body = blocks.iter().filter(|block| !block.aside).count();
    if keywords >= KEYWORDS && keywords + 2 < body {
        last(blocks, keywords);
    }
    // A heading at the very end heads what was set aside.
    let heads = |block: &&DraftBlock| matches!(block.kind, BlockKind::Heading { level: 2.. });
    if blocks.iter().rev().find(|block| !block.aside).is_some_and(|block| heads(&block)) {
        last(blocks, 1);
    }
    // Whom a text is from is said near its end, with what else there is to say.
    let kept: Vec<usize> = (1..blocks.len()).filter(|n| !blocks[*n].aside).collect();
    let near = &kept[kept.len().saturating_sub(NOTES)..];
    let is_credit = |n: &&usize| lines::is_credit(&blocks[**n].text);
    if let Some(credit) = near.iter().find(is_credit).copied() {
        let below = blocks[credit..].iter_mut().filter(|block| !is_correction(&block.text));
        below.for_each(|block| block.aside = true);
    }
    for _ in 0..NOTES {
        let is_note = |text: &str| lines::is_author_note(text) || line(text) == Some(Line::Date);
        let ends_in_note = |block: &DraftBlock| block.kind == BlockKind::Paragraph && is_note(&block.text);
        if !blocks.iter().rev().find(|block| !block.aside).is_some_and(ends_in_note) {
            break;
        }
        last(blocks, 1);
    }
}

/// Sets aside the last `count` blocks that are not.
fn last(blocks: &mut [DraftBlock], count: usize) {
    blocks.iter_mut().rev().filter(|block| !block.aside).take(count).for_each(|block| block.aside = true);
}

/// A line of up to four words that is no sentence, as in a cloud of tags. What names a thing and then says
/// what it is, or how many, is a result or a row of a table.
fn is_keyword(block: &DraftBlock) -> bool {
    let words = block.text.split_whitespace().count();
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && words <= 4
        && block.text.chars().count() <= 40
        && !block.text.contains([':', '：', '|'])
        && !block.text.ends_with(|c: char| c.is_ascii_punctuation() || "。！？”»“…؟".contains(c))
}

/// A title: the first line, cut at a word where it is very long.
pub(super) fn shorten(words: &str) -> String {
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
    use super::*;

    /// Lines that are set aside are written with `~` before them.
    #[track_caller]
    fn check(written: &str) -> About {
        let written: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let bare = |line: &&str| line.trim_start_matches('~').trim().to_owned();
        let mut blocks: Vec<DraftBlock> =
            written.iter().map(|line| DraftBlock::of(BlockKind::Paragraph, bare(line))).collect();
        let mut about = About::default();
        recognise(&mut about, &mut blocks);
        let found: Vec<String> =
            blocks.iter().map(|b| format!("{}{}", if b.aside { "~ " } else { "" }, b.text)).collect();
        assert_eq!(found, written);
        about
    }

    #[test]
    fn the_head_is_told_apart() {
        let about = check(
            "Mill to reopen
             ~ By Hanna Osei
             ~ 3 March 2026
             ~ 4 Comments
             ~ Share on Facebook
             The mill will reopen in May, its owners said.
             By then, 2026 will be half over.",
        );
        assert_eq!(about.byline, "By Hanna Osei");
        assert_eq!(about.published, "3 March 2026");
    }

    #[test]
    fn everything_after_the_comments_is_set_aside() {
        check(
            "Mill to reopen
             The mill will reopen in May.
             It had stood idle for a year.
             “We are ready,” said its owner.
             Nobody had expected it.
             The town is glad.
             Work begins at six.
             ~ Kofi Brand is a reporter and contributor to The Weir.
             ~ Tags: , , ,
             ~ 2 Comments
             ~ ann says:
             ~ I do not believe it, and never shall.
             ~ Mill
             ~ Weir",
        );
    }

    #[test]
    fn a_link_to_the_comments_does_not_end_the_text() {
        check(
            "Mill to reopen
             The mill will reopen in May.
             ~ Leave a comment
             It had stood idle for a year.
             “We are ready,” said its owner.
             The town is glad.",
        );
    }

    #[test]
    fn a_count_of_comments_below_the_standfirst_does_not_end_the_text() {
        check(
            "Mill to reopen
             It stood idle for a year.
             ~ 214 comments
             ~ Advertisement
             The mill on the upper weir, which had stood idle for a year, will reopen in May, its owners said on Monday evening in the town hall.
             ~ Skip advertisement
             More on mills
             It had stood idle for a year, and nobody in the town had expected that anything would ever come of the long and costly plan to save it.
             The town is glad.",
        );
        check(
            "Mill to reopen
             The mill will reopen in May.
             ~ 2 Comments
             ~ Hanna says that it never will.",
        );
    }

    #[test]
    fn byline_and_date_may_stand_in_one_block() {
        let mut about = About::default();
        take(&mut about, "By Hanna Osei\nFriday, 17 May 2024");
        assert_eq!((&*about.byline, &*about.published), ("By Hanna Osei", "Friday, 17 May 2024"));
    }

    #[test]
    fn whom_a_text_is_from_ends_it() {
        check(
            "Mill to reopen
             The mill will reopen in May.
             It had stood idle for a year.
             The town is glad.
             ~ Bo Ek contributed reporting from Upper Weir.
             ~ Our standards: The Weir code.",
        );
    }

    #[test]
    fn what_was_corrected_stays_wherever_it_is_said() {
        check(
            "Mill to reopen
             The mill will reopen in May.
             It had stood idle for a year.
             The town is glad.
             ~ Bo Ek contributed to this report from Upper Weir.
             This story has been corrected to show that the mill has one wheel, not two.
             ~ Our standards: The Weir code.",
        );
    }

    #[test]
    fn a_date_in_a_sentence_without_a_stop_is_no_date_line() {
        check(
            "Mill to reopen
             ~ Tuesday, 3 March 2026 at 10:15 GMT
             Polls close on 6 April 2026
             The wettest day was 7 July 2007: 94 mm
             The mill will reopen in May.
             It had stood idle for a year.",
        );
    }

    #[test]
    fn results_are_no_keywords() {
        check(
            "Mill of the year
             The mills were named in May.
             It was a long evening.
             The winners:
             Best wheel: Weir
             Best weir: Upper Weir
             Best flour: Osei",
        );
    }

    #[test]
    fn small_things_beside_a_text_are_set_aside() {
        check(
            "Mill to reopen
             ~ 214
             ~ Updated March 4, 2026, 10:22 a.m. ET
             ~ 4.6 / 5 (231)
             ~ Listen 4 min
             ~ Photo: Hanna Osei
             The mill will reopen in May.
             ~ Skip past newsletter promotion
             ~ The mill in your post
             ~ after newsletter promotion
             It took 12 minutes.",
        );
    }

    #[test]
    fn keywords_at_the_end_are_set_aside_and_verse_is_not() {
        check(
            "Mill to reopen
             The mill will reopen in May.
             It had stood idle for a year.
             The town is glad.
             ~ Mills
             ~ Upper Weir
             ~ Trade",
        );
        check("The mill\nWheels that turn\nwater that falls\nnothing returns");
    }

    #[test]
    fn a_person_described_in_the_body_stays() {
        check(
            "Mill to reopen
             Ann Lee is a reporter who lives beside it.
             She is glad, she said.",
        );
    }
}
