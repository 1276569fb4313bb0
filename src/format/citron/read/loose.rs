//! Quotes without their text, to be found again by the words they give.
//!
//! The one idea: the words, one after another, are a text too, and the quotes are read from that.

use std::collections::HashMap;

use crate::{
    annotation::{Annotation, Attribution, Body, Target},
    article::About,
    format::{
        Loose, Part, Remark, Taken,
        making::{Ids, Making, freeze},
        object::Item,
    },
    record::SourceId,
    text::{CharOffset, CharRange, TextRange, TextSize},
};

/// The quotes of an object without `text`, added to what was taken.
pub(super) fn loose(item: &Item<'_>, place: &str, name: &str, ids: &mut Ids, taken: &mut Taken) {
    let mut words = String::new();
    let mut places: HashMap<TextSize, CharRange> = HashMap::new();
    let mut quotes = Vec::new();
    for (n, source) in (1..).zip(item.parts("quotes")) {
        let Ok(quote) = Item::of(source) else {
            let why = "It cannot be read.".to_owned();
            taken.remarks.push(Remark { place: format!("{place}quote {n}"), refused: true, why });
            continue;
        };
        let mut moved = |field: &str| {
            let mut ranges = Vec::new();
            for source in quote.parts(field) {
                let Ok(span) = Item::of(source) else { continue };
                let exact = span.text("text").unwrap_or_default();
                let ends = span.offset("start").zip(span.offset("end")).filter(|(start, end)| start < end);
                let (Some((start, end)), false) = (ends, exact.trim().is_empty()) else { continue };
                let here = TextSize::of(words.as_str());
                places.insert(here, CharRange { start: CharOffset(start), end: CharOffset(end) });
                words.push_str(&exact);
                words.push(' ');
                ranges.push(TextRange::at(here, TextSize::of(exact.as_str())));
            }
            ranges
        };
        let (contents, sources) = (moved("contents"), moved("sources"));
        match Target::new(contents) {
            Ok(contents) => quotes.push((contents, Target::new(sources).ok())),
            Err(_) => {
                let why = "It has no contents with words and offsets.".to_owned();
                taken.remarks.push(Remark { place: format!("{place}quote {n}"), refused: true, why });
            }
        }
    }
    let Ok(text) = freeze(words) else { return };
    let mut making = Making::new(text, About::default(), "", name, ids);
    for (contents, sources) in quotes {
        let content = making.quote(contents);
        let Some(target) = sources else { continue };
        let called = making.name_at(&target);
        let source = making.source_called(&called);
        let mention = Some(making.mention(target, source));
        let id = making.attribution_id();
        making.attribute(content, Attribution { id, source, mention, cue: None, via: Vec::new() });
    }
    let document = making.finish();
    for annotation in document.in_reading_order() {
        let parts = annotation.target.ranges().iter().map(|range| Part {
            exact: document.article.text.slice(*range).to_owned(),
            position: places.get(&range.start()).copied(),
            ..Part::default()
        });
        let named = |id: &SourceId| document.sources.get(id).map(|source| (**source).clone());
        let of = annotation.attributions().iter().map(|by| by.source);
        let own = match annotation.body {
            Body::Mention(mention) => Some(mention.source),
            _ => None,
        };
        taken.loose.push(Loose {
            parts: parts.collect(),
            sources: of.chain(own).filter_map(|id| named(&id)).collect(),
            annotation: Annotation::clone(annotation),
            url: String::new(),
        });
    }
    if !taken.loose.is_empty() {
        let why = "The file has no text, so its cues were left out.".to_owned();
        let place = if place.is_empty() { name } else { place.trim_end_matches(", ") };
        taken.remarks.push(Remark { place: place.to_owned(), refused: true, why });
    }
}
