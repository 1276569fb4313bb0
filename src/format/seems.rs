//! What a file that is not ours looks like: for choosing who reads it, and for saying more than “no”.
//!
//! The one idea: what it looks like is judged by the first thing in it; whoever reads it believes
//! nothing of that.

use std::fmt;

use super::json;

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seems {
    /// W3C Web Annotation, JSON-LD.
    WebAnnotation,
    /// An export of Hypothesis, or an answer of its interface.
    Hypothesis,
    /// Label Studio tasks.
    LabelStudio,
    /// Texts labelled in doccano.
    Doccano,
    /// Quotes as Citron writes them.
    Citron,
    /// Several JSON values, one a line.
    JsonLines,
    /// brat standoff annotations.
    Brat,
    /// A web page.
    Html,
    /// A PDF.
    Pdf,
    /// A zip archive, or an office document, which is one.
    Zip,
}

impl fmt::Display for Seems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WebAnnotation => "W3C Web Annotation data",
            Self::Hypothesis => "an export of Hypothesis",
            Self::LabelStudio => "a Label Studio file",
            Self::Doccano => "a doccano file",
            Self::Citron => "a Citron file",
            Self::JsonLines => "a file of JSON lines",
            Self::Brat => "a brat annotation file",
            Self::Html => "a web page",
            Self::Pdf => "a PDF",
            Self::Zip => "a zip archive or an office document",
        })
    }
}

impl Seems {
    /// What a file of these bytes is, by its first ones.
    pub(super) fn by_bytes(bytes: &[u8]) -> Option<Self> {
        let begins = |start: &[u8]| bytes.starts_with(start);
        match () {
            () if begins(b"%PDF-") => Some(Self::Pdf),
            () if begins(b"PK\x03\x04") => Some(Self::Zip),
            () => None,
        }
    }

    /// What a text that is not one JSON value is.
    pub(super) fn by_text(text: &str) -> Option<Self> {
        let first = text.lines().find(|line| !line.trim().is_empty())?.trim();
        let begins = |start: &str| first.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
        if begins("<!doctype html") || begins("<html") {
            return Some(Self::Html);
        }
        if first.starts_with('{') && json::is_sound(first).is_ok() {
            return Some(Self::JsonLines);
        }
        let (id, rest) = first.split_once('\t')?;
        let number = id.strip_prefix(['T', 'R', 'E', 'A', 'N'])?;
        (number.parse::<u32>().is_ok() && rest.contains(' ')).then_some(Self::Brat)
    }

    /// What JSON of another format is. A list is judged by its first item.
    pub(super) fn by_json(source: &str) -> Option<Self> {
        let outer = match source.trim_start().starts_with('[') {
            true => json::fields(json::parts(source).ok()?.first()?).ok()?,
            false => json::fields(source).ok()?,
        };
        Self::by_fields(|name| outer.get(name).copied())
    }

    /// What an object with these fields belongs to, each as it stands in the file.
    pub(super) fn by_fields<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let has = |name| field(name).is_some();
        let is_text = |name| field(name).is_some_and(|value| value.starts_with('"'));
        match () {
            () if field("@context").is_some_and(|context| context.contains("www.w3.org/ns/anno")) => {
                Some(Self::WebAnnotation)
            }
            () if has("data") && (has("annotations") || has("predictions")) => Some(Self::LabelStudio),
            () if has("uri") && has("target") || has("export_userid") => Some(Self::Hypothesis),
            () if has("rows") && has("total") => Some(Self::Hypothesis),
            () if has("quotes") => Some(Self::Citron),
            () if (is_text("text") || is_text("data"))
                && ["entities", "label", "labels"].into_iter().any(has) =>
            {
                Some(Self::Doccano)
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_tools_are_recognised() {
        let json = |source: &str| Seems::by_json(source);
        let anno = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}"#;
        assert_eq!(json(anno), Some(Seems::WebAnnotation));
        assert_eq!(json(&format!("[{anno}]")), Some(Seems::WebAnnotation));
        assert_eq!(json(r#"{"rows": [], "total": 0}"#), Some(Seems::Hypothesis));
        assert_eq!(json(r#"[{"uri": "https://example.org", "target": []}]"#), Some(Seems::Hypothesis));
        assert_eq!(json(r#"[{"id": 1, "data": {}, "annotations": []}]"#), Some(Seems::LabelStudio));
        assert_eq!(json(r#"{"text": "Prices fell.", "quotes": []}"#), Some(Seems::Citron));
        assert_eq!(json(r#"[{"data": "Prices fell.", "label": []}]"#), Some(Seems::Doccano));
        assert_eq!(json(r#"{"name": "left-pad"}"#), None);
        assert_eq!(json("[]"), None);
    }

    #[test]
    fn files_that_are_not_json_are_recognised() {
        assert_eq!(Seems::by_text("\n<!DOCTYPE html>\n<p>"), Some(Seems::Html));
        assert_eq!(Seems::by_text("{\"a\": 1}\n{\"a\": 2}\n"), Some(Seems::JsonLines));
        assert_eq!(Seems::by_text("T1\tSource 0 4\tAske\n"), Some(Seems::Brat));
        assert_eq!(Seems::by_text("Prices fell."), None);
        assert_eq!(Seems::by_bytes(b"%PDF-1.7"), Some(Seems::Pdf));
    }
}
