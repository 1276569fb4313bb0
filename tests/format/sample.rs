//! The built-in sample, marked as its list of annotations has it, goes out and comes back.

use std::{collections::BTreeMap, rc::Rc};

use hearsay::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, ClaimKind, Document, Mention, Origin, Quote,
        QuoteKind, Source, SourceKind, Standing, Target,
    },
    article::Article,
    format::hearsay::{read, write},
    import,
    record::{SourceId, Stamp, Timestamp},
    sample,
    text::{TextRange, size_of},
};

/// One annotation a line: kind, words, source, cue, and two columns that depend on the kind.
const ANNOTATIONS: &str = include_str!("../../src/sample/annotations.txt");

fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_millis(1_795_363_440_000), random: 7 << 64 }
}

/// The range of these words; “said#2” is where they stand for the second time.
fn range(text: &str, words: &str) -> TextRange {
    let numbered = words.rsplit_once('#').and_then(|(words, n)| Some((words, n.parse::<usize>().ok()?)));
    let (words, n) = numbered.unwrap_or((words, 1));
    let (at, _) = text.match_indices(words).nth(n - 1).unwrap_or_else(|| panic!("no {words}"));
    TextRange::at(size_of(&text[..at]), size_of(words))
}

fn target(text: &str, words: &str) -> Target {
    Target::new(words.split(" || ").map(|words| range(text, words))).expect("words")
}

fn source(id: SourceId, name: &str) -> Source {
    Source {
        id,
        name: name.to_owned(),
        kind: SourceKind::default(),
        role: String::new(),
        level: AttributionLevel::default(),
        anonymity_reason: String::new(),
        note: String::new(),
        created: stamp().at,
        modified: stamp().at,
    }
}

fn document() -> Document {
    let draft = import::plain(sample::ARTICLE).expect("an article");
    let text = Rc::new(draft.freeze().expect("blocks"));
    let article = Article {
        id: stamp().id(0),
        about: draft.about,
        text: Rc::clone(&text),
        created: stamp().at,
        modified: stamp().at,
        binned: None,
    };
    let mut document = Document::new(Rc::new(article));
    let mut register: BTreeMap<&str, SourceId> = BTreeMap::new();
    for (n, line) in (1..).zip(ANNOTATIONS.lines()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, words, name, cue, _, note] = columns[..] else { panic!("six columns: {line}") };
        let named = !matches!(name, "-" | "article");
        let id = *register.entry(name).or_insert_with(|| stamp().id(1_000 + n));
        if named {
            document.sources.entry(id).or_insert_with(|| Rc::new(source(id, name)));
        }
        let cue = (cue != "-").then(|| target(text.as_str(), cue));
        let by = Attribution { id: stamp().id(2_000 + n), source: id, mention: None, cue, via: Vec::new() };
        let attributions = if named { vec![by] } else { Vec::new() };
        let body = match kind {
            "source" => Body::Mention(Mention { source: id }),
            "quote" => Body::Quote(Quote { manner: QuoteKind::Direct, attributions }),
            _ => {
                let standing =
                    if name == "article" { Standing::ArticleVoice } else { Standing::of(attributions) };
                Body::Claim(Claim { standing, sort: Some(ClaimKind::Fact), ..Claim::default() })
            }
        };
        let annotation = Annotation {
            id: stamp().id(n),
            target: target(text.as_str(), words),
            body,
            tags: Vec::new(),
            note: note.to_owned(),
            creator: String::new(),
            origin: Origin::Suggestion,
            created: stamp().at,
            modified: stamp().at,
        };
        document.annotations.insert(annotation.id, Rc::new(annotation));
    }
    document
}

#[test]
fn the_sample_comes_back_and_follows_the_schema() {
    let document = document();
    let file = write(&[&document], stamp().at);
    let imported = read(&file).expect("our own file");
    assert_eq!(imported.problems, []);
    assert_eq!(imported.documents, [document]);
    let schema = serde_json::from_str(include_str!("../../docs/hearsay.schema.json")).expect("JSON");
    let file = serde_json::from_str(&file).expect("JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&file));
}
