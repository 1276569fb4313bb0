//! JSON Lines: read by a database as they are, and by us whatever is in them.

use std::{collections::BTreeMap, fs, process::Command};

use hearsay::{
    annotation::Document,
    format::{hearsay as own, json_lines},
    record::Timestamp,
};
use serde_json::Value;

use crate::VERSION_1;

const DOCS: &str = include_str!("../../docs/format.md");

fn lines() -> String {
    let documents = own::read(VERSION_1).expect("a file of ours").documents;
    let documents: Vec<&Document> = documents.iter().collect();
    String::from_utf8(json_lines::write(&documents, Timestamp::from_millis(0))).expect("UTF-8")
}

/// What the query in `docs/format.md` should answer: title, name, times, characters.
fn expected() -> Vec<(String, String, u64, u64)> {
    let mut said: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for line in lines().lines() {
        let article: Value = serde_json::from_str(line).expect("JSON");
        let sources = article["sources"].as_array().expect("a list");
        for annotation in article["annotations"].as_array().expect("a list") {
            let length =
                |range: &Value| range["end"].as_u64().unwrap_or(0) - range["start"].as_u64().unwrap_or(0);
            let characters: u64 = annotation["target"].as_array().expect("a list").iter().map(length).sum();
            for attribution in annotation["attributions"].as_array().into_iter().flatten() {
                let source =
                    sources.iter().find(|source| source["id"] == attribution["source"]).expect("a source");
                let text = |value: &Value| value.as_str().expect("text").to_owned();
                let count =
                    said.entry((text(&article["about"]["title"]), text(&source["name"]))).or_default();
                count.0 += 1;
                count.1 += characters;
            }
        }
    }
    said.into_iter().map(|((title, name), (times, characters))| (title, name, times, characters)).collect()
}

/// The query as it stands in the documentation.
fn query() -> &'static str {
    let (_, rest) = DOCS.split_once("```sql\n").expect("a query");
    rest.split_once("```").expect("its end").0
}

#[test]
fn who_said_how_much_is_answered_as_the_documentation_says() {
    let expected = expected();
    assert!(expected.contains(&("Mill bridge to close on Monday".into(), "Harbour office".into(), 2, 106)));
    let folder = std::env::temp_dir().join(format!("hearsay-lines-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("library.jsonl"), lines()).expect("a file");
    let program = "import duckdb, json, sys\nprint(json.dumps(duckdb.sql(sys.argv[1]).fetchall()))";
    let python = std::env::var("HEARSAY_PYTHON").unwrap_or_else(|_| "python3".into());
    let run = Command::new(python).args(["-c", program, query()]).current_dir(&folder).output();
    fs::remove_dir_all(&folder).expect("the folder is ours");
    let answer = match run {
        Ok(run) if run.status.success() => run.stdout,
        other => {
            let why =
                other.map_or_else(|e| e.to_string(), |run| String::from_utf8_lossy(&run.stderr).into_owned());
            assert!(!why.contains("Error") || why.contains("ModuleNotFoundError"), "the query fails: {why}");
            println!(
                "NOT RUN: the query of docs/format.md, since python3 has no duckdb (pip install duckdb). \
                 The same was counted with another reader."
            );
            return;
        }
    };
    let answer: Vec<(String, String, u64, u64)> = serde_json::from_slice(&answer).expect("rows");
    let mut sorted = BTreeMap::new();
    for (title, name, times, characters) in answer {
        assert_eq!(sorted.insert((title, name), (times, characters)), None);
    }
    let sorted: Vec<_> = sorted.into_iter().map(|((a, b), (c, d))| (a, b, c, d)).collect();
    assert_eq!(sorted, expected);
}

/// With a sound line before and after, this one is refused for this reason, and they are taken.
#[track_caller]
fn check(line: &str, why: &str) {
    let lines = lines();
    let mut good = lines.lines();
    let file = format!("{}\n{line}\n{}\n", good.next().expect("a line"), good.next().expect("a line"));
    let taken = json_lines::read(file.as_bytes()).expect("lines of ours");
    assert_eq!(taken.documents.len(), 2, "{line}");
    let said: Vec<String> = taken.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("line 2: left out. ") && said[0].contains(why), "{}", said[0]);
}

#[test]
fn one_bad_line_never_costs_the_others() {
    let head = r#""format": "hearsay", "version": 1"#;
    let id = r#""id": "019ab000-0000-7000-8000-0000000000ff""#;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check("null", "It is not an object with fields.");
    check("{", "It is not JSON: column 2");
    check("[] []", "It is not JSON: column 4: something follows after the end.");
    check("{}", "It does not say that its format is “hearsay”.");
    check(r#"{"format": "hearsay"}"#, "which version");
    check(r#"{"format": "hearsay", "version": 1e999}"#, "which version");
    check(r#"{"format": "hearsay", "version": 2}"#, "newer Hearsay");
    check(&format!("{{{head}}}"), "it has no “id”");
    check(&format!("{{{head}, {id}}}"), "it has no “text”");
    check(&format!("{{{head}, {id}, {id}}}"), "twice");
    check(&format!(r#"{{{head}, {id}, "text": {deep}}}"#), "nested deeper");
    check(&format!(r#"{{{head}, {id}, "text": "\ud83d"}}"#), "surrogate");
    check(lines().lines().next().expect("a line"), "an item before it in the file has the same id");
}

#[test]
fn a_million_lines_are_listed_and_harm_nothing() {
    let file = format!("{}{}", lines(), "{}\n".repeat(1_000_000));
    let taken = json_lines::read(file.as_bytes()).expect("lines of ours");
    assert_eq!((taken.documents.len(), taken.remarks.len()), (3, 1_000_000));
}
