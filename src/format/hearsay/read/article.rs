//! An article with everything marked in it.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    super::{Item, Outcome, Past, Why},
    annotation,
    attribution::{Context, attribution_item},
    block,
    entry::Entry,
    past,
    report::{IdOf, Ids, Place, Report, excerpt},
    source, stray,
};
use crate::{
    annotation::{Annotation, Attribution, Document, Kind, Source, Stray},
    article::{About, Article, Direction, FrozenText, sha256},
    format::json::{self, Fields, Node},
    record::{AnnotationId, SourceId, Timestamp},
};

/// Reads one article. `exported` is the time for one that has none; the fields `beside` it are of
/// the file.
pub(super) fn read<'a>(
    place: Place<'a>,
    exported: Timestamp,
    beside: &[&str],
    ids: &mut Ids,
    report: &mut Report<'a>,
) -> Result<(Document, Past), Why> {
    report.enter("");
    let mut fields = json::fields(place.part)?;
    let mut entry = small_fields(&mut fields, place, report)?;
    let mut about = about(&mut entry, report);
    let id = entry.id("id")?;
    let text = frozen(&mut fields, &mut entry, report)?;
    ids.take(IdOf::Article, id)?;
    about.previous = entry.link("previous", report).map(Into::into);
    let created = entry.time("created", exported, report);
    let modified = entry.time("modified", created, report);
    let binned = entry.maybe_time("binned", modified, report);
    entry.finish(report);
    let sources = sources(&mut fields, place, created, ids, report);
    let mut cx = Context { text: &text, sources: &sources, ids, report };
    let annotations = annotations(&mut fields, place, created, &mut cx);
    let strays = strays(&mut fields, place, created, &mut cx);
    let history = fields.take("history");
    for name in beside {
        fields.take(name);
    }
    report.unknown_fields(place, fields.into_rest());
    let article = Article { id: id.into(), about, text: Rc::new(text), created, modified, binned };
    let document = Document { article: Rc::new(article), sources, annotations, strays };
    let past = history.map_or_else(Past::default, |part| {
        let (past, whole) = past::read(part, &document);
        if !whole {
            report.changed(place, Why::NoHistory(past.edits.len()));
        }
        past
    });
    Ok((document, past))
}

/// The fields of the article itself, without the text and the lists.
fn small_fields<'a>(
    fields: &mut Fields<'a, &'a str>,
    place: Place<'a>,
    report: &mut Report<'a>,
) -> Result<Entry<'a>, Why> {
    if let Some(name) = fields.repeated() {
        return Err(Why::Repeated(excerpt(name)));
    }
    let mut small = Vec::new();
    for name in ["id", "about", "previous", "created", "modified", "binned", "sha256", "cleaned"] {
        match fields.take(name).map(json::node) {
            Some(Ok(node)) => small.push((name.into(), node)),
            Some(Err(fault)) => report.changed(place, Why::Unreadable(name, Box::new(fault.into()))),
            None => {}
        }
    }
    Entry::new(Node::Object(Fields::new(small)), place)
}

fn about<'a>(entry: &mut Entry<'a>, report: &mut Report<'a>) -> About {
    let Some(node) = entry.take("about") else { return About::default() };
    match Entry::new(node, entry.place) {
        Ok(entry) => about_of(entry, report),
        Err(why) => {
            report.changed(entry.place, Why::Unreadable("about", Box::new(why)));
            About::default()
        }
    }
}

/// What is known of an article, without the one it updates.
pub(super) fn about_of<'a>(mut entry: Entry<'a>, report: &mut Report<'a>) -> About {
    let title = entry.prose("title", report);
    report.enter(&title);
    let about = About {
        title,
        byline: entry.prose("byline", report),
        site: entry.prose("site", report),
        url: entry.prose("url", report),
        published: entry.prose("published", report),
        language: entry.prose("language", report),
        direction: entry.word("direction", Direction::Auto, Direction::Auto, report),
        previous: None,
    };
    entry.finish(report);
    about
}

/// The text, if it is the one that was exported.
fn frozen<'a>(
    fields: &mut Fields<'a, &'a str>,
    entry: &mut Entry<'a>,
    report: &mut Report<'a>,
) -> Result<FrozenText, Why> {
    let text = match json::node(fields.take("text").ok_or(Why::Missing("text"))?)? {
        Node::Text(text) => text,
        _ => return Err(Why::WrongType("text", "a string")),
    };
    let hash = entry.maybe_text("sha256")?;
    if hash.is_empty() {
        report.changed(entry.place, Why::NoHash);
    } else if !hash.eq_ignore_ascii_case(&sha256(&text)) {
        return Err(Why::OtherText);
    }
    let cleaned = entry.prose_list("cleaned", report);
    let text = block::freeze(text.into_owned(), fields.take("blocks"), entry.place, report)?;
    Ok(text.with_cleaned(cleaned))
}

fn sources<'a>(
    fields: &mut Fields<'a, &'a str>,
    place: Place<'a>,
    otherwise: Timestamp,
    ids: &mut Ids,
    report: &mut Report<'a>,
) -> BTreeMap<SourceId, Rc<Source>> {
    let mut sound = BTreeMap::new();
    for (n, part) in parts(fields, "sources", place, report).into_iter().enumerate() {
        let place = Place { item: Item::Source(n + 1), part };
        match source::read(place, otherwise, ids, report) {
            Ok(source) => {
                sound.insert(source.id, Rc::new(source));
            }
            Err(why) => report.left_out(place, why),
        }
    }
    sound
}

fn annotations<'a>(
    fields: &mut Fields<'a, &'a str>,
    place: Place<'a>,
    otherwise: Timestamp,
    cx: &mut Context<'_, 'a>,
) -> BTreeMap<AnnotationId, Rc<Annotation>> {
    let mut sound = BTreeMap::new();
    let mut linked = Vec::new();
    for (n, part) in parts(fields, "annotations", place, cx.report).into_iter().enumerate() {
        let place = Place { item: Item::Annotation(n + 1), part };
        match annotation::read(place, otherwise, cx) {
            Ok(annotation) => {
                if attributions(&annotation).any(|a| a.mention.is_some()) {
                    linked.push((annotation.id, place));
                }
                sound.insert(annotation.id, Rc::new(annotation));
            }
            Err(why) => cx.report.left_out(place, why),
        }
    }
    // A mention may stand after the quote that refers to it, so links are looked at last.
    for (id, place) in linked {
        unlink(&mut sound, id, place, cx.report);
    }
    sound
}

fn strays<'a>(
    fields: &mut Fields<'a, &'a str>,
    place: Place<'a>,
    otherwise: Timestamp,
    cx: &mut Context<'_, 'a>,
) -> BTreeMap<AnnotationId, Rc<Stray>> {
    let mut sound = BTreeMap::new();
    for (n, part) in parts(fields, "strays", place, cx.report).into_iter().enumerate() {
        let place = Place { item: Item::Stray(n + 1), part };
        match stray::read(place, otherwise, cx) {
            Ok(stray) => {
                sound.insert(stray.id, Rc::new(stray));
            }
            Err(why) => cx.report.left_out(place, why),
        }
    }
    sound
}

fn attributions(annotation: &Annotation) -> impl Iterator<Item = &Attribution> {
    annotation.attributions().iter().flat_map(Attribution::all)
}

/// Drops and lists links to mentions that are not there.
fn unlink(
    sound: &mut BTreeMap<AnnotationId, Rc<Annotation>>,
    id: AnnotationId,
    place: Place<'_>,
    report: &mut Report<'_>,
) {
    // Out of the map, so that it can be changed while the others are looked at.
    let Some(mut annotation) = sound.remove(&id) else { return };
    let dangles = |id: &mut AnnotationId| !matches!(sound.get(id).map(|a| a.kind()), Some(Kind::Source));
    if let Some(annotation) = Rc::get_mut(&mut annotation) {
        for (n, attribution) in annotation.body.attributions_mut().iter_mut().enumerate() {
            let place = place.inner(attribution_item(place.item, n));
            attribution.for_each_mut(&mut |attribution| {
                if let Some(mention) = attribution.mention.take_if(dangles) {
                    report.add(place, Outcome::Changed, Why::UnknownMention(mention.to_string()));
                }
            });
        }
    }
    sound.insert(id, annotation);
}

/// The items of a list, each as it stands in the file.
fn parts<'a>(
    fields: &mut Fields<'a, &'a str>,
    name: &'static str,
    place: Place<'a>,
    report: &mut Report<'a>,
) -> Vec<&'a str> {
    let Some(part) = fields.take(name) else { return Vec::new() };
    json::parts(part).unwrap_or_else(|_| {
        report.changed(place, Why::WrongType(name, "a list"));
        Vec::new()
    })
}
