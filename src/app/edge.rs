//! Moving a boundary: one end of one part of an annotation, by key or by its handle.
//!
//! The one idea: the new words are shown while the edge moves, and nothing is changed before it
//! is let go; then it is one act.

use super::{
    Desk, Effect, Mode,
    acts::{self, Changes},
    caret::{self, Step},
};
use crate::{
    annotation::{Act, Target},
    article::FrozenText,
    highlight::{DomPoint, DomRange},
    record::Stamp,
    text::{TextRange, TextSize},
};

/// An edge on the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The part it is an edge of.
    pub part: usize,
    /// The end of it, not the start.
    pub end: bool,
    /// What the part would be.
    pub range: TextRange,
}

impl Edge {
    /// The same edge at another place; `None` where nothing would be left of the part.
    fn at(self, at: TextSize) -> Option<Self> {
        let (start, end) = if self.end { (self.range.start(), at) } else { (at, self.range.end()) };
        (start < end).then(|| Self { range: TextRange::new(start, end), ..self })
    }

    fn place(self) -> TextSize {
        if self.end { self.range.end() } else { self.range.start() }
    }
}

impl Desk {
    /// Takes hold of an edge: of the part the caret is in, else of the first or last.
    pub(super) fn pick_edge(&mut self, end: bool) -> Vec<Effect> {
        let Some(ranges) = self.focused().map(|a| a.target.ranges().to_vec()) else { return Vec::new() };
        let at = self.caret.map(|caret| caret.at);
        let under = at.and_then(|at| ranges.iter().position(|range| range.contains_inclusive(at)));
        let part = under.unwrap_or(if end { ranges.len().saturating_sub(1) } else { 0 });
        let Some(range) = ranges.get(part).copied() else { return Vec::new() };
        self.mode = Mode::MovingEdge(Edge { part, end, range });
        let mut effects = Vec::new();
        self.select_range(None, &mut effects);
        let shown = self.trials().first().copied().map(Effect::RevealRange);
        effects.into_iter().chain(shown).collect()
    }

    /// Moves the edge that is held by a step.
    pub(super) fn move_edge(&mut self, edge: Edge, step: Step) -> Vec<Effect> {
        // Ends stop at ends of words, starts at starts, and neither runs into what is folded away.
        let stop = Step { extend: edge.end, ..step };
        let text = &self.document.article.text;
        let mut at = caret::moved(text, &self.view.folds, edge.place(), stop, true);
        if edge.end && step.back {
            at = back_to_an_end(text, edge.place(), step);
        }
        if let Some(moved) = edge.at(at) {
            self.mode = Mode::MovingEdge(moved);
        }
        self.trials().first().copied().map(Effect::RevealRange).into_iter().collect()
    }

    /// The edge is dragged to a point. Without `exact` it stops at words.
    pub(super) fn drag_edge(&mut self, part: usize, end: bool, point: DomPoint, exact: bool) {
        let held = match self.mode {
            Mode::MovingEdge(edge) if (edge.part, edge.end) == (part, end) => Some(edge),
            _ => self.focused().and_then(|a| a.target.ranges().get(part).copied()).map(|range| Edge {
                part,
                end,
                range,
            }),
        };
        let (Some(edge), Some(at)) = (held, self.view.to_text(point)) else { return };
        let Some(moved) = edge.at(at) else { return };
        let text = &self.document.article.text;
        let range = if exact {
            caret::exact(text, moved.range)
        } else {
            super::selection::snapped(text, moved.range)
        };
        // Only the edge that is held moves.
        let kept = range.and_then(|range| edge.at(if end { range.end() } else { range.start() }));
        self.mode = Mode::MovingEdge(kept.unwrap_or(edge));
    }

    /// Lets the edge go where it is.
    pub(super) fn settle_edge(&mut self, stamp: Stamp) -> Option<Changes> {
        let Mode::MovingEdge(edge) = self.mode else { return None };
        self.mode = Mode::Reading;
        let range = caret::exact(&self.document.article.text, edge.range)?;
        let changed = acts::change(self.focused()?, stamp, |a| {
            let proposed = acts::propose_manner(self, &a.target);
            let others = a.target.ranges().iter().enumerate().filter(|(n, _)| *n != edge.part);
            if let Ok(target) = Target::new(others.map(|(_, range)| *range).chain([range])) {
                a.target = target;
            }
            acts::keep_manner(self, a, proposed);
        })?;
        Some((Act::Reshape, vec![changed]))
    }

    /// What would be marked, where it is drawn: the part whose edge is held, the places that name
    /// a source, the quotation that is offered; and what is about to be chosen from a list.
    #[must_use]
    pub fn trials(&self) -> Vec<DomRange> {
        let ranges = match &self.mode {
            Mode::MovingEdge(edge) => std::slice::from_ref(&edge.range),
            Mode::MarkingAll { places, .. } => places,
            Mode::Listing(_) => self.pile_ranges(),
            Mode::Reading => {
                self.offered.as_ref().map(|offered| &offered.range).map_or(&[][..], std::slice::from_ref)
            }
            _ => &[],
        };
        ranges.iter().filter_map(|range| self.view.to_dom(&self.document, *range)).collect()
    }

    /// What has handles, where it is drawn: what was selected by touch, else the parts of the
    /// focused annotation.
    #[must_use]
    pub fn handles(&self) -> Vec<DomRange> {
        if let Some(held) = self.held() {
            return vec![held];
        }
        if self.selection.is_some() || matches!(self.mode, Mode::Attributing(_)) {
            return Vec::new();
        }
        let Some(focused) = self.focused() else { return Vec::new() };
        let held = if let Mode::MovingEdge(edge) = self.mode { Some(edge) } else { None };
        let ranges = focused.target.ranges().iter().enumerate();
        ranges
            .map(|(n, range)| held.filter(|edge| edge.part == n).map_or(*range, |edge| edge.range))
            .filter_map(|range| self.view.to_dom(&self.document, range))
            .collect()
    }
}

/// The last end of a unit before `at`.
fn back_to_an_end(text: &FrozenText, at: TextSize, step: Step) -> TextSize {
    (0..=text.block_at(at))
        .rev()
        .find_map(|number| {
            let block = text.blocks().get(number)?.range;
            let mut ends =
                step.unit.all(text.slice(block)).into_iter().map(|range| range.end() + block.start());
            ends.rfind(|end| *end < at)
        })
        .unwrap_or(at)
}
