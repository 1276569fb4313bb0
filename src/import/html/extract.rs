//! Where the article is on a page.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::{
    blocks::{self, Found, Known, Walked},
    labels::{Labels, is_a},
    prepare::prepare,
    restore,
};
use crate::{
    article::BlockKind,
    import::{
        DraftBlock, Hygiene, ImportError,
        furniture::{is_correction, is_prose},
        read::{Progress, tell},
    },
};

/// Elements that pages have and pieces from a clipboard seldom; a title only if it says something.
const OF_A_PAGE: [&str; 6] = ["title", "nav", "main", "article", "form", "script"];

/// Where Readability puts what it found.
const CONTENT: &str = "#readability-page-1";

/// All boxes together hold less than one part in so many of what was found.
const MOST_BOXED: usize = 2;

/// So many lines at most stand between a headline and its text.
const MOST_LINES: usize = 10;

/// So many paragraphs at least make a text of a page on which nothing else was found.
const LEAST_PROSE: usize = 4;
/// As long, in bytes, is a sentence of a text.
const SENTENCE: usize = 60;

/// A list of which more than this is links leads elsewhere.
const ALL_LINKED: f32 = 0.9;

/// Whether this is a page, and not a piece of one.
pub(super) fn is_page(labels: &Labels<'_>) -> bool {
    let mut parts = labels.which(|tag| tag.is(&OF_A_PAGE));
    parts.any(|node| !is_a(&node, &["title"]) || node.first_child().is_some())
}

/// The blocks of the article of this title on this page, which was read from `html`, and what else is on
/// the page, left out; and before them the lines that stand between its headline and what was found.
pub(super) fn article(
    html: &str,
    document: Document,
    title: &str,
    hygiene: &mut Hygiene,
    progress: Progress<'_>,
) -> Result<(Vec<String>, Vec<DraftBlock>), ImportError> {
    let names = &mut Known::default();
    let apart = prepare(&document, title, names);
    // The walk over the whole page counts for what is put back only.
    let mut walk = |node: &NodeRef<'_>| blocks::walk(node, &mut Hygiene::default(), names);
    let mut all = walk(&document.root());
    let apart = apart.iter().filter(|node| !blocks::is_hidden(node)).map(|node| walk(node).blocks);
    let apart: Vec<Found> = apart.flatten().collect();
    tell(progress, 0.5)?;
    let page = found(html, document, title, names);
    tell(progress, 0.7)?;
    let content = page.as_ref().map(|page| page.select_single(CONTENT));
    let node = content.as_ref().and_then(|content| content.nodes().first());
    let kept =
        node.map(|node| blocks::walk(node, hygiene, names)).filter(|kept| kept.blocks.iter().any(is_text));
    let Some(mut kept) = kept else {
        return whole(all).map(|blocks| (Vec::new(), blocks)).ok_or(ImportError::NoArticle);
    };
    place(&mut kept, &mut all);
    links_at_the_end(&mut kept.blocks);
    lists_of_links(&mut kept.blocks);
    let lines = below_headline(&kept.blocks, &all.blocks);
    let mut blocks = restore::restore(without_boxes(kept.blocks), all, title);
    blocks.extend(apart.into_iter().map(|found| found.block.left_out()));
    Ok((lines, blocks))
}

/// A page on which nothing was found, and which is a text all the same: each block that stands in no box.
fn whole(mut all: Walked) -> Option<Vec<DraftBlock>> {
    all.mark_boxes(|found| found.block.text.len());
    let is_sentence = |found: &&Found| {
        !found.boxed && is_text(found) && found.block.text.len() >= SENTENCE && is_prose(&found.block.text)
    };
    (all.blocks.iter().filter(is_sentence).count() >= LEAST_PROSE).then(|| without_boxes(all.blocks))
}

/// The lines between the headline and the first block that was kept: who wrote it is often there.
fn below_headline(kept: &[Found], all: &[Found]) -> Vec<String> {
    let is_headline = |found: &&Found| matches!(found.block.kind, BlockKind::Heading { level: 1 });
    let is_first = |found: &&Found| kept.first().is_some_and(|first| first.block.text == found.block.text);
    let below = all.iter().skip_while(|found| !is_headline(found)).skip(1);
    below
        .take(MOST_LINES)
        .take_while(|found| !is_first(found))
        .map(|found| found.block.text.clone())
        .collect()
}

/// Tells of what was kept where it stands on the whole page: Readability leaves out the forms that make
/// a box of what is around them, and elements that say where the text ends.
fn place(kept: &mut Walked, all: &mut Walked) {
    let known: BTreeSet<&str> = kept.blocks.iter().map(|found| found.block.text.as_str()).collect();
    let weight = |found: &Found| if known.contains(&*found.block.text) { found.block.text.len() } else { 0 };
    all.mark_boxes(weight);
    let letters = |range: &[Found]| range.iter().map(weight).sum::<usize>();
    let end = all.bodies.iter().map(|body| body.end).max().unwrap_or_default();
    let begin = all.bodies.iter().map(|body| body.start).min().unwrap_or_default();
    // What is called a body and holds little of the text is one of another article.
    let is_body = letters(&all.blocks[begin..end]) * 2 > letters(&all.blocks);
    if is_body {
        let behind = all.blocks[end..].iter_mut().filter(|found| !is_correction(&found.block.text));
        behind.for_each(|found| found.boxed = true);
    }
    // A text that stands in several places is foreign if it is in each.
    let mut foreign: BTreeMap<&str, bool> = BTreeMap::new();
    for found in &all.blocks {
        *foreign.entry(&found.block.text).or_insert(true) &= found.boxed;
    }
    kept.believe_as(all);
    kept.mark_boxes(|found| found.block.text.len());
    for found in &mut kept.blocks {
        found.boxed |= foreign.get(&*found.block.text).copied().unwrap_or_default();
    }
}

/// A list of links below the last paragraph leads elsewhere, and so does the heading above it.
fn links_at_the_end(kept: &mut [Found]) {
    let mut below = false;
    for found in kept.iter_mut().rev().filter(|found| !found.block.aside && !found.boxed) {
        match found.block.kind {
            BlockKind::ListItem if found.linked > ALL_LINKED => below = true,
            BlockKind::Heading { level: 2.. } if below => below = false,
            _ => break,
        }
        found.block.aside = true;
    }
}

/// A list within the text whose items are links, and headlines by their length, leads elsewhere; and so does
/// the heading above it. A paragraph that ends in a colon names what is listed.
fn lists_of_links(kept: &mut [Found]) {
    let is_link = |found: &Found| {
        found.block.kind == BlockKind::ListItem
            && found.linked > ALL_LINKED
            && found.block.text.split_whitespace().count() >= HEADLINE
    };
    let mut from = 0;
    while let Some(start) = kept[from..].iter().position(is_link).map(|n| from + n) {
        let is_item = |found: &&Found| found.block.kind == BlockKind::ListItem;
        let count = kept[start..].iter().take_while(is_item).count();
        from = start + count;
        let named = start > 0 && kept[start - 1].block.text.ends_with([':', '：']);
        let starts = start == 0 || kept[start - 1].block.kind != BlockKind::ListItem;
        if named || !starts || !kept[start..from].iter().all(is_link) {
            continue;
        }
        let heads = start > 0 && matches!(kept[start - 1].block.kind, BlockKind::Heading { level: 2.. });
        kept[start - usize::from(heads)..from].iter_mut().for_each(|found| found.block.aside = true);
    }
}

/// A headline has so many words at least.
const HEADLINE: usize = 4;

/// The page, with the article found on it in an element of its own ([`CONTENT`]).
///
/// Readability tries up to four times, each time stricter than the next, until what it finds is of
/// some length; for that it copies the page first. Nearly every page gives its article at once: so
/// one attempt goes without the copy, and a page for which it does not do is read again.
fn found(html: &str, document: Document, title: &str, names: &mut Known) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let enough = config.char_threshold;
    let new = |document| Readability::with_document(document, None, Some(config.clone())).ok();
    let mut once = new(document)?;
    let content =
        once.parse_with_policy(ParsePolicy::Strict).is_ok().then(|| once.doc.select_single(CONTENT));
    if content.is_some_and(|content| content.nodes().iter().any(|node| is_so_long(node, enough))) {
        return Some(once.doc);
    }
    let page = Document::from(html);
    let _ = prepare(&page, title, names);
    let mut again = new(page)?;
    again.parse().is_ok().then_some(again.doc)
}

/// Whether an element's text has so many characters, with one blank between words.
fn is_so_long(node: &NodeRef<'_>, characters: usize) -> bool {
    let texts = node.descendants_it().filter(NodeRef::is_text);
    let mut left = characters;
    // Counted no further than it takes.
    texts.into_iter().any(|text| {
        let words = text.text();
        let count = words.split_whitespace().map(|word| word.chars().count() + 1).sum();
        left = left.saturating_sub(count);
        left == 0
    })
}

/// What is left in the article of boxes that call themselves something else is set aside: an
/// invitation to a newsletter, a line on the author. Where the most is in such boxes, their names
/// mean something else.
fn without_boxes(kept: Vec<Found>) -> Vec<DraftBlock> {
    let letters = |boxed: bool| -> usize {
        let found = kept.iter().filter(|found| found.boxed || !boxed);
        found.map(|found| found.block.text.len()).sum()
    };
    let few = letters(true) < letters(false) / MOST_BOXED;
    let set_aside = |mut found: Found| {
        found.block.aside |= few && found.boxed && found.block.kind != BlockKind::Caption;
        found.block
    };
    kept.into_iter().map(set_aside).collect()
}

/// Whether it is more than a heading or a list of links.
fn is_text(found: &Found) -> bool {
    let heading = matches!(found.block.kind, BlockKind::Heading { .. });
    !heading && found.linked < 0.5 && found.block.text.chars().any(char::is_alphanumeric)
}
