//! The article with its marks.
//!
//! Each block is cut wherever a range starts or ends; a piece is wrapped once for every kind that
//! covers it, so that marks may overlap in any way. The number stands behind the last range of its
//! annotation, is a link to its entry, and is not copied with the text.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::numbers::Numbers;
use crate::{
    annotation::{Annotation, Document, Kind},
    article::{Block, BlockKind},
    text::{TextRange, TextSize},
};

/// Starts and ends of the ranges of a document, by their place.
struct Edges<'a> {
    /// How many more ranges of each kind cover the text from here on.
    change: BTreeMap<TextSize, [i64; 3]>,
    /// Which annotations are over here.
    over: BTreeMap<TextSize, Vec<&'a Annotation>>,
}

/// An article with its marks.
pub(super) struct Marked {
    /// The headline, when the text begins with the title of the article.
    pub(super) headline: Option<Markup>,
    /// The blocks, without the headline.
    pub(super) text: Markup,
}

/// The blocks of the article, marked. A headline that says what the title says is given apart, so
/// that the page does not say it twice.
pub(super) fn text(document: &Document, numbers: &Numbers) -> Marked {
    let mut edges = Edges { change: BTreeMap::new(), over: BTreeMap::new() };
    for annotation in document.in_reading_order() {
        for range in annotation.target.ranges() {
            let kind = annotation.kind() as usize;
            edges.change.entry(range.start()).or_default()[kind] += 1;
            edges.change.entry(range.end()).or_default()[kind] -= 1;
        }
        edges.over.entry(annotation.target.end()).or_default().push(annotation);
    }
    let mut drawing =
        Drawing { document, numbers, edges: &edges, open: [0; 3], at: TextSize::new(0), level: 1 };
    let mut blocks = document.article.text.blocks().iter().peekable();
    let title = document.article.about.title.trim();
    let says_title = |block: &&Block| {
        matches!(block.kind, BlockKind::Heading { .. })
            && document.article.text.slice(block.range).trim() == title
    };
    let headline = blocks.next_if(says_title).map(|block| drawing.pieces(block.range));
    let text = html! {
        @while let Some(block) = blocks.next() {
            @if block.kind == BlockKind::ListItem {
                ul {
                    (drawing.block(block))
                    @while let Some(item) = blocks.next_if(|next| next.kind == BlockKind::ListItem) {
                        (drawing.block(item))
                    }
                }
            } @else {
                (drawing.block(block))
            }
        }
    };
    Marked { headline, text }
}

struct Drawing<'a> {
    document: &'a Document,
    numbers: &'a Numbers,
    edges: &'a Edges<'a>,
    /// How many ranges of each kind cover the place that is reached.
    open: [i64; 3],
    at: TextSize,
    /// The level of the heading before.
    level: u8,
}

impl Drawing<'_> {
    fn block(&mut self, block: &Block) -> Markup {
        let words = self.pieces(block.range);
        let aside = block.aside.then_some("aside");
        match block.kind {
            BlockKind::Heading { level } => match self.level(level) {
                2 => html! { h2 class=[aside] dir="auto" { (words) } },
                3 => html! { h3 class=[aside] dir="auto" { (words) } },
                4 => html! { h4 class=[aside] dir="auto" { (words) } },
                5 => html! { h5 class=[aside] dir="auto" { (words) } },
                _ => html! { h6 class=[aside] dir="auto" { (words) } },
            },
            BlockKind::Paragraph => html! { p class=[aside] dir="auto" { (words) } },
            BlockKind::ListItem => html! { li class=[aside] dir="auto" { (words) } },
            BlockKind::Quotation => html! { blockquote class=[aside] dir="auto" { p { (words) } } },
            BlockKind::Caption => html! {
                p class=(if block.aside { "caption aside" } else { "caption" }) dir="auto" { (words) }
            },
            // A line break right after the tag is dropped by every reader (HTML § 13.1.2.5): this
            // one, and not the first of the text.
            BlockKind::Preformatted => html! { pre class=[aside] dir="auto" { "\n" (words) } },
        }
    }

    /// The level of a heading on the page: below the title, which is the one of level 1, and never
    /// skipping a level, by which people with screen readers find their way.
    fn level(&mut self, level: u8) -> u8 {
        self.level = level.clamp(2, 6).min(self.level + 1);
        self.level
    }

    fn pieces(&mut self, range: TextRange) -> Markup {
        // What starts or ends between two blocks counts before the first word.
        self.advance(range.start());
        let inside = self.edges.change.range(range.start()..range.end()).map(|(at, _)| *at);
        let mut cuts: BTreeSet<TextSize> = inside.collect();
        cuts.extend([range.start(), range.end()]);
        let cuts: Vec<TextSize> = cuts.into_iter().collect();
        html! {
            @for pair in cuts.windows(2) {
                (self.piece(TextRange::new(pair[0], pair[1])))
                (self.ends(pair[1], range.end()))
            }
        }
    }

    /// Takes in all that starts and ends up to and with `to`.
    fn advance(&mut self, to: TextSize) {
        for (_, change) in self.edges.change.range(self.at..=to) {
            self.open.iter_mut().zip(change).for_each(|(open, change)| *open += change);
        }
        self.at = to + TextSize::new(1);
    }

    fn piece(&mut self, range: TextRange) -> Markup {
        if self.at <= range.start() {
            self.advance(range.start());
        }
        let words = self.document.article.text.slice(range);
        let is = |kind: Kind| self.open[kind as usize] > 0;
        let words = html! { (shown(words)) };
        let words = if is(Kind::Source) {
            html! { mark.source { (words) } }
        } else {
            words
        };
        let words = if is(Kind::Claim) {
            html! { mark.claim { (words) } }
        } else {
            words
        };
        if is(Kind::Quote) {
            html! { mark.quote { (words) } }
        } else {
            words
        }
    }

    /// The numbers of the annotations that are over at `at`; at the end of a block also of those
    /// that end in the blanks behind it.
    fn ends(&self, at: TextSize, block_end: TextSize) -> Markup {
        let blocks = self.document.article.text.blocks();
        let next = blocks.partition_point(|block| block.range.start() < block_end);
        let whole = self.document.article.text.whole().end();
        let until = blocks.get(next).map_or(whole, |block| block.range.start());
        let last = if at == block_end { until } else { at };
        html! {
            @for annotation in self.edges.over.range(at..=last).flat_map(|(_, over)| over) {
                sup { a href={ "#" (self.numbers.anchor(annotation)) } aria-label=(self.numbers.name(annotation)) {
                    (self.numbers.label(annotation))
                } }
            }
        }
    }
}

/// Words as HTML can hold them: control characters, which no document may have
/// ([HTML §3.2.2](https://html.spec.whatwg.org/multipage/dom.html#text-content)), are shown as
/// what they are, something unreadable.
pub(super) fn shown(text: &str) -> String {
    let bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\r')
            || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
            || matches!(c, '\u{fdd0}'..='\u{fdef}')
    };
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' => '\n',
            c if bad(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}
