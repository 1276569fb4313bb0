//! The table of formats.

use super::Format;
use crate::{
    annotation::Document,
    format::{
        brat, citron, csv, doccano, hearsay, html, json_lines, label_studio, markdown, schema_org,
        web_annotation,
    },
    record::Timestamp,
};

/// How a file is written.
pub(super) type Write = fn(&[&Document], Timestamp) -> Vec<u8>;

/// One of the files of a format.
pub(super) struct Part {
    /// What stands behind the title in its name.
    pub(super) suffix: &'static str,
    pub(super) write: Write,
}

/// What there is to know of a format.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) purpose: &'static str,
    pub(super) extension: &'static str,
    pub(super) media_type: &'static str,
    pub(super) cannot: &'static [&'static str],
    /// The files it makes.
    pub(super) parts: &'static [Part],
}

const fn one(write: Write) -> Part {
    Part { suffix: "", write }
}

const HEARSAY: Row = Row {
    name: "Hearsay JSON",
    purpose: "Everything, to be read by Hearsay again.",
    extension: "json",
    media_type: "application/json",
    cannot: &[],
    parts: &[one(|documents, at| hearsay::write(documents, at).into_bytes())],
};

const JSON_LINES: Row = Row {
    name: "JSON Lines",
    purpose: "Hearsay JSON with one article a line, for DuckDB, Spark and jq.",
    extension: "jsonl",
    media_type: "application/jsonl",
    cannot: json_lines::CANNOT,
    parts: &[one(json_lines::write)],
};

const WEB_ANNOTATION: Row = Row {
    name: "W3C Web Annotation",
    purpose: "The standard of the web for annotations, as JSON-LD.",
    extension: "jsonld",
    // https://www.w3.org/TR/annotation-protocol/#annotation-retrieval
    media_type: "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"",
    cannot: web_annotation::CANNOT,
    parts: &[one(web_annotation::write)],
};

const BRAT: Row = Row {
    name: "brat",
    purpose: "Text and standoff annotations for the brat annotation tool, in a zip archive.",
    extension: "zip",
    media_type: "application/zip",
    cannot: brat::CANNOT,
    parts: &[one(brat::write)],
};

const LABEL_STUDIO: Row = Row {
    name: "Label Studio",
    purpose: "Tasks with annotations for Label Studio.",
    extension: "json",
    media_type: "application/json",
    cannot: label_studio::CANNOT,
    parts: &[Part { suffix: " Label Studio", write: label_studio::write }],
};

const DOCCANO: Row = Row {
    name: "doccano",
    purpose: "Texts with labelled spans for doccano, one a line.",
    extension: "jsonl",
    media_type: "application/jsonl",
    cannot: doccano::CANNOT,
    parts: &[Part { suffix: " doccano", write: doccano::write }],
};

const CITRON: Row = Row {
    name: "Citron",
    purpose: "Quotes with sources and cues, as the BBC’s Citron writes them.",
    extension: "json",
    media_type: "application/json",
    cannot: citron::CANNOT,
    parts: &[Part { suffix: " Citron", write: citron::write }],
};

const CSV: Row = Row {
    name: "CSV",
    purpose: "Two tables for a spreadsheet: annotations, and attributions.",
    extension: "csv",
    // https://www.rfc-editor.org/rfc/rfc4180#section-3
    media_type: "text/csv;charset=utf-8;header=present",
    cannot: csv::CANNOT,
    parts: &[
        Part { suffix: " annotations", write: csv::write },
        Part { suffix: " attributions", write: csv::write_attributions },
    ],
};

const MARKDOWN: Row = Row {
    name: "Markdown",
    purpose: "A note with sources, quotes and claims, for Obsidian, Logseq and the like.",
    extension: "md",
    media_type: "text/markdown;charset=utf-8",
    cannot: markdown::CANNOT,
    parts: &[one(markdown::write)],
};

const HTML: Row = Row {
    name: "Web page",
    purpose: "The article with numbered marks, for anyone to read in a browser.",
    extension: "html",
    media_type: "text/html;charset=utf-8",
    cannot: html::CANNOT,
    parts: &[one(html::write)],
};

const PRINT: Row = Row {
    name: "Print",
    purpose: "The same page for paper, in black and white, with room to write.",
    extension: "html",
    media_type: "text/html;charset=utf-8",
    cannot: html::CANNOT,
    parts: &[Part { suffix: " print", write: html::write_for_paper }],
};

const SCHEMA_ORG: Row = Row {
    name: "schema.org",
    purpose: "Quotations and checked claims for search engines, as JSON-LD.",
    extension: "jsonld",
    media_type: "application/ld+json",
    cannot: schema_org::CANNOT,
    parts: &[Part { suffix: " schema.org", write: schema_org::write }],
};

impl Format {
    pub(super) fn row(self) -> &'static Row {
        match self {
            Self::Hearsay => &HEARSAY,
            Self::JsonLines => &JSON_LINES,
            Self::WebAnnotation => &WEB_ANNOTATION,
            Self::Brat => &BRAT,
            Self::LabelStudio => &LABEL_STUDIO,
            Self::Doccano => &DOCCANO,
            Self::Citron => &CITRON,
            Self::Csv => &CSV,
            Self::Markdown => &MARKDOWN,
            Self::Html => &HTML,
            Self::Print => &PRINT,
            Self::SchemaOrg => &SCHEMA_ORG,
        }
    }
}
