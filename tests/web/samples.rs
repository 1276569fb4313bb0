//! Records with something in every field.

use std::rc::Rc;

use hearsay::{
    annotation::{
        Act, Annotation, Attribution, AttributionLevel, Body, Change, Claim, ClaimKind, ClaimStatus,
        Document, Edit, Evidence, Fate, Mention, Origin, Quote, QuoteKind, Source, SourceKind, Stance,
        Standing, Stray, Target, Wording,
    },
    article::{About, Article, Block, BlockKind, Direction, FrozenText},
    record::{AnnotationId, ArticleId, SourceId, Stamp, Timestamp},
    shelf::{Batch, Entry, Loaded, Record, Revision, Settings},
    text::{TextRange, TextSize},
};

/// Paragraphs that need three sorts of offsets.
pub(crate) static TEXT: &str = "Title 👩\u{200d}🚒\n\n“We never knew,” said e\u{301}mile.\n\nקודם כל";

pub(crate) fn stamp(random: u128) -> Stamp {
    Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: random << 64 }
}

pub(crate) fn range(start: u32, end: u32) -> TextRange {
    TextRange::new(TextSize::new(start), TextSize::new(end))
}

pub(crate) fn text() -> FrozenText {
    let parts = TEXT.split("\n\n").map(|part| hearsay::text::range_of(TEXT, part).expect("a part"));
    let kinds = [BlockKind::Heading { level: 1 }, BlockKind::Paragraph, BlockKind::Preformatted];
    let blocks = parts.zip(kinds).map(|(range, kind)| Block { kind, range, aside: kind == kinds[2] });
    FrozenText::new(TEXT.to_owned(), blocks.collect()).expect("a text")
}

pub(crate) fn source(n: u128) -> Source {
    let stamp = stamp(n);
    Source {
        id: stamp.id(1),
        name: format!("Émile {n}"),
        kind: SourceKind::Anonymous,
        role: "envoy".into(),
        level: AttributionLevel::OnBackground,
        anonymity_reason: "fears for the job".into(),
        note: "👩\u{200d}🚒".into(),
        created: stamp.at,
        modified: stamp.at,
    }
}

pub(crate) fn annotation(n: u128, body: Body) -> Annotation {
    let stamp = stamp(n);
    Annotation {
        id: stamp.id(0),
        target: Target::new([range(22, 30), range(31, 35)]).expect("a target"),
        body,
        tags: vec!["tape".into(), "“two” words".into()],
        note: "A note\nof two lines".into(),
        creator: "Ada".into(),
        origin: Origin::Hand,
        created: stamp.at,
        modified: Timestamp::from_millis(stamp.at.millis() + 1),
    }
}

pub(crate) fn mention(n: u128, source: SourceId) -> Annotation {
    annotation(n, Body::Mention(Mention { source }))
}

pub(crate) fn attribution(n: u128, source: SourceId, mention: Option<AnnotationId>) -> Attribution {
    let cue = Some(Target::from(range(40, 44)));
    let inner = Attribution { id: stamp(n).id(4), source, mention: None, cue: None, via: Vec::new() };
    Attribution { id: stamp(n).id(3), source, mention, cue, via: vec![inner] }
}

/// A claim with something in every field.
pub(crate) fn claim(n: u128, standing: Standing) -> Annotation {
    let evidence = Evidence {
        link: "https://example.org/?a=1&b=2".into(),
        title: "A table".into(),
        stance: Stance::Refutes,
        note: "Row 3".into(),
    };
    annotation(
        n,
        Body::Claim(Claim {
            standing,
            restatement: "In other words".into(),
            sort: Some(ClaimKind::Figure),
            status: ClaimStatus::Disputed,
            evidence: vec![evidence, Evidence::default()],
        }),
    )
}

pub(crate) fn quote(n: u128, attributions: Vec<Attribution>) -> Annotation {
    annotation(n, Body::Quote(Quote { manner: QuoteKind::Mixed, attributions }))
}

/// A document with every sort of record.
pub(crate) fn document(n: u128) -> Document {
    let stamp = stamp(n);
    let article = Article {
        id: stamp.id(9),
        about: About {
            title: format!("Title {n}"),
            byline: "By A. Writer".into(),
            site: String::new(),
            url: "https://example.org/".into(),
            published: String::new(),
            language: "he".into(),
            direction: Direction::Rtl,
            previous: Some(stamp.id(8)),
        },
        text: Rc::new(text()),
        created: stamp.at,
        modified: stamp.at,
        binned: (n % 2 == 1).then_some(stamp.at),
    };
    let mut document = Document::new(Rc::new(article));
    let source = source(n);
    let mention = mention(100 * n, source.id);
    let by = attribution(n, source.id, Some(mention.id));
    let all = [
        quote(100 * n + 1, vec![by.clone()]),
        claim(100 * n + 2, Standing::Attributed { attributions: vec![by] }),
        claim(100 * n + 3, Standing::ArticleVoice),
        claim(100 * n + 4, Standing::NotYet),
        mention,
    ];
    let fate = Fate::Reworded(Target::from(range(40, 44)));
    let wording = Wording { exact: "said".into(), prefix: "he ".into(), suffix: " so".into() };
    let stray = Stray::of(quote(100 * n + 5, vec![attribution(n, source.id, None)]), vec![wording], fate);
    document.strays.insert(stray.id, Rc::new(stray));
    document.sources.insert(source.id, Rc::new(source));
    document.annotations.extend(all.into_iter().map(|a| (a.id, Rc::new(a))));
    document
}

/// A document as it is loaded, with a history.
pub(crate) fn loaded(n: u128) -> Loaded {
    let document = document(n);
    let edits: Vec<Rc<Edit>> = edits(&document).into_iter().map(Rc::new).collect();
    let done = edits.len() as u32 - 1;
    Loaded { document, first: 0, edits, done, revision: Revision::default(), damaged: Vec::new() }
}

/// An edit of every sort.
pub(crate) fn edits(document: &Document) -> Vec<Edit> {
    let at = document.article.created;
    let source = document.sources.values().next().cloned();
    let made = document.annotations.values();
    let made = made.map(|a| Change::Annotation { before: None, after: Some(a.clone()) }).collect();
    let first = document.annotations.values().next().cloned();
    let about = document.article.about.clone();
    vec![
        Edit { act: Act::Source, at, changes: vec![Change::Source { before: None, after: source.clone() }] },
        Edit { act: Act::Mark, at, changes: made },
        Edit {
            act: Act::Note,
            at,
            changes: vec![Change::Annotation { before: first.clone(), after: first }],
        },
        Edit {
            act: Act::About,
            at,
            changes: vec![Change::About { before: Rc::default(), after: Rc::new(about) }],
        },
        Edit { act: Act::Delete, at, changes: vec![Change::Source { before: source, after: None }] },
    ]
}

/// Everything that belongs to an article.
pub(crate) fn records(loaded: &Loaded) -> Vec<Record> {
    let document = &loaded.document;
    let id = document.article.id;
    let mut put = vec![
        Record::Entry(Rc::new(Entry::of(document, loaded.done))),
        Record::Text(id, document.article.text.clone()),
    ];
    put.extend(document.annotations.values().map(|a| Record::Annotation(id, a.clone())));
    put.extend(document.strays.values().map(|stray| Record::Stray(id, stray.clone())));
    put.extend(document.sources.values().map(|s| Record::Source(id, s.clone())));
    put.extend((loaded.first..).zip(&loaded.edits).map(|(n, edit)| Record::Edit(id, n, edit.clone())));
    put
}

pub(crate) fn batch(put: Vec<Record>) -> Batch {
    Batch { put, ..Batch::default() }
}

pub(crate) fn settings(id: ArticleId) -> Settings {
    Settings {
        creator: "Ada".into(),
        last_open: Some(id),
        letters_off: true,
        keys: vec![("quote".into(), "w".into())],
        names_off: false,
        exported: Some(Timestamp::from_millis(1_795_363_440_000)),
        backed_up: None,
        arrived: None,
        restored: None,
    }
}
