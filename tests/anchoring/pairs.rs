//! `describe` and `resolve` are a pair: what one writes down, the other finds.

use std::rc::Rc;

use hearsay::{
    anchoring::{Anchorer, Carrier, Resolution, Selectors, describe},
    text::{CharOffset, CharRange, TextRange, TextSize},
};
use proptest::prelude::*;

use super::freeze;

/// Any range of `text` between characters.
fn range(text: &str, a: &prop::sample::Index, b: &prop::sample::Index) -> TextRange {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (ends[a.index(ends.len())], ends[b.index(ends.len())]);
    TextRange::new(TextSize::new(a.min(b) as u32), TextSize::new(a.max(b) as u32))
}

fn check(text: &str, range: TextRange) -> Result<(), TestCaseError> {
    let text = freeze(text);
    let selectors = describe(&text, range);
    prop_assert_eq!(Anchorer::new(Rc::clone(&text)).resolve(&selectors), Resolution::Exact(range));
    prop_assert_eq!(Carrier::new(Rc::clone(&text), text).carry(range), Resolution::Exact(range));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_described_resolves(text in r"\PC{1,40}([ .“”\n]\PC{1,20}){0,20}", a: prop::sample::Index, b: prop::sample::Index) {
        check(&text, range(&text, &a, &b))?;
    }

    #[test]
    fn so_it_does_among_repeated_sentences(
        picked in prop::collection::vec(prop::sample::select(vec!["No comment.", "“No comment,” she said.", "The mill burnt down."]), 1..40),
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) {
        let text = picked.join(" ");
        check(&text, range(&text, &a, &b))?;
    }

    #[test]
    fn whatever_a_file_says_is_answered_within_the_text(
        text in r"\PC{1,40}([ .“”\n]\PC{1,20}){0,20}",
        noted in prop::collection::vec((r"\PC{0,20}", r"\PC{0,20}", r"\PC{0,20}", prop::option::of((0..900_u32, 0..90_u32))), 0..8),
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) {
        let frozen = freeze(&text);
        let mut all: Vec<Selectors> = noted
            .into_iter()
            .map(|(exact, prefix, suffix, position)| {
                let position = position.map(|(start, length)| CharRange {
                    start: CharOffset(start),
                    end: CharOffset(start + length),
                });
                Selectors { exact, prefix, suffix, position }
            })
            .collect();
        // The words are there, the place is another.
        let there = describe(&frozen, range(&text, &a, &b));
        all.extend(all.clone().into_iter().map(|other| Selectors { position: other.position, ..there.clone() }));
        let found = Anchorer::new(Rc::clone(&frozen)).resolve_all(&all, &mut |_| {});
        prop_assert_eq!(found.len(), all.len());
        for range in found.iter().filter_map(Resolution::range) {
            prop_assert!(text.get(usize::from(range.start())..usize::from(range.end())).is_some());
        }
    }

    #[test]
    fn there_and_back_is_the_same_place(
        sentences in prop::collection::vec("[A-Z][a-z]{2,8}( [a-z]{2,9}){4,9}\\.", 3..12),
        added in "[A-Z][a-z]{2,8}( [a-z]{2,9}){4,9}\\.",
        at: prop::sample::Index,
        gone: prop::sample::Index,
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) {
        let old = sentences.join(" ");
        let mut edited = sentences.clone();
        edited.remove(gone.index(edited.len()));
        edited.insert(at.index(edited.len() + 1), added);
        let (old, new) = (freeze(&old), freeze(&edited.join(" ")));
        let range = range(old.as_str(), &a, &b);
        let (there, back) =
            (Carrier::new(Rc::clone(&old), Rc::clone(&new)), Carrier::new(new, Rc::clone(&old)));
        let Resolution::Exact(landed) = there.carry(range) else { return Ok(()) };
        if let Resolution::Exact(home) = back.carry(landed) {
            prop_assert_eq!(old.slice(home).trim(), old.slice(range).trim());
            let apart = u32::from(home.start()).abs_diff(range.start().into());
            prop_assert!(apart <= 1, "{:?} {:?}", home, range);
        } else {
            prop_assert!(old.slice(range).trim().is_empty(), "{:?}", old.slice(range));
        }
    }

    #[test]
    fn a_range_far_from_an_edit_stays_what_it_was(
        sentences in prop::collection::vec("[A-Z][a-z]{2,8}( [a-z]{2,9}){4,9}\\.", 3..12),
        added in "[A-Z][a-z]{2,8}( [a-z]{2,9}){4,9}\\.",
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) {
        let old = sentences.join(" ");
        let new = format!("{added} {old}");
        let range = range(&old, &a, &b);
        let shifted = range + TextSize::of(added.as_str()) + TextSize::of(' ');
        let carried = Carrier::new(freeze(&old), freeze(&new)).carry(range);
        let words = old[usize::from(range.start())..usize::from(range.end())].trim();
        if words.is_empty() || sentences.iter().filter(|s| **s == sentences[0]).count() > 1 {
            return Ok(());
        }
        prop_assert!(carried.is_certain(), "{:?} {:?}", words, carried);
        let landed = carried.range().expect("certain");
        prop_assert_eq!(new[usize::from(landed.start())..usize::from(landed.end())].trim(), words);
        prop_assert!(shifted.contains_range(landed));
    }
}

#[test]
fn an_empty_range_is_described_and_found() {
    let text = freeze("One. Two.");
    let range = TextRange::empty(4.into());
    assert_eq!(Anchorer::new(Rc::clone(&text)).resolve(&describe(&text, range)), Resolution::Exact(range));
}

#[test]
fn an_end_inside_a_character_moves_inwards() {
    let text = freeze("a👩b");
    let selectors = describe(&text, TextRange::new(3.into(), 40.into()));
    assert_eq!((selectors.prefix.as_str(), selectors.exact.as_str()), ("a", "👩b"));
}

/// The words that stand where `answer` says, part by part.
fn words<'t>(text: &'t str, answer: &Resolution) -> Vec<&'t str> {
    answer.ranges().iter().map(|range| &text[usize::from(range.start())..usize::from(range.end())]).collect()
}

/// Both answers to what became of `marked`, which stands once in `old`.
fn both(old: &str, marked: &str, new: &str) -> [Resolution; 2] {
    let start = TextSize::new(old.find(marked).expect("it stands there") as u32);
    let range = TextRange::at(start, TextSize::of(marked));
    let (old, new) = (freeze(old), freeze(new));
    let described = describe(&old, range);
    [Carrier::new(old, Rc::clone(&new)).carry(range), Anchorer::new(new).resolve(&described)]
}

const BEFORE: &str = "The mill on the Weir reopened on Monday, its owner said.\nHeron\nOtter\nPike\n\
    Nobody has asked the heron what it makes of all this noise.";

#[test]
fn lines_that_do_not_follow_one_another_any_more_are_found_each() {
    let check = |marked: &str, new: &str, expected: &[&str]| {
        for answer in both(BEFORE, marked, new) {
            assert!(matches!(answer, Resolution::Apart(_)), "{marked}: {answer:?}");
            assert_eq!(words(new, &answer), expected, "{marked}");
        }
    };
    check(
        "its owner said.\nHeron\nOtter",
        &BEFORE.replace("Heron\n", "Tags\nHeron\n"),
        &["its owner said.", "Heron\nOtter"],
    );
    check("Heron\nOtter", &BEFORE.replace("Heron\nOtter\nPike", "Otter\nPike\nHeron"), &["Otter", "Heron"]);
}

#[test]
fn lines_of_which_one_is_gone_are_not_found_without_asking() {
    for new in [BEFORE.replace("Otter\n", ""), BEFORE.replace("Otter\n", "Tags\nOsprey\n")] {
        for answer in both(BEFORE, "Heron\nOtter", &new) {
            assert!(!answer.is_certain(), "{answer:?}");
        }
    }
}

#[test]
fn marks_without_a_letter_go_where_their_line_went() {
    let old = "The mill reopened, said its owner.\nTags: , , , , ,\nTwo people have written to us so far.";
    let new = old.replace("The mill reopened, said its owner.", "The mill is shut again.\nNobody knows why.");
    for answer in both(old, ", , , ,", &new) {
        assert_eq!(words(&new, &answer), [", , , ,"]);
        assert!(answer.is_certain(), "{answer:?}");
    }
}
