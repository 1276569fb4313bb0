//! Web Annotation held to the standard: its MUSTs, a JSON Schema of them, and a JSON-LD processor.

use std::{collections::BTreeSet, rc::Rc};

use hearsay::{
    annotation::{AttributionLevel, Document},
    format::{hearsay as own, web_annotation},
    record::{Stamp, Timestamp},
};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use serde_json::Value;

use crate::VERSION_1;

#[path = "web_annotation/changed.rs"]
mod changed;
#[path = "web_annotation/foreign.rs"]
mod foreign;
#[path = "web_annotation/hostile.rs"]
mod hostile;

/// The terms of the context of the standard that we use, after
/// [its vocabulary](https://www.w3.org/TR/annotation-vocab/). Fewer than there are: a word that is
/// not in it would be lost, and the test would see it.
const CONTEXT: &str = include_str!("web_annotation/context.json");

/// The MUSTs of the model that a JSON Schema can say.
const SCHEMA: &str = include_str!("web_annotation/schema.json");

/// What the words of our own mean.
const OUR_CONTEXT: &str = include_str!("../../docs/hearsay.context.jsonld");

fn documents() -> Vec<Document> {
    let mut documents = own::read(VERSION_1).expect("a file of ours").documents;
    let article = Rc::make_mut(&mut documents[0].article);
    let text = article.text.as_ref().clone().with_cleaned(vec!["Read as windows-1252.".to_owned()]);
    article.text = Rc::new(text);
    documents
}

fn file() -> Vec<u8> {
    let documents = documents();
    let documents: Vec<&Document> = documents.iter().collect();
    web_annotation::write(&documents, Timestamp::from_millis(1_795_363_440_000))
}

fn json() -> Value {
    serde_json::from_slice(&file()).expect("JSON")
}

fn items(file: &Value) -> &Vec<Value> {
    file["first"]["items"].as_array().expect("a list")
}

/// One or several, as JSON-LD writes it.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    }
}

fn is_iri(value: &Value) -> bool {
    let ends = |c: char| c <= ' ' || "<>\"{}|\\^`".contains(c);
    value.as_str().is_some_and(|iri| iri.contains(':') && !iri.contains(ends))
}

fn is_utc(value: &Value) -> bool {
    value.as_str().is_some_and(|time| time.ends_with('Z') && Timestamp::from_rfc3339(time).is_some())
}

/// A section of the model, what it says of every annotation, and whether that holds.
type Must = (&'static str, &'static str, fn(&Value) -> bool);

const MUSTS: &[Must] = &[
    ("3.1", "MUST have 1 or more @context values, and the standard’s MUST be one of them", |a| {
        each(&a["@context"]).iter().any(|c| **c == "http://www.w3.org/ns/anno.jsonld")
    }),
    ("3.1", "MUST have exactly 1 IRI that identifies it", |a| is_iri(&a["id"])),
    ("3.1", "MUST have 1 or more types, and Annotation MUST be one of them", |a| {
        each(&a["type"]).iter().any(|t| **t == "Annotation")
    }),
    ("3.1", "MUST have 1 or more target relationships", |a| !each(&a["target"]).is_empty()),
    ("3.2.1", "External resources MUST have exactly 1 id", |a| {
        each(&a["target"]).iter().all(|t| is_iri(t) || is_iri(&t["source"]))
    }),
    ("3.2.4", "A TextualBody MUST have exactly 1 value", |a| {
        let textual = |b: &&&Value| b["type"] == "TextualBody";
        each(&a["body"]).iter().filter(textual).all(|b| b["value"].is_string())
    }),
    ("3.3.1", "The times MUST be xsd:dateTime in UTC, expressed as Z", |a| {
        ["created", "modified", "generated"].iter().all(|name| is_utc(&a[*name]))
    }),
    ("3.3.5", "Each Annotation MAY have motivations; they are those of the standard", |a| {
        let known = ["assessing", "identifying", "highlighting", "linking"];
        each(&a["motivation"]).iter().all(|m| known.iter().any(|k| **m == *k)) && !a["motivation"].is_null()
    }),
    ("3.3.5", "A purpose stands on a TextualBody or a SpecificResource only", |a| {
        let sound = |b: &&Value| b["type"] == "TextualBody" || b["type"] == "SpecificResource";
        each(&a["body"]).iter().filter(|b| !b["purpose"].is_null()).all(sound)
    }),
    ("4", "A SpecificResource MUST have exactly 1 source", |a| {
        let specific = |r: &&&Value| r["type"] == "SpecificResource";
        let all = [each(&a["target"]), each(&a["body"])].concat();
        all.iter().filter(specific).all(|r| is_iri(&r["source"]) || is_iri(&r["source"]["id"]))
    }),
    ("4.2.4", "A TextQuoteSelector MUST have exactly 1 exact", |a| {
        selectors(a, "TextQuoteSelector").iter().all(|s| s["exact"].is_string())
    }),
    ("4.2.5", "A TextPositionSelector MUST have exactly 1 start and 1 end, not negative", |a| {
        let sound = |s: &&Value| s["start"].as_u64() < s["end"].as_u64() && s["start"].is_u64();
        selectors(a, "TextPositionSelector").iter().all(sound)
    }),
    ("4.3.1", "A TimeState MUST have its type, and a sourceDate in UTC", |a| {
        let states = each(&a["target"]).into_iter().filter(|t| t.is_object()).map(|t| &t["state"]);
        states.into_iter().all(|s| s["type"] == "TimeState" && is_utc(&s["sourceDate"]))
    }),
];

fn selectors<'a>(annotation: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = each(&annotation["target"]).into_iter().flat_map(|target| each(&target["selector"]));
    all.filter(|selector| selector["type"] == kind).collect()
}

#[test]
fn every_annotation_keeps_the_musts_of_the_model() {
    let file = json();
    assert!(items(&file).len() > 20);
    for annotation in items(&file) {
        for (section, must, holds) in MUSTS {
            assert!(holds(annotation), "§{section} {must}: {annotation:#}");
        }
    }
}

#[test]
fn the_collection_keeps_the_musts_of_the_model() {
    let file = json();
    // §5.1: the type, a first page if there is any annotation; the total is that of the items.
    assert_eq!(file["type"], "AnnotationCollection");
    assert!(is_iri(&file["id"]));
    assert_eq!(file["total"], items(&file).len());
    // §5.2: the type, the items, the collection it is a part of, and nothing after the last page.
    let page = &file["first"];
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["partOf"], file["id"]);
    assert_eq!(file["last"], page["id"]);
    assert_eq!(page.get("next"), None);
    let ids: BTreeSet<&str> = items(&file).iter().filter_map(|a| a["id"].as_str()).collect();
    assert_eq!(ids.len(), items(&file).len(), "no two have the same id");
}

#[test]
fn the_file_follows_the_schema_of_the_musts() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let file = json();
    let errors: Vec<String> =
        validator.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    // The schema can fail.
    for (from, to) in [
        ("\"TextQuoteSelector\", \"exact\"", "\"TextQuoteSelector\", \"words\""),
        ("\"type\": \"Annotation\"", "\"type\": \"Note\""),
        ("\"TextPositionSelector\", \"start\": ", "\"TextPositionSelector\", \"start\": -9"),
    ] {
        let text = String::from_utf8(self::file()).expect("UTF-8");
        assert!(text.contains(from), "{from}");
        let spoilt: Value = serde_json::from_str(&text.replacen(from, to, 1)).expect("JSON");
        assert!(!validator.is_valid(&spoilt), "{from} → {to}");
    }
}

#[test]
fn several_ranges_are_several_targets_and_not_alternatives() {
    let file = json();
    let split = items(&file).iter().find(|a| each(&a["target"]).len() == 2).expect("a split quote");
    for target in each(&split["target"]) {
        let types: Vec<&Value> = each(&target["selector"]).iter().map(|s| &s["type"]).collect();
        assert_eq!(types, ["TextQuoteSelector", "TextPositionSelector"]);
    }
}

/// What another program sees: subjects, predicates and objects.
fn triples(file: &[u8]) -> Vec<(String, String)> {
    let parser = JsonLdParser::new().for_slice(file).with_load_document_callback(|url, _| {
        assert_eq!(url, "http://www.w3.org/ns/anno.jsonld", "nothing else is asked for");
        Ok(JsonLdRemoteDocument { document: CONTEXT.into(), document_url: url.to_owned() })
    });
    let quads = parser.map(|quad| quad.expect("JSON-LD"));
    quads.map(|quad| (quad.predicate.as_str().to_owned(), quad.object.to_string())).collect()
}

/// The strings, numbers and truths of a value, without what JSON-LD itself says by them.
fn leaves<'a>(name: &str, value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(name, value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(name, item, found)),
        _ if ["@context", "hearsay", "id", "type"].contains(&name) => {}
        leaf => found.push(leaf),
    }
}

#[test]
fn a_json_ld_processor_loses_nothing() {
    let file = json();
    let triples = triples(&self::file());
    let objects: BTreeSet<String> = triples.iter().map(|(_, object)| object.clone()).collect();
    let mut found = Vec::new();
    leaves("", &file, &mut found);
    assert!(found.len() > 500, "{}", found.len());
    let seen = |text: &str| {
        let literal = oxrdf::Literal::new_simple_literal(text).to_string();
        objects.iter().any(|object| object.starts_with(&literal)) || objects.contains(&format!("<{text}>"))
    };
    for leaf in found {
        let seen = match leaf {
            Value::String(text) => {
                seen(text) || objects.contains(&format!("<http://www.w3.org/ns/oa#{text}>"))
            }
            other => objects.iter().any(|object| object.starts_with(&format!("\"{other}\""))),
        };
        assert!(seen, "{leaf} is lost");
    }
    let annotations =
        triples.iter().filter(|(p, o)| p.ends_with("#type") && o == "<http://www.w3.org/ns/oa#Annotation>");
    assert_eq!(annotations.count(), items(&file).len());
}

#[test]
fn a_lost_word_would_be_seen() {
    let spoilt = String::from_utf8(file()).expect("UTF-8").replacen("hearsay:manner", "manner", 1);
    assert!(triples(spoilt.as_bytes()).len() < triples(&file()).len());
}

#[test]
fn our_context_says_what_every_word_of_ours_means() {
    let ours: Value = serde_json::from_str(OUR_CONTEXT).expect("JSON");
    let file = json();
    assert_eq!(file["@context"][1]["hearsay"], ours["@context"]["hearsay"]);
    let described: BTreeSet<&str> =
        ours["@graph"].as_array().expect("a list").iter().filter_map(|term| term["@id"].as_str()).collect();
    let text = String::from_utf8(self::file()).expect("UTF-8");
    let words = text.split('"').filter(|word| {
        word.strip_prefix("hearsay:").is_some_and(|w| w.bytes().all(|b| b.is_ascii_alphanumeric()))
    });
    let used: BTreeSet<&str> = words.collect();
    assert_eq!(
        used.difference(&described).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "used and not described"
    );
    assert_eq!(
        described.difference(&used).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "described and not used"
    );
}

#[test]
fn a_released_file_comes_back_whole() {
    let taken = web_annotation::read(&file(), "x", Stamp { at: Timestamp::from_millis(0), random: 0 });
    let taken = taken.expect("annotations");
    assert_eq!(taken.remarks, []);
    assert_eq!(taken.documents, documents());
}

#[test]
fn whoever_takes_single_annotations_out_of_the_file_puts_nobody_on_the_record() {
    let mut documents = documents();
    let document = &mut documents[0];
    for source in document.sources.values_mut() {
        Rc::make_mut(source).level = AttributionLevel::DeepBackground;
    }
    let file = web_annotation::write(&[document], Timestamp::from_millis(1_795_363_440_000));
    let file: Value = serde_json::from_slice(&file).expect("JSON");
    let list = serde_json::to_vec(items(&file)).expect("JSON");
    let stamp = Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: 9 };
    let taken = web_annotation::read(&list, "list.jsonld", stamp).expect("annotations");
    let sources: Vec<_> = taken.loose.iter().flat_map(|loose| &loose.sources).collect();
    assert!(sources.len() > 2, "{sources:?}");
    assert!(sources.iter().all(|source| source.level == AttributionLevel::DeepBackground), "{sources:?}");
}
