//! Where a passage is to be parted, before it is.
//!
//! The one idea: a passage may be parted before each of its words but the first. Which of these
//! places is meant is shown in the text; it moves by word or by sentence, or is pointed at.

use crate::{
    import::Draft,
    text::{TextSize, words},
};

/// How the place moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutStep {
    /// To the next word.
    Word {
        /// To the one before instead.
        back: bool,
    },
    /// To the next sentence, or as far as there is a place.
    Sentence {
        /// Back to the beginning of this one, or of the one before, instead.
        back: bool,
    },
}

/// Where a passage may be parted, in bytes of its own text.
#[must_use]
pub fn cut_places(text: &str) -> Vec<TextSize> {
    words::starts(text).skip_while(|at| *at == TextSize::new(0)).collect()
}

/// Where it is most likely to be parted: before its second line or sentence, else near its middle.
pub(super) fn likely(draft: &Draft, block: usize) -> Option<TextSize> {
    let text = &draft.blocks.get(block)?.text;
    let places = cut_places(text);
    let line = text.find('\n').map_or(text.len(), |at| at + 1);
    let second = sentences(text).nth(1).unwrap_or(text.len());
    let wanted = if line.min(second) < text.len() { line.min(second) } else { text.len() / 2 };
    nearest(&places, wanted)
}

/// The place after a step from `at`; at an end it stays.
pub(super) fn moved(text: &str, at: TextSize, step: CutStep) -> TextSize {
    let places = cut_places(text);
    let (back, stops) = match step {
        CutStep::Word { back } => (back, places),
        CutStep::Sentence { back } => {
            let starts = sentences(text).skip(1).filter_map(|start| nearest(&places, start));
            (back, places.first().copied().into_iter().chain(starts).chain(places.last().copied()).collect())
        }
    };
    let next =
        if back { stops.iter().rfind(|stop| **stop < at) } else { stops.iter().find(|stop| **stop > at) };
    next.copied().unwrap_or(at)
}

fn sentences(text: &str) -> impl Iterator<Item = usize> {
    words::sentences(text).into_iter().map(|sentence| sentence.start().into())
}

/// The first place at or after `wanted`, else the last.
fn nearest(places: &[TextSize], wanted: usize) -> Option<TextSize> {
    places.iter().find(|place| usize::from(**place) >= wanted).or(places.last()).copied()
}
