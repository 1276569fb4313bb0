//! Anchoring, both ways, against edits that know what they did.
//!
//! [`press`] writes articles, [`edit`] changes them the way newsrooms do and follows every
//! character; what a range has become is then known, not searched for. [`versions`] does the
//! same by hand, on an update of the built-in sample.

#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "anchoring/article.rs"]
mod article;
#[path = "anchoring/copies.rs"]
mod copies;
#[path = "anchoring/edit.rs"]
mod edit;
#[path = "anchoring/pairs.rs"]
mod pairs;
#[path = "anchoring/press.rs"]
mod press;
#[path = "anchoring/promises.rs"]
mod promises;
#[path = "anchoring/random.rs"]
mod random;
#[path = "anchoring/versions.rs"]
mod versions;

use std::rc::Rc;

use hearsay::{
    article::{Block, FrozenText},
    text::{TextRange, TextSize},
};

/// Freezes a text whose every line is a paragraph.
fn freeze(text: &str) -> Rc<FrozenText> {
    let mut at = TextSize::new(0);
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let range = TextRange::at(at, TextSize::of(line));
        if !range.is_empty() {
            blocks.push(Block::paragraph(range));
        }
        at = range.end() + TextSize::of('\n');
    }
    Rc::new(FrozenText::new(text.to_owned(), blocks).expect("lines are blocks"))
}
