//! A small document for tests: one of everything, in a text of our own.

use std::rc::Rc;

use crate::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, ClaimKind, ClaimStatus, Document, Evidence,
        Mention, Origin, Quote, QuoteKind, Source, SourceKind, Stance, Standing, Target,
    },
    article::{About, Article, Block, BlockKind, FrozenText},
    record::{AnnotationId, Stamp, Timestamp},
    text::marked::marked,
};

/// When everything in it happened.
pub(crate) fn at() -> Timestamp {
    Timestamp::from_rfc3339("2026-11-22T16:04:00Z").expect("a time")
}

/// An article with a split quote, its source and cue, and a claim with evidence.
pub(crate) fn document() -> Document {
    let (text, ranges) = marked(
        "<h>Bridge to close</h>\n\n<p><q>“It is not safe,”</q> <cue>said</cue> <s>Ines Calloway</s>, \
         <r>“and it was not last year.”</r></p>\n\n<p2><c>The bridge carries 900 carts a day</c> 🛒.</p2>\n",
    );
    let range = |name: &str| ranges.iter().find(|(n, _)| n == name).expect("a range").1;
    let blocks = vec![
        Block::of(BlockKind::Heading { level: 1 }, range("h")),
        Block::paragraph(range("p")),
        Block::paragraph(range("p2")),
    ];
    let stamp = Stamp { at: at(), random: 7 << 64 };
    let about = About {
        title: "Bridge to close".into(),
        site: "The Race Courier".into(),
        url: "https://courier.example/bridge".into(),
        ..About::default()
    };
    let article = Article {
        id: stamp.id(0),
        about,
        text: Rc::new(FrozenText::new(text, blocks).expect("blocks")),
        created: at(),
        modified: at(),
        binned: None,
    };
    let mut document = Document::new(Rc::new(article));
    let source = Source {
        id: stamp.id(1),
        name: "Ines Calloway".into(),
        kind: SourceKind::Person,
        role: "harbour master".into(),
        level: AttributionLevel::OnRecord,
        anonymity_reason: String::new(),
        note: String::new(),
        created: at(),
        modified: at(),
    };
    let annotation = |n, target, body, note: &str| Annotation {
        id: stamp.id(n),
        target,
        body,
        tags: if note.is_empty() { Vec::new() } else { vec!["safety".into()] },
        note: note.into(),
        creator: "Sam Ode".into(),
        origin: Origin::Hand,
        created: at(),
        modified: at(),
    };
    let mention: AnnotationId = stamp.id(2);
    let quote = Quote {
        manner: QuoteKind::Direct,
        attributions: vec![Attribution {
            id: stamp.id(5),
            source: source.id,
            mention: Some(mention),
            cue: Some(Target::from(range("cue"))),
            via: Vec::new(),
        }],
    };
    let claim = Claim {
        standing: Standing::ArticleVoice,
        restatement: "900 carts cross the bridge every day".into(),
        sort: Some(ClaimKind::Figure),
        status: ClaimStatus::Refuted,
        evidence: vec![Evidence {
            link: "https://counts.example/2026".into(),
            title: "Traffic count".into(),
            stance: Stance::Refutes,
            note: "612 on the day of the count.".into(),
        }],
    };
    let quoted = Target::new([range("q"), range("r")]).expect("ranges");
    let all = [
        annotation(2, range("s").into(), Body::Mention(Mention { source: source.id }), ""),
        annotation(3, quoted, Body::Quote(quote), "Ask what changed."),
        annotation(4, range("c").into(), Body::Claim(claim), ""),
    ];
    document.sources.insert(source.id, Rc::new(source));
    for annotation in all {
        document.annotations.insert(annotation.id, Rc::new(annotation));
    }
    document
}
