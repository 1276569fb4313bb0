//! What stands around an article on its page: menus, boxes, notices, whatever was left out.
//!
//! The one idea: it is kept, so that nothing of a page is lost without a trace; and it is out of the way
//! while the article is judged, which goes by what stands next to what.

use std::collections::BTreeSet;

use super::repeats::letters;
use crate::{article::BlockKind, import::DraftBlock};

/// What stands around an article: each block, and before which block of the article.
pub(super) struct Around(Vec<(usize, DraftBlock)>);

impl Around {
    /// Takes it from among these blocks; each text once, and none that the article has.
    pub(super) fn taken(blocks: &mut Vec<DraftBlock>) -> Self {
        let (mut article, mut around) = (Vec::with_capacity(blocks.len()), Vec::new());
        for block in std::mem::take(blocks) {
            if !block.around {
                article.push(block);
            } else if block.text.contains(char::is_alphanumeric) {
                around.push((article.len(), block));
            }
        }
        let mut known: BTreeSet<&str> = article.iter().map(|block| block.text.as_str()).collect();
        let is_new: Vec<bool> = around.iter().map(|(_, block)| known.insert(&block.text)).collect();
        let mut is_new = is_new.into_iter();
        around.retain(|_| is_new.next().unwrap_or_default());
        *blocks = article;
        Self(around)
    }

    /// Puts it back between the blocks of the article, which were `had`. A headline that was put above them
    /// since stands where the page has it.
    pub(super) fn put_back(self, blocks: &mut Vec<DraftBlock>, had: usize) {
        let mut article = std::mem::take(blocks).into_iter();
        let mut around = self.0;
        if article.len() > had
            && let Some(headline) = article.next()
        {
            let title = letters(&headline.text);
            let is_it = |(_, block): &(usize, DraftBlock)| {
                matches!(block.kind, BlockKind::Heading { .. }) && letters(&block.text) == title
            };
            let at = around.iter().position(is_it);
            around.retain(|block| !is_it(block));
            let above = around.iter().take_while(|(before, _)| *before == 0).count();
            around.insert(at.unwrap_or_default().min(above), (0, headline));
        }
        let mut around = around.into_iter().peekable();
        for (n, block) in article.enumerate() {
            while let Some((_, beside)) = around.next_if(|(before, _)| *before <= n) {
                blocks.push(beside);
            }
            blocks.push(block);
        }
        blocks.extend(around.map(|(_, block)| block));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that are left out are written with `-` before them; `#` makes a heading.
    fn blocks(written: &str) -> Vec<DraftBlock> {
        let block = |line: &str| match line.split_once(' ').expect("a mark and words") {
            ("#", words) => DraftBlock::of(BlockKind::Heading { level: 1 }, words),
            ("-#", words) => DraftBlock::of(BlockKind::Heading { level: 1 }, words).left_out(),
            ("-", words) => DraftBlock::of(BlockKind::Paragraph, words).left_out(),
            (_, words) => DraftBlock::of(BlockKind::Paragraph, words),
        };
        written.lines().map(|line| block(line.trim())).collect()
    }

    /// What comes of it if a headline is put above the article.
    #[track_caller]
    fn check(page: &str, headline: &str, expected: &str) {
        let mut article = blocks(page);
        let around = Around::taken(&mut article);
        assert!(article.iter().all(|block| !block.around));
        let had = article.len();
        if !headline.is_empty() {
            article.insert(0, DraftBlock::of(BlockKind::Heading { level: 1 }, headline));
        }
        around.put_back(&mut article, had);
        assert_eq!(article, blocks(expected));
    }

    #[test]
    fn it_is_put_back_where_it_was() {
        let page = "- Menu
                    # Mill to close
                    . One
                    - Flour
                    . Two
                    - Contact";
        check(page, "", page);
    }

    #[test]
    fn each_text_is_there_once() {
        check(
            "- Menu
             - Two
             - •
             . One
             - Menu
             . Two
             - Menu",
            "",
            "- Menu
             . One
             . Two",
        );
    }

    #[test]
    fn the_headline_stands_where_the_page_has_it() {
        let page = "- Menu
                    -# Mill  to close!
                    - By Ann Lee
                    . One";
        check(page, "Mill to close", "- Menu\n# Mill to close\n- By Ann Lee\n. One");
        let other = "- Menu
                     . Local
                     -# Mill to close
                     . One";
        check(other, "Mill to close", "- Menu\n# Mill to close\n. Local\n. One");
        check(page, "Weir", "# Weir\n- Menu\n-# Mill  to close!\n- By Ann Lee\n. One");
    }
}
