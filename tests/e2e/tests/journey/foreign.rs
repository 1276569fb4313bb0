//! A file of each other tool comes in through the browser, with what it says of words and speakers.

use super::MILL;
use hearsay_e2e::{Hearsay, play};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What the tools that bring their own text were used on.
const BRIDGE: &str = "Bridge to close\n\nThe bridge is not safe, said Ines Calloway. Nobody asked her.";
const CONTENT: &str = "The bridge is not safe";
const CUE: &str = "said";
const SOURCE: &str = "Ines Calloway";

/// Where words of [`BRIDGE`] stand: letters, code points and code units are the same there.
fn at(words: &str) -> (usize, usize) {
    let start = BRIDGE.find(words).expect("words of the text");
    (start, start + words.len())
}

/// Writes files where the browser finds them.
fn files(app: &Hearsay, files: &[(&str, String)]) -> anyhow::Result<Vec<PathBuf>> {
    let folder = app.browser.profile().temporary();
    let write = |(name, words): &(&str, String)| {
        let path = folder.join(name);
        std::fs::write(&path, words)?;
        Ok(path)
    };
    files.iter().map(write).collect()
}

/// Awaits that exactly these annotations are there: kind, words, and who is behind them.
async fn has(app: &Hearsay, what: &str, wanted: &[(&str, &str, &str)]) -> anyhow::Result<()> {
    app.until_shown(what, |shown| {
        let rows = shown.rows.iter();
        let found: Vec<_> = rows.map(|r| (r.kind.as_str(), r.words.as_str(), r.by.as_str())).collect();
        // Painted, too: the text under each mark is the words of its row.
        let painted = shown.rows.iter().all(|row| shown.words_of(&row.id) == row.words);
        found == wanted && painted
    })
    .await
    .map(drop)
}

#[tokio::test]
async fn annotations_of_other_tools_are_found_in_the_open_article() -> anyhow::Result<()> {
    play("annotations_of_other_tools_are_found_in_the_open_article", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let hypothesis = json!({ "total": 1, "rows": [{
            "id": "AxkL3wEvEe", "created": "2026-05-01T08:00:00.123456+00:00", "updated": "2026-05-02T08:00:00.000000+00:00",
            "user": "acct:sam.ode@hypothes.is", "uri": "https://courier.example/mill", "tags": ["quote"], "text": "Ask again.",
            "document": { "title": ["Mill to close"] },
            "target": [{ "source": "https://courier.example/mill", "selector": [
                { "type": "TextPositionSelector", "start": 4812, "end": 4823 },
                { "type": "TextQuoteSelector", "exact": "Prices fell", "prefix": "“", "suffix": ",” said" },
            ]}],
        }]});
        let recogito = json!([{
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
            "id": "#9d0f3c1a-5b0e-4c8e-8a55-0d7a4a0f2b11",
            "body": [{ "type": "TextualBody", "purpose": "tagging", "value": "Claim" }],
            "target": { "source": "https://courier.example/mill", "selector": [
                { "type": "TextQuoteSelector", "exact": "prices fell in April", "prefix": "said that ", "suffix": "." },
            ]},
        }, {
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "#nowhere",
            "target": { "source": "https://courier.example/mill", "selector": [
                { "type": "TextQuoteSelector", "exact": "thirty new mills along the coast" },
            ]},
        }]);
        let quote = ("quote", "Prices fell", "not yet attributed");
        for path in files(app, &[("hypothesis.json", hypothesis.to_string())])? {
            app.import_file(&path).await?;
        }
        let report = app.report().await?;
        assert!(report.headline.starts_with("hypothesis.json was taken in"), "{report:?}");
        has(app, "Hypothesis’s annotation stands on its words", &[quote]).await?;

        for path in files(app, &[("recogito.jsonld", recogito.to_string())])? {
            app.import_file(&path).await?;
        }
        let report = app.report().await?;
        assert!(report.headline.starts_with("recogito.jsonld was taken in"), "{report:?}");
        // The one whose words are nowhere is what there is to look at first.
        app.show_tab("Annotations").await?;
        let both = [quote, ("claim", "prices fell in April", "not yet attributed")];
        has(app, "Recogito’s does, and none stands where its words are not", &both).await?;

        app.reload().await?;
        has(app, "both are kept", &both).await
    })
    .await
}

#[tokio::test]
async fn a_file_of_each_tool_with_its_own_text_becomes_an_article() -> anyhow::Result<()> {
    play("a_file_of_each_tool_with_its_own_text_becomes_an_article", async |stage| {
        let app = &stage.app;
        for (tool, made) in [
            ("brat", brat()),
            ("Label Studio", vec![("tasks.json", label_studio().to_string())]),
            ("doccano", vec![("lines.jsonl", format!("{}\n", doccano()))]),
            ("Citron", vec![("quotes.json", citron().to_string())]),
        ] {
            app.import_files(&files(app, &made)?).await?;
            let wanted = [("quote", CONTENT, SOURCE), ("source", SOURCE, SOURCE)];
            has(app, &format!("{tool}’s quote has its source"), &wanted).await?;
            app.reload().await?;
            has(app, &format!("{tool}’s quote is kept"), &wanted).await?;
            // The next has the same text, and would be found to be the same article.
            app.wipe().await?;
        }
        Ok(())
    })
    .await
}

/// The text, and the annotations in a file beside it.
fn brat() -> Vec<(&'static str, String)> {
    let bound = |id, label, words| {
        let (start, end) = at(words);
        format!("T{id}\t{label} {start} {end}\t{words}\n")
    };
    let event = "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n";
    let ann = [
        bound(1, "Content", CONTENT),
        bound(2, "Cue", CUE),
        bound(3, "Source", SOURCE),
        bound(4, "Attribution", CUE),
    ];
    vec![("bridge.txt", BRIDGE.to_owned()), ("bridge.ann", ann.concat() + event)]
}

fn label_studio() -> Value {
    let region = |id, label, words| {
        let (start, end) = at(words);
        json!({ "id": id, "from_name": "label", "to_name": "text", "type": "labels",
            "value": { "start": start, "end": end, "text": words, "labels": [label] } })
    };
    let relation = |from, to, label| json!({ "type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": [label] });
    json!([{ "id": 7, "data": { "text": BRIDGE }, "annotations": [{ "id": 8, "result": [
        region("q", "Quote", CONTENT), region("c", "Cue", CUE), region("s", "Source", SOURCE),
        relation("q", "c", "cue"), relation("c", "s", "source"),
    ]}]}])
}

fn doccano() -> Value {
    let entity = |id, label, words| {
        let (start, end) = at(words);
        json!({ "id": id, "label": label, "start_offset": start, "end_offset": end })
    };
    json!({ "id": 1, "text": BRIDGE, "Comments": [],
        "entities": [entity(5, "Quote", CONTENT), entity(6, "Cue", CUE), entity(7, "Source", SOURCE)],
        "relations": [
            { "id": 1, "from_id": 5, "to_id": 6, "type": "cue" },
            { "id": 2, "from_id": 6, "to_id": 7, "type": "source" },
        ] })
}

fn citron() -> Value {
    let span = |words| {
        let (start, end) = at(words);
        json!({ "start": start, "end": end, "text": words })
    };
    json!({ "text": BRIDGE, "coreference_groups": [],
        "quotes": [{ "cue": span(CUE), "sources": [span(SOURCE)], "contents": [span(CONTENT)] }] })
}
