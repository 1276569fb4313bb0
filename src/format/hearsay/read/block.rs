//! Blocks, and the text frozen with them.
//!
//! Blocks are how a text looks, not what it says. Where they are unsound, the text and all marks
//! in it are kept, and every line becomes a paragraph.

use super::{
    super::{Item, Why},
    entry::Entry,
    report::{Place, Report, excerpt},
    target,
};
use crate::{
    article::{Block, BlockError, BlockKind, FrozenText},
    format::json::{self, Node},
    text::{OffsetIndex, range_of},
};

/// Freezes `text` with the blocks of this part of the file.
pub(super) fn freeze<'a>(
    text: String,
    blocks: Option<&'a str>,
    place: Place<'a>,
    report: &mut Report<'a>,
) -> Result<FrozenText, Why> {
    let fault = match blocks.map(|part| read(part, &text, report)) {
        None | Some(Err(_)) => Why::BlocksDoNotFit(None),
        Some(Ok(blocks)) => match FrozenText::new(text.clone(), blocks) {
            Ok(frozen) => return Ok(frozen),
            Err(BlockError::Empty) => Why::BlocksDoNotFit(None),
            Err(error) => Why::BlocksDoNotFit(Some(error)),
        },
    };
    let blocks = lines(&text);
    let frozen = FrozenText::new(text, blocks).map_err(|_| Why::NoText)?;
    report.changed(place, fault);
    Ok(frozen)
}

/// Every line that is not blank, as a paragraph.
fn lines(text: &str) -> Vec<Block> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.filter_map(|line| range_of(text, line)).map(Block::paragraph).collect()
}

fn read<'a>(part: &'a str, text: &str, report: &mut Report<'a>) -> Result<Vec<Block>, Why> {
    let index = OffsetIndex::new(text);
    let mut blocks = Vec::new();
    for (n, part) in json::parts(part)?.into_iter().enumerate() {
        let mut entry = Entry::read(Place { item: Item::Block(n + 1), part })?;
        let range = target::range(entry.number("start")?, entry.number("end")?, text, &index)?;
        let aside = match entry.take("aside") {
            None => false,
            Some(Node::Truth(aside)) => aside,
            Some(_) => {
                report.changed(entry.place, Why::WrongType("aside", "true or false"));
                false
            }
        };
        blocks.push(Block { kind: kind(&mut entry, report)?, range, aside });
        entry.finish(report);
    }
    Ok(blocks)
}

fn kind<'a>(entry: &mut Entry<'a>, report: &mut Report<'a>) -> Result<BlockKind, Why> {
    let why = match &*entry.text("kind")? {
        "heading" => match entry.number("level") {
            Ok(level @ 1..=6) => return Ok(BlockKind::Heading { level: level as u8 }),
            _ => Why::WrongType("level", "a whole number from 1 to 6"),
        },
        "paragraph" => return Ok(BlockKind::Paragraph),
        "list-item" => return Ok(BlockKind::ListItem),
        "quotation" => return Ok(BlockKind::Quotation),
        "caption" => return Ok(BlockKind::Caption),
        "preformatted" => return Ok(BlockKind::Preformatted),
        other => Why::UnknownWord("kind", excerpt(other), "paragraph"),
    };
    report.changed(entry.place, why);
    Ok(BlockKind::Paragraph)
}
