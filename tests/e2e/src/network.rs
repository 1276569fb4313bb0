//! What a browser asked the network for: every request of every page, worker and service worker.
//!
//! One idea: it is the browser's own record (`--log-net-log`), so nothing a page does can be
//! missing from it, and nothing in the page is changed to make it. The browser writes it to the end
//! when it is closed.

use serde_json::Value;
use std::path::Path;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// The origin of the page or worker that made it.
    pub by: String,
    /// What it asked for.
    pub url: String,
}

/// The requests that pages made; those of the browser itself, which nobody's page made, are left
/// out.
///
/// # Errors
/// If the record cannot be read.
pub fn requests(record: &Path) -> anyhow::Result<Vec<Request>> {
    let text = std::fs::read_to_string(record)?;
    let mut requests: Vec<Request> = text.lines().filter_map(request).collect();
    requests.sort();
    requests.dedup();
    Ok(requests)
}

/// The record has one event a line.
fn request(line: &str) -> Option<Request> {
    let event: Value = serde_json::from_str(line.trim_end().trim_end_matches(',')).ok()?;
    let parameters = event.get("params")?;
    let (by, url) = (parameters.get("initiator")?.as_str()?, parameters.get("url")?.as_str()?);
    by.contains("://").then(|| Request { by: by.to_owned(), url: url.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Request, request};

    #[test]
    fn requests_of_pages_are_read_and_those_of_the_browser_are_not() {
        let check = |line: &str, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(by, url)| Request { by: by.to_owned(), url: url.to_owned() });
            assert_eq!(request(line), expected, "{line}");
        };
        check(
            r#"{"params":{"initiator":"http://a","method":"GET","url":"http://b/c"},"phase":1,"type":2},"#,
            Some(("http://a", "http://b/c")),
        );
        check(r#"{"params":{"initiator":"not an origin","url":"http://b/c"},"phase":1,"type":2},"#, None);
        check(r#"{"params":{"url":"http://b/c"}},"#, None);
        check(r#"{"constants": {"#, None);
    }
}
