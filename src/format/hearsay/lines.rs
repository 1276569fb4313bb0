//! On which line of the file something stands, in a part of the file that is at hand.

use std::cell::OnceCell;

use crate::text::range_of;

/// Bytes between two checkpoints.
const STRIDE: usize = 512;

/// Counts the lines of a part of a file, quickly however often it is asked.
pub(super) struct Lines<'a> {
    source: &'a str,
    /// The line on which the part begins, from 1 on.
    first: usize,
    /// How many line breaks stand before each multiple of [`STRIDE`]; counted when first asked.
    before: OnceCell<Vec<usize>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a str, first: usize) -> Self {
        Self { source, first, before: OnceCell::new() }
    }

    /// The line, from 1 on, on which `part` starts; 0 when it is not in this part of the file.
    pub(super) fn of(&self, part: &str) -> usize {
        let Some(range) = range_of(self.source, part) else { return 0 };
        let at = usize::from(range.start());
        let before = self.before.get_or_init(|| {
            let chunks = self.source.as_bytes().chunks(STRIDE);
            let count = |sum: &mut usize, chunk| Some(std::mem::replace(sum, *sum + breaks(chunk)));
            chunks.scan(0, count).collect()
        });
        let whole = at / STRIDE;
        let rest = self.source.as_bytes().get(whole * STRIDE..at).unwrap_or_default();
        self.first + before.get(whole).copied().unwrap_or_default() + breaks(rest)
    }
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_the_first() {
        let source = "one\n".repeat(5_000);
        let lines = Lines::new(&source, 1);
        for line in [1, 2, 1_024, 1_025, 1_026, 5_000] {
            assert_eq!(lines.of(&source[(line - 1) * 4..line * 4]), line);
        }
        assert_eq!(lines.of("elsewhere"), 0);
        assert_eq!(Lines::new(&source, 7).of(&source[4..]), 8);
    }
}
