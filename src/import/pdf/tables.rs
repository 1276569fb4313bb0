//! Tables, as far as a PDF tells of them.
//!
//! The one idea: there is nothing but gaps. Rows one under another, each with two wide gaps or more,
//! are a table; what is in a row stays together.

use std::ops::Range;

use super::lines::Line;
use crate::import::{Hygiene, hygiene::collapse};

/// What is written between two cells.
const BETWEEN: &str = "  ";
/// A row has at least so many cells: two may be a number and its item, or words set wide.
const CELLS: usize = 3;
/// A table has at least so many rows.
const ROWS: usize = 2;
/// Rows are no further apart than this, in sizes of their letters.
const APART: f32 = 3.0;

/// The lines of each table.
pub(super) fn of(lines: &[Line]) -> Vec<Range<usize>> {
    let mut tables = Vec::new();
    // The table that may go on: its lines, and how many rows they are.
    let mut open: (Range<usize>, usize) = (0..0, 0);
    let mut from = 0;
    while from < lines.len() {
        let row = from..from + row(&lines[from..]).len();
        from = row.end;
        if lines[row.clone()].iter().flat_map(cells).count() < CELLS {
            continue;
        }
        if open.0.end == row.start && open.1 > 0 && is_under(&lines[row.start - 1], &lines[row.start]) {
            open = (open.0.start..row.end, open.1 + 1);
        } else {
            tables.extend(Some(open.0).filter(|_| open.1 >= ROWS));
            open = (row, 1);
        }
    }
    tables.extend(Some(open.0).filter(|_| open.1 >= ROWS));
    tables
}

/// The rows of a table, each as a line.
pub(super) fn written(mut lines: &[Line], hygiene: &mut Hygiene) -> String {
    let mut rows = Vec::new();
    while !lines.is_empty() {
        let row = row(lines);
        let cells = row.iter().flat_map(cells).map(|cell| collapse(&hygiene.clean(cell)));
        rows.push(cells.collect::<Vec<_>>().join(BETWEEN));
        lines = &lines[row.len()..];
    }
    rows.join("\n")
}

/// The lines at the height of the first: cells that stand far apart are lines of their own.
fn row(lines: &[Line]) -> &[Line] {
    let beside = |pair: &[Line]| {
        pair[0].page == pair[1].page
            && (pair[0].base - pair[1].base).abs() < 0.3 * pair[0].size
            && pair[1].left >= pair[0].right
    };
    let count = lines.windows(2).take_while(|pair| beside(pair)).count();
    &lines[..lines.len().min(count + 1)]
}

fn cells(line: &Line) -> impl Iterator<Item = &str> {
    line.text.split('\t').filter(|cell| !cell.trim().is_empty())
}

fn is_under(last: &Line, line: &Line) -> bool {
    let gap = line.base - last.base;
    last.page == line.page && 0.0 < gap && gap < APART * line.size
}
