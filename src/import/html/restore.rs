//! What Readability leaves out of an article, put back.
//!
//! The one idea: what it found is trusted for *where* the article is. Between the headline and the
//! last block it found, a paragraph that stands in no box and is no list of links belongs to the
//! article too: the standfirst above all, which many sites keep outside of the text, and captions.

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
    let mut waiting = Vec::new();
    let mut started = false;
    for found in all {
        let is_known = known.contains(found.block.text.as_str());
        if is_known && !waiting.is_empty() {
            // A text that stands twice gets what stands before its first place.
            before.entry(found.block.text).or_insert_with(|| std::mem::take(&mut waiting));
            waiting.clear();
            started = true;
        } else if is_known || matches!(found.block.kind, BlockKind::Heading { level: 1 }) {
            started = true;
        } else if started && belongs(&found) {
            waiting.push(found.block);
        }
    }
    let mut restored = Vec::with_capacity(kept.len());
    for block in kept {
        restored.extend(before.remove(&block.text).unwrap_or_default());
        restored.push(block);
    }
    restored
}

fn belongs(found: &Found) -> bool {
    let block = &found.block;
    let long = block.text.chars().count() >= SHORTEST || has_end(&block.text);
    let kind = match block.kind {
        BlockKind::Caption => true,
        BlockKind::Paragraph | BlockKind::Quotation => long && !is_figures(&block.text),
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
