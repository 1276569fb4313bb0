//! How overlapping annotations are drawn: as flat segments.
//!
//! One sweep over the sorted ranges gives pieces that do not overlap, each with the set of
//! annotations on it. The interface draws one element per piece and never compares offsets.
//! Neighbours: [`crate::annotation`] for the targets, [`crate::app`] for when to sweep.

use crate::{
    annotation::{Annotation, Kind},
    order,
    record::AnnotationId,
    text::{TextRange, TextSize, Utf16Offset},
};

/// An annotation as the sweep sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// How many bytes its whole target covers. The shorter lies further in.
    pub covered: TextSize,
}

impl Mark {
    /// The mark of an annotation.
    #[must_use]
    pub fn of(annotation: &Annotation) -> Self {
        Self { id: annotation.id, kind: annotation.kind(), covered: annotation.target.covered() }
    }

    /// Outermost first: the longer, then the older.
    fn depth_order(&self) -> (std::cmp::Reverse<TextSize>, AnnotationId) {
        (std::cmp::Reverse(self.covered), self.id)
    }
}

/// A stretch of text with the same annotations on every character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands.
    pub range: TextRange,
    /// What lies on it, outermost first. Empty for plain text.
    pub marks: Vec<Mark>,
    /// Which of the marks start here: their first character is the segment's first.
    pub opens: Vec<AnnotationId>,
}

/// Cuts `within` into segments by the parts of `annotations` that touch it.
///
/// The segments cover `within` without gaps, in order; two neighbours differ in their marks or
/// in where an annotation starts. Cost: n log n in the ranges that touch, plus the marks drawn.
#[must_use]
pub fn segments<'a>(
    within: TextRange,
    annotations: impl IntoIterator<Item = &'a Annotation>,
) -> Vec<Segment> {
    let mut bounds: Vec<(TextSize, Bound, Mark)> = Vec::new();
    for annotation in annotations {
        let mark = Mark::of(annotation);
        let first = annotation.target.start();
        for range in annotation.target.ranges() {
            let Some(part) = range.intersect(within).filter(|part| !part.is_empty()) else { continue };
            let opens = part.start() == first;
            bounds.push((part.start(), Bound::Start { opens }, mark));
            bounds.push((part.end(), Bound::End, mark));
        }
    }
    order::sort_by_key(&mut bounds, |(at, bound, mark)| (*at, *bound, mark.id));

    let mut segments = Vec::new();
    let mut active: Vec<Mark> = Vec::new();
    let mut opens = Vec::new();
    let mut from = within.start();
    let mut emit = |from: TextSize, to: TextSize, active: &[Mark], opens: &mut Vec<AnnotationId>| {
        if from < to {
            segments.push(Segment {
                range: TextRange::new(from, to),
                marks: active.to_vec(),
                opens: std::mem::take(opens),
            });
        }
    };
    for (at, bound, mark) in bounds {
        emit(from, at, &active, &mut opens);
        from = at;
        match bound {
            Bound::End => active.retain(|m| m.id != mark.id),
            Bound::Start { opens: first } => {
                let place = active.partition_point(|m| m.depth_order() < mark.depth_order());
                active.insert(place, mark);
                if first {
                    opens.push(mark.id);
                }
            }
        }
    }
    emit(from, within.end(), &active, &mut opens);
    segments
}

/// Ends sort before starts, so that touching ranges do not overlap for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    End,
    Start { opens: bool },
}

/// A place in the drawn article: the piece of a block, and how far into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomPoint {
    /// The block's number.
    pub block: usize,
    /// The piece's number in the block.
    pub piece: usize,
    /// How far into the piece.
    pub offset: Utf16Offset,
}

/// A stretch of the drawn article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomRange {
    /// Where it starts.
    pub start: DomPoint,
    /// Where it ends.
    pub end: DomPoint,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        annotation::{Body, Claim, Origin, Target},
        record::{Stamp, Timestamp},
    };

    fn claim(n: u32, ranges: &[(u32, u32)]) -> Annotation {
        let stamp = Stamp { at: Timestamp::from_millis(0), random: 0 };
        Annotation {
            id: stamp.id(n),
            target: Target::new(ranges.iter().map(|(a, b)| TextRange::new((*a).into(), (*b).into())))
                .expect("ranges"),
            body: Body::Claim(Claim::default()),
            tags: Vec::new(),
            note: String::new(),
            creator: String::new(),
            origin: Origin::Hand,
            created: stamp.at,
            modified: stamp.at,
        }
    }

    fn range(a: u32, b: u32) -> TextRange {
        TextRange::new(a.into(), b.into())
    }

    #[test]
    fn crossing_and_nested_marks_are_cut_where_they_change() {
        let all = [claim(1, &[(2, 8)]), claim(2, &[(5, 9)]), claim(3, &[(6, 7)])];
        let cut = segments(range(0, 10), &all);
        let shape: Vec<_> = cut.iter().map(|s| (s.range, s.marks.len())).collect();
        assert_eq!(
            shape,
            [
                (range(0, 2), 0),
                (range(2, 5), 1),
                (range(5, 6), 2),
                (range(6, 7), 3),
                (range(7, 8), 2),
                (range(8, 9), 1),
                (range(9, 10), 0),
            ]
        );
        let inner: Vec<_> = cut[3].marks.iter().map(|m| m.id).collect();
        assert_eq!(inner, [all[0].id, all[1].id, all[2].id], "the shortest lies furthest in");
    }

    #[test]
    fn a_split_target_opens_once() {
        let all = [claim(1, &[(0, 2), (4, 6)])];
        let opened: usize = segments(range(0, 8), &all).iter().map(|s| s.opens.len()).sum();
        assert_eq!(opened, 1);
    }

    proptest! {
        #[test]
        fn every_segment_carries_exactly_the_annotations_on_its_text(
            ranges in prop::collection::vec(prop::collection::vec((0u32..40, 1u32..20), 1..3), 0..12),
            within in (0u32..30, 1u32..30),
        ) {
            let all: Vec<_> = ranges
                .iter()
                .enumerate()
                .map(|(n, parts)| claim(n as u32, &parts.iter().map(|(a, len)| (*a, a + len)).collect::<Vec<_>>()))
                .collect();
            let within = range(within.0, within.0 + within.1);
            let cut = segments(within, &all);
            prop_assert_eq!(cut.first().map(|s| s.range.start()), Some(within.start()));
            prop_assert_eq!(cut.last().map(|s| s.range.end()), Some(within.end()));
            prop_assert!(cut.windows(2).all(|pair| pair[0].range.end() == pair[1].range.start()));
            for segment in &cut {
                for at in u32::from(segment.range.start())..u32::from(segment.range.end()) {
                    let mut expected: Vec<_> = all.iter().filter(|a| a.target.contains(at.into())).map(|a| a.id).collect();
                    let mut found: Vec<_> = segment.marks.iter().map(|m| m.id).collect();
                    expected.sort();
                    found.sort();
                    prop_assert_eq!(found, expected);
                }
            }
        }
    }
}
