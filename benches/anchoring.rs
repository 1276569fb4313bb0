//! How quick anchoring is: 1,000 marks on a text of 150,000 words, edited and not.

#![allow(missing_docs, clippy::expect_used)]

#[path = "../tests/anchoring/edit.rs"]
#[allow(dead_code)]
mod edit;
#[path = "../tests/anchoring/press.rs"]
#[allow(dead_code)]
mod press;
#[path = "../tests/anchoring/random.rs"]
mod random;
#[path = "anchoring/versions.rs"]
mod versions;

use std::{hint::black_box, rc::Rc};

use criterion::{Criterion, criterion_group, criterion_main};
use hearsay::{
    anchoring::{Anchorer, Carrier, Selectors},
    article::FrozenText,
    text::TextRange,
};

use self::versions::{Versions, versions};

fn search(text: &Rc<FrozenText>, selectors: &[Selectors]) -> usize {
    let anchorer = Anchorer::new(Rc::clone(text));
    let found = anchorer.resolve_all(selectors, &mut |_| {});
    found.iter().filter(|answer| answer.range().is_some()).count()
}

fn carry(old: &Rc<FrozenText>, new: &Rc<FrozenText>, marks: &[TextRange]) -> usize {
    let carrier = Carrier::new(Rc::clone(old), Rc::clone(new));
    marks.iter().filter(|range| carrier.carry(**range).range().is_some()).count()
}

fn anchoring(criterion: &mut Criterion) {
    let Versions { old, new, marks, selectors } = versions();
    let mut group = criterion.benchmark_group("anchoring");
    group.sample_size(10);
    group.bench_function("search, unchanged", |b| b.iter(|| search(black_box(&old), &selectors)));
    group.bench_function("search, edited", |b| b.iter(|| search(black_box(&new), &selectors)));
    group.bench_function("index alone", |b| b.iter(|| Anchorer::new(Rc::clone(black_box(&new))).prepare()));
    group.bench_function("carry, unchanged", |b| b.iter(|| carry(black_box(&old), &old, &marks)));
    group.bench_function("carry, edited", |b| b.iter(|| carry(black_box(&old), &new, &marks)));
    group.finish();
}

criterion_group!(benches, anchoring);
criterion_main!(benches);
