//! The pieces of a block of the article: text, and text in a `<mark>`.
//!
//! The one idea: the fewest words cross from the app to the page, since each that does is decoded
//! anew, and an article has ten thousand marks. A block's text goes over once and is cut there; marks
//! that look the same are copies of one; what is unchanged stays the node it is, with what is
//! selected in it. Neighbours: `ui::article` says what is drawn; `selection` finds its way in it.

use std::{cell::RefCell, collections::BTreeMap};

use js_sys::JsString;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, Node, Text};

/// A piece of text as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn<'a> {
    /// Its words.
    pub text: &'a str,
    /// What is on it; `None` for plain text.
    pub mark: Option<Marked<'a>>,
}

/// The attributes of a `<mark>`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marked<'a> {
    /// `data-ids`: the annotations on it, outermost first.
    pub ids: &'a str,
    /// All the others.
    pub look: Look<'a>,
}

/// What the style sheet knows marks by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look<'a> {
    /// `data-kind`: their kinds.
    pub kinds: &'a str,
    /// `data-opens`: the letters of those that start here.
    pub opens: &'a str,
    /// `data-deep`: several of one kind.
    pub deep: bool,
    /// `data-focus`: the kind of the focused one.
    pub focus: Option<&'static str>,
}

impl<'a> Look<'a> {
    fn attributes(self) -> [(&'static str, Option<&'a str>); 4] {
        [
            ("data-kind", Some(self.kinds)),
            ("data-opens", Some(self.opens).filter(|letters| !letters.is_empty())),
            ("data-deep", self.deep.then_some("")),
            ("data-focus", self.focus),
        ]
    }

    /// A mark that looks like this.
    fn made(self) -> Option<Element> {
        let mark = super::document()?.create_element("mark").ok()?;
        put_on(&mark, self.attributes());
        Some(mark)
    }
}

#[wasm_bindgen]
extern "C" {
    /// The page, and elements of it, as they take words that the page has already.
    type Page;
    #[wasm_bindgen(method, js_name = createTextNode)]
    fn text(this: &Page, words: &JsString) -> Text;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Page, name: &JsString, value: &str);
}

thread_local! {
    static IDS: JsString = JsString::from("data-ids");
    /// A mark of each look there has been.
    static MARKS: RefCell<BTreeMap<String, Element>> = const { RefCell::new(BTreeMap::new()) };
}

/// An element for a block, not in the page yet. `None` without a page.
#[must_use]
pub fn block_element(tag: &str) -> Option<Element> {
    super::document()?.create_element(tag).ok()
}

/// Gives an element these attributes; `None` takes one away.
pub fn put_on<'a>(element: &Element, attributes: impl IntoIterator<Item = (&'static str, Option<&'a str>)>) {
    for (name, value) in attributes {
        // Neither can be refused: the names are ours.
        drop(match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        });
    }
}

/// Draws a block’s pieces, where the `old` ones are drawn.
pub fn draw_pieces(block: &Element, old: &[Drawn<'_>], new: &[Drawn<'_>]) {
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[before..], &new[before..]);
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - behind], &new[..new.len() - behind]);
    // Without a page there is nothing to draw on.
    let _ = replace(block, before, old, new);
}

/// Draws the `new` pieces in the place of the `old`, the first of which is the child of this number.
fn replace(block: &Element, first: usize, old: &[Drawn<'_>], new: &[Drawn<'_>]) -> Option<()> {
    let page: Page = super::document()?.unchecked_into();
    let words = new.iter().map(|piece| piece.text).collect::<String>();
    let words = JsString::from(words);
    let mut next = block.child_nodes().item(u32::try_from(first).ok()?);
    let mut end = 0;
    for n in 0..old.len().max(new.len()) {
        let (old, new) = (old.get(n), new.get(n));
        let there = old.and(next.clone());
        if there.is_some() {
            next = next.and_then(|node| node.next_sibling());
        }
        let start = end;
        end += new.map_or(0, |new| utf16_len(new.text));
        if let (Some(old), Some(new), Some(there)) = (old, new, &there)
            && old.text == new.text
            && old.mark.is_some() == new.mark.is_some()
        {
            if let (Some(mark), Some(element)) = (new.mark, there.dyn_ref::<Element>()) {
                put_on(element, mark.look.attributes());
                put_on(element, [("data-ids", Some(mark.ids))]);
            }
            continue;
        }
        if let Some(new) = new {
            let text = page.text(&words.slice(start, end));
            let node = match new.mark {
                Some(mark) => marked(mark, &text)?,
                None => text.into(),
            };
            block.insert_before(&node, there.as_ref().or(next.as_ref())).ok()?;
        }
        if let Some(there) = there {
            block.remove_child(&there).ok()?;
        }
    }
    Some(())
}

/// The text in a mark.
fn marked(mark: Marked<'_>, text: &Text) -> Option<Node> {
    let key = mark.look.attributes().map(|(_, value)| value.unwrap_or("-")).join("/");
    let node = MARKS.with_borrow_mut(|marks| {
        if !marks.contains_key(&key) {
            marks.insert(key.clone(), mark.look.made()?);
        }
        marks.get(&key)?.clone_node().ok()
    })?;
    IDS.with(|name| node.unchecked_ref::<Page>().set(name, mark.ids));
    node.append_child(text).ok()?;
    Some(node)
}

fn utf16_len(text: &str) -> u32 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    u32::try_from(units).unwrap_or(u32::MAX)
}
