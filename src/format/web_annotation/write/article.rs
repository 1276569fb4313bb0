//! An article as the collection describes it: its text, and what the standard has no place for.

use super::{super::super::word::Word, urn};
use crate::{
    annotation::{Document, Source, SourceKind},
    article::{BlockKind, Direction},
    format::json::Writer,
};

pub(super) fn write(w: &mut Writer, document: &Document) {
    let article = &document.article;
    let (about, text) = (&article.about, &article.text);
    w.object(|w| {
        w.name("id").text(&urn(&article.id));
        w.name("type").text("Text");
        w.name("format").text("text/plain");
        w.name("hearsay:title").text(&about.title);
        w.optional("hearsay:byline", &about.byline);
        w.optional("hearsay:site", &about.site);
        w.optional("hearsay:url", &about.url);
        w.optional("hearsay:published", &about.published);
        w.optional("language", &about.language);
        if about.direction != Direction::Auto {
            w.name("hearsay:direction").text(about.direction.word());
        }
        w.name("created").text(&article.created.to_rfc3339());
        w.name("modified").text(&article.modified.to_rfc3339());
        if let Some(binned) = article.binned {
            w.name("hearsay:binned").text(&binned.to_rfc3339());
        }
        w.name("hearsay:sha256").text(text.sha256());
        w.name("hearsay:text").text(text.as_str());
        w.name("hearsay:blocks").object(|w| {
            w.name("@list").list(|w| {
                for block in text.blocks() {
                    let Ok(range) = text.index().range_to_chars(text.as_str(), block.range) else { continue };
                    w.object_in_line(|w| {
                        w.name("hearsay:kind").text(block_word(block.kind));
                        if let BlockKind::Heading { level } = block.kind {
                            w.name("hearsay:level").number(level.into());
                        }
                        w.name("start").number(range.start.0);
                        w.name("end").number(range.end.0);
                        if block.aside {
                            w.name("hearsay:aside").truth(true);
                        }
                    });
                }
            });
        });
        if !text.cleaned().is_empty() {
            w.name("hearsay:cleaned").object(|w| {
                w.name("@list").list(|w| text.cleaned().iter().for_each(|what| w.text(what)));
            });
        }
        w.name("hearsay:sources").object(|w| {
            w.name("@list").list(|w| {
                for source in document.sources.values() {
                    w.object(|w| {
                        write_source(w, source);
                        write_details(w, source);
                    });
                }
            });
        });
    });
}

fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption => "caption",
        BlockKind::Preformatted => "preformatted",
    }
}

/// A source as every annotation that names it has it: an agent (§3.3.1) where it is one.
pub(super) fn write_source(w: &mut Writer, source: &Source) {
    w.name("id").text(&urn(&source.id));
    w.name("type").list_in_line(|w| {
        w.text("hearsay:Source");
        match source.kind {
            SourceKind::Person => w.text("Person"),
            SourceKind::Organisation | SourceKind::Media => w.text("Organization"),
            SourceKind::Document => w.text("Text"),
            SourceKind::Group | SourceKind::Anonymous => {}
        }
    });
    w.name("name").text(&source.name);
    w.name("hearsay:kind").text(source.kind.word());
    // Everywhere, so that who takes a few annotations out of the file puts nobody on the record.
    w.name("hearsay:level").text(source.level.word());
}

fn write_details(w: &mut Writer, source: &Source) {
    w.optional("hearsay:role", &source.role);
    w.optional("hearsay:anonymityReason", &source.anonymity_reason);
    w.optional("hearsay:note", &source.note);
    w.name("created").text(&source.created.to_rfc3339());
    w.name("modified").text(&source.modified.to_rfc3339());
}
