//! Who may be behind a quote or claim: the register, the likeliest first.

use std::{cmp::Reverse, rc::Rc};

use super::{
    clause::{Clause, Meant},
    mentions,
};
use crate::{
    annotation::{Annotation, Body, Document, Mention, Source, SourceKind, Target},
    article::FrozenText,
    order,
    record::{AnnotationId, SourceId},
    text::{TextRange, TextSize},
};

/// An entry of the register as the picker offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub source: SourceId,
    /// Its mention nearest to the words asked about.
    pub mention: Option<AnnotationId>,
}

/// The whole register, ordered by how likely each entry vouches for `target`.
///
/// The rule, each step deciding where the one before leaves two alike:
///
/// 1. What the clause with the cue calls the speaker. Where it says “he”, “she” or “they”,
///    organisations and documents come after people; where it says “it”, people after the rest;
///    where it says “the company” or “the report”, entries of that kind come first.
/// 2. A mention in that clause, when it speaks of nobody in this way; where something is put in
///    before the cue, as in “Rao, who runs the mill, said”, the first one.
/// 3. Mentions in the same paragraph; but a pronoun and “the company” point back, so there the
///    last mention before the cue comes first, in whichever paragraph; but one after “of”, “at” or
///    “for” only says to whom somebody belongs, and comes after the others.
/// 4. Mentions before the words, then those after.
/// 5. The nearest; between two as near, the later in the text, since English names the speaker
///    after the quote more often than before.
///
/// A name counts where it is marked, and, in the paragraph and the two before, where it is not.
/// Entries that are named nowhere come last, the latest made first.
#[must_use]
pub fn candidates(document: &Document, target: &Target) -> Vec<Candidate> {
    let text = &document.article.text;
    let blocks = text.blocks_touching(target.span());
    let clause = Clause::of(text, target);
    let meant = clause.as_ref().map_or(Meant::Named, |clause| clause.meant);
    let rank = |place: &Target, kind: SourceKind| -> Rank {
        let after = place.start() >= target.end();
        let misfit = !meant.fits(kind);
        match &clause {
            // “she said”: the last one named before.
            Some(clause) if meant != Meant::Named => {
                let later = place.end() > clause.cue.start();
                let far = distance(&Target::from(clause.cue), place);
                (misfit, belongs(text, place.start()), later, false, far, !after)
            }
            // “Rao, who runs the mill, said”: the first one named.
            Some(clause) if clause.put_in && place.touches(clause.range) => {
                let late = place.start() >= clause.cue.start();
                let far = place.start().checked_sub(clause.range.start()).unwrap_or_default();
                (misfit, false, late, false, far, false)
            }
            clause => {
                let inside = clause.as_ref().is_some_and(|clause| place.touches(clause.range));
                let same = blocks.contains(&text.block_at(place.start()));
                (misfit, !inside, !same, !same && after, distance(target, place), !after)
            }
        }
    };
    // In the order of their ids, as the register is.
    let mut all: Vec<Entry<'_>> =
        document.sources.values().map(|source| Entry { source, rank: None, mention: None }).collect();
    for annotation in document.annotations.values() {
        let Body::Mention(Mention { source }) = annotation.body else { continue };
        let Ok(at) = all.binary_search_by_key(&source, |entry| entry.source.id) else { continue };
        let rank = rank(&annotation.target, all[at].source.kind);
        all[at].mention = all[at].mention.min_some((rank, annotation.id));
        all[at].rank = all[at].rank.min_some(rank);
    }
    // Most names are marked once, and stand there again and again.
    let near = text.blocks().get(blocks.start.saturating_sub(BEFORE)..blocks.end).unwrap_or_default();
    let near = near.iter().map(|block| block.range).reduce(TextRange::cover).unwrap_or_default();
    for entry in &mut all {
        for place in mentions::places(text, near, entry.source) {
            let marked = |a: &Rc<Annotation>| matches!(a.body, Body::Mention(_)) && a.target.touches(place);
            if !target.touches(place) && !document.annotations.values().any(marked) {
                entry.rank = entry.rank.min_some(rank(&place.into(), entry.source.kind));
            }
        }
    }
    order::sort_by_key(&mut all, |entry| {
        (entry.rank.is_none(), entry.rank, Reverse(entry.source.created), entry.source.id)
    });
    let candidate = |entry: Entry<'_>| Candidate {
        source: entry.source.id,
        mention: entry.mention.map(|(_, mention)| mention),
    };
    all.into_iter().map(candidate).collect()
}

/// How many paragraphs before the words are searched for names that are not marked.
const BEFORE: usize = 2;

/// An entry of the register on its way to a place in the list.
struct Entry<'a> {
    source: &'a Rc<Source>,
    /// How near it is named, marked or not.
    rank: Option<Rank>,
    /// Its nearest mention.
    mention: Option<(Rank, AnnotationId)>,
}

/// The lesser of what is there and what comes.
trait MinSome<T> {
    fn min_some(self, other: T) -> Self;
}

impl<T: Ord> MinSome<T> for Option<T> {
    fn min_some(self, other: T) -> Self {
        Some(match self {
            Some(this) => this.min(other),
            None => other,
        })
    }
}

/// Whether what stands at `at` follows “of”, “at” or “for”: “director of Old Mill”.
fn belongs(text: &FrozenText, at: TextSize) -> bool {
    let before = text.as_str()[..at.into()].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| matches!(word, "of" | "at" | "for"))
}

/// Of another kind than the clause speaks of; outside the clause, or beside the point; in another paragraph, or after
/// the cue; there after the words; how far away; before the words.
type Rank = (bool, bool, bool, bool, TextSize, bool);

/// Bytes between the nearest parts of two targets; 0 when they touch or overlap.
fn distance(a: &Target, b: &Target) -> TextSize {
    let gap = |x: &TextRange, y: &TextRange| {
        let (first, second) = if x.start() <= y.start() { (x, y) } else { (y, x) };
        second.start().checked_sub(first.end()).unwrap_or_default()
    };
    let pairs = a.ranges().iter().flat_map(|x| b.ranges().iter().map(move |y| gap(x, y)));
    pairs.min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotation::{AttributionLevel, Origin},
        article::{About, Article, Block},
        record::Timestamp,
        text::marked::marked,
    };

    const KINDS: &[(&str, SourceKind)] = &[
        ("person", SourceKind::Person),
        ("company", SourceKind::Organisation),
        ("paper", SourceKind::Document),
        ("group", SourceKind::Group),
    ];

    /// `<x>` is what is asked about; `<person>`, `<company>`, `<paper>` and `<group>` are mentions.
    /// Lines are paragraphs. The entries are expected in this order.
    fn check(written: &str, expected: &[&str]) {
        let (text, ranges) = marked(written);
        let mut at = TextSize::new(0);
        let mut blocks = Vec::new();
        for line in text.split_inclusive('\n') {
            blocks.push(Block::paragraph(TextRange::at(at, TextSize::of(line.trim_end_matches('\n')))));
            at += TextSize::of(line);
        }
        let frozen = Rc::new(FrozenText::new(text, blocks).expect("a text"));
        let now = Timestamp::from_millis(0);
        let id = |n: u128| uuid::Uuid::from_u128(n + 1);
        let article = Article {
            id: id(0).into(),
            about: About::default(),
            text: frozen.clone(),
            created: now,
            modified: now,
            binned: None,
        };
        let mut document = Document::new(Rc::new(article));
        let mut names: Vec<String> = Vec::new();
        for (n, (tag, range)) in ranges.iter().enumerate() {
            let Some((_, kind)) = KINDS.iter().find(|(name, _)| name == tag) else { continue };
            let name = frozen.slice(*range).to_owned();
            let known = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name.clone());
                names.len() - 1
            });
            let source: SourceId = id(known as u128).into();
            document.sources.insert(
                source,
                Rc::new(Source {
                    id: source,
                    name,
                    kind: *kind,
                    role: String::new(),
                    level: AttributionLevel::default(),
                    anonymity_reason: String::new(),
                    note: String::new(),
                    created: now,
                    modified: now,
                }),
            );
            let mention: AnnotationId = id(100 + n as u128).into();
            document.annotations.insert(
                mention,
                Rc::new(Annotation {
                    id: mention,
                    target: Target::from(*range),
                    body: Body::Mention(Mention { source }),
                    tags: Vec::new(),
                    note: String::new(),
                    creator: String::new(),
                    origin: Origin::Hand,
                    created: now,
                    modified: now,
                }),
            );
        }
        let target =
            Target::new(ranges.iter().filter(|(tag, _)| tag == "x").map(|(_, range)| *range)).expect("words");
        let found: Vec<_> =
            candidates(&document, &target).iter().map(|c| document.sources[&c.source].name.clone()).collect();
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn a_name_beside_the_cue_comes_first() {
        check(
            "<person>Lee</person> waited. <x>“We never knew,”</x> said <person>Rao</person>.",
            &["Rao", "Lee"],
        );
        check(
            "<person>Rao</person>, who runs <company>Old Mill</company>, said <x>nobody knew</x>.",
            &["Rao", "Old Mill"],
        );
        check(
            "<person>Lee</person>\n<x>“We never knew,”</x> said <person>Rao</person>. <person>Kim</person> left.",
            &["Rao", "Kim", "Lee"],
        );
    }

    #[test]
    fn he_and_she_are_the_last_person_named_before() {
        check(
            "<person>Lee</person> met <person>Rao</person> of <company>Old Mill</company>. <x>“We never knew,”</x> she said.",
            &["Rao", "Lee", "Old Mill"],
        );
        check(
            "<person>Rao</person> left.\n<company>Old Mill</company> closed. <x>“We never knew,”</x> she said, as <person>Lee</person> listened.",
            &["Rao", "Lee", "Old Mill"],
        );
        check(
            "<person>Rao</person>, director of <person>Old Mill</person>, left. <x>“We never knew,”</x> she said.",
            &["Rao", "Old Mill"],
        );
        check(
            "<person>Rao</person> read <paper>the report</paper>. He said <x>nobody knew</x>.",
            &["Rao", "the report"],
        );
    }

    #[test]
    fn a_name_counts_where_it_is_not_marked() {
        check(
            "<person>Anna Rao</person> met <person>Bo Lee</person>.\nRao disputes this. <x>“We never knew,”</x> she said.",
            &["Anna Rao", "Bo Lee"],
        );
        check(
            "<person>Anna Rao</person> runs <company>Old Mill</company>.\n<x>“We never knew,”</x> Rao told the radio.",
            &["Anna Rao", "Old Mill"],
        );
    }

    #[test]
    fn they_are_no_company_and_it_is_no_person() {
        check(
            "<group>Neighbours</group> wrote to <company>Old Mill</company>. <x>“We never knew,”</x> they said.",
            &["Neighbours", "Old Mill"],
        );
        check(
            "<company>Old Mill</company> dismissed <person>Rao</person>. It said <x>nobody knew</x>.",
            &["Old Mill", "Rao"],
        );
    }

    #[test]
    fn the_company_is_an_organisation_and_the_report_a_document() {
        check(
            "<company>Old Mill</company> dismissed <person>Rao</person>. The company said <x>nobody knew</x>.",
            &["Old Mill", "Rao"],
        );
        check(
            "<paper>A survey</paper> names <person>Rao</person> and <company>Old Mill</company>. <x>“Nobody knew,”</x> the report said.",
            &["A survey", "Old Mill", "Rao"],
        );
    }
}
