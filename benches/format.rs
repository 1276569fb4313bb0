//! How long Hearsay JSON takes to write and to read, by the length of the article and the number
//! of annotations in it. `cargo bench --bench format`.

use std::{hint::black_box, rc::Rc};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hearsay::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, Document, Mention, Origin, Quote, QuoteKind,
        Source, SourceKind, Standing, Target,
    },
    article::{About, Article, Block, FrozenText},
    format::hearsay::{read, write},
    record::{SourceId, Stamp, Timestamp},
    text::{TextRange, TextSize},
};

const SIZES: [(usize, usize); 3] = [(10_000, 1_000), (10_000, 10_000), (150_000, 10_000)];

const SOURCES: usize = 40;

/// A paragraph of forty words. With curly quotes and accents, as articles have them.
const PARAGRAPH: &str = "The ferry will stay at the quay until June, the inspectorate said on Monday. “We took it out \
     of service the same day,” said Siân Aske, who runs the company, and the café on the quay will stay open as well.";

/// The id counter's first number for each sort of item, so that none meet.
const ATTRIBUTIONS: usize = 1_000_000;
const REGISTER: usize = 2_000_000;

fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: 0x5eed << 64 }
}

fn id<I: From<uuid::Uuid>>(n: usize) -> I {
    stamp().id(u32::try_from(n).unwrap_or(u32::MAX))
}

fn text(words: usize) -> FrozenText {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for _ in 0..words / 40 {
        let start = TextSize::of(text.as_str());
        text.push_str(PARAGRAPH);
        blocks.push(Block::paragraph(TextRange::new(start, TextSize::of(text.as_str()))));
        text.push_str("\n\n");
    }
    FrozenText::new(text, blocks).unwrap_or_else(|error| panic!("{error}"))
}

fn source(n: usize) -> Source {
    Source {
        id: id(REGISTER + n),
        name: format!("Inspectorate {n}"),
        kind: SourceKind::Organisation,
        role: "which looks after inland vessels".to_owned(),
        level: AttributionLevel::OnRecord,
        anonymity_reason: String::new(),
        note: String::new(),
        created: stamp().at,
        modified: stamp().at,
    }
}

/// A mention, a quote and a claim in turn, spread over the text.
fn annotation(n: usize, total: usize, text: &FrozenText) -> Annotation {
    let starts: &[Block] = text.blocks();
    let block = starts[n * starts.len() / total].range;
    let range = |words: &str| {
        let at = PARAGRAPH.find(words).unwrap_or_default();
        TextRange::at(block.start() + TextSize::of(&PARAGRAPH[..at]), TextSize::of(words))
    };
    let source: SourceId = id(REGISTER + n % SOURCES);
    let by = |cue: &str| {
        let cue = Some(Target::from(range(cue)));
        vec![Attribution { id: id(ATTRIBUTIONS + n), source, mention: None, cue, via: Vec::new() }]
    };
    let (words, body) = match n % 3 {
        0 => ("the inspectorate", Body::Mention(Mention { source })),
        1 => {
            let quote = Quote { manner: QuoteKind::Direct, attributions: by("said Siân") };
            ("“We took it out of service the same day,”", Body::Quote(quote))
        }
        _ => {
            let standing = Standing::Attributed { attributions: by("said on") };
            (
                "The ferry will stay at the quay until June",
                Body::Claim(Claim { standing, ..Claim::default() }),
            )
        }
    };
    Annotation {
        id: id(n),
        target: range(words).into(),
        body,
        tags: vec!["ferry".to_owned()],
        note: "Ask for the report.".to_owned(),
        creator: String::new(),
        origin: Origin::Hand,
        created: stamp().at,
        modified: stamp().at,
    }
}

fn document(words: usize, annotations: usize) -> Document {
    let text = text(words);
    let all = (0..annotations).map(|n| annotation(n, annotations, &text));
    let annotations = all.map(|a| (a.id, Rc::new(a))).collect();
    let article = Article {
        id: id(REGISTER - 1),
        about: About { title: "Ferry withdrawn".to_owned(), ..About::default() },
        text: Rc::new(text),
        created: stamp().at,
        modified: stamp().at,
        binned: None,
    };
    let sources = (0..SOURCES).map(source).map(|s| (s.id, Rc::new(s))).collect();
    Document { sources, annotations, ..Document::new(Rc::new(article)) }
}

fn format(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("format");
    group.sample_size(20);
    for (words, annotations) in SIZES {
        let document = document(words, annotations);
        let file = write(&[&document], stamp().at);
        let back = read(&file).unwrap_or_else(|error| panic!("{error}"));
        assert!(back.problems.is_empty() && back.documents == [document.clone()]);
        let size = format!("{words} words, {annotations} annotations, {} kB", file.len() / 1_000);
        group.throughput(Throughput::Bytes(file.len() as u64));
        group.bench_function(BenchmarkId::new("write", &size), |b| {
            b.iter(|| write(black_box(&[&document]), stamp().at));
        });
        group.bench_function(BenchmarkId::new("read", &size), |b| b.iter(|| read(black_box(&file))));
    }
    group.finish();
}

criterion_group!(benches, format);
criterion_main!(benches);
