//! What a page says about its article: title, byline, outlet, address, date, language, direction.
//!
//! The one idea: for each there is a list of places in the order they are to be trusted, and the
//! first that has something counts. The headline a reader sees goes before the one for machines,
//! if the two agree; for the rest, what is meant for machines is the cleaner.

use dom_query::NodeRef;

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

/// A byline is at most this long, in characters.
const MAX_BYLINE: usize = 200;

/// What the page says about its article. `url` is its address where that is known.
pub(super) fn about(labels: &Labels<'_>, url: &str, hygiene: &mut Hygiene) -> About {
    let page = Page { labels, facts: json_ld::facts(labels), metas: metas(labels) };
    let mut tidy = |text: String| collapse(&hygiene.clean(&text));
    let site = tidy(page.site());
    About {
        title: tidy(page.title(&site)),
        byline: tidy(page.byline()),
        url: page.url(url),
        published: tidy(page.published()),
        language: page.language(),
        direction: page.direction(),
        previous: None,
        site,
    }
}

struct Page<'a> {
    labels: &'a Labels<'a>,
    facts: Facts,
    /// What each `<meta>` says, after its name in lower case.
    metas: Vec<(String, String)>,
}

impl Page<'_> {
    fn title(&self, site: &str) -> String {
        let title = first([self.titled(), String::new()]);
        let meta =
            self.meta(&["og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "title"]);
        let for_machines = without_site(&first([self.facts.headline.clone(), meta, title]), site);
        let mut headings = self.headings();
        // A masthead is the name of the outlet, which may begin the title of the page too.
        if headings.iter().any(|heading| heading != site) {
            headings.retain(|heading| heading != site);
        }
        let agrees = |with: &str| headings.iter().find(|heading| agree(heading, with)).cloned();
        // What is meant for machines may be a description. The title of a page begins with its headline.
        let named = |heading: &&String| begins(&self.titled(), heading);
        let seen = agrees(&for_machines).or_else(|| headings.iter().find(named).cloned());
        let only = || headings.first().filter(|_| for_machines.is_empty()).cloned();
        seen.or_else(only).unwrap_or(for_machines)
    }

    /// The headings of the first level, as they are seen.
    fn headings(&self) -> Vec<String> {
        let headings = self.labels.which(|tag| tag.is(&["h1"]) || tag.says("itemprop", "headline"));
        let seen = headings.filter(|node| !is_hidden(node));
        seen.map(|node| collapse(&node.text().replace(['\n', '\r'], " ")))
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn byline(&self) -> String {
        let meta = self.meta(&[
            "author",
            "article:author",
            "byl",
            "parsely-author",
            "dc.creator",
            "citation_author",
            "sailthru.author",
        ]);
        let is_name = |name: &String| !name.contains("://") && !name.starts_with('@');
        // An outlet that names itself as the author names nobody, if somebody is named on the page.
        let outlet = self.site();
        let is_outlet = |name: &String| !outlet.is_empty() && name.eq_ignore_ascii_case(&outlet);
        if self.facts.authors.iter().all(is_outlet) && !self.facts.authors.is_empty() {
            return first([self.seen_byline(), self.facts.authors.join(", ")]);
        }
        let names = Some(self.facts.authors.join(", ")).filter(|names| !names.is_empty());
        let meta = Some(meta).filter(is_name);
        first([names.unwrap_or_default(), meta.unwrap_or_default(), self.seen_byline()])
    }

    fn seen_byline(&self) -> String {
        let is_author = |tag: Tag<'_>| tag.says("itemprop", "author");
        let is_name = |tag: Tag<'_>| tag.says("itemprop", "name");
        let places: [&dyn Fn(&NodeRef<'_>) -> bool; 7] = [
            &|node| ask(node, is_name) && is_within(node, is_author),
            &|node| ask(node, is_author),
            &|node| ask(node, |tag| tag.says("rel", "author")),
            &|node| ask(node, |tag| tag.says("class", "byline")),
            &|node| ask(node, |tag| tag.class_holds("byline")),
            &|node| ask(node, |tag| tag.says("class", "author")),
            &|node| ask(node, |tag| tag.class_holds("author-name")),
        ];
        let texts = places.iter().map(|is_place| {
            let nodes = self.labels.all().filter(|node| is_place(node));
            let seen = nodes.filter(|node| !is_hidden(node) && !is_comment(node));
            seen.map(|node| collapse(&parted(&node))).find(|text| !text.is_empty())
        });
        texts.flatten().find(|text| text.chars().count() <= MAX_BYLINE).unwrap_or_default()
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
        let mut texts = nodes.map(|node| collapse(&node.text().replace(['\n', '\r'], " ")).trim().to_owned());
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
        let names = self.labels.which(|tag| tag.says("itemprop", "name"));
        let name = { names }.find(|node| is_within(node, |tag| tag.says("itemprop", "publisher")));
        let name = name.map(|name| name.attr("content").unwrap_or_else(|| name.text()));
        first([
            self.meta(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"]),
            self.facts.site.clone(),
            name.unwrap_or_default().to_string(),
            self.end_of_title(),
        ])
    }

    /// What stands last in the title of a page that begins with the headline.
    fn end_of_title(&self) -> String {
        let title = self.titled();
        let is_headline = |heading: &String| title.len() > heading.len() && begins(&title, heading);
        let Some(headline) = self.headings().into_iter().find(is_headline) else { return String::new() };
        let rest = title.get(headline.len()..).unwrap_or_default();
        let mut ends = MARKS.iter().filter_map(|mark| rest.rsplit_once(mark)).map(|(_, end)| end.trim());
        ends.next().unwrap_or_default().to_owned()
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

    fn titled(&self) -> String {
        let title = self.labels.which(|tag| tag.is(&["title"])).next();
        title.map(|node| node.text().trim().to_owned()).unwrap_or_default()
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

/// The text of a node; where two elements touch without a blank, a comma: they are names side by side,
/// or a name and an office.
fn parted(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    for text in node.descendants_it().filter(NodeRef::is_text).map(|node| node.text()) {
        let text = text.replace(['\n', '\r'], " ");
        if words.ends_with(char::is_alphanumeric) && text.starts_with(char::is_uppercase) {
            words.push_str(", ");
        }
        words.push_str(&text);
    }
    words
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

/// Whether two headlines say the same: one holds the other, or they share half of their words.
fn agree(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (lower_a, lower_b) = (a.to_lowercase(), b.to_lowercase());
    let (words_a, words_b) = (words(a), words(b));
    let common = words_a.iter().filter(|word| words_b.contains(word)).count();
    (!a.is_empty() && lower_b.contains(&lower_a))
        || (!b.is_empty() && lower_a.contains(&lower_b))
        || (common > 1 && common * 2 >= words_a.len().max(words_b.len()))
}

/// Whether a title is this headline, or it and something behind a mark.
fn begins(title: &str, headline: &str) -> bool {
    let (title, headline) = (title.trim(), headline.trim());
    title.strip_prefix(headline).is_some_and(|rest| {
        !headline.is_empty() && (rest.is_empty() || MARKS.iter().any(|mark| rest.starts_with(mark)))
    })
}

/// What stands between a headline and the name of an outlet.
const MARKS: [&str; 7] = [" | ", " – ", " — ", " - ", " · ", " :: ", " » "];

/// A title without the name of the outlet that pages put after or before it.
fn without_site(title: &str, site: &str) -> String {
    let title = title.trim();
    for mark in MARKS {
        if let Some((before, after)) = title.rsplit_once(mark)
            && (after.trim().eq_ignore_ascii_case(site) || (site.is_empty() && mark == " | "))
        {
            return before.trim().to_owned();
        }
        if let Some((before, after)) = title.split_once(mark)
            && before.trim().eq_ignore_ascii_case(site)
        {
            return after.trim().to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[track_caller]
    fn check(head: &str, expected: [&str; 5]) {
        let page =
            Document::from(format!("<html lang=en-GB><head>{head}</head><body><h1>Mill to reopen</h1>"));
        let about = about(&Labels::of(&page), "", &mut Hygiene::default());
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
    fn a_masthead_is_no_headline() {
        let page = "<title>The Weir: Mill to reopen</title><meta property='og:site_name' content='The Weir'>
            <body><h1>The Weir</h1><h1>Mill to reopen</h1>";
        let about = about(&Labels::of(&Document::from(page)), "", &mut Hygiene::default());
        assert_eq!(about.title, "Mill to reopen");
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
