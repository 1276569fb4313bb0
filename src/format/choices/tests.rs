use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{AttributionLevel, Kind, Origin, SourceKind, arbitrary},
    format::kind::{self, Format},
    record::Timestamp,
};

/// The document with every withheld source given strings that stand nowhere else.
fn with_secrets(document: &Document) -> (Document, Vec<String>) {
    let mut document = document.clone();
    let mut secrets = Vec::new();
    for (n, source) in document.sources.values_mut().enumerate() {
        if source.level == AttributionLevel::OnRecord {
            continue;
        }
        let mut secret = |what: &str| {
            secrets.push(format!("Qx{what}zw{n}"));
            format!("Qx{what}zw{n}")
        };
        let source = Rc::make_mut(source);
        source.name = secret("name");
        source.role = secret("role");
        source.anonymity_reason = secret("reason");
        source.note = secret("note");
    }
    // Somebody wrote the names where they do not belong.
    for (n, annotation) in document.annotations.values_mut().enumerate() {
        if let Some(secret) = secrets.get(n % 5) {
            let annotation = Rc::make_mut(annotation);
            annotation.note = format!("Ask {secret}, again");
            annotation.tags.push(secret.to_uppercase());
            annotation.origin = Origin::File { name: format!("{secret}.json") };
        }
    }
    for (n, stray) in document.strays.values_mut().enumerate() {
        if let Some(secret) = secrets.get(n % 5) {
            let stray = Rc::make_mut(stray);
            stray.note = format!("Ask {secret}, again");
            stray.tags.push(secret.to_uppercase());
            stray.origin = Origin::File { name: format!("{secret}.json") };
        }
    }
    (document, secrets)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_word_of_a_withheld_source_is_in_any_file(document in arbitrary::document()) {
        let (document, secrets) = with_secrets(&document);
        for format in Format::ALL {
            for file in kind::write(format, &[&document], &Choices::default(), Timestamp::from_millis(0)).files {
                let text = String::from_utf8_lossy(&file.bytes).to_lowercase();
                for secret in &secrets {
                    prop_assert!(!text.contains(&secret.to_lowercase()), "{format:?} says {secret}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_left_out_that_may_go_along(document in arbitrary::document()) {
        let (copy, kept) = Choices::EVERYTHING.apply(&document);
        prop_assert_eq!(copy, document);
        prop_assert_eq!(kept.sentences(), Vec::<String>::new());
    }

    #[test]
    fn what_leaves_refers_to_nothing_that_stays(document in arbitrary::document()) {
        let (copy, kept) = Choices::default().apply(&document);
        let bodies = copy.annotations.values().map(|a| &a.body).chain(copy.strays.values().map(|s| &s.body));
        for body in bodies {
            for attribution in body.attributions().iter().flat_map(Attribution::all) {
                prop_assert!(copy.sources.contains_key(&attribution.source));
                prop_assert!(attribution.mention.is_none_or(|m| copy.annotations.contains_key(&m)));
            }
            if let Body::Mention(mention) = body {
                prop_assert!(copy.sources.contains_key(&mention.source));
            }
        }
        prop_assert_eq!(copy.sources.len() + kept.sources, document.sources.len());
        let all = |document: &Document| document.annotations.len() + document.strays.len();
        prop_assert_eq!(all(&copy) + kept.mentions, all(&document));
        prop_assert_eq!(Choices::default().apply(&copy).1, Kept::default());
    }
}

#[test]
fn words_stay_where_their_source_goes() {
    let mut document = crate::format::example::document();
    let id = *document.sources.keys().next().expect("a source");
    let source = Rc::make_mut(document.sources.get_mut(&id).expect("a source"));
    source.level = AttributionLevel::OffRecord;
    source.kind = SourceKind::Anonymous;
    let (copy, kept) = Choices::default().apply(&document);
    let quotes = copy.annotations.values().filter(|a| a.kind() == Kind::Quote);
    assert_eq!(quotes.clone().count(), 1, "the words are the article’s own");
    assert!(quotes.clone().all(|quote| quote.attributions().is_empty() && quote.note.is_empty()));
    assert_eq!(
        kept.sentences(),
        [
            "1 source was left out, with 1 mention and 1 attribution: only what is on the record goes along.",
            "1 quote or claim stands in the file without a source.",
            "1 item goes without notes, tags or evidence, because they could tell who such a source is.",
        ]
    );
}

#[test]
fn notes_and_evidence_are_left_out_on_demand() {
    let document = crate::format::example::document();
    let (copy, kept) = Choices { notes: false, evidence: false, withheld: true }.apply(&document);
    assert!(copy.annotations.values().all(|annotation| annotation.note.is_empty()));
    assert_eq!(kept.sentences(), ["1 note was left out.", "1 piece of evidence was left out."]);
}
