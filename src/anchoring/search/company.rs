//! Selectors of one document, resolved together.
//!
//! Neighbours: [`super::judge`] has had its say about each by itself; [`super::copies`] lists where
//! the same words stand. The one idea: marks that were found beyond doubt tell how far the text
//! around them has shifted, and so where their neighbours should stand. That tells copies apart
//! which are alike for further than selectors note, and gives away a copy that only poses as
//! the mark. What the marks say counts only where they agree to the letter: a place that is
//! merely near is no evidence among copies.

use std::cmp::Reverse;

use super::copies::Copied;
use crate::{
    anchoring::{Difference, Resolution, Selectors},
    text::{CharRange, TextRange},
};

/// How far from a mark its neighbours speak for it, in characters: some paragraphs.
const REACH: u32 = 3_000;
/// Of the neighbours on either side, so many are heard: the next one may have been moved alone.
const HEARD: usize = 3;
/// Between a mark and its neighbour the text may have grown or shrunk by one part in so many:
/// misprints and doubled blanks.
const SLACK: u32 = 64;
/// One mark in so many must have been found for the text to be a version of the same article.
const SAME_ARTICLE: usize = 4;

/// Where a character of the old text stands now, both in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    old: u32,
    new: u32,
}

impl Point {
    fn shift(self) -> i64 {
        i64::from(self.new) - i64::from(self.old)
    }

    /// Whether this speaks for `old` standing at `new` now.
    fn speaks_for(self, old: u32, new: u32) -> bool {
        let off = (Self { old, new }.shift() - self.shift()).unsigned_abs();
        off <= u64::from(self.old.abs_diff(old) / SLACK)
    }
}

/// What is known of one selector.
#[derive(Debug)]
pub(super) struct Member<'a> {
    /// What is sought.
    pub selectors: &'a Selectors,
    /// What it is by itself, or by what its company said so far.
    pub resolution: Resolution,
    /// Where that is, in code points.
    pub place: Option<CharRange>,
    /// Where its very words stand; `None` when that need not be known.
    pub copies: Option<Vec<Copied>>,
    /// Whether neighbours have spoken for it.
    pub settled: bool,
    /// Whether another mark was found on the same words.
    pub contested: bool,
}

impl Member<'_> {
    /// Whether it is found, and could be nowhere else.
    fn is_beyond_doubt(&self) -> bool {
        match self.resolution {
            _ if self.settled => true,
            Resolution::Exact(_) => !self.contested,
            Resolution::Moved(_) => {
                !self.contested && self.copies.as_ref().is_some_and(|copies| copies.len() == 1)
            }
            // What is apart is found after this.
            Resolution::Apart(_) | Resolution::Reworded { .. } | Resolution::Orphan => false,
        }
    }

    /// How good its claim is to the words it was found on.
    fn claim(&self) -> u8 {
        let copy = self.copies.iter().flatten().find(|copy| Some(copy.place) == self.place);
        let framed = copy.is_none_or(|copy| copy.before.whole && copy.after.whole);
        match (self.resolution.is_certain(), self.settled, framed) {
            (true, true, _) => 3,
            (true, false, true) => 2,
            (true, false, false) => 1,
            (false, ..) => 0,
        }
    }

    fn noted(&self) -> Option<CharRange> {
        self.selectors.position
    }

    fn stand_at(&mut self, copy: Copied, certain: bool) {
        self.place = Some(copy.place);
        self.resolution = match (certain, self.noted() == Some(copy.place)) {
            (true, true) => Resolution::Exact(copy.range),
            (true, false) => Resolution::Moved(copy.range),
            (false, _) => self.proposed(copy.range),
        };
    }

    /// The same words, in doubtful surroundings.
    fn proposed(&self, range: TextRange) -> Resolution {
        let words = &self.selectors.exact;
        Resolution::Reworded { range, difference: Difference::between(words, words) }
    }
}

/// What the neighbours of one mark say.
struct Heard {
    before: Vec<Point>,
    after: Vec<Point>,
}

impl Heard {
    /// Hears the points nearest to the noted place.
    fn new(points: &[Point], noted: CharRange) -> Self {
        let (start, end) = (noted.start.0, noted.end.0);
        let first = points.partition_point(|point| point.old <= start);
        let last = points.partition_point(|point| point.old < end);
        let near = |at: u32| move |point: &&Point| point.old.abs_diff(at) <= REACH;
        Self {
            before: points[..first].iter().rev().take(HEARD).take_while(near(start)).copied().collect(),
            after: points[last..].iter().take(HEARD).take_while(near(end)).copied().collect(),
        }
    }

    /// How near the neighbour is that speaks for a copy, on either side.
    fn speak_for(&self, noted: CharRange, copy: &Copied) -> (Option<usize>, Option<usize>) {
        (
            self.before.iter().position(|point| point.speaks_for(noted.start.0, copy.place.start.0)),
            self.after.iter().position(|point| point.speaks_for(noted.end.0, copy.place.end.0)),
        )
    }

    /// Whether nothing between the nearest neighbours came, went or moved away, as far as
    /// lengths tell.
    fn agree(&self) -> bool {
        let shifts = self.before.first().zip(self.after.first());
        shifts.is_some_and(|(before, after)| before.shift() == after.shift())
    }
}

/// Lets each mark be judged by its neighbours, until nothing changes any more.
pub(super) fn consult(members: &mut [Member<'_>]) {
    for (n, other) in strangers(members) {
        let both = members[n].resolution.is_certain() && members[other].resolution.is_certain();
        members[n].contested |= both;
        members[other].contested |= both;
    }
    for _ in 0..ROUNDS {
        let points = points(members);
        let mut changed = false;
        for member in members.iter_mut() {
            changed |= hear(member, &points);
        }
        if !changed {
            break;
        }
    }
    part(members);
    doubt_parts(members);
    let found = members.iter().filter(|member| member.resolution.is_certain()).count();
    if found * SAME_ARTICLE >= members.len() {
        let taken = taken(members);
        members.iter_mut().for_each(|member| stand_alone(member, &taken));
        part(members);
    }
}

/// Each round gives the next one neighbours to go by; there is seldom use for more.
const ROUNDS: usize = 4;

/// The ends of all marks that were found beyond doubt, or spoken for.
fn points(members: &[Member<'_>]) -> Vec<Point> {
    let mut points = Vec::new();
    for member in members.iter().filter(|member| member.is_beyond_doubt()) {
        let Some((old, new)) = member.noted().zip(member.place) else { continue };
        points.push(Point { old: old.start.0, new: new.start.0 });
        points.push(Point { old: old.end.0, new: new.end.0 });
    }
    points.sort_unstable();
    points.dedup();
    points
}

/// Lets the neighbours speak about one mark; whether that changed anything.
fn hear(member: &mut Member<'_>, points: &[Point]) -> bool {
    if member.is_beyond_doubt() {
        return false;
    }
    let (Some(noted), Some(copies)) = (member.noted(), &member.copies) else { return false };
    let heard = Heard::new(points, noted);
    let mut both = Vec::new();
    let mut one = Vec::new();
    for copy in copies.iter() {
        match heard.speak_for(noted, copy) {
            (Some(a), Some(b)) => both.push((a + b, *copy, true)),
            (Some(a), None) => one.push((a, *copy, copy.before.whole && copy.after.is_free_of_doubt())),
            (None, Some(b)) => one.push((b, *copy, copy.after.whole && copy.before.is_free_of_doubt())),
            (None, None) => {}
        }
    }
    let (both, one) = (nearest(&both), nearest(&one));
    let here = member.place.filter(|_| member.resolution.is_certain());
    let elsewhere = |copy: Copied| here.is_some_and(|place| place != copy.place);
    match (both, one) {
        (Some((copy, _)), _) => settle(member, copy),
        (None, Some((copy, true))) if !elsewhere(copy) => settle(member, copy),
        // Its surroundings stand at one place, its neighbours are at another.
        (None, Some((copy, _))) if elsewhere(copy) => member.stand_at(copy, false),
        // Nothing has left the place where it stood, and it is not there: this is a copy.
        (None, None) if here.is_some() && copies.len() > 1 && heard.agree() => {
            member.resolution = Resolution::Orphan;
            member.place = None;
        }
        _ => return false,
    }
    true
}

/// The copy that the nearest neighbours speak for, unless they speak for two.
fn nearest(found: &[(usize, Copied, bool)]) -> Option<(Copied, bool)> {
    let least = found.iter().map(|(away, ..)| *away).min()?;
    let mut all = found.iter().filter(|(away, ..)| *away == least);
    all.next().map(|(_, copy, firm)| (*copy, *firm)).filter(|_| all.next().is_none())
}

/// It is spoken for: from now on it speaks for others.
fn settle(member: &mut Member<'_>, copy: Copied) {
    member.settled = true;
    member.stand_at(copy, true);
}

/// Without a neighbour to speak for it: a whole block whose like stands only once is that block,
/// however short (a line of a list); so is the first or last sentence of one beside the only
/// copy of what stood on its other side.
///
/// A copy that is another mark’s is out of the question.
fn stand_alone(member: &mut Member<'_>, taken: &[(CharRange, CharRange)]) {
    if member.resolution.is_certain() {
        return;
    }
    let (Some(noted), Some(copies)) = (member.noted(), &member.copies) else { return };
    let is_free = |copy: &&Copied| {
        let from = taken.partition_point(|(place, _)| place.start < copy.place.start);
        let here = taken[from..].iter().take_while(|(place, _)| place.start == copy.place.start);
        here.clone().all(|(place, owner)| *place != copy.place || *owner == noted)
    };
    let free: Vec<&Copied> = copies.iter().filter(is_free).collect();
    let only = |fits: fn(&Copied) -> bool| {
        let mut all = free.iter().copied().filter(|copy| fits(copy));
        all.next().copied().filter(|_| all.next().is_none())
    };
    if let Some(copy) = only(|copy| copy.before.edge && copy.after.edge).or_else(|| only(Copied::is_framed)) {
        member.stand_at(copy, true);
    } else if let (Resolution::Orphan, Some(copy)) = (&member.resolution, only(Copied::is_beside)) {
        member.stand_at(copy, false);
    }
}

/// The places of the marks that are certain, with where those were made.
fn taken(members: &[Member<'_>]) -> Vec<(CharRange, CharRange)> {
    let certain = members.iter().filter(|member| member.resolution.is_certain());
    let mut taken: Vec<_> = certain.filter_map(|member| member.place.zip(member.noted())).collect();
    taken.sort_unstable_by_key(|(place, _)| (place.start, place.end));
    taken
}

/// Words that belong to one mark are not another’s: the better claim wins, and where none is
/// better, all are to be confirmed.
fn part(members: &mut [Member<'_>]) {
    let mut doubtful = Vec::new();
    for (n, other) in strangers(members) {
        for (n, other) in [(n, other), (other, n)] {
            if stands_in(&members[n], &members[other]) {
                let (claim, better) = (members[n].claim(), members[other].claim());
                doubtful.extend((claim < better).then_some((n, false)));
                doubtful.extend((claim == better && claim > 0).then_some((n, true)));
            }
        }
    }
    for (n, propose) in doubtful {
        let member = &mut members[n];
        member.resolution = match member.resolution.range() {
            Some(range) if propose => member.proposed(range),
            _ => Resolution::Orphan,
        };
        member.place = member.place.filter(|_| propose);
    }
}

/// A part is where the whole is. Where the whole is gone, or stands elsewhere, a part that was
/// found without it is to be confirmed: a near-duplicate has many parts in common.
fn doubt_parts(members: &mut [Member<'_>]) {
    let mut order: Vec<(CharRange, usize)> =
        members.iter().enumerate().filter_map(|(n, member)| Some((member.noted()?, n))).collect();
    order.sort_unstable_by_key(|(noted, _)| (noted.start, Reverse(noted.end)));
    let mut doubtful = Vec::new();
    for (k, (noted, n)) in order.iter().enumerate() {
        let part = &members[*n];
        if !part.resolution.is_certain() || part.settled || part.copies.is_none() {
            continue;
        }
        let mut wholes = order[..k].iter().rev().take(CROWD).filter(|(whole, _)| noted.end <= whole.end);
        let is_apart = |(_, whole): &(CharRange, usize)| {
            let (whole, part) = (members[*whole].place, part.place);
            let apart =
                |(whole, part): (CharRange, CharRange)| part.start < whole.start || whole.end < part.end;
            whole.zip(part).is_none_or(apart)
        };
        doubtful.extend(wholes.any(is_apart).then_some(*n));
    }
    for n in doubtful {
        let member = &mut members[n];
        if let Some(range) = member.resolution.range() {
            member.resolution = member.proposed(range);
        }
    }
}

/// Pairs of marks that came down on the same words and had no letter in common where they were
/// made.
fn strangers(members: &[Member<'_>]) -> Vec<(usize, usize)> {
    let mut order: Vec<(CharRange, usize)> =
        members.iter().enumerate().filter_map(|(n, member)| Some((member.place?, n))).collect();
    order.sort_unstable_by_key(|(place, n)| (place.start, *n));
    let mut pairs = Vec::new();
    for (k, (place, n)) in order.iter().enumerate() {
        let beside = order[k + 1..].iter().take(CROWD).take_while(|(other, _)| other.start < place.end);
        let strangers = beside.filter(|(_, other)| are_strangers(&members[*n], &members[*other]));
        pairs.extend(strangers.map(|(_, other)| (*n, *other)));
    }
    pairs
}

/// Marks on the same words that are compared with one another.
const CROWD: usize = 64;

/// Whether more than half of the place of one mark is another’s.
fn stands_in(one: &Member<'_>, other: &Member<'_>) -> bool {
    one.place.zip(other.place).is_some_and(|(one, other)| {
        let shared = one.end.min(other.end).0.saturating_sub(one.start.max(other.start).0);
        shared * 2 > one.end.0 - one.start.0
    })
}

/// Whether two marks had no letter in common where they were made.
fn are_strangers(one: &Member<'_>, other: &Member<'_>) -> bool {
    let both = one.noted().zip(other.noted());
    both.is_some_and(|(one, other)| one.end <= other.start || other.end <= one.start)
}
