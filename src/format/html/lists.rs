//! What stands behind the text: claims, quotes, sources and what each of them said.

use maud::{Markup, html};

use super::{
    super::{context, word::Word},
    numbers::Numbers,
    page::Made,
    text::shown,
};
use crate::{
    annotation::{
        Annotation, Attribution, AttributionLevel, Body, Claim, ClaimStatus, Document, Evidence, Kind, Quote,
        Source, Stance, Standing,
    },
    record::SourceId,
};

/// The lists of one article.
pub(super) fn lists(document: &Document, numbers: &Numbers, language: Option<&str>, made: Made) -> Markup {
    let annotations = document.in_reading_order().into_iter().map(|annotation| &**annotation).collect();
    let lists = Lists { document, annotations, numbers, language, made };
    html! {
        (lists.annotations(Kind::Claim, "Claims"))
        (lists.annotations(Kind::Quote, "Quotes"))
        (lists.sources())
    }
}

struct Lists<'a> {
    document: &'a Document,
    /// In reading order.
    annotations: Vec<&'a Annotation>,
    numbers: &'a Numbers,
    /// Of the article’s words, as a tag.
    language: Option<&'a str>,
    made: Made,
}

impl Lists<'_> {
    fn annotations(&self, kind: Kind, heading: &str) -> Markup {
        let items: Vec<_> = self.annotations.iter().filter(|annotation| annotation.kind() == kind).collect();
        html! {
            @if !items.is_empty() {
                section {
                    h2 { (heading) }
                    ol {
                        @for annotation in items {
                            li id=(self.numbers.anchor(annotation)) { (self.annotation(annotation)) }
                        }
                    }
                }
            }
        }
    }

    fn annotation(&self, annotation: &Annotation) -> Markup {
        html! {
            p.words {
                (self.label(annotation))
                q lang=[self.language] dir="auto" { (shown(&self.words(annotation))) }
                @if self.made == Made::ForPaper && annotation.kind() == Kind::Claim {
                    " " span.tick aria-hidden="true" {}
                }
            }
            @match &annotation.body {
                Body::Claim(claim) => (self.claim(claim)),
                Body::Quote(quote) => (self.quote(quote)),
                Body::Mention(_) => {}
            }
            (written(annotation))
        }
    }

    fn claim(&self, claim: &Claim) -> Markup {
        html! {
            @if !claim.restatement.is_empty() {
                p { "In other words: " span dir="auto" { (shown(&claim.restatement)) } }
            }
            p.facts {
                @if let Some(sort) = claim.sort { (sort.word()) ", " }
                strong class=(claim.status.word()) { (claim.status.word()) }
                @match &claim.standing {
                    Standing::NotYet => ", not yet attributed",
                    Standing::ArticleVoice => ", in the article’s own voice",
                    Standing::Attributed { .. } => "",
                }
            }
            (self.attributions(claim.standing.attributions()))
            @if claim.evidence.iter().any(|evidence| !is_blank(evidence)) {
                ul {
                    @for evidence in claim.evidence.iter().filter(|evidence| !is_blank(evidence)) {
                        li { (self::evidence(evidence)) }
                    }
                }
            }
        }
    }

    fn quote(&self, quote: &Quote) -> Markup {
        html! {
            p.facts {
                (quote.manner.word())
                @if quote.attributions.is_empty() { ", not yet attributed" }
            }
            (self.attributions(&quote.attributions))
        }
    }

    fn attributions(&self, attributions: &[Attribution]) -> Markup {
        html! {
            @for attribution in attributions {
                p.by { "by " (self.attributed(attribution)) }
            }
        }
    }

    fn attributed(&self, by: &Attribution) -> Markup {
        html! {
            (self.name(by.source))
            @if let Some(cue) = &by.cue {
                " (“" bdi lang=[self.language] { (shown(&context::words(self.document.article.text.as_str(), cue.ranges()))) } "”)"
            }
            @for via in &by.via { ", according to " (self.attributed(via)) }
        }
    }

    /// The name of a source, leading to its entry.
    fn name(&self, id: SourceId) -> Markup {
        let name = self.document.sources.get(&id).map_or("", |source| &source.name);
        html! {
            a href={ "#" (self.numbers.source_anchor(id)) } {
                bdi { (or(&shown(name), "unnamed")) } " " span.number { (self.numbers.source_label(id)) }
            }
        }
    }

    fn sources(&self) -> Markup {
        let ids = self.numbers.sources();
        let sources = ids.iter().filter_map(|id| self.document.sources.get(id));
        html! {
            @if !self.document.sources.is_empty() {
                section {
                    h2 { "Sources, and what they said" }
                    ol {
                        @for source in sources {
                            li id=(self.numbers.source_anchor(source.id)) { (self.source(source)) }
                        }
                    }
                }
            }
        }
    }

    fn source(&self, source: &Source) -> Markup {
        let said = self.said_by(source.id);
        let mentions: Vec<_> = self.document.mentions_of(source.id).collect();
        html! {
            p.words {
                span.number.source { (self.numbers.source_label(source.id)) } " "
                strong { bdi { (or(&shown(&source.name), "unnamed")) } }
            }
            p.facts {
                (source.kind.word())
                @if !source.role.is_empty() { ", " bdi { (shown(&source.role)) } }
                @if source.level != AttributionLevel::OnRecord { ", " (source.level.word().replace('-', " ")) }
            }
            @if !source.anonymity_reason.is_empty() {
                p { "Not named: " span dir="auto" { (shown(&source.anonymity_reason)) } }
            }
            @if said.is_empty() {
                p.facts { "Nothing is attributed to this source." }
            } @else {
                ul {
                    @for annotation in said {
                        li {
                            (self.label(annotation))
                            q lang=[self.language] dir="auto" { (shown(&self.words(annotation))) }
                        }
                    }
                }
            }
            (note(&source.note))
            @for mention in mentions { (written(mention)) }
        }
    }

    /// The quotes and claims a source vouches for, also as one behind another.
    fn said_by(&self, source: SourceId) -> Vec<&Annotation> {
        let vouches =
            |a: &Annotation| a.attributions().iter().flat_map(Attribution::all).any(|by| by.source == source);
        self.annotations.iter().copied().filter(|annotation| vouches(annotation)).collect()
    }

    /// The number of an annotation, leading to its entry, with a blank behind it.
    fn label(&self, annotation: &Annotation) -> Markup {
        html! {
            a class={ "number " (annotation.kind().as_str()) } href={ "#" (self.numbers.anchor(annotation)) }
                aria-label=(self.numbers.name(annotation)) { (self.numbers.label(annotation)) }
            " "
        }
    }

    fn words(&self, annotation: &Annotation) -> String {
        context::words(self.document.article.text.as_str(), annotation.target.ranges())
    }
}

/// Tags and note.
fn written(annotation: &Annotation) -> Markup {
    html! {
        @if !annotation.tags.is_empty() {
            p.facts {
                "Tags: "
                @for (n, tag) in annotation.tags.iter().enumerate() {
                    @if n > 0 { ", " }
                    bdi { (shown(tag)) }
                }
            }
        }
        (note(&annotation.note))
    }
}

fn note(note: &str) -> Markup {
    html! {
        @if !note.is_empty() { p.note { "Note: " span dir="auto" { (shown(note)) } } }
    }
}

/// Whether nothing was written on it yet.
fn is_blank(evidence: &Evidence) -> bool {
    [&evidence.link, &evidence.title, &evidence.note].iter().all(|text| text.trim().is_empty())
}

fn evidence(evidence: &Evidence) -> Markup {
    let stance = match evidence.stance {
        Stance::Supports => "Supports it: ",
        Stance::Refutes => "Speaks against it: ",
        Stance::Context => "Helps to understand it: ",
    };
    let title = shown(if evidence.title.is_empty() { &evidence.link } else { &evidence.title });
    let is_address = context::is_web_address(&evidence.link);
    html! {
        (stance)
        @if is_address {
            a href=(evidence.link) rel="noopener noreferrer nofollow" { bdi { (title) } }
            // Paper has no links.
            @if !evidence.title.is_empty() { " " span.address { (evidence.link) } }
        } @else {
            bdi { (title) }
            @if !evidence.title.is_empty() && !evidence.link.is_empty() { " " bdi { (shown(&evidence.link)) } }
        }
        // An address would take a full stop for a part of it.
        @if !evidence.note.is_empty() { " – " span dir="auto" { (shown(&evidence.note)) } }
    }
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.trim().is_empty() { otherwise } else { text }
}

/// How many claims of an article have which status, for its head: “2 refuted, 1 unchecked”.
pub(super) fn statuses(document: &Document) -> Vec<String> {
    let status = |annotation: &Annotation| match &annotation.body {
        Body::Claim(claim) => Some(claim.status),
        _ => None,
    };
    // What was set aside counts in no figure.
    let counted = || document.annotations.values().filter(|a| !document.is_aside(a));
    let count = |wanted| counted().filter(|a| status(a) == Some(wanted)).count();
    let counts = ClaimStatus::ALL.map(|wanted| (count(wanted), wanted.word()));
    counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect()
}
