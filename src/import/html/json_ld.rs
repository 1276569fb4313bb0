//! What a page says of its article for machines: schema.org in JSON-LD.

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

/// The facts of the first article any script of the page describes.
pub(super) fn facts(labels: &Labels<'_>) -> Facts {
    let is_json = |tag: Tag<'_>| tag.is(&["script"]) && tag.attr("type") == Some("application/ld+json");
    for script in labels.which(is_json) {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_start_matches("<![CDATA[");
        let text = text.trim_end_matches("-->").trim_end_matches("]]>").trim();
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        if let Some(article) = article(&value, 0) {
            return read(article);
        }
    }
    Facts::default()
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

fn read(article: &Value) -> Facts {
    let text = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
    let url = match &article["mainEntityOfPage"] {
        Value::String(url) => url.clone(),
        page => text(&page["@id"]),
    };
    Facts {
        headline: text(&article["headline"]),
        authors: names(&article["author"]),
        published: text(&article["datePublished"]),
        site: names(&article["publisher"]).into_iter().next().unwrap_or_default(),
        language: text(&article["inLanguage"]),
        url,
    }
}

/// The names of one thing or several, each a string or an object with a name.
fn names(value: &Value) -> Vec<String> {
    let name = |value: &Value| value.as_str().or(value["name"].as_str()).map(|name| name.trim().to_owned());
    let names = match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        value => name(value).into_iter().collect::<Vec<_>>(),
    };
    names.into_iter().filter(|name| !name.is_empty()).collect()
}
