//! Passages that are too long for one paragraph: a file without line breaks.
//!
//! The one idea: a browser lays a paragraph out as a whole, so that a megabyte in one would hold up
//! the page whenever it is drawn. Such a passage is parted where sentences end. No letter of it goes,
//! and that it was done is written down.

use super::{Draft, DraftBlock};
use crate::text::{TextRange, words};

/// No paragraph of a person has so many bytes: some three thousand words.
const LONG: usize = 20_000;

/// The most that a part of a longer one has.
const PART: usize = 5_000;

/// `draft` without such passages.
pub(super) fn part(mut draft: Draft) -> Draft {
    if draft.blocks.iter().all(|block| block.text.len() <= LONG) {
        return draft;
    }
    for block in std::mem::take(&mut draft.blocks) {
        if block.text.len() <= LONG {
            draft.blocks.push(block);
            continue;
        }
        draft.hygiene.parted += 1;
        let part = |text: &str| DraftBlock { text: text.to_owned(), ..block };
        draft.blocks.extend(parts(&block.text).into_iter().map(part));
    }
    draft
}

fn parts(mut rest: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    while rest.len() > PART {
        let (part, after) = rest.split_at(end(rest));
        parts.push(part.trim_end());
        rest = after.trim_start();
    }
    parts.push(rest);
    parts
}

/// Where the first part of a text ends: after the last sentence that fits, or else after the last
/// word, or else between two characters.
fn end(text: &str) -> usize {
    let fits = &text[..text.floor_char_boundary(PART)];
    // The last one goes on beyond what fits.
    let sentence = words::sentences(fits).last().map_or(0, |last| usize::from(last.start()));
    if sentence > 0 {
        return sentence;
    }
    match fits.rfind(char::is_whitespace) {
        Some(blank) if blank > 0 => blank,
        _ => {
            let whole = TextRange::up_to(crate::text::size_of(fits));
            let last = words::graphemes(text, TextRange::empty(whole.end())).start();
            if last == whole.start() { fits.len() } else { last.into() }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{article::BlockKind, import::Hygiene};

    fn parted(text: &str) -> Draft {
        let blocks = vec![DraftBlock::of(BlockKind::Quotation, text)];
        part(Draft { blocks, ..Draft::default() })
    }

    #[test]
    fn a_long_passage_ends_its_parts_with_sentences() {
        let sentence = "The council of Weir met on Monday, and Ms. Rao spoke. ";
        let draft = parted(sentence.repeat(500).trim());
        assert!(draft.blocks.len() > 5);
        assert_eq!(draft.hygiene, Hygiene { parted: 1, ..Hygiene::default() });
        for block in &draft.blocks {
            assert!(
                block.text.starts_with("The council") && block.text.ends_with("spoke."),
                "{}",
                block.text
            );
            assert!(block.text.len() <= PART && block.kind == BlockKind::Quotation);
        }
    }

    #[test]
    fn an_ordinary_passage_is_left_alone() {
        let text = "One sentence of a paragraph. ".repeat(600);
        assert_eq!(parted(text.trim()).blocks.len(), 1);
    }

    #[test]
    fn words_and_characters_stay_whole() {
        assert!(parted("word ".repeat(9_000).trim()).blocks.iter().all(|block| block.text.ends_with("word")));
        for one in ["👩‍👩‍👧", "e\u{301}", "川"] {
            let draft = parted(&one.repeat(20_001));
            assert!(draft.blocks.iter().all(|block| block.text.len() % one.len() == 0), "{one}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
        #[test]
        fn no_letter_goes(text in r"(\PC{1,9}[.!?。 ]{0,2}){2000,4000}") {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let draft = parted(&text);
            let kept: String = draft.blocks.iter().map(|block| block.text.as_str()).collect();
            prop_assert_eq!(letters(&kept), letters(&text));
            prop_assert!(draft.blocks.iter().all(|block| !block.text.is_empty() && block.text.len() <= LONG));
        }
    }
}
