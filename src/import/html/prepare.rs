//! A page before its article is looked for.
//!
//! The one idea: what misleads whoever looks for an article by the names and the lengths of elements goes
//! first. What lies over a page asks for consent at greater length than a short article has; a page that
//! goes on without end has other articles below; and the addresses of parts are made of their headings.

use dom_query::{Document, NodeRef};

use super::{
    blocks::{Known, lower},
    labels::is_a,
    repeats::letters,
};
use crate::import::hygiene::collapse;

/// Takes off what is no part of the article of this title, and returns it. `names` are those that are met
/// on the page.
pub(super) fn prepare<'a>(document: &'a Document, title: &str, names: &mut Known) -> Vec<NodeRef<'a>> {
    let (mut over, mut articles, mut addressed) = (vec![], vec![], vec![]);
    let (mut found_by_search, mut seen) = (vec![], vec![]);
    for node in document.root().descendants_it() {
        let Some(tag) = node.element_ref() else { continue };
        let name: &str = &tag.name.local;
        if name == "article" {
            articles.push(node);
            continue;
        }
        for attribute in &tag.attrs {
            let value: &str = &attribute.value;
            match &*attribute.name.local {
                "role" if matches!(value, "dialog" | "alertdialog") => over.push(node),
                "aria-modal" if value == "true" => over.push(node),
                "hidden" if value.eq_ignore_ascii_case("until-found") => found_by_search.push(node),
                "aria-hidden" if value == "true" && is_of_a_picture(&node) => seen.push(node),
                place @ ("id" | "class") => {
                    let named = names.read(value);
                    if named.asks {
                        over.push(node);
                    } else if place == "id" && named.boxes != 0 {
                        addressed.push(node);
                    }
                }
                _ => {}
            }
        }
    }
    for node in found_by_search {
        node.remove_attr("hidden");
    }
    for node in seen {
        node.remove_attr("aria-hidden");
    }
    for node in addressed.iter().filter(|node| is_named_by_heading(node)) {
        node.remove_attr("id");
    }
    over.extend(others(&articles, title));
    over.retain(|node| node.parent().is_some() && !holds_the_page(node));
    over.iter().for_each(NodeRef::remove_from_parent);
    over
}

/// Whether it is a picture, or stands in its caption: that is hidden from those who hear the page read, and
/// seen.
fn is_of_a_picture(node: &NodeRef<'_>) -> bool {
    is_a(node, &["figure", "figcaption"])
        || node.ancestors_it(Some(4)).any(|above| is_a(&above, &["figcaption"]))
}

/// What consent is asked with: how the names begin that its makers give to what they put over pages; in
/// order, and none the beginning of another.
const CONSENT: [&str; 26] = [
    "axeptio",
    "borlabs-cookie",
    "cmp-",
    "cmpbox",
    "consent-banner",
    "cookie-banner",
    "cookie-bar",
    "cookie-consent",
    "cookie-law",
    "cookie-notice",
    "cookiebanner",
    "cookiebot",
    "cookieconsent",
    "cookienotice",
    "cybotcookie",
    "didomi",
    "fc-consent",
    "gdpr",
    "iubenda",
    "onetrust",
    "qc-cmp",
    "sp-message",
    "sp_message",
    "tarteaucitron",
    "truste",
    "usercentrics",
];

/// Whether one of these names is that of something which asks for consent.
pub(super) fn asks_for_consent(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let (lower, length) = lower(name);
        let name = &lower[..length];
        let after = CONSENT.partition_point(|one| one.as_bytes() <= name);
        after > 0 && name.starts_with(CONSENT[after - 1].as_bytes())
    })
}

/// Whether an element is the page, or holds a headline or an article: then what it is called means
/// something else.
fn holds_the_page(node: &NodeRef<'_>) -> bool {
    let is_of_it = |node: &NodeRef<'_>| is_a(node, &["html", "body", "main", "article", "h1"]);
    let is_article = is_a(node, &["article"]);
    (is_of_it(node) || node.descendants_it().any(|node| is_of_it(&node))) && !is_article
}

/// The articles beside the one that has this title as its headline.
fn others<'a>(articles: &[NodeRef<'a>], title: &str) -> Vec<NodeRef<'a>> {
    let title = collapse(title).to_lowercase();
    if articles.len() < 2 || title.is_empty() {
        return Vec::new();
    }
    let headline = |article: &NodeRef<'_>| {
        let mut below = article.descendants_it();
        below.find(|node| is_a(node, &["h1"])).map(|node| collapse(&node.text()).to_lowercase())
    };
    let headed: Vec<_> = articles.iter().filter_map(|article| Some((*article, headline(article)?))).collect();
    let is_it =
        |headline: &str| !headline.is_empty() && (title.contains(headline) || headline.contains(&title));
    let mut ours = headed.iter().filter(|(_, headline)| is_it(headline));
    let Some((ours, _)) = ours.next() else { return Vec::new() };
    let is_other = |(article, headline): &(NodeRef<'a>, String)| {
        let within = |inner: &NodeRef<'_>, outer: &NodeRef<'_>| {
            inner.id == outer.id || inner.ancestors_it(None).any(|above| above.id == outer.id)
        };
        (!is_it(headline) && !within(article, ours) && !within(ours, article)).then_some(*article)
    };
    headed.iter().filter_map(is_other).collect()
}

/// Whether the address of an element is made of the words of its first heading.
fn is_named_by_heading(node: &NodeRef<'_>) -> bool {
    let mut below = node.descendants_it();
    let heading = below.find(|node| is_a(node, &["h1", "h2", "h3", "h4", "h5", "h6"]));
    let id = letters(&node.attr_or("id", ""));
    heading.is_some_and(|heading| {
        let heading = letters(&heading.text());
        // Long ones are cut.
        !id.is_empty() && heading.starts_with(&id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_is_asked_by_name() {
        assert!(CONSENT.is_sorted());
        let check = |names: &str, expected: bool| assert_eq!(asks_for_consent(names), expected, "{names}");
        check("onetrust-banner-sdk", true);
        check("x Cookie-Consent--shown", true);
        check("cookies tag-cookie", false);
        check("gd", false);
    }

    /// Texts of the paragraphs that are left.
    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let document = Document::from(page);
        prepare(&document, "Mill to reopen", &mut Known::default());
        let left: Vec<String> =
            document.select("p").nodes().iter().map(|node| node.text().to_string()).collect();
        assert_eq!(left, expected, "{page}");
    }

    #[test]
    fn what_lies_over_a_page_goes_and_the_page_stays() {
        check("<div id=onetrust-banner-sdk><p>We ask</div><article><p>It opens</article>", &["It opens"]);
        check("<div role=dialog><p>We ask</div><p>It opens", &["It opens"]);
        check("<body class=gdpr-shown><p>It opens", &["It opens"]);
        check("<div role=dialog><h1>Mill to reopen</h1><p>It opens</div>", &["It opens"]);
    }

    #[test]
    fn another_article_goes_if_one_is_ours() {
        let page = |a: &str, b: &str| {
            format!("<article><h1>{a}</h1><p>one</article><article><h1>{b}</h1><p>two</article>")
        };
        check(&page("Mill to reopen", "River is low"), &["one"]);
        check(&page("River is low", "Mill to reopen"), &["two"]);
        check(&page("Part one", "Part two"), &["one", "two"]);
    }

    #[test]
    fn an_address_made_of_a_heading_says_nothing() {
        let check = |page: &str, expected: usize| {
            let document = Document::from(page);
            prepare(&document, "", &mut Known::default());
            assert_eq!(document.select("[id]").nodes().len(), expected, "{page}");
        };
        check("<section id=related-work><h2>Related work</h2></section>", 0);
        check("<section id=related><h2>More mills</h2></section>", 1);
    }
}
