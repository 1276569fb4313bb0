//! Selecting by touch: a word is held, and its ends are drawn further.
//!
//! The one idea: where the system selects on a long press, it does so with handles of its own and
//! this is not asked. Where it does not, the word under the finger is selected here, and the
//! article draws the two handles; each end is moved alone and stops at words.

use super::{Desk, Effect, Selection, Touch, caret, selection::snapped};
use crate::{
    highlight::{DomPoint, DomRange},
    text::{
        TextRange, TextSize,
        units::{self, Unit},
    },
};

impl Desk {
    /// Selects the word at a point, with handles; nothing where there is no word.
    pub(super) fn hold(&mut self, point: DomPoint) -> Vec<Effect> {
        self.selection = None;
        let Some(at) = self.view.to_text(point) else { return Vec::new() };
        self.start_caret(self.under_finger(at));
        let effects = self.take_unit(Unit::Word);
        if let Some(selection) = &mut self.selection {
            selection.touch = Touch::Held;
        }
        effects
    }

    /// A finger on the second half of a word's last letter is nearest to the end of the word, where
    /// the next one would be taken: then this is before that letter.
    fn under_finger(&self, at: TextSize) -> TextSize {
        let text = &self.document.article.text;
        let before = text.slice(TextRange::new(TextSize::default(), at)).chars().next_back();
        let after = text.slice(TextRange::new(at, text.whole().end())).chars().next();
        match before.filter(|c| c.is_alphanumeric()) {
            Some(letter) if !after.is_some_and(char::is_alphanumeric) => at - TextSize::of(letter),
            _ => at,
        }
    }

    /// Moves the start of what is held, or its end, to a point. It never passes the other.
    pub(super) fn stretch(&mut self, end: bool, point: DomPoint, exact: bool) -> Vec<Effect> {
        let (Some(selection), Some(at)) = (self.selection, self.view.to_text(point)) else {
            return Vec::new();
        };
        let held = selection.range;
        let (start, stop) = if end { (held.start(), at) } else { (at, held.end()) };
        if start >= stop {
            return Vec::new();
        }
        let text = &self.document.article.text;
        let wanted = TextRange::new(start, stop);
        let found = if exact { caret::exact(text, wanted) } else { snapped(text, wanted) };
        let Some(found) = found else { return Vec::new() };
        let range = if end {
            TextRange::new(held.start(), found.end())
        } else {
            TextRange::new(found.start(), held.end())
        };
        let mut effects = Vec::new();
        if range != held {
            self.select_range(Some(range), &mut effects);
        }
        if let Some(selection) = &mut self.selection {
            selection.touch = Touch::Held;
        }
        effects
    }

    /// A quote includes its marks: where all the words of a quotation are selected, its marks and
    /// what stands beside them are taken as well, unless what is selected is meant to the letter.
    pub(super) fn take_quotation_marks(&mut self) {
        let Some(selection) = self.selection.filter(|selection| !selection.exact) else { return };
        let (text, taken) = (&self.document.article.text, selection.range);
        let Some(block) = text.blocks().get(text.block_at(taken.start())).map(|b| b.range) else { return };
        let inside = taken.start().checked_sub(block.start());
        let quotation = inside.and_then(|at| units::quotation_at(text.slice(block), at));
        let Some(quotation) = quotation.map(|range| range + block.start()) else { return };
        let beside = [(quotation.start(), taken.start()), (taken.end(), quotation.end())];
        let no_words = |(start, end)| {
            start <= end && !text.slice(TextRange::new(start, end)).contains(char::is_alphanumeric)
        };
        if beside.into_iter().all(no_words) {
            self.selection = Some(Selection { range: quotation, ..selection });
        }
    }

    /// What is held, where it is drawn.
    pub(super) fn held(&self) -> Option<DomRange> {
        let selection = self.selection.filter(|selection| selection.touch == Touch::Held)?;
        self.view.to_dom(&self.document, selection.range)
    }
}
