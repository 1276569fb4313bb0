//! The cue between content and source: “said”, “according to”, “tweeted”.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    annotation::Target,
    article::FrozenText,
    text::{TextRange, TextSize, size_of},
};

/// Cues of more than one word, looked for first.
const PHRASES: &[&[&str]] = &[
    &["according", "to"],
    &["in", "the", "words", "of"],
    &["pointed", "out"],
    &["went", "on"],
    &["made", "clear"],
];

/// Verbs and other single words that signal an attribution.
const WORDS: &[&str] = &[
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "tell",
    "asked",
    "asks",
    "added",
    "adds",
    "stated",
    "states",
    "claimed",
    "claims",
    "argued",
    "argues",
    "announced",
    "announces",
    "wrote",
    "writes",
    "tweeted",
    "tweets",
    "posted",
    "warned",
    "warns",
    "explained",
    "explains",
    "insisted",
    "insists",
    "noted",
    "notes",
    "replied",
    "replies",
    "reported",
    "reports",
    "conceded",
    "concedes",
    "admitted",
    "admits",
    "denied",
    "denies",
    "believes",
    "believed",
    "believe",
    "thinks",
    "thought",
    "concluded",
    "concludes",
    "confirmed",
    "confirms",
    "continued",
    "continues",
    "criticized",
    "criticised",
    "declared",
    "declares",
    "estimated",
    "estimates",
    "suggested",
    "suggests",
    "indicated",
    "indicate",
    "indicates",
    "maintained",
    "maintains",
    "predicted",
    "predicts",
    "promised",
    "recalled",
    "recalls",
    "remarked",
    "revealed",
    "reveals",
    "showed",
    "shows",
    "testified",
    "urged",
    "vowed",
    "acknowledged",
    "alleged",
    "alleges",
    "commented",
    "complained",
    "demanded",
    "disputes",
    "disputed",
    "expects",
    "expected",
    "hopes",
    "hoped",
    "called",
    "calls",
    "describes",
    "described",
    "quoted",
];

/// The words nearest to `content` that signal an attribution, between it and `mention` or just
/// around the two, in the same paragraph.
///
/// `None` when there is none. The words of the content itself are never the cue.
#[must_use]
pub fn cue(text: &FrozenText, content: &Target, mention: Option<&Target>) -> Option<TextRange> {
    let blocks = text.blocks_touching(content.span());
    let first = text.blocks().get(blocks.start)?.range;
    let block = text.blocks().get(blocks.end.checked_sub(1)?)?.range.cover(first);
    let words = words_in(text, block);
    let away = |range: TextRange| {
        let from = |target: &Target| target.ranges().iter().map(|r| gap(range, *r)).min().unwrap_or_default();
        (u32::from(from(content)), mention.map_or(0, |mention| u32::from(from(mention))))
    };
    let found = (0..words.len()).filter_map(|n| at(&words, n)).filter(|range| {
        let (from_content, from_mention) = away(*range);
        !content.touches(*range)
            && mention.is_none_or(|m| !m.touches(*range))
            && (from_content + from_mention <= REACH || from_content <= BESIDE)
    });
    found.min_by_key(|range| {
        let (from_content, from_mention) = away(*range);
        from_content * CLINGS + from_mention.min(REACH / 2)
    })
}

/// Whether a word, in lower case, signals an attribution.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.contains(&word)
}

/// A cue clings to what is said rather than to who says it: “…,” *she said*, though the name
/// stands in the sentence before, beside another cue.
const CLINGS: u32 = 3;

/// A cue farther than this from content and source together, in bytes, belongs to another.
const REACH: u32 = 160;

/// A cue as near to the content as this belongs to it, however far away the name stands for which
/// it says “she”.
const BESIDE: u32 = 24;

/// Lower-case words with their places in the article.
fn words_in(text: &FrozenText, block: TextRange) -> Vec<(String, TextRange)> {
    text.slice(block)
        .unicode_word_indices()
        .map(|(at, word)| {
            let start = block.start() + TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
            (word.to_lowercase(), TextRange::at(start, size_of(word)))
        })
        .collect()
}

/// The cue that starts with the word of this number.
fn at(words: &[(String, TextRange)], n: usize) -> Option<TextRange> {
    let (first, range) = words.get(n)?;
    let phrase = PHRASES.iter().find(|phrase| {
        phrase.iter().enumerate().all(|(i, word)| words.get(n + i).is_some_and(|(w, _)| w == word))
    });
    match phrase {
        Some(phrase) => words.get(n + phrase.len() - 1).map(|(_, last)| range.cover(*last)),
        None => WORDS.contains(&first.as_str()).then_some(*range),
    }
}

/// Bytes between two ranges; 0 when they touch.
fn gap(a: TextRange, b: TextRange) -> TextSize {
    let (first, second) = if a.start() <= b.start() { (a, b) } else { (b, a) };
    second.start().checked_sub(first.end()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Block, FrozenText},
        text::marked::marked,
    };

    fn check(written: &str) {
        let (text, ranges) = marked(written);
        let find = |name: &str| ranges.iter().filter(|(n, _)| n == name).map(|(_, r)| *r).collect::<Vec<_>>();
        let text = FrozenText::new(text.clone(), vec![Block::paragraph(TextRange::up_to(size_of(&text)))])
            .expect("text");
        let content = Target::new(find("content")).expect("content");
        let mention = Target::new(find("source")).ok();
        assert_eq!(cue(&text, &content, mention.as_ref()), find("cue").first().copied(), "{written}");
    }

    #[test]
    fn the_cue_stands_between_content_and_source() {
        check("<content>“Prices fell,”</content> <cue>said</cue> <source>Ms Rao</source>. Lee said no.");
        check("<content>Prices fell</content>, <cue>according to</cue> <source>Ms Rao</source>.");
        check("<source>Rao</source>, who runs it, <cue>told</cue> us that <content>they said no</content>.");
        check(
            "<content>“Prices fell,”</content> <source>she</source> <cue>said</cue>, <content>“twice.”</content>",
        );
    }

    #[test]
    fn the_cue_clings_to_the_content() {
        check(
            "<source>Helen Aske</source>, who runs the ferry, said nobody had been in danger. \
             <content>“We withdrew the boat,”</content> she <cue>said</cue>, “and so on.”",
        );
    }

    #[test]
    fn a_cue_beside_the_content_may_be_far_from_the_name() {
        check(
            "At <source>Old Mill</source>, which has stood beside the river for longer than anybody in the \
             town can say, Lee said nobody had been in any danger. <content>“We withdrew the boat as soon as \
             anybody came to us,”</content> she <cue>said</cue>, “and so on.”",
        );
    }

    #[test]
    fn no_cue_is_invented() {
        check("<source>Rao</source>: <content>“Prices fell.”</content>");
    }
}
