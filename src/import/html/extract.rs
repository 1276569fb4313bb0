//! Where the article is on a page.

use dom_query::Document;
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::{
    blocks::{self, Found},
    labels::Labels,
    restore,
};
use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, ImportError, read::Progress, read::tell},
};

/// Elements that pages have and pieces from a clipboard seldom.
const OF_A_PAGE: &str = "title:not(:empty), nav, main, article, form, script";

/// Where Readability puts what it found.
const CONTENT: &str = "#readability-page-1";

/// Boxes hold less than one part in so many of an article.
const MOST_BOXED: usize = 4;

/// Whether this is a page, and not a piece of one.
pub(super) fn is_page(labels: &Labels<'_>) -> bool {
    labels.first(OF_A_PAGE).is_some()
}

/// The blocks of the article on this page, which was read from `html`.
pub(super) fn article(
    html: &str,
    document: Document,
    hygiene: &mut Hygiene,
    progress: Progress<'_>,
) -> Result<Vec<DraftBlock>, ImportError> {
    // The walk over the whole page counts for what is put back only.
    let all = blocks::found(&document.root(), &mut Hygiene::default());
    tell(progress, 0.5)?;
    let page = found(html, document).ok_or(ImportError::NoArticle)?;
    tell(progress, 0.7)?;
    let content = page.select_single(CONTENT);
    let kept = content.nodes().first().map(|node| blocks::found(node, hygiene)).unwrap_or_default();
    if !kept.iter().any(is_text) {
        return Err(ImportError::NoArticle);
    }
    Ok(restore::restore(without_boxes(kept), all))
}

/// The page, with the article found on it in an element of its own ([`CONTENT`]).
///
/// Readability tries up to four times, each time stricter than the next, until what it finds is of
/// some length; for that it copies the page first. Nearly every page gives its article at once: so
/// one attempt goes without the copy, and a page for which it does not do is read again.
fn found(html: &str, document: Document) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let enough = config.char_threshold;
    let new = |document| Readability::with_document(document, None, Some(config.clone())).ok();
    let mut once = new(document)?;
    let content =
        once.parse_with_policy(ParsePolicy::Strict).is_ok().then(|| once.doc.select_single(CONTENT));
    if content
        .is_some_and(|content| content.nodes().iter().any(|node| node.normalized_char_count() >= enough))
    {
        return Some(once.doc);
    }
    let mut again = new(Document::from(html))?;
    again.parse().is_ok().then_some(again.doc)
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
