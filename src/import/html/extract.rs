//! Where the article is on a page.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{
    blocks::{self, Found},
    restore,
};
use crate::{
    article::BlockKind,
    import::{DraftBlock, Hygiene, ImportError, read::Progress, read::tell},
};

/// Elements that pages have and pieces from a clipboard seldom.
const OF_A_PAGE: &str = "title:not(:empty), nav, main, article, form, script";

/// Boxes hold less than one part in so many of an article.
const MOST_BOXED: usize = 4;

/// Whether this is a page, and not a piece of one.
pub(super) fn is_page(document: &Document) -> bool {
    document.select_single(OF_A_PAGE).exists()
}

/// The blocks of the article on this page.
pub(super) fn article(
    document: Document,
    hygiene: &mut Hygiene,
    progress: Progress<'_>,
) -> Result<Vec<DraftBlock>, ImportError> {
    // The walk over the whole page counts for what is put back only.
    let all = blocks::found(&document.root(), &mut Hygiene::default());
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map_err(|_| ImportError::NoArticle)?;
    tell(progress, 0.7)?;
    let content = Document::from(found.content);
    let kept = blocks::found(&content.root(), hygiene);
    if !kept.iter().any(is_text) {
        return Err(ImportError::NoArticle);
    }
    Ok(restore::restore(without_boxes(kept), all))
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
