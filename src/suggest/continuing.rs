//! Whether the next quotation goes on what this one began: “…,” he said, “…”.
//!
//! The one idea: a quotation goes on in two ways only, and each can be told from the marks. After
//! a short clause with one cue, in the same paragraph; or at the head of the next paragraph, when
//! the paragraph before was not closed.

use unicode_segmentation::UnicodeSegmentation;

use super::{cue, name};
use crate::{
    annotation::{Annotation, Body, Document, Kind},
    article::{BlockKind, FrozenText},
    text::{TextRange, TextSize, quotation, slice},
};

/// Verbs of saying in German and French, beside the English cues. What is written without blanks
/// is told by [`SPOKEN`].
const VERBS: &[&str] = &[
    "sagte",
    "sagt",
    "erklärte",
    "betonte",
    "meinte",
    "fügte",
    "ergänzte",
    "antwortete",
    "fragte",
    "schrieb",
    "berichtete",
    "dit",
    "disait",
    "déclaré",
    "déclare",
    "affirme",
    "affirmé",
    "ajoute",
    "ajouté",
    "explique",
    "expliqué",
    "répond",
    "répondu",
    "raconte",
    "confie",
];

/// Parts of Japanese and Chinese verbs of saying.
const SPOKEN: &[&str] = &["言", "述べ", "話し", "話す", "語", "説明", "答え", "说", "說", "表示"];

/// A reporting clause is no longer than this, in words and in characters.
const WORDS: usize = 16;
const CHARACTERS: usize = 120;

/// The quotation that seems to go on what `quote` says, for its same speaker.
///
/// `None` where the marks say nothing of the kind, where somebody else is named between the two,
/// and where it belongs to a quote already.
#[must_use]
pub fn continuation(document: &Document, quote: &Annotation) -> Option<TextRange> {
    let text = &document.article.text;
    let end = quote.target.ranges().last()?;
    let next = next_part(text, *end)?;
    let gap = TextRange::new(end.end(), next.start());
    let (mut own, mut others) = (false, false);
    for annotation in document.annotations.values() {
        if annotation.kind() == Kind::Quote && annotation.target.touches(next) {
            return None;
        }
        if let Body::Mention(mention) = &annotation.body
            && annotation.target.touches(gap)
        {
            let speaks = quote.attributions().iter().any(|a| a.source == mention.source);
            if speaks { own = true } else { others = true }
        }
    }
    // “she told the radio” names the radio, and she is who speaks.
    let pronoun = text.slice(gap).unicode_words().any(name::is_pronoun);
    (own || pronoun || !others).then_some(next)
}

/// The quotation that goes on the one that `part` ends, by its marks alone.
fn next_part(text: &FrozenText, part: TextRange) -> Option<TextRange> {
    let last = part.end().checked_sub(TextSize::new(1))?;
    let number = text.block_at(last);
    let block = text.blocks().get(number)?.range;
    let words = text.slice(block);
    let end = part.end().checked_sub(block.start())?;
    let all = quotation::quotations(words);
    let here = all.iter().position(|q| q.start() < end && end <= q.end())?;
    let (first, rest) = (all[here], TextRange::new(end, all[here].end()));
    // What is left of the quotation may be its mark, but no word.
    if slice(words, rest).contains(char::is_alphanumeric) {
        return None;
    }
    match all.get(here + 1) {
        Some(next) => {
            let clause = slice(words, TextRange::new(first.end(), next.start()));
            let after = &words[next.end().into()..];
            let goes_on = is_speech(slice(words, first), clause)
                && is_reporting(clause)
                && is_speech(slice(words, *next), after);
            goes_on.then(|| *next + block.start())
        }
        // Left open at the end of the paragraph, it goes on in the next.
        None if first.end() == TextSize::of(words.trim_end()) && !is_closed(slice(words, first)) => {
            let next =
                text.blocks().get(number + 1..)?.iter().find(|next| next.kind != BlockKind::Caption)?;
            let fits = matches!(next.kind, BlockKind::Paragraph | BlockKind::Quotation) && !next.aside;
            let opening = *quotation::quotations(text.slice(next.range)).first().filter(|_| fits)?;
            (opening.start() == TextSize::new(0)).then(|| opening + next.range.start())
        }
        None => None,
    }
}

/// Whether a quotation ends with its closing mark.
fn is_closed(quotation: &str) -> bool {
    let mut chars = quotation.chars();
    let closing = chars.next().and_then(quotation::closing_of);
    match (closing, chars.next_back()) {
        (Some(closing), Some(last)) => closing.contains(&last),
        // The two apostrophes of older feeds.
        _ => quotation.len() > 3 && quotation.ends_with("''"),
    }
}

/// Whether this is said rather than only put into marks: a stop or a comma ends it, inside the
/// marks or just after them, or it is the particle と that closes what is said in Japanese.
fn is_speech(quotation: &str, after: &str) -> bool {
    let stops =
        |c: char| matches!(c, '.' | ',' | '!' | '?' | '…' | '—' | '–' | '。' | '、' | '，' | '！' | '？');
    let inside = quotation.trim_end_matches(|c: char| !c.is_alphanumeric() && !stops(c));
    let after = after.trim_start();
    let goes_on = after.chars().next().is_some_and(|c| stops(c) || matches!(c, 'と' | ';' | ':'));
    inside.ends_with(stops) || goes_on || !is_closed(quotation)
}

/// Whether a stretch between two quotations only says who speaks: it is short, it has one cue, no
/// sentence ends in it but at its end, and a stop leads to what follows.
fn is_reporting(clause: &str) -> bool {
    let clause = clause.trim();
    let leads = |c: char| matches!(c, ',' | '.' | ':' | ';' | '–' | '—' | '…' | '、' | '。' | '，' | '：');
    let Some(body) = clause.strip_suffix(leads) else { return false };
    let words: Vec<String> = body.unicode_words().map(str::to_lowercase).collect();
    let said =
        |word: &&String| cue::is_word(word) && word.as_str() != "saying" || VERBS.contains(&word.as_str());
    let cues = words.iter().filter(said).count();
    let spoken = cues == 0 && SPOKEN.iter().any(|part| body.contains(part));
    // Where nothing stands between words, every character is a word.
    let short = body.chars().count() <= CHARACTERS && (words.len() <= WORDS || spoken);
    short && (cues == 1 || spoken) && !has_stop(body)
}

/// Whether a sentence ends inside: at a stop that is not that of “Mr.” or of an initial.
fn has_stop(clause: &str) -> bool {
    if clause.contains(['!', '?', '。', '！', '？', '\n']) {
        return true;
    }
    clause.match_indices(". ").any(|(at, _)| {
        let before = &clause[..at];
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.chars().count() > 3 || !word.starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Block, text::marked::marked};

    /// `<q>` is marked; `<n>`, where there is one, is what goes on. Lines are paragraphs.
    fn check(written: &str) {
        let (text, ranges) = marked(written);
        let find = |name: &str| ranges.iter().find(|(n, _)| n == name).map(|(_, r)| *r);
        let mut at = TextSize::new(0);
        let mut blocks = Vec::new();
        for line in text.split_inclusive('\n') {
            blocks.push(Block::paragraph(TextRange::at(at, TextSize::of(line.trim_end_matches('\n')))));
            at += TextSize::of(line);
        }
        let frozen = FrozenText::new(text, blocks).expect("a text");
        let found = next_part(&frozen, find("q").expect("a quote"));
        assert_eq!(found.map(|r| frozen.slice(r)), find("n").map(|r| frozen.slice(r)), "{written}");
    }

    #[test]
    fn a_quotation_split_by_who_said_it_goes_on() {
        check("<q>“We never knew,”</q> Rao said, <n>“and nobody asked.”</n> The mill closed.");
        check("<q>“You hear it start,”</q> she said. <n>“Then you stop noticing.”</n>");
        check("<q>“We never knew,”</q> Mr. Rao told the town’s paper on Monday: <n>“Nobody asked.”</n>");
        check("<q>„Niemand wusste es“</q>, sagte Rao, <n>„und niemand fragte.“</n>");
        check("<q>»Niemand wusste es«</q>, sagte Rao, <n>»und niemand fragte.«</n>");
        check("<q>« Nous l’ignorions »</q>, a déclaré Mme Rao. <n>« Personne n’a demandé. »</n>");
        check("<q>「知りませんでした」</q>とラオ氏は述べ、<n>「誰も聞かなかった」</n>と続けた。");
        check("<q>「知りませんでした。」</q>と彼女は話した。<n>「誰も聞かなかった。」</n>");
        check("<q>''We never knew,''</q> she said, <n>''and nobody asked.''</n>");
    }

    #[test]
    fn words_marked_without_their_marks_go_on_too() {
        check("“<q>We never knew,</q>” Rao said, <n>“and nobody asked.”</n>");
    }

    #[test]
    fn a_quotation_left_open_goes_on_in_the_next_paragraph() {
        check("Rao said: <q>“We never knew.</q>\n<n>“Nobody asked.</n>\n“So it went.”");
        check("Rao said: “We never knew.\n<q>“Nobody asked.</q>\n<n>“So it went.”</n>");
        check("Rao sagte: <q>„Niemand wusste es.</q>\n<n>„Niemand fragte.“</n>");
        check("<q>« Nous l’ignorions.</q>\n<n>« Personne n’a demandé. »</n>");
        check("<q>「知りませんでした。</q>\n<n>「誰も聞かなかった。」</n>");
    }

    #[test]
    fn somebody_else_does_not_go_on() {
        check("<q>“We never knew,”</q> Rao said. Lee replied: “You did.”");
        check("<q>“We never knew,”</q> Rao said, and Lee replied, “You did.”");
        check("<q>“We never knew,”</q> Rao said.\n“You did,” Lee replied.");
        check("<q>„Niemand wusste es“</q>, sagte Rao. Lee antwortete: „Doch.“");
        check("<q>「知りませんでした」</q>とラオ氏は述べた。リー氏は言う。「知っていた。」");
    }

    #[test]
    fn words_in_marks_that_nobody_says_do_not_go_on() {
        check("<q>“We never knew,”</q> Rao said of the “incident” at the mill.");
        check("<q>“We never knew,”</q> Rao said. “Old Mill” closed in June.");
        check("It was the <q>“incident”</q> that Rao said, “unofficially.”");
        check("<q>“We never knew.”</q>\n“Nobody asked,” said Lee.");
        check(
            "<q>“We never”</q> knew, Rao said, over the long and cold and dark and wet winter in which nothing else ever happened there, “and so on.”",
        );
        check("<q>“We never</q> knew,” Rao said, “and nobody asked.”");
    }
}
