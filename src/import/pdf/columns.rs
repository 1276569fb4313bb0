//! Columns that a file draws row by row, put one after another.
//!
//! The one idea: most programs draw column after column, and their order is kept. Only where row
//! upon row has a gap at the same place, with words on both sides drawn one after the other, is that
//! place a gutter; then what stands left of it is read before what stands right of it, as far down
//! as no line runs across.

use super::glyphs::Glyph;

/// A gap wider than this, in sizes of its letters, may be a gutter.
const GAP: f32 = 0.9;
/// A gutter runs down at least so many rows.
const ROWS: usize = 5;
/// Words on either side of a gutter are on average at least so wide, in sizes of their letters:
/// narrower ones are numbers of a list or cells of a table, which are read row by row.
const WIDE: f32 = 9.0;
/// On a page with more rows than any is printed with, the order of the file stays.
const MOST_ROWS: usize = 1000;
/// The most columns of a page, less one.
const GUTTERS: usize = 4;

/// Letters on one line of the page, in the order they are drawn.
struct Row {
    base: f32,
    left: f32,
    right: f32,
    size: f32,
    gaps: Vec<(f32, f32)>,
}

/// The letters in the order of reading.
pub(super) fn in_order(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let rows = rows(&glyphs);
    let mut gutters: Vec<f32> = Vec::new();
    while gutters.len() < GUTTERS && rows.len() <= MOST_ROWS {
        let Some(next) = gutter(&rows, &gutters) else { break };
        gutters.push(next);
    }
    if gutters.is_empty() {
        return glyphs;
    }
    // A line that runs across parts what is above it from what is below.
    let mut across: Vec<f32> = Vec::new();
    for row in &rows {
        if gutters.iter().any(|x| row.crosses(*x)) {
            across.push(row.base);
        }
    }
    let place = |glyph: &Glyph| {
        let close = |base: &&f32| (**base - glyph.base).abs() < 0.5 * glyph.size;
        let band = 2 * across.iter().filter(|base| **base < glyph.base - 0.5 * glyph.size).count();
        if across.iter().any(|base| close(&base)) {
            return (band + 1, 0);
        }
        let middle = f32::midpoint(glyph.left, glyph.right);
        (band, gutters.iter().filter(|x| **x < middle).count())
    };
    let mut placed: Vec<((usize, usize), Glyph)> =
        glyphs.into_iter().map(|glyph| (place(&glyph), glyph)).collect();
    crate::order::sort_by_key(&mut placed, |(place, _)| *place);
    placed.into_iter().map(|(_, glyph)| glyph).collect()
}

impl Row {
    /// Whether there are words on both sides of `x`, and none at it.
    fn parts_at(&self, x: f32) -> bool {
        self.gaps.iter().any(|(left, right)| *left < x && x < *right)
    }

    fn crosses(&self, x: f32) -> bool {
        self.left < x && x < self.right && !self.parts_at(x)
    }
}

/// The rows, as far as they are drawn from left to right in one go.
fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        match rows.last_mut() {
            Some(row)
                if (row.base - glyph.base).abs() < 0.3 * glyph.size
                    && glyph.left > row.right - glyph.size =>
            {
                if glyph.left - row.right > GAP * glyph.size {
                    row.gaps.push((row.right, glyph.left));
                }
                row.right = row.right.max(glyph.right);
            }
            _ => rows.push(Row {
                base: glyph.base,
                left: glyph.left,
                right: glyph.right,
                size: glyph.size,
                gaps: Vec::new(),
            }),
        }
    }
    rows
}

/// The place at which most rows part, where enough do.
fn gutter(rows: &[Row], known: &[f32]) -> Option<f32> {
    let middles = rows.iter().flat_map(|row| &row.gaps).map(|(left, right)| f32::midpoint(*left, *right));
    // A gutter that is known is not found again.
    let new = |x: &f32| !known.iter().any(|there| rows.iter().any(|row| same_gap(row, *x, *there)));
    let mut best: Option<(usize, f32)> = None;
    for x in middles.filter(new) {
        let parted: Vec<&Row> = rows.iter().filter(|row| row.parts_at(x)).collect();
        let crossed = rows.iter().filter(|row| row.crosses(x)).count();
        let wide = |side: fn(&Row, f32) -> f32| {
            parted.iter().map(|row| side(row, x) / row.size.max(0.1)).sum::<f32>() / parted.len() as f32
                >= WIDE
        };
        let is_better = best.is_none_or(|(most, _)| parted.len() > most);
        if is_better
            && parted.len() >= ROWS
            && parted.len() > 2 * crossed
            && wide(|row, x| x - row.before(x))
            && wide(|row, x| row.after(x) - x)
        {
            best = Some((parted.len(), x));
        }
    }
    best.map(|(_, x)| x)
}

/// Whether two places are in one gap of a row.
fn same_gap(row: &Row, a: f32, b: f32) -> bool {
    row.gaps.iter().any(|(left, right)| *left < a && a < *right && *left < b && b < *right)
}

impl Row {
    /// Where the words left of the gap at `x` begin.
    fn before(&self, x: f32) -> f32 {
        self.gaps.iter().filter(|(_, right)| *right < x).map(|(_, right)| *right).fold(self.left, f32::max)
    }

    /// Where the words right of the gap at `x` end.
    fn after(&self, x: f32) -> f32 {
        self.gaps.iter().filter(|(left, _)| *left > x).map(|(left, _)| *left).fold(self.right, f32::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of words, each at its place from the left in letters; what is read.
    #[track_caller]
    fn check(rows: &[&[(f32, &str)]], expected: &str) {
        let mut glyphs = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            for (left, words) in *row {
                for (at, c) in words.chars().enumerate() {
                    let left = (left + at as f32) * 5.0;
                    glyphs.push(Glyph {
                        text: c.to_string(),
                        left,
                        right: left + 5.0,
                        base: 100.0 + 12.0 * n as f32,
                        size: 10.0,
                    });
                }
            }
        }
        let read = in_order(glyphs);
        let mut text = String::new();
        for (n, glyph) in read.iter().enumerate() {
            if n > 0 && (read[n - 1].base - glyph.base).abs() > 1.0 {
                text.push('/');
            }
            text.push_str(&glyph.text);
        }
        assert_eq!(text, expected);
    }

    #[test]
    fn columns_drawn_row_by_row_are_read_one_after_another() {
        let across = "a headline that runs over both of the two columns";
        let row = |left: &'static str, right: &'static str| [(0.0, left), (27.0, right)];
        check(
            &[
                &[(0.0, across)],
                &row("one two three four five", "alpha beta gamma delta ep"),
                &row("six seven eight nine te", "eta theta iota kappa lamb"),
                &row("eleven twelve thirteen ", "mu nu xi omicron pi rho s"),
                &row("fourteen fifteen sixtee", "tau upsilon phi chi psi o"),
                &row("seventeen eighteen nine", "the end of the second one"),
            ],
            "a headline that runs over both of the two columns/one two three four five/six seven eight nine te/eleven twelve thirteen /fourteen fifteen sixtee/seventeen eighteen nine/alpha beta gamma delta ep/eta theta iota kappa lamb/mu nu xi omicron pi rho s/tau upsilon phi chi psi o/the end of the second one",
        );
    }

    #[test]
    fn lists_and_tables_are_read_row_by_row() {
        let row: &[(f32, &str)] = &[(0.0, "1."), (6.0, "an item of a list, as wide as you like")];
        check(&[row; 6], &["1.an item of a list, as wide as you like"; 6].join("/"));
    }
}
