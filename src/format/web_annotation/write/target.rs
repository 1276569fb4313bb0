//! Ranges as targets: one `SpecificResource` (§4) each, with two selectors and a state.

use super::urn;
use crate::{
    annotation::{Document, Target},
    article::Article,
    format::{context, json::Writer},
};

/// A list of targets, one for each range.
pub(super) fn write(w: &mut Writer, target: &Target, document: &Document) {
    let article: &Article = &document.article;
    let text = &article.text;
    w.list(|w| {
        for range in target.ranges() {
            let Ok(chars) = text.index().range_to_chars(text.as_str(), *range) else { continue };
            let (prefix, suffix) = context::around(text.as_str(), *range);
            w.object(|w| {
                w.name("type").text("SpecificResource");
                w.name("source").text(&address(article));
                w.name("hearsay:article").object_in_line(|w| w.name("id").text(&urn(&article.id)));
                w.name("selector").list(|w| {
                    w.object_in_line(|w| {
                        w.name("type").text("TextQuoteSelector");
                        w.name("exact").text(text.slice(*range));
                        w.name("prefix").text(prefix);
                        w.name("suffix").text(suffix);
                    });
                    // Code points, as §4.2.5 wants them.
                    w.object_in_line(|w| {
                        w.name("type").text("TextPositionSelector");
                        w.name("start").number(chars.start.0);
                        w.name("end").number(chars.end.0);
                    });
                });
                w.name("state").object_in_line(|w| {
                    w.name("type").text("TimeState");
                    w.name("sourceDate").text(&article.created.to_rfc3339());
                    w.name("hearsay:sha256").text(text.sha256());
                });
            });
        }
    });
}

/// The IRI of the article: where it was found, so that other tools know the page again, or its
/// id, when it has no address or one that is no IRI.
fn address(article: &Article) -> String {
    let url = article.about.url.as_str();
    if context::is_web_address(url) { url.to_owned() } else { urn(&article.id) }
}
