//! From tokens to a tree.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, Lit, LitStr, Token, braced, token};

/// What stands side by side.
pub(crate) struct Nodes(pub(crate) Vec<Node>);

pub(crate) enum Node {
    Element(Element),
    /// `<> … </>`
    Fragment(Vec<Node>),
    /// `<Name … />`, as it was written.
    Component(TokenStream),
    /// `{ value }`
    Value(Expr),
    /// `{ for iterator }`
    Each(Expr),
    If(Box<If>),
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Node>,
    /// Nothing where there is no `else`.
    pub(crate) otherwise: Vec<Node>,
}

pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

pub(crate) enum Tag {
    Name(LitStr),
    Computed(Expr),
}

pub(crate) struct Attribute {
    pub(crate) name: LitStr,
    pub(crate) value: Expr,
    /// Written with `~`: a property of the object, not an attribute of the element.
    pub(crate) property: bool,
}

impl Parse for Nodes {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut nodes = Vec::new();
        let closes = |input: ParseStream| input.peek(Token![<]) && input.peek2(Token![/]);
        while !(input.is_empty() || closes(input)) {
            nodes.push(input.parse()?);
        }
        Ok(Self(nodes))
    }
}

impl Parse for Node {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(Token![if]) {
            return Ok(Self::If(Box::new(input.parse()?)));
        }
        if input.peek(Lit) {
            let value: Lit = input.parse()?;
            return Ok(Self::Value(syn::parse_quote!(#value)));
        }
        if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            if inside.parse::<Option<Token![for]>>()?.is_some() {
                return Ok(Self::Each(inside.parse()?));
            }
            let statements = inside.call(syn::Block::parse_within)?;
            return Ok(Self::Value(match statements.as_slice() {
                [syn::Stmt::Expr(value, None)] => value.clone(),
                statements => syn::parse_quote!({ #(#statements)* }),
            }));
        }
        let open: Token![<] = input.parse()?;
        if input.parse::<Option<Token![>]>>()?.is_some() {
            let Nodes(children) = input.parse()?;
            input.parse::<Token![<]>()?;
            input.parse::<Token![/]>()?;
            input.parse::<Token![>]>()?;
            return Ok(Self::Fragment(children));
        }
        if input.parse::<Option<Token![@]>>()?.is_some() {
            let inside;
            braced!(inside in input);
            let tag = Tag::Computed(inside.parse()?);
            return rest(input, tag, |input| input.parse::<Token![@]>().map(drop)).map(Self::Element);
        }
        if input.peek(Ident) && input.fork().parse::<Ident>()?.to_string().starts_with(char::is_uppercase) {
            return component(input, open).map(Self::Component);
        }
        let tag: Ident = input.call(Ident::parse_any)?;
        let name = LitStr::new(&tag.unraw().to_string(), tag.span());
        rest(input, Tag::Name(name), |input| {
            let end: Ident = input.call(Ident::parse_any)?;
            if end == tag {
                return Ok(());
            }
            Err(syn::Error::new(end.span(), format!("`<{tag}>` is still open")))
        })
        .map(Self::Element)
    }
}

impl Parse for If {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = Expr::parse_without_eager_brace(input)?;
        let inside;
        braced!(inside in input);
        let Nodes(then) = inside.parse()?;
        let otherwise = if input.parse::<Option<Token![else]>>()?.is_none() {
            Vec::new()
        } else if input.peek(Token![if]) {
            vec![input.parse()?]
        } else {
            let inside;
            braced!(inside in input);
            inside.parse::<Nodes>()?.0
        };
        Ok(Self { condition, then, otherwise })
    }
}

/// Attributes, children and the end of an element whose name has been read.
fn rest(
    input: ParseStream,
    tag: Tag,
    end: impl FnOnce(ParseStream) -> syn::Result<()>,
) -> syn::Result<Element> {
    let mut attributes = Vec::new();
    loop {
        if input.parse::<Option<Token![/]>>()?.is_some() {
            input.parse::<Token![>]>()?;
            return Ok(Element { tag, attributes, children: Vec::new() });
        }
        if input.parse::<Option<Token![>]>>()?.is_some() {
            break;
        }
        attributes.push(input.parse()?);
    }
    let Nodes(children) = input.parse()?;
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    end(input)?;
    input.parse::<Token![>]>()?;
    Ok(Element { tag, attributes, children })
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            let name: Ident = inside.parse()?;
            let label = LitStr::new(&name.to_string(), name.span());
            return Ok(Self { name: label, value: syn::parse_quote!(#name), property: false });
        }
        let property = input.parse::<Option<Token![~]>>()?.is_some();
        let first: Ident = input.call(Ident::parse_any)?;
        let mut name = first.unraw().to_string();
        while input.parse::<Option<Token![-]>>()?.is_some() {
            name.push('-');
            name.push_str(&input.call(Ident::parse_any)?.to_string());
        }
        input.parse::<Token![=]>()?;
        let value = if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            inside.parse()?
        } else {
            let value: Lit = input.parse()?;
            syn::parse_quote!(#value)
        };
        Ok(Self { name: LitStr::new(&name, first.span()), value, property })
    }
}

/// The tokens of `<Name … />`, for Yew's own macro. With children it is not understood.
fn component(input: ParseStream, open: Token![<]) -> syn::Result<TokenStream> {
    let mut tokens = quote!(#open);
    loop {
        let end = input.peek(Token![/]) && input.peek2(Token![>]);
        if input.peek(Token![>]) {
            return Err(input.error("a component has no children here: end it with `/>`"));
        }
        tokens.extend([input.parse::<TokenTree>()?]);
        if end {
            tokens.extend([input.parse::<TokenTree>()?]);
            return Ok(tokens);
        }
    }
}
