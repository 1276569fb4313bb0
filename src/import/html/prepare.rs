//! A page before its article is looked for.
//!
//! The one idea: what misleads whoever looks for an article by the names and the lengths of elements goes
//! first. What lies over a page asks for consent at greater length than a short article has; a page that
//! goes on without end has other articles below; and the addresses of parts are made of their headings.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::{blocks::named_box, letters_of};
use crate::import::hygiene::collapse;

/// Takes off what is no part of the article of this title.
pub(super) fn prepare(document: &Document, title: &str) {
    let mut known: HashMap<String, bool> = HashMap::new();
    let (mut over, mut articles, mut addressed, mut found_by_search) = (vec![], vec![], vec![], vec![]);
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
                place @ ("id" | "class") => {
                    let asks = known.get(value).copied().unwrap_or_else(|| {
                        let asks = asks_for_consent(value);
                        known.insert(value.to_owned(), asks);
                        asks
                    });
                    if asks {
                        over.push(node);
                    } else if place == "id" && named_box(value) {
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
    for node in addressed.iter().filter(|node| is_named_by_heading(node)) {
        node.remove_attr("id");
    }
    for node in over.iter().chain(&others(&articles, title)) {
        if node.parent().is_some() && !holds_the_page(node) {
            node.remove_from_parent();
        }
    }
}

/// What consent is asked with: how the names begin that its makers give to what they put over pages.
const CONSENT: [&str; 28] = [
    "onetrust",
    "ot-sdk",
    "qc-cmp",
    "didomi",
    "usercentrics",
    "uc-banner",
    "cybotcookie",
    "cookiebot",
    "sp_message",
    "sp-message",
    "fc-consent",
    "truste",
    "iubenda",
    "cookie-banner",
    "cookie-consent",
    "cookie-notice",
    "cookie-law",
    "cookie-bar",
    "cookiebanner",
    "cookieconsent",
    "cookienotice",
    "consent-banner",
    "gdpr",
    "cmpbox",
    "cmp-",
    "borlabs-cookie",
    "tarteaucitron",
    "axeptio",
];

fn asks_for_consent(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let begins =
            |with: &&str| name.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
        CONSENT.iter().any(|with| begins(&with))
    })
}

/// Whether an element is the page, or holds a headline or an article: then what it is called means
/// something else.
fn holds_the_page(node: &NodeRef<'_>) -> bool {
    let is_of_it = |node: &NodeRef<'_>| is_named(node, &["html", "body", "main", "article", "h1"]);
    let is_article = is_named(node, &["article"]);
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
        below.find(|node| is_named(node, &["h1"])).map(|node| collapse(&node.text()).to_lowercase())
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
    let heading = below.find(|node| is_named(node, &["h1", "h2", "h3", "h4", "h5", "h6"]));
    let id = letters_of(&node.attr_or("id", ""));
    heading.is_some_and(|heading| {
        let heading = letters_of(&heading.text());
        // Long ones are cut.
        !id.is_empty() && heading.starts_with(&id)
    })
}

fn is_named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.element_ref().is_some_and(|tag| names.contains(&&*tag.name.local))
}
