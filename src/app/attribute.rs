//! Attributing: who is behind a quote or claim, and by which words the article says so.

use crate::{
    annotation::{Act, Attribution, Body, Change, Kind, MAX_NESTING, SourceKind, Standing, Target},
    record::{AnnotationId, AttributionId, SourceId, Stamp},
    suggest::{self, Candidate},
    text::TextRange,
};

use super::{
    Choice, Desk, Picker,
    acts::{self, Changes},
    together,
};

/// The number of the attribution's id within its act.
const ATTRIBUTION: u32 = 2;

/// Several annotations attributed to one choice.
pub(super) fn choose_for(
    desk: &Desk,
    ids: impl Iterator<Item = AnnotationId>,
    choice: Choice,
    stamp: Stamp,
) -> Option<Changes> {
    let (source, made) = match choice {
        Choice::Source(candidate) => (candidate.source, None),
        Choice::New(name) => {
            let kind = suggest::kind_of(&name);
            let (source, made) = acts::new_source(name, kind, stamp);
            (source, Some(made))
        }
        Choice::ArticleVoice => {
            let changes = ids.filter_map(|id| voice(desk, id, Standing::ArticleVoice, stamp));
            return Some((Act::Attribute, changes.flat_map(|(_, changes)| changes).collect()));
        }
    };
    let changed = (acts::MANY..).zip(ids).filter_map(|(n, id)| attribute(desk, id, source, None, n, stamp));
    Some((Act::Attribute, made.into_iter().chain(changed).collect()))
}

/// An attribution of the annotation, itself attributed to what was chosen.
pub(super) fn choose_via(
    desk: &Desk,
    annotation: AnnotationId,
    outer: AttributionId,
    choice: Choice,
    stamp: Stamp,
) -> Option<Changes> {
    let (source, mention, made) = match choice {
        Choice::Source(candidate) => (candidate.source, candidate.mention, None),
        Choice::New(name) => {
            let kind = suggest::kind_of(&name);
            let (source, made) = acts::new_source(name, kind, stamp);
            (source, None, Some(made))
        }
        Choice::ArticleVoice => return None,
    };
    let content = desk.document.annotations.get(&annotation)?;
    let mention = mention.filter(|mention| is_near(desk, annotation, *mention));
    let changed = acts::change(content, stamp, |a| {
        for top in acts::attributions_mut(&mut a.body) {
            let room = top.depth() < MAX_NESTING;
            top.for_each_mut(&mut |it| {
                let known = it.source == source || it.via.iter().any(|via| via.source == source);
                if it.id == outer && room && !known {
                    let id = stamp.id(ATTRIBUTION);
                    it.via.push(Attribution { id, source, mention, cue: None, via: Vec::new() });
                }
            });
        }
    })?;
    Some((Act::Attribute, made.into_iter().chain([changed]).collect()))
}

/// The annotation attributed to what was chosen.
pub(super) fn choose(desk: &Desk, annotation: AnnotationId, choice: Choice, stamp: Stamp) -> Option<Changes> {
    match choice {
        Choice::ArticleVoice => voice(desk, annotation, Standing::ArticleVoice, stamp),
        Choice::Source(candidate) => {
            let mention = candidate.mention.filter(|mention| is_near(desk, annotation, *mention));
            let changed = attribute(desk, annotation, candidate.source, mention, ATTRIBUTION, stamp)?;
            Some((Act::Attribute, vec![changed]))
        }
        Choice::New(name) => {
            let kind: SourceKind = suggest::kind_of(&name);
            let (source, made) = acts::new_source(name, kind, stamp);
            let changed = attribute(desk, annotation, source, None, ATTRIBUTION, stamp)?;
            Some((Act::Attribute, vec![made, changed]))
        }
    }
}

/// What the picker asks about, attributed to the source that a mention names.
pub(super) fn choose_mention(
    desk: &Desk,
    picker: &Picker,
    mention: AnnotationId,
    stamp: Stamp,
) -> Option<Changes> {
    let Body::Mention(named) = desk.document.annotations.get(&mention)?.body else { return None };
    let choice = Choice::Source(Candidate { source: named.source, mention: Some(mention) });
    match picker.via {
        Some(outer) => choose_via(desk, picker.annotation, outer, choice, stamp),
        None if picker.many => together::attribute_to(desk, choice, stamp),
        None => {
            let changed =
                attribute(desk, picker.annotation, named.source, Some(mention), ATTRIBUTION, stamp)?;
            Some((Act::Attribute, vec![changed]))
        }
    }
}

/// One more attribution with the cue proposed; `n` is the number of its id within the act. `None` when the source is named already.
fn attribute(
    desk: &Desk,
    id: AnnotationId,
    source: SourceId,
    mention: Option<AnnotationId>,
    n: u32,
    stamp: Stamp,
) -> Option<Change> {
    let annotation = desk.document.annotations.get(&id)?;
    if annotation.attributions().iter().any(|a| a.source == source) {
        return None;
    }
    let named = mention.and_then(|id| desk.document.annotations.get(&id)).map(|m| &m.target);
    let cue = suggest::cue(&desk.document.article.text, &annotation.target, named).map(Target::from);
    let attribution = Attribution { id: stamp.id(n), source, mention, cue, via: Vec::new() };
    acts::change(annotation, stamp, |a| match &mut a.body {
        Body::Quote(quote) => quote.attributions.push(attribution),
        Body::Claim(claim) => {
            let mut attributions = claim.standing.attributions().to_vec();
            attributions.push(attribution);
            claim.standing = Standing::of(attributions);
        }
        Body::Mention(_) => {}
    })
}

/// A mention names the source *here* when it stands in the same paragraph.
pub(super) fn is_near(desk: &Desk, annotation: AnnotationId, mention: AnnotationId) -> bool {
    let text = &desk.document.article.text;
    let find = |id| desk.document.annotations.get(&id).map(|a| a.target.span());
    match (find(annotation), find(mention)) {
        (Some(content), Some(mention)) => {
            text.blocks_touching(content).contains(&text.block_at(mention.start()))
        }
        _ => false,
    }
}

/// The focused annotation without this attribution.
pub(super) fn unattribute(desk: &Desk, attribution: AttributionId, stamp: Stamp) -> Option<Changes> {
    let changed = acts::change(desk.focused()?, stamp, |a| {
        for outer in acts::attributions_mut(&mut a.body) {
            outer.for_each_mut(&mut |outer| outer.via.retain(|via| via.id != attribution));
        }
        match &mut a.body {
            Body::Quote(quote) => quote.attributions.retain(|a| a.id != attribution),
            Body::Claim(claim) => {
                let left =
                    claim.standing.attributions().iter().filter(|a| a.id != attribution).cloned().collect();
                // The article's voice has none to begin with, and stays.
                if claim.standing != Standing::ArticleVoice {
                    claim.standing = Standing::of(left);
                }
            }
            Body::Mention(_) => {}
        }
    })?;
    Some((Act::Attribute, vec![changed]))
}

/// The claim in the article's voice. Attributions that were there go.
fn voice(desk: &Desk, id: AnnotationId, standing: Standing, stamp: Stamp) -> Option<Changes> {
    let changed = acts::change(desk.document.annotations.get(&id)?, stamp, |a| {
        if let Body::Claim(claim) = &mut a.body {
            claim.standing = standing;
        }
    })?;
    Some((Act::Attribute, vec![changed]))
}

/// What is told where an act takes attributions away that nobody pointed at: a claim that comes
/// into the article's voice has none.
pub(super) fn dropped_by(desk: &Desk, act: Act, changes: &[Change]) -> Option<String> {
    let mut names = Vec::new();
    let mut claims = 0;
    for change in changes.iter().filter(|_| act == Act::Attribute) {
        let Change::Annotation { before: Some(before), after: Some(after) } = change else { continue };
        if matches!(&after.body, Body::Claim(claim) if claim.standing == Standing::ArticleVoice)
            && !before.attributions().is_empty()
        {
            claims += 1;
            let sources = before.attributions().iter().filter_map(|a| desk.document.sources.get(&a.source));
            names.extend(sources.map(|source| source.name.as_str()));
        }
    }
    match claims {
        0 => None,
        1 => Some(format!("In the article’s voice now, and no longer attributed to {}.", names.join(", "))),
        many => {
            Some(format!("In the article’s voice now; {many} claims are no longer attributed to anybody."))
        }
    }
}

/// The focused claim in the article's voice, or, where it is, not yet attributed.
pub(super) fn toggle_voice(desk: &Desk, stamp: Stamp) -> Option<Changes> {
    let annotation = desk.focused()?;
    let Body::Claim(claim) = &annotation.body else { return None };
    let standing =
        if claim.standing == Standing::ArticleVoice { Standing::NotYet } else { Standing::ArticleVoice };
    voice(desk, annotation.id, standing, stamp)
}

/// The cue of an attribution set to a range, or cleared.
pub(super) fn set_cue(
    desk: &Desk,
    attribution: AttributionId,
    cue: Option<TextRange>,
    stamp: Stamp,
) -> Option<Changes> {
    let changed = acts::change(desk.focused()?, stamp, |a| {
        for outer in acts::attributions_mut(&mut a.body) {
            outer.for_each_mut(&mut |inner| {
                if inner.id == attribution {
                    inner.cue = cue.map(Target::from);
                }
            });
        }
    })?;
    Some((Act::Cue, vec![changed]))
}

/// The attribution whose cue a selection sets: the first without one, else the first.
pub(super) fn cue_wanted(desk: &Desk) -> Option<AttributionId> {
    let attributions = desk.focused().filter(|a| a.kind() != Kind::Source)?.attributions();
    attributions.iter().find(|a| a.cue.is_none()).or(attributions.first()).map(|a| a.id)
}
