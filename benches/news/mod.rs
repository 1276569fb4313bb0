//! Generated news: articles of any length with any number of annotations, the same every time.
//!
//! The benchmarks here and those in the browser (`tests/e2e/src/bin/bench`) measure on them. The
//! words mean nothing; their lengths, the sentences' and the paragraphs' are those of a news
//! report. Annotations start at any word and are as long as people make them: a source one to
//! three words, a claim or a quote half a sentence to two. So among 10,000 on 10,000 words every
//! word carries about nine.

use std::rc::Rc;

use hearsay::{
    annotation::{
        Annotation, AttributionLevel, Body, Claim, Document, Mention, Origin, Quote, QuoteKind, Source,
        SourceKind,
    },
    article::{About, Article, Block, BlockError, BlockKind, FrozenText},
    record::{SourceId, Stamp, Timestamp},
    text::{self, TextRange},
};

/// How much to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// Words in the article.
    pub(crate) words: usize,
    /// Annotations in it.
    pub(crate) annotations: usize,
}

/// A news report, marked by a crowd.
pub(crate) const CROWDED: Size = Size { words: 10_000, annotations: 1_000 };
/// The same length with a mark on everything.
pub(crate) const DENSE: Size = Size { words: 10_000, annotations: 10_000 };
/// A book.
pub(crate) const BOOK: Size = Size { words: 150_000, annotations: 10_000 };

const SYLLABLES: [&str; 24] = [
    "ra", "ten", "mi", "lo", "ver", "san", "ke", "du", "por", "it", "an", "es", "tri", "mo", "len", "gar",
    "fi", "co", "bel", "ur", "no", "sti", "pa", "e",
];
const SMALL: [&str; 12] = ["the", "of", "a", "to", "in", "and", "for", "on", "that", "by", "with", "as"];
/// How many entries the source register has.
const SOURCES: usize = 40;

/// Numbers that look random and are always the same (SplitMix64).
struct Chance(u64);

impl Chance {
    /// A number from `low` up to and without `high`.
    fn between(&mut self, low: usize, high: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        low + (z ^ (z >> 31)) as usize % (high - low)
    }
}

/// A text while it is written.
#[derive(Default)]
struct Draft {
    text: String,
    blocks: Vec<Block>,
    /// Every word, with the number of its block.
    words: Vec<(usize, TextRange)>,
}

impl Draft {
    fn block(&mut self, kind: BlockKind, write: impl FnOnce(&mut Self)) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = text::size_of(&self.text);
        write(self);
        self.blocks.push(Block::of(kind, TextRange::new(start, text::size_of(&self.text))));
    }

    fn sentence(&mut self, chance: &mut Chance) {
        let length = chance.between(8, 26);
        let quoted = chance.between(0, 5) == 0;
        for n in 0..length {
            if !self.text.ends_with("\n\n") && !self.text.is_empty() {
                self.text.push(' ');
            }
            if n == 0 && quoted {
                self.text.push('“');
            }
            self.word(chance, n == 0);
            if n == length - 4 && quoted {
                self.text.push_str(",”");
            }
        }
        self.text.push('.');
    }

    fn word(&mut self, chance: &mut Chance, capital: bool) {
        let start = self.text.len();
        if chance.between(0, 5) < 2 {
            self.text.push_str(SMALL[chance.between(0, SMALL.len())]);
        } else {
            for _ in 0..chance.between(2, 5) {
                self.text.push_str(SYLLABLES[chance.between(0, SYLLABLES.len())]);
            }
        }
        if capital {
            self.text[start..=start].make_ascii_uppercase();
        }
        let range = TextRange::new(text::size_of(&self.text[..start]), text::size_of(&self.text));
        self.words.push((self.blocks.len(), range));
    }
}

/// A document of this size.
///
/// # Errors
/// Never, as long as what is written here is an article.
pub(crate) fn document(size: Size) -> Result<Document, BlockError> {
    let mut chance = Chance(size.words as u64);
    let mut draft = Draft::default();
    draft.block(BlockKind::Heading { level: 1 }, |draft| draft.sentence(&mut chance));
    while draft.words.len() < size.words {
        draft.block(BlockKind::Paragraph, |draft| {
            for _ in 0..chance.between(2, 6) {
                draft.sentence(&mut chance);
            }
        });
    }
    let stamp = Stamp { at: Timestamp::from_millis(1_795_363_200_000), random: size.words as u128 };
    let article = Article {
        id: stamp.id(0),
        about: About { title: title(size), ..About::default() },
        text: Rc::new(FrozenText::new(draft.text, draft.blocks)?),
        created: stamp.at,
        modified: stamp.at,
        binned: None,
    };
    let mut document = Document::new(Rc::new(article));
    for n in (1u32..).take(SOURCES) {
        let source = source(stamp, n);
        document.sources.insert(source.id, Rc::new(source));
    }
    let ids: Vec<SourceId> = document.sources.keys().copied().collect();
    for n in (100u32..).take(size.annotations) {
        let annotation = annotation(&draft.words, &ids, &mut chance, stamp, n);
        document.annotations.insert(annotation.id, Rc::new(annotation));
    }
    Ok(document)
}

/// What the article of this size is called.
#[must_use]
pub(crate) fn title(size: Size) -> String {
    format!("{} words, {} annotations", size.words, size.annotations)
}

fn source(stamp: Stamp, n: u32) -> Source {
    Source {
        id: stamp.id(n),
        name: format!("Source {n}"),
        kind: SourceKind::Person,
        role: "spokesperson".into(),
        level: AttributionLevel::OnRecord,
        anonymity_reason: String::new(),
        note: String::new(),
        created: stamp.at,
        modified: stamp.at,
    }
}

fn annotation(
    words: &[(usize, TextRange)],
    sources: &[SourceId],
    chance: &mut Chance,
    stamp: Stamp,
    n: u32,
) -> Annotation {
    let (body, length) = match n % 3 {
        0 => (Body::Claim(Claim::default()), chance.between(6, 22)),
        1 => (
            Body::Mention(Mention { source: sources[chance.between(0, sources.len())] }),
            chance.between(1, 4),
        ),
        _ => (Body::Quote(Quote { manner: QuoteKind::Direct, ..Quote::default() }), chance.between(5, 24)),
    };
    let first = chance.between(0, words.len());
    let (block, range) = words[first];
    let rest = words[first..].iter().take(length).take_while(|(of, _)| *of == block);
    let range = rest.fold(range, |whole, (_, word)| whole.cover(*word));
    Annotation {
        id: stamp.id(n),
        target: range.into(),
        body,
        tags: Vec::new(),
        note: String::new(),
        creator: "Benchmark".into(),
        origin: Origin::Hand,
        created: stamp.at,
        modified: stamp.at,
    }
}
