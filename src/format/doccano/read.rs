//! Lines of doccano’s JSONL to documents.

use std::collections::HashMap;

use crate::{
    article::{About, FrozenText},
    format::{
        Remark, Taken, Unreadable,
        graph::{self, Graph, More, Place, Relation, Span},
        json, known,
        left::{Left, is_empty},
        listed::{self, Going, Tool},
        making::{Making, freeze},
        object::{self, Item, Unit},
    },
    record::Stamp,
};

/// A text on each line, or a JSON list of the same.
pub(in crate::format) static TOOL: Tool = Tool {
    expected: "texts labelled in doccano",
    item: "item",
    in_lines: true,
    is_one: |item| item.has("text") || item.has("data"),
    read: line,
};

/// Reads a JSONL export of doccano, or a JSON list of the same; `name` is that of the file.
///
/// Spans are taken from `entities`, `label` or `labels`, as objects or as `[start, end, label]`.
///
/// # Errors
/// When it is no such file as a whole; never because of a line in it.
pub fn read(bytes: &[u8], name: &str, stamp: Stamp) -> Result<Taken, Unreadable> {
    listed::read(bytes, &TOOL, name, stamp)
}

fn line(source: &str, going: &mut Going<'_>, taken: &mut Taken) -> Result<(), String> {
    let Going { name, place, ids, left } = going;
    let item = Item::of(source)?;
    // Older exports call it data.
    let older = if item.text("text").is_some() { "text" } else { "data" };
    let text = item.text(older).ok_or("It has no text.")?;
    let text = freeze(text).map_err(|_| "There is nothing in its text.")?;
    let mut graph = Graph::default();
    let mut entity_places = Vec::new();
    let mut entities = HashMap::new();
    let remarks = &mut taken.remarks;
    for field in ["entities", "label", "labels"] {
        let mut tell = |why| remarks.push(Remark { place: (*place).to_owned(), refused: false, why });
        for (n, source) in item.parts(field, &mut tell).into_iter().enumerate() {
            let place = format!("{place}, {field} {}", n + 1);
            match entity(source, &text, left) {
                Ok((id, span)) => {
                    let known = id.is_some_and(|id| entities.insert(id, graph.spans.len()).is_some());
                    if known {
                        let why =
                            "One before it has the same id; relations with this id mean this one.".to_owned();
                        remarks.push(Remark { place: place.clone(), refused: false, why });
                    }
                    graph.spans.push(span);
                    entity_places.push(place);
                }
                Err(why) => remarks.push(Remark { place, refused: true, why }),
            }
        }
    }
    let mut relations = Vec::new();
    let mut tell = |why| remarks.push(Remark { place: (*place).to_owned(), refused: false, why });
    for (n, source) in item.parts("relations", &mut tell).into_iter().enumerate() {
        let place = format!("{place}, relations {}", n + 1);
        match relation(source, &entities, left) {
            Ok(relation) => {
                graph.relations.push(relation);
                relations.push(place);
            }
            Err(why) => remarks.push(Remark { place, refused: true, why }),
        }
    }
    let mut about = About::default();
    known::take_all(&mut about, &item, |name, raw| {
        let own = ["id", older, "entities", "label", "labels", "relations"];
        if !own.contains(&name) && !is_empty(raw) {
            left.one("a line", name);
        }
    });
    let mut making = Making::new(text, about, "", name, ids);
    let places = Place {
        span: &|n| entity_places.get(n).cloned().unwrap_or_default(),
        relation: &|n| relations.get(n).cloned().unwrap_or_default(),
    };
    graph::understand(&graph, &mut making, &places, remarks);
    taken.documents.push(making.finish(place, remarks));
    Ok(())
}

fn entity(source: &str, text: &FrozenText, left: &mut Left) -> Result<(Option<String>, Span), String> {
    let (id, start, end, label) = match json::parts(source) {
        Ok(parts) => {
            let [start, end, label] = parts[..] else {
                return Err("It is not [start, end, label].".to_owned());
            };
            (None, object::offset(start), object::offset(end), object::text(label))
        }
        Err(_) => {
            let entity = Item::of(source)?;
            let id = entity.id("id");
            let ends = (entity.offset("start_offset"), entity.offset("end_offset"));
            let label = entity.text("label");
            left.of("an entity", &entity);
            (id, ends.0, ends.1, label)
        }
    };
    let ends = start.zip(end).ok_or("Its offsets are no whole numbers from 0 on.")?;
    let label = label.filter(|label| !label.trim().is_empty()).ok_or("It has no label.")?;
    let range = object::range(text, ends, Unit::Utf16)?;
    Ok((id, Span { label, range, more: More::default() }))
}

fn relation(source: &str, entities: &HashMap<String, usize>, left: &mut Left) -> Result<Relation, String> {
    let relation = Item::of(source)?.pass(&["id"]);
    let end = |name| relation.id(name).and_then(|id| entities.get(&id).copied());
    let (Some(from), Some(to)) = (end("from_id"), end("to_id")) else {
        return Err("It relates something that is not there or was left out.".to_owned());
    };
    let kind = relation.text("type").unwrap_or_default();
    left.of("a relation", &relation);
    Ok(Relation { from, to, kind })
}
