//! The headline of an article, and what the title of its page tells of the outlet.
//!
//! The one idea: the title of a page is a headline and the name of an outlet, in either order, and the
//! headline is seen on the page as well. What is seen goes before what is only told.

use dom_query::NodeRef;

use super::{
    Page, first, is_within, tidy_line,
    titles::{COLONS, MARKS, agree, behind, is_last, is_longer, is_named, without_site},
    words::{each, words},
};
use crate::import::html::{
    blocks::is_hidden,
    labels::{Labels, ask, is_a},
    repeats::letters,
};

/// The name of an outlet before a colon has at most so many words.
const MAX_OUTLET: usize = 5;

/// The headline is among so many headings of a page.
const MAX_HEADINGS: usize = 200;

/// A headline is at most this long, in bytes.
const MAX_LENGTH: usize = 2000;

/// A heading of a page, as it is seen.
pub(super) struct Heading {
    text: String,
    /// It is of the first level, or calls itself the headline.
    main: bool,
    in_article: bool,
    in_main: bool,
    /// It is a link to the front page: the name of the outlet.
    masthead: bool,
}

/// The headings of a page of the first levels, in order.
pub(super) fn headings(labels: &Labels<'_>) -> Vec<Heading> {
    let all = labels.which(|tag| tag.is(&["h1", "h2", "h3"]) || tag.says("itemprop", "headline"));
    let heading = |node: NodeRef<'_>| Heading {
        text: words(&node),
        main: !is_a(&node, &["h2", "h3"]) || ask(&node, |tag| tag.says("itemprop", "headline")),
        in_article: is_within(&node, |tag| tag.is(&["article"])),
        in_main: is_within(&node, |tag| tag.is(&["main"]) || tag.says("role", "main")),
        masthead: is_masthead(&node),
    };
    let seen = all.filter(|node| !is_hidden(node)).take(MAX_HEADINGS).map(heading);
    seen.filter(|heading| (1..=MAX_LENGTH).contains(&heading.text.len())).collect()
}

impl Page<'_> {
    pub(super) fn headline(&self) -> String {
        let told = without_site(&self.told, &self.site);
        let titled = without_site(&self.title, &self.site);
        let for_machines = first([told.clone(), titled]);
        let seen = || self.headings.iter().filter(|heading| !self.is_masthead(heading));
        let main = || seen().filter(|heading| heading.main);
        let agrees = || main().find(|heading| agree(&heading.text, &for_machines));
        // What is meant for machines may be a description. The title of a page holds its headline.
        let named = || main().find(|heading| is_named(&self.title, &heading.text));
        let lower = || {
            seen().find(|heading| match told.is_empty() {
                true => is_named(&self.title, &heading.text),
                false => heading.text.to_lowercase() == told.to_lowercase(),
            })
        };
        let only = || only(main(), told.is_empty());
        let any = || main().next().or(self.headings.first()).filter(|_| for_machines.is_empty());
        let heading = agrees().or_else(named).or_else(lower).or_else(only).or_else(any);
        if let Some(heading) = heading {
            return heading.text.clone();
        }
        let part = self.seen_part().filter(|_| told.is_empty());
        part.map_or(for_machines, |(headline, _)| headline)
    }

    /// Whether a heading is the name of the outlet, which may begin the title of the page too.
    fn is_masthead(&self, heading: &Heading) -> bool {
        let outside = !heading.in_article && !heading.in_main;
        heading.masthead || heading.text == self.site || (outside && is_last(&self.title, &heading.text))
    }

    /// What the title of the page tells of the outlet: what stands beside the headline in it.
    pub(super) fn titled_site(&self) -> String {
        let in_order = |main: bool| self.headings.iter().filter(move |heading| heading.main == main);
        let seen = || in_order(true).chain(in_order(false)).filter(|heading| !heading.masthead);
        let headlines = || std::iter::once(&self.told).chain(seen().map(|heading| &heading.text));
        let behind = headlines().find_map(|headline| behind(&self.title, headline));
        let is_heading = |text: &str| seen().any(|heading| heading.text == text);
        let before =
            || headlines().find_map(|headline| self.before(headline)).filter(|site| !is_heading(site));
        let part = || self.seen_part().map(|(_, site)| site);
        let masthead = || {
            let name = self.headings.iter().find(|heading| heading.masthead && heading.main)?;
            // If there is another headline than it.
            seen().any(|heading| heading.main).then(|| name.text.clone())
        };
        behind.map(str::to_owned).or_else(before).or_else(masthead).or_else(part).unwrap_or_default()
    }

    /// The name of the outlet before a headline in the title.
    fn before(&self, headline: &str) -> Option<String> {
        let start =
            self.title.strip_suffix(headline).filter(|start| !headline.is_empty() && !start.is_empty())?;
        if is_longer(start, headline) {
            return None;
        }
        if MARKS.iter().any(|mark| start.ends_with(mark)) {
            let ends = MARKS.iter().filter_map(|mark| start.find(mark));
            return ends.min().map(|end| start[..end].trim().to_owned());
        }
        // Before a colon stands the place or the subject more often than the outlet.
        let name = COLONS.iter().find_map(|mark| start.strip_suffix(mark))?.trim();
        (name.split_whitespace().count() <= MAX_OUTLET && self.is_outlet_elsewhere(name))
            .then(|| name.to_owned())
    }

    /// Whether the page names its outlet so: in its masthead, in its address, or in that of a link.
    fn is_outlet_elsewhere(&self, name: &str) -> bool {
        let plain = letters(name);
        let is_same = |text: &str| letters(text) == plain;
        let is_host =
            |url: &str| plain.len() >= 3 && url.contains("://") && letters(host(url)).contains(&plain);
        let mut found = self.headings.iter().any(|heading| heading.masthead && is_same(&heading.text));
        found |= is_host(&self.address);
        self.body(|node| {
            let says = |name: &str, is: &dyn Fn(&str) -> bool| node.attr(name).is_some_and(|text| is(&text));
            found |= says("alt", &is_same) || says("href", &is_host);
            found |= says("href", &is_home) && is_same(&node.text());
        });
        found
    }

    /// On a page without headings: the part of its title that stands in it, and the other one.
    fn seen_part(&self) -> Option<(String, String)> {
        if self.headings.iter().any(|heading| heading.main && !heading.masthead) {
            return None;
        }
        let marks = MARKS.iter().chain(&COLONS);
        let parts =
            marks.flat_map(|mark| [self.title.split_once(mark), self.title.rsplit_once(mark)]).flatten();
        let parts: Vec<(&str, &str)> =
            parts.flat_map(|(a, b)| [(a.trim(), b.trim()), (b.trim(), a.trim())]).collect();
        if parts.is_empty() {
            return None;
        }
        let mut found: Option<(String, String)> = None;
        self.body(|node| {
            if node.is_text() {
                let text = tidy_line(&node.text());
                let part = parts.iter().find(|(headline, _)| *headline == text);
                // The longer one, where both are seen.
                if let Some((headline, site)) = part.filter(|(headline, _)| {
                    found.as_ref().is_none_or(|(found, _)| found.len() < headline.len())
                }) {
                    found = Some(((*headline).to_owned(), (*site).to_owned()));
                }
            }
        });
        found
    }

    /// Takes every node in the body of the page that is seen.
    fn body(&self, take: impl FnMut(&NodeRef<'_>)) {
        if let Some(body) = self.labels.named("body") {
            each(&body, is_hidden, take);
        }
    }
}

/// The only heading of an article, or, where nothing else is told, of the main part of a page.
fn only<'a>(main: impl Iterator<Item = &'a Heading>, nothing_told: bool) -> Option<&'a Heading> {
    let mut within = main.filter(|heading| heading.in_article || (heading.in_main && nothing_told));
    within.next().filter(|_| within.next().is_none())
}

/// Whether a heading is a link to the front page.
fn is_masthead(heading: &NodeRef<'_>) -> bool {
    let leads_home =
        |node: &NodeRef<'_>| ask(node, |tag| tag.is(&["a"]) && tag.attr("href").is_some_and(is_home));
    heading.descendants_it().any(|node| leads_home(&node))
        || heading.ancestors_it(Some(2)).any(|node| leads_home(&node))
}

/// Whether an address is that of a front page.
fn is_home(href: &str) -> bool {
    match href.trim().split_once("://") {
        Some((_, rest)) => rest.split_once('/').is_none_or(|(_, path)| path.is_empty()),
        None => href.trim() == "/",
    }
}

fn host(url: &str) -> &str {
    url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[track_caller]
    fn check(page: &str, title: &str, site: &str) {
        let about = read(page);
        assert_eq!((about.title.as_str(), about.site.as_str()), (title, site), "{page}");
    }

    #[test]
    fn a_masthead_is_no_headline() {
        check(
            "<title>The Weir: Mill to reopen</title><meta property='og:site_name' content='The Weir'>
             <body><h1>The Weir</h1><h1>Mill to reopen</h1>",
            "Mill to reopen",
            "The Weir",
        );
        check(
            "<title>Mill to reopen - The Weir</title><body><h1>The Weir</h1><p>Mill to reopen</p>",
            "Mill to reopen - The Weir",
            "",
        );
    }

    #[test]
    fn an_outlet_may_stand_before_the_headline() {
        let told = "<meta property='og:title' content='Mill to reopen'>";
        check(
            &format!(
                "<title>The Weir: Mill to reopen</title>{told}<body><h1><a href='/'>The Weir</a></h1><h3>Mill to reopen</h3>"
            ),
            "Mill to reopen",
            "The Weir",
        );
        check(
            "<title>WEIR : Mill to reopen</title><body><a href='https://weir.example/'>Home</a><article><h1>Mill to reopen</h1>",
            "Mill to reopen",
            "WEIR",
        );
        check(
            "<title>The Weir | Mill to reopen</title><meta property='og:site_name' content='@theweir'>
             <meta property='og:title' content='The Weir - Mill to reopen'><body><h2>Mill to reopen</h2>",
            "Mill to reopen",
            "The Weir",
        );
        check(
            "<title>The Weir Courier - Mill to reopen</title><body><p><b>Mill to reopen</b><p>It opens in May.",
            "Mill to reopen",
            "The Weir Courier",
        );
        // What stands before a colon may be a place.
        check("<title>Corrow: Mill to reopen</title><body><h1>Mill to reopen</h1>", "Mill to reopen", "");
    }

    #[test]
    fn the_headline_that_is_seen_goes_before_the_title() {
        let article = "<body><article><h1>Mill to reopen</h1><p>It opens in May.</p></article>";
        check(&format!("<title>The Weir</title>{article}"), "Mill to reopen", "");
        check(
            &format!("<title>Why is it idle? All we know - The Weir</title>{article}"),
            "Mill to reopen",
            "",
        );
        check(
            &format!("<title>Mill to reopen: what you need to know – The Weir</title>{article}"),
            "Mill to reopen",
            "",
        );
        check(
            "<title>Mill to reopen — Weir 2.1</title><body><h1>Mill to reopen<a href='#m'>¶</a></h1>",
            "Mill to reopen",
            "Weir 2.1",
        );
        check(
            "<title>Mill to reopen</title><meta property='og:title' content='Mill to reopen'>
             <body><main><h1>Trade</h1><h2>Mill to reopen</h2></main>",
            "Mill to reopen",
            "",
        );
    }

    #[test]
    fn what_is_no_text_is_in_no_headline() {
        check(
            "<title>Mill to reopen | The Weir</title><body><h1><style>.x{color:red}</style><svg><title>Icon</title></svg>Mill<br>to
             reopen<script>x()</script></h1>",
            "Mill to reopen",
            "The Weir",
        );
    }
}
