//! The reading caret: moving through the article and selecting without a mouse.
//!
//! The one idea: the caret is a place; with Shift it leaves an anchor behind, and what lies
//! between is the selection. What is shown is the unit at the caret, so that it can be found on
//! the page and said aloud.

use super::{
    Desk, Edge, Effect, Focusable, Mode, Selection, Touch,
    fold::{self, Folds},
    margin::RowAttribution,
};
use crate::{
    annotation::{Annotation, Kind},
    article::FrozenText,
    highlight::{DomPoint, DomRange},
    suggest,
    text::{
        TextRange, TextSize,
        units::{self, Unit},
        words,
    },
};

/// The reading caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// Where it stands.
    pub at: TextSize,
    /// Where the selection began.
    anchor: TextSize,
    /// What is shown and said: the unit it moved to.
    pub shown: TextRange,
}

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// By what.
    pub unit: Unit,
    /// Backwards.
    pub back: bool,
    /// Select what lies between.
    pub extend: bool,
}

impl Desk {
    /// Puts the caret at a point of the drawn article; the click that ends a selection leaves it
    /// where that ends.
    pub(super) fn put_caret(&mut self, point: DomPoint) {
        let Some(at) = self.view.to_text(point) else { return };
        if self.selection.is_none_or(|selection| !selection.range.contains_inclusive(at)) {
            self.start_caret(at);
            self.reading = true;
        }
    }

    /// The caret, unless something was selected elsewhere since.
    fn current_caret(&self) -> Option<Caret> {
        let ends = |caret: &Caret| {
            self.selection.is_none_or(|s| [s.range.start(), s.range.end()].contains(&caret.at))
        };
        self.caret.filter(ends)
    }

    /// Puts the caret where what was selected elsewhere goes on; nothing is selected any more.
    pub(super) fn leave_selection(&mut self) {
        if self.current_caret().is_none()
            && let Some(selection) = self.selection
        {
            self.start_caret(selection.range.start());
        }
        self.reading = true;
        self.selection = None;
    }

    /// Puts the caret at a place of the text.
    pub(super) fn start_caret(&mut self, at: TextSize) {
        self.caret = self.caret_at(at, Unit::Word);
    }

    fn caret_at(&self, at: TextSize, unit: Unit) -> Option<Caret> {
        let text = &self.document.article.text;
        let shown = unit_at(text, if unit == Unit::Character { unit } else { Unit::Word }, at)?;
        Some(Caret { at, anchor: at, shown })
    }

    /// Moves the caret. The first step only shows it: where something is selected or looked at,
    /// else at `near`, else at the start.
    pub(super) fn move_caret(&mut self, step: Step, near: Option<DomPoint>) -> Vec<Effect> {
        let text = self.document.article.text.clone();
        self.reading = true;
        // What a mouse selected goes on from where it was drawn to.
        let drawn = self.selection.filter(|_| step.extend).and_then(|s| self.caret_at(s.head(), Unit::Word));
        let Some(caret) = self.current_caret().or(drawn) else {
            let start = self
                .selection
                .map(|selection| selection.range.start())
                .or_else(|| self.focused().map(|a| a.target.start()))
                .or_else(|| near.and_then(|point| self.view.to_text(point)));
            let at = start.or_else(|| text.blocks().first().map(|b| b.range.start())).unwrap_or_default();
            self.caret =
                self.caret_at(unit_at(&text, Unit::Word, at).map_or(at, TextRange::start), Unit::Word);
            let shut = self.caret.and_then(|caret| self.focus_fold(caret.at, caret.at));
            return self.show_caret().into_iter().chain(shut).collect();
        };
        let at = moved(&text, &self.view.folds, caret.at, step, step.extend);
        let Some(mut next) = self.caret_at(at, step.unit) else { return Vec::new() };
        if step.extend {
            next.anchor =
                self.selection.map_or(caret.anchor, |selection| other_end(selection.range, caret.at));
        }
        if matches!(step.unit, Unit::Sentence | Unit::Block) && !step.extend {
            next.shown = unit_at(&text, Unit::Word, at).unwrap_or(next.shown);
        }
        self.caret = Some(next);
        let mut effects = self.show_caret();
        // What is selected stops before a shut fold. Its line has the keyboard then, and Enter opens it.
        let stopped = step.extend && at == caret.at;
        let before = self.fold_beyond(at, step.back).filter(|_| stopped);
        effects.extend(match before {
            Some(block) => Some(Effect::MoveFocus(Focusable::Fold(block))),
            None => self.focus_fold(caret.at, at),
        });
        let range = TextRange::new(at.min(next.anchor), at.max(next.anchor));
        let selected = (step.extend && !range.is_empty()).then_some(range);
        if self.astray || self.selection.map(|selection| selection.range) != selected {
            self.select_range(selected, &mut effects);
        }
        if let Some(selection) = &mut self.selection {
            selection.exact |= step.unit == Unit::Character;
        }
        effects
    }

    /// Brings a stretch of the article into view, drawn with its marks.
    pub(super) fn show_range(&mut self, range: TextRange) -> Vec<Effect> {
        self.draw_around(range);
        self.view.to_dom(&self.document, range).map(Effect::RevealRange).into_iter().collect()
    }

    fn show_caret(&self) -> Vec<Effect> {
        // What is in a shut fold has no place in the page.
        let caret = self.caret.filter(|caret| self.shut_at(caret.at).is_none());
        let shown = caret.and_then(|caret| self.view.to_dom(&self.document, caret.shown));
        shown.map(Effect::RevealRange).into_iter().collect()
    }

    /// Selects a range, or nothing, and shows it.
    pub(super) fn select_range(&mut self, range: Option<TextRange>, effects: &mut Vec<Effect>) {
        // Nothing is selected out of sight.
        if let Some(range) = range {
            self.unfold(range);
        }
        self.astray = false;
        self.selection = range.map(|range| Selection { range, touch: Touch::No, exact: false, back: false });
        if self.selection.is_some() && matches!(self.mode, Mode::Attributing(_)) {
            self.mode = Mode::Reading;
        }
        effects.push(Effect::ShowSelection(range.and_then(|range| self.view.to_dom(&self.document, range))));
    }

    /// Selects the unit around the caret or the selection.
    pub(super) fn take_unit(&mut self, unit: Unit) -> Vec<Effect> {
        let selected = self.selection.map(|selection| selection.range);
        let caret = self.caret.map(|caret| caret.at);
        let inside = caret.filter(|at| selected.is_none_or(|range| range.contains_inclusive(*at)));
        let Some(at) = inside.or(selected.map(TextRange::start)) else { return Vec::new() };
        let range = unit_at(&self.document.article.text, unit, at);
        let mut effects = Vec::new();
        if range.is_some() {
            self.select_range(range, &mut effects);
        }
        effects
    }

    /// What is selected, or the place of the caret.
    fn here(&self) -> Option<TextRange> {
        let selected = self.selection.map(|selection| selection.range);
        selected.or_else(|| self.caret.map(|caret| TextRange::empty(caret.at)))
    }

    /// Selects the next larger stretch around what is selected, or the next smaller one.
    pub(super) fn widen(&mut self, narrower: bool) -> Vec<Effect> {
        let Some(here) = self.here() else { return Vec::new() };
        let text = self.document.article.text.clone();
        let Some(block) = text.blocks().get(text.block_at(here.start())).map(|b| b.range) else {
            return Vec::new();
        };
        let (Some(inside), words) = (here.intersect(block), text.slice(block)) else { return Vec::new() };
        let inside = inside - block.start();
        let kept = self
            .caret
            .map(|caret| caret.at)
            .filter(|at| here.contains_inclusive(*at) && block.contains_inclusive(*at));
        let centre = TextRange::empty(kept.map_or(inside.start(), |at| at - block.start()));
        let found = if narrower {
            units::around(words, centre)
                .into_iter()
                .rfind(|r| r.len() < inside.len() && inside.contains_range(*r))
        } else {
            units::around(words, inside).into_iter().find(|range| range.len() > inside.len())
        };
        let mut effects = Vec::new();
        if let Some(found) = found {
            self.select_range(Some(found + block.start()), &mut effects);
        }
        effects
    }

    /// What marking takes when nothing is selected: the quotation, the sentence or the name
    /// around the caret.
    pub(super) fn meant(&self, kind: Kind) -> Option<TextRange> {
        let at = self.caret.filter(|_| !self.astray)?.at;
        let text = &self.document.article.text;
        let block = text.blocks().get(text.block_at(at))?.range;
        let inside = text.slice(block);
        let sentence = || unit_at(text, Unit::Sentence, at);
        match kind {
            Kind::Source => suggest::name_at(text, at),
            Kind::Claim => sentence(),
            Kind::Quote => {
                let quotation = at.checked_sub(block.start()).and_then(|at| units::quotation_at(inside, at));
                quotation.map(|range| range + block.start()).or_else(sentence)
            }
        }
    }

    /// Where the caret is drawn.
    #[must_use]
    pub fn caret_range(&self) -> Option<DomRange> {
        let caret = self.caret.filter(|_| self.selection.is_none())?;
        if self.shut_at(caret.at).is_some() {
            return None;
        }
        self.view.to_dom(&self.document, caret.shown)
    }

    /// Where one is, for those who listen: the words at the end that is being moved, the annotation
    /// that is looked at, or the words the caret stands on with what is marked there; whichever was
    /// turned to last.
    #[must_use]
    pub fn caret_words(&self) -> String {
        if let Mode::MovingEdge(edge) = self.mode {
            return self.edge_words(edge);
        }
        let here = self.focused().filter(|_| !self.reading && self.selection.is_none());
        if let Some(annotation) = here {
            return self.annotation_words(annotation);
        }
        let Some(caret) = self.caret else { return String::new() };
        let text = &self.document.article.text;
        let range = self.selection.map_or(caret.shown, |selection| selection.range);
        if self.selection.is_none() && self.shut_at(caret.at).is_some() {
            // The line has the keyboard, and is read for itself.
            return String::new();
        }
        let mut words = text.slice(range).to_owned();
        // Of what runs over paragraphs, the marks would be too many to be listened to.
        let marked = if text.blocks_touching(range).len() > 1 { Vec::new() } else { self.on(range) };
        for id in marked {
            if let Some(annotation) = self.document.annotations.get(&id) {
                words.push_str(", ");
                words.push_str(annotation.kind().as_str());
            }
        }
        words
    }

    /// An annotation as it is told: its kind, which of those under the same words it is, who is
    /// behind it, and its words. What an act changes of it comes first, to be heard first.
    fn annotation_words(&self, annotation: &Annotation) -> String {
        let mut told = annotation.kind().as_str().to_owned();
        let under = self.under_focus();
        if let Some(n) = under.iter().position(|id| *id == annotation.id).filter(|_| under.len() > 1) {
            told.push_str(&format!(" {} of {} here", n + 1, under.len()));
        }
        match RowAttribution::of(&self.document, annotation) {
            RowAttribution::Open => told.push_str(", not yet attributed"),
            RowAttribution::ArticleVoice => told.push_str(", in the article’s voice"),
            RowAttribution::Sources(names) if annotation.kind() == Kind::Source => {
                told.push_str(&format!(", {names}"));
            }
            RowAttribution::Sources(names) => told.push_str(&format!(", attributed to {names}")),
        }
        format!("{told}: {}", self.excerpt(annotation.target.ranges()))
    }

    /// The first words of what a part would be, or its last, whichever end is moved.
    fn edge_words(&self, edge: Edge) -> String {
        let words: Vec<&str> = self.document.article.text.slice(edge.range).split_whitespace().collect();
        let some = words.len().min(EDGE);
        if edge.end { words[words.len() - some..].join(" ") } else { words[..some].join(" ") }
    }
}

/// So many words are said of the end that is being moved.
const EDGE: usize = 5;

/// The end of `range` that is not `at`.
fn other_end(range: TextRange, at: TextSize) -> TextSize {
    if range.start() == at { range.end() } else { range.start() }
}

/// The unit that holds `at`, else the next one.
fn unit_at(text: &FrozenText, unit: Unit, at: TextSize) -> Option<TextRange> {
    let number = text.block_at(at);
    (number..text.blocks().len()).find_map(|number| {
        let block = text.blocks().get(number)?.range;
        let inside = at.checked_sub(block.start()).unwrap_or_default();
        let found = unit.at(text.slice(block), inside)?;
        // At the end of a block, the next unit is in the next one.
        let last = number + 1 == text.blocks().len();
        (last || found.end() > inside || inside == TextSize::new(0)).then(|| found + block.start())
    })
}

/// Where a step from `at` leads: to starts of units, or, when what is passed over is to be
/// selected and the step goes on, to their ends. What is `taken`, not only passed, stays in sight: it
/// stops at the end of the paragraph before a shut fold.
pub(super) fn moved(text: &FrozenText, folds: &Folds, at: TextSize, step: Step, taken: bool) -> TextSize {
    let ends = step.extend && !step.back;
    let stop = |range: TextRange| if ends { range.end() } else { range.start() };
    let range = |number: usize| text.blocks().get(number).map(|block| block.range);
    // A shut fold is passed over in one step.
    let stops = |number: usize| -> Vec<TextSize> {
        let Some(block) = range(number) else { return Vec::new() };
        if let Some(shut) = folds.shut(number) {
            let whole = fold::stretch(text, &shut).filter(|_| shut.start == number);
            return whole.map(stop).into_iter().collect();
        }
        step.unit.all(text.slice(block)).into_iter().map(|range| stop(range + block.start())).collect()
    };
    let here = text.block_at(at);
    let in_sight = |number: &usize| !taken || folds.shut(*number).is_none();
    if step.back {
        // Out of the fold it stands on.
        let here = folds.shut(here).filter(|_| taken).map_or(here + 1, |own| own.start);
        let ways = || (0..here).rev().take_while(in_sight);
        let found = ways().find_map(|number| stops(number).into_iter().rfind(|stop| *stop < at));
        // Before the first there is only the start of what is in sight.
        found.unwrap_or_else(|| ways().last().and_then(range).map_or(at, TextRange::start))
    } else {
        let ways = || (here..text.blocks().len()).take_while(in_sight);
        let found = ways().find_map(|number| stops(number).into_iter().find(|stop| *stop > at));
        let last = || ways().last().and_then(range).filter(|_| ends).map_or(at, TextRange::end);
        found.unwrap_or_else(last)
    }
}

/// `range` with its ends on whole graphemes; `None` when nothing is left.
pub(super) fn exact(text: &FrozenText, range: TextRange) -> Option<TextRange> {
    let range = words::graphemes(text.as_str(), range);
    (!text.slice(range).trim().is_empty()).then_some(range)
}
