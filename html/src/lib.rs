//! `html!` as Yew writes it, turned into calls instead of into values.
//!
//! Yew's own macro builds each element where it stands: the element's record,
//! its attributes and its children are stored field by field, some 350 bytes of
//! WebAssembly for each of the few hundred elements there are. Here an element
//! is made by a handful of calls to `crate::ui::element`, which do the storing
//! once for all.
//!
//! What is understood is what the interface uses: elements with literal and
//! computed attributes, `name={value}`, `{name}`, `~property={value}`, `key` and
//! `on…` callbacks; fragments; `<@{tag}>`; `{ value }`, `{ for iterator }`;
//! `if`, `if let`, `else`. A component (`<Name … />`) goes to Yew's own macro.

mod parse;
mod write;

use proc_macro::TokenStream;

/// A tree of elements, as an expression of type `yew::Html`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match syn::parse::<parse::Nodes>(input) {
        Ok(nodes) => write::one(&nodes.0).into(),
        Err(error) => error.to_compile_error().into(),
    }
}
