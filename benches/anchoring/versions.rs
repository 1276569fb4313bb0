//! The texts that are measured: one of 150,000 words, and what an editor made of it.

use std::rc::Rc;

use hearsay::{
    anchoring::{Selectors, describe},
    article::{Block, FrozenText},
    text::{TextRange, TextSize},
};

use super::{
    edit::{Draft, Edit},
    press,
    random::Random,
};

const WORDS: usize = 150_000;
const MARKS: usize = 1_000;

/// A text, what an editor made of it, and marks in the old one.
pub(super) struct Versions {
    pub(super) old: Rc<FrozenText>,
    pub(super) new: Rc<FrozenText>,
    pub(super) marks: Vec<TextRange>,
    pub(super) selectors: Vec<Selectors>,
}

/// The texts and marks, the same every time.
pub(super) fn versions() -> Versions {
    let mut random = Random::new(2026);
    let mut draft = Draft::new(&press::article(&mut random, WORDS));
    let old = freeze(draft.text());
    for edit in [Edit::Reword, Edit::Delete, Edit::Rearrange, Edit::Misprint, Edit::Retype] {
        draft.edit(edit, &mut random);
    }
    let marks: Vec<TextRange> = (0..MARKS).map(|_| mark(old.as_str(), &mut random)).collect();
    let selectors = marks.iter().map(|range| describe(&old, *range)).collect();
    Versions { new: freeze(draft.text()), old, marks, selectors }
}

/// A stretch of thirty to two hundred bytes, about.
fn mark(text: &str, random: &mut Random) -> TextRange {
    let start = text.floor_char_boundary(random.below(text.len() - 300));
    let end = text.ceil_char_boundary(start + 30 + random.below(170));
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

fn freeze(text: String) -> Rc<FrozenText> {
    let whole = Block::paragraph(TextRange::up_to(TextSize::of(text.as_str())));
    Rc::new(FrozenText::new(text, vec![whole]).expect("one block"))
}
