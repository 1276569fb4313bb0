//! What an annotation says, changed on both sides.

use super::{Clash, choice, text};
use crate::annotation::{Attribution, Body, Claim, Evidence, Quote, Standing};

pub(super) fn merge(base: &Body, mine: &Body, theirs: &Body, clashes: &mut Vec<Clash>) -> Body {
    match (base, mine, theirs) {
        (Body::Claim(base), Body::Claim(mine), Body::Claim(theirs)) => {
            Body::Claim(claim(base, mine, theirs, clashes))
        }
        (Body::Quote(base), Body::Quote(mine), Body::Quote(theirs)) => Body::Quote(Quote {
            manner: choice(&base.manner, &mine.manner, &theirs.manner, "kind", clashes),
            attributions: attributions(&base.attributions, &mine.attributions, &theirs.attributions, clashes),
        }),
        _ => choice(base, mine, theirs, "kind", clashes),
    }
}

fn claim(base: &Claim, mine: &Claim, theirs: &Claim, clashes: &mut Vec<Clash>) -> Claim {
    Claim {
        standing: standing(&base.standing, &mine.standing, &theirs.standing, clashes),
        restatement: text(&base.restatement, &mine.restatement, &theirs.restatement, "restatement", clashes),
        sort: choice(&base.sort, &mine.sort, &theirs.sort, "sort", clashes),
        status: choice(&base.status, &mine.status, &theirs.status, "status", clashes),
        evidence: evidence(&base.evidence, &mine.evidence, &theirs.evidence),
    }
}

fn standing(base: &Standing, mine: &Standing, theirs: &Standing, clashes: &mut Vec<Clash>) -> Standing {
    let voice = [base, mine, theirs].into_iter().any(|standing| *standing == Standing::ArticleVoice);
    if voice {
        return choice(base, mine, theirs, "attribution", clashes);
    }
    Standing::of(attributions(base.attributions(), mine.attributions(), theirs.attributions(), clashes))
}

/// Attributions are known by their ids: what either side added is there; what one side took back
/// is gone, unless the other changed it.
fn attributions(
    base: &[Attribution],
    mine: &[Attribution],
    theirs: &[Attribution],
    clashes: &mut Vec<Clash>,
) -> Vec<Attribution> {
    let find = |list: &[Attribution], id| list.iter().find(|a| a.id == id).cloned();
    let mut merged = Vec::new();
    for their in theirs {
        match (find(base, their.id), find(mine, their.id)) {
            (Some(base), Some(mine)) => merged.push(choice(&base, &mine, their, "attribution", clashes)),
            (Some(base), None) if base == *their => {}
            (Some(_), None) => {
                clashes.push("attribution");
                merged.push(their.clone());
            }
            (None, _) => merged.push(their.clone()),
        }
    }
    for my in mine.iter().filter(|my| find(theirs, my.id).is_none()) {
        match find(base, my.id) {
            Some(base) if base == *my => {}
            Some(_) => {
                clashes.push("attribution");
                merged.push(my.clone());
            }
            None => merged.push(my.clone()),
        }
    }
    merged
}

/// Evidence has no ids: what either side has and did not have before is there.
fn evidence(base: &[Evidence], mine: &[Evidence], theirs: &[Evidence]) -> Vec<Evidence> {
    let mut merged: Vec<Evidence> =
        theirs.iter().filter(|one| mine.contains(one) || !base.contains(one)).cloned().collect();
    for one in mine.iter().filter(|one| !base.contains(one)) {
        if !merged.contains(one) {
            merged.push(one.clone());
        }
    }
    merged
}
