//! What is usual in a document: the size of its letters, and how far its lines stand apart.
//!
//! The one idea: where paragraphs are short, the distance that is commonest is the one *between* them.
//! So the leading is measured where a sentence surely goes on: after a line that ends none, before one
//! that begins with a small letter.

use std::collections::BTreeMap;

use super::lines::Line;

/// Letters larger than this, in sizes of the text, are a heading.
const LARGER: f32 = 1.15;
/// Letters smaller than this, in sizes of the text, are of something beside it.
const SMALLER: f32 = 0.93;
/// Sizes that differ by more than this, in sizes of the text, are two.
const OTHER: f32 = 0.12;
/// Lines further apart than this, in usual distances of lines, part paragraphs: a note's mark moves the
/// line it is in.
const APART: f32 = 1.35;
/// So far where what comes may begin a sentence.
const APART_BEFORE_CAPITAL: f32 = 1.2;
/// So far where it may, and one ends above.
const APART_AFTER_END: f32 = 1.12;
/// Where no sentence goes on, lines are no further apart than this, in sizes of their letters.
const LOOSEST: f32 = 1.4;

/// What is usual in a document.
pub(super) struct Usual {
    /// The size of the letters of its text.
    pub(super) size: f32,
    /// The distance of its lines, in that size.
    leading: f32,
    /// The same for each size of letters that it is known of, in points.
    leadings: BTreeMap<i32, f32>,
}

impl Usual {
    pub(super) fn of(lines: &[Line]) -> Self {
        let size = commonest(lines.iter().map(|line| (line.size, line.text.len()))).unwrap_or(1.0).max(0.1);
        let mut sure: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
        let mut all = Vec::new();
        for pair in lines.windows(2) {
            let [last, line] = pair else { continue };
            let gap = (line.base - last.base) / line.size.max(0.1);
            let same = last.page == line.page && (line.size - last.size).abs() <= OTHER * line.size;
            if !same || !last.overlaps(line) || !(0.8..3.0).contains(&gap) {
                continue;
            }
            all.push(gap);
            if !ends(&last.text) && begins_small(&line.text) {
                sure.entry(key(line.size)).or_default().push(gap);
            }
        }
        let leadings: BTreeMap<i32, f32> =
            sure.into_iter().filter_map(|(key, gaps)| Some((key, most(&gaps)?))).collect();
        let leading = leadings.get(&key(size)).copied().unwrap_or_else(|| smallest(&all).min(LOOSEST));
        Self { size, leading, leadings }
    }

    /// Whether lines of this size that are so many points apart stand in one paragraph.
    pub(super) fn is_close(&self, gap: f32, size: f32) -> bool {
        gap < APART * self.leading(size)
    }

    /// Whether the gap between two lines is one between paragraphs.
    pub(super) fn parts(&self, last: &Line, line: &Line) -> bool {
        let first = line.text.chars().find(|c| c.is_alphanumeric());
        let apart = match () {
            () if ends(&last.text) && first.is_some_and(|c| !c.is_lowercase()) => APART_AFTER_END,
            () if !begins_small(&line.text) => APART_BEFORE_CAPITAL,
            () => APART,
        };
        line.base - last.base > apart * self.leading(line.size)
    }

    /// The distance of lines of this size, in points.
    fn leading(&self, size: f32) -> f32 {
        let own = self.leadings.get(&key(size)).map(|leading| leading * size);
        own.unwrap_or_else(|| self.leading * self.size.max(size))
    }

    pub(super) fn is_large(&self, size: f32) -> bool {
        size > LARGER * self.size
    }

    pub(super) fn is_small(&self, size: f32) -> bool {
        size < SMALLER * self.size
    }

    /// Whether letters of two sizes are of one text.
    pub(super) fn is_same(&self, one: f32, other: f32) -> bool {
        (one - other).abs() <= OTHER * self.size
    }
}

/// Half points, so that sizes which differ by a rounding are one.
fn key(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The distance that most have, as exactly as they have it.
fn most(gaps: &[f32]) -> Option<f32> {
    let about = commonest(gaps.iter().map(|gap| (*gap, 1)))?;
    let near: Vec<f32> = gaps.iter().copied().filter(|gap| (gap - about).abs() < 0.06).collect();
    Some(near.iter().sum::<f32>() / near.len().max(1) as f32)
}

/// The smallest distance that is no exception.
fn smallest(gaps: &[f32]) -> f32 {
    let counts = counts(gaps.iter().map(|gap| (*gap, 1)));
    counts
        .into_iter()
        .find(|(_, count)| count * 10 >= gaps.len())
        .map_or(LOOSEST, |(value, _)| value as f32 / 10.0)
}

/// The value that most has, to a tenth; of two, the smaller.
fn commonest(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let counts = counts(values).into_iter().rev();
    counts.max_by_key(|(_, count)| *count).map(|(value, _)| value as f32 / 10.0)
}

fn counts(values: impl Iterator<Item = (f32, usize)>) -> BTreeMap<i32, usize> {
    let mut counts = BTreeMap::new();
    for (value, count) in values {
        *counts.entry((value * 10.0).round() as i32).or_default() += count;
    }
    counts
}

/// Whether a line is the end of a sentence.
pub(super) fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', '»', '“', '。', '！', '？', '」', '؟', '…', ')'])
}

/// Whether it goes on with a small letter, or one of a script that has no others.
pub(super) fn begins_small(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase())
}
