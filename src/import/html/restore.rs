//! What Readability leaves out of an article, put back.
//!
//! The one idea: what it found is trusted for *where* the article is. Between the headline and the
//! last block it found, a paragraph that stands in no box and is no list of links belongs to the
//! article too: the standfirst above all, which many sites keep outside of the text, and captions.
//! A heading belongs to what it stands directly above or, as a standfirst, below.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Found;
use crate::{
    article::BlockKind,
    import::{
        DraftBlock,
        furniture::{Line, line},
    },
};

/// Less than this, in characters, is a label above a text; within it, Readability seldom errs.
const SHORTEST: usize = 40;
/// A paragraph of which more than this is links leads elsewhere.
const MOST_LINKED: f32 = 0.4;

/// The blocks that were kept, with those of the whole page between them that belong there.
pub(super) fn restore(kept: Vec<DraftBlock>, all: Vec<Found>) -> Vec<DraftBlock> {
    let known: BTreeSet<&str> = kept.iter().map(|block| block.text.as_str()).collect();
    let mut before: BTreeMap<String, Vec<DraftBlock>> = BTreeMap::new();
    let mut waiting: Vec<DraftBlock> = Vec::new();
    let mut started = false;
    let mut all = all.into_iter().peekable();
    // Whether the block before is the headline, or a quotation that was found.
    let (mut headline, mut quotation) = (false, false);
    while let Some(found) = all.next() {
        let is_known = known.contains(found.block.text.as_str());
        let below_headline = std::mem::replace(&mut headline, is_headline(&found.block));
        let is_quotation = found.block.kind == BlockKind::Quotation;
        let below_quotation = std::mem::replace(&mut quotation, is_known && is_quotation);
        if is_known && !waiting.is_empty() {
            // A text that stands twice gets what stands before its first place.
            before.entry(found.block.text).or_insert_with(|| std::mem::take(&mut waiting));
            waiting.clear();
            started = true;
        } else if is_known || is_headline(&found.block) {
            started = true;
        } else if started {
            let above = all.peek().filter(|next| known.contains(next.block.text.as_str()));
            let heads = above.is_some_and(|next| !matches!(next.block.kind, BlockKind::Heading { .. }))
                || (below_headline && found.block.text.chars().count() >= SHORTEST);
            // Who is quoted stands below the words, however short.
            if belongs(&found, heads) || (below_quotation && is_quotation && !found.boxed) {
                waiting.push(found.block);
            }
        }
    }
    let mut restored = Vec::with_capacity(kept.len());
    for block in kept {
        restored.extend(before.remove(&block.text).unwrap_or_default());
        restored.push(block);
    }
    restored
}

fn is_headline(block: &DraftBlock) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1 })
}

/// `heads`: if it is a heading, its place is that of one of the article.
fn belongs(found: &Found, heads: bool) -> bool {
    let block = &found.block;
    let long = block.text.chars().count() >= SHORTEST || has_end(&block.text);
    let kind = match block.kind {
        BlockKind::Caption => true,
        BlockKind::Paragraph | BlockKind::Quotation => long && !is_figures(&block.text),
        BlockKind::Heading { level: 2.. } => heads,
        _ => false,
    };
    kind && !block.aside
        && !found.boxed
        && found.linked <= MOST_LINKED
        && !matches!(
            line(&block.text),
            Some(Line::Byline | Line::Date | Line::Tags | Line::Label | Line::Comments)
        )
}

/// Whether every sixth character is a digit: dates, times and counts run together.
fn is_figures(text: &str) -> bool {
    text.chars().filter(|c| c.is_numeric()).count() * 6 > text.chars().count()
}

/// Whether it ends as a sentence of a script that needs fewer characters.
fn has_end(text: &str) -> bool {
    text.ends_with(['。', '！', '？'])
}
