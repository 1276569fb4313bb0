//! A published article as it reaches people, where it is at hand beside the checkout; and one of our
//! own in the same manner.

use std::fs;

use hearsay::import::{Draft, plain};

/// How a block begins, and whether it should be set aside.
#[track_caller]
fn check(draft: &Draft, expected: &[(&str, bool)]) {
    for (begins, aside) in expected {
        let found = draft.blocks.iter().find(|block| block.text.starts_with(begins));
        assert_eq!(found.map(|block| block.aside), Some(*aside), "{begins}");
    }
}

#[test]
fn a_published_article_is_parted_from_its_surroundings() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles/000_0f459908db9c0e5d.txt");
    let Ok(text) = fs::read_to_string(folder) else {
        println!("SKIPPED: {folder} is not here, so importing a published article was not tested.");
        return;
    };
    let draft = plain(&text).expect("an article");
    assert!(!draft.about.title.is_empty());
    // By place, so that none of its words stand here.
    let body = draft.blocks.iter().take_while(|block| !block.aside).count();
    assert_eq!(body, 12, "a headline and eleven paragraphs");
    assert!(draft.blocks[body..].iter().all(|block| block.aside), "everything below is set aside");
    let words = |text: &str| text.split_whitespace().count();
    let kept: usize = draft.blocks.iter().map(|block| words(&block.text)).sum();
    assert_eq!(kept, words(&text), "no word is lost");
}

#[test]
fn our_own_text_in_that_manner_is_parted_too() {
    let draft = plain(include_str!("messy.txt")).expect("an article");
    assert_eq!(draft.about.title, "Herring boats barred from Skell Sound after spill");
    check(
        &draft,
        &[
            ("Herring boats", false),
            ("The Sound was closed", false),
            ("“We counted", false),
            ("The company denied", false),
            ("Earlier on Friday", false),
            ("Maud Pettersen is an", true),
            ("Tags:", true),
            ("3 Comments", true),
            ("• oldsalt says:", true),
            ("they said the same", true),
            ("Skell Sound", true),
            ("Fisheries", true),
            ("Spills", true),
        ],
    );
}
