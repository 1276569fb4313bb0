//! Which sentence of the new text each sentence of the old one has become.
//!
//! Neighbours: [`super::sentence`] cuts, [`super::fragments`] takes care of what is left. The one
//! idea: first what cannot be mistaken, then what follows from it. A sentence that stands once
//! in both texts pairs with itself wherever it went; its neighbours, if equal, pair along with
//! it, which tells repeated sentences apart by the company they keep; what was reworded pairs
//! with what is most like it, far more readily beside a paired neighbour than across the text.
//! A sentence paired once is spoken for: a twin whose own original is still there takes no
//! other’s marks.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sentence::Sentences;
use crate::anchoring::{
    align::{Ends, Fate, Words, align},
    weight,
};

/// Sentences shorter than this pair across the text only along with a neighbour: “No.” stands
/// in many articles.
const ALONE: usize = 4;
/// One sentence in so many must have its partner for the two texts to be versions of one article;
/// then a line such as “Photo: our own” may be taken for the same line wherever it stands.
const SAME_ARTICLE: usize = 4;
/// How many sentences away a paired sentence still counts as a neighbour.
const NEARBY: usize = 3;
/// Between two paired neighbours no further apart than this, a sentence is in its place.
const BETWEEN: usize = 40;
/// How much two sentences must share, by weight, to pair beside a neighbour. Half: less, and the
/// greater part of what was said is another.
const ALIKE_NEARBY: f32 = 0.5;
/// How much to pair across the text, where nothing but their words speaks for them.
const ALIKE_FAR: f32 = 0.7;
/// And what the words they share must tell: as much as three that stand once. Stock sentences
/// (“It was not clear whether”) share many that tell little.
const TOLD_FAR: f32 = 3.0;
/// By how much the best must beat the second best, across the text.
const MARGIN: f32 = 0.15;
/// From here on what stands word for word inside a reworded sentence needs no asking.
const SURE: f32 = 0.65;
/// A word in more leftover sentences than this tells too little to look them all up.
const CROWD: usize = 48;
/// Candidates compared word by word.
const CANDIDATES: usize = 5;

/// How a sentence came to its partner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    /// The sentence of the new text.
    pub new: usize,
    /// Whether the two hold the same words.
    pub equal: bool,
    /// Whether there is no doubt that they are one.
    pub sure: bool,
    /// Whether another sentence that was the same word for word may be meant as well.
    pub contested: bool,
}

/// Which sentence belongs to which.
#[derive(Debug)]
pub(super) struct Partners {
    /// The partner of each old sentence.
    pub of_old: Vec<Option<Pair>>,
    /// The partner of each new sentence.
    pub of_new: Vec<Option<usize>>,
}

impl Partners {
    /// Finds the partners: equal sentences first, then reworded ones far away too, then those
    /// beside the ones found. Each round gives the next one neighbours to go by.
    pub(super) fn find(old: Sentences<'_>, new: Sentences<'_>) -> Self {
        let (of_old, of_new) = (vec![None; old.len()], vec![None; new.len()]);
        let mut pairing = Pairing { old, new, of_old, of_new };
        pairing.pair_unique(|length, _| length >= ALONE);
        pairing.extend();
        pairing.pair_repeats();
        for far in [true, false] {
            pairing.join_alike(pairing.look_alike(far));
            pairing.extend();
            pairing.pair_repeats();
        }
        if pairing.is_same_article() {
            pairing.pair_unique(|_, whole_block| whole_block);
        }
        Self { of_old: pairing.of_old, of_new: pairing.of_new }
    }
}

/// Pairs of sentences, one partner each.
#[derive(Debug)]
struct Pairing<'a> {
    old: Sentences<'a>,
    new: Sentences<'a>,
    of_old: Vec<Option<Pair>>,
    of_new: Vec<Option<usize>>,
}

impl Pairing<'_> {
    fn join(&mut self, old: usize, pair: Pair) {
        self.of_old[old] = Some(pair);
        self.of_new[pair.new] = Some(old);
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.of_old[old].is_none() && self.of_new[new].is_none()
    }

    /// Whether the texts have enough in common to be versions of one article.
    fn is_same_article(&self) -> bool {
        self.of_old.iter().flatten().count() * SAME_ARTICLE >= self.of_old.len()
    }

    /// Sentences that stand once in either text, if their length, or their being whole blocks,
    /// speaks for them.
    fn pair_unique(&mut self, speaks: impl Fn(usize, bool) -> bool) {
        let (old, new) = (once(&self.old), once(&self.new));
        let mut there = new.into_iter().peekable();
        for (hash, n) in old {
            while there.next_if(|(other, _)| *other < hash).is_some() {}
            let Some((_, new)) = there.next_if(|(other, _)| *other == hash) else { continue };
            let whole = self.old.is_block(n) && self.new.is_block(new);
            if self.is_free(n, new) && speaks(self.old.length(n), whole) {
                self.join(n, Pair { new, equal: true, sure: true, contested: false });
            }
        }
    }

    /// Equal sentences beside a pair pair too, on and on: first those of one block, which goes
    /// where it goes as one; then the next block’s, if both are; then any. Of two copies, the one
    /// in the same company is meant.
    fn extend(&mut self) {
        let [within, like, any]: [fn(bool, bool) -> bool; 3] =
            [|old, new| !old && !new, |old, new| old == new, |_, _| true];
        for fits in [within, like, any] {
            for n in 0..self.old.len() {
                self.extend_from(n, |n| n.checked_add(1), fits);
            }
            for n in (0..self.old.len()).rev() {
                self.extend_from(n, |n| n.checked_sub(1), fits);
            }
        }
    }

    /// `fits` hears whether a block starts between the two, in the old text and in the new.
    fn extend_from(&mut self, n: usize, step: fn(usize) -> Option<usize>, fits: fn(bool, bool) -> bool) {
        let Some(pair) = self.of_old[n] else { return };
        let (Some(old), Some(new)) = (step(n), step(pair.new)) else { return };
        let inside = old < self.old.len() && new < self.new.len();
        if inside
            && self.is_free(old, new)
            && self.old.hash(old) == self.new.hash(new)
            && fits(self.old.opens_line(n.max(old)), self.new.opens_line(pair.new.max(new)))
        {
            self.join(old, Pair { new, equal: true, sure: true, contested: pair.contested });
        }
    }

    /// Equal sentences that are left pair in order, where they stand near paired ones. When fewer
    /// of them are left than there were, nobody knows which went.
    fn pair_repeats(&mut self) {
        let old: Vec<usize> = (0..self.old.len()).filter(|n| self.of_old[*n].is_none()).collect();
        let new: Vec<usize> = (0..self.new.len()).filter(|n| self.of_new[*n].is_none()).collect();
        let old_hashes: Vec<u64> = old.iter().map(|n| self.old.hash(*n)).collect();
        let new_hashes: Vec<u64> = new.iter().map(|n| self.new.hash(*n)).collect();
        let (old_sorted, new_sorted) = (sorted(old_hashes.clone()), sorted(new_hashes.clone()));
        for op in capture_diff_slices(Algorithm::Myers, &old_hashes, &new_hashes) {
            let DiffOp::Equal { old_index, new_index, len } = op else { continue };
            for n in 0..len {
                let (old, new) = (old[old_index + n], new[new_index + n]);
                if self.neighbours(old, new) {
                    let hash = self.old.hash(old);
                    let contested = times(&old_sorted, hash) > times(&new_sorted, hash);
                    self.join(old, Pair { new, equal: true, sure: true, contested });
                }
            }
        }
    }

    /// Whether a pair of the two would stand beside pairs there are.
    fn neighbours(&self, old: usize, new: usize) -> bool {
        let before = (0..old).rev().take(BETWEEN).find_map(|n| Some((old - n, self.of_old[n]?.new)));
        let after =
            (old + 1..self.old.len()).take(BETWEEN).find_map(|n| Some((n - old, self.of_old[n]?.new)));
        let beside = |away: usize, distance: usize| away <= NEARBY && (1..=NEARBY).contains(&distance);
        before.is_some_and(|(away, place)| beside(away, new.saturating_sub(place)))
            || after.is_some_and(|(away, place)| beside(away, place.saturating_sub(new)))
            || before
                .zip(after)
                .is_some_and(|((_, low), (_, high))| low < new && new < high && high - low <= BETWEEN)
            || (old == 0 && new < NEARBY)
            || (old + 1 == self.old.len() && new + NEARBY >= self.new.len())
    }

    /// Looks for reworded sentences, across the text too when `far`: how alike, and which.
    fn look_alike(&self, far: bool) -> Vec<(f32, usize, usize)> {
        let (versions, words) = (self.is_same_article(), LeftWords::new(self));
        let mut found = Vec::new();
        for old in (0..self.old.len()).filter(|n| self.of_old[*n].is_none()) {
            let mut scored: Vec<(f32, bool, usize)> = words
                .candidates(self, old)
                .into_iter()
                .filter_map(|new| self.likeness(old, new).map(|(alike, nearby)| (alike, nearby, new)))
                .collect();
            scored.sort_by(|a, b| b.0.total_cmp(&a.0));
            let second = scored.get(1).map_or(0.0, |s| s.0);
            for (n, (likeness, nearby, new)) in scored.into_iter().enumerate() {
                let clear = n == 0 && likeness - second >= MARGIN && far;
                if (nearby && versions) || clear {
                    found.push((likeness, old, new));
                }
            }
        }
        found
    }

    /// Pairs the most alike first.
    fn join_alike(&mut self, mut found: Vec<(f32, usize, usize)>) {
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let hashes = sorted((0..self.old.len()).map(|n| self.old.hash(n)).collect());
        for (alike, old, new) in found {
            if self.is_free(old, new) {
                let contested = times(&hashes, self.old.hash(old)) > 1;
                self.join(old, Pair { new, equal: false, sure: alike >= SURE, contested });
            }
        }
    }

    /// How alike two sentences are, and whether they stand beside paired ones; `None` when it is
    /// not enough for where they stand.
    fn likeness(&self, old: usize, new: usize) -> Option<(f32, bool)> {
        let (one, other) = (self.old.stretch(old), self.new.stretch(new));
        let likeness = compare(one, other);
        let nearby = self.neighbours(old, new);
        let enough = if nearby {
            likeness.share >= ALIKE_NEARBY
        } else {
            likeness.share >= ALIKE_FAR && likeness.told >= TOLD_FAR && !likeness.critical
        };
        enough.then_some((likeness.share, nearby))
    }
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes
}

/// How often a hash stands among sorted ones.
fn times(sorted: &[u64], hash: u64) -> usize {
    let end = sorted.partition_point(|other| *other <= hash);
    end - sorted[..end].partition_point(|other| *other < hash)
}

/// Hash and number of the sentences that stand once, sorted.
fn once(sentences: &Sentences<'_>) -> Vec<(u64, usize)> {
    let mut all: Vec<(u64, usize)> = (0..sentences.len()).map(|n| (sentences.hash(n), n)).collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() == 1).map(|run| run[0]).collect()
}

struct Likeness {
    /// The share of both that stands in both: what the kept words tell, beside what those weigh
    /// that stand only in one.
    share: f32,
    /// What the kept words tell.
    told: f32,
    /// Whether a name, number or negation stands only in one.
    critical: bool,
}

fn compare(old: Words<'_>, new: Words<'_>) -> Likeness {
    let (mut shared, mut apart, mut critical) = (0.0, 0.0, false);
    let mut stands = vec![false; new.tokens.len()];
    for (n, fate) in align(old, new, Ends::Tied).into_iter().enumerate() {
        let Some(place) = fate.kept() else {
            apart += old.weights[n];
            critical |= old.tokens[n].kind.is_critical();
            continue;
        };
        let both = old.told[n] + new.told[place];
        let near = matches!(fate, Fate::Near(_));
        shared += if near { weight::told_when_near(&old.tokens[n], both) } else { both };
        stands[place] = true;
    }
    for (n, token) in new.tokens.iter().enumerate().filter(|(n, _)| !stands[*n]) {
        apart += new.weights[n];
        critical |= token.kind.is_critical();
    }
    Likeness { share: shared / (shared + apart).max(f32::EPSILON), told: shared / 2.0, critical }
}

/// In which of the unpaired new sentences each telling word stands.
#[derive(Debug)]
struct LeftWords(Vec<(u32, usize)>);

impl LeftWords {
    fn new(pairing: &Pairing<'_>) -> Self {
        let mut words = Vec::new();
        for n in (0..pairing.new.len()).filter(|n| pairing.of_new[*n].is_none()) {
            let stretch = pairing.new.stretch(n);
            for (token, weight) in stretch.tokens.iter().zip(stretch.weights) {
                if weight::is_telling(*weight) {
                    words.push((token.id, n));
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// The unpaired new sentences that share most with the old one, and those in its place.
    fn candidates(&self, pairing: &Pairing<'_>, old: usize) -> Vec<usize> {
        let stretch = pairing.old.stretch(old);
        let mut votes: Vec<(usize, f32)> = Vec::new();
        for (token, weight) in stretch.tokens.iter().zip(stretch.weights) {
            let from = self.0.partition_point(|(id, _)| *id < token.id);
            let run = self.0[from..].iter().take(CROWD + 1).take_while(|(id, _)| *id == token.id);
            if run.clone().count() <= CROWD {
                votes.extend(run.map(|(_, n)| (*n, *weight)));
            }
        }
        votes.sort_by_key(|(n, _)| *n);
        let mut totals: Vec<(f32, usize)> = votes
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| (run.iter().map(|(_, w)| w).sum(), run[0].0))
            .collect();
        totals.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut candidates: Vec<usize> = totals.into_iter().take(CANDIDATES).map(|(_, n)| n).collect();
        let beside = [old.checked_sub(1).map(|n| (n, 1)), Some((old + 1, -1))];
        for (n, step) in beside.into_iter().flatten() {
            let place =
                pairing.of_old.get(n).copied().flatten().and_then(|pair| pair.new.checked_add_signed(step));
            if let Some(new) = place.filter(|new| pairing.of_new.get(*new) == Some(&None))
                && !candidates.contains(&new)
            {
                candidates.push(new);
            }
        }
        candidates
    }
}
