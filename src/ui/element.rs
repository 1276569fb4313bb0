//! What `html!` writes calls to: an element, put together piece by piece.
//!
//! None of this is inlined: each call costs a place in the page's script a few
//! bytes, where the same done in place costs hundreds (see the crate
//! `hearsay-html`).

use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::html::IntoPropValue;
use yew::virtual_dom::{AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag};

pub(crate) use hearsay_html::html;

/// An element whose attributes are known, and which has one child or none.
#[inline(never)]
pub(crate) fn plain(
    tag: &'static str,
    attributes: &'static [(&'static str, AttributeOrProperty)],
    child: VNode,
) -> VNode {
    let mut element = Element::fixed(tag, attributes);
    element.only(child);
    element.done()
}

/// An element that is being put together.
pub(crate) struct Element(Box<Making>);

struct Making {
    tag: VTag,
    /// The names of the attributes, in the order in which their values come.
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: List,
}

impl Element {
    /// An element whose attributes are known already.
    #[inline(never)]
    pub(crate) fn fixed(
        tag: &'static str,
        attributes: &'static [(&'static str, AttributeOrProperty)],
    ) -> Self {
        let mut element = Self::new(tag, &[]);
        element.0.tag.attributes = Attributes::Static(attributes);
        element
    }

    /// An element with attributes of these names, whose values follow.
    #[inline(never)]
    pub(crate) fn new(tag: &'static str, names: &'static [&'static str]) -> Self {
        Self(Box::new(Making {
            tag: VTag::new(tag),
            names,
            values: Vec::with_capacity(names.len()),
            listeners: Vec::new(),
            children: List::default(),
        }))
    }

    /// One more child.
    #[inline(never)]
    pub(crate) fn node(&mut self, node: VNode) {
        self.0.children.node(node);
    }

    /// What this value stands for, as children.
    pub(crate) fn value(&mut self, value: impl Value) {
        value.put(&mut self.0.children);
    }

    /// All of them, as children.
    pub(crate) fn each(&mut self, nodes: impl IntoIterator<Item: Value>) {
        self.0.children.each(nodes);
    }

    #[inline(never)]
    fn push(&mut self, value: Option<AttributeOrProperty>) {
        self.0.values.push(value);
    }

    /// The next attribute's value: a text of the program's.
    #[inline(never)]
    pub(crate) fn text(&mut self, text: &'static str) {
        self.push(Some(AttributeOrProperty::Static(text)));
    }

    /// The next attribute's value; without one the attribute is left out.
    pub(crate) fn given(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.maybe(value.into_prop_value());
    }

    #[inline(never)]
    fn maybe(&mut self, value: Option<AttrValue>) {
        self.push(value.map(AttributeOrProperty::Attribute));
    }

    /// The next attribute, of this name, is there or not.
    #[inline(never)]
    pub(crate) fn truth(&mut self, name: &'static str, there: bool) {
        self.push(there.then_some(AttributeOrProperty::Static(name)));
    }

    /// The next one is a property of the object.
    pub(crate) fn property(&mut self, value: impl Into<JsValue>) {
        self.push(Some(AttributeOrProperty::Property(value.into())));
    }

    /// Calls back on an event.
    #[inline(never)]
    pub(crate) fn on(&mut self, listener: Option<Rc<dyn Listener>>) {
        self.0.listeners.push(listener);
    }

    /// By what it is known among its siblings.
    pub(crate) fn key(&mut self, key: impl Into<Key>) {
        self.0.tag.key = Some(key.into());
    }

    /// The value of a field.
    pub(crate) fn content(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.0.tag.set_value(value.into_prop_value());
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub(crate) fn checked(&mut self, checked: bool) {
        self.0.tag.set_checked(checked);
    }

    /// The one child it has.
    #[inline(never)]
    pub(crate) fn only(&mut self, child: VNode) {
        if let Some(place) = self.0.tag.children_mut() {
            *place = child;
        }
    }

    /// The finished element.
    #[inline(never)]
    pub(crate) fn done(self) -> VNode {
        let Making { mut tag, names, values, listeners, children } = *self.0;
        if !names.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: names, values: values.into_boxed_slice() };
        }
        if !listeners.is_empty() {
            tag.set_listeners(listeners.into_boxed_slice());
        }
        if !children.0.is_empty()
            && let Some(place) = tag.children_mut()
        {
            *place = children.done();
        }
        VNode::from(tag)
    }
}

/// Nodes side by side.
#[derive(Default)]
pub(crate) struct List(Vec<VNode>);

impl List {
    /// One more.
    #[inline(never)]
    pub(crate) fn node(&mut self, node: VNode) {
        self.0.push(node);
    }

    /// Whatever this value stands for: one, none or several.
    pub(crate) fn value(&mut self, value: impl Value) {
        value.put(self);
    }

    /// All of them.
    pub(crate) fn each(&mut self, nodes: impl IntoIterator<Item: Value>) {
        for node in nodes {
            node.put(self);
        }
    }

    /// All of it as one node.
    #[inline(never)]
    pub(crate) fn done(self) -> VNode {
        VNode::from(VList::with_children(self.0, None))
    }
}

/// The value as one node.
pub(crate) fn node(value: impl Value) -> VNode {
    value.node()
}

/// What may stand between braces.
pub(crate) trait Value: Sized {
    /// As one node.
    fn node(self) -> VNode;

    /// Into a list.
    fn put(self, list: &mut List) {
        list.node(self.node());
    }
}

impl Value for VNode {
    fn node(self) -> VNode {
        self
    }
}

impl Value for AttrValue {
    #[inline(never)]
    fn node(self) -> VNode {
        VNode::VText(yew::virtual_dom::VText::new(self))
    }
}

impl Value for &'static str {
    #[inline(never)]
    fn node(self) -> VNode {
        AttrValue::Static(self).node()
    }
}

impl Value for String {
    #[inline(never)]
    fn node(self) -> VNode {
        AttrValue::from(self).node()
    }
}

impl Value for Rc<str> {
    #[inline(never)]
    fn node(self) -> VNode {
        AttrValue::from(self).node()
    }
}

impl Value for usize {
    #[inline(never)]
    fn node(self) -> VNode {
        self.to_string().node()
    }
}

impl Value for u32 {
    fn node(self) -> VNode {
        (self as usize).node()
    }
}

/// Without a value there is an empty node: it keeps the place, so that what follows is not taken
/// for something else when the value comes or goes.
impl<T: Value> Value for Option<T> {
    fn node(self) -> VNode {
        self.map(T::node).unwrap_or_default()
    }
}

impl<T: Value> Value for Vec<T> {
    fn node(self) -> VNode {
        let mut list = List::default();
        self.put(&mut list);
        list.done()
    }

    fn put(self, list: &mut List) {
        list.each(self);
    }
}
