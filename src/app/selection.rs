//! What is selected in the article.

use super::{Desk, caret};
use crate::{
    article::FrozenText,
    highlight::DomPoint,
    text::{TextRange, TextSize, words},
};

/// Words selected in the article, ready to be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where they stand; never empty.
    pub range: TextRange,
    /// Whether a finger took them, and whose handles are at their ends.
    pub touch: Touch,
    /// They are meant to the letter: nothing is added to them.
    pub exact: bool,
    /// They were selected from their end to their start.
    pub back: bool,
}

/// Whether a finger selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Touch {
    /// No: a mouse or keys did.
    #[default]
    No,
    /// As the system does it, with the system's handles.
    System,
    /// By a long press where the system selects nothing; the article draws the handles.
    Held,
}

impl Selection {
    /// The end that moves when more is selected.
    pub(super) fn head(&self) -> TextSize {
        if self.back { self.range.start() } else { self.range.end() }
    }

    /// The stretch from one point to another, as it is, but for an end in a shut fold: nobody sees what
    /// that would take in, so it is cut at the fold. `None` when it is empty.
    pub(super) fn between(desk: &Desk, (a, b): (DomPoint, DomPoint)) -> Option<TextRange> {
        let (a, b) = (desk.view.to_text(a)?, desk.view.to_text(b)?);
        let (mut start, mut end) = (a.min(b), a.max(b));
        let (first, last) = (desk.shut_at(start), desk.shut_at(end));
        if first != last {
            start = first.map_or(start, |(_, fold)| fold.end());
            end = last.map_or(end, |(_, fold)| fold.start());
        }
        (start < end).then(|| TextRange::new(start, end))
    }

    /// What a person who selected from one point to another means. `None` when it is nothing.
    pub(super) fn read(desk: &Desk, (a, b): (DomPoint, DomPoint), exact: bool) -> Option<Self> {
        let range = Self::between(desk, (a, b))?;
        let text = &desk.document.article.text;
        let range = if exact { caret::exact(text, range) } else { snapped(text, range) }?;
        let back = desk.view.to_text(a) > desk.view.to_text(b);
        Some(Self { range, touch: Touch::No, exact, back })
    }
}

/// `range` snapped to words. Each end looks at its own block only, however long the selection.
pub(super) fn snapped(text: &FrozenText, range: TextRange) -> Option<TextRange> {
    let touched = text.blocks_touching(range);
    let last = touched.end.checked_sub(1)?;
    if touched.start == last {
        return in_block(text, touched.start, range);
    }
    let mut ends = touched.clone().filter_map(|block| in_block(text, block, range));
    let first = ends.next()?;
    let mut back = touched.rev().filter_map(|block| in_block(text, block, range));
    Some(back.next().map_or(first, |last| first.cover(last)))
}

/// The part of `range` in a block, snapped.
fn in_block(text: &FrozenText, block: usize, range: TextRange) -> Option<TextRange> {
    let block = text.blocks().get(block)?.range;
    let part = range.intersect(block)?;
    let snapped = words::snap(text.slice(block), part - block.start())?;
    Some(snapped + block.start())
}
