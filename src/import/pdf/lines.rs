//! Letters to lines.

use std::ops::Range;

use super::glyphs::Glyph;

/// A line of text, in points from the top left of its page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where a space begins that ends it, while letters are added.
    pub(super) blank: f32,
    /// Where its last letter ends, blanks left out.
    pub(super) inked: f32,
    pub(super) base: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    pub(super) page: usize,
    /// Where small letters stand above the line, in bytes of its text: marks of notes, and exponents.
    pub(super) raised: Vec<Range<usize>>,
    /// It stands at the very top or foot of its page, where numbers and running titles do.
    pub(super) at_edge: bool,
}

/// On a page with more lines than any is printed with, they are not compared with one another.
pub(super) const MOST_LINES: usize = 2000;

impl Line {
    /// Whether one stands above the other, or would if they were of one page.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right
    }
}

/// A gap wider than this, in sizes of the letters, parts words; some programs draw no spaces.
const SPACE: f32 = 0.17;
/// A gap wider than this may part the cells of a table; it is written as a tab.
const WIDE: f32 = 1.25;
/// A gap wider than this parts columns.
const COLUMN: f32 = 3.0;
/// This much of the page's height above and below is its edge.
const EDGE: f32 = 0.08;

/// The lines of a page, in the order they are drawn.
pub(super) fn of(glyphs: &[Glyph], page: usize, height: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let size = glyph.size;
        match lines.last_mut().filter(|line| follows(line, glyph)) {
            Some(line) => {
                // A browser draws a soft hyphen that it does not need as a space, and the next letter
                // over it.
                if line.text.ends_with(' ') && glyph.left < line.blank + SPACE * size {
                    line.text.pop();
                    line.right = line.blank;
                }
                let blank =
                    line.text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
                let inked = !glyph.text.trim().is_empty();
                if inked && glyph.left - line.inked > WIDE * size {
                    line.text.push('\t');
                } else if glyph.left - line.right > SPACE * size && !blank {
                    line.text.push(' ');
                }
                let from = line.text.len();
                line.text.push_str(&glyph.text);
                if inked && is_above(glyph.size, glyph.base, line.size, line.base) {
                    match line.raised.last_mut().filter(|raised| raised.end == from) {
                        Some(raised) => raised.end = line.text.len(),
                        None => line.raised.push(from..line.text.len()),
                    }
                }
                line.blank = if glyph.text == " " { glyph.left } else { f32::MIN };
                line.right = line.right.max(glyph.right);
                line.inked = if inked { line.right } else { line.inked };
                // Small letters above the line are marks of footnotes, not its size.
                if size > line.size {
                    line.size = size;
                    line.base = glyph.base;
                }
            }
            None if glyph.text.trim().is_empty() => {}
            None => lines.push(Line {
                text: glyph.text.clone(),
                left: glyph.left,
                right: glyph.right,
                blank: f32::MIN,
                inked: glyph.right,
                base: glyph.base,
                size,
                raised: Vec::new(),
                page,
                at_edge: glyph.base < height * EDGE || glyph.base > height * (1.0 - EDGE),
            }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Whether a letter goes on where a line ends.
fn follows(line: &Line, glyph: &Glyph) -> bool {
    let size = line.size.max(glyph.size);
    let gap = glyph.left - line.right;
    let level = (glyph.base - line.base).abs() < 0.5 * size
        || is_above(glyph.size, glyph.base, line.size, line.base)
        || is_above(line.size, line.base, glyph.size, glyph.base);
    level && gap > -0.7 * size && gap < COLUMN * size
}

/// Whether letters are small ones above the line of others.
fn is_above(size: f32, base: f32, line: f32, line_base: f32) -> bool {
    size < 0.8 * line && (0.15..0.8).contains(&((line_base - base) / line.max(0.1)))
}
