//! Where the article names a source: the name around a place, and every place that gives one of
//! a source's names.
//!
//! The one idea: what is proposed is shown before anything is marked, so a rule may be simple as
//! long as it is right nearly always: whole words, whatever their case where there are several (a
//! sentence gives “Press reports” its capital), never inside words that are marked as a mention
//! already.

use unicode_segmentation::UnicodeSegmentation;

use super::name;
use crate::{
    annotation::{Body, Document, Mention, Source, SourceKind},
    article::FrozenText,
    order,
    record::SourceId,
    text::{TextRange, TextSize, slice, words},
};

/// Small words that join the parts of a name: “Ministry of Defence”, “Ursula von der Leyen”.
const JOINING: &[&str] = &[
    "of", "de", "da", "do", "di", "du", "la", "le", "el", "al", "bin", "ibn", "van", "von", "der", "den",
    "and", "&",
];

/// The name around `at`: the capitalised words in a row, with what joins them; else the word.
#[must_use]
pub fn name_at(text: &FrozenText, at: TextSize) -> Option<TextRange> {
    let block = text.blocks().get(text.block_at(at))?.range;
    let inside = text.slice(block);
    let at = at.checked_sub(block.start())?;
    let all: Vec<TextRange> = words::words(inside).collect();
    let here = all.partition_point(|word| word.end() <= at).min(all.len().checked_sub(1)?);
    let word = |n: usize| all.get(n).map(|range| slice(inside, *range)).unwrap_or_default();
    let capital = |n: usize| word(n).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let joins = |n: usize| JOINING.contains(&word(n));
    // Nothing but a blank, a hyphen or the stop of “Mr.” may stand between two words of a name.
    let touch = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (all.get(a), all.get(b)) else { return false };
        let between = slice(inside, TextRange::new(a.end(), b.start()));
        matches!(between, " " | "-" | "\u{a0}" | "") || (between == ". " && a.len() < 4.into())
    };
    let (mut first, mut last) = (here, here);
    if capital(here) || joins(here) {
        while first > 0 && touch(first - 1, first) && (capital(first - 1) || joins(first - 1)) {
            first -= 1;
        }
        while touch(last, last + 1) && (capital(last + 1) || joins(last + 1)) {
            last += 1;
        }
        while first < last && !capital(first) {
            first += 1;
        }
        while last > first && !capital(last) {
            last -= 1;
        }
        // A capital that only the beginning of a sentence gave belongs to no name.
        let before = inside[..all[first].start().into()].trim_end();
        let begins =
            before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '”' | '"'));
        if begins && first < here && matches!(word(first), "The" | "A" | "An") {
            first += 1;
        }
    }
    Some(TextRange::new(all[first].start(), all[last].end()) + block.start())
}

/// Every place that names this source and is not marked as a mention, in order: its name, the
/// forms its mentions give, all without the article before them, and, for people, the last word of
/// the name. What was set aside is not searched.
#[must_use]
pub fn mentions(document: &Document, source: SourceId) -> Vec<TextRange> {
    let Some(entry) = document.sources.get(&source) else { return Vec::new() };
    let text = &document.article.text;
    let mut forms: Vec<String> = vec![entry.name.clone()];
    for mention in document.mentions_of(source) {
        forms.push(text.slice(mention.target.span()).to_owned());
    }
    if matches!(entry.kind, SourceKind::Person)
        && let Some(last) = entry.name.unicode_words().next_back()
        && last.chars().count() > 2
    {
        forms.push(last.to_owned());
    }
    for form in &mut forms {
        let bare = without_article(form);
        // “the minister” is only known with its article.
        if is_form(bare) {
            *form = bare.to_owned();
        }
    }
    forms.retain(|form| is_form(form) && !name::is_pronoun(form));
    // The longer first, so that “Brett McGurk” is one place and not two.
    order::sort_by_key(&mut forms, |form| (std::cmp::Reverse(form.len()), form.clone()));
    forms.dedup();
    let mut taken: Vec<TextRange> = document
        .annotations
        .values()
        .filter(|a| matches!(a.body, Body::Mention(Mention { .. })))
        .flat_map(|a| a.target.ranges().iter().copied())
        .collect();
    let mut found = Vec::new();
    for form in &forms {
        for range in given(text.as_str(), form) {
            let free = taken.iter().all(|other| other.intersect(range).is_none_or(TextRange::is_empty));
            if free && !text.is_aside(range) && is_whole(text.as_str(), range) {
                taken.push(range);
                found.push(range);
            }
        }
    }
    order::sort_by_key(&mut found, |range: &TextRange| range.start());
    found
}

/// A name without the article that a sentence or a habit puts before it.
fn without_article(name: &str) -> &str {
    let bare = |article: &str| {
        let (before, after) = name.split_at_checked(article.len())?;
        before.eq_ignore_ascii_case(article).then_some(after.trim_start())
    };
    ["the ", "a ", "an "].into_iter().find_map(bare).unwrap_or(name)
}

/// Whether a name can be looked for: one small word would be found everywhere.
fn is_form(form: &str) -> bool {
    form.starts_with(char::is_uppercase) || form.contains(' ')
}

/// Where a text has these words. One word is meant with its capital: “May” is not “may”.
fn given<'a>(text: &'a str, form: &'a str) -> impl Iterator<Item = TextRange> + 'a {
    let any_case = form.contains(char::is_whitespace);
    let alike = move |a: char, b: char| match (a, b) {
        (a, b) if a == b || a.is_whitespace() && b.is_whitespace() => true,
        ('\'' | '’', '\'' | '’') => true,
        (a, b) => any_case && a.to_lowercase().eq(b.to_lowercase()),
    };
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let inside = before.is_alphanumeric();
        before = c;
        if inside {
            return None;
        }
        let mut here = text[at..].chars();
        let whole = form.chars().all(|wanted| here.next().is_some_and(|c| alike(wanted, c)));
        let end = text.len() - here.as_str().len();
        let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
        whole.then(|| TextRange::new(size(at), size(end)))
    })
}

/// Where a stretch of the article gives the name of a source, or the last word of a person's.
pub(super) fn places(text: &FrozenText, within: TextRange, source: &Source) -> Vec<TextRange> {
    let last = source.name.unicode_words().next_back().filter(|last| last.chars().count() > 2);
    let last = last.filter(|_| matches!(source.kind, SourceKind::Person)).unwrap_or(&source.name);
    let found =
        text.slice(within).match_indices(last).filter(|(_, form)| form.starts_with(char::is_uppercase));
    let at = |at: usize| within.start() + TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    let ranges = found.map(|(start, form)| TextRange::at(at(start), TextSize::of(form)));
    let whole = ranges.filter(|range| is_whole(text.as_str(), *range));
    // “Anna” before “Rao” belongs to the name.
    let first = source.name.strip_suffix(last).unwrap_or_default();
    let named = whole.map(|range| {
        let full = text.as_str()[..range.start().into()].ends_with(first);
        let start = range.start().checked_sub(TextSize::of(first)).filter(|_| full);
        TextRange::new(start.unwrap_or(range.start()), range.end())
    });
    named.collect()
}

/// Whether `range` begins and ends with a word; “’s” may follow.
fn is_whole(text: &str, range: TextRange) -> bool {
    let before = text[..range.start().into()].chars().next_back();
    let after = text[range.end().into()..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Block, text::marked::marked};

    fn check(written: &str) {
        let (text, ranges) = marked(written);
        let find = |name| ranges.iter().find(|(n, _)| n == name).map(|(_, r)| *r).expect("a range");
        let whole = TextRange::up_to(crate::text::size_of(&text));
        let frozen = FrozenText::new(text, vec![Block::paragraph(whole)]).expect("a text");
        let found = name_at(&frozen, find("x").start()).map(|range| frozen.slice(range).to_owned());
        assert_eq!(found.as_deref(), Some(frozen.slice(find("name"))), "{written}");
    }

    #[test]
    fn a_name_is_the_capitalised_words_in_a_row() {
        check("the envoy <name>Brett <x></x>McGurk</name> said");
        check("at the <name>Ministry of <x></x>Defence</name>, which");
        check("by <name>Mr. <x></x>Rao</name> said");
        check("the <name><x></x>minister</name> said");
        check("The <name>Inland Vessels <x></x>Inspectorate</name> said");
        check("a court in <name>The H<x></x>ague</name> said");
        check("told <name>Ursula von der L<x></x>eyen</name> of it");
    }
}
