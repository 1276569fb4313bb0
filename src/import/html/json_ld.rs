//! What a page says of its article for machines: schema.org in JSON-LD.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::labels::{Labels, Tag};

/// What was found; empty where nothing was.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) headline: String,
    pub(super) authors: Vec<String>,
    pub(super) published: String,
    pub(super) site: String,
    pub(super) language: String,
    pub(super) url: String,
}

/// Scripts are searched this deep; `serde_json` itself stops at 128.
const MAX_DEPTH: usize = 16;

/// An article has at most so many authors.
const MAX_AUTHORS: usize = 100;

/// The facts of the first article any script of the page describes.
pub(super) fn facts(labels: &Labels<'_>) -> Facts {
    let is_json = |tag: Tag<'_>| {
        tag.is(&["script"]) && tag.attr("type").is_some_and(|kind| kind.starts_with("application/ld+json"))
    };
    let read = |script: NodeRef<'_>| {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_start_matches("<![CDATA[");
        serde_json::from_str(text.trim_end_matches("-->").trim_end_matches("]]>").trim()).ok()
    };
    // One script may speak of what another one describes.
    let all: Vec<Value> = labels.which(is_json).filter_map(read).collect();
    all.iter().find_map(|value| article(value, 0)).map(|article| facts_of(article, &all)).unwrap_or_default()
}

/// The first thing in `value` that is an article.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| article(item, depth + 1)),
        Value::Object(fields) if is_article(value) => Some(value).filter(|_| fields.contains_key("headline")),
        Value::Object(fields) => ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
            .iter()
            .find_map(|name| article(fields.get(*name)?, depth + 1)),
        _ => None,
    }
}

/// Schema.org: `Article` and what is under it (`NewsArticle`, `BlogPosting`, `Report` …).
fn is_article(value: &Value) -> bool {
    let is = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report");
    match &value["@type"] {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn facts_of(article: &Value, all: &[Value]) -> Facts {
    let text = |value: &Value| value.as_str().map(decoded).unwrap_or_default();
    let page = &article["mainEntityOfPage"];
    // The last two may name the thing, and not the page that shows it.
    let urls = [page, &article["url"], &page["@id"], &article["@id"]];
    let is_url = |url: &&str| url.trim().starts_with("http");
    let url = urls.into_iter().filter_map(Value::as_str).find(is_url);
    Facts {
        headline: text(&article["headline"]),
        authors: names(&article["author"], all),
        published: text(&article["datePublished"]),
        site: names(&article["publisher"], all).into_iter().next().unwrap_or_default(),
        language: text(&article["inLanguage"]),
        // In an address, “&copy” begins a name of its own.
        url: url.map(|url| url.trim().replace("&amp;", "&")).unwrap_or_default(),
    }
}

/// The names of one thing or several, each a string, an object with a name, or a reference to one.
fn names(value: &Value, all: &[Value]) -> Vec<String> {
    let name = |value: &Value| {
        let given = value.as_str().or(value["name"].as_str());
        given.or_else(|| referred(value["@id"].as_str()?, all)).map(decoded)
    };
    let names: Vec<String> = match value {
        Value::Array(values) => values.iter().take(MAX_AUTHORS).filter_map(name).collect(),
        value => name(value).into_iter().collect(),
    };
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// The name of what has this identifier.
fn referred<'a>(id: &str, all: &'a [Value]) -> Option<&'a str> {
    let mut open: Vec<&Value> = all.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                let name = fields.get("name").and_then(Value::as_str);
                if let Some(name) = name.filter(|_| value["@id"].as_str() == Some(id)) {
                    return Some(name);
                }
                open.extend(fields.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    None
}

/// A text with what is written as in HTML (`&amp;`) made plain.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.trim().to_owned();
    }
    // Nothing in it becomes an element.
    Document::fragment(text.replace('<', "&lt;")).text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(json: &[&str]) -> Facts {
        let script = |json: &&str| format!(r#"<script type="application/ld+json">{json}</script>"#);
        let page: String = json.iter().map(script).collect();
        facts(&Labels::of(&Document::from(page)))
    }

    #[test]
    fn texts_written_as_in_html_are_made_plain() {
        let facts = read(&[
            r#"{"@type":"NewsArticle","headline":"Flour &amp; water: a < b","author":"Se&aacute;n O&#039;Dea",
            "publisher":{"name":"Salt &amp; Tin"},"url":"https://weir.example/?a=1&amp;copy=2"}"#,
        ]);
        assert_eq!(facts.headline, "Flour & water: a < b");
        assert_eq!(facts.authors, ["Seán O'Dea"]);
        assert_eq!(facts.site, "Salt & Tin");
        assert_eq!(facts.url, "https://weir.example/?a=1&copy=2");
    }

    #[test]
    fn what_is_described_elsewhere_is_looked_up() {
        let facts = read(&[
            r##"{"@graph":[{"@type":"Article","headline":"Mill","author":[{"@id":"#a"},{"@id":"#nobody"},{"@id":"#b"}],
            "publisher":{"@id":"#w"},"mainEntityOfPage":{"@id":"#page"},"url":"https://weir.example/mill"},
            {"@id":"#a","name":"Ann Lee"}]}"##,
            r##"[{"@id":"#b","name":"Bo Ek"},{"@type":"WebSite","publisher":{"@id":"#w","name":"The Weir"}}]"##,
        ]);
        assert_eq!(facts.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!((facts.site.as_str(), facts.url.as_str()), ("The Weir", "https://weir.example/mill"));
    }
}
