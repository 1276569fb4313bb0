//! Where an annotation stands: one or more ranges of the article's text.

use std::{error::Error, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    order,
    text::{TextRange, TextSize},
};

/// One or more ranges, sorted, none empty, none overlapping another.
///
/// A quote split by its attribution (“…,” he said, “…”) has two. Ranges that merely touch stay
/// apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<TextRange>", into = "Vec<TextRange>")]
pub struct Target(Vec<TextRange>);

/// Why ranges make no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// There is none.
    NoRange,
    /// One of them covers nothing.
    EmptyRange,
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRange => "there is no range",
            Self::EmptyRange => "a range covers no text",
        })
    }
}

impl Error for TargetError {}

impl Target {
    /// A target that says nothing: for an annotation whose words are still to be found.
    ///
    /// It covers something, since no other target can be told to the page.
    #[must_use]
    pub fn nowhere() -> Self {
        Self(vec![TextRange::up_to(TextSize::new(1))])
    }

    /// A target of these ranges; overlapping ones become one.
    ///
    /// # Errors
    /// When there is no range, or one is empty.
    pub fn new(ranges: impl IntoIterator<Item = TextRange>) -> Result<Self, TargetError> {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        if ranges.iter().any(|r| r.is_empty()) {
            return Err(TargetError::EmptyRange);
        }
        order::sort_by_key(&mut ranges, |r| (r.start(), r.end()));
        let mut kept: Vec<TextRange> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match kept.last_mut() {
                Some(last) if range.start() < last.end() => *last = last.cover(range),
                _ => kept.push(range),
            }
        }
        if kept.is_empty() { Err(TargetError::NoRange) } else { Ok(Self(kept)) }
    }

    /// The ranges, in order.
    #[must_use]
    pub fn ranges(&self) -> &[TextRange] {
        &self.0
    }

    /// From the first word to the last, gaps included.
    #[must_use]
    pub fn span(&self) -> TextRange {
        TextRange::new(self.start(), self.end())
    }

    /// Where it starts.
    #[must_use]
    pub fn start(&self) -> TextSize {
        self.0.first().map_or(TextSize::new(0), |r| r.start())
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> TextSize {
        self.0.last().map_or(TextSize::new(0), |r| r.end())
    }

    /// How many bytes it covers, gaps not included.
    #[must_use]
    pub fn covered(&self) -> TextSize {
        self.0.iter().fold(TextSize::new(0), |sum, r| sum + r.len())
    }

    /// Whether it shares text with `range`.
    #[must_use]
    pub fn touches(&self, range: TextRange) -> bool {
        self.0.iter().any(|r| r.start() < range.end() && range.start() < r.end())
    }

    /// Whether the byte at `at` belongs to it.
    #[must_use]
    pub fn contains(&self, at: TextSize) -> bool {
        self.0.iter().any(|r| r.contains(at))
    }

    /// This target with one more range.
    #[must_use]
    pub fn with(&self, range: TextRange) -> Self {
        Self::new(self.0.iter().copied().chain((!range.is_empty()).then_some(range)))
            .unwrap_or_else(|_| self.clone())
    }

    /// The sort key of reading order: by start, the longer first.
    #[must_use]
    pub fn reading_order(&self) -> (TextSize, std::cmp::Reverse<TextSize>) {
        (self.start(), std::cmp::Reverse(self.end()))
    }
}

impl TryFrom<Vec<TextRange>> for Target {
    type Error = TargetError;

    fn try_from(ranges: Vec<TextRange>) -> Result<Self, TargetError> {
        Self::new(ranges)
    }
}

impl From<Target> for Vec<TextRange> {
    fn from(target: Target) -> Self {
        target.0
    }
}

impl From<TextRange> for Target {
    /// A target of one range. An empty one stays as it is given, for the caller to have refused.
    fn from(range: TextRange) -> Self {
        Self(vec![range])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::new(start.into(), end.into())
    }

    #[test]
    fn overlapping_ranges_become_one_and_touching_ones_stay() {
        let target = Target::new([range(8, 12), range(0, 5), range(3, 8)]).expect("ranges");
        assert_eq!(target.ranges(), [range(0, 8), range(8, 12)]);
        assert_eq!(target.span(), range(0, 12));
    }

    #[test]
    fn nothing_is_no_target() {
        assert_eq!(Target::new([]), Err(TargetError::NoRange));
        assert_eq!(Target::new([range(3, 3)]), Err(TargetError::EmptyRange));
    }
}
