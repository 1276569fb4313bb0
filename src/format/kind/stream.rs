//! Files that are read article by article, however large they are.
//!
//! The one idea: what a file is shows at its beginning. What does not show there is read whole, and
//! so are the files whose items may refer to one another: those of Web Annotation, Hypothesis, brat
//! and Citron.

use super::super::{
    Remark, Seems, Slices, Unreadable, doccano, hearsay,
    json::{self, Node},
    json_lines, label_studio,
    listed::{self, KNOWN},
};
use crate::{annotation::Document, record::Stamp};

/// So much of a file is looked at to find out what it is.
const BEGINNING: usize = 1 << 20;

/// A file that is read article by article.
pub enum Stream {
    /// Hearsay JSON.
    Ours(hearsay::Reader<Box<dyn Slices>>),
    /// The same, one article a line.
    Lines(json_lines::Reader<Box<dyn Slices>>),
    /// Items of another tool.
    Listed(listed::Reader<Box<dyn Slices>>),
}

/// Begins to read a file; gives it back when it is to be read whole. `name`, `stamp` and `tell` are as
/// for [`read`](super::read()).
///
/// # Errors
/// When it is one of these and as a whole cannot be read.
pub fn stream(
    mut slices: Box<dyn Slices>,
    (name, stamp): (&str, Stamp),
    tell: &mut dyn FnMut(f32),
) -> Result<Result<Stream, Box<dyn Slices>>, Unreadable> {
    let end = slices.size().min(BEGINNING);
    let first = slices.slice(0..end).unwrap_or_default();
    let opened = match text_of(&first).and_then(begins) {
        None => return Ok(Err(slices)),
        Some(Begins::Ours) => hearsay::Reader::open(slices, &mut |share| tell(share * KNOWN))
            .map(Stream::Ours)
            .map_err(Unreadable::Ours),
        Some(Begins::Lines) => json_lines::Reader::open(slices).map(Stream::Lines).map_err(Unreadable::Ours),
        Some(Begins::Listed(tool)) => {
            listed::Reader::open(slices, tool, (name, stamp), tell).map(Stream::Listed)
        }
    };
    opened.map(Ok)
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
            Self::Listed(reader) => return reader.document(),
        };
        next.map_err(Unreadable::Ours)
    }

    /// How much of it is done, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        match self {
            Self::Ours(reader) => KNOWN + (1.0 - KNOWN) * reader.share(),
            Self::Lines(reader) => reader.share(),
            Self::Listed(reader) => reader.share(),
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
            Self::Listed(reader) => reader.finish(),
        }
    }
}

/// What an import does not take from a backup.
fn left_in_backup() -> Remark {
    let why = "It is a backup. The history of its articles and the settings stay in it: to bring them back too, \
               choose the file under Backup.";
    Remark { place: "the file".to_owned(), refused: false, why: why.to_owned() }
}

/// What can be read so.
enum Begins {
    /// Hearsay JSON.
    Ours,
    /// An article of ours on each line.
    Lines,
    /// Items of this tool.
    Listed(&'static listed::Tool),
}

/// The text with which a file begins, up to the last whole character.
fn text_of(first: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(first) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(first.get(..error.valid_up_to())?).ok()?,
    };
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What a file that begins so is; `None` when that is not certain, or it has to be read whole.
fn begins(text: &str) -> Option<Begins> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let item = text.trim_start().strip_prefix('[');
    match (ours(text), ours(line), item) {
        (Some(Begins::Ours), ..) => Some(Begins::Ours),
        (_, Some(Begins::Lines), _) => Some(Begins::Lines),
        (.., Some(item)) => match seems(item)? {
            Seems::LabelStudio => Some(Begins::Listed(&label_studio::TOOL)),
            Seems::Doccano => Some(Begins::Listed(&doccano::TOOL)),
            _ => None,
        },
        _ => (seems(line)? == Seems::Doccano).then_some(Begins::Listed(&doccano::TOOL)),
    }
}

/// Which of ours an object is that begins so.
fn ours(source: &str) -> Option<Begins> {
    let fields = json::beginning(source);
    let has = |name: &str| fields.iter().any(|(found, _)| found == name);
    let named = fields.iter().find(|(name, _)| name == "format").map(|(_, value)| json::node(value));
    let is_ours = matches!(named, Some(Ok(Node::Text(name))) if name == hearsay::NAME);
    match (has("articles"), has("id") || has("text")) {
        (true, _) if is_ours => Some(Begins::Ours),
        (false, true) if is_ours => Some(Begins::Lines),
        _ => None,
    }
}

/// What an object is that begins so.
fn seems(source: &str) -> Option<Seems> {
    let fields = json::beginning(source);
    Seems::by_fields(|name| fields.iter().find(|(found, _)| found == name).map(|(_, value)| *value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        annotation::arbitrary,
        format::{
            Choices, Format, example,
            kind::{read, write},
        },
        order,
    };

    fn stamp() -> Stamp {
        Stamp { at: example::at(), random: 5 }
    }

    fn opened(bytes: Vec<u8>) -> Option<Stream> {
        stream(Box::new(bytes), ("a", stamp()), &mut |_| ()).expect("a file").ok()
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
    fn a_file_of_another_tool_is_read_item_by_item_as_it_is_read_whole() {
        let document = example::document();
        for format in [Format::LabelStudio, Format::Doccano] {
            let documents = [&document, &document, &document];
            let file = write(format, &documents, &Choices::EVERYTHING, example::at()).files.remove(0);
            let whole = read("a", &file.bytes, stamp(), &mut |_| ()).expect("a file");
            let mut stream = opened(file.bytes).expect("one by one");
            let mut before = 0.0;
            for expected in &whole.documents {
                assert_eq!(stream.article().expect("a file").as_ref(), Some(expected));
                assert!(stream.share() > before && stream.share() <= 1.0, "{format:?}");
                before = stream.share();
            }
            assert_eq!(stream.article(), Ok(None));
            assert_eq!(stream.finish(), Ok(whole.remarks));
        }
    }

    #[test]
    fn what_has_to_be_read_whole_is_given_back() {
        let document = example::document();
        for format in Format::ALL {
            let file = write(format, &[&document], &Choices::EVERYTHING, example::at()).files.remove(0);
            let one_by_one =
                matches!(format, Format::Hearsay | Format::JsonLines | Format::LabelStudio | Format::Doccano);
            assert_eq!(opened(file.bytes).is_some(), one_by_one, "{format:?}");
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
        let error = stream(Box::new(file.bytes[..end].to_vec()), ("a", stamp()), &mut |_| ())
            .err()
            .expect("not whole");
        assert!(error.to_string().starts_with("This file is not JSON, or only a part of it"), "{error}");
    }
}
