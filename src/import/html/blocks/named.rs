//! What the names mean that a site gives its elements.
//!
//! The one idea: a page has thousands of elements and few names, so each name is read once.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use dom_query::Element;

use super::{super::prepare, boxes, element};

/// What a `class`, `id` or `itemprop` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import::html) struct Named {
    /// Which of the names of boxes are in it, bit by bit.
    pub(in crate::import::html) boxes: u128,
    /// It asks for consent.
    pub(in crate::import::html) asks: bool,
    /// It is the body of an article.
    pub(super) body: bool,
    /// It repeats words of the text.
    pub(super) pull_quote: bool,
    /// It says what a picture shows.
    pub(super) caption: bool,
    /// It says what was claimed, or what a check found.
    pub(super) verdict: bool,
    /// It is for those who hear the page read.
    pub(super) unseen: bool,
    /// The names in it, whatever their order, without those that have a number in them: they name one
    /// element among many.
    names: u64,
}

/// The names met so far.
#[derive(Default)]
pub(in crate::import::html) struct Names(HashMap<String, Named, BuildHasherDefault<Fnv>>);

/// Longer names are read anew each time: they are few, and memory is not for them.
const LONGEST: usize = 200;

impl Names {
    /// What this name says.
    pub(in crate::import::html) fn read(&mut self, name: &str) -> Named {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let named = Named {
            boxes: boxes::named(name),
            asks: prepare::asks_for_consent(name),
            body: element::names_a_body(name),
            pull_quote: element::names_a_pull_quote(name),
            caption: element::names_a_caption(name),
            verdict: boxes::names_a_verdict(name),
            unseen: element::names_what_is_unseen(name),
            names: name
                .split_ascii_whitespace()
                .filter(|name| !name.bytes().any(|byte| byte.is_ascii_digit()))
                .fold(0, |all, name| all ^ hash(name)),
        };
        if name.len() <= LONGEST {
            self.0.insert(name.to_owned(), named);
        }
        named
    }

    /// What the names of an element say: all that its class does, boxes that its id names, and a body
    /// whatever names it (<https://schema.org/articleBody>).
    pub(super) fn of(&mut self, tag: &Element) -> Named {
        let mut all = Named::default();
        for attribute in &tag.attrs {
            let Named { boxes, body, .. } = all;
            match &*attribute.name.local {
                "class" => {
                    let class = self.read(&attribute.value);
                    all = Named { boxes: boxes | class.boxes, body: body | class.body, ..class };
                }
                "id" => {
                    let id = self.read(&attribute.value);
                    // The address of a heading is made of its own words.
                    let is_heading = element::HEADINGS.contains(&&*tag.name.local);
                    all.boxes |= if is_heading { 0 } else { id.boxes };
                    all.body |= id.body;
                }
                "itemprop" | "name" => all.body |= self.read(&attribute.value).body,
                _ => {}
            }
        }
        all
    }
}

impl Named {
    /// The chain of an element of these names below another: what it is and what its classes are called.
    pub(super) fn chain(self, above: u64, tag: &Element) -> u64 {
        (above.rotate_left(5) ^ hash(&tag.name.local) ^ self.names.rotate_left(17)).wrapping_mul(PRIME)
    }
}

/// FNV-1a in 64 bits (<https://datatracker.ietf.org/doc/html/rfc9923>), for names that are short: a page
/// that chooses them so that they collide is slow to come in, and no more.
#[derive(Clone, Copy)]
struct Fnv(u64);

const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn hash(name: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(name.as_bytes());
    hash.finish()
}
