//! What was set aside, folded into one line where it stands.
//!
//! The one idea: a run of passages set aside is one fold. It is shut until somebody wants to see
//! into it, and opens by itself whenever something in it is looked at, so that nothing is marked,
//! found or jumped to out of sight. What is open is forgotten with the desk.

use std::ops::Range;

use super::{Desk, Effect, Focusable};
use crate::{
    article::FrozenText,
    text::{TextRange, TextSize},
};

/// How many characters of what is folded stand in its line.
const EXCERPT: usize = 70;

/// The folds of an article, in order.
#[derive(Debug, Default)]
pub(super) struct Folds(Vec<Fold>);

#[derive(Debug)]
struct Fold {
    blocks: Range<usize>,
    open: bool,
}

/// The line that stands for a fold, over its first block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldLine {
    /// How many passages are in it.
    pub passages: usize,
    /// Its first words.
    pub words: String,
    /// It is open.
    pub open: bool,
}

impl Folds {
    /// The folds of a text, all of them shut.
    pub(super) fn of(text: &FrozenText) -> Self {
        let mut folds: Vec<Fold> = Vec::new();
        for (n, _) in text.blocks().iter().enumerate().filter(|(_, block)| block.aside) {
            match folds.last_mut() {
                Some(last) if last.blocks.end == n => last.blocks.end += 1,
                _ => folds.push(Fold { blocks: n..n + 1, open: false }),
            }
        }
        Self(folds)
    }

    /// The number of the fold that holds this block.
    fn number(&self, block: usize) -> Option<usize> {
        let n = self.0.partition_point(|fold| fold.blocks.end <= block);
        self.0.get(n).is_some_and(|fold| fold.blocks.contains(&block)).then_some(n)
    }

    fn at(&self, block: usize) -> Option<&Fold> {
        self.0.get(self.number(block)?)
    }

    /// The blocks of the shut fold that holds this block.
    pub(super) fn shut(&self, block: usize) -> Option<Range<usize>> {
        self.at(block).filter(|fold| !fold.open).map(|fold| fold.blocks.clone())
    }

    /// The line over this block, when it is the first of a fold.
    pub(super) fn line(&self, text: &FrozenText, block: usize) -> Option<FoldLine> {
        let fold = self.at(block).filter(|fold| fold.blocks.start == block)?;
        let mut words = String::new();
        for word in fold.blocks.clone().flat_map(|n| text.block_text(n).split_whitespace()) {
            if words.chars().count() > EXCERPT {
                words.push('…');
                break;
            }
            words.extend((!words.is_empty()).then_some(' '));
            words.extend(word.chars().take(EXCERPT));
        }
        Some(FoldLine { passages: fold.blocks.len(), words, open: fold.open })
    }

    /// Opens the fold that holds this block, or shuts it. Its blocks, when that changed anything.
    pub(super) fn set(&mut self, block: usize, open: bool) -> Option<Range<usize>> {
        let n = self.number(block)?;
        let fold = self.0.get_mut(n).filter(|fold| fold.open != open)?;
        fold.open = open;
        Some(fold.blocks.clone())
    }

    /// The first blocks of the shut folds among these blocks.
    fn shut_among(&self, blocks: Range<usize>) -> Vec<usize> {
        let first = self.0.partition_point(|fold| fold.blocks.end <= blocks.start);
        let among = self.0[first..].iter().take_while(|fold| fold.blocks.start < blocks.end);
        among.filter(|fold| !fold.open).map(|fold| fold.blocks.start).collect()
    }
}

impl Desk {
    /// Opens the fold over this block, or shuts it.
    pub(super) fn toggle_fold(&mut self, block: usize) {
        let open = self.view.folds.shut(block).is_some();
        self.set_fold(block, open);
    }

    /// Opens every fold that holds something of `range`.
    pub(super) fn unfold(&mut self, range: TextRange) {
        let blocks = self.document.article.text.blocks_touching(range);
        for block in self.view.folds.shut_among(blocks) {
            self.set_fold(block, true);
        }
    }

    /// Opens the fold that holds this block, or shuts it.
    pub(super) fn set_fold(&mut self, block: usize, open: bool) {
        let text = self.document.article.text.clone();
        self.view.fold(&text, block, open);
    }

    /// The shut fold at this place: its first block, and the stretch of text in it.
    pub(super) fn shut_at(&self, at: TextSize) -> Option<(usize, TextRange)> {
        let text = &self.document.article.text;
        let blocks = self.view.folds.shut(text.block_at(at))?;
        Some((blocks.start, stretch(text, &blocks)?))
    }

    /// The first block of the shut fold that follows the paragraph of this place, or comes before it.
    pub(super) fn fold_beyond(&self, at: TextSize, back: bool) -> Option<usize> {
        let here = self.document.article.text.block_at(at);
        let next = if back { here.checked_sub(1)? } else { here + 1 };
        self.view.folds.shut(next).map(|shut| shut.start)
    }

    /// Where the keyboard goes when the caret steps onto a fold or off it: onto the fold's line,
    /// where Enter opens it, and back to the article.
    pub(super) fn focus_fold(&self, before: TextSize, now: TextSize) -> Option<Effect> {
        let text = &self.document.article.text;
        match self.shut_at(now) {
            Some((block, _)) => Some(Effect::MoveFocus(Focusable::Fold(block))),
            None => self.view.folds.at(text.block_at(before)).map(|_| Effect::MoveFocus(Focusable::Article)),
        }
    }
}

/// From the start of the first of these blocks to the end of the last.
pub(super) fn stretch(text: &FrozenText, blocks: &Range<usize>) -> Option<TextRange> {
    let first = text.blocks().get(blocks.start)?.range;
    let last = text.blocks().get(blocks.end.checked_sub(1)?)?.range;
    Some(first.cover(last))
}
