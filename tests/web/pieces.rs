//! A block's pieces: whatever was drawn before, what is there afterwards is what was asked for.

use hearsay::web::{Drawn, Look, Marked, block_element, draw_pieces};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

fn marked(ids: &'static str, opens: &'static str, focus: Option<&'static str>) -> Marked<'static> {
    Marked { ids, look: Look { kinds: "claim", opens, deep: focus.is_none(), focus } }
}

/// Every kind of piece: two texts, one of them with letters of two code units, and three marks or none.
fn every_piece() -> Vec<Drawn<'static>> {
    let marks = [
        None,
        Some(marked("a", "C", None)),
        Some(marked("a b", "", None)),
        Some(marked("a b", "", Some("claim"))),
    ];
    ["word ", "é𝄞👩‍👧"].into_iter().flat_map(|text| marks.map(|mark| Drawn { text, mark })).collect()
}

/// Every block of up to two pieces, with one before and one behind.
fn every_block() -> Vec<Vec<Drawn<'static>>> {
    let pieces = every_piece();
    let mut middles = vec![Vec::new()];
    middles.extend(pieces.iter().map(|a| vec![*a]));
    middles.extend(pieces.iter().flat_map(|a| pieces.iter().map(|b| vec![*a, *b])));
    let ends = Drawn { text: "…", mark: Some(marked("z", "", None)) };
    middles.into_iter().map(|middle| [vec![ends], middle, vec![ends]].concat()).collect()
}

/// The block as the page has it: of each child its attributes and its text nodes.
fn there(block: &Element) -> Vec<String> {
    let children = block.child_nodes();
    let child = |n| {
        let node: Node = children.item(n).unwrap();
        let Some(mark) = node.dyn_ref::<Element>() else { return format!("{:?}", node.node_value()) };
        assert_eq!(mark.child_nodes().length(), 1, "one text node each");
        let of = |name| format!("{:?}", mark.get_attribute(name));
        let attributes = ["data-kind", "data-opens", "data-deep", "data-focus", "data-ids"].map(of);
        format!("{} {} {:?}", mark.tag_name(), attributes.join(" "), mark.first_child().unwrap().node_value())
    };
    (0..children.length()).map(child).collect()
}

/// What they ask for.
fn asked(pieces: &[Drawn<'_>]) -> Vec<String> {
    let one = |piece: &Drawn<'_>| {
        let Some(Marked { ids, look }) = piece.mark else { return format!("{:?}", Some(piece.text)) };
        let opens = Some(look.opens).filter(|opens| !opens.is_empty());
        let attributes = [Some(look.kinds), opens, look.deep.then_some(""), look.focus, Some(ids)];
        format!("MARK {} {:?}", attributes.map(|a| format!("{a:?}")).join(" "), Some(piece.text))
    };
    pieces.iter().map(one).collect()
}

#[wasm_bindgen_test]
fn whatever_was_drawn_before_what_is_asked_for_is_there() {
    let blocks = every_block();
    for old in &blocks {
        for new in &blocks {
            let block = block_element("p").unwrap();
            draw_pieces(&block, &[], old);
            draw_pieces(&block, old, new);
            assert_eq!(there(&block), asked(new), "over {old:?}");
        }
    }
}

#[wasm_bindgen_test]
fn what_is_unchanged_stays_the_node_it_is() {
    let plain = |text| Drawn { text, mark: None };
    let claim = |text, focus| Drawn { text, mark: Some(marked("a", "C", focus)) };
    let block = block_element("p").unwrap();
    let old = [plain("Prices "), claim("rose", None), plain(" in spring, it said.")];
    draw_pieces(&block, &[], &old);
    let child = |n| block.child_nodes().item(n).unwrap();
    let (first, mark, last) = (child(0), child(1), child(2));

    // The mark is focused: a selection in it, or beside it, must live on.
    let focused = [old[0], claim("rose", Some("claim")), old[2]];
    draw_pieces(&block, &old, &focused);
    assert_eq!((&child(0), &child(1), &child(2)), (&first, &mark, &last));
    assert_eq!(mark.first_child().unwrap().node_value().as_deref(), Some("rose"));

    // Something before it is marked.
    let more = [claim("Prices", None), plain(" "), focused[1], focused[2]];
    draw_pieces(&block, &focused, &more);
    assert_eq!((&child(2), &child(3)), (&mark, &last));
}
