//! Finding the annotations of a file, whatever they are wrapped in.

use crate::format::{
    item::excerpt,
    json::{self, Node},
};

/// How deep pages lie in collections.
const MAX_DEPTH: usize = 4;

/// The parts of a file, as they stand in it.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    /// Annotations, and whatever else stands where annotations should.
    pub(super) items: Vec<&'a str>,
    /// Articles as our collections describe them.
    pub(super) articles: Vec<&'a str>,
    /// The addresses of pages that are not in it. They would have to be fetched, and nothing is.
    pub(super) elsewhere: Vec<String>,
}

impl Gathered<'_> {
    /// Notes a page that is named by its address alone.
    fn elsewhere(&mut self, part: &str) {
        if let Ok(Node::Text(address)) = json::node(part) {
            self.elsewhere.push(excerpt(&address));
        }
    }
}

/// Looks through lists, pages (§5.2), collections (§5.1) and graphs.
pub(super) fn gather(source: &str) -> Gathered<'_> {
    let mut gathered = Gathered::default();
    look(source, 0, &mut gathered);
    gathered
}

fn look<'a>(source: &'a str, depth: usize, gathered: &mut Gathered<'a>) {
    if depth < MAX_DEPTH && is_list(source) {
        for part in json::parts(source).unwrap_or_default() {
            look(part, depth + 1, gathered);
        }
        return;
    }
    let Ok(fields) = json::fields(source) else {
        gathered.items.push(source);
        return;
    };
    if let Some(articles) = fields.get("hearsay:articles") {
        gathered.articles.extend(list(articles));
    }
    let mut is_wrapping = fields.get("hearsay:articles").is_some();
    for name in ["first", "items", "@graph", "annotations"] {
        let Some(part) = fields.get(name) else { continue };
        is_wrapping = true;
        if depth >= MAX_DEPTH {
            continue;
        }
        // A list of one may be written as that one.
        if is_list(part) || part.trim_start().starts_with('{') {
            look(part, depth + 1, gathered);
        } else if name == "first" {
            gathered.elsewhere(part);
        }
    }
    if let Some(next) = fields.get("next") {
        gathered.elsewhere(next);
    }
    if !is_wrapping || depth >= MAX_DEPTH {
        gathered.items.push(source);
    }
}

/// The items of a list, also of one written `{"@list": […]}`.
fn list(source: &str) -> Vec<&str> {
    let part = json::fields(source).ok().and_then(|fields| fields.get("@list").copied());
    json::parts(part.unwrap_or(source)).unwrap_or_default()
}

fn is_list(source: &str) -> bool {
    source.trim_start().starts_with('[')
}
