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

/// The one id there is, however often it comes up.
fn only(mut ids: impl Iterator<Item = SourceId>) -> Option<SourceId> {
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}

/// The words of a name in lower case, without titles and possessives.
fn key(name: &str) -> Vec<String> {
    let words: Vec<String> = name
        .unicode_words()
        .map(|word| word.to_lowercase().trim_end_matches("’s").trim_end_matches("'s").to_owned())
        .collect();
    let rest: Vec<String> = words.iter().filter(|w| !TITLES.contains(&w.as_str())).cloned().collect();
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
    let unnamed =
        !words.chars().any(char::is_uppercase) || lower.iter().all(|w| PRONOUNS.contains(&w.as_str()));
    if has(&["report", "reports", "document", "documents", "memo", "letter", "study", "survey", "filing"])
        && !has(&["press", "media", "news"])
    {
        SourceKind::Document
    } else if has(&["media", "press", "news", "radio", "newspaper", "television", "tv", "times", "post"]) {
        SourceKind::Media
    } else if has(&[
        "ministry",
        "department",
        "council",
        "company",
        "agency",
        "inspectorate",
        "party",
        "committee",
        "commission",
        "court",
        "police",
        "army",
        "coalition",
        "government",
        "university",
        "bank",
        "union",
        "association",
        "ltd",
        "inc",
        "office",
        "authority",
        "board",
    ]) {
        SourceKind::Organisation
    } else if has(&[
        "officials",
        "residents",
        "witnesses",
        "experts",
        "critics",
        "people",
        "analysts",
        "supporters",
    ]) {
        SourceKind::Group
    } else if unnamed
        && has(&[
            "official",
            "source",
            "sources",
            "one",
            "someone",
            "person",
            "employee",
            "aide",
            "spokesman",
        ])
    {
        SourceKind::Anonymous
    } else {
        SourceKind::Person
    }
}
