//! Annotations whose text is not there: they go by the words they give, to be found again in an
//! article.
//!
//! The one idea: the words of all spans, one after another, are a text too. It is read as any
//! other, and the places in it are turned back into those of the file.

use std::{collections::HashMap, rc::Rc};

use super::{
    super::standoff::{Event, Report, Span, Standoff},
    document,
};
use crate::{
    annotation::{Annotation, Attribution, Body, Document, Mention, Source},
    article::About,
    format::{
        Loose, Part,
        making::{Ids, Making, freeze},
    },
    record::SourceId,
    text::{CharOffset, CharRange, TextSize},
};

/// The annotations these lines make without their text, from the file of this name.
pub(in crate::format::brat) fn loose(
    standoff: &Standoff<'_>,
    name: &str,
    ids: &mut Ids,
    report: &mut Report<'_>,
) -> Vec<Loose> {
    let words = Words::of(standoff, report);
    let Ok(text) = freeze(words.text) else { return Vec::new() };
    let events = standoff.events.iter().map(|event| Event { arguments: event.arguments.clone(), ..*event });
    let moved = Standoff {
        spans: words.spans,
        events: events.collect(),
        attributes: standoff.attributes.clone(),
        notes: standoff.notes.clone(),
    };
    let document = document(&moved, Making::new(text, About::default(), "", name, ids), report);
    let mut cues = 0;
    let mut loose = Vec::new();
    for annotation in document.in_reading_order() {
        let parts = annotation.target.ranges().iter().map(|range| Part {
            exact: document.article.text.slice(*range).to_owned(),
            position: words.places.get(&range.start()).copied(),
            ..Part::default()
        });
        let parts: Vec<_> = parts.collect();
        let sources = sources(&document, annotation);
        let mut annotation = Annotation::clone(annotation);
        for attribution in annotation.body.attributions_mut() {
            attribution
                .for_each_mut(&mut |attribution| cues += usize::from(attribution.cue.take().is_some()));
        }
        loose.push(Loose { annotation, sources, parts, url: String::new() });
    }
    if cues > 0 {
        let cues = if cues == 1 { "its cue was".to_owned() } else { format!("{cues} cues were") };
        let why =
            format!("Its text is not there, so {cues} left out. Choose the .txt file together with it.");
        report.refuse(1, "", why);
    }
    loose
}

/// The words of all spans in one text.
struct Words<'a> {
    text: String,
    spans: Vec<Span<'a>>,
    /// Where in the file stands what begins there in `text`.
    places: HashMap<TextSize, CharRange>,
}

impl<'a> Words<'a> {
    fn of(standoff: &Standoff<'a>, report: &mut Report<'_>) -> Self {
        let mut words = Self { text: String::new(), spans: Vec::new(), places: HashMap::new() };
        let mut known: HashMap<(CharRange, &str), CharRange> = HashMap::new();
        let mut at = 0;
        for span in &standoff.spans {
            let Some(pieces) = pieces(span) else {
                report.refuse(span.line, span.id, "Its text is not there, and it does not give its words.");
                continue;
            };
            let mut ranges = Vec::new();
            for (place, piece) in span.ranges.iter().zip(pieces) {
                // A cue and the trigger on it have to stay at one place.
                let range = *known.entry((*place, piece)).or_insert_with(|| {
                    let start = TextSize::of(words.text.as_str());
                    words.places.insert(start, *place);
                    words.text.push_str(piece);
                    words.text.push(' ');
                    let end = at + place.end.0 - place.start.0;
                    let range = CharRange { start: CharOffset(at), end: CharOffset(end) };
                    at = end + 1;
                    range
                });
                ranges.push(range);
            }
            words.spans.push(Span { ranges, ..*span });
        }
        words
    }
}

/// The words of each range; `None` when they are not as long as the ranges say.
fn pieces<'a>(span: &Span<'a>) -> Option<Vec<&'a str>> {
    let mut rest = span.words;
    let mut pieces = Vec::new();
    for (n, range) in span.ranges.iter().enumerate() {
        if n > 0 {
            rest = rest.strip_prefix(' ')?;
        }
        let length = usize::try_from(range.end.0 - range.start.0).ok()?;
        let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(length)?;
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    rest.trim().is_empty().then_some(pieces)
}

fn sources(document: &Document, annotation: &Annotation) -> Vec<Source> {
    let mut ids: Vec<SourceId> = match annotation.body {
        Body::Mention(Mention { source }) => vec![source],
        _ => annotation.attributions().iter().flat_map(Attribution::all).map(|a| a.source).collect(),
    };
    crate::order::sort_by_key(&mut ids, |id| *id);
    ids.dedup();
    ids.iter()
        .filter_map(|id| document.sources.get(id))
        .map(|source| Source::clone(&Rc::clone(source)))
        .collect()
}
