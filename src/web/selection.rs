//! The browser's selection, as points of the drawn article.
//!
//! The one idea: a block's children are the pieces of its view, one text node each, so that a
//! place in the DOM is a block, the number of a child, and an offset in it. What that means in
//! the text, the core knows. What is selected beyond the article is cut at its edge.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, PointerEvent, Range, Selection};

use crate::{
    highlight::{DomPoint, DomRange},
    text::Utf16Offset,
};

/// What is selected in the article: where it was begun and where it ends. An end outside is cut at
/// the article’s edge, so that nothing lies between the two when all of it is elsewhere. `None` when
/// nothing is selected.
#[must_use]
pub fn read() -> Option<(DomPoint, DomPoint)> {
    let selection = selected()?;
    let inside = |node: &Node, offset| point(node, offset).or_else(|| edge_near(node, offset));
    Some((
        inside(&selection.anchor_node()?, selection.anchor_offset())?,
        inside(&selection.focus_node()?, selection.focus_offset())?,
    ))
}

/// What is selected on the page.
fn selected() -> Option<Selection> {
    let selection = super::window()?.get_selection().ok().flatten()?;
    (!selection.is_collapsed()).then_some(selection)
}

/// A drag that began in the article and was let go outside ends beside the pointer, in the line it
/// is level with: as the page has it, it would take in whatever comes after.
pub fn end_in_article(event: &PointerEvent) {
    // Where there is no place beside it, the selection is cut when it is read.
    let _ = end_beside(event);
}

fn end_beside(event: &PointerEvent) -> Option<()> {
    let selection = selected()?;
    point(&selection.anchor_node()?, selection.anchor_offset())?;
    if point(&selection.focus_node()?, selection.focus_offset()).is_some() {
        return None;
    }
    let article = super::by_id(super::ARTICLE)?.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    if !(article.top()..article.bottom()).contains(&y) {
        return None;
    }
    let x = x.clamp(article.left() + 1.0, article.right() - 1.0);
    // The header and the foot lie over the article: the nearest line that is not covered.
    let towards = (super::geometry::window_height() / 2.0 - y) / STEPS;
    let mut places = (0..).map(f64::from).take_while(|n| *n <= STEPS);
    let end = places.find_map(|n| super::caret::at(x, y + n * towards))?;
    let (node, offset) = node_at(end)?;
    selection.extend_with_offset(&node, offset).ok()
}

/// So many places between the pointer and the middle of the window are looked at.
const STEPS: f64 = 32.0;

/// The edge of the article that is nearer to a place outside: its first words that are shown, or the
/// end of its last.
fn edge_near(node: &Node, offset: u32) -> Option<DomPoint> {
    let shown = super::document()?
        .query_selector_all(&format!("#{} [data-block]:not([hidden])", super::ARTICLE))
        .ok()?;
    let start = |block: Option<Node>, piece| {
        let block = number(&block?.dyn_into().ok()?)?;
        Some(DomPoint { block, piece, offset: Utf16Offset(0) })
    };
    let (article, around) = (super::by_id(super::ARTICLE)?, Range::new().ok()?);
    around.select_node(&article).ok()?;
    if around.compare_point(node, offset).ok()? < 0 {
        return start(shown.item(0), 0);
    }
    let last = shown.item(shown.length().checked_sub(1)?)?;
    let pieces = usize::try_from(last.child_nodes().length()).ok()?;
    let end = start(Some(last), pieces.checked_sub(1)?)?;
    let words = node_at(end)?.0.node_value()?.encode_utf16().count();
    Some(DomPoint { offset: Utf16Offset(u32::try_from(words).ok()?), ..end })
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
