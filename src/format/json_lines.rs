//! JSON Lines: Hearsay JSON with one article a line, for DuckDB, Spark, `jq` and the like.
//!
//! Every line is one article as [`super::hearsay`] writes it, with the name and version of the
//! format in front, so that a line is enough on its own. The one idea: nothing is written or read
//! here that our own format does not write and read already. The grammar of the lines is that of
//! <https://jsonlines.org>: UTF-8 without a byte order mark, a line break after every value.

use std::borrow::Cow;

use super::{
    Remark, Taken,
    hearsay::{self, ReadError},
    json::{self, Node},
};
use crate::{annotation::Document, order, record::Timestamp};

/// What this format cannot hold: nothing.
pub const CANNOT: &[&str] = &[];

/// The documents, one a line, in the order of their ids.
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let mut out = String::new();
    for document in documents {
        let file = in_line(&hearsay::write(&[document], at));
        // The head of the file and the article's own fields become one object.
        let parts = file.split_once(r#""articles": [{"#).unwrap_or((&file, ""));
        out.push_str(parts.0);
        out.push_str(parts.1.strip_suffix("}]}").unwrap_or(parts.1));
        out.push_str("}\n");
    }
    out.into_bytes()
}

/// The same JSON on one line. No string is touched: our writer escapes the line breaks in them.
fn in_line(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    for part in json.lines().map(str::trim_start) {
        line.push_str(part);
        if part.ends_with(',') {
            line.push(' ');
        }
    }
    line
}

/// Whether a text is lines of ours, by its first one.
pub(super) fn is_ours(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let Ok(fields) = json::fields(first) else { return false };
    let named = fields.get("format").is_some_and(|name| is_text(name, hearsay::NAME));
    named && fields.get("articles").is_none()
}

fn is_text(part: &str, text: &str) -> bool {
    matches!(json::node(part), Ok(Node::Text(found)) if found == text)
}

/// Reads lines of ours. A line that cannot be read is left out; the others are taken.
///
/// # Errors
/// When the file is no text, is too large, or no line of it is of a version that can be read.
pub fn read(bytes: &[u8]) -> Result<Taken, ReadError> {
    if bytes.len() > hearsay::MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let not_text = |_| ReadError::NotText { seems: super::Seems::by_bytes(bytes) };
    let text = std::str::from_utf8(bytes).map_err(not_text)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut refused = Vec::new();
    // All lines as the articles of one file, each on the line it has, so that what is said of an
    // item names the right one, and no id stands in two of them.
    let mut body = String::with_capacity(text.len() + 64);
    let mut head = Head::default();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            body.push('\n');
        }
        if line.trim().is_empty() {
            continue;
        }
        match article(line, &mut head) {
            Ok(article) => {
                body.push_str(if head.lines == 0 { "" } else { ", " });
                body.push_str(&article);
                head.lines += 1;
            }
            Err(why) => {
                refused.push(Remark {
                    place: format!("line {}", n + 1),
                    refused: true,
                    why: why.into_owned(),
                });
            }
        }
    }
    if head.lines == 0 {
        return Err(match head.newest {
            Some(version) => ReadError::Newer { version },
            None => ReadError::NoArticles,
        });
    }
    let file = format!(
        r#"{{"format": "{}", "version": {}, "exported": {}, "articles": [{body}]}}"#,
        hearsay::NAME,
        hearsay::VERSION,
        head.exported.as_deref().unwrap_or("null"),
    );
    drop(body);
    let imported = hearsay::read(&file)?;
    let mut taken = Taken::from(imported);
    refused.append(&mut taken.remarks);
    Ok(Taken { remarks: refused, ..taken })
}

/// What the lines say of the file as a whole.
#[derive(Default)]
struct Head {
    lines: usize,
    exported: Option<String>,
    /// The version of a line that is newer than what can be read.
    newest: Option<u64>,
}

/// The article on a line, without what stands for the file.
fn article(line: &str, head: &mut Head) -> Result<String, Cow<'static, str>> {
    if let Err(flaw) = json::is_sound(line) {
        return Err(format!("It is not JSON: column {}: {}.", flaw.column, flaw.what).into());
    }
    let Ok(mut fields) = json::fields(line) else { return Err("It is not an object with fields.".into()) };
    if !fields.take("format").is_some_and(|name| is_text(name, hearsay::NAME)) {
        return Err(format!("It does not say that its format is “{}”.", hearsay::NAME).into());
    }
    match fields.take("version").map(json::node) {
        Some(Ok(Node::Whole(version))) if version > u64::from(hearsay::VERSION) => {
            head.newest = Some(version);
            return Err(
                "It was written by a newer Hearsay. Reload the page, then import the file again.".into()
            );
        }
        Some(Ok(Node::Whole(1..))) => {}
        _ => return Err("It does not say which version of the Hearsay format it has.".into()),
    }
    let exported = fields.take("exported");
    head.exported = head.exported.take().or_else(|| exported.map(str::to_owned));
    fields.take("generator");
    let rest: Vec<String> =
        fields.into_rest().into_iter().map(|(name, value)| format!("{}: {value}", quoted(&name))).collect();
    Ok(format!("{{{}}}", rest.join(", ")))
}

fn quoted(name: &str) -> String {
    let mut w = json::Writer::new();
    w.text(name);
    w.finish().trim_end().to_owned()
}

impl From<hearsay::Imported> for Taken {
    /// What our own format gave, its problems as remarks.
    fn from(imported: hearsay::Imported) -> Self {
        let remark = |problem: &hearsay::Problem| Remark {
            place: format!("line {}", problem.line),
            refused: problem.outcome == hearsay::Outcome::LeftOut,
            why: sentence(problem),
        };
        Self {
            remarks: imported.problems.iter().map(remark).collect(),
            documents: imported.documents,
            loose: Vec::new(),
        }
    }
}

/// Which item, and why, without what the remark says already: the line and what became of it.
fn sentence(problem: &hearsay::Problem) -> String {
    let label = if problem.label.is_empty() { String::new() } else { format!(", “{}”", problem.label) };
    format!("{}{label}: {}.", problem.item, problem.why)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::arbitrary;

    proptest! {
        #[test]
        fn lines_bring_back_what_they_were_given(documents in arbitrary::documents(3)) {
            let mut given: Vec<&Document> = documents.iter().collect();
            order::sort_by_key(&mut given, |document| document.article.id);
            let bytes = write(&given, Timestamp::from_millis(9));
            let lines = String::from_utf8(bytes.clone()).expect("UTF-8");
            prop_assert_eq!(lines.lines().count(), given.len());
            for line in lines.lines() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
            }
            if !given.is_empty() {
                let taken = read(&bytes).expect("lines of ours");
                prop_assert_eq!(taken.remarks, Vec::new());
                prop_assert_eq!(taken.documents.iter().collect::<Vec<_>>(), given);
            }
        }
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let good = String::from_utf8(write(&[&crate::format::example::document()], Timestamp::default()));
        let good = good.expect("UTF-8");
        let file = format!(
            "{{\"format\": \"hearsay\"\nnull\n\n{good}{{\"format\": \"hearsay\", \"version\": 99}}\n{good}"
        );
        let taken = read(file.as_bytes()).expect("lines of ours");
        assert_eq!(taken.documents, [crate::format::example::document()]);
        let said: Vec<_> = taken.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            said[0],
            "line 1: left out. It is not JSON: column 21: a comma or the end of the list is missing."
        );
        assert_eq!(said[1], "line 2: left out. It is not an object with fields.");
        assert!(said[2].starts_with("line 5: left out. It was written by a newer Hearsay."), "{}", said[2]);
        assert_eq!(
            said[3],
            "line 6: left out. Article 2, “Bridge to close”: an item before it in the file has the same id."
        );
        assert_eq!(said.len(), 4);
    }
}
