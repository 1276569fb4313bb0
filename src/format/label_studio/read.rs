//! Label Studio tasks to documents: one for each annotation of a task.

use std::collections::HashMap;

use crate::{
    annotation::QuoteKind,
    article::{About, FrozenText},
    format::{
        Remark, Taken, Unreadable,
        agreement::{Agreement, agreement},
        graph::{self, Graph, More, Place, Relation, Span},
        known,
        left::{Left, is_empty},
        listed::{self, Going, Tool},
        making::{Making, freeze, name_of},
        object::{self, Item, Unit},
        word::Word,
    },
    record::Stamp,
    text::TextRange,
};

/// A list of tasks, or one.
pub(in crate::format) static TOOL: Tool = Tool {
    expected: "Label Studio tasks with their data and annotations",
    item: "task",
    in_lines: false,
    is_one: |task| task.has("data"),
    read: task,
};

/// Reads a JSON export of Label Studio; `name` is that of the file.
///
/// The text is the field `text` of the task’s data, or else the longest string in it. Each
/// annotation of a task becomes a document of its own, with its annotator as the creator.
///
/// # Errors
/// When it is no such file as a whole; never because of an item in it.
pub fn read(bytes: &[u8], name: &str, stamp: Stamp) -> Result<Taken, Unreadable> {
    listed::read(bytes, &TOOL, name, stamp)
}

fn task(source: &str, going: &mut Going<'_>, taken: &mut Taken) -> Result<(), String> {
    let Going { name, place, ids, left } = going;
    let task = Item::of(source)?.pass(&["id"]);
    let data = Item::of(task.raw("data").ok_or("It has no data, so there is no text.")?)?;
    let (text, about) = text_and_about(&data, left).ok_or("There is no text in its data.")?;
    // Two names for the same in older exports.
    let field = if task.has("annotations") { "annotations" } else { "completions" };
    let mut any = false;
    let mut tell = |why| taken.remarks.push(Remark { place: (*place).to_owned(), refused: false, why });
    let annotations = task.parts(field, &mut tell);
    let predicted = !task.parts("predictions", &mut tell).is_empty();
    left.of("a task", &task);
    for (n, source) in annotations.into_iter().enumerate() {
        let place = format!("{place}, annotation {}", n + 1);
        let annotation = match Item::of(source) {
            Ok(annotation) => annotation.pass(&["id"]),
            Err(why) => {
                taken.remarks.push(Remark { place, refused: true, why });
                continue;
            }
        };
        if annotation.raw("was_cancelled") == Some("true") {
            let why = "It was cancelled in Label Studio.".to_owned();
            taken.remarks.push(Remark { place, refused: true, why });
            continue;
        }
        any = true;
        let creator = annotator(&annotation);
        let text = freeze(text.clone()).map_err(|_| "There is no text in its data.")?;
        let mut making = Making::new(text, about.clone(), &creator, name, ids);
        results(&annotation, &place, &mut making, left, &mut taken.remarks);
        left.of("an annotation", &annotation);
        let document = making.finish(&place, &mut taken.remarks);
        taken.documents.push(document);
    }
    if predicted {
        let why = "It holds predictions of a model, which are left out.".to_owned();
        taken.remarks.push(Remark { place: (*place).to_owned(), refused: true, why });
    }
    if !any {
        let text = freeze(text).map_err(|_| "There is no text in its data.")?;
        let document = Making::new(text, about, "", name, ids).finish(place, &mut taken.remarks);
        taken.documents.push(document);
    }
    Ok(())
}

/// Who made it: a number, or an object with an address, a name or a number.
fn annotator(annotation: &Item<'_>) -> String {
    let Some(person) = annotation.item("completed_by") else {
        return annotation.id("completed_by").unwrap_or_default();
    };
    let names = [person.text("first_name"), person.text("last_name")];
    let name = names.into_iter().flatten().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
    let address = person.text("email").filter(|address| !address.is_empty());
    address.or(Some(name).filter(|name| !name.is_empty())).or_else(|| person.id("id")).unwrap_or_default()
}

/// The text is the field of this name, or else the longest; what has no place is noted.
fn text_and_about(data: &Item<'_>, left: &mut Left) -> Option<(String, About)> {
    let mut about = About::default();
    let mut text = data.text("text").map(|text| ("text".to_owned(), text));
    let mut rest = Vec::new();
    known::take_all(&mut about, data, |name, raw| rest.push((name.to_owned(), raw)));
    if text.is_none() {
        let texts = rest.iter().filter_map(|(name, raw)| Some((name.clone(), object::text(raw)?)));
        text = texts.reduce(|longest, next| if next.1.len() > longest.1.len() { next } else { longest });
    }
    let (field, text) = text?;
    for (name, _) in rest.iter().filter(|(name, raw)| *name != field && !is_empty(raw)) {
        left.one("the data of a task", name);
    }
    (!text.trim().is_empty()).then_some((text, about))
}

fn results(
    annotation: &Item<'_>,
    place: &str,
    making: &mut Making<'_>,
    left: &mut Left,
    remarks: &mut Vec<Remark>,
) {
    let text = std::rc::Rc::clone(making.text());
    let mut reading = Reading {
        graph: Graph::default(),
        regions: HashMap::new(),
        spans: Vec::new(),
        relations: Vec::new(),
    };
    let mut tell = |why| remarks.push(Remark { place: place.to_owned(), refused: false, why });
    let parts = annotation.parts("result", &mut tell);
    let at = |n: usize| format!("{place}, result {}", n + 1);
    let mut later = Vec::new();
    for (n, source) in parts.into_iter().enumerate() {
        let mut tell = |why| remarks.push(Remark { place: at(n), refused: false, why });
        let why = match Item::of(source).map(|result| result.pass(&OF_THE_PROJECT)) {
            // They may stand before what they are about.
            Ok(result)
                if result.text("type").is_some_and(|kind| kind != "labels" && kind != "hypertextlabels") =>
            {
                later.push((n, result));
                continue;
            }
            Ok(result) => reading.region(n, &result, &text, left, &mut tell),
            Err(why) => Err(why),
        };
        if let Err(why) = why {
            remarks.push(Remark { place: at(n), refused: true, why });
        }
    }
    for (n, result) in later {
        let mut tell = |why| remarks.push(Remark { place: at(n), refused: false, why });
        match reading.other(n, &result, &mut tell) {
            Ok(()) => left.of("a result", &result),
            Err(why) => remarks.push(Remark { place: at(n), refused: true, why }),
        }
    }
    let place_of = |numbers: &[usize], n: usize| {
        format!("{place}, result {}", numbers.get(n).map_or(0, |number| number + 1))
    };
    let place =
        Place { span: &|n| place_of(&reading.spans, n), relation: &|n| place_of(&reading.relations, n) };
    graph::understand(&reading.graph, making, &place, remarks);
}

/// Fields of a result that say where it belongs in the project, or how it is drawn there.
const OF_THE_PROJECT: [&str; 5] = ["from_name", "to_name", "origin", "direction", "original_length"];

struct Reading {
    graph: Graph,
    /// The span of each region id.
    regions: HashMap<String, usize>,
    /// The numbers of the results that became spans, and relations.
    spans: Vec<usize>,
    relations: Vec<usize>,
}

impl Reading {
    fn region(
        &mut self,
        n: usize,
        result: &Item<'_>,
        text: &FrozenText,
        left: &mut Left,
        tell: &mut dyn FnMut(String),
    ) -> Result<(), String> {
        let id = result.id("id").ok_or("It has no id.")?;
        if self.regions.contains_key(&id) {
            return Err("A result before it has the same id.".to_owned());
        }
        let value = Item::of(result.raw("value").ok_or("It has no value.")?)?;
        let labels = value.texts(if value.has("labels") { "labels" } else { "hypertextlabels" }, tell);
        if labels.is_empty() {
            return Err("It has no label.".to_owned());
        }
        let range = place(&value, text)?;
        let meta = result.item("meta");
        let note = meta.as_ref().map(|meta| meta.texts("text", tell).join("\n")).unwrap_or_default();
        meta.iter().for_each(|meta| left.of("the meta of a result", meta));
        left.of("the value of a result", &value);
        left.of("a result", result);
        self.regions.insert(id, self.graph.spans.len());
        for (place, label) in labels.into_iter().enumerate() {
            let note = if place == 0 { note.clone() } else { String::new() };
            let more = More { note, manner: String::new() };
            self.graph.spans.push(Span { label, range, more });
            self.spans.push(n);
        }
        Ok(())
    }

    fn other(&mut self, n: usize, result: &Item<'_>, tell: &mut dyn FnMut(String)) -> Result<(), String> {
        match result.text("type").as_deref() {
            Some("relation") => {
                let end = |name| result.id(name).and_then(|id| self.regions.get(&id).copied());
                let (Some(from), Some(to)) = (end("from_id"), end("to_id")) else {
                    return Err("It relates something that is not there or was left out.".to_owned());
                };
                let mut labels = result.texts("labels", tell).into_iter();
                let kind = labels.next().unwrap_or_default();
                if labels.len() > 0 {
                    tell(format!("It has several labels, and only “{}” was taken.", name_of(&kind)));
                }
                self.graph.relations.push(Relation { from, to, kind });
                self.relations.push(n);
                Ok(())
            }
            Some("choices") => {
                let region = result.id("id").and_then(|id| self.regions.get(&id).copied());
                let span = region.and_then(|region| self.graph.spans.get_mut(region));
                let choices = result.item("value").map(|value| value.texts("choices", tell));
                match (span, choices.as_deref()) {
                    (Some(span), Some([choice])) if QuoteKind::of(choice).is_some() => {
                        if !span.more.manner.is_empty() && span.more.manner != *choice {
                            return Err("A result before it says another kind of this region.".to_owned());
                        }
                        span.more.manner.clone_from(choice);
                        Ok(())
                    }
                    _ => Err("Hearsay has no place for this choice.".to_owned()),
                }
            }
            _ => Err("Hearsay has no place for results of this type.".to_owned()),
        }
    }
}

/// Where a region stands: in code points, or, if only then its words are there, in UTF-16.
fn place(value: &Item<'_>, text: &FrozenText) -> Result<TextRange, String> {
    let ends = value.offset("start").zip(value.offset("end"));
    let ends = ends.ok_or("Its offsets are no whole numbers from 0 on.")?;
    let words = value.words("text")?;
    // It may write line breaks as two letters.
    let broken = words.replace("\\n", "\n");
    let agrees = |range: &TextRange| {
        let agrees = |words| agreement(text.as_str(), &[*range], words) == Agreement::Whole;
        agrees(&words) || agrees(&broken)
    };
    let chars = object::range(text, ends, Unit::Chars);
    match chars {
        Ok(range) if agrees(&range) => Ok(range),
        chars => match object::range(text, ends, Unit::Utf16) {
            Ok(range) if !words.is_empty() && agrees(&range) => Ok(range),
            _ => chars.and(Err("The words it gives are not those that stand there in the text.".to_owned())),
        },
    }
}
