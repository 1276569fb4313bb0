//! What the first half can come to: which data, and which places of the table.
//!
//! One idea: an address or a place in the table is found in the code that names it, or in data whose
//! address was found. What is found in neither of the first half's, only the second half can ask for,
//! and it is there by then. In doubt something is needed.

use super::parts::Parts;
use crate::dist::linked::{Linked, Segment, Uses};
use crate::dist::names::canonical;
use anyhow::ensure;
use std::collections::BTreeSet;
use std::ops::Range;

/// What has to be there before the second half.
pub(super) struct Needed {
    /// Of the table of functions.
    pub(super) slots: BTreeSet<u32>,
    /// Of the data, by address.
    pub(super) data: Vec<Range<u32>>,
    /// The rest of the data.
    pub(super) rest: Vec<Range<u32>>,
}

/// Gaps up to this many bytes are not worth a segment of their own.
const GAP: u32 = 8;

impl Needed {
    pub(super) fn of(parts: &Parts<'_>, moved: &[bool], linked: &Linked<'_>) -> anyhow::Result<Self> {
        let linked_data = linked.segments.iter().map(|segment| (segment.address, segment.bytes));
        ensure!(linked_data.eq(parts.data.iter().copied()), "the data are not those that were linked");
        let places = Places::of(linked);
        let mut uses = linked.others.clone();
        for n in parts.defined().filter(|n| !moved[*n as usize]) {
            let known = parts.names.get(&n).and_then(|name| linked.function(&canonical(name)));
            let numbers = parts.uses(n)?.numbers;
            uses.pieces.extend(numbers.iter().filter_map(|number| places.piece(*number)));
            match known {
                Some(known) => uses.extend(known),
                // Made by wasm-bindgen: any number of it may be a place in the table.
                None => uses.slots.extend(numbers),
            }
        }
        let uses = closed(linked, uses);
        let (mut data, mut rest) = (Vec::new(), Vec::new());
        for segment in &linked.segments {
            let is_needed = |address| places.piece(address).is_none_or(|piece| uses.pieces.contains(&piece));
            runs(segment.addresses(), is_needed, &mut data, &mut rest);
        }
        Ok(Self { slots: uses.slots, data, rest })
    }
}

/// With everything that is referred to from there.
fn closed(linked: &Linked<'_>, mut uses: Uses) -> Uses {
    let mut open: Vec<usize> = uses.pieces.iter().copied().collect();
    while let Some(piece) = open.pop() {
        let more = &linked.pieces[piece].uses;
        open.extend(more.pieces.iter().filter(|piece| uses.pieces.insert(**piece)));
        uses.slots.extend(&more.slots);
    }
    uses
}

/// Divides addresses into those that are needed, with the small gaps between them, and the rest.
fn runs(
    addresses: Range<u32>,
    is_needed: impl Fn(u32) -> bool,
    needed: &mut Vec<Range<u32>>,
    rest: &mut Vec<Range<u32>>,
) {
    let mut at = addresses.start;
    while at < addresses.end {
        let this = is_needed(at);
        let end = (at..addresses.end).find(|address| is_needed(*address) != this).unwrap_or(addresses.end);
        let within = at > addresses.start && end < addresses.end;
        match needed.last_mut() {
            _ if !(this || within && end - at <= GAP) => rest.push(at..end),
            Some(last) if last.end == at => last.end = end,
            _ => needed.push(at..end),
        }
        at = end;
    }
}

/// Which piece of data is at an address.
struct Places {
    first: u32,
    pieces: Vec<Option<usize>>,
}

impl Places {
    fn of(linked: &Linked<'_>) -> Self {
        let starts = linked.segments.iter().map(Segment::addresses);
        let first = starts.clone().map(|range| range.start).min().unwrap_or_default();
        let end = starts.map(|range| range.end).max().unwrap_or_default();
        let mut pieces = vec![None; (end - first) as usize];
        for (n, piece) in linked.pieces.iter().enumerate() {
            let Range { start, end } = piece.addresses;
            if start < end {
                pieces[(start - first) as usize..(end - first) as usize].fill(Some(n));
            }
        }
        Self { first, pieces }
    }

    fn piece(&self, address: u32) -> Option<usize> {
        self.pieces.get(address.checked_sub(self.first)? as usize).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn small_gaps_stay_and_large_ones_go() {
        let needed =
            |address: u32| !(20..24).contains(&address) && !(30..50).contains(&address) && address < 60;
        let (mut kept, mut rest) = (vec![], vec![]);
        runs(10..70, needed, &mut kept, &mut rest);
        assert_eq!(kept, [10..30, 50..60]);
        assert_eq!(rest, [30..50, 60..70]);
    }
}
