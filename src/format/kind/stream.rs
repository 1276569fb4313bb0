//! Files of ours that are read article by article, however large they are.
//!
//! The one idea: what a file is shows at its beginning. What does not show there is read whole, as
//! the files of other tools are.

use super::super::{
    Remark, Slices, Unreadable, hearsay,
    json::{self, Node},
    json_lines,
};
use crate::annotation::Document;

/// So much of a file is looked at to find out what it is.
const BEGINNING: usize = 64 * 1024;

/// The share of the work that is done when it is known that a file is whole.
const KNOWN: f32 = 0.2;

/// A file that is read article by article.
pub enum Stream {
    /// Hearsay JSON.
    Ours(hearsay::Reader<Box<dyn Slices>>),
    /// The same, one article a line.
    Lines(json_lines::Reader<Box<dyn Slices>>),
}

/// Begins to read a file; gives it back when it is none of ours. `tell` hears how much is done, from
/// 0 to 1.
///
/// # Errors
/// When it is one of ours and as a whole cannot be read.
pub fn stream(
    mut slices: Box<dyn Slices>,
    tell: &mut dyn FnMut(f32),
) -> Result<Result<Stream, Box<dyn Slices>>, Unreadable> {
    let end = slices.size().min(BEGINNING);
    let first = slices.slice(0..end).unwrap_or_default();
    let is_lines = match is_lines(&first) {
        Some(is_lines) => is_lines,
        None => return Ok(Err(slices)),
    };
    let opened = if is_lines {
        json_lines::Reader::open(slices).map(Stream::Lines)
    } else {
        hearsay::Reader::open(slices, &mut |share| tell(share * KNOWN)).map(Stream::Ours)
    };
    opened.map(Ok).map_err(Unreadable::Ours)
}

impl Stream {
    /// The next sound article.
    ///
    /// # Errors
    /// When the file is not there any more, or not text after all.
    pub fn article(&mut self) -> Result<Option<Document>, Unreadable> {
        let next = match self {
            Self::Ours(reader) => reader.article().map(|read| read.map(|(document, _)| document)),
            Self::Lines(reader) => reader.article(),
        };
        next.map_err(Unreadable::Ours)
    }

    /// How much of it is done, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        match self {
            Self::Ours(reader) => KNOWN + (1.0 - KNOWN) * reader.share(),
            Self::Lines(reader) => reader.share(),
        }
    }

    /// All that was not taken over as it stands in the file.
    ///
    /// # Errors
    /// When nothing could be taken, because of the file as a whole.
    pub fn finish(self) -> Result<Vec<Remark>, Unreadable> {
        match self {
            Self::Ours(mut reader) => {
                let backup = reader.chosen().map(|_| left_in_backup());
                Ok(backup.into_iter().chain(reader.finish().iter().map(json_lines::remark)).collect())
            }
            Self::Lines(reader) => reader.finish().map_err(Unreadable::Ours),
        }
    }
}

/// What an import does not take from a backup.
fn left_in_backup() -> Remark {
    let why = "It is a backup. The history of its articles and the settings stay in it: to bring them back too, \
               choose the file under Backup.";
    Remark { place: "the file".to_owned(), refused: false, why: why.to_owned() }
}

/// Whether a file that begins so has an article on each line, or all in one list; `None` when it is
/// not certain that it is ours.
fn is_lines(first: &[u8]) -> Option<bool> {
    let text = match std::str::from_utf8(first) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(first.get(..error.valid_up_to())?).ok()?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let says_ours = |source: &str| {
        let fields = json::beginning(source);
        let has = |name: &str| fields.iter().any(|(found, _)| found == name);
        let named = fields.iter().find(|(name, _)| name == "format").map(|(_, value)| json::node(value));
        let ours = matches!(named, Some(Ok(Node::Text(name))) if name == hearsay::NAME);
        (ours && has("articles"), ours && !has("articles") && (has("id") || has("text")))
    };
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    match (says_ours(text), says_ours(line)) {
        ((true, _), _) => Some(false),
        (_, (_, true)) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        annotation::arbitrary,
        format::{Choices, Format, example, kind::write},
        order,
    };

    fn opened(bytes: Vec<u8>) -> Option<Stream> {
        stream(Box::new(bytes), &mut |_| ()).expect("a file").ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_file_of_ours_is_read_article_by_article(documents in arbitrary::documents(3)) {
            let mut given: Vec<&Document> = documents.iter().collect();
            order::sort_by_key(&mut given, |document| document.article.id);
            for format in [Format::Hearsay, Format::JsonLines] {
                let file = write(format, &given, &Choices::EVERYTHING, example::at()).files.remove(0);
                let Some(mut stream) = opened(file.bytes) else {
                    prop_assert!(given.is_empty(), "{:?}", format);
                    continue;
                };
                let mut before = stream.share();
                let mut read = Vec::new();
                while let Some(document) = stream.article().expect("a file") {
                    prop_assert!(stream.share() > before && stream.share() <= 1.0);
                    before = stream.share();
                    read.push(document);
                }
                prop_assert_eq!(read.iter().collect::<Vec<_>>(), given.clone());
                if !given.is_empty() {
                    prop_assert_eq!(stream.finish(), Ok(Vec::new()));
                }
            }
        }
    }

    #[test]
    fn what_is_not_certain_to_be_ours_is_given_back() {
        let document = example::document();
        for format in Format::ALL {
            let file = write(format, &[&document], &Choices::EVERYTHING, example::at()).files.remove(0);
            let ours = matches!(format, Format::Hearsay | Format::JsonLines);
            assert_eq!(opened(file.bytes).is_some(), ours, "{format:?}");
        }
        for other in ["", "{", "[1]", "{\"format\": \"hearsay\"", "\u{feff}", "Prices fell."] {
            assert!(opened(other.into()).is_none(), "{other}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_is_refused_before_anything_is_taken() {
        let document = example::document();
        let file = write(Format::Hearsay, &[&document], &Choices::EVERYTHING, example::at()).files.remove(0);
        let end = file.bytes.len() - 9;
        let error = stream(Box::new(file.bytes[..end].to_vec()), &mut |_| ()).err().expect("not whole");
        assert!(error.to_string().starts_with("This file is not JSON, or only a part of it"), "{error}");
    }
}
