//! What anchoring promises of each kind of edit, on articles it has never seen.

use std::{ops::Range, rc::Rc};

use hearsay::{
    anchoring::{Anchorer, Carrier, Resolution, describe},
    article::FrozenText,
    text::{CharOffset, CharRange, TextRange},
};

use super::{
    edit::{Draft, Edit, Followed, follow, places},
    freeze, press,
    random::Random,
};

/// Words of a trial’s article.
const WORDS: usize = 2_000;

/// Answers counted.
#[derive(Debug, Default)]
pub(super) struct Count {
    /// Ranges that are still there, and those found at their place.
    pub(super) there: usize,
    pub(super) right: usize,
    /// Of those, without asking.
    pub(super) silent: usize,
    /// Attached without asking where they do not belong.
    pub(super) wrong: usize,
    /// Proposed where they do not belong.
    pub(super) wrongly_proposed: usize,
    pub(super) all: usize,
}

impl Count {
    pub(super) fn add(&mut self, answer: &Resolution, expected: Option<TextRange>) {
        self.all += 1;
        self.there += usize::from(expected.is_some());
        let Some(found) = answer.range() else { return };
        if expected.is_some_and(|expected| covers(found, expected)) {
            self.right += 1;
            self.silent += usize::from(answer.is_certain());
        } else if answer.is_certain() {
            self.wrong += 1;
        } else {
            self.wrongly_proposed += 1;
        }
    }

    /// Checks that at least `right` in a thousand were found and `silent` without asking.
    pub(super) fn check(&self, right: usize, silent: usize) {
        assert_eq!(self.wrong, 0, "attached silently to other words: {self:?}");
        self.check_found(right, silent);
    }

    /// Checks how many were found, whatever was attached wrongly.
    pub(super) fn check_found(&self, right: usize, silent: usize) {
        assert!(self.right * 1000 >= right * self.there, "{self:?}");
        assert!(self.silent * 1000 >= silent * self.there, "{self:?}");
    }
}

/// Within two bytes at either end (a quotation mark, a full stop), or four fifths in common.
fn covers(found: TextRange, expected: TextRange) -> bool {
    let near = |a: u32, b: u32| a.abs_diff(b) <= 6;
    let shared = found.intersect(expected).map_or(0, |r| r.len().into());
    let union = u32::from(found.cover(expected).len());
    shared * 5 >= union * 4
        || (near(found.start().into(), expected.start().into())
            && near(found.end().into(), expected.end().into()))
}

/// An article, what it was edited to, and ranges to follow.
struct Trial {
    old: Rc<FrozenText>,
    new: Rc<FrozenText>,
    /// Where each old character stands now.
    places: Vec<Option<usize>>,
    ranges: Vec<Range<usize>>,
}

fn trial(seed: u64, edits: &[Edit]) -> Trial {
    let mut random = Random::new(seed);
    let article = press::article(&mut random, WORDS);
    let mut draft = Draft::new(&article);
    let old = draft.text();
    for edit in edits {
        draft.edit(*edit, &mut random);
    }
    let chars: Vec<char> = old.chars().collect();
    let starts = starts(&chars);
    let ranges = (0..200).map(|_| range(&chars, &starts, &mut random)).collect();
    Trial { old: freeze(&old), new: freeze(&draft.text()), places: places(&draft.cells()), ranges }
}

/// The first characters of words.
pub(super) fn starts(chars: &[char]) -> Vec<usize> {
    let starts = |n: &usize| chars[*n].is_alphanumeric() && (*n == 0 || chars[n - 1].is_whitespace());
    (0..chars.len()).filter(starts).collect()
}

/// A row of whole words of one paragraph, in characters; three in four a dozen words at most.
pub(super) fn range(chars: &[char], starts: &[usize], random: &mut Random) -> Range<usize> {
    let first = random.below(starts.len());
    let words = if random.chance(25) { 12 + random.below(30) } else { 3 + random.below(10) };
    let start = starts[first];
    let end = starts.get(first + words).map_or(chars.len(), |next| next - 1);
    let line = chars[start..end].iter().position(|c| *c == '\n');
    start..line.map_or(end, |n| start + n)
}

impl Trial {
    fn answers_carried(&self) -> Vec<Resolution> {
        let carrier = Carrier::new(Rc::clone(&self.old), Rc::clone(&self.new));
        self.ranges.iter().map(|range| carrier.carry(bytes(&self.old, range))).collect()
    }

    fn answers_searched(&self) -> Vec<Resolution> {
        let describe = |range: &Range<usize>| describe(&self.old, bytes(&self.old, range));
        let described: Vec<_> = self.ranges.iter().map(describe).collect();
        Anchorer::new(Rc::clone(&self.new)).resolve_all(&described, &mut |_| {})
    }

    fn count(&self, answers: Vec<Resolution>, count: &mut Count) {
        for (range, answer) in self.ranges.iter().zip(answers) {
            let expected = match follow(&self.places, range.start, range.end) {
                Followed::There(place) => Some(bytes(&self.new, &place)),
                Followed::Torn => continue,
                Followed::Gone => None,
            };
            count.add(&answer, expected);
        }
    }
}

pub(super) fn bytes(text: &FrozenText, range: &Range<usize>) -> TextRange {
    let at = |n: usize| CharOffset(n as u32);
    let range = CharRange { start: at(range.start), end: at(range.end) };
    text.index().range_from_chars(text.as_str(), range).expect("in the text")
}

/// Runs some articles both ways.
fn both(edits: &[Edit]) -> (Count, Count) {
    let (mut carried, mut searched) = (Count::default(), Count::default());
    for seed in 1..=2 {
        let trial = trial(seed, edits);
        trial.count(trial.answers_carried(), &mut carried);
        trial.count(trial.answers_searched(), &mut searched);
    }
    (carried, searched)
}

#[test]
fn an_unchanged_text_keeps_every_range() {
    let (carried, searched) = both(&[]);
    carried.check(1000, 1000);
    searched.check(1000, 1000);
}

#[test]
fn ranges_follow_paragraphs_that_move() {
    let (carried, searched) = both(&[Edit::Rearrange]);
    carried.check(990, 980);
    searched.check(980, 970);
}

#[test]
fn typography_is_no_change() {
    let (carried, searched) = both(&[Edit::Retype]);
    carried.check(1000, 1000);
    searched.check(995, 995);
}

#[test]
fn misprints_lose_nothing() {
    let (carried, searched) = both(&[Edit::Misprint]);
    carried.check(995, 500);
    searched.check(990, 500);
}

#[test]
fn a_changed_word_is_proposed_with_its_difference() {
    let (carried, searched) = both(&[Edit::Reword]);
    carried.check(990, 300);
    searched.check(980, 300);
}

#[test]
fn what_is_deleted_is_an_orphan() {
    let (carried, searched) = both(&[Edit::Delete]);
    carried.check(980, 800);
    searched.check(950, 750);
    assert!(carried.wrongly_proposed * 100 <= carried.all, "{carried:?}");
    assert!(searched.wrongly_proposed * 50 <= searched.all, "{searched:?}");
}

#[test]
fn all_of_it_at_once_attaches_nothing_wrongly() {
    let (carried, searched) =
        both(&[Edit::Reword, Edit::Delete, Edit::Rearrange, Edit::Misprint, Edit::Retype]);
    carried.check(960, 250);
    searched.check(850, 200);
}

/// Whether `answer` stands on the very letters that `range` marked, every one of them.
fn is_on_the_same_letters(trial: &Trial, range: &Range<usize>, answer: &Resolution) -> bool {
    let old: Vec<char> = trial.old.as_str().chars().collect();
    let new: Vec<char> = trial.new.as_str().chars().collect();
    let marked = range.clone().filter(|n| old[*n].is_alphanumeric()).map(|n| trial.places[n]);
    let Some(mut marked) = marked.collect::<Option<Vec<usize>>>() else { return false };
    marked.sort_unstable();
    let chars = |range: &TextRange| trial.new.index().range_to_chars(trial.new.as_str(), *range);
    let found = answer.ranges().iter().map(|range| chars(range).expect("between characters"));
    let found = found.flat_map(|range| range.start.0 as usize..range.end.0 as usize);
    found.filter(|n| new[*n].is_alphanumeric()).eq(marked)
}

#[test]
fn marks_over_several_paragraphs_are_followed_paragraph_by_paragraph() {
    let mut apart = [0, 0];
    for seed in 1..=3 {
        for edits in [&[Edit::Rearrange][..], &[Edit::Rearrange, Edit::Delete]] {
            let mut trial = trial(seed, edits);
            let mut random = Random::new(seed);
            let chars: Vec<char> = trial.old.as_str().chars().collect();
            let starts = starts(&chars);
            let over_lines = |first: usize| {
                let end = starts.get(first + 4 + random.below(30))? - 1;
                chars[starts[first]..end].contains(&'\n').then_some(starts[first]..end)
            };
            trial.ranges = (0..starts.len()).filter_map(over_lines).collect();
            let ways = [trial.answers_carried(), trial.answers_searched()];
            for (n, range) in trial.ranges.iter().enumerate() {
                for (way, answers) in ways.iter().enumerate() {
                    let is_apart = matches!(answers[n], Resolution::Apart(_));
                    apart[way] += usize::from(is_apart);
                    // By selectors alone, a sentence that begins like the marked one may be met.
                    if is_apart || (way == 0 && answers[n].is_certain()) {
                        let text = trial.old.slice(bytes(&trial.old, range));
                        let same = is_on_the_same_letters(&trial, range, &answers[n]);
                        assert!(same, "way {way}, “{text}”: {:?}", answers[n]);
                    }
                }
            }
        }
    }
    assert!(apart.iter().all(|count| *count > 500), "{apart:?}");
}

#[test]
fn another_article_holds_none_of_it() {
    let mut random = Random::new(77);
    let old = freeze(&Draft::new(&press::article(&mut random, WORDS)).text());
    let new = freeze(&Draft::new(&press::article(&mut random, WORDS)).text());
    let (carrier, anchorer) =
        (Carrier::new(Rc::clone(&old), Rc::clone(&new)), Anchorer::new(Rc::clone(&new)));
    let (mut carried, mut searched) = (Count::default(), Count::default());
    let chars: Vec<char> = old.as_str().chars().collect();
    let starts = starts(&chars);
    for _ in 0..400 {
        let range = bytes(&old, &range(&chars, &starts, &mut random));
        let (one, other) = (carrier.carry(range), anchorer.resolve(&describe(&old, range)));
        carried.add(&one, None);
        searched.add(&other, None);
    }
    carried.check(0, 0);
    searched.check(0, 0);
    assert!(carried.wrongly_proposed <= 8, "{carried:?}");
    assert!(searched.wrongly_proposed <= 8, "{searched:?}");
}
