//! Two records of one thing that know nothing of each other: one is here, the other came with a
//! file.
//!
//! The one idea: there is no earlier state to tell who changed what, so nothing that is set gives
//! way to what is not. Words are joined, tags, evidence and attributions united; of two choices the
//! newer stands. What came once changes nothing when it comes again.

use super::Clash;
use crate::annotation::{
    Annotation, Attribution, AttributionLevel, Body, Claim, ClaimStatus, Evidence, Quote, Source, SourceKind,
    Standing, Target,
};

/// Brings a record that came into one that is here.
pub(in crate::annotation) struct Joining<'a> {
    /// What came is newer.
    pub(in crate::annotation) newer: bool,
    /// Hears what changes, as words for the person.
    pub(in crate::annotation) said: &'a mut Vec<Clash>,
}

impl Joining<'_> {
    pub(in crate::annotation) fn annotation(&mut self, here: &Annotation, came: &Annotation) -> Annotation {
        Annotation {
            id: here.id,
            target: self.choice(&here.target, &came.target, None, "words"),
            body: self.body(&here.body, &came.body),
            tags: self.united(&here.tags, &came.tags, "tags"),
            note: self.joined(&here.note, &came.note, "note"),
            creator: if here.creator.is_empty() { came.creator.clone() } else { here.creator.clone() },
            origin: here.origin.clone(),
            created: here.created,
            modified: here.modified.max(came.modified),
        }
    }

    pub(in crate::annotation) fn source(&mut self, here: &Source, came: &Source) -> Source {
        let empty = String::new();
        Source {
            id: here.id,
            name: self.choice(&here.name, &came.name, Some(&empty), "name"),
            kind: self.choice(&here.kind, &came.kind, Some(&SourceKind::default()), "kind"),
            role: self.choice(&here.role, &came.role, Some(&empty), "role"),
            level: self.choice(&here.level, &came.level, Some(&AttributionLevel::default()), "level"),
            anonymity_reason: self.joined(&here.anonymity_reason, &came.anonymity_reason, "reason"),
            note: self.joined(&here.note, &came.note, "note"),
            created: here.created,
            modified: here.modified.max(came.modified),
        }
    }

    /// One of two choices; `unset` is the one that nobody made.
    pub(in crate::annotation) fn choice<T: Clone + PartialEq>(
        &mut self,
        here: &T,
        came: &T,
        unset: Option<&T>,
        name: Clash,
    ) -> T {
        let is_set = |one: &T| unset.is_none_or(|unset| one != unset);
        if here == came || !is_set(came) || is_set(here) && !self.newer {
            return here.clone();
        }
        self.said.push(name);
        came.clone()
    }

    /// Written words: both, unless the one has the other in it.
    fn joined(&mut self, here: &str, came: &str, name: Clash) -> String {
        if here.contains(came) {
            return here.to_owned();
        }
        self.said.push(name);
        if came.contains(here) { came.to_owned() } else { format!("{here}\n{came}") }
    }

    fn united<T: Clone + PartialEq>(&mut self, here: &[T], came: &[T], name: Clash) -> Vec<T> {
        let mut all = here.to_vec();
        for one in came {
            if !all.contains(one) {
                all.push(one.clone());
            }
        }
        if all.len() > here.len() {
            self.said.push(name);
        }
        all
    }

    fn body(&mut self, here: &Body, came: &Body) -> Body {
        match (here, came) {
            (Body::Claim(here), Body::Claim(came)) => Body::Claim(self.claim(here, came)),
            (Body::Quote(here), Body::Quote(came)) => Body::Quote(Quote {
                manner: self.choice(&here.manner, &came.manner, None, "kind"),
                attributions: self.attributions(&here.attributions, &came.attributions),
            }),
            (Body::Mention(_), Body::Mention(_)) => self.choice(here, came, None, "source"),
            _ => self.choice(here, came, None, "kind"),
        }
    }

    fn claim(&mut self, here: &Claim, came: &Claim) -> Claim {
        Claim {
            standing: self.standing(&here.standing, &came.standing),
            restatement: self.joined(&here.restatement, &came.restatement, "restatement"),
            sort: self.choice(&here.sort, &came.sort, Some(&None), "sort"),
            status: self.choice(&here.status, &came.status, Some(&ClaimStatus::default()), "status"),
            evidence: self.united::<Evidence>(&here.evidence, &came.evidence, "evidence"),
        }
    }

    fn standing(&mut self, here: &Standing, came: &Standing) -> Standing {
        match (here, came) {
            (Standing::Attributed { attributions: here }, Standing::Attributed { attributions: came }) => {
                Standing::of(self.attributions(here, came))
            }
            // Who was found to vouch for a claim is not forgotten for somebody’s saying that nobody does.
            (Standing::Attributed { .. }, _) => here.clone(),
            (_, Standing::Attributed { .. }) => self.taken(came),
            _ => self.choice(here, came, Some(&Standing::NotYet), "attribution"),
        }
    }

    fn taken(&mut self, came: &Standing) -> Standing {
        self.said.push("attribution");
        came.clone()
    }

    fn attributions(&mut self, here: &[Attribution], came: &[Attribution]) -> Vec<Attribution> {
        let mut all = here.to_vec();
        for one in came {
            if unite(&mut all, one) {
                self.said.push("attribution");
            }
        }
        all
    }
}

/// Adds an attribution, unless all it says is said already; whether that changes anything.
fn unite(all: &mut Vec<Attribution>, one: &Attribution) -> bool {
    if all.iter().any(|known| says_all_of(known, one)) {
        return false;
    }
    match all.iter_mut().find(|known| is_open_to(known, one)) {
        Some(known) => {
            known.cue = known.cue.take().or_else(|| one.cue.clone());
            known.mention = known.mention.or(one.mention);
            for via in &one.via {
                unite(&mut known.via, via);
            }
        }
        None => all.push(one.clone()),
    }
    true
}

fn says_all_of(known: &Attribution, one: &Attribution) -> bool {
    known.source == one.source
        && (one.cue.is_none() || known.cue == one.cue)
        && (one.mention.is_none() || known.mention == one.mention)
        && one.via.iter().all(|via| known.via.iter().any(|known| says_all_of(known, via)))
}

/// Whether the two can be one: nothing that both say is different.
fn is_open_to(known: &Attribution, one: &Attribution) -> bool {
    let cues = |a: &Option<Target>, b: &Option<Target>| a.is_none() || b.is_none() || a == b;
    let mentions = known.mention.is_none() || one.mention.is_none() || known.mention == one.mention;
    known.source == one.source && cues(&known.cue, &one.cue) && mentions
}

/// Whether two annotations say the same of the same words: all but ids, times and who made them.
pub(in crate::annotation) fn say_the_same(a: &Annotation, b: &Annotation) -> bool {
    a.target == b.target && a.tags == b.tags && a.note == b.note && bodies_agree(&a.body, &b.body)
}

/// Whether two entries of the register say the same.
pub(in crate::annotation) fn describe_the_same(a: &Source, b: &Source) -> bool {
    a.name == b.name
        && a.kind == b.kind
        && a.role == b.role
        && a.level == b.level
        && a.anonymity_reason == b.anonymity_reason
        && a.note == b.note
}

fn bodies_agree(a: &Body, b: &Body) -> bool {
    match (a, b) {
        (Body::Claim(a), Body::Claim(b)) => {
            std::mem::discriminant(&a.standing) == std::mem::discriminant(&b.standing)
                && agree(a.standing.attributions(), b.standing.attributions())
                && a.restatement == b.restatement
                && a.sort == b.sort
                && a.status == b.status
                && a.evidence == b.evidence
        }
        (Body::Quote(a), Body::Quote(b)) => a.manner == b.manner && agree(&a.attributions, &b.attributions),
        _ => a == b,
    }
}

fn agree(a: &[Attribution], b: &[Attribution]) -> bool {
    let same = |(a, b): (&Attribution, &Attribution)| {
        a.source == b.source && a.mention == b.mention && a.cue == b.cue && agree(&a.via, &b.via)
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}
