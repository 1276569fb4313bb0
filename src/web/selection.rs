//! The browser's selection, as points of the drawn article.
//!
//! The one idea: a block's children are the pieces of its view, one text node each, so that a
//! place in the DOM is a block, the number of a child, and an offset in it. What that means in
//! the text, the core knows; nothing is measured here.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range};

use crate::{
    highlight::{DomPoint, DomRange},
    text::Utf16Offset,
};

/// What is selected in the article: where it was begun and where it ends. `None` when nothing
/// is, or something outside.
#[must_use]
pub fn read() -> Option<(DomPoint, DomPoint)> {
    let selection = super::window()?.get_selection().ok().flatten()?;
    if selection.is_collapsed() {
        return None;
    }
    Some((
        point(&selection.anchor_node()?, selection.anchor_offset())?,
        point(&selection.focus_node()?, selection.focus_offset())?,
    ))
}

/// Selects a stretch of the article, or nothing.
pub fn show(range: Option<DomRange>) {
    let Some(selection) = super::window().and_then(|w| w.get_selection().ok().flatten()) else { return };
    match range.and_then(|range| Some((node_at(range.start)?, node_at(range.end)?))) {
        Some(((start, a), (end, b))) => drop(selection.set_base_and_extent(&start, a, &end, b)),
        None => drop(selection.remove_all_ranges()),
    }
}

/// A stretch of the article as the DOM has it.
pub(super) fn range(of: DomRange) -> Option<Range> {
    let ((start, a), (end, b)) = (node_at(of.start)?, node_at(of.end)?);
    let range = Range::new().ok()?;
    range.set_start(&start, a).ok()?;
    range.set_end(&end, b).ok()?;
    Some(range)
}

/// The id of the element of a block: found at once, where to look for its number would be to look
/// through the article.
#[must_use]
pub fn block_id(number: usize) -> String {
    format!("block-{number}")
}

/// The text node at a point, and the offset in it.
pub(super) fn node_at(point: DomPoint) -> Option<(Node, u32)> {
    let block = super::by_id(&block_id(point.block))?;
    let piece = block.child_nodes().item(u32::try_from(point.piece).ok()?)?;
    let text = if piece.node_type() == Node::TEXT_NODE { piece } else { piece.first_child()? };
    Some((text, point.offset.0))
}

/// The point of a place in the DOM. A place between elements means the start of the text that
/// follows, or the end of the article.
pub(super) fn point(node: &Node, offset: u32) -> Option<DomPoint> {
    let (text, offset) = text_at(node, offset)?;
    let block = text.parent_element()?.closest("[data-block]").ok().flatten()?;
    block.closest(&format!("#{}", super::ARTICLE)).ok().flatten()?;
    let mut child = text;
    while !child.parent_node()?.is_same_node(Some(&block)) {
        child = child.parent_node()?;
    }
    let mut piece = 0;
    while let Some(before) = child.previous_sibling() {
        piece += 1;
        child = before;
    }
    Some(DomPoint { block: number(&block)?, piece, offset: Utf16Offset(offset) })
}

fn number(block: &Element) -> Option<usize> {
    block.get_attribute("data-block")?.parse().ok()
}

/// The text node and offset that a place means.
fn text_at(node: &Node, offset: u32) -> Option<(Node, u32)> {
    if node.node_type() == Node::TEXT_NODE {
        return Some((node.clone(), offset));
    }
    let mut next = match node.child_nodes().item(offset) {
        Some(child) => child,
        None => after(node)?,
    };
    loop {
        if next.node_type() == Node::TEXT_NODE && within_block(&next) {
            return Some((next, 0));
        }
        next = match next.first_child() {
            Some(child) => child,
            None => after(&next).or_else(|| next.next_sibling())?,
        };
    }
}

/// The node that comes after `node` and all in it.
fn after(node: &Node) -> Option<Node> {
    let mut node = node.clone();
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
    }
}

fn within_block(text: &Node) -> bool {
    text.parent_element().is_some_and(|parent| {
        parent.closest("[data-block]").is_ok_and(|block| block.is_some())
            && parent.dyn_ref::<Element>().is_some()
    })
}
