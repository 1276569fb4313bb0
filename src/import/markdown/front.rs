//! The front matter of Markdown: what its writer says about the article, in YAML or TOML.
//!
//! The one idea: only what people write there by hand is understood, a name and a text or a list, line
//! by line. What is indented belongs to the name above it.

use crate::article::About;

/// Takes what a front matter says about its article.
pub(super) fn read(front: &str, about: &mut About) {
    let mut entries: Vec<Entry> = Vec::new();
    // What follows the name of a table of TOML is about something else.
    let lines = front.lines().take_while(|line| !line.starts_with('['));
    for line in lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with([' ', '\t', '-', ']']) {
            entries
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|entry| entry.below.push(line.trim().to_owned()));
        } else if let Some(at) = line.find([':', '=']) {
            let (name, value) = (line[..at].trim().to_ascii_lowercase(), line[at + 1..].trim().to_owned());
            entries.push(Entry { name, value, below: Vec::new() });
        }
    }
    for entry in entries {
        let text = entry.text();
        match entry.name.as_str() {
            "title" => about.title = text,
            "author" | "authors" | "byline" => about.byline = entry.names().join(", "),
            "date" | "published" => about.published = text,
            "site" | "publication" => about.site = text,
            "url" | "source" if text.starts_with("http") => about.url = text,
            "lang" | "language" => about.language = text,
            _ => {}
        }
    }
}

/// A name, what stands behind it in its line, and the lines below that belong to it.
struct Entry {
    name: String,
    value: String,
    below: Vec<String>,
}

impl Entry {
    /// One text: in its line, or, after a mark for it, in those below.
    fn text(&self) -> String {
        let is_folded = self.value.starts_with(['>', '|']) && self.value.len() <= 2;
        if is_folded { self.below.join(" ") } else { bare(&self.value) }
    }

    /// One name or several: `[A, B]`, or one to a line, which may be part of what is said of somebody.
    fn names(&self) -> Vec<String> {
        let list = std::iter::once(&self.value).chain(&self.below).map(String::as_str).collect::<Vec<_>>();
        let list = list.join("\n");
        let names: Vec<String> = if let Some(inner) = list.trim().strip_prefix('[') {
            inner.trim_end_matches(']').split([',', '\n']).map(bare).collect()
        } else if self.value.is_empty() {
            self.below.iter().filter_map(|line| named(line)).collect()
        } else {
            vec![self.text()]
        };
        names.into_iter().filter(|name| !name.is_empty()).collect()
    }
}

/// The name in a line of a list: `- A`, `- name: A`, `name: A`.
fn named(line: &str) -> Option<String> {
    let item = line.strip_prefix('-');
    let words = item.unwrap_or(line).trim();
    match words.split_once(':') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("name") => Some(bare(value)),
        Some(_) => None,
        None => item.map(|_| bare(words)),
    }
}

/// A text without the quotation marks around it.
fn bare(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(front: &str, title: &str, byline: &str) {
        let mut about = About::default();
        read(front, &mut about);
        assert_eq!((&*about.title, &*about.byline), (title, byline), "{front}");
    }

    #[test]
    fn several_authors_are_read() {
        check("title: Mill\nauthors:\n  - Ann Lee\n  - \"Bo Ek\"\ntags: [a]", "Mill", "Ann Lee, Bo Ek");
        check("authors:\n- Ann Lee\n- Bo Ek", "", "Ann Lee, Bo Ek");
        check("author: [Ann Lee, 'Bo Ek']", "", "Ann Lee, Bo Ek");
        check("authors:\n  - name: Ann Lee\n    role: Editor\n  - name: Bo Ek", "", "Ann Lee, Bo Ek");
        check("author:\n  name: Ann Lee\n  url: https://weir.example", "", "Ann Lee");
        check("author: Ann Lee", "", "Ann Lee");
    }

    #[test]
    fn toml_is_read() {
        check(
            "title = \"Mill: to reopen\"\nauthors = [\"Ann Lee\", \"Bo Ek\"]\n[params]\ntitle = 'x'",
            "Mill: to reopen",
            "Ann Lee, Bo Ek",
        );
        check("authors = [\n  \"Ann Lee\",\n  \"Bo Ek\",\n]\ntitle = 'Mill'", "Mill", "Ann Lee, Bo Ek");
    }

    #[test]
    fn what_belongs_to_another_name_is_not_taken() {
        check("title: Mill\ncover:\n  title: A wheel\n  author: Bo Ek", "Mill", "");
        check("title: >\n  Mill\n  to reopen\ndescription: |\n  author: nobody", "Mill to reopen", "");
    }
}
