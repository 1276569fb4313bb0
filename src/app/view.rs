//! The article as it is drawn: sections of blocks of pieces.
//!
//! The one idea: cost follows the change, not the article. Blocks and sections sit behind `Rc`s
//! and components compare them by pointer, so that marking something rebuilds the blocks it
//! touches, the sections they are in, and nothing else. Sections far from where the person
//! reads start out as plain text and are drawn in slices ([`ArticleView::draw_more`]); of a book,
//! the far ones are not there at all with the first frame, and come in slices as well.

use std::{ops::Range, rc::Rc};

use super::fold::{FoldLine, Folds};
use crate::{
    annotation::{Annotation, Document, Kind},
    article::{BlockKind, FrozenText},
    highlight::{self, DomPoint, DomRange, Segment},
    record::AnnotationId,
    text::{TextRange, TextSize, Utf16Offset},
};

/// Blocks in a section: about the square root of a book's blocks, so that neither the list of
/// sections nor a section is long.
const SECTION: usize = 32;
/// Sections drawn with the first frame, enough for several screens.
const FIRST: usize = 2;
/// Sections that are there with the first frame: any article, and the beginning of a book.
const THERE: usize = 32;
/// How many more are put there in one slice: a block costs the browser some twenty microseconds.
const MORE: usize = 12;
/// How many pieces are drawn in one slice: a few milliseconds' work.
const SLICE: usize = 600;

/// The article as it is drawn.
#[derive(Debug, Default)]
pub struct ArticleView {
    /// Those that are there, from the first on.
    sections: Vec<Rc<Section>>,
    /// How many there will be.
    all: usize,
    drawn: Vec<bool>,
    /// What is folded away.
    pub(super) folds: Folds,
}

/// A run of blocks, drawn and skipped together.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its number.
    pub number: usize,
    /// Its blocks.
    pub blocks: Vec<Rc<BlockView>>,
}

/// One block as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockView {
    /// Its number in the article.
    pub number: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Set aside.
    pub aside: bool,
    /// It is out of sight, in a fold.
    pub folded: bool,
    /// The line over it, when it begins a fold.
    pub fold: Option<FoldLine>,
    /// Its text, cut where marks change. One text node each.
    pub pieces: Vec<Piece>,
}

/// A piece of text, marked or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it starts in the article.
    pub start: TextSize,
    /// Its words.
    pub text: Rc<str>,
    /// What is on it; `None` for plain text.
    pub mark: Option<MarkView>,
}

/// What is on a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkView {
    /// The annotations' ids, outermost first, with spaces between.
    pub ids: Rc<str>,
    /// Their kinds, each once.
    pub kinds: &'static str,
    /// The letters of the annotations that start here.
    pub opens: Rc<str>,
    /// The most annotations of one kind on it.
    pub depth: usize,
    /// The kind of the focused annotation, when it is among them.
    pub focused: Option<Kind>,
}

/// What the view needs to know besides the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens<'a> {
    pub document: &'a Document,
    /// The annotations of each block.
    pub index: &'a [Vec<AnnotationId>],
    pub focus: Option<AnnotationId>,
}

impl Lens<'_> {
    fn annotations(&self, block: usize) -> impl Iterator<Item = &Annotation> {
        let ids = self.index.get(block).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.document.annotations.get(id)).map(Rc::as_ref)
    }

    fn block(&self, folds: &Folds, number: usize, drawn: bool) -> Option<BlockView> {
        let text = &self.document.article.text;
        let block = text.blocks().get(number)?;
        let segments =
            if drawn { highlight::segments(block.range, self.annotations(number)) } else { Vec::new() };
        let pieces = if segments.is_empty() {
            vec![Piece { start: block.range.start(), text: text.slice(block.range).into(), mark: None }]
        } else {
            segments.into_iter().map(|segment| self.piece(&segment)).collect()
        };
        let (folded, fold) = (folds.shut(number).is_some(), folds.line(text, number));
        Some(BlockView { number, kind: block.kind, aside: block.aside, folded, fold, pieces })
    }

    fn piece(&self, segment: &Segment) -> Piece {
        let text = self.document.article.text.slice(segment.range).into();
        let mark = (!segment.marks.is_empty()).then(|| self.mark(segment));
        Piece { start: segment.range.start(), text, mark }
    }

    fn mark(&self, segment: &Segment) -> MarkView {
        let mut ids = String::with_capacity(segment.marks.len() * 37);
        let mut counts = [0; 3];
        for mark in &segment.marks {
            if !ids.is_empty() {
                ids.push(' ');
            }
            mark.id.write_to(&mut ids);
            counts[mark.kind as usize] += 1;
        }
        let opens: String = segment
            .marks
            .iter()
            .filter(|mark| segment.opens.contains(&mark.id))
            .map(|mark| letter(mark.kind))
            .collect();
        let focused = segment.marks.iter().find(|mark| Some(mark.id) == self.focus).map(|mark| mark.kind);
        MarkView {
            ids: ids.into(),
            kinds: kinds(counts),
            opens: opens.into(),
            depth: counts.into_iter().max().unwrap_or(0),
            focused,
        }
    }
}

/// The letter a kind is known by.
fn letter(kind: Kind) -> char {
    match kind {
        Kind::Claim => 'C',
        Kind::Source => 'S',
        Kind::Quote => 'Q',
    }
}

/// The kinds present, in one order.
fn kinds(counts: [usize; 3]) -> &'static str {
    match counts.map(|n| n > 0) {
        [true, false, false] => "claim",
        [false, true, false] => "source",
        [false, false, true] => "quote",
        [true, true, false] => "claim source",
        [true, false, true] => "claim quote",
        [false, true, true] => "source quote",
        [true, true, true] => "claim source quote",
        [false, false, false] => "",
    }
}

impl ArticleView {
    /// The article, its first sections with their marks, the rest as plain text.
    pub(super) fn new(lens: Lens<'_>) -> Self {
        let text = &lens.document.article.text;
        let all = text.blocks().len().div_ceil(SECTION);
        let mut view = Self { folds: Folds::of(text), all, ..Self::default() };
        view.put_there(lens, THERE);
        view
    }

    /// Puts the first so many sections there, where they are not yet.
    fn put_there(&mut self, lens: Lens<'_>, many: usize) {
        let blocks = lens.document.article.text.blocks().len();
        for number in self.sections.len()..many.min(self.all) {
            let drawn = number < FIRST;
            let range = number * SECTION..((number + 1) * SECTION).min(blocks);
            let blocks = range.filter_map(|n| lens.block(&self.folds, n, drawn)).map(Rc::new).collect();
            self.sections.push(Rc::new(Section { number, blocks }));
            self.drawn.push(drawn);
        }
    }

    fn is_there(&self) -> bool {
        self.sections.len() == self.all
    }

    /// The sections that are there, in order.
    #[must_use]
    pub fn sections(&self) -> &[Rc<Section>] {
        &self.sections
    }

    /// Whether every section is there and has its marks.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.is_there() && self.drawn.iter().all(|drawn| *drawn)
    }

    /// Puts a slice there of what is not there yet, or else draws one of what is still plain.
    pub(super) fn draw_more(&mut self, lens: Lens<'_>) {
        if !self.is_there() {
            return self.put_there(lens, self.sections.len() + MORE);
        }
        let mut budget = SLICE;
        while budget > 0 {
            let Some(next) = self.drawn.iter().position(|drawn| !drawn) else { break };
            let pieces = self.draw(lens, next);
            budget = budget.saturating_sub(pieces.max(SECTION));
        }
    }

    /// Makes sure these blocks are there and have their marks.
    pub(super) fn draw_blocks(&mut self, lens: Lens<'_>, blocks: Range<usize>) {
        self.put_there(lens, blocks.end.div_ceil(SECTION));
        for section in blocks.start / SECTION..blocks.end.div_ceil(SECTION) {
            if self.drawn.get(section) == Some(&false) {
                self.draw(lens, section);
            }
        }
    }

    /// Draws one section; how many pieces it has.
    fn draw(&mut self, lens: Lens<'_>, section: usize) -> usize {
        let Some(old) = self.sections.get_mut(section) else { return 0 };
        let section_view = Rc::make_mut(old);
        let mut pieces = 0;
        for block in &mut section_view.blocks {
            // Blocks without annotations are what they were.
            if lens.index.get(block.number).is_some_and(|ids| !ids.is_empty())
                && let Some(drawn) = lens.block(&self.folds, block.number, true)
            {
                pieces += drawn.pieces.len();
                *block = Rc::new(drawn);
            }
        }
        self.drawn[section] = true;
        pieces
    }

    /// Draws these blocks anew, where they have been drawn before.
    pub(super) fn redraw(&mut self, lens: Lens<'_>, blocks: impl IntoIterator<Item = usize>) {
        for number in blocks {
            if self.drawn.get(number / SECTION) != Some(&true) {
                continue;
            }
            if let Some(section) = self.sections.get_mut(number / SECTION)
                && let Some(drawn) = lens.block(&self.folds, number, true)
            {
                Rc::make_mut(section).blocks[number % SECTION] = Rc::new(drawn);
            }
        }
    }

    /// Opens the fold that holds this block, or shuts it, at the cost of its blocks.
    pub(super) fn fold(&mut self, text: &FrozenText, block: usize, open: bool) {
        for number in self.folds.set(block, open).into_iter().flatten() {
            if let Some(section) = self.sections.get_mut(number / SECTION)
                && let Some(view) = Rc::make_mut(section).blocks.get_mut(number % SECTION)
            {
                let view = Rc::make_mut(view);
                view.folded = !open;
                view.fold = self.folds.line(text, number);
            }
        }
    }

    /// The block of this number as it is drawn.
    #[must_use]
    pub fn block(&self, number: usize) -> Option<&Rc<BlockView>> {
        self.sections.get(number / SECTION)?.blocks.get(number % SECTION)
    }

    /// The place in the article that a point of the drawn article means; `None` when it is none.
    pub(super) fn to_text(&self, point: DomPoint) -> Option<TextSize> {
        let piece = self.block(point.block)?.pieces.get(point.piece)?;
        let mut left = point.offset.0;
        let mut at = piece.start;
        for c in piece.text.chars() {
            if left == 0 {
                break;
            }
            // An offset between the halves of a surrogate pair means the whole character.
            left = left.saturating_sub(c.len_utf16() as u32);
            at += TextSize::of(c);
        }
        Some(at)
    }

    /// The stretch of the drawn article that shows `range`.
    pub(super) fn to_dom(&self, document: &Document, range: TextRange) -> Option<DomRange> {
        let text = &document.article.text;
        let blocks = text.blocks_touching(range);
        let last = blocks.end.checked_sub(1)?;
        Some(DomRange {
            start: self.point(blocks.start, range.start(), Side::Start)?,
            end: self.point(last, range.end(), Side::End)?,
        })
    }

    fn point(&self, block: usize, at: TextSize, side: Side) -> Option<DomPoint> {
        let pieces = &self.block(block)?.pieces;
        let after = match side {
            Side::Start => pieces.partition_point(|piece| piece.start <= at),
            Side::End => pieces.partition_point(|piece| piece.start < at),
        };
        let piece = after.saturating_sub(1);
        let found = pieces.get(piece)?;
        let into = usize::from(at.checked_sub(found.start)?).min(found.text.len());
        let units = found.text.get(..into)?.encode_utf16().count();
        Some(DomPoint { block, piece, offset: Utf16Offset(u32::try_from(units).ok()?) })
    }
}

/// Between two pieces, a start belongs to the later and an end to the earlier.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}
