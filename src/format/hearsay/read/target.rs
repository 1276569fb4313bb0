//! Ranges of the text, held against the words they are said to mark.

use super::{
    super::Why,
    entry::Entry,
    report::{Place, Report, excerpt},
};
use crate::{
    annotation::Target,
    article::FrozenText,
    format::json::Node,
    text::{CharOffset, CharRange, OffsetError, OffsetIndex, TextRange, size_of},
};

/// Reads a target. Either all of it marks the words it says, or none of it is taken.
pub(super) fn read<'a>(
    ranges: Node<'a>,
    name: &'static str,
    text: &FrozenText,
    place: Place<'a>,
    report: &mut Report<'_>,
) -> Result<Target, Why> {
    let Node::List(nodes) = ranges else { return Err(Why::WrongType(name, "a list")) };
    let mut ranges = Vec::with_capacity(nodes.len());
    for node in nodes {
        ranges.push(selector(node, text, place, report)?);
    }
    let count = ranges.len();
    let target = Target::new(ranges).map_err(|_| Why::NoWords)?;
    if target.ranges().len() < count {
        report.changed(place, Why::RangesJoined);
    }
    Ok(target)
}

fn selector<'a>(
    node: Node<'a>,
    text: &FrozenText,
    place: Place<'a>,
    report: &mut Report<'_>,
) -> Result<TextRange, Why> {
    let mut entry = Entry::new(node, place)?;
    let range = range(entry.number("start")?, entry.number("end")?, text.as_str(), text.index())?;
    let exact = entry.text("exact")?;
    let found = text.slice(range);
    if exact != found {
        return Err(other_words(&exact, found));
    }
    let (before, rest) = text.as_str().split_at(range.start().into());
    let prefix = entry.maybe_text("prefix")?;
    let suffix = entry.maybe_text("suffix")?;
    if !before.ends_with(&*prefix) || !rest[found.len()..].starts_with(&*suffix) {
        return Err(Why::OtherSurroundings);
    }
    entry.finish(report);
    Ok(range)
}

/// Both, shortened so that the first difference is seen.
fn other_words(expected: &str, found: &str) -> Why {
    const BEFORE: usize = 20;
    let same = expected.char_indices().zip(found.chars()).take_while(|((_, a), b)| a == b);
    let starts: Vec<usize> = same.map(|((at, _), _)| at).collect();
    // Long words that begin alike are shown from shortly before they part.
    let cut = starts.len().checked_sub(2 * BEFORE).and_then(|_| starts.get(starts.len() - BEFORE));
    let short = |text: &str| match cut.and_then(|at| text.get(*at..)) {
        Some(rest) => format!("…{}", excerpt(rest)),
        None => excerpt(text),
    };
    Why::OtherWords(short(expected), short(found))
}

/// The bytes that the code points from `start` to `end` take.
pub(super) fn range(start: u64, end: u64, text: &str, index: &OffsetIndex) -> Result<TextRange, Why> {
    if end <= start {
        return Err(Why::Reversed(start, end));
    }
    let offset = |at| u32::try_from(at).map(CharOffset).map_err(|_| OffsetError::Outside);
    let range = offset(start)
        .and_then(|start| Ok(CharRange { start, end: offset(end)? }))
        .and_then(|range| index.range_from_chars(text, range));
    let length = || index.to_chars(text, size_of(text)).map_or(0, |at| at.0);
    range.map_err(|_| Why::Outside(start, end, length()))
}
