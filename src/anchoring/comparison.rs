//! Two versions side by side: which block has become which, and what differs in it.
//!
//! Neighbours: [`super::carry`] has aligned the words; [`super::difference`] tells two blocks
//! apart word by word; the interface draws the rows. The one idea: a block has become the one
//! that holds most of its words, if that one holds most of *its* words from there. What has no
//! partner came in or went.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{
    Carrier,
    difference::{Difference, Piece},
    landing::{Weave, words_of},
};
use crate::article::FrozenText;

/// The least share of its words, by weight, that a block must find in another to be the same one.
const SHARED: f32 = 0.3;

/// A block of the old text beside what became of it, or either alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The number of the old block; `None` when it came in.
    pub old: Option<usize>,
    /// The number of the new block; `None` when it went.
    pub new: Option<usize>,
    /// Whether it stood elsewhere among the others.
    pub moved: bool,
    /// What differs, word by word.
    pub difference: Difference,
}

impl Row {
    /// Whether anything is different about it.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.moved || self.old.is_none() || self.new.is_none() || !self.difference.is_empty()
    }
}

impl Carrier {
    /// Both texts, block by block, in the order of the new one; what went stands where it was.
    #[must_use]
    pub fn compare(&self) -> Vec<Row> {
        let (old, new) = self.texts();
        let partners = match self.weave() {
            Some(weave) => partners(weave, old, new),
            None => (0..old.blocks().len()).map(Some).collect(),
        };
        let in_order = in_order(&partners);
        let mut of_new = vec![None; new.blocks().len()];
        for (n, partner) in partners.iter().enumerate() {
            if let Some(place) = partner {
                of_new[*place] = Some(n);
            }
        }
        let mut rows = Vec::with_capacity(of_new.len());
        let mut next = 0;
        for (place, old_block) in of_new.into_iter().enumerate() {
            if let Some(stays) = old_block.filter(|n| in_order[*n]) {
                rows.extend((next..stays).filter(|n| partners[*n].is_none()).map(|n| went(old, n)));
                next = stays + 1;
            }
            rows.push(match old_block {
                Some(n) => beside(old, n, new, place, !in_order[n]),
                None => came(new, place),
            });
        }
        rows.extend((next..partners.len()).filter(|n| partners[*n].is_none()).map(|n| went(old, n)));
        rows
    }
}

fn beside(old: &FrozenText, n: usize, new: &FrozenText, place: usize, moved: bool) -> Row {
    let (before, after) = (old.block_text(n), new.block_text(place));
    let difference = if before == after {
        Difference(vec![Piece::Kept(after.to_owned())])
    } else {
        Difference::between(before, after)
    };
    Row { old: Some(n), new: Some(place), moved, difference }
}

fn went(old: &FrozenText, n: usize) -> Row {
    let difference = Difference(vec![Piece::Removed(old.block_text(n).to_owned())]);
    Row { old: Some(n), new: None, moved: false, difference }
}

fn came(new: &FrozenText, place: usize) -> Row {
    let difference = Difference(vec![Piece::Added(new.block_text(place).to_owned())]);
    Row { old: None, new: Some(place), moved: false, difference }
}

/// The new block that each old one has become.
fn partners(weave: Weave<'_>, old: &FrozenText, new: &FrozenText) -> Vec<Option<usize>> {
    // Per old block, how much of it came down in which new one.
    let mut shares: Vec<(usize, usize, f32)> = Vec::new();
    let mut least = Vec::with_capacity(old.blocks().len());
    for (n, block) in old.blocks().iter().enumerate() {
        let words = words_of(weave.old, block.range);
        let from = shares.len();
        least.push(weave.old.weights[words.clone()].iter().sum::<f32>() * SHARED);
        for word in words {
            let Some(place) = weave.fates[word].kept() else { continue };
            let place = new.block_at(weave.new.tokens[place].span.end());
            let weight = weave.old.weights[word];
            match shares[from..].iter_mut().find(|(_, other, _)| *other == place) {
                Some((.., share)) => *share += weight,
                None => shares.push((n, place, weight)),
            }
        }
    }
    shares.sort_by(|a, b| b.2.total_cmp(&a.2));
    let mut partners = vec![None; old.blocks().len()];
    let mut taken = vec![false; new.blocks().len()];
    for (n, place, share) in shares {
        if share >= least[n] && partners[n].is_none() && !taken[place] {
            partners[n] = Some(place);
            taken[place] = true;
        }
    }
    partners
}

/// For each old block, whether it keeps its order among the others.
fn in_order(partners: &[Option<usize>]) -> Vec<bool> {
    let places: Vec<usize> = partners.iter().flatten().copied().collect();
    let blocks: Vec<usize> = (0..partners.len()).filter(|n| partners[*n].is_some()).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    let mut in_order = vec![false; partners.len()];
    for op in capture_diff_slices(Algorithm::Myers, &places, &sorted) {
        if let DiffOp::Equal { old_index, len, .. } = op {
            blocks[old_index..old_index + len].iter().for_each(|n| in_order[*n] = true);
        }
    }
    in_order
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::import;

    /// The rows as lines: old words in `[-…-]`, new ones in `{+…+}`, `>` before what moved.
    fn check(old: &str, new: &str, expected: &[&str]) {
        let freeze = |text: &str| Rc::new(import::plain(text).expect("a text").freeze().expect("blocks"));
        let rows = Carrier::new(freeze(old), freeze(new)).compare();
        let line = |row: &Row| {
            let pieces: String = row
                .difference
                .0
                .iter()
                .map(|piece| match piece {
                    Piece::Kept(words) => words.clone(),
                    Piece::Removed(words) => format!("[-{words}-]"),
                    Piece::Added(words) => format!("{{+{words}+}}"),
                })
                .collect();
            if row.moved { format!("> {pieces}") } else { pieces }
        };
        assert_eq!(rows.iter().map(line).collect::<Vec<_>>(), expected);
    }

    const OLD: &str = "Mill to close\n\nThe mill by the river closes in May, its owner said on Monday.\n\n\
        Forty people work there, and none was told before the papers were.\n\n\
        The town council meets on Thursday to talk about the site and its chimney.";

    #[test]
    fn what_is_the_same_is_kept_whole() {
        check(OLD, OLD, &OLD.split("\n\n").collect::<Vec<_>>());
    }

    #[test]
    fn changed_words_are_shown_in_their_block() {
        check(
            OLD,
            &OLD.replace("Forty", "Sixty").replace("Thursday", "Friday"),
            &[
                "Mill to close",
                "The mill by the river closes in May, its owner said on Monday.",
                "[-Forty-]{+Sixty+} people work there, and none was told before the papers were.",
                "The town council meets on [-Thursday-]{+Friday+} to talk about the site and its chimney.",
            ],
        );
    }

    #[test]
    fn what_went_stands_where_it_was_and_what_came_is_new() {
        let new = OLD.replace(
            "Forty people work there, and none was told before the papers were.",
            "A buyer from Leeds has offered half a million for all of it.",
        );
        check(
            OLD,
            &new,
            &[
                "Mill to close",
                "The mill by the river closes in May, its owner said on Monday.",
                "{+A buyer from Leeds has offered half a million for all of it.+}",
                "[-Forty people work there, and none was told before the papers were.-]",
                "The town council meets on Thursday to talk about the site and its chimney.",
            ],
        );
    }

    #[test]
    fn a_block_that_moved_is_followed() {
        let new = "Mill to close\n\nThe town council meets on Thursday to talk about the site and its chimney.\n\n\
            The mill by the river closes in May, its owner said on Monday.\n\n\
            Forty people work there, and none was told before the papers were.";
        check(
            OLD,
            new,
            &[
                "Mill to close",
                "> The town council meets on Thursday to talk about the site and its chimney.",
                "The mill by the river closes in May, its owner said on Monday.",
                "Forty people work there, and none was told before the papers were.",
            ],
        );
    }
}
