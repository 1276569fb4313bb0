//! Letters to lines.

use super::glyphs::Glyph;

/// A line of text, in points from the top left of its page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where a space begins that ends it, while letters are added.
    pub(super) blank: f32,
    pub(super) base: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    pub(super) page: usize,
    /// It stands at the very top or foot of its page, where numbers and running titles do.
    pub(super) at_edge: bool,
}

/// A gap wider than this, in sizes of the letters, parts words; some programs draw no spaces.
const SPACE: f32 = 0.17;
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
                if glyph.left - line.right > SPACE * size && !blank {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.blank = if glyph.text == " " { glyph.left } else { f32::MIN };
                line.right = line.right.max(glyph.right);
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
                base: glyph.base,
                size,
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
    (glyph.base - line.base).abs() < 0.5 * size && gap > -0.7 * size && gap < COLUMN * size
}
