//! All the formats there are: what each is for, how it is written, and how a file is recognised.
//!
//! Neighbours: one module per format, and [`Choices`], which are applied here before any of
//! them sees a document. The one idea: a format is a row of one table, so that the export dialog,
//! the documentation and the tests can never know of different ones.

mod parts;
mod recognise;
mod stream;
mod table;

pub use recognise::read;
pub use stream::{Stream, stream};

use std::collections::BTreeSet;

use super::{
    Choices, archive,
    choices::{Kept, gone_along},
    file_name, hearsay,
};
use crate::{
    annotation::Document,
    order,
    record::{AnnotationId, Timestamp},
};

/// A format that Hearsay can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Our own, lossless.
    Hearsay,
    /// The same, one article a line.
    JsonLines,
    /// W3C Web Annotation.
    WebAnnotation,
    /// brat standoff.
    Brat,
    /// Label Studio tasks.
    LabelStudio,
    /// doccano lines.
    Doccano,
    /// Citron quotes.
    Citron,
    /// Two tables.
    Csv,
    /// A note.
    Markdown,
    /// A page for the screen.
    Html,
    /// A page for paper.
    Print,
    /// schema.org.
    SchemaOrg,
}

/// A file to be handed to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, safe on every system.
    pub name: String,
    /// What it is, as [RFC 6838](https://www.rfc-editor.org/rfc/rfc6838) writes it.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What an export gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// One file, or several that belong together.
    pub files: Vec<File>,
    /// What was left out, as sentences for the person who exports.
    pub said: Vec<String>,
}

impl Format {
    /// All that can be written, in the order they are offered.
    pub const ALL: [Self; 12] = [
        Self::Hearsay,
        Self::JsonLines,
        Self::WebAnnotation,
        Self::Csv,
        Self::Markdown,
        Self::Html,
        Self::Print,
        Self::SchemaOrg,
        Self::Brat,
        Self::LabelStudio,
        Self::Doccano,
        Self::Citron,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is for, in one sentence.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        self.row().purpose
    }

    /// The end of its file names, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.row().extension
    }

    /// What its files are, as [RFC 6838](https://www.rfc-editor.org/rfc/rfc6838) writes it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row().media_type
    }

    /// What it cannot hold, in sentences; empty when it holds everything.
    #[must_use]
    pub fn cannot(self) -> &'static [&'static str] {
        self.row().cannot
    }

    /// How large its files may be, in bytes: as large as Hearsay reads them again.
    fn limit(self) -> usize {
        match self {
            Self::Csv | Self::Markdown | Self::Html | Self::Print | Self::SchemaOrg => usize::MAX,
            _ => hearsay::MAX_BYTES,
        }
    }

    /// What goes along unless the person chooses otherwise: everything in Hearsay JSON, only what
    /// is on the record in any other.
    #[must_use]
    pub fn choices(self) -> Choices {
        if self == Self::Hearsay { Choices::EVERYTHING } else { Choices::default() }
    }
}

/// Writes the documents, or what the choices leave of them.
///
/// The files are named after the article, or after the library when there are several.
#[must_use]
pub fn write(format: Format, documents: &[&Document], choices: &Choices, at: Timestamp) -> Export {
    let applied: Vec<_> = documents.iter().map(|document| choices.apply(document)).collect();
    write_applied(format, &applied, "", at)
}

/// Writes these annotations of the documents with [what they need](Document::excerpt), as far as the
/// choices let it go. The file’s name says that it is a part.
#[must_use]
pub fn write_part(
    format: Format,
    documents: &[&Document],
    chosen: &BTreeSet<AnnotationId>,
    choices: &Choices,
    at: Timestamp,
) -> Export {
    let apply = |document: &&Document| choices.apply_to(document, &document.excerpt(chosen));
    let applied: Vec<_> = documents.iter().map(apply).collect();
    write_applied(format, &applied, " selection", at)
}

fn write_applied(format: Format, applied: &[(Document, Kept)], suffix: &str, at: Timestamp) -> Export {
    let mut documents: Vec<&Document> = applied.iter().map(|(document, _)| document).collect();
    // In whatever order they are given, the same work gives the same bytes.
    order::sort_by_key(&mut documents, |document| (document.article.created, document.article.id));
    let mut kept = applied.iter().fold(Kept::default(), |sum, (_, kept)| sum.and(*kept));
    if !matches!(format, Format::Hearsay | Format::JsonLines) {
        // Those that the choices let go, but the format has no place for.
        kept.strays += documents.iter().map(|document| document.strays.len()).sum::<usize>();
    }
    let row = format.row();
    let title = match documents.as_slice() {
        [document] => document.article.about.title.as_str(),
        _ => "hearsay-library",
    };
    let mut export = Export { files: Vec::new(), said: kept.sentences() };
    export.said.extend(gone_along(&documents));
    for part in row.parts {
        let written = parts::write(&documents, at, part.write, format.limit());
        export.said.extend(parts::said(&written, format.limit()));
        let several = written.len();
        for (n, bytes) in (1..).zip(written) {
            let number = if several > 1 { format!(" {n} of {several}") } else { String::new() };
            // Citron has one file for each text.
            let (extension, media_type) = match format {
                Format::Citron if archive::is_archive(&bytes) => ("zip", "application/zip"),
                _ => (row.extension, row.media_type),
            };
            let name = file_name(&format!("{title}{suffix}{}{number}", part.suffix), at, extension);
            export.files.push(File { name, media_type, bytes });
        }
    }
    export
}

#[cfg(test)]
mod tests;
