use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{Annotation, Attribution, AttributionLevel, Document, arbitrary},
    format::{Taken, example},
    order,
    record::Stamp,
};

/// The words of the standard that we use.
const STANDARD: &str = include_str!("../../../tests/format/web_annotation/context.json");

fn stamp() -> Stamp {
    Stamp { at: example::at(), random: 3 }
}

fn taken(file: &str) -> Taken {
    read(file.as_bytes(), "marks.json", stamp()).expect("annotations")
}

proptest! {
    #[test]
    fn what_goes_out_comes_back(documents in arbitrary::all_settled(3)) {
        let mut given: Vec<&Document> = documents.iter().collect();
        order::sort_by_key(&mut given, |document| document.article.id);
        if !given.is_empty() {
            let taken = read(&write(&given, example::at()), "x", stamp()).expect("annotations");
            prop_assert_eq!(taken.remarks, Vec::new());
            prop_assert_eq!(taken.loose, Vec::new());
            prop_assert_eq!(taken.documents.iter().collect::<Vec<_>>(), given);
        }
    }

    #[test]
    fn another_processor_reads_every_annotation(documents in arbitrary::all_settled(2)) {
        let file = write(&documents.iter().collect::<Vec<_>>(), example::at());
        let parser = JsonLdParser::new().for_slice(&file).with_load_document_callback(|url, _| {
            Ok(JsonLdRemoteDocument { document: STANDARD.into(), document_url: url.to_owned() })
        });
        let mut annotations = 0;
        for quad in parser {
            let quad = quad.map_err(|error| TestCaseError::fail(error.to_string()))?;
            annotations += usize::from(quad.object.to_string() == "<http://www.w3.org/ns/oa#Annotation>");
        }
        let attributions = |a: &Annotation| a.attributions().iter().flat_map(Attribution::all).count();
        let all = documents.iter().flat_map(|document| document.annotations.values());
        prop_assert_eq!(annotations, all.map(|a| 1 + attributions(a)).sum::<usize>());
    }

    #[test]
    fn every_file_follows_the_schema_of_the_musts(documents in arbitrary::all_settled(2)) {
        let schema = serde_json::from_str(include_str!("../../../tests/format/web_annotation/schema.json"));
        let validator = jsonschema::validator_for(&schema.expect("JSON")).expect("a schema");
        let file = write(&documents.iter().collect::<Vec<_>>(), example::at());
        let file = serde_json::from_slice(&file).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
        prop_assert_eq!(errors, Vec::<String>::new());
    }

    #[test]
    fn a_slip_of_the_pen_costs_no_panic(at: prop::sample::Index, put in r#"["\[\]{}:,0-9a-z.\\-]{0,2}"#) {
        let mut file = String::from_utf8(write(&[&example::document()], example::at())).expect("UTF-8");
        let at = at.index(file.len());
        if let Some(c) = file.get(at..).and_then(|rest| rest.chars().next()) {
            file.replace_range(at..at + c.len_utf8(), &put);
            let _ = read(file.as_bytes(), "x", stamp());
        }
    }
}

#[test]
fn a_mark_that_lost_its_place_keeps_on_which_terms_its_source_speaks() {
    let mut document = example::document();
    for source in document.sources.values_mut() {
        std::rc::Rc::make_mut(source).level = AttributionLevel::OffRecord;
    }
    let file = String::from_utf8(write(&[&document], example::at())).expect("UTF-8");
    let taken = taken(&file.replace("\"exact\": \"", "\"exact\": \"Not "));
    assert_eq!(taken.loose.len(), 3);
    let sources: Vec<_> = taken.loose.iter().flat_map(|loose| &loose.sources).collect();
    assert!(sources.len() >= 2);
    assert!(sources.iter().all(|source| source.level == AttributionLevel::OffRecord), "{sources:?}");
}

#[test]
fn without_its_article_an_annotation_is_loose_and_keeps_its_sources() {
    let file = String::from_utf8(write(&[&example::document()], example::at())).expect("UTF-8");
    let taken = taken(&file.replacen("hearsay:articles", "hearsay:nothing", 1));
    assert_eq!(taken.documents, []);
    assert_eq!(taken.loose.len(), 3);
    let quote = &taken.loose[0];
    assert_eq!(quote.url, "https://courier.example/bridge");
    assert_eq!(quote.parts.len(), 2);
    assert_eq!(quote.parts[0].exact, "“It is not safe,”");
    assert_eq!(quote.sources[0].name, "Ines Calloway");
    assert_eq!(quote.annotation.attributions().len(), 1);
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "annotation 2: taken over, changed. It goes without its cue, because its article is not in the file."
        ]
    );
}
