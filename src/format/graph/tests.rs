//! What spans and relations can hold of a document, for the tests of the formats made of them.

use crate::{
    annotation::{Annotation, Attribution, Body, Document},
    format::making::freeze,
    order,
};

/// The document in sentences, without what spans and relations cannot hold; with notes and kinds
/// of quotes when `more` is.
pub(in crate::format) fn sketch(document: &Document, more: bool) -> Vec<String> {
    // A source is known by the words that name it: where the attribution says none, by the nearest.
    let place = |a: &Annotation, by: &Attribution| document.mention_for(a, by).map(|m| &m.target);
    let of = |a: &Annotation| {
        let kind = match &a.body {
            Body::Claim(_) => "claim".to_owned(),
            Body::Mention(_) => "mention".to_owned(),
            Body::Quote(quote) if more => format!("{:?} quote", quote.manner),
            Body::Quote(_) => "quote".to_owned(),
        };
        let by = a.attributions().iter().filter(|by| place(a, by).is_some() || by.cue.is_some());
        let mut by: Vec<_> = by.map(|by| format!("{:?} says {:?}", by.cue, place(a, by))).collect();
        // The order of attributions is not held.
        order::sort_by_key(&mut by, Clone::clone);
        format!("{:?} {kind} {by:?} {:?}", a.target, if more { &a.note } else { "" })
    };
    let mut sketch: Vec<_> = document.annotations.values().map(|a| of(a)).collect();
    order::sort_by_key(&mut sketch, Clone::clone);
    sketch
}

/// Whether it shows anything: an article that does not is none.
pub(in crate::format) fn shows(document: &Document) -> bool {
    freeze(document.article.text.as_str().to_owned()).is_ok()
}
