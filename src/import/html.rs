//! A web page, or a piece of one from the clipboard.
//!
//! The one idea: `dom_smoothie`, a port of the Readability library that makes the reading view of
//! Firefox, finds *where* the article is; what its blocks are, we say ourselves. Nothing of the
//! markup goes further than this module: what comes out is plain text in blocks.

mod about;
mod around;
mod blocks;
mod depth;
mod extract;
mod json_ld;
mod labels;
mod prepare;
mod repeats;
mod restore;

use around::Around;
use dom_query::Document;
use labels::Labels;

use super::{Draft, DraftBlock, Hygiene, ImportError, MAX_TEXT, furniture, long, read::Progress, read::tell};
use crate::article::{About, BlockKind};

/// Reads the HTML of a page or of a rich paste. `url` is the page's address where it is known, or
/// empty.
///
/// Of a page, the article is taken, and what stands around it is left out. A piece of a page is what somebody selected: it is taken whole.
///
/// # Errors
/// When there is no article in it, or it is larger than [`MAX_TEXT`] or built too deep.
pub fn html(html: &str, url: &str) -> Result<Draft, ImportError> {
    page(html, url, &mut |_| true).map(long::part)
}

/// As [`html`], and tells how far it has come.
pub(super) fn page(html: &str, url: &str, progress: Progress<'_>) -> Result<Draft, ImportError> {
    if html.len() > MAX_TEXT {
        return Err(ImportError::TooLarge { bytes: html.len(), limit: MAX_TEXT });
    }
    let document = parse(html)?;
    tell(progress, 0.4)?;
    let mut hygiene = Hygiene::default();
    let labels = Labels::of(&document);
    let mut about = about::about(&labels, url, &mut hygiene);
    let is_page = extract::is_page(&labels);
    let mut blocks = if is_page {
        let (lines, blocks) = extract::article(html, document, &about.title, &mut hygiene, progress)?;
        lines.iter().for_each(|line| furniture::take(&mut about, line));
        blocks
    } else {
        blocks::blocks(&document.root(), &mut hygiene)
    };
    tell(progress, 0.9)?;
    let around = Around::taken(&mut blocks);
    let had = blocks.len();
    if !blocks.iter().any(|block| block.text.chars().any(char::is_alphanumeric)) {
        return Err(if is_page { ImportError::NoArticle } else { ImportError::Empty });
    }
    title(&mut about, &mut blocks, is_page);
    repeats::set_aside(&mut blocks);
    last_heading(&mut blocks);
    // A mark that parts a text, or a picture among the letters.
    let is_mark = |block: &&mut DraftBlock| !block.text.contains(char::is_alphanumeric);
    blocks.iter_mut().filter(is_mark).for_each(|block| block.aside = true);
    furniture::recognise(&mut about, &mut blocks);
    around.put_back(&mut blocks, had);
    Ok(Draft { about, blocks, hygiene })
}

/// The blocks of a document that is an article from end to end, as a chapter of a book is.
pub(super) fn whole(html: &str, hygiene: &mut Hygiene) -> Result<Vec<DraftBlock>, ImportError> {
    let document = parse(html)?;
    Ok(blocks::blocks(&document.root(), hygiene))
}

fn parse(html: &str) -> Result<Document, ImportError> {
    depth::of_source(html)?;
    let document = Document::from(html);
    depth::of_tree(&document)?;
    Ok(document)
}

/// The headline stands at the top, as a heading of level 1, and nowhere else.
fn title(about: &mut About, blocks: &mut Vec<DraftBlock>, is_page: bool) {
    if about.title.is_empty() {
        let first = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
        about.title =
            first.or(blocks.first()).map(|block| furniture::shorten(&block.text)).unwrap_or_default();
    }
    let letters = repeats::letters(&about.title);
    let longest = 2 * about.title.len() + 20;
    let same = |block: &DraftBlock| block.text.len() <= longest && repeats::letters(&block.text) == letters;
    let near = blocks.iter().take(5).position(same);
    match near {
        Some(n) if is_page => {
            // A headline may be a link to its own page.
            (blocks[n].kind, blocks[n].aside) = (BlockKind::Heading { level: 1 }, false);
            // What is above a headline names the section it stands in.
            blocks[..n].iter_mut().filter(|block| is_short(block)).for_each(|block| block.aside = true);
        }
        None if is_page => {
            blocks.insert(0, DraftBlock::of(BlockKind::Heading { level: 1 }, about.title.clone()));
        }
        _ => {}
    }
}

fn is_short(block: &DraftBlock) -> bool {
    block.text.split_whitespace().count() <= 6
}

/// A heading at the end heads something that was left out.
fn last_heading(blocks: &mut [DraftBlock]) {
    let last = blocks.iter_mut().rev().find(|block| !block.aside);
    if let Some(block) = last.filter(|block| matches!(block.kind, BlockKind::Heading { level: 2.. })) {
        block.aside = true;
    }
}
