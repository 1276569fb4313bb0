//! Annotations: claims, mentions and quotes.

use uuid::Uuid;

use super::{
    super::{Item, Why},
    attribution::Context,
    entry::Entry,
    report::{IdOf, Place, Report, excerpt},
    target,
};
use crate::{
    annotation::{
        Annotation, Body, Claim, ClaimStatus, Evidence, Kind, Mention, Origin, Quote, QuoteKind, Stance,
        Standing, Target,
    },
    format::{
        json::Node,
        word::{State, Word},
    },
    record::Timestamp,
};

/// Reads one annotation. `otherwise` is the time for one that has none.
pub(super) fn read<'a>(
    place: Place<'a>,
    otherwise: Timestamp,
    cx: &mut Context<'_, 'a>,
) -> Result<Annotation, Why> {
    let mut entry = Entry::read(place)?;
    let id = entry.id("id")?;
    let kind = entry.text("kind")?;
    let kind = Kind::of(&kind).ok_or_else(|| Why::UnknownKind(excerpt(&kind)))?;
    let target = target::read(entry.need("target")?, "target", cx.text, place, cx.report)?;
    let annotation = rest(&mut entry, id, kind, target, otherwise, cx)?;
    entry.finish(cx.report);
    Ok(annotation)
}

/// All of an annotation of this kind but its target.
pub(super) fn rest<'a>(
    entry: &mut Entry<'a>,
    id: Uuid,
    kind: Kind,
    target: Target,
    otherwise: Timestamp,
    cx: &mut Context<'_, 'a>,
) -> Result<Annotation, Why> {
    let source = if kind == Kind::Source { Some(cx.source(entry)?) } else { None };
    cx.ids.take(IdOf::Annotation, id)?;
    let body = match source {
        Some(source) => Body::Mention(Mention { source }),
        None if kind == Kind::Claim => Body::Claim(claim(entry, cx)),
        None => Body::Quote(quote(entry, cx)),
    };
    let created = entry.time("created", otherwise, cx.report);
    Ok(Annotation {
        id: id.into(),
        target,
        body,
        tags: entry.prose_list("tags", cx.report),
        note: entry.prose("note", cx.report),
        creator: entry.prose("creator", cx.report),
        origin: origin(entry, cx.report),
        created,
        modified: entry.time("modified", created, cx.report),
    })
}

fn quote<'a>(entry: &mut Entry<'a>, cx: &mut Context<'_, 'a>) -> Quote {
    let manner = entry.word("manner", QuoteKind::default(), QuoteKind::default(), cx.report);
    Quote { manner, attributions: cx.attributions(entry) }
}

fn claim<'a>(entry: &mut Entry<'a>, cx: &mut Context<'_, 'a>) -> Claim {
    let standing = standing(entry, cx);
    Claim {
        standing,
        restatement: entry.prose("restatement", cx.report),
        sort: entry.maybe_word("sort", "", cx.report).flatten(),
        status: entry.word("status", ClaimStatus::default(), ClaimStatus::default(), cx.report),
        evidence: evidence(entry, cx.report),
    }
}

/// Who stands behind a claim. Where the file contradicts itself, the attributions count.
fn standing<'a>(entry: &mut Entry<'a>, cx: &mut Context<'_, 'a>) -> Standing {
    let claimed = entry.word("standing", State::NotYet, State::NotYet, cx.report);
    let stated = entry.has_items("attributions");
    let attributions = cx.attributions(entry);
    match (claimed, attributions.is_empty()) {
        (State::Attributed, true) if !stated => cx.report.changed(entry.place, Why::NotAttributed),
        (State::NotYet | State::ArticleVoice, false) => {
            cx.report.changed(entry.place, Why::AttributedAfterAll);
        }
        (State::ArticleVoice, true) => return Standing::ArticleVoice,
        _ => {}
    }
    Standing::of(attributions)
}

fn evidence<'a>(entry: &mut Entry<'a>, report: &mut Report<'a>) -> Vec<Evidence> {
    let place = entry.place;
    let nodes = entry.list("evidence").unwrap_or_else(|why| {
        report.changed(place, why);
        Vec::new()
    });
    let mut sound = Vec::with_capacity(nodes.len());
    for (n, node) in nodes.into_iter().enumerate() {
        let place = match place.item {
            Item::Annotation(annotation) => place.inner(Item::Evidence { annotation, number: n + 1 }),
            _ => place,
        };
        match one_evidence(node, place, report) {
            Ok(evidence) => sound.push(evidence),
            Err(why) => report.left_out(place, why),
        }
    }
    sound
}

fn one_evidence<'a>(node: Node<'a>, place: Place<'a>, report: &mut Report<'a>) -> Result<Evidence, Why> {
    let mut entry = Entry::new(node, place)?;
    let evidence = Evidence {
        link: entry.prose("link", report),
        title: entry.prose("title", report),
        stance: entry.word("stance", Stance::default(), Stance::default(), report),
        note: entry.prose("note", report),
    };
    entry.finish(report);
    Ok(evidence)
}

/// How it came to be. What we cannot tell came with a file, as it now does; nobody is said to
/// have marked by hand what they may not have.
fn origin<'a>(entry: &mut Entry<'a>, report: &mut Report<'a>) -> Origin {
    let place = entry.place;
    let Some(node) = entry.take("origin") else { return Origin::Hand };
    let unknown = Origin::File { name: String::new() };
    let mut entry = match Entry::new(node, place) {
        Ok(entry) => entry,
        Err(why) => {
            report.changed(place, Why::Unreadable("origin", Box::new(why)));
            return unknown;
        }
    };
    let origin = match entry.maybe_text("from").as_deref() {
        Ok("hand") => Origin::Hand,
        Ok("suggestion") => Origin::Suggestion,
        Ok("file") => Origin::File { name: entry.prose("name", report) },
        other => {
            let found = other.map(excerpt).unwrap_or_default();
            report.changed(place, Why::UnknownWord("origin", found, "file"));
            unknown
        }
    };
    entry.finish(report);
    origin
}
