//! Taking away what people wrote, where it could tell who a withheld source is.

use std::collections::BTreeSet;

use crate::{
    annotation::{Annotation, Body, Claim, Document, Origin, Source},
    record::SourceId,
};

/// Words with fewer letters than this are in every note.
const MIN_LETTERS: usize = 3;

/// Takes away all that people wrote on an annotation. Whether there was anything.
pub(super) fn bare(annotation: &mut Annotation) -> bool {
    let mut there = !annotation.note.is_empty() || !annotation.tags.is_empty();
    annotation.note.clear();
    annotation.tags.clear();
    if let Origin::File { name } = &mut annotation.origin {
        there |= !name.is_empty();
        name.clear();
    }
    if let Body::Claim(Claim { restatement, evidence, .. }) = &mut annotation.body {
        there |= !restatement.is_empty() || !evidence.is_empty();
        restatement.clear();
        evidence.clear();
    }
    there
}

/// Capitalised words that name nobody.
const ARTICLES: [&str; 4] = ["The", "One", "Two", "Some"];

/// All that is known of the withheld sources: names and their parts, roles, reasons, notes. Not
/// the words by which the article names them, which anyone can read there.
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(document: &Document, withheld: &BTreeSet<SourceId>) -> Self {
        let mut words = BTreeSet::new();
        let mut add = |text: &str| {
            let text = text.trim().to_lowercase();
            if text.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_LETTERS {
                words.insert(text);
            }
        };
        for source in document.sources.values().filter(|source| withheld.contains(&source.id)) {
            for text in [&source.name, &source.role, &source.anonymity_reason, &source.note] {
                add(text);
            }
            // People are called by parts of their names; “the” of “the ministry” is no such part.
            let part = |word: &&str| !word.starts_with(char::is_lowercase) && !ARTICLES.contains(word);
            source.name.split_whitespace().filter(part).for_each(&mut add);
        }
        Self(words.into_iter().collect())
    }

    /// Takes away all that people wrote on an annotation if any of it has one of these words.
    pub(super) fn bare(&self, annotation: &mut Annotation) -> bool {
        let file = match &annotation.origin {
            Origin::File { name } => name.as_str(),
            Origin::Hand | Origin::Suggestion => "",
        };
        let mut written = vec![annotation.note.as_str(), file];
        written.extend(annotation.tags.iter().map(String::as_str));
        if let Body::Claim(claim) = &annotation.body {
            written.push(&claim.restatement);
            for evidence in &claim.evidence {
                written.extend([evidence.link.as_str(), &evidence.title, &evidence.note]);
            }
        }
        written.iter().any(|text| self.are_in(text)) && bare(annotation)
    }

    /// Takes away the note on another source, its role and the reason it is not named, where
    /// they have one of these words. Whether there was anything.
    pub(super) fn bare_source(&self, source: &mut Source) -> bool {
        let mut there = false;
        for text in [&mut source.note, &mut source.role, &mut source.anonymity_reason] {
            if self.are_in(text) {
                text.clear();
                there = true;
            }
        }
        there
    }

    fn are_in(&self, text: &str) -> bool {
        if self.0.is_empty() || text.is_empty() {
            return false;
        }
        let text = text.to_lowercase();
        self.0.iter().any(|words| text.contains(words.as_str()))
    }
}
