//! What the bodies of an annotation say (§3.2), taken together.

use crate::{
    annotation::{AttributionLevel, Kind, Source, SourceKind},
    format::{
        item::{self, get, prose_at, text_at},
        json::Node,
        word::Word,
    },
    record::Timestamp,
};

/// What the bodies of an annotation say.
#[derive(Default)]
pub(super) struct Said {
    pub(super) kind: Option<Kind>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) restatement: String,
    pub(super) source: Option<Source>,
    pub(super) passed_over: bool,
}

impl Said {
    /// Takes in one body (§3.2).
    pub(super) fn hear(&mut self, body: &Node<'_>, url: &str) {
        let value = prose_at(body, "value");
        let purpose = |word| item::says(body, "purpose", word);
        match body {
            Node::Text(address) => self.notes.push(item::prose(address)),
            _ if purpose("identifying") && get(body, "source").is_some() => {
                self.source = get(body, "source").and_then(|source| source_of(source, url));
                self.kind = self.kind.or(self.source.as_ref().map(|_| Kind::Source));
                self.passed_over |= self.source.is_none();
            }
            _ if get(body, "value").is_none() => match item::reference(body) {
                "" => self.passed_over = true,
                address => self.notes.push(item::prose(address)),
            },
            _ if purpose("classifying") && Kind::of(&value).is_some() => self.kind = Kind::of(&value),
            _ if purpose("tagging") || purpose("classifying") => self.tags.push(value),
            _ if purpose("describing") && self.kind == Some(Kind::Claim) && self.restatement.is_empty() => {
                self.restatement = value;
            }
            _ => self.notes.push(value),
        }
    }

    /// A tag that names a kind counts as one; it stays a tag.
    pub(super) fn tagged_kind(&self) -> Option<Kind> {
        self.tags.iter().find_map(|tag| Kind::of(&tag.to_lowercase()))
    }
}

/// A source as an annotation names it; `None` when it has no name and no id.
pub(super) fn source_of(node: &Node<'_>, url: &str) -> Option<Source> {
    let name = prose_at(node, "name");
    let reference = item::reference(node);
    if name.is_empty() && reference.is_empty() {
        return None;
    }
    let mut source = item::source_named(&name, url, Timestamp::default());
    if !reference.is_empty() {
        source.id = item::id_of(reference).into();
    }
    source.kind =
        Word::of(text_at(node, "hearsay:kind")).unwrap_or(match item::says(node, "type", "Organization") {
            true => SourceKind::Organisation,
            false => SourceKind::Person,
        });
    // What cannot be read is the strictest: nobody is put on the record by mistake.
    source.level = match get(node, "hearsay:level") {
        Some(_) => Word::of(text_at(node, "hearsay:level")).unwrap_or(AttributionLevel::OffRecord),
        None => AttributionLevel::OnRecord,
    };
    Some(source)
}
