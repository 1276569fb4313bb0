//! A draft: an article that is not in the library yet, and what a person may do to it.
//!
//! Neighbours: `packed` takes its blocks from the worker to the page.
//!
//! The one idea: until it is frozen, every block holds its own words, so that blocks can be joined
//! and split without anybody counting. Freezing puts a blank line between them.

mod packed;

use serde::{Deserialize, Serialize};

use super::Hygiene;
use crate::{
    article::{About, Block, BlockError, BlockKind, FrozenText},
    text::{TextRange, TextSize, size_of, words},
};

/// What stands between two blocks of the frozen text.
const GAP: &str = "\n\n";

/// An article that is not in the library yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was found out about it.
    pub about: About,
    /// Its blocks, in order.
    #[serde(with = "packed")]
    pub blocks: Vec<DraftBlock>,
    /// What was changed in its letters on the way in.
    pub hygiene: Hygiene,
}

/// One block of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Set aside: it stays in the text, muted and not counted.
    pub aside: bool,
    /// It stands around the article on its page. Set aside, it is left out: shown to whoever looks for it,
    /// and not stored unless they bring it back.
    pub around: bool,
    /// Its words, without blanks around them.
    pub text: String,
}

impl DraftBlock {
    /// A block of the article proper.
    #[must_use]
    pub fn of(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, aside: false, around: false, text: text.into() }
    }

    /// The same block, left out of the article.
    #[must_use]
    pub fn left_out(self) -> Self {
        Self { aside: true, around: true, ..self }
    }

    /// Whether it is left out of the article, and not stored with it.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        self.around && self.aside
    }
}

impl Draft {
    /// Sets the block of this number aside, or brings it back. Whether anything changed.
    pub fn set_aside(&mut self, block: usize, aside: bool) -> bool {
        self.change(block, |block| std::mem::replace(&mut block.aside, aside) != aside)
    }

    /// Makes the block of this number one of `kind`. Whether anything changed.
    pub fn set_kind(&mut self, block: usize, kind: BlockKind) -> bool {
        self.change(block, |block| std::mem::replace(&mut block.kind, kind) != kind)
    }

    fn change(&mut self, block: usize, change: impl FnOnce(&mut DraftBlock) -> bool) -> bool {
        self.blocks.get_mut(block).is_some_and(change)
    }

    /// Joins the block of this number with a later one; kind and aside stay those of the first. Whether
    /// there is such a one.
    ///
    /// Words are kept apart by a space, lines of preformatted text by a line break, and the
    /// characters of scripts that write without spaces by nothing.
    pub fn join(&mut self, block: usize, next: usize) -> bool {
        if block >= next || next >= self.blocks.len() {
            return false;
        }
        let next = self.blocks.remove(next);
        self.change(block, |block| {
            let between = match block.kind {
                BlockKind::Preformatted => "\n",
                _ => joint(&block.text, &next.text),
            };
            block.text.push_str(between);
            block.text.push_str(&next.text);
            true
        })
    }

    /// Splits the block of this number at `at`, in bytes of its own text; blanks there go. Whether
    /// it could be done: not within a character as a person sees it, nor with nothing on a side.
    pub fn split(&mut self, block: usize, at: TextSize) -> bool {
        let Some(whole) = self.blocks.get_mut(block) else { return false };
        let Some((before, after)) = whole.text.split_at_checked(at.into()) else { return false };
        let inside = !words::graphemes(&whole.text, TextRange::empty(at)).is_empty();
        let (before, after) = (before.trim_end().to_owned(), after.trim_start().to_owned());
        if inside || before.is_empty() || after.is_empty() {
            return false;
        }
        let second = DraftBlock { text: after, ..*whole };
        whole.text = before;
        self.blocks.insert(block + 1, second);
        true
    }

    /// The text and blocks as they will be for ever, with what was done to the letters.
    ///
    /// # Errors
    /// When there is no block with words in it.
    pub fn freeze(&self) -> Result<FrozenText, BlockError> {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for block in self.blocks.iter().filter(|block| !block.is_left_out()) {
            let words = block.text.trim();
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str(GAP);
            }
            let range = TextRange::at(size_of(&text), size_of(words));
            text.push_str(words);
            blocks.push(Block { kind: block.kind, range, aside: block.aside });
        }
        Ok(FrozenText::new(text, blocks)?.with_cleaned(self.hygiene.notes()))
    }

    /// The words of the article proper, asides left out, with a blank line between blocks.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for block in self.blocks.iter().filter(|block| !block.aside) {
            if !words.is_empty() {
                words.push_str(GAP);
            }
            words.push_str(&block.text);
        }
        words
    }
}

/// What belongs between two stretches of one paragraph.
pub(super) fn joint(before: &str, after: &str) -> &'static str {
    let (last, first) = (before.chars().next_back(), after.chars().next());
    if last.is_some_and(words::is_unspaced) && first.is_some_and(words::is_unspaced) { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft(texts: &[&str]) -> Draft {
        let blocks = texts.iter().map(|text| DraftBlock::of(BlockKind::Paragraph, *text)).collect();
        Draft { blocks, ..Draft::default() }
    }

    fn check(texts: &[&str], act: impl FnOnce(&mut Draft) -> bool, expected: Option<&[&str]>) {
        let mut changed = draft(texts);
        assert_eq!(act(&mut changed), expected.is_some());
        assert_eq!(changed, draft(expected.unwrap_or(texts)));
    }

    #[test]
    fn blocks_are_joined_as_their_script_writes() {
        check(&["One", "two", "three"], |d| d.join(0, 1), Some(&["One two", "three"]));
        check(&["川は静かだ", "った。"], |d| d.join(0, 1), Some(&["川は静かだった。"]));
        check(&["One"], |d| d.join(0, 1), None);
        check(&["One", "two"], |d| d.join(1, 1), None);
        check(&["One"], |d| d.join(7, 8), None);
    }

    #[test]
    fn a_block_is_split_between_characters_only() {
        check(&["One two"], |d| d.split(0, 3.into()), Some(&["One", "two"]));
        check(&["One two"], |d| d.split(0, 0.into()), None);
        check(&["One two"], |d| d.split(0, 7.into()), None);
        check(&["One two"], |d| d.split(0, 99.into()), None);
        check(&["a 👩‍👩‍👧 b"], |d| d.split(0, 6.into()), None);
        check(&["ü"], |d| d.split(0, 1.into()), None);
        check(&["One"], |d| d.split(3, 1.into()), None);
    }

    #[test]
    fn kind_and_aside_change_once() {
        let mut draft = draft(&["One"]);
        assert!(draft.set_aside(0, true));
        assert!(!draft.set_aside(0, true));
        assert!(draft.set_kind(0, BlockKind::Quotation));
        assert!(!draft.set_kind(0, BlockKind::Quotation));
        assert!(!draft.set_kind(1, BlockKind::Quotation));
        assert_eq!(draft.words(), "");
        let frozen = draft.freeze().expect("a block");
        assert!(frozen.blocks()[0].aside);
    }

    #[test]
    fn what_is_left_out_is_stored_only_if_it_is_brought_back() {
        let mut draft = draft(&["Menu", "One", "Advertisement", "two", "Contact"]);
        for n in [0, 2, 4] {
            draft.blocks[n] = draft.blocks[n].clone().left_out();
        }
        let text = |draft: &Draft| draft.freeze().expect("blocks").as_str().to_owned();
        assert_eq!(draft.words(), "One\n\ntwo");
        assert_eq!(text(&draft), "One\n\ntwo");
        assert!(draft.join(1, 3));
        assert_eq!(text(&draft), "One two");
        assert!(draft.set_aside(3, false));
        assert_eq!(text(&draft), "One two\n\nContact");
        assert!(draft.set_aside(3, true));
        assert_eq!(text(&draft), "One two");
    }

    #[test]
    fn a_draft_without_words_does_not_freeze() {
        assert_eq!(draft(&[" ", ""]).freeze(), Err(BlockError::Empty));
    }

    proptest! {
        #[test]
        fn freezing_keeps_every_block(texts in prop::collection::vec(r"\PC{1,20}", 1..8)) {
            let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
            if let Ok(frozen) = draft(&texts).freeze() {
                let kept: Vec<&str> = (0..frozen.blocks().len()).map(|n| frozen.block_text(n)).collect();
                prop_assert_eq!(kept, texts);
            }
        }

        #[test]
        fn joining_undoes_splitting_of_words(words in prop::collection::vec("[a-zé]{1,6}", 2..9), at in 1usize..8) {
            let text = words.join(" ");
            let at = words.iter().take(at.min(words.len() - 1)).map(|word| word.len() + 1).sum::<usize>() - 1;
            let mut changed = draft(&[&text]);
            prop_assert!(changed.split(0, TextSize::new(at as u32)));
            prop_assert!(changed.join(0, 1));
            prop_assert_eq!(changed, draft(&[&text]));
        }
    }
}
