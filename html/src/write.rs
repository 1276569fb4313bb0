//! From the tree to calls.

use crate::parse::{Attribute, Element, If, Node, Tag};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprLit, Ident, Lit};

/// Attributes that are there or not, whatever their value
/// (HTML, section 2.3.2 “Boolean attributes”; those that the interface uses).
const BOOLEAN: [&str; 7] = ["autofocus", "disabled", "hidden", "multiple", "open", "required", "selected"];

/// These nodes as one: nothing is an empty list, one is itself, more are a list.
pub(crate) fn one(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(::yew::virtual_dom::VNode::default()),
        [Node::Element(element)] => self::element(element),
        [Node::Component(tokens)] => quote!(::yew::html! { #tokens }),
        [Node::Value(value)] => quote!(crate::ui::element::node(#value)),
        [Node::If(choice)] => self::choice(choice),
        [Node::Fragment(nodes)] => list(nodes),
        nodes => list(nodes),
    }
}

/// A name that no name of the caller's can meet.
fn name(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn list(nodes: &[Node]) -> TokenStream {
    let list = name("list");
    let children = nodes.iter().map(|node| add(&quote!(#list), node));
    quote!({
        let mut #list = crate::ui::element::List::default();
        #(#children)*
        #list.done()
    })
}

/// Puts a node into a list of that name.
fn add(list: &TokenStream, node: &Node) -> TokenStream {
    match node {
        Node::Value(value) => quote!(#list.value(#value);),
        Node::Each(iterator) => quote!(#list.each(#iterator);),
        node => {
            let node = one(std::slice::from_ref(node));
            quote!(#list.node(#node);)
        }
    }
}

fn choice(choice: &If) -> TokenStream {
    let If { condition, then, otherwise } = choice;
    let (then, otherwise) = (one(then), one(otherwise));
    quote!(if #condition { #then } else { #otherwise })
}

fn element(element: &Element) -> TokenStream {
    let Element { tag, attributes, children } = element;
    let it = name("it");
    let tag = match tag {
        Tag::Name(name) => quote!(#name),
        Tag::Computed(value) => quote!(#value),
    };
    let (special, ordinary): (Vec<_>, Vec<_>) =
        attributes.iter().partition(|attribute| is_special(element, attribute));
    let special = special.into_iter().map(|attribute| self::special(&it, attribute));
    let begin = if ordinary.iter().all(|a| text(&a.value).is_some() && !a.property) {
        let (names, texts): (Vec<_>, Vec<_>) = ordinary.iter().map(|a| (&a.name, text(&a.value))).unzip();
        let fixed = quote!(&[#((#names, ::yew::virtual_dom::AttributeOrProperty::Static(#texts))),*]);
        // Most elements are no more than this.
        if special.len() == 0 && children.len() < 2 && !matches!(children.first(), Some(Node::Each(_))) {
            let child = one(children);
            return quote!(crate::ui::element::plain(#tag, #fixed, #child));
        }
        quote!(let mut #it = crate::ui::element::Element::fixed(#tag, #fixed);)
    } else {
        let names = ordinary.iter().map(|a| &a.name);
        let values = ordinary.iter().map(|a| attribute(&it, a));
        quote! {
            let mut #it = crate::ui::element::Element::new(#tag, &[#(#names),*]);
            #(#values)*
        }
    };
    let body = match children.as_slice() {
        [] => quote!(),
        [Node::Each(iterator)] => quote!(#it.each(#iterator);),
        // A fragment of its own, as Yew has it: several in a row would be one list.
        [child] => {
            let child = one(std::slice::from_ref(child));
            quote!(#it.only(#child);)
        }
        children => {
            let children = children.iter().map(|child| add(&quote!(#it), child));
            quote!(#(#children)*)
        }
    };
    quote!({
        #begin
        #(#special)*
        #body
        #it.done()
    })
}

fn attribute(it: &Ident, attribute: &Attribute) -> TokenStream {
    let Attribute { name, value, property } = attribute;
    if *property {
        return quote!(#it.property(#value););
    }
    if let Some(text) = text(value) {
        return quote!(#it.text(#text););
    }
    if BOOLEAN.contains(&name.value().as_str()) {
        return quote!(#it.truth(#name, #value););
    }
    quote!(#it.given(#value);)
}

/// Whether this is no attribute of the page's, but something Yew keeps for the element.
fn is_special(element: &Element, attribute: &Attribute) -> bool {
    let field =
        matches!(&element.tag, Tag::Name(tag) if ["input", "textarea"].contains(&tag.value().as_str()));
    let name = attribute.name.value();
    !attribute.property
        && (name == "key" || name.starts_with("on") || field && (name == "value" || name == "checked"))
}

fn special(it: &Ident, attribute: &Attribute) -> TokenStream {
    let Attribute { name, value, .. } = attribute;
    match name.value().as_str() {
        "key" => quote!(#it.key(#value);),
        "value" => quote!(#it.content(#value);),
        "checked" => quote!(#it.checked(#value);),
        event => {
            let event = Ident::new(event, name.span());
            quote!(#it.on(::yew::html::#event::Wrapper::__macro_new(#value));)
        }
    }
}

/// The text of a literal.
fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => Some(number.base10_digits().to_owned()),
        _ => None,
    }
}
