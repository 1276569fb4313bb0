//! Words that a page shows twice: pull quotes, and boxes that repeat a paragraph.
//!
//! The one idea: a block whose words all stand, in order, within another block adds nothing to the
//! article. It is set aside whatever element or class it has, because no two sites name theirs alike.

use std::cmp::Ordering;

use crate::{article::BlockKind, import::DraftBlock};

/// Repeated phrases shorter than this, in letters and digits, are how people write.
const SHORTEST: usize = 25;

/// A repetition stands at most so many blocks from what it repeats: a page lifts words out to fill the
/// space beside them. Comparing each block with each would take a book minutes.
const REACH: usize = 40;

/// Sets aside blocks whose words stand in another one nearby too.
pub(super) fn set_aside(blocks: &mut [DraftBlock]) {
    let plain: Vec<String> = blocks.iter().map(|block| letters(&block.text)).collect();
    let is_repeat = |n: &usize| {
        let words = &plain[*n];
        let sentences = sentences(&blocks[*n].text);
        let mut around = n.saturating_sub(REACH)..plain.len().min(n + REACH);
        is_suspect(&blocks[*n], words)
            && around.any(|m| match plain[m].len().cmp(&words.len()) {
                // Of two that are the same, the second is the repetition.
                Ordering::Equal => m < *n && plain[m] == *words,
                Ordering::Greater => sentences.iter().all(|sentence| plain[m].contains(sentence)),
                Ordering::Less => false,
            })
    };
    let repeats: Vec<usize> = (0..blocks.len()).filter(is_repeat).collect();
    for n in repeats {
        blocks[n].aside = true;
    }
}

/// Quotations, captions and paragraphs of one or two sentences.
fn is_suspect(block: &DraftBlock, words: &str) -> bool {
    matches!(block.kind, BlockKind::Quotation | BlockKind::Paragraph | BlockKind::Caption)
        && !block.aside
        && words.chars().count() >= SHORTEST
        && block.text.chars().count() <= 300
}

/// The letters of each sentence: a pull quote leaves out the “she said” between two.
fn sentences(text: &str) -> Vec<String> {
    text.split(['.', '!', '?', '…', '。', '؟']).map(letters).filter(|letters| !letters.is_empty()).collect()
}

/// Letters and digits alone: pull quotes change quotation marks and full stops.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks that are set aside are written with `~` before them.
    fn check(kind: BlockKind, written: &[&str]) {
        let mut blocks: Vec<DraftBlock> =
            written.iter().map(|text| DraftBlock::of(kind, text.trim_start_matches('~'))).collect();
        set_aside(&mut blocks);
        let found: Vec<String> =
            blocks.iter().map(|b| format!("{}{}", if b.aside { "~" } else { "" }, b.text)).collect();
        assert_eq!(found, written);
    }

    #[test]
    fn a_block_that_stands_in_another_is_set_aside() {
        let whole = "“We never thought the river could rise so fast,” he said.";
        let parts =
            ["“We did not hear it,” he said. “We felt it come.”", "~“We did not hear it. We felt it come”"];
        check(BlockKind::Paragraph, &parts);
        let pulled = "~“We never thought the river could rise so fast”";
        check(BlockKind::Paragraph, &[whole, pulled]);
        check(BlockKind::Quotation, &[pulled, whole]);
        check(BlockKind::Paragraph, &[whole, &format!("~{whole}")]);
    }

    #[test]
    fn short_words_and_headings_may_come_again() {
        check(BlockKind::Paragraph, &["“No,” he said.", "“No,” he said."]);
        let heading = "What the river did to the town in one night";
        check(BlockKind::Heading { level: 2 }, &[heading, &format!("{heading}, and after")]);
    }
}
