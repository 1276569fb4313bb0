//! Which entry of the register a name in the text means: “McGurk” joins “Brett McGurk”.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    annotation::{Body, Document, SourceKind},
    record::SourceId,
};

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "lady",
    "lord",
    "the",
    "a",
    "an",
    "president",
    "minister",
    "senator",
    "general",
    "judge",
    "herr",
    "frau",
    "m",
    "mme",
    "señor",
    "señora",
];

/// Pronouns, which name nobody by themselves.
const PRONOUNS: &[&str] =
    &["he", "she", "they", "it", "i", "we", "who", "him", "her", "them", "his", "their"];

/// The entry of the register that `words` most likely names.
///
/// In this order: the same words as the name or as an earlier mention; then one entry whose
/// name holds all the words (“McGurk” in “Brett McGurk”) or is held by them. Two equally good
/// entries are no match, and a pronoun never is: it may be anyone.
#[must_use]
pub fn matching(document: &Document, words: &str) -> Option<SourceId> {
    let wanted = key(words);
    if wanted.is_empty() || wanted.iter().all(|w| PRONOUNS.contains(&w.as_str())) {
        return None;
    }
    let exact = names(document).filter(|(name, _)| *name == wanted).map(|(_, id)| id);
    only(exact).or_else(|| {
        only(
            names(document)
                .filter(|(name, _)| holds(name, &wanted) || holds(&wanted, name))
                .map(|(_, id)| id),
        )
    })
}

/// Every name of the register, and every form in which a mention gives one.
fn names(document: &Document) -> impl Iterator<Item = (Vec<String>, SourceId)> {
    let entries = document.sources.values().map(|s| (key(&s.name), s.id));
    let mentions = document.annotations.values().filter_map(|a| match &a.body {
        Body::Mention(mention) => {
            let words = key(document.article.text.slice(a.target.span()));
            let pronoun = words.iter().all(|w| PRONOUNS.contains(&w.as_str()));
            (!pronoun).then_some((words, mention.source))
        }
        _ => None,
    });
    entries.chain(mentions)
}

/// Whether these words are a pronoun, which may be anyone.
pub(super) fn is_pronoun(words: &str) -> bool {
    key(words).iter().all(|word| PRONOUNS.contains(&word.as_str()))
}

/// The one id there is, however often it comes up.
fn only(mut ids: impl Iterator<Item = SourceId>) -> Option<SourceId> {
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}

/// The words of a name in lower case, without the titles before it and without possessives.
fn key(name: &str) -> Vec<String> {
    let words: Vec<String> = name
        .unicode_words()
        .map(|word| word.to_lowercase().trim_end_matches("’s").trim_end_matches("'s").to_owned())
        .collect();
    let rest: Vec<String> = words.iter().skip_while(|w| TITLES.contains(&w.as_str())).cloned().collect();
    if rest.is_empty() { words } else { rest }
}

/// Whether `name` ends with `part` or begins with it: “McGurk” and “Brett” of “Brett McGurk”.
fn holds(name: &[String], part: &[String]) -> bool {
    !part.is_empty() && (name.ends_with(part) || name.starts_with(part))
}

/// The sort of source a name in the text suggests.
#[must_use]
pub fn kind_of(words: &str) -> SourceKind {
    let lower: Vec<String> = words.unicode_words().map(str::to_lowercase).collect();
    let has = |list: &[&str]| lower.iter().any(|w| list.contains(&w.as_str()));
    if has(&[
        "press",
        "media",
        "news",
        "newspaper",
        "newspapers",
        "radio",
        "television",
        "tv",
        "times",
        "post",
    ]) {
        return SourceKind::Media;
    }
    // A name has a capital after its first word, which may owe it to the start of a sentence.
    let named = words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase))
        || (lower.len() == 1 && words.starts_with(char::is_uppercase));
    let pronoun = lower.iter().all(|w| PRONOUNS.contains(&w.as_str()));
    RULES
        .iter()
        .find(|rule| has(rule.words) && (!rule.unnamed || !named) && !pronoun)
        .map_or(SourceKind::Person, |rule| rule.kind)
}

/// Words that tell what sort of source is named.
struct Rule {
    kind: SourceKind,
    words: &'static [&'static str],
    /// Only where no name is given.
    unnamed: bool,
}

/// The first rule that fits decides.
#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule {
        kind: SourceKind::Document,
        words: &["report", "reports", "document", "documents", "memo", "memos", "letter", "study", "survey", "filing", "statement"],
        unnamed: false,
    },
    Rule {
        kind: SourceKind::Anonymous,
        words: &["one", "official", "source", "someone", "person", "employee", "worker", "aide", "insider", "chief"],
        unnamed: true,
    },
    Rule {
        kind: SourceKind::Group,
        words: &[
            "officials", "residents", "witnesses", "experts", "critics", "people", "analysts", "supporters", "sources",
            "scientists", "workers", "neighbours", "neighbors",
        ],
        unnamed: true,
    },
    Rule {
        kind: SourceKind::Organisation,
        words: &[
            "ministry", "department", "council", "company", "agency", "inspectorate", "party", "committee", "commission",
            "court", "police", "army", "coalition", "government", "university", "bank", "union", "association", "ltd",
            "inc", "office", "authority", "board",
        ],
        unnamed: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_name_tell_the_sort_of_source() {
        for (words, kind) in [
            ("Helen Aske", SourceKind::Person),
            ("Aske", SourceKind::Person),
            ("he", SourceKind::Person),
            ("One of the ferry’s deckhands", SourceKind::Anonymous),
            ("a militia chief", SourceKind::Anonymous),
            ("two officials who have read its working notes", SourceKind::Group),
            ("Inland Vessels Inspectorate", SourceKind::Organisation),
            ("press reports", SourceKind::Media),
            ("a preliminary report published on Monday", SourceKind::Document),
        ] {
            assert_eq!(kind_of(words), kind, "{words}");
        }
    }
}
