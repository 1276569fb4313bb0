//! Quotes without their text, to be found again by the words they give.
//!
//! The one idea: the words, one after another, are a text too, and the quotes are read from that.

use std::collections::HashMap;

use crate::{
    annotation::{Annotation, Attribution, Body, Target},
    article::About,
    format::{
        Loose, Part, Remark, Taken,
        left::Left,
        making::{Ids, Making, freeze},
        object::Item,
    },
    record::SourceId,
    text::{CharOffset, CharRange, TextRange, TextSize},
};

/// The quotes of an object without `text`, added to what was taken.
pub(super) fn loose(
    item: &Item<'_>,
    place: &str,
    name: &str,
    (ids, left): (&mut Ids, &mut Left),
    taken: &mut Taken,
) {
    let own = place.trim_end_matches(", ");
    let own = if own.is_empty() { name } else { own };
    let remarks = &mut taken.remarks;
    let mut words = String::new();
    let mut places: HashMap<TextSize, CharRange> = HashMap::new();
    let mut quotes = Vec::new();
    let mut refuse = |place: &str, why: &str| {
        remarks.push(Remark { place: place.to_owned(), refused: true, why: why.to_owned() });
    };
    let parts = item.parts("quotes", &mut |why| refuse(own, &why));
    left.of("a document", item);
    for (n, source) in (1..).zip(parts) {
        let place = format!("{place}quote {n}");
        let quote = match Item::of(source) {
            // They are told once, below.
            Ok(quote) => quote.pass(&["cue"]),
            Err(why) => {
                refuse(&place, &why);
                continue;
            }
        };
        let mut moved = |field: &'static str| {
            let mut ranges = Vec::new();
            for (n, source) in (1..).zip(quote.parts(field, &mut |why| refuse(&place, &why))) {
                let (exact, (start, end)) = match span(source, left) {
                    Ok(span) => span,
                    Err(why) => {
                        refuse(&format!("{place}, {field} {n}"), &why);
                        continue;
                    }
                };
                let here = TextSize::of(words.as_str());
                places.insert(here, CharRange { start: CharOffset(start), end: CharOffset(end) });
                words.push_str(&exact);
                words.push(' ');
                ranges.push(TextRange::at(here, TextSize::of(exact.as_str())));
            }
            ranges
        };
        let (contents, sources) = (moved("contents"), moved("sources"));
        left.of("a quote", &quote);
        match Target::new(contents) {
            Ok(contents) => quotes.push((contents, Target::new(sources).ok())),
            Err(_) => refuse(&place, "It has no contents with words and offsets."),
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
    let document = making.finish(own, &mut taken.remarks);
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
        taken.remarks.push(Remark { place: own.to_owned(), refused: true, why });
    }
}

/// The words of a span, and where they stood.
fn span(source: &str, left: &mut Left) -> Result<(String, (u32, u32)), String> {
    let span = Item::of(source)?;
    let ends = span.offset("start").zip(span.offset("end")).filter(|(start, end)| start < end);
    let exact = span.words("text")?;
    left.of("a span", &span);
    match ends {
        Some(ends) if !exact.trim().is_empty() => Ok((exact, ends)),
        Some(_) => Err("It gives no words, and its text is not there.".to_owned()),
        None => Err("Its offsets are no whole numbers from 0 on, or end before they start.".to_owned()),
    }
}
