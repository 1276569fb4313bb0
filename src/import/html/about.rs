//! What a page says about its article: title, byline, outlet, address, date, language, direction.
//!
//! The one idea: for each there is a list of places in the order they are to be trusted, and the
//! first that has something counts. The headline a reader sees goes before the one for machines,
//! if the two agree; for the rest, what is meant for machines is the cleaner.

mod byline;
mod classes;
mod headline;
mod titles;
mod words;

use dom_query::NodeRef;
use headline::Heading;

use super::{
    blocks::is_hidden,
    json_ld::{self, Facts},
    labels::{Labels, Tag, ask},
};
use crate::{
    article::{About, Direction},
    import::{
        Hygiene,
        furniture::{Line, line},
        hygiene::collapse,
    },
};

/// What the page says about its article. `url` is its address where that is known.
pub(super) fn about(labels: &Labels<'_>, url: &str, hygiene: &mut Hygiene) -> About {
    let page = Page::of(labels, url);
    let mut tidy = |text: String| collapse(&hygiene.clean(&text));
    About {
        title: tidy(page.headline()),
        byline: tidy(page.byline()),
        published: tidy(page.published()),
        language: page.language(),
        direction: page.direction(),
        previous: None,
        site: tidy(page.site),
        url: page.address,
    }
}

struct Page<'a> {
    labels: &'a Labels<'a>,
    facts: Facts,
    /// What each `<meta>` says, after its name in lower case.
    metas: Vec<(String, String)>,
    headings: Vec<Heading>,
    /// The title of the page, and the headline that is meant for machines.
    title: String,
    told: String,
    address: String,
    site: String,
}

impl<'a> Page<'a> {
    fn of(labels: &'a Labels<'a>, url: &str) -> Self {
        let (facts, metas) = (json_ld::facts(labels), metas(labels));
        // A picture may have a title too.
        let title =
            labels.which(|tag| tag.is(&["title"])).find(|node| !is_within(node, |tag| tag.is(&["svg"])));
        let mut page = Self {
            labels,
            facts,
            metas,
            headings: headline::headings(labels),
            title: title.map(|node| tidy_line(&node.text())).unwrap_or_default(),
            told: String::new(),
            address: String::new(),
            site: String::new(),
        };
        let names = ["og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "title"];
        page.told = tidy_line(&first([page.facts.headline.clone(), page.meta(&names)]));
        page.address = page.url(url);
        page.site = page.site();
        page
    }

    fn published(&self) -> String {
        let meta = self.meta(&[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "citation_publication_date",
            "citation_date",
            "pubdate",
            "publish-date",
            "publishdate",
            "sailthru.date",
            "date",
        ]);
        first([self.facts.published.clone(), meta, self.time(), self.seen_date()])
    }

    /// What calls itself a date and is one.
    fn seen_date(&self) -> String {
        let nodes = self.labels.which(|tag| tag.class_holds("date"));
        let nodes = nodes.filter(|node| !is_hidden(node) && !is_comment(node));
        let mut texts = nodes.map(|node| words::words(&node));
        texts.find(|text| line(text) == Some(Line::Date)).unwrap_or_default()
    }

    /// The date of a `<time>`: the one that says that it is the date of publication, or the first.
    fn time(&self) -> String {
        let places: [fn(Tag<'_>) -> bool; 7] = [
            |tag| tag.says("itemprop", "datePublished"),
            |tag| tag.is(&["time"]) && tag.attr("pubdate").is_some(),
            |tag| tag.is(&["time"]) && tag.class_holds("publish"),
            |tag| tag.is(&["time"]) && tag.attr("datetime").is_some(),
            |tag| tag.is(&["time"]),
            |tag| tag.class_holds("dateline"),
            |tag| tag.says("class", "date"),
        ];
        let texts = places.iter().filter_map(|is_place| {
            let node = self.labels.which(is_place).find(|node| !is_hidden(node) && !is_comment(node))?;
            let given = ["datetime", "content"].iter().find_map(|name| node.attr(name));
            Some(given.map_or_else(|| node.text().to_string(), |given| given.to_string()))
        });
        texts
            .map(|text| text.trim().to_owned())
            .find(|text| !text.is_empty() && text.len() <= 80)
            .unwrap_or_default()
    }

    fn site(&self) -> String {
        let mut names = self.labels.which(|tag| tag.says("itemprop", "name"));
        let name = names.find(|node| is_within(node, |tag| tag.says("itemprop", "publisher")));
        let name = name.map(|name| name.attr("content").unwrap_or_else(|| name.text()));
        let meta = self.meta(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"]);
        let told = first([meta, self.facts.site.clone(), name.unwrap_or_default().to_string()]);
        // What an outlet is called at a network is no name to be read.
        if told.is_empty() || told.starts_with('@') { first([self.titled_site(), told]) } else { told }
    }

    /// The address: only of the web, because it is shown as a link.
    fn url(&self, given: &str) -> String {
        let canonical = self.attr("href", |tag| tag.is(&["link"]) && tag.says("rel", "canonical"));
        let all = [canonical, self.meta(&["og:url"]), self.facts.url.clone(), given.to_owned()];
        let is_web = |url: &String| {
            let lower = url.to_ascii_lowercase();
            (lower.starts_with("https://") || lower.starts_with("http://"))
                && !url.contains(|c: char| c.is_whitespace() || c.is_control())
        };
        all.into_iter().map(|url| url.trim().to_owned()).find(is_web).unwrap_or_default()
    }

    fn language(&self) -> String {
        let lang = first(["lang", "xml:lang"].map(|name| self.attr(name, |tag| tag.is(&["html"]))));
        let article = self.attr("lang", |tag| tag.is(&["article", "main", "body"]));
        let meta = self.meta(&["content-language", "og:locale", "dc.language"]);
        let tag = first([article, lang, self.facts.language.clone(), meta]);
        let tag = tag.replace('_', "-");
        let fits = tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if fits { tag } else { String::new() }
    }

    fn direction(&self) -> Direction {
        let article = self.attr("dir", |tag| tag.is(&["article", "main", "body", "html"]));
        match article.to_ascii_lowercase().as_str() {
            "rtl" => Direction::Rtl,
            "ltr" => Direction::Ltr,
            _ => Direction::Auto,
        }
    }

    /// What the first of these `<meta>` says that says anything.
    fn meta(&self, names: &[&str]) -> String {
        let found = |name: &&str| self.metas.iter().find(|(one, _)| one == name);
        names.iter().find_map(found).map(|(_, content)| content.clone()).unwrap_or_default()
    }

    /// What the first of these that has such an attribute says in it.
    fn attr(&self, name: &str, is: impl Fn(Tag<'_>) -> bool) -> String {
        let node = self.labels.which(|tag| is(tag) && tag.attr(name).is_some()).next();
        node.and_then(|node| node.attr(name)).unwrap_or_default().to_string()
    }
}

/// What each `<meta>` says, after its name in lower case; one may have several names.
fn metas(labels: &Labels<'_>) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in labels.which(|tag| tag.is(&["meta"])) {
        let content = node.attr("content").unwrap_or_default();
        let content = content.trim();
        let names = ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|name| node.attr(name));
        for names in names.filter(|_| !content.is_empty()) {
            let each = names.split_whitespace().map(|name| (name.to_ascii_lowercase(), content.to_owned()));
            metas.extend(each);
        }
    }
    metas
}

fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// A text in one line.
fn tidy_line(text: &str) -> String {
    collapse(&text.replace(['\n', '\r'], " "))
}

/// Whether a node stands in something of which this is true.
fn is_within(node: &NodeRef<'_>, is: impl Fn(Tag<'_>) -> bool) -> bool {
    node.ancestors_it(None).any(|above| ask(&above, &is))
}

/// Whether a node stands in a comment: its author and time are not the article's.
fn is_comment(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(8)).any(|above| {
        [above.id_attr(), above.class()]
            .into_iter()
            .flatten()
            .any(|name| name.to_ascii_lowercase().contains("comment"))
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    /// What a page says about its article.
    pub(super) fn read(page: &str) -> About {
        about(&Labels::of(&Document::from(page)), "", &mut Hygiene::default())
    }

    #[track_caller]
    fn check(head: &str, expected: [&str; 5]) {
        let about = read(&format!("<html lang=en-GB><head>{head}</head><body><h1>Mill to reopen</h1>"));
        assert_eq!([about.title, about.byline, about.site, about.url, about.published], expected, "{head}");
        assert_eq!(about.language, "en-GB");
    }

    #[test]
    fn places_are_trusted_in_order() {
        check("<title>Mill to reopen | The Weir</title>", ["Mill to reopen", "", "The Weir", "", ""]);
        check("<title>Mill to reopen - Trade - The Weir</title>", ["Mill to reopen", "", "The Weir", "", ""]);
        check("<title>Mill to reopen</title>", ["Mill to reopen", "", "", "", ""]);
        check(
            r#"<title>Mill to reopen - The Weir</title><meta property="og:title" content="A place where flour is made">"#,
            ["Mill to reopen", "", "The Weir", "", ""],
        );
        check(
            r#"<title>x</title><meta property="og:title" content="Mill to reopen in May"><meta name=author content="Ann Lee">
            <meta property="og:site_name" content="The Weir"><link rel=canonical href="https://weir.example/mill">
            <meta property="article:published_time" content="2026-03-04">"#,
            ["Mill to reopen", "Ann Lee", "The Weir", "https://weir.example/mill", "2026-03-04"],
        );
        check(
            r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Mill to reopen",
            "author":[{"name":"Ann Lee"},"Bo Ek"],"datePublished":"2026-03-04T08:00:00Z","publisher":{"name":"The Weir"}}]}</script>"#,
            ["Mill to reopen", "Ann Lee, Bo Ek", "The Weir", "", "2026-03-04T08:00:00Z"],
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        check(r#"<link rel=canonical href="javascript:alert(1)">"#, ["Mill to reopen", "", "", "", ""]);
        check(r#"<link rel=canonical href="/mill">"#, ["Mill to reopen", "", "", "", ""]);
    }

    #[test]
    fn what_is_damaged_says_nothing() {
        check(r#"<script type="application/ld+json">{"@type":</script>"#, ["Mill to reopen", "", "", "", ""]);
        check(r#"<script type="application/ld+json">[[[[1]]]]</script>"#, ["Mill to reopen", "", "", "", ""]);
    }
}
