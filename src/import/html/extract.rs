//! Where the article is on a page.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks;
use crate::import::{DraftBlock, Hygiene, ImportError, read::Progress, read::tell};

/// Elements that pages have and pieces from a clipboard seldom.
const OF_A_PAGE: &str = "title:not(:empty), nav, main, article, form, script";

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
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map_err(|_| ImportError::NoArticle)?;
    tell(progress, 0.7)?;
    let content = Document::from(found.content);
    Ok(blocks::blocks(&content.root(), hygiene))
}
