//! From a plan to a document: ids given out, ranges fitted to the text, references resolved.
//!
//! Neighbour: [`super::plan`].

use std::{collections::BTreeMap, rc::Rc};

use proptest::sample::Index;
use uuid::Uuid;

use super::plan::{AnnotationPlan, AttributionPlan, BlockPlan, BodyPlan, Plan, TargetPlan};
use crate::{
    annotation::{
        Annotation, Attribution, Body, Claim, Document, Fate, Mention, Quote, Source, Standing, Stray, Target,
    },
    article::{About, Article, Block, FrozenText},
    record::{AnnotationId, SourceId},
    text::{TextRange, TextSize, size_of},
};

/// Builds documents from plans, giving ids that do not repeat.
#[derive(Default)]
pub(super) struct Builder {
    ids: u128,
}

impl Builder {
    /// An id. Multiplied by an odd number, so that ids are unlike and not in the order made.
    fn id<I: From<Uuid>>(&mut self) -> I {
        self.ids += 1;
        Uuid::from_u128(self.ids.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).into()
    }

    /// The document of this plan.
    pub(super) fn document(&mut self, plan: Plan) -> Document {
        let text = frozen(&plan.blocks);
        let mut sources = BTreeMap::new();
        for source in plan.sources {
            let id: SourceId = self.id();
            sources.insert(id, Rc::new(Source { id, ..source }));
        }
        let register: Vec<SourceId> = sources.keys().copied().collect();
        let mut mentions = Vec::new();
        let mut others = Vec::new();
        let mut annotations = BTreeMap::new();
        for plan in plan.annotations {
            let id: AnnotationId = self.id();
            match &plan.1 {
                BodyPlan::Mention(_) => {
                    let nobody = Known { text: &text, register: &register, mentions: &[] };
                    let Some(body) = self.body(&plan.1, &nobody) else { continue };
                    mentions.push(id);
                    annotations.insert(id, Rc::new(finish(id, &text, plan, body)));
                }
                _ => others.push((id, plan)),
            }
        }
        let known = Known { text: &text, register: &register, mentions: &mentions };
        for (id, plan) in others {
            let Some(body) = self.body(&plan.1, &known) else { continue };
            annotations.insert(id, Rc::new(finish(id, &text, plan, body)));
        }
        let mut strays = BTreeMap::new();
        let unmentioned = Known { mentions: &[], ..known };
        for (wording, proposed, fate, plan) in plan.strays {
            let id: AnnotationId = self.id();
            let Some(body) = self.body(&plan.1, &unmentioned) else { continue };
            let proposed = fit(&proposed, &text);
            let fate = match fate {
                0 => Fate::Moved(proposed),
                1 => Fate::Reworded(proposed),
                2 => Fate::Gone,
                _ => Fate::Kept,
            };
            let stray = Stray::of(finish(id, &text, plan, body), wording, fate);
            strays.insert(id, Rc::new(stray));
        }
        let previous = plan.previous.then(|| self.id());
        let article = Article {
            id: self.id(),
            about: About { previous, ..plan.about },
            text: Rc::new(text.with_cleaned(plan.cleaned)),
            created: plan.times.0,
            modified: plan.times.1,
            binned: plan.binned,
        };
        Document { article: Rc::new(article), sources, annotations, strays }
    }

    /// The body of this plan; `None` for a mention where there is nobody to name.
    fn body(&mut self, plan: &BodyPlan, known: &Known<'_>) -> Option<Body> {
        Some(match plan {
            BodyPlan::Quote(manner, by) => {
                Body::Quote(Quote { manner: *manner, attributions: self.attributions(by, known) })
            }
            BodyPlan::Claim { claim, by: Some(by) } if !known.register.is_empty() => {
                Body::Claim(Claim { standing: Standing::of(self.attributions(by, known)), ..claim.clone() })
            }
            BodyPlan::Claim { claim, .. } => Body::Claim(claim.clone()),
            BodyPlan::Mention(_) if known.register.is_empty() => return None,
            BodyPlan::Mention(source) => Body::Mention(Mention { source: *source.get(known.register) }),
        })
    }

    fn attributions(&mut self, plans: &[AttributionPlan], known: &Known<'_>) -> Vec<Attribution> {
        if known.register.is_empty() {
            return Vec::new();
        }
        plans
            .iter()
            .map(|plan| Attribution {
                id: self.id(),
                source: *plan.source.get(known.register),
                mention: plan.mention.filter(|_| !known.mentions.is_empty()).map(|m| *m.get(known.mentions)),
                cue: plan.cue.as_ref().map(|cue| fit(cue, known.text)),
                via: self.attributions(&plan.via, known),
            })
            .collect()
    }
}

/// What attributions may refer to.
struct Known<'a> {
    text: &'a FrozenText,
    register: &'a [SourceId],
    mentions: &'a [AnnotationId],
}

fn frozen(plans: &[BlockPlan]) -> FrozenText {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (words, blanks, kind, aside) in plans {
        let range = TextRange::at(size_of(&text), TextSize::of(words.as_str()));
        blocks.push(Block { kind: *kind, range, aside: *aside });
        text.push_str(words);
        text.push_str(blanks);
    }
    FrozenText::new(text, blocks).expect("blocks laid end to end")
}

/// The target of these picks: every start is a character, every length at least one.
fn fit(plan: &TargetPlan, text: &FrozenText) -> Target {
    let ends: Vec<u32> = text.as_str().char_indices().map(|(at, c)| (at + c.len_utf8()) as u32).collect();
    let range = |(start, length): &(Index, Index)| {
        let first = start.index(ends.len());
        let last = first + length.index(ends.len() - first);
        let start = first.checked_sub(1).map_or(0, |before| ends[before]);
        TextRange::new(start.into(), ends[last].into())
    };
    Target::new(plan.iter().map(range)).expect("ranges of at least one character")
}

fn finish(id: AnnotationId, text: &FrozenText, plan: AnnotationPlan, body: Body) -> Annotation {
    let (target, _, tags, note, creator, origin, (created, modified)) = plan;
    Annotation { id, target: fit(&target, text), body, tags, note, creator, origin, created, modified }
}
