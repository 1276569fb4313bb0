//! What to make of the places where a pattern might stand.
//!
//! Neighbours: [`super::candidates`] proposes them, [`super::side`] tells what stands beside them.
//! The one idea: a place must be spoken for. The words themselves speak, and so do those before
//! and after; the less the words are the same, the more their surroundings must be. And it must
//! be the only one: of two places about equally good, neither is taken.

use super::{
    pattern::Pattern,
    side::{Side, sides},
};
use crate::{
    anchoring::{
        Resolution,
        align::{Fate, Words},
        difference::Difference,
        landing::{Landing, Weave, land, words_of},
        short,
    },
    text::{TextRange, TextSize, slice},
};

/// By how much the best place must beat the next.
const MARGIN: f32 = 0.15;
/// What a side that is wholly there adds to a place’s standing, beside the words’ own 1.
const SIDE: f32 = 0.5;
/// What standing where it stood adds. Less than [`MARGIN`]: a place alone decides nothing.
const POSITION: f32 = 0.1;
/// This share of the text further on, the position says nothing any more.
const DRIFT: f32 = 0.1;
/// The least share of its words that may be proposed where both sides hold.
const KEPT_BETWEEN: f32 = 0.35;
/// And where only one does: more, because a twin next door shares that side.
const KEPT_BESIDE: f32 = 0.5;
/// What a reworded place and its surroundings must tell together. Stock phrases share their words
/// and their neighbours (“per cent in March from”), but not a word that stands once or twice.
const EVIDENCE: f32 = 2.0;
/// What words must tell together to be found by themselves: as much as three that stand once.
const DISTINCT: f32 = 3.0;

/// The resolution, given what became of the pattern’s words at each place.
pub(super) fn judge(
    pattern: &Pattern,
    new: Words<'_>,
    places: &[Vec<Fate>],
    noted: Option<TextSize>,
) -> Resolution {
    let mut readings: Vec<Reading> =
        places.iter().filter_map(|fates| Reading::new(pattern, new, fates, noted)).collect();
    readings.sort_by(|a, b| b.standing.total_cmp(&a.standing));
    let Some(best) = readings.first() else { return Resolution::Orphan };
    let range = best.landing.range;
    let rival =
        readings.iter().find(|other| other.landing.range.intersect(range).is_none_or(TextRange::is_empty));
    if rival.is_some_and(|rival| best.standing - rival.standing < MARGIN) {
        return Resolution::Orphan;
    }
    let block = best.is_whole_block();
    let alone = rival.is_none_or(|rival| !rival.landing.same || (block && !rival.is_whole_block()));
    match best.verdict(pattern, alone) {
        Verdict::Certain => Resolution::Moved(range),
        Verdict::Likely => {
            let old = slice(&pattern.text, pattern.exact);
            Resolution::Reworded { range, difference: Difference::between(old, slice(new.text, range)) }
        }
        Verdict::No => Resolution::Orphan,
    }
}

/// What words must tell to be proposed where all around them is another: as much as five that
/// stand once. A whole quotation does, carried from one story into the next.
const UNMISTAKABLE: f32 = 5.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Certain,
    Likely,
    No,
}

impl Verdict {
    fn likely(if_so: bool) -> Self {
        if if_so { Self::Likely } else { Self::No }
    }

    fn certain(if_so: bool) -> Self {
        if if_so { Self::Certain } else { Self::Likely }
    }
}

/// One place, read closely.
#[derive(Debug)]
struct Reading {
    landing: Landing,
    before: Side,
    after: Side,
    standing: f32,
}

impl Reading {
    fn new(pattern: &Pattern, new: Words<'_>, fates: &[Fate], noted: Option<TextSize>) -> Option<Self> {
        let weave = Weave { old: pattern.words(), new, fates };
        let landing = land(weave, pattern.exact)?;
        let (before, after) = sides(pattern, weave, landing.range);
        let drift = noted.map_or(1.0, |at| {
            let away = u32::from(at).abs_diff(landing.range.start().into()) as f32;
            away / (new.text.len() as f32 * DRIFT)
        });
        let position = POSITION * (1.0 - drift.min(1.0));
        let standing = landing.kept + SIDE * (before.standing() + after.standing()) + position;
        Some(Self { landing, before, after, standing })
    }

    fn verdict(&self, pattern: &Pattern, alone: bool) -> Verdict {
        let told: f32 = pattern.told[words_of(pattern.words(), pattern.exact)].iter().sum();
        let text = slice(&pattern.text, pattern.exact);
        if self.landing.same {
            self.verdict_on_same(if short(text) { 0.0 } else { told }, alone)
        } else if short(text) || self.is_twin() {
            Verdict::No
        } else {
            self.verdict_on_reworded(told, alone)
        }
    }

    /// Whether blocks start and end with it, as they did with the mark.
    fn is_whole_block(&self) -> bool {
        self.before.edge && self.after.edge
    }

    /// Whether this is what stood next to the mark, or a sentence very like the marked one
    /// elsewhere, and not the mark.
    fn is_twin(&self) -> bool {
        let torn = !self.landing.slight || self.before.is_torn() || self.after.is_torn();
        let echo = self.is_echo();
        let witnesses = [self.before.outer_holds(), self.after.outer_holds()];
        let disowned = witnesses.contains(&Some(false)) && !witnesses.contains(&Some(true));
        torn && (echo || disowned)
    }

    fn is_echo(&self) -> bool {
        self.before.is_echo() || self.after.is_echo()
    }

    fn verdict_on_same(&self, told: f32, alone: bool) -> Verdict {
        let (before, after) = (&self.before, &self.after);
        if self.is_echo() {
            // The same words stood next to each other twice; which of the two is left, who knows.
            return Verdict::likely(told >= DISTINCT && alone && !self.is_twin());
        }
        if self.is_twin() {
            // The words are all here, but in another sentence, with others around it.
            return Verdict::likely(told >= UNMISTAKABLE && alone);
        }
        if before.holds() && after.holds() {
            return Verdict::Certain;
        }
        let distinct = told >= DISTINCT;
        for (firm, other) in [(before, after), (after, before)] {
            if !firm.is_firm() {
                continue;
            }
            // The rest of the sentence is another: perhaps the sentence is, too.
            if other.is_torn_off() && !distinct {
                return Verdict::likely(told >= DISTINCT / 2.0 && alone);
            }
            // Only the rest of the sentence speaks for it, which a copy has too, and what stood
            // beyond on the other side does not.
            if firm.outer_holds() != Some(true) && other.lost_neighbour() {
                return Verdict::likely(alone);
            }
            return if firm.has_inner() || other.edge || distinct { Verdict::Certain } else { Verdict::No };
        }
        if !alone {
            Verdict::No
        } else if distinct {
            Verdict::certain(self.is_whole_block())
        } else {
            Verdict::likely(self.is_whole_block())
        }
    }

    fn verdict_on_reworded(&self, told: f32, alone: bool) -> Verdict {
        let (before, after) = (&self.before, &self.after);
        let Landing { kept, critical, slight, .. } = self.landing;
        let evidence = told * kept + before.told() + after.told();
        Verdict::likely(if before.holds() && after.holds() {
            kept >= KEPT_BETWEEN && evidence >= EVIDENCE
        } else if before.is_firm() || after.is_firm() {
            kept >= KEPT_BESIDE && !critical && alone
        } else {
            slight && told >= DISTINCT && alone
        })
    }
}
