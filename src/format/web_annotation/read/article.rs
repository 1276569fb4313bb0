//! The articles a collection of ours brings along.

use std::{collections::BTreeMap, rc::Rc};

use super::{entry::word, said::source_of};
use crate::{
    annotation::{Attribution, AttributionLevel, Body, Document, SourceKind},
    article::{About, Article, Block, BlockKind, Direction, FrozenText, sha256},
    format::{
        item::{self, Remarks, each_at, get, prose_at, sound, text_at},
        json::Node,
        left::Left,
    },
    record::{AnnotationId, ArticleId, Stamp},
    text::{CharOffset, CharRange, OffsetIndex, TextRange, range_of},
};

/// The fields of an article that are read, and those that say the same of every one.
const KNOWN: [&str; 20] = [
    "id",
    "@id",
    "type",
    "@type",
    "format",
    "hearsay:title",
    "hearsay:byline",
    "hearsay:site",
    "hearsay:url",
    "hearsay:published",
    "language",
    "hearsay:direction",
    "created",
    "modified",
    "hearsay:binned",
    "hearsay:sha256",
    "hearsay:text",
    "hearsay:blocks",
    "hearsay:cleaned",
    "hearsay:sources",
];

/// Those of a source.
const KNOWN_OF_SOURCE: [&str; 11] = [
    "id",
    "@id",
    "type",
    "name",
    "hearsay:kind",
    "hearsay:role",
    "hearsay:level",
    "hearsay:anonymityReason",
    "hearsay:note",
    "created",
    "modified",
];

/// The articles of a file, filling up with what is marked in them.
#[derive(Default)]
pub(super) struct Articles {
    documents: BTreeMap<ArticleId, Document>,
    order: Vec<ArticleId>,
}

impl Articles {
    pub(super) fn get_mut(&mut self, id: ArticleId) -> Option<&mut Document> {
        self.documents.get_mut(&id)
    }

    pub(super) fn read(
        &mut self,
        part: &str,
        place: &str,
        stamp: Stamp,
        left: &mut Left,
        remarks: &mut Remarks,
    ) {
        if let Err(why) = self.one(part, place, stamp, left, remarks) {
            remarks.refused(place, why);
        }
    }

    fn one(
        &mut self,
        part: &str,
        place: &str,
        stamp: Stamp,
        left: &mut Left,
        remarks: &mut Remarks,
    ) -> Result<(), String> {
        let node = sound(part)?;
        left.besides("an article", &node, &KNOWN);
        item::tell_of_controls(part, &node, place, remarks);
        let text = text_at(&node, "hearsay:text");
        if text_at(&node, "hearsay:sha256") != sha256(text) {
            return Err(
                "Its text is not the one that was exported (the SHA-256 differs), so no mark in it can be \
                        relied on; another copy of the file may be whole."
                    .into(),
            );
        }
        let id: ArticleId = item::id_of(item::reference(&node)).into();
        if self.documents.contains_key(&id) {
            return Err("An article before it in the file has the same id.".into());
        }
        let unknown = unknown_blocks(&node);
        if unknown > 0 {
            let what = format!(
                "{unknown} of its blocks are of a kind this version of Hearsay does not know, and became paragraphs."
            );
            remarks.changed(place, what);
        }
        let frozen = FrozenText::new(text.to_owned(), blocks(&node, text)).or_else(|_| {
            remarks.changed(place, "Its blocks do not fit the text, so every line became a paragraph.");
            FrozenText::new(text.to_owned(), lines(text))
        });
        let frozen = frozen.map_err(|_| "It has no text.".to_owned())?;
        let cleaned = each_at(&node, "hearsay:cleaned").iter().map(|what| item::prose(item::text(what)));
        let created = item::moment(&node, "created", stamp.at, place, remarks);
        let article = Article {
            id,
            about: about(&node, place, remarks),
            text: Rc::new(frozen.with_cleaned(cleaned.collect())),
            created,
            modified: item::moment(&node, "modified", created, place, remarks),
            binned: get(&node, "hearsay:binned")
                .map(|_| item::moment(&node, "hearsay:binned", stamp.at, place, remarks)),
        };
        let mut document = Document::new(Rc::new(article));
        for node in each_at(&node, "hearsay:sources") {
            left.besides("a source", node, &KNOWN_OF_SOURCE);
            self.source(node, &mut document, place, remarks);
        }
        self.order.push(id);
        self.documents.insert(id, document);
        Ok(())
    }

    fn source(&self, node: &Node<'_>, document: &mut Document, place: &str, remarks: &mut Remarks) {
        let Some(mut source) = source_of(node, "") else {
            remarks.changed(place, "A source without name and id was left out of its register.");
            return;
        };
        let created = item::moment(node, "created", document.article.created, place, remarks);
        source.kind = word(node, "hearsay:kind", SourceKind::default(), place, remarks);
        source.role = prose_at(node, "hearsay:role");
        if get(node, "hearsay:level").is_some() {
            source.level = word(node, "hearsay:level", AttributionLevel::OffRecord, place, remarks);
        }
        source.anonymity_reason = prose_at(node, "hearsay:anonymityReason");
        source.note = prose_at(node, "hearsay:note");
        source.created = created;
        source.modified = item::moment(node, "modified", created, place, remarks);
        if document.sources.insert(source.id, Rc::new(source)).is_some() {
            remarks.changed(place, "Two sources of its register have the same id; the later one was taken.");
        }
    }

    /// The documents in the order of the file; links to mentions that are not there are dropped.
    pub(super) fn finish(mut self, remarks: &mut Remarks) -> Vec<Document> {
        let mut documents: Vec<Document> =
            self.order.iter().filter_map(|id| self.documents.remove(id)).collect();
        for (n, document) in (1..).zip(&mut documents) {
            let forgotten = forget_missing_mentions(document);
            if forgotten > 0 {
                let what = format!(
                    "{forgotten} of its attributions refer to a mention that is not there, and go without."
                );
                remarks.changed(&format!("article {n}"), what);
            }
        }
        documents
    }
}

fn forget_missing_mentions(document: &mut Document) -> usize {
    let mut forgotten = 0;
    let mentions: Vec<_> =
        document.annotations.values().filter(|a| matches!(a.body, Body::Mention(_))).map(|a| a.id).collect();
    let is_there = |id: &AnnotationId| mentions.binary_search(id).is_ok();
    for annotation in document.annotations.values_mut() {
        let missing = |a: &Attribution| a.mention.as_ref().is_some_and(|mention| !is_there(mention));
        if annotation.attributions().iter().flat_map(Attribution::all).any(missing) {
            for attribution in Rc::make_mut(annotation).body.attributions_mut() {
                attribution.for_each_mut(&mut |a| {
                    let kept = a.mention.filter(is_there);
                    forgotten += usize::from(kept != a.mention);
                    a.mention = kept;
                });
            }
        }
    }
    forgotten
}

fn about(node: &Node<'_>, place: &str, remarks: &mut Remarks) -> About {
    About {
        title: prose_at(node, "hearsay:title"),
        byline: prose_at(node, "hearsay:byline"),
        site: prose_at(node, "hearsay:site"),
        url: prose_at(node, "hearsay:url"),
        published: prose_at(node, "hearsay:published"),
        language: prose_at(node, "language"),
        direction: word(node, "hearsay:direction", Direction::Auto, place, remarks),
        // Versions travel together in our own format only.
        previous: None,
    }
}

/// The kinds of blocks besides headings and paragraphs.
const OTHER_KINDS: [(&str, BlockKind); 4] = [
    ("list-item", BlockKind::ListItem),
    ("quotation", BlockKind::Quotation),
    ("caption", BlockKind::Caption),
    ("preformatted", BlockKind::Preformatted),
];

/// The blocks that can be read; none when one cannot.
fn blocks(node: &Node<'_>, text: &str) -> Vec<Block> {
    let index = OffsetIndex::new(text);
    let blocks = each_at(node, "hearsay:blocks").iter().map(|node| block(node, text, &index));
    blocks.collect::<Option<_>>().unwrap_or_default()
}

fn block(node: &Node<'_>, text: &str, index: &OffsetIndex) -> Option<Block> {
    let at = |name| item::whole_at(node, name).and_then(|n| u32::try_from(n).ok()).map(CharOffset);
    let range: TextRange =
        index.range_from_chars(text, CharRange { start: at("start")?, end: at("end")? }).ok()?;
    let level = item::whole_at(node, "hearsay:level").and_then(|n| u8::try_from(n).ok());
    let kind = match text_at(node, "hearsay:kind") {
        "heading" => BlockKind::Heading { level: level.filter(|level| (1..=6).contains(level))? },
        kind => {
            OTHER_KINDS.iter().find(|(name, _)| *name == kind).map_or(BlockKind::Paragraph, |(_, kind)| *kind)
        }
    };
    Some(Block { kind, range, aside: get(node, "hearsay:aside") == Some(&Node::Truth(true)) })
}

/// How many blocks are of a kind that nobody knows.
fn unknown_blocks(node: &Node<'_>) -> usize {
    let is_known =
        |kind: &str| kind == "paragraph" || kind == "heading" || OTHER_KINDS.iter().any(|(k, _)| *k == kind);
    each_at(node, "hearsay:blocks").iter().filter(|block| !is_known(text_at(block, "hearsay:kind"))).count()
}

/// Every line that says something, as a paragraph.
fn lines(text: &str) -> Vec<Block> {
    let said = text.split('\n').filter(|line| !line.trim().is_empty());
    said.filter_map(|line| range_of(text, line)).map(Block::paragraph).collect()
}
