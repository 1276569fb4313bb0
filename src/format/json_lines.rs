//! JSON Lines: Hearsay JSON with one article a line, for DuckDB, Spark, `jq` and the like.
//!
//! Every line is one article as [`super::hearsay`] writes it, with the name and version of the
//! format in front, so that a line is enough on its own. The one idea: nothing is written or read
//! here that our own format does not write and read already. The grammar of the lines is that of
//! <https://jsonlines.org>: UTF-8 without a byte order mark, a line break after every value.

use std::borrow::Cow;

use super::{
    Remark, Slices, Taken,
    hearsay::{self, ReadError},
    json::{self, Node, Stop, Window},
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
    let mut reader = Reader::open(bytes)?;
    let mut documents = Vec::new();
    while let Some(document) = reader.article()? {
        documents.push(document);
    }
    Ok(Taken { documents, loose: Vec::new(), remarks: reader.finish()? })
}

/// A file that is read line by line, none of it in memory but the one at hand.
pub struct Reader<S> {
    window: Window<S>,
    articles: hearsay::Articles,
    lines: usize,
    /// The version of a line that is newer than what can be read.
    newest: Option<u64>,
    /// Lines that are no article, by number.
    refused: Vec<(usize, Cow<'static, str>)>,
}

impl<S: Slices> Reader<S> {
    /// Begins with the first line.
    ///
    /// # Errors
    /// When the file is too large.
    pub fn open(slices: S) -> Result<Self, ReadError> {
        let bytes = slices.size();
        if bytes > hearsay::MAX_BYTES {
            return Err(ReadError::TooLarge { bytes });
        }
        let (articles, refused) = Default::default();
        Ok(Self { window: Window::new(slices), articles, lines: 0, newest: None, refused })
    }

    /// The article of the next line that is sound.
    ///
    /// # Errors
    /// When the file is no text, or not there any more.
    pub fn article(&mut self) -> Result<Option<Document>, ReadError> {
        let stopped = |stop| match stop {
            Stop::Gone => ReadError::Gone,
            Stop::NotText | Stop::Fault(_) => ReadError::NotText { seems: None },
        };
        while let Some((number, line)) = self.window.line().map_err(stopped)? {
            if line.trim().is_empty() {
                continue;
            }
            match head(&line) {
                Ok(exported) => {
                    self.lines += 1;
                    if let Some((document, _)) = self.articles.read(&line, number, exported, &HEAD) {
                        return Ok(Some(document));
                    }
                }
                Err(Refused::Newer(version)) => {
                    self.newest = Some(version);
                    let why =
                        "It was written by a newer Hearsay. Reload the page, then import the file again.";
                    self.refused.push((number, why.into()));
                }
                Err(Refused::NotOurs(why)) => self.refused.push((number, why)),
            }
        }
        Ok(None)
    }

    /// How much of the file was read, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.window.behind() as f32 / self.window.size().max(1) as f32
    }

    /// All that was not taken over as it stands in the file, in its order.
    ///
    /// # Errors
    /// When no line of it is of a version that can be read.
    pub fn finish(self) -> Result<Vec<Remark>, ReadError> {
        match (self.lines, self.newest) {
            (0, Some(version)) => return Err(ReadError::Newer { version }),
            (0, None) => return Err(ReadError::NoArticles),
            _ => {}
        }
        let refused = self.refused.into_iter().map(|(number, why)| {
            (number, Remark { place: format!("line {number}"), refused: true, why: why.into_owned() })
        });
        let problems = self.articles.problems();
        let mut remarks: Vec<(usize, Remark)> =
            refused.chain(problems.iter().map(|problem| (problem.line, remark(problem)))).collect();
        order::sort_by_key(&mut remarks, |(line, _)| *line);
        Ok(remarks.into_iter().map(|(_, remark)| remark).collect())
    }
}

/// The fields of a line that say what the file is.
const HEAD: [&str; 4] = ["format", "version", "exported", "generator"];

/// Why a line is no article of ours.
enum Refused {
    Newer(u64),
    NotOurs(Cow<'static, str>),
}

/// Whether a line is an article that can be read; when it was exported.
fn head(line: &str) -> Result<Timestamp, Refused> {
    let not_ours = |why: Cow<'static, str>| Err(Refused::NotOurs(why));
    if let Err(flaw) = json::is_sound(line) {
        return not_ours(format!("It is not JSON: column {}: {}.", flaw.column, flaw.what).into());
    }
    let Ok(fields) = json::fields(line) else { return not_ours("It is not an object with fields.".into()) };
    if !fields.get("format").is_some_and(|name| is_text(name, hearsay::NAME)) {
        return not_ours(format!("It does not say that its format is “{}”.", hearsay::NAME).into());
    }
    match fields.get("version").copied().map(json::node) {
        Some(Ok(Node::Whole(version))) if version > u64::from(hearsay::VERSION) => {
            return Err(Refused::Newer(version));
        }
        Some(Ok(Node::Whole(1..))) => {}
        _ => return not_ours("It does not say which version of the Hearsay format it has.".into()),
    }
    let exported = fields.get("exported").and_then(|time| match json::node(time) {
        Ok(Node::Text(time)) => Timestamp::from_rfc3339(&time),
        _ => None,
    });
    Ok(exported.unwrap_or_default())
}

impl From<hearsay::Imported> for Taken {
    /// What our own format gave, its problems as remarks.
    fn from(imported: hearsay::Imported) -> Self {
        Self {
            remarks: imported.problems.iter().map(remark).collect(),
            documents: imported.documents,
            loose: Vec::new(),
        }
    }
}

/// A problem of our own format as a remark.
pub(super) fn remark(problem: &hearsay::Problem) -> Remark {
    Remark {
        place: format!("line {}", problem.line),
        refused: problem.outcome == hearsay::Outcome::LeftOut,
        why: sentence(problem),
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
