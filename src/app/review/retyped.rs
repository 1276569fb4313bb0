//! What was corrected stays when the text it was made of is typed on.
//!
//! The one idea: joining and parting change no letter. So what was found in the old text, what the
//! person made of it and what is found in the new text are laid beside one another by counting
//! letters; before and after the words that were changed, what the person made stands.

use crate::{
    article::{About, Correction, Fact},
    import::{Draft, DraftBlock},
};

/// The draft of a text that was typed on, with what was corrected in the draft before: `found` is
/// what that was at first.
pub(super) fn retyped(found: &Draft, corrected: &Draft, new: Draft) -> Draft {
    let about = about(&found.about, &corrected.about, new.about.clone());
    let blocks = blocks(&found.blocks, &corrected.blocks, &new.blocks);
    Draft { about, blocks, ..new }
}

/// A field that was corrected stays; another is what the new text has.
fn about(found: &About, corrected: &About, mut new: About) -> About {
    for fact in Fact::ALL.into_iter().filter(|fact| found.fact(*fact) != corrected.fact(*fact)) {
        new.correct(Correction::Words(fact, corrected.fact(fact).to_owned()));
    }
    if found.direction != corrected.direction {
        new.direction = corrected.direction;
    }
    new
}

fn blocks(found: &[DraftBlock], corrected: &[DraftBlock], new: &[DraftBlock]) -> Vec<DraftBlock> {
    let alike = |a: &&DraftBlock, b: &&DraftBlock| a == b;
    let common = found.iter().zip(new).take_while(|(a, b)| alike(a, b)).count();
    let rest = found.len().min(new.len()) - common;
    let behind = found.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| alike(a, b)).count();
    // Where blocks of both begin, at or before the first word that was changed, and after the last.
    let (start, kept_start) = meet(found.iter().take(common), corrected.iter());
    let (end, kept_end) =
        meet(found[common..].iter().rev().take(behind), corrected[kept_start..].iter().rev());
    let (old, made) = (&found[start..found.len() - end], &corrected[kept_start..corrected.len() - kept_end]);
    let mut middle = new[start..new.len() - end].to_vec();
    // Words changed within blocks: each is what it was made.
    if old.len() == made.len() && old.len() == middle.len() {
        for ((block, old), made) in middle.iter_mut().zip(old).zip(made) {
            if old.kind != made.kind {
                block.kind = made.kind;
            }
            if old.aside != made.aside {
                block.aside = made.aside;
            }
        }
    }
    let (first, last) = (&corrected[..kept_start], &corrected[corrected.len() - kept_end..]);
    [first, &middle, last].concat()
}

/// How many of each, from the beginning, hold the same letters, where `a` is as long as may be.
fn meet<'a>(
    a: impl Iterator<Item = &'a DraftBlock>,
    b: impl Iterator<Item = &'a DraftBlock>,
) -> (usize, usize) {
    let letters = |block: &DraftBlock| block.text.chars().filter(|c| !c.is_whitespace()).count();
    let mut b = b.map(letters);
    let (mut met, mut before, mut there, mut passed) = ((0, 0), 0, 0, 0);
    for (n, block) in a.enumerate() {
        before += letters(block);
        while there < before {
            let Some(more) = b.next() else { return met };
            there += more;
            passed += 1;
        }
        if there == before {
            met = (n + 1, passed);
        }
    }
    met
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain;

    fn words(draft: &Draft) -> Vec<String> {
        let aside = |block: &DraftBlock| if block.aside { "~" } else { "" };
        draft.blocks.iter().map(|block| format!("{}{}", aside(block), block.text)).collect()
    }

    #[track_caller]
    fn check(old: &str, correct: impl FnOnce(&mut Draft), new: &str, expected: &[&str]) {
        let found = plain(old).expect("a text");
        let mut corrected = found.clone();
        correct(&mut corrected);
        let new = plain(new).expect("a text");
        assert_eq!(words(&retyped(&found, &corrected, new)), expected);
    }

    const OLD: &str = "Mill\n\nIt will close.\n\nNobody knows why.\n\nThe owner does.";

    #[test]
    fn what_was_made_of_other_words_stays() {
        let made = |draft: &mut Draft| {
            draft.set_aside(3, true);
            draft.join(1, 2);
        };
        let on = format!("{OLD}\n\nAnd so on");
        check(OLD, made, &on, &["Mill", "It will close. Nobody knows why.", "~The owner does.", "And so on"]);
        let before = OLD.replace("Mill\n", "Mill\n\nBy the weir.\n");
        check(
            OLD,
            made,
            &before,
            &["Mill", "By the weir.", "It will close. Nobody knows why.", "~The owner does."],
        );
    }

    #[test]
    fn what_was_joined_with_changed_words_is_found_anew() {
        let made = |draft: &mut Draft| {
            draft.set_aside(3, true);
            draft.join(1, 2);
        };
        let changed = OLD.replace("knows", "asked");
        check(OLD, made, &changed, &["Mill", "It will close.", "Nobody asked why.", "~The owner does."]);
    }

    #[test]
    fn a_block_in_which_one_types_stays_what_it_was_made() {
        let aside = |draft: &mut Draft| assert!(draft.set_aside(3, true));
        check(
            OLD,
            aside,
            &format!("{OLD} He says"),
            &["Mill", "It will close.", "Nobody knows why.", "~The owner does. He says"],
        );
    }

    #[test]
    fn corrected_facts_stay_and_others_follow_the_text() {
        let found = plain(OLD).expect("a text");
        let mut corrected = found.clone();
        corrected.about.byline = "Ann Lee".to_owned();
        let new = plain(&OLD.replace("Mill", "Mill and weir")).expect("a text");
        let about = retyped(&found, &corrected, new).about;
        assert_eq!((about.title.as_str(), about.byline.as_str()), ("Mill and weir", "Ann Lee"));
    }
}
