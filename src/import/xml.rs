//! The parts of office documents and books that are XML, as a flat run of what matters.
//!
//! The one idea: nobody builds a tree, so nothing can nest too deeply, and entities of a document's
//! own are never expanded.

use quick_xml::{Reader, events::BytesStart, events::Event};

use super::{ImportError, Sort};

/// A piece of XML. Names are local ones, without their prefix.
pub(super) enum Piece<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag; also follows at once on a tag that closes itself.
    End(String),
    /// Text, with references resolved.
    Text(String),
}

/// A start tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its local name.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute of this local name; empty when there is none.
    pub(super) fn attribute(&self, name: &str) -> String {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name);
        found.and_then(|a| Some(quick_xml::escape::unescape(&a.value).ok()?.into_owned())).unwrap_or_default()
    }
}

/// Hands over every piece of `source` in turn.
///
/// # Errors
/// When it is not well-formed: the file is damaged. What came before has been handed over.
pub(super) fn each(source: &str, sort: Sort, mut take: impl FnMut(Piece<'_>)) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(source.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| ImportError::Damaged(sort))? {
            Event::Start(tag) => take(Piece::Start(Tag(tag))),
            Event::Empty(tag) => {
                let name = tag.local_name().into_inner().to_owned();
                take(Piece::Start(Tag(tag)));
                take(Piece::End(name));
            }
            Event::End(tag) => take(Piece::End(tag.local_name().into_inner().to_owned())),
            Event::Text(text) => take(Piece::Text(text.into_inner().into_owned())),
            Event::CData(text) => take(Piece::Text(text.into_inner().into_owned())),
            Event::GeneralRef(reference) => {
                let named =
                    || quick_xml::escape::resolve_predefined_entity(&reference).map(ToOwned::to_owned);
                let numbered = reference.resolve_char_ref().ok().flatten().map(String::from);
                take(Piece::Text(numbered.or_else(named).unwrap_or_default()));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
