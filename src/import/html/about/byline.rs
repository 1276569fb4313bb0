//! Who wrote an article, as its page says.
//!
//! The one idea: an outlet that names itself as the author names nobody. So each place is asked for
//! somebody else, and the byline that is seen counts where there is no other name.

use std::collections::BTreeSet;

use dom_query::NodeRef;

use super::{
    Page,
    classes::{NAMES, names_an_author, names_no_author},
    is_comment, is_within, tidy_line,
    words::{each, joined, parts},
};
use crate::import::{
    furniture::{Line, line},
    html::{
        blocks::is_hidden,
        labels::{Tag, ask},
    },
};

/// A byline is at most this long, in characters.
const MAX_BYLINE: usize = 200;

/// A name that is known by its class alone has at most so many words, with what is said about it.
const MAX_WORDS: usize = 16;

/// Of places of one kind, so many are asked: the first are those of the article.
const MAX_PLACES: usize = 50;

/// The `<meta>` that name an author, as they are to be trusted.
const METAS: [&str; 7] =
    ["author", "article:author", "byl", "parsely-author", "dc.creator", "citation_author", "sailthru.author"];

/// Whether an element is such a place.
type Question = fn(Tag<'_>) -> bool;

/// How a place is known to name an author.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It says so; another author may stand beside it.
    Well,
    /// It is the whole byline.
    Whole,
    /// A word in its class may mean it.
    ByClass,
}

impl Page<'_> {
    pub(super) fn byline(&self) -> String {
        let told = self.told_authors().join(", ");
        let seen = || Some(self.seen_byline()).filter(|byline| !byline.is_empty());
        let names = if told.is_empty() { seen().unwrap_or_else(|| self.line_or_outlet()) } else { told };
        without_mail(&names)
    }

    /// Where the outlet alone is named as the author: the only line of the article that is a byline, or
    /// the outlet. Where there are several, whoever reads the blocks knows better.
    fn line_or_outlet(&self) -> String {
        let names = || self.facts.authors.iter().chain(self.of_metas("author")).map(String::as_str);
        let Some(outlet) = names().find(|name| self.is_outlet(name)) else { return String::new() };
        let mut lines = BTreeSet::new();
        let place = ["article", "main", "body"].iter().find_map(|name| self.labels.named(name));
        if let Some(place) = place {
            each(&place, is_hidden, |node| {
                let words = if node.is_text() { tidy_line(&node.text()) } else { String::new() };
                if line(&words) == Some(Line::Byline) {
                    lines.insert(words);
                }
            });
        }
        let only = lines.pop_first().unwrap_or_else(|| outlet.to_owned());
        if lines.is_empty() { only } else { String::new() }
    }

    fn of_metas(&self, name: &str) -> impl Iterator<Item = &String> {
        self.metas.iter().filter(move |(one, _)| one == name).map(|(_, content)| content)
    }

    /// What the page says for machines.
    fn told_authors(&self) -> Vec<String> {
        let of_meta = |name: &&str| {
            let names = self.somebody(self.of_metas(name));
            // Indexes of papers have the family name first, each in a `<meta>` of its own.
            if *name == "citation_author" { given_name_first(names) } else { names }
        };
        let facts = self.somebody(self.facts.authors.iter());
        let metas = METAS.iter().map(of_meta);
        std::iter::once(facts).chain(metas).find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// Those of these names that are of somebody, each once.
    fn somebody<'a>(&self, names: impl Iterator<Item = &'a String>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for name in names.filter(|name| !name.contains("://") && !name.starts_with('@')) {
            if !self.is_outlet(name) && !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    }

    /// Whether it is the name of the outlet.
    fn is_outlet(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        [&self.site, &self.facts.site].iter().any(|site| site.to_lowercase() == name)
    }

    fn seen_byline(&self) -> String {
        // The most certain first.
        let places: [(Question, Known); 7] = [
            (|tag| tag.says("itemprop", "author"), Known::Well),
            (|tag| tag.says("rel", "author"), Known::Well),
            (|tag| tag.says("class", "byline"), Known::Whole),
            (|tag| tag.class_holds("byline"), Known::Whole),
            (|tag| tag.says("class", "author"), Known::Well),
            (|tag| tag.class_holds("author-name"), Known::Well),
            (names_an_author, Known::ByClass),
        ];
        let found = places.iter().find_map(|(is_place, known)| {
            let nodes = self.labels.which(is_place).filter(|node| !is_hidden(node) && !is_comment(node));
            let quoted = |node: &NodeRef<'_>| is_within(node, |tag| tag.is(&["blockquote", "nav"]));
            let nodes = nodes.filter(|node| *known != Known::ByClass || !quoted(node));
            let nodes: Vec<_> = nodes.take(MAX_PLACES).collect();
            let mut texts = (0..nodes.len()).map(|at| names(&nodes[at..], *known));
            texts.find(|text| self.is_byline(text) && (*known != Known::ByClass || is_short(text)))
        });
        found.unwrap_or_default()
    }

    fn is_byline(&self, text: &str) -> bool {
        let bare = text.trim_end_matches([':', '：']).to_lowercase();
        !text.is_empty()
            && text.chars().count() <= MAX_BYLINE
            && !self.is_outlet(text)
            && !NAMES.contains(&&*bare)
    }
}

/// Names without the address of e-mail that may stand behind each: “Ann Lee (ann@weir.example)”.
fn without_mail(names: &str) -> String {
    let (mut kept, mut rest) = (String::new(), names);
    while let Some((before, (inner, after))) =
        rest.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        kept.push_str(before);
        if !inner.contains('@') {
            kept.push_str(&rest[before.len()..rest.len() - after.len()]);
        }
        rest = after;
    }
    kept.push_str(rest);
    kept.trim().replace(" ,", ",")
}

/// What the first of these names, and those beside it that are like it.
fn names(nodes: &[NodeRef<'_>], known: Known) -> String {
    let holds = |node: &NodeRef<'_>| nodes.iter().any(|other| is_below(other, node));
    // What a class says of a box is more exactly said within it.
    let Some(first) = nodes.first().filter(|first| known != Known::ByClass || !holds(first)) else {
        return String::new();
    };
    let parent = |node: &NodeRef<'_>| node.parent().map(|parent| parent.id);
    let is_like = |node: &&NodeRef<'_>| {
        node.id == first.id
            || (known != Known::Whole && node.class() == first.class() && parent(node) == parent(first))
    };
    let mut names: Vec<String> = Vec::new();
    for node in nodes.iter().filter(is_like) {
        let named = name_within(node).filter(|_| known != Known::Whole).unwrap_or(*node);
        let name = joined(&parts(&named, names_no_author));
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Whether what is known by its class alone may be a name.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= MAX_WORDS
        && !text.ends_with(['.', '!', '?', '。'])
        && !text.contains('@')
}

fn is_below(node: &NodeRef<'_>, above: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|one| one.id == above.id)
}

/// The element within this one that says that it is the name (schema.org, or hCard's “formatted name”).
fn name_within<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_name = |tag: Tag<'_>| tag.says("itemprop", "name") || tag.says("class", "fn");
    node.descendants_it().find(|below| ask(below, is_name))
}

/// “Lee, Ann” as “Ann Lee”, where every name is so.
fn given_name_first(names: Vec<String>) -> Vec<String> {
    if !names.iter().all(|name| name.matches(',').count() == 1) {
        return names;
    }
    let turned = |name: &String| {
        name.split_once(',').map(|(family, given)| format!("{} {}", given.trim(), family.trim()))
    };
    names.iter().filter_map(turned).map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[track_caller]
    fn check(head: &str, body: &str, expected: &str) {
        let page = format!("<head>{head}<body><main><h1>Mill to reopen</h1>{body}</main>");
        assert_eq!(read(&page).byline, expected, "{page}");
    }

    #[test]
    fn an_outlet_is_nobody() {
        let outlet = "<meta property=og:site_name content='The Weir'><meta name=author content='THE WEIR'>";
        check(outlet, "<p class=byline>By Ann Lee</p>", "By Ann Lee");
        check(outlet, "<p>It opens in May.</p><p>Автор: Анна Ли</p>", "Автор: Анна Ли");
        check(outlet, "<p>It opens in May.</p>", "THE WEIR");
        check(
            r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill","author":[{"name":"Ann Lee"},
            {"@type":"Organization","name":"The Weir"}],"publisher":{"name":"The Weir"}}</script>"#,
            "",
            "Ann Lee",
        );
    }

    #[test]
    fn all_the_authors_of_a_paper_are_named() {
        let metas = |names: &[&str]| -> String {
            names.iter().map(|name| format!("<meta name=citation_author content='{name}'>")).collect()
        };
        check(&metas(&["Ann Lee", "Bo Ek", "Ann Lee"]), "", "Ann Lee, Bo Ek");
        check(&metas(&["Ann Lee (ann@weir.example)", "Bo Ek (Weir)"]), "", "Ann Lee, Bo Ek (Weir)");
        check(&metas(&["Lee, Ann", "Ek, B. O."]), "", "Ann Lee, B. O. Ek");
        check(&metas(&["Lee, Ann", "Weir Commission"]), "", "Lee, Ann, Weir Commission");
    }

    #[test]
    fn a_class_that_names_an_author_is_enough() {
        check(
            "",
            "<div class=c-signature><b class=c-signature__author><a>Ann Lee</a></b><i>Weir</i></div>",
            "Ann Lee",
        );
        check(
            "",
            "<span class='post-author vcard'>Posted by <a class='url fn'>Ann Lee</a></span>",
            "Ann Lee",
        );
        check(
            "",
            "<div class=x_authors><span class=x_role_author>Ann Lee<span class=x_author_notes>A mill</span></span>
             <span class=x_role_author>Bo Ek</span></div>",
            "Ann Lee, Bo Ek",
        );
        check("", "<div class=articleAuthor><p>Ann Lee</p><p class=author-date>4 March</p></div>", "Ann Lee");
        check("", "<div class=author-bio>Ann Lee writes</div>", "");
        check("", "<blockquote>Ha!<b class=quote__author>Ann Lee</b></blockquote>", "");
        check(
            "",
            "<div class=more-authors>Bo Ek</div><p class=the-author>She was late, and knew it.</p>",
            "",
        );
    }

    #[test]
    fn a_name_and_an_office_are_kept_apart() {
        check(
            "",
            "<p class=byline><span>Ann Lee</span><span>transport correspondent</span></p>",
            "Ann Lee, transport correspondent",
        );
        check(
            "",
            "<div class=byline><div>By Ann Lee</div> <div>Rivers</div><div>4 March 2026</div></div>",
            "By Ann Lee, Rivers",
        );
        check(
            "",
            "<p class=byline><span>By</span><a>Ann Lee</a><span>and</span><a>Bo Ek</a></p>",
            "By Ann Lee and Bo Ek",
        );
        check("", "<p class=byline>By <a>Ann Lee</a> and <a>Bo Ek</a></p>", "By Ann Lee and Bo Ek");
    }
}
