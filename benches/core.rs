//! The core, natively: cutting text into segments, converting offsets, opening a desk, one act,
//! drawing.
//!
//! What these cost in the browser, with the page's own work around them, is measured by
//! `cargo xtask bench browser`; here one sees which part of it is whose.

#![allow(clippy::expect_used, reason = "a benchmark that cannot start says why")]

mod news;

use std::{hint::black_box, rc::Rc, time::Duration};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hearsay::{
    annotation::{Annotation, Document, Kind},
    app::{self, Effect, Library, Message, State, Store},
    highlight::{self, DomPoint},
    record::{Stamp, Timestamp},
    shelf::{Entry, Loaded, Opened},
    text::{TextRange, Utf16Offset},
};
use news::{BOOK, CROWDED, DENSE, Size};

fn document(size: Size) -> Document {
    news::document(size).expect("an article")
}

fn stamp(n: u64) -> Stamp {
    Stamp { at: Timestamp::from_millis(1_795_363_300_000 + n), random: u128::from(n) << 64 }
}

/// The sweep, over one paragraph at a time as the article is drawn.
fn sweep(c: &mut Criterion) {
    let mut group = c.benchmark_group("sweep");
    for size in [CROWDED, DENSE] {
        let document = document(size);
        let text = &document.article.text;
        let paragraphs: Vec<(TextRange, Vec<&Annotation>)> = (text.blocks().iter())
            .map(|block| {
                let all = document.annotations.values().map(Rc::as_ref);
                (block.range, all.filter(|a| a.target.touches(block.range)).collect())
            })
            .collect();
        group.bench_function(news::title(size), |b| {
            b.iter(|| {
                let cut = |(range, on): &(TextRange, Vec<&Annotation>)| {
                    highlight::segments(*range, on.iter().copied()).len()
                };
                black_box(paragraphs.iter().map(cut).sum::<usize>())
            });
        });
    }
}

/// Every annotation's range to code points and back.
fn conversions(c: &mut Criterion) {
    let document = document(BOOK);
    let text = &document.article.text;
    let (words, index) = (text.as_str(), text.index());
    let ranges: Vec<TextRange> =
        document.annotations.values().flat_map(|a| a.target.ranges().iter().copied()).collect();
    c.bench_function("conversions/10000 ranges to code points and back, 150000 words", |b| {
        b.iter(|| {
            for range in &ranges {
                let there = index.range_to_chars(words, *range).expect("inside");
                assert_eq!(index.range_from_chars(words, there), Ok(*range));
            }
        });
    });
}

/// A state in which the library holds the document and the person has asked for it.
fn asked(document: &Document) -> (State, u32) {
    let mut state = State::default();
    let id = document.article.id;
    let entries = vec![Rc::new(Entry::of(document, 0))];
    let opened = Opened { entries, ..Opened::default() };
    app::update(
        &mut state,
        Message::Store(Store::Opened {
            opened: Box::new(opened),
            place: app::Place::Browser,
            stamp: stamp(0),
        }),
    );
    let effects = app::update(&mut state, Message::Library(Library::Open(id, stamp(1))));
    let question = effects.iter().find_map(|effect| match effect {
        Effect::Load { question, .. } => Some(*question),
        _ => None,
    });
    (state, question.expect("a question"))
}

/// The store's answer.
fn answer(document: &Document, question: u32) -> Message {
    let document = document.clone();
    let loaded = Loaded {
        document,
        first: 0,
        edits: Vec::new(),
        done: 0,
        revision: Default::default(),
        damaged: Vec::new(),
    };
    Message::Store(Store::Loaded { question, result: Ok(Box::new(loaded)), stamp: stamp(2) })
}

/// From what the store read to the first screen's view.
fn opening(c: &mut Criterion) {
    let mut group = c.benchmark_group("opening a desk");
    for size in [CROWDED, DENSE, BOOK] {
        let document = document(size);
        group.bench_function(news::title(size), |b| {
            b.iter_batched(
                || {
                    let (state, question) = asked(&document);
                    (state, answer(&document, question))
                },
                |(mut state, answer)| {
                    app::update(&mut state, answer);
                    state
                },
                BatchSize::LargeInput,
            );
        });
    }
}

/// A state with the document on the desk, all of it drawn.
fn drawn(document: &Document) -> State {
    let (mut state, question) = asked(document);
    app::update(&mut state, answer(document, question));
    draw(&mut state);
    state
}

fn draw(state: &mut State) {
    while !app::update(state, Message::DrawMore).is_empty() {}
}

/// All that is not on the first screens, in slices.
fn drawing(c: &mut Criterion) {
    let mut group = c.benchmark_group("drawing the rest");
    for size in [CROWDED, DENSE, BOOK] {
        let document = document(size);
        group.bench_function(news::title(size), |b| {
            b.iter_batched(
                || {
                    let (mut state, question) = asked(&document);
                    app::update(&mut state, answer(&document, question));
                    state
                },
                |mut state| {
                    draw(&mut state);
                    state
                },
                BatchSize::LargeInput,
            );
        });
    }
}

/// Selecting words in the middle, marking them, deleting the mark.
fn one_act(c: &mut Criterion) {
    let mut group = c.benchmark_group("marking and deleting");
    for size in [CROWDED, DENSE, BOOK] {
        let document = document(size);
        let middle = document.article.text.blocks().len() / 2;
        let mut state = drawn(&document);
        let mut n = 10;
        group.bench_function(news::title(size), |b| {
            b.iter(|| {
                n += 1;
                let at = |offset| DomPoint { block: middle, piece: 0, offset: Utf16Offset(offset) };
                let points = Some((at(0), at(6)));
                app::update(&mut state, Message::Select { points, exact: false, show: false });
                let marked = app::update(&mut state, Message::Mark(Kind::Claim, stamp(n)));
                assert!(marked.iter().any(|effect| matches!(effect, Effect::Write { .. })));
                black_box(app::update(&mut state, Message::Delete(stamp(n))));
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = sweep, conversions, opening, drawing, one_act
}
criterion_main!(benches);
