//! What brat can hold comes back equal: a property of every document.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{Annotation, Attribution, Body, Document, Standing, Target, arbitrary},
    format::making::{Described, TYPE_TAG, freeze},
    record::{AnnotationId, Stamp, Timestamp},
};

fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_millis(1_000), random: 7 }
}

fn at() -> Timestamp {
    Timestamp::from_millis(1_000)
}

/// A text as it comes back from a note.
fn noted(text: &str) -> String {
    note::from_line(&note::to_line(text))
}

fn described(document: &Document, source: crate::record::SourceId) -> Described {
    let d = Described::of(&document.sources[&source]);
    Described {
        name: noted(&d.name),
        role: noted(&d.role),
        anonymity_reason: noted(&d.anonymity_reason),
        note: noted(&d.note),
        ..d
    }
}

fn attribution(
    document: &Document,
    a: &Attribution,
    places: &BTreeMap<AnnotationId, Target>,
    place: &dyn Fn(&Target) -> Option<Target>,
) -> String {
    let via: Vec<_> = a.via.iter().map(|via| attribution(document, via, places, place)).collect();
    let mention = a.mention.and_then(|mention| places.get(&mention));
    let cue = a.cue.as_ref().and_then(place);
    format!("by {:?} at {mention:?} cue {cue:?} via {via:?}", described(document, a.source))
}

/// What brat can hold of a document, as sentences: no ids, times, origins or evidence.
fn sketch(document: &Document) -> Vec<String> {
    sketched(document, true)
}

/// As [`sketch`]; the attributions of a quote in their order, or in any.
fn sketched(document: &Document, ordered: bool) -> Vec<String> {
    let text = document.article.text.as_str();
    let place = |target: &Target| {
        let pieces = breaks::split(text, target);
        (!pieces.is_empty()).then(|| breaks::join(text, pieces)).flatten()
    };
    let places: BTreeMap<AnnotationId, Target> =
        document.annotations.values().filter_map(|a| Some((a.id, place(&a.target)?))).collect();
    let of = |a: &Annotation| {
        let mut by: Vec<_> =
            a.attributions().iter().map(|a| attribution(document, a, &places, &place)).collect();
        if !ordered {
            crate::order::sort_by_key(&mut by, Clone::clone);
        }
        let body = match &a.body {
            Body::Claim(c) => format!(
                "claim {:?} {:?} {:?} {}",
                c.sort,
                c.status,
                noted(&c.restatement),
                c.standing == Standing::ArticleVoice
            ),
            Body::Quote(q) => format!("quote {:?}", q.manner),
            Body::Mention(m) => format!("mention {:?}", described(document, m.source)),
        };
        let tags: Vec<_> = a.tags.iter().map(|tag| noted(tag)).collect();
        format!("{:?} {body} {tags:?} {:?} {by:?}", places.get(&a.id), noted(&a.note))
    };
    let mut sketch: Vec<String> =
        document.annotations.values().filter(|a| places.contains_key(&a.id)).map(|a| of(a)).collect();
    crate::order::sort_by_key(&mut sketch, Clone::clone);
    sketch
}

fn back(document: &Document) -> crate::format::Taken {
    let zip = write(&[document], at());
    read(&[File { name: "all.zip", bytes: &zip }], stamp()).expect("brat files")
}

proptest! {
    #[test]
    fn what_brat_can_hold_comes_back_equal(document in arbitrary::settled()) {
        let taken = back(&document);
        // An article that shows nothing is none.
        if freeze(document.article.text.as_str().to_owned()).is_err() {
            return Ok(());
        }
        prop_assert!(taken.remarks.iter().all(|remark| !remark.refused), "{:?}", taken.remarks);
        prop_assert_eq!(taken.documents.len(), 1);
        let after = &taken.documents[0];
        prop_assert_eq!(after.article.text.as_str(), document.article.text.as_str());
        prop_assert_eq!(sketch(after), sketch(&document));
        // And from there on nothing changes at all.
        prop_assert_eq!(sketch(&back(after).documents[0]), sketch(after));
    }

    #[test]
    fn any_lines_are_read_without_harm(lines in prop::collection::vec(line_like(), 0..40)) {
        let ann = lines.join("\n");
        let text = "“It is not safe,” said Ines Calloway 👩, “and\nit was not.”\n";
        let files = [File { name: "a.txt", bytes: text.as_bytes() }, File { name: "a.ann", bytes: ann.as_bytes() }];
        let taken = read(&files, stamp()).expect("brat files");
        prop_assert_eq!(taken.documents.len(), 1);
        for id in taken.documents[0].annotations.values().flat_map(|a| a.attributions()).flat_map(Attribution::all) {
            prop_assert!(id.depth() <= crate::annotation::MAX_NESTING);
        }
        // Alone it is read by its words.
        prop_assert!(read(&files[1..], stamp()).is_ok());
        // What was read is written and read once more, the same.
        let again = back(&taken.documents[0]);
        prop_assert!(again.remarks.iter().all(|remark| !remark.refused), "{:?}", again.remarks);
        prop_assert_eq!(sketch_without_keeping(&again.documents[0]), sketch_without_keeping(&taken.documents[0]));
    }
}

/// As [`sketch`], without the tags that number the events of the file, and without the order of
/// attributions, which is that of the file before and that of the text after.
fn sketch_without_keeping(document: &Document) -> Vec<String> {
    let mut plain = document.clone();
    for annotation in plain.annotations.values_mut() {
        std::rc::Rc::make_mut(annotation).tags.retain(|tag| tag.starts_with(TYPE_TAG));
    }
    sketched(&plain, false)
}

fn line_like() -> impl Strategy<Value = String> {
    let id = || "[TE][1-5]";
    prop_oneof![
        4 => ("[1-9]", "Content|Cue|Source|Claim|Attribution|Discuss", 0u32..20, 0u32..20, 0u32..60)
            .prop_map(|(id, kind, start, length, more)| format!("T{id}\t{kind} {start} {};{more} {}", start + length, more + 2)),
        4 => ("[1-9]", "Content|Cue|Source|Claim|Attribution|Discuss", 0u32..60, 0u32..9)
            .prop_map(|(id, kind, start, length)| format!("T{id}\t{kind} {start} {}", start + length)),
        4 => ("[1-9]", "Attribution|Attribution-no-source|Other", id(), prop::collection::vec(("Content|Content2|Cue|Source|Source2|X", id()), 0..4))
            .prop_map(|(id, kind, trigger, arguments)| {
                let arguments: String = arguments.iter().map(|(role, id)| format!(" {role}:{id}")).collect();
                format!("E{id}\t{kind}:{trigger}{arguments}")
            }),
        1 => ("[1-9]", "Manner|SourceKind|Level|Sort|ArticleVoice|Unknown", id(), "direct|group|odd|")
            .prop_map(|(n, name, id, value)| format!("A{n}\t{name} {id} {value}")),
        1 => ("[1-9]", "AnnotatorNotes|Tag|SourceName|Restatement|Odd", id(), "[a-z ␊]{0,5}")
            .prop_map(|(n, name, id, value)| format!("#{n}\t{name} {id}\t{value}")),
        1 => r"(\PC|\t){0,20}",
    ]
}
