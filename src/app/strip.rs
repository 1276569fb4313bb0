//! The strip beside the article: where annotations lie, by kind.
//!
//! The one idea: counts in a fixed number of stretches, kept up to date with each act, so that
//! the strip of ten thousand annotations costs no more than that of ten; and it is drawn anew only
//! when it looks different.

use std::{cell::OnceCell, fmt::Write, rc::Rc};

use crate::{
    annotation::{Annotation, Kind},
    text::TextSize,
};

/// How many stretches the text is cut into.
const STRETCHES: usize = 300;

/// How many annotations of each kind begin in each stretch of the text.
#[derive(Clone, Debug)]
pub struct Strip {
    counts: [Vec<u32>; 3],
    /// How each kind is drawn; empty since a stretch got its first or lost its last.
    paths: [OnceCell<Rc<str>>; 3],
    text: u64,
}

impl Default for Strip {
    fn default() -> Self {
        Self::new(TextSize::new(0))
    }
}

impl Strip {
    /// Nothing is marked in a text of this length.
    pub(super) fn new(text: TextSize) -> Self {
        let none = || vec![0; STRETCHES];
        Self {
            counts: [none(), none(), none()],
            paths: Default::default(),
            text: u64::from(u32::from(text)).max(1),
        }
    }

    /// An annotation is there, or no longer.
    pub(super) fn file(&mut self, annotation: &Annotation, there: bool) {
        for range in annotation.target.ranges() {
            let at = u64::from(u32::from(range.start())) * STRETCHES as u64 / self.text;
            let kind = annotation.kind() as usize;
            if let Some(count) = self.counts[kind].get_mut(at as usize) {
                let before = *count;
                *count = if there { before + 1 } else { before.saturating_sub(1) };
                if before == 0 || *count == 0 {
                    self.paths[kind] = OnceCell::new();
                }
            }
        }
    }

    /// The marks of one kind as an SVG path of short strokes; the strip is 300 units high.
    #[must_use]
    pub fn path(&self, kind: Kind) -> Rc<str> {
        self.paths[kind as usize].get_or_init(|| self.draw(kind).into()).clone()
    }

    fn draw(&self, kind: Kind) -> String {
        let mut d = String::new();
        for (at, count) in self.counts[kind as usize].iter().enumerate() {
            if *count > 0 {
                // Writing to a string does not fail.
                let _ = write!(d, "M{} {at}h1", kind as usize);
            }
        }
        d
    }
}
