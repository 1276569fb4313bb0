//! Sentences that stand several times, and near-duplicates: nothing but their company tells which
//! was marked, and when it is deleted the others must not be taken for it.

use std::{ops::Range, rc::Rc};

use hearsay::{
    anchoring::{Anchorer, Carrier, describe},
    text::TextRange,
};

use super::{
    edit::{Draft, Edit, Followed, follow, places},
    freeze, press,
    promises::{Count, bytes, range, starts},
    random::Random,
};

/// Words of a trial’s article.
const WORDS: usize = 3_000;
/// Sentences that have others like them.
const CHOSEN: usize = 16;

/// What stands beside a marked sentence, and what the editor does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Three to nine copies all over; paragraphs come in and move.
    Repeat,
    /// The same, and two in five of the places marked are deleted.
    RepeatDeleted,
    /// A near-duplicate next to each; half of the marked ones are deleted.
    TwinBeside,
    /// A near-duplicate somewhere; half of the marked ones are deleted.
    TwinFar,
    /// Copies and twins, with every other edit besides.
    Mixed,
}

/// Copies or twins of some sentences put in; those sentences.
fn sow(class: Class, article: &mut [Vec<String>], random: &mut Random) -> Vec<String> {
    let mut chosen = Vec::new();
    for n in 0..CHOSEN {
        let paragraph = random.below(article.len());
        let at = random.below(article[paragraph].len());
        let sentence = article[paragraph][at].clone();
        let copies =
            matches!(class, Class::Repeat | Class::RepeatDeleted) || (class == Class::Mixed && n % 2 == 0);
        if copies {
            for _ in 0..2 + random.below(7) {
                put(article, sentence.clone(), random);
            }
        } else {
            let twin = press::twin(random, &sentence);
            if class == Class::TwinBeside {
                article[paragraph].insert(at + 1, twin);
            } else {
                put(article, twin, random);
            }
        }
        if !chosen.contains(&sentence) {
            chosen.push(sentence);
        }
    }
    chosen
}

fn put(article: &mut [Vec<String>], sentence: String, random: &mut Random) {
    let paragraph = random.below(article.len());
    // Of two copies side by side nobody can say which was deleted.
    if !article[paragraph].contains(&sentence) {
        let at = random.below(article[paragraph].len() + 1);
        article[paragraph].insert(at, sentence);
    }
}

/// Where each of `sentences` stands, in characters.
fn occurrences(text: &str, sentences: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences {
        for (at, _) in text.match_indices(sentence.as_str()) {
            let start = text[..at].chars().count();
            found.push(start..start + sentence.chars().count());
        }
    }
    found
}

/// Runs one article both ways: with the old text, and by selectors alone.
pub(crate) fn run(class: Class, seed: u64, carried: &mut Count, searched: &mut Count) {
    let mut random = Random::new(seed);
    let mut article = press::article(&mut random, WORDS);
    let chosen = sow(class, &mut article, &mut random);
    let mut draft = Draft::new(&article);
    let old = draft.text();
    let chars: Vec<char> = old.chars().collect();
    let starts = starts(&chars);
    let mut ranges = Vec::new();
    for sentence in occurrences(&old, &chosen) {
        let inside: Vec<usize> = starts.iter().copied().filter(|n| sentence.contains(n)).collect();
        let part = range(&chars, &inside, &mut random);
        ranges.extend([sentence.clone(), part.start..part.end.min(sentence.end)]);
        let share = match class {
            Class::Repeat => 0,
            Class::RepeatDeleted => 40,
            Class::TwinBeside | Class::TwinFar => 50,
            Class::Mixed => 20,
        };
        if random.chance(share) {
            draft.remove(sentence.start);
        }
    }
    ranges.extend((0..100).map(|_| range(&chars, &starts, &mut random)));
    if matches!(class, Class::Repeat | Class::RepeatDeleted) {
        draft.edit(Edit::Rearrange, &mut random);
    }
    if class == Class::Mixed {
        for edit in [Edit::Reword, Edit::Delete, Edit::Rearrange, Edit::Misprint, Edit::Retype] {
            draft.edit(edit, &mut random);
        }
    }
    let (old, new) = (freeze(&old), freeze(&draft.text()));
    let places = places(&draft.cells());
    let carrier = Carrier::new(Rc::clone(&old), Rc::clone(&new));
    let described: Vec<_> = ranges.iter().map(|range| describe(&old, bytes(&old, range))).collect();
    let found = Anchorer::new(Rc::clone(&new)).resolve_all(&described, &mut |_| {});
    for (range, found) in ranges.iter().zip(found) {
        let expected: Option<TextRange> = match follow(&places, range.start, range.end) {
            Followed::There(place) => Some(bytes(&new, &place)),
            Followed::Torn => continue,
            Followed::Gone => None,
        };
        carried.add(&carrier.carry(bytes(&old, range)), expected);
        searched.add(&found, expected);
    }
}

fn both(class: Class) -> (Count, Count) {
    let (mut carried, mut searched) = (Count::default(), Count::default());
    for seed in 1..=3 {
        run(class, seed, &mut carried, &mut searched);
    }
    (carried, searched)
}

/// Selectors note thirty-two characters: what differs further away they cannot know. So few in a
/// thousand may be attached to a copy or a twin.
fn check_searched(searched: &Count, right: usize, silent: usize) {
    searched.check_found(right, silent);
    assert!(searched.wrong * 1000 <= 15 * searched.all, "{searched:?}");
    assert!(searched.wrongly_proposed * 1000 <= 40 * searched.all, "{searched:?}");
}

#[test]
fn copies_are_told_apart_by_their_company() {
    let (carried, searched) = both(Class::Repeat);
    carried.check(1000, 1000);
    searched.check(990, 985);
}

#[test]
fn no_copy_is_taken_for_one_that_was_deleted() {
    let (carried, searched) = both(Class::RepeatDeleted);
    carried.check(990, 960);
    check_searched(&searched, 930, 870);
}

#[test]
fn no_twin_next_door_is_taken_for_one_that_was_deleted() {
    let (carried, searched) = both(Class::TwinBeside);
    carried.check(1000, 990);
    check_searched(&searched, 980, 970);
}

#[test]
fn nor_is_one_elsewhere() {
    let (carried, searched) = both(Class::TwinFar);
    carried.check(1000, 990);
    check_searched(&searched, 980, 970);
}

#[test]
fn copies_and_twins_stay_apart_in_all_edits_at_once() {
    let (carried, searched) = both(Class::Mixed);
    carried.check_found(950, 300);
    assert!(carried.wrong * 1000 <= 5 * carried.all, "{carried:?}");
    check_searched(&searched, 800, 400);
}
