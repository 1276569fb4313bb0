//! What the margin lists: by kind, by state, by words; and where the words stand in the text.

use super::{Common, Desk, Effect, RowAttribution};
use crate::{
    annotation::{Annotation, Attribution, Body, ClaimStatus, Document, Kind, Origin, QuoteKind, Standing},
    highlight::DomRange,
    order,
    record::SourceId,
    text::{TextRange, TextSize},
};

/// The most places of the text that are found and painted.
pub const MOST_HITS: usize = 2_000;

/// What is listed, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one kind.
    pub kind: Option<Kind>,
    /// In one state.
    pub only: Only,
    /// Of one source, with one tag, or by one person.
    pub of: Option<Of>,
    /// With these words in the marked text, the note, the tags, or the names behind it.
    pub words: String,
    /// In which order.
    pub sort: Sort,
}

/// Something that annotations have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// They name this source, or are attributed to it.
    Source(SourceId),
    /// They carry this tag.
    Tag(String),
    /// This person made them.
    Creator(String),
}

impl Of {
    fn lets_through(&self, annotation: &Annotation) -> bool {
        match self {
            Self::Source(source) => annotation.body.refers_to(*source),
            Self::Tag(tag) => annotation.tags.contains(tag),
            Self::Creator(creator) => annotation.creator == *creator,
        }
    }
}

/// A state in which annotations are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// Any.
    #[default]
    Any,
    /// Quotes and claims that nobody has been named for.
    Open,
    /// Claims the article itself makes.
    ArticleVoice,
    /// Claims without evidence.
    WithoutEvidence,
    /// Claims that were not checked.
    Unchecked,
    /// Claims that evidence supports.
    Supported,
    /// Claims that are disputed or refuted.
    Disputed,
    /// Claims that are refuted.
    Refuted,
    /// Claims that cannot be checked.
    Unverifiable,
    /// Quotes in quotation marks.
    Direct,
    /// Quotes in other words.
    Indirect,
    /// Quotes that are partly in quotation marks.
    Mixed,
    /// With a note.
    Noted,
    /// With a tag.
    Tagged,
    /// Marked by hand.
    ByHand,
    /// Accepted from a suggestion.
    Suggested,
    /// That came with a file.
    Imported,
}

impl Only {
    /// All of them, in the order the interface lists them.
    pub const ALL: [Self; 17] = [
        Self::Any,
        Self::Open,
        Self::ArticleVoice,
        Self::WithoutEvidence,
        Self::Unchecked,
        Self::Supported,
        Self::Disputed,
        Self::Refuted,
        Self::Unverifiable,
        Self::Direct,
        Self::Indirect,
        Self::Mixed,
        Self::Noted,
        Self::Tagged,
        Self::ByHand,
        Self::Suggested,
        Self::Imported,
    ];

    fn lets_through(self, annotation: &Annotation) -> bool {
        let claim = if let Body::Claim(claim) = &annotation.body { Some(claim) } else { None };
        let manner = if let Body::Quote(quote) = &annotation.body { Some(quote.manner) } else { None };
        let has = |status| claim.is_some_and(|claim| claim.status == status);
        match self {
            Self::Any => true,
            Self::Open => RowAttribution::is_open(annotation),
            Self::ArticleVoice => claim.is_some_and(|claim| claim.standing == Standing::ArticleVoice),
            Self::WithoutEvidence => claim.is_some_and(|claim| claim.evidence.is_empty()),
            Self::Unchecked => has(ClaimStatus::Unchecked),
            Self::Supported => has(ClaimStatus::Supported),
            Self::Refuted => has(ClaimStatus::Refuted),
            Self::Unverifiable => has(ClaimStatus::Unverifiable),
            Self::Disputed => has(ClaimStatus::Disputed) || has(ClaimStatus::Refuted),
            Self::Direct => manner == Some(QuoteKind::Direct),
            Self::Indirect => manner == Some(QuoteKind::Indirect),
            Self::Mixed => manner == Some(QuoteKind::Mixed),
            Self::Noted => !annotation.note.is_empty(),
            Self::Tagged => !annotation.tags.is_empty(),
            Self::ByHand => annotation.origin == Origin::Hand,
            Self::Suggested => annotation.origin == Origin::Suggestion,
            Self::Imported => matches!(annotation.origin, Origin::File { .. }),
        }
    }
}

/// In which order annotations are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they stand in the article.
    #[default]
    Reading,
    /// What was changed last comes first.
    Latest,
}

impl Filter {
    /// Only this kind.
    #[must_use]
    pub fn kind(kind: Kind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// Only in this state.
    #[must_use]
    pub fn only(only: Only) -> Self {
        Self { only, ..Self::default() }
    }

    fn lets_through(&self, document: &Document, annotation: &Annotation, words: &str) -> bool {
        self.kind.is_none_or(|kind| annotation.kind() == kind)
            && self.only.lets_through(annotation)
            && self.of.as_ref().is_none_or(|of| of.lets_through(annotation))
            && (words.is_empty() || says(document, annotation, words))
    }
}

/// Whether the words, given in lower case, are anywhere in what belongs to an annotation.
fn says(document: &Document, annotation: &Annotation, words: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(words);
    let name =
        |id| document.sources.get(&id).is_some_and(|source| holds(&source.name) || holds(&source.role));
    let body = match &annotation.body {
        Body::Mention(mention) => name(mention.source),
        Body::Claim(claim) => {
            holds(&claim.restatement) || claim.evidence.iter().any(|e| holds(&e.title) || holds(&e.note))
        }
        Body::Quote(_) => false,
    };
    body || holds(&annotation.note)
        || holds(&annotation.creator)
        || annotation.tags.iter().any(|tag| holds(tag))
        || annotation.target.ranges().iter().any(|range| holds(document.article.text.slice(*range)))
        || annotation.attributions().iter().flat_map(Attribution::all).any(|a| name(a.source))
}

/// Where the words that are looked for stand in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The places, in order.
    pub places: Vec<TextRange>,
    /// The one that is looked at.
    pub at: Option<usize>,
}

/// Every place where `text` has `words`, whatever their case; at most [`MOST_HITS`].
fn places(text: &str, words: &str) -> Vec<TextRange> {
    let wanted: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let mut found: Vec<TextRange> = Vec::new();
    for (at, c) in text.char_indices() {
        // Most letters are not the first one looked for: the rest is seldom compared.
        if c.to_lowercase().next() != Some(*first) {
            continue;
        }
        let mut left = wanted.as_slice();
        let mut end = at;
        for c in text[at..].chars() {
            if left.is_empty() {
                break;
            }
            let lower: Vec<char> = c.to_lowercase().collect();
            let Some(rest) = left.strip_prefix(lower.as_slice()) else { break };
            left = rest;
            end += c.len_utf8();
        }
        let free = found.last().is_none_or(|last| usize::from(last.end()) <= at);
        if left.is_empty() && free {
            let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
            found.push(TextRange::new(size(at), size(end)));
            if found.len() == MOST_HITS {
                break;
            }
        }
    }
    found
}

impl Desk {
    /// Lists only what the filter lets through, and finds its words in the text.
    pub(super) fn set_filter(&mut self, filter: Filter) {
        if filter.words != self.margin.filter.words {
            let words = filter.words.trim();
            let places = if words.chars().count() < 2 {
                Vec::new()
            } else {
                places(self.document.article.text.as_str(), words)
            };
            self.hits = Hits { places, at: None };
        }
        self.margin.filter = filter;
        (self.margin.first, self.margin.few) = (0, false);
        self.refilter();
    }

    /// What annotations may have in common here, with what it is called: the sources by name, the
    /// tags, and, where there are several, the people who marked.
    #[must_use]
    pub fn in_common(&self) -> Vec<(Of, String)> {
        let Common { tags, creators } = &self.common;
        let mut sources: Vec<_> = self.document.sources.values().collect();
        order::sort_by_key(&mut sources, |source| (source.name.to_lowercase(), source.id));
        let mut all: Vec<(Of, String)> =
            sources.into_iter().map(|source| (Of::Source(source.id), source.name.clone())).collect();
        all.extend(tags.keys().map(|tag| (Of::Tag(tag.clone()), format!("Tag: {tag}"))));
        if creators.len() > 1 {
            let named =
                |name: &str| if name.is_empty() { "By: no name".to_owned() } else { format!("By: {name}") };
            all.extend(creators.keys().map(|name| (Of::Creator(name.clone()), named(name))));
        }
        all
    }

    pub(super) fn refilter(&mut self) {
        // Nobody can choose again what is no longer offered.
        if let Some(Of::Source(source)) = self.margin.filter.of
            && !self.document.sources.contains_key(&source)
        {
            self.margin.filter.of = None;
        }
        let filter = &self.margin.filter;
        let words = filter.words.trim().to_lowercase();
        let everything =
            Filter { words: String::new(), ..filter.clone() } == Filter::default() && words.is_empty();
        self.margin.filtered = (!everything).then(|| {
            let all = self.order.iter().filter_map(|(.., id)| self.document.annotations.get(id));
            let mut found: Vec<_> = all.filter(|a| filter.lets_through(&self.document, a, &words)).collect();
            if filter.sort == Sort::Latest {
                order::sort_by_key(&mut found, |a| (std::cmp::Reverse(a.modified), a.id));
            }
            found.into_iter().map(|a| a.id).collect()
        });
    }

    /// Goes to the next place that was found, or the one before.
    pub(super) fn next_hit(&mut self, back: bool) -> Vec<Effect> {
        let count = self.hits.places.len();
        if count == 0 {
            return Vec::new();
        }
        let next = match (self.hits.at, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        };
        self.hits.at = Some(next);
        let place = self.hits.places[next];
        // From there one goes on by key.
        self.start_caret(place.start());
        self.show_range(place)
    }

    /// The places that were found, where they are drawn.
    #[must_use]
    pub fn hit_ranges(&self) -> Vec<DomRange> {
        self.hits.places.iter().filter_map(|range| self.view.to_dom(&self.document, *range)).collect()
    }

    /// The place that is looked at of those that were found.
    #[must_use]
    pub fn hit_range(&self) -> Option<DomRange> {
        self.view.to_dom(&self.document, *self.hits.places.get(self.hits.at?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::slice;

    fn check(text: &str, words: &str, expected: &[&str]) {
        let found: Vec<_> = places(text, words).into_iter().map(|range| slice(text, range)).collect();
        assert_eq!(found, expected, "{words} in {text}");
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        check("Ferry, ferry, FERRIES", "ferr", &["Ferr", "ferr", "FERR"]);
        check("aaaa", "aa", &["aa", "aa"]);
        check("Straße ΣΊΣΥΦΟΣ İstanbul", "σίσυφο", &["ΣΊΣΥΦΟ"]);
        check("İstanbul", "i\u{307}stanbul", &["İstanbul"]);
        check("nothing", "something", &[]);
        check("nothing", "", &[]);
    }
}
