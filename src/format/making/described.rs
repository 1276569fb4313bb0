//! What is said of a source, and what it is called when nothing is.

use crate::annotation::{AttributionLevel, Source, SourceKind};

/// A name of the register is cut after so many characters.
pub(super) const MAX_NAME: usize = 200;

/// Words that mean another one each time: spans of them never share an entry of the register.
const PRONOUNS: [&str; 28] = [
    "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "we", "us", "our", "i",
    "me", "my", "you", "your", "who", "whom", "which", "that", "this", "those", "these", "one", "others",
];

/// All of an entry of the register but its id and times: entries that agree in it are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::format) struct Described {
    pub(in crate::format) name: String,
    pub(in crate::format) kind: SourceKind,
    pub(in crate::format) role: String,
    pub(in crate::format) level: AttributionLevel,
    pub(in crate::format) anonymity_reason: String,
    pub(in crate::format) note: String,
}

impl Described {
    /// An entry of which no more is known.
    pub(in crate::format) fn named(name: &str, kind: SourceKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            role: String::new(),
            level: AttributionLevel::default(),
            anonymity_reason: String::new(),
            note: String::new(),
        }
    }

    /// What is said of this source.
    pub(in crate::format) fn of(source: &Source) -> Self {
        Self {
            name: source.name.clone(),
            kind: source.kind,
            role: source.role.clone(),
            level: source.level,
            anonymity_reason: source.anonymity_reason.clone(),
            note: source.note.clone(),
        }
    }
}

/// What a span of these words is called in the register, when the file does not say.
pub(in crate::format) fn name_of(words: &str) -> String {
    let mut name = String::new();
    for word in words.split_whitespace() {
        if name.len() > MAX_NAME {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(MAX_NAME));
    }
    name
}

/// Whether the words are a pronoun, which names another source each time.
pub(in crate::format) fn is_pronoun(name: &str) -> bool {
    PRONOUNS.contains(&name.to_lowercase().as_str())
}
