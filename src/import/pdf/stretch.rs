//! Lines that are read one after another, and where their paragraphs end.
//!
//! The one idea: a line that a paragraph fills ends where the next word would not have fitted. Where it
//! would have, and a sentence ends, a paragraph does.

use std::ops::Range;

use super::{
    lines::Line,
    paragraphs::joined,
    tables,
    usual::{Usual, begins_small, ends},
};
use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, hygiene::collapse},
    text::words,
};

/// A heading is at most this long, in characters.
const MAX_HEADING: usize = 250;
/// A first line is indented by at least so much, in sizes of its letters.
const INDENT: f32 = 0.8;
/// A line after which so much is left, in sizes of its letters, is one of its own.
const ALONE: f32 = 4.0;
/// So many lines to either side show how wide a line may be.
const AROUND: usize = 4;

/// Fewer paragraphs than this do not show how they begin.
const FEW: usize = 3;

/// How a document shows where a paragraph begins.
#[derive(Clone, Copy)]
struct Marks {
    /// By a gap or an indent, so that the length of lines need not be asked.
    any: bool,
    /// By an indent alone.
    indents: bool,
}

/// Lines that are read one after another.
pub(super) struct Stretch<'a> {
    pub(super) lines: Vec<Line>,
    /// Which of them begin something new, whatever stands before.
    pub(super) begin: Vec<bool>,
    /// The lines of each table.
    pub(super) tables: Vec<Range<usize>>,
    /// Whether these are items of lists.
    pub(super) listed: bool,
    pub(super) usual: &'a Usual,
}

impl Stretch<'_> {
    /// The lines of each paragraph.
    pub(super) fn groups(&self) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let marks = self.marks();
        let mut tables = self.tables.iter().peekable();
        let mut at = 0;
        while at < self.lines.len() {
            let table = tables.next_if(|table| table.start == at);
            let is_new = table.is_some() || groups.last().is_none_or(|last| self.is_table(last));
            match groups.last_mut().filter(|group| !is_new && self.goes_on(group.start, at, marks)) {
                Some(group) => group.end = at + 1,
                None => groups.push(table.cloned().unwrap_or(at..at + 1)),
            }
            at = groups.last().map_or(at + 1, |group| group.end);
        }
        groups
    }

    fn is_table(&self, group: &Range<usize>) -> bool {
        self.tables
            .binary_search_by_key(&group.start, |table| table.start)
            .is_ok_and(|n| self.tables[n] == *group)
    }

    /// How the document shows where a paragraph begins: asked where one surely does, after a sentence
    /// that ends short of the edge.
    fn marks(&self) -> Marks {
        let (mut all, mut gaps, mut indents) = (0, 0, 0);
        for at in 1..self.lines.len() {
            let (last, line) = (&self.lines[at - 1], &self.lines[at]);
            let follows = line.page == last.page && line.base > last.base && last.overlaps(line);
            let same = self.usual.is_same(line.size, last.size) && !self.begin[at];
            if !follows || !same || !ends(&last.text) || self.room(at - 1, line) <= 0.0 {
                continue;
            }
            let gap = self.usual.parts(last, line);
            all += 1;
            gaps += usize::from(gap);
            indents += usize::from(!gap && self.is_indented(at));
        }
        let most = |count: usize| all >= FEW && count * 10 >= all * 7;
        Marks { any: most(gaps + indents), indents: most(indents) }
    }

    /// Whether the line of this number belongs to the paragraph that begins at `start`, and ends above it.
    fn goes_on(&self, start: usize, at: usize, marks: Marks) -> bool {
        let (first, last, line) = (&self.lines[start], &self.lines[at - 1], &self.lines[at]);
        if !self.usual.is_same(line.size, last.size) || self.begin[at] {
            return false;
        }
        let is_second = at == start + 1;
        let ended = ends(&last.text);
        let room = self.room(at - 1, line);
        let gap = line.base - last.base;
        if line.page != last.page || gap < 0.0 || line.left > last.right {
            if self.usual.is_large(last.size) {
                return false;
            }
            let filled = begins_small(&line.text) || room <= ALONE * line.size;
            return if ended { marks.indents && room <= 0.0 && !self.is_indented(at) } else { filled };
        }
        // A line of its own, such as a name over a text: what ends in a hyphen or a comma goes on.
        let alone = is_second
            && !self.usual.is_large(line.size)
            && last.text.trim_end().ends_with(char::is_alphanumeric)
            && !begins_small(&line.text);
        let short = if ended { !marks.any && room > 0.0 } else { alone && room > ALONE * line.size };
        let deeper = line.left - last.left > INDENT * line.size;
        // The first line of a paragraph, and again one.
        let level = ended && is_second && (line.left - first.left).abs() < 0.3 * line.size;
        let indented = if is_second { level && self.is_indented(at - 1) } else { deeper };
        !self.usual.parts(last, line) && !indented && !short
    }

    /// How much of the line of this number is left, when the first word of `next` has been put there.
    fn room(&self, at: usize, next: &Line) -> f32 {
        let edge = self.around(at).map(|line| line.right).fold(f32::MIN, f32::max);
        let count = next.text.chars().count().max(1);
        let unspaced = next.text.chars().next().is_some_and(words::is_unspaced);
        let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let word = if unspaced { 1 } else { word };
        let letter = (next.right - next.left) / count as f32;
        edge - self.lines[at].right - letter * (word + 1) as f32 - 0.3 * next.size
    }

    fn is_indented(&self, at: usize) -> bool {
        let edge = self.around(at).map(|line| line.left).fold(f32::MAX, f32::min);
        self.lines[at].left - edge > INDENT * self.lines[at].size
    }

    /// The lines near the one of this number, of its column and size.
    fn around(&self, at: usize) -> impl Iterator<Item = &Line> {
        let line = &self.lines[at];
        let near = &self.lines[at.saturating_sub(AROUND)..self.lines.len().min(at + AROUND + 1)];
        let size = |other: &Line| self.usual.is_same(line.size, other.size);
        near.iter().filter(move |other| line.page == other.page && size(other) && line.overlaps(other))
    }

    pub(super) fn block(
        &self,
        group: Range<usize>,
        compounds: &[String],
        hygiene: &mut Hygiene,
    ) -> Option<DraftBlock> {
        if self.is_table(&group) {
            let rows = tables::written(&self.lines[group], hygiene);
            return Some(DraftBlock::of(BlockKind::Preformatted, rows));
        }
        let text = joined(&self.lines[group.clone()], compounds, hygiene);
        let text = collapse(&hygiene.clean(&text));
        let first = self.lines.get(group.start).filter(|_| !text.is_empty())?;
        let kind = if self.usual.is_large(first.size) && text.chars().count() <= MAX_HEADING {
            let level = match first.size / self.usual.size {
                larger if larger > 1.7 => 1,
                larger if larger > 1.2 => 2,
                _ => 3,
            };
            BlockKind::Heading { level }
        } else if self.listed && self.begin[group.start] {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        Some(DraftBlock::of(kind, text))
    }
}
