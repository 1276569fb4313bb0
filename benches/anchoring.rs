//! How quick anchoring is: 1,000 marks on a text of 150,000 words, edited and not.

#![allow(missing_docs, clippy::expect_used)]

#[path = "../tests/anchoring/edit.rs"]
#[allow(dead_code)]
mod edit;
#[path = "../tests/anchoring/press.rs"]
mod press;
#[path = "../tests/anchoring/random.rs"]
mod random;

use std::{hint::black_box, rc::Rc};

use criterion::{Criterion, criterion_group, criterion_main};
use hearsay::{
    anchoring::{Anchorer, Carrier, Selectors, describe},
    article::{Block, FrozenText},
    text::{TextRange, TextSize},
};

use self::{
    edit::{Draft, Edit},
    random::Random,
};

const WORDS: usize = 150_000;
const MARKS: usize = 1_000;

struct Versions {
    old: Rc<FrozenText>,
    new: Rc<FrozenText>,
    marks: Vec<TextRange>,
    selectors: Vec<Selectors>,
}

fn versions() -> Versions {
    let mut random = Random::new(2026);
    let mut draft = Draft::new(&press::article(&mut random, WORDS));
    let old = freeze(draft.text());
    for edit in [Edit::Reword, Edit::Delete, Edit::Rearrange, Edit::Misprint, Edit::Retype] {
        draft.edit(edit, &mut random);
    }
    let marks: Vec<TextRange> = (0..MARKS).map(|_| mark(old.as_str(), &mut random)).collect();
    let selectors = marks.iter().map(|range| describe(&old, *range)).collect();
    Versions { new: freeze(draft.text()), old, marks, selectors }
}

/// A stretch of thirty to two hundred bytes, about.
fn mark(text: &str, random: &mut Random) -> TextRange {
    let start = text.floor_char_boundary(random.below(text.len() - 300));
    let end = text.ceil_char_boundary(start + 30 + random.below(170));
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

fn freeze(text: String) -> Rc<FrozenText> {
    let whole = Block::paragraph(TextRange::up_to(TextSize::of(text.as_str())));
    Rc::new(FrozenText::new(text, vec![whole]).expect("one block"))
}

fn search(text: &Rc<FrozenText>, selectors: &[Selectors]) -> usize {
    let anchorer = Anchorer::new(Rc::clone(text));
    selectors.iter().filter(|s| anchorer.resolve(s).range().is_some()).count()
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
