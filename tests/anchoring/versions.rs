//! The built-in sample as its editor updated it three days later: a new lead, a quote moved to the
//! top, names corrected, figures changed, paragraphs cut. What should become of each mark was
//! written down by hand.

use std::rc::Rc;

use hearsay::{
    anchoring::{Anchorer, Carrier, Resolution, describe},
    sample,
    text::{TextRange, TextSize},
};

use super::freeze;

const UPDATE: &str = include_str!("update.txt");

/// What should become of a mark. The words are those of the update.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// The same words, attached without asking.
    Kept,
    /// Proposed, on these words.
    Reworded(&'static str),
    /// Gone: nothing may be attached or proposed.
    Gone,
}
use Fate::{Gone, Kept, Reworded};

/// Words of the sample; what the old text must say of them; what selectors alone must say.
const MARKS: &[(&str, Fate, Fate)] = &[
    // What nobody touched.
    ("Nobody was hurt.", Kept, Kept),
    ("passengers had never been in danger", Kept, Kept),
    ("“We withdrew the boat the same day the inspectors came to us,”", Kept, Kept),
    ("“should not have been carrying passengers in this condition”", Kept, Kept),
    ("One of the ferry’s deckhands", Kept, Kept),
    ("Neither carries a receipt.", Kept, Kept),
    ("closes the river on about one April morning in six", Kept, Kept),
    ("the work would last into October", Kept, Kept),
    ("“All work was done to the specification we were given, and the owner signed it off.”", Kept, Kept),
    // Typography only.
    ("“no record of any such warning”", Kept, Kept),
    // Moved within the article.
    (
        "“I was asked, ‘Is it sinking?’ I said no, and that was the end of the conversation,”",
        Kept,
        // All around it is new, so selectors alone cannot be certain.
        Reworded("“I was asked, ‘Is it sinking?’ I said no, and that was the end of the conversation,”"),
    ),
    ("he had reported rust weeping from the welds", Kept, Kept),
    ("Public examinations begin on 7 May.", Kept, Reworded("Public examinations begin on 7 May.")),
    (
        "the ferry’s chief engineer until last summer",
        Kept,
        Reworded("the ferry’s chief engineer until last summer"),
    ),
    // A figure, a name, a title changed: the person is asked.
    (
        "two of the seven cracks ran through welds",
        Reworded("three of the nine cracks ran through welds"),
        Reworded("three of the nine cracks ran through welds"),
    ),
    (
        "the longest measured 38 centimetres",
        Reworded("the longest measured 41 centimetres"),
        Reworded("the longest measured 41 centimetres"),
    ),
    (
        "which pays Orrow Crossings £640,000 a year",
        Reworded("which pays Orrow Crossings £460,000 a year"),
        Reworded("which pays Orrow Crossings £460,000 a year"),
    ),
    (
        "the head teacher, Siân Ludgrove",
        Reworded("the head teacher, Sian Ludgrove"),
        Reworded("the head teacher, Sian Ludgrove"),
    ),
    (
        "Helen Aske, managing director of Orrow Crossings",
        Reworded("Helen Aske, chief executive of Orrow Crossings"),
        Reworded("Helen Aske, chief executive of Orrow Crossings"),
    ),
    (
        "would ask for part of the money back",
        Reworded("would ask for all of the money back"),
        // The sentence that followed was cut, so nothing tells it from a twin elsewhere.
        Gone,
    ),
    (
        "Orchard conceded that nobody had asked for them since 2022.",
        Reworded("Orchard denied that nobody had asked for them since 2022."),
        Reworded("Orchard denied that nobody had asked for them since 2022."),
    ),
    ("carries 1,900 people a day across the Orrow", Reworded("carries 1,900 people a day"), Gone),
    // Cut.
    ("“and we would have done it sooner if anyone had brought us evidence of a fault.”", Gone, Gone),
    ("How far back the damage goes is unsettled.", Gone, Gone),
    ("two officials who have read its working notes", Gone, Gone),
    (
        "corrosion in the hull began before the 2023 refit and was painted over rather than cut out",
        Gone,
        Gone,
    ),
    ("“We found out the way everyone else did, from a padlock on the slipway gate,”", Gone, Gone),
    ("Ivo Lasker, 81, who crosses three times a week for dialysis", Gone, Gone),
    ("“They tell me there will be a boat on Thursday,”", Gone, Gone),
    // Rewritten past recognition, in a sentence that is not.
    ("is due to start on Thursday", Reworded("began on Thursday"), Gone),
];

fn find(text: &str, words: &str) -> TextRange {
    let at = text.find(words).unwrap_or_else(|| panic!("{words:?} stands in the text"));
    TextRange::at(TextSize::new(at as u32), TextSize::of(words))
}

fn check(way: &str, words: &str, answer: &Resolution, expected: Fate) {
    let there = answer.range().map_or("", |r| &UPDATE[usize::from(r.start())..usize::from(r.end())]);
    let typography = |text: &str| text.replace(['“', '”'], "\"").replace('’', "'");
    let holds = match expected {
        Kept => answer.is_certain() && typography(there) == typography(words),
        Reworded(new) => matches!(answer, Resolution::Reworded { .. }) && there == new,
        Gone => *answer == Resolution::Orphan,
    };
    assert!(holds, "{way}: {words:?} should be {expected:?}, but is {answer:?} on {there:?}");
}

#[test]
fn every_mark_meets_the_fate_its_editor_gave_it() {
    let (old, new) = (freeze(sample::ARTICLE), freeze(UPDATE));
    let carrier = Carrier::new(Rc::clone(&old), Rc::clone(&new));
    let anchorer = Anchorer::new(new);
    for (words, carried, searched) in MARKS {
        let range = find(sample::ARTICLE, words);
        check("with the old text", words, &carrier.carry(range), *carried);
        check("by selectors alone", words, &anchorer.resolve(&describe(&old, range)), *searched);
    }
}

#[test]
fn a_split_quote_stands_or_falls_part_by_part() {
    let (old, new) = (freeze(sample::ARTICLE), freeze(UPDATE));
    let parts = [
        "“We withdrew the boat the same day the inspectors came to us,”",
        "“and we would have done it sooner",
    ];
    let described: Vec<_> = parts.iter().map(|words| describe(&old, find(sample::ARTICLE, words))).collect();
    let resolved = Anchorer::new(new).resolve_all(&described, &mut |_| {});
    assert!(resolved[0].is_certain());
    assert_eq!(resolved[1], Resolution::Orphan);
}
