//! Elements that are no part of a text by what they are, or call themselves.
//!
//! The one idea: names are believed as long as they hold little of the article. Classes also name the
//! layout of a page (`with-sidebar`), what an article is filed under (`tag-work`) and the bricks that
//! a page was put together from (`widget`).

use std::{cmp::Reverse, ops::Range};

use dom_query::Element as Tag;

use super::named::Named;

/// A box holds less than one part in so many of an article.
const MOST_BOXED: usize = 4;

/// All boxes of a name hold less than one part in so many of an article.
const MOST_NAMED: usize = 2;

/// An element that seems to be a box.
pub(super) struct Box {
    /// Its blocks.
    pub(super) blocks: Range<usize>,
    /// Why it seems to be one.
    pub(super) names: Names,
}

/// What says of an element that it is a box: a bit for each of [`BOXES`], and two more.
#[derive(Clone, Copy, Default)]
pub(super) struct Names(u128);

impl Names {
    /// What the element is.
    const ELEMENT: u32 = 127;
    /// A form, and what is written around it.
    const FORM: u32 = 126;

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn with_form(self) -> Self {
        Self(self.0 | 1 << Self::FORM)
    }

    pub(super) fn without_paywall(self) -> Self {
        let paywall = BOXES.iter().position(|name| *name == "paywall");
        Self(self.0 & !paywall.map_or(0, |bit| 1 << bit))
    }

    fn each(self) -> impl Iterator<Item = usize> {
        (0..128).filter(move |bit| self.0 & (1 << bit) != 0)
    }
}

const _: () = assert!(BOXES.len() <= Names::FORM as usize, "a bit for each name");

/// What boxes on pages are called, in their class or id; in order.
const BOXES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "author",
    "authors",
    "banner",
    "bio",
    "boilerplate",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "catlinks",
    "comment",
    "comments",
    "consent",
    "contributions",
    "cookie",
    "cookies",
    "cta",
    "date",
    "disclaimer",
    "footer",
    "hatnote",
    "infobox",
    "login",
    "menu",
    "meta",
    "modal",
    "nav",
    "navbox",
    "navigation",
    "newsletter",
    "offer",
    "outbrain",
    "paywall",
    "popup",
    "printfooter",
    "promo",
    "promotion",
    "recirc",
    "recirculation",
    "recommended",
    "references",
    "reflist",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tag",
    "tags",
    "teaser",
    "ticker",
    "toc",
    "toolbar",
    "trending",
    "widget",
];

/// What says of this element, which is called so, that it is a box.
pub(super) fn names(tag: &Tag, named: Named) -> Names {
    let is_one = matches!(&*tag.name.local, "nav" | "aside" | "form" | "dialog" | "footer" | "menu");
    let has_role = || {
        let roles = ["dialog", "navigation", "complementary", "contentinfo", "search"];
        let mut attributes = tag.attrs.iter();
        attributes.any(|one| &*one.name.local == "role" && roles.contains(&&*one.value))
    };
    let bits = named.boxes | u128::from(is_one || has_role()) << Names::ELEMENT;
    // A paragraph is what is to be paid for.
    if &*tag.name.local == "p" { Names(bits).without_paywall() } else { Names(bits) }
}

/// The bits of the names of boxes in this class or id.
pub(super) fn named(name: &str) -> u128 {
    let bits = words(name).filter_map(|word| {
        let (lower, length) = lower(word);
        BOXES.binary_search_by(|one| one.as_bytes().cmp(&lower[..length])).ok()
    });
    bits.fold(0, |bits, bit| bits | 1 << bit)
}

/// What sites that check facts call the parts which say what was claimed, and what is true of it.
const VERDICTS: [&str; 4] = ["claim", "rating", "ruling", "verdict"];

/// Whether this class or id is that of such a part.
pub(super) fn names_a_verdict(name: &str) -> bool {
    words(name).any(|word| VERDICTS.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// The words of a class or id.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let names = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|name| !is_number(name));
    names.flat_map(|name| name.split(|c: char| !c.is_ascii_alphabetic())).flat_map(humps)
}

/// The beginning of a name in lower case, and its length.
pub(in crate::import::html) fn lower(name: &str) -> ([u8; 24], usize) {
    let mut lower = [0; 24];
    for (to, byte) in lower.iter_mut().zip(name.bytes()) {
        *to = byte.to_ascii_lowercase();
    }
    (lower, name.len().min(24))
}

/// Whether it is one of the numbers, to some high base, that programs give to elements: letters come after
/// a digit.
fn is_number(name: &str) -> bool {
    let mut rest = name.bytes().skip_while(|byte| !byte.is_ascii_digit());
    rest.any(|byte| byte.is_ascii_alphabetic())
}

/// The words of a name that is written like `relatedBox`.
fn humps(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let pairs = rest.as_bytes().windows(2);
        let end =
            pairs.into_iter().position(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
        let (word, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Which blocks stand in boxes, and which names are not believed, those of `unbelieved` among them. Each
/// block has its weight in the article.
pub(super) fn blocks_within(boxes: &mut [Box], weights: &[usize], unbelieved: Names) -> (Vec<bool>, Names) {
    let sums = weights.iter().scan(0, |sum, weight| {
        *sum += weight;
        Some(*sum)
    });
    let before: Vec<usize> = [0].into_iter().chain(sums).collect();
    let all = before[weights.len()];
    let held = |blocks: &Range<usize>| before[blocks.end] - before[blocks.start];
    let is_little = |held: usize, part: usize| held == 0 || held < all / part;

    // The outer before the inner, so that a box in a box of the same name is not weighed again.
    boxes.sort_by_key(|one| (one.blocks.start, Reverse(one.blocks.end)));
    let mut by_name = [(0, 0); 128];
    for one in boxes.iter() {
        for name in one.names.each() {
            let (weighed, end) = &mut by_name[name];
            if one.blocks.end > *end {
                *weighed += held(&one.blocks);
                *end = one.blocks.end;
            }
        }
    }
    // How many boxes begin at each block, less those that end before it.
    let mut changes = vec![0i64; weights.len() + 1];
    let much = (0..128).filter(|name| !is_little(by_name[*name].0, MOST_NAMED));
    let unbelieved = Names(much.fold(unbelieved.0, |names, name| names | 1 << name));
    for one in boxes.iter().filter(|one| is_little(held(&one.blocks), MOST_BOXED)) {
        if one.names.0 & !unbelieved.0 != 0 {
            changes[one.blocks.start] += 1;
            changes[one.blocks.end] -= 1;
        }
    }
    let open = changes.iter().scan(0, |open, change| {
        *open += change;
        Some(*open > 0)
    });
    (open.take(weights.len()).collect(), unbelieved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_looked_up() {
        assert!(BOXES.is_sorted());
    }

    #[test]
    fn names_are_read_however_they_are_written() {
        let check = |name: &str, expected: bool| assert_eq!(named(name) != 0, expected, "{name}");
        check("relatedBox", true);
        check("article__newsletter-signup", true);
        check("ArticleComments", true);
        check("ad-slot", true);
        check("sidebar2", true);
        check("sc-f98b1ad2-0", false);
        check("shadow", false);
        check("headline", false);
    }

    #[test]
    fn a_name_that_holds_much_of_the_article_means_something_else() {
        let of = |class: &str, blocks: Range<usize>| Box { blocks, names: Names(named(class)) };
        let check = |boxes: &mut [Box], expected: [bool; 5]| {
            assert_eq!(blocks_within(boxes, &[20, 20, 20, 20, 20], Names::default()).0, expected);
        };
        check(&mut [of("related", 1..2)], [false, true, false, false, false]);
        check(&mut [of("with-sidebar", 0..4), of("related", 1..2)], [false, true, false, false, false]);
        let mut widgets = [0, 1, 2, 3].map(|n| of("widget", n..n + 1));
        check(&mut widgets, [false; 5]);
        let mut nested = [of("comment", 3..4), of("comments comment", 3..4), of("comment", 0..0)];
        check(&mut nested, [false, false, false, true, false]);
    }
}
