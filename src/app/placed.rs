//! Annotations of a file, put onto the article that is open.

use std::rc::Rc;

use super::{Desk, Effect, Load, Panel, Placed, Report, State, Tab, update::perform};
use crate::{
    annotation::{Act, Annotation, Attribution, Body, Change, Source},
    record::{SourceId, Stamp},
};

/// Puts them there in one act, and says what became of how many.
pub(super) fn put(
    state: &mut State,
    file: String,
    placed: Placed,
    problems: Vec<String>,
    stamp: Stamp,
) -> Vec<Effect> {
    let Load::Ready(desk) = &mut state.desk else { return Vec::new() };
    let (exact, moved) = (placed.exact, placed.moved);
    let (changes, here, strays) = changes(desk, placed);
    if strays > 0 {
        desk.margin.tab = Tab::Changes;
    }
    let proposed = |change: &&Change| matches!(change, Change::Stray { after: Some(stray), .. } if stray.fate.proposed().is_some());
    let proposed = changes.iter().filter(proposed).count();
    let gone = strays - proposed.min(strays);
    let made = changes.iter().filter(|change| matches!(change, Change::Annotation { .. })).count();
    let effects = perform(state, Some((Act::Import, changes)), stamp);
    let lines = [
        (
            made,
            format!(
                "{made} annotations were taken: of all that were found, {exact} stand where they stood, {moved} elsewhere, word for word."
            ),
        ),
        (proposed, format!("To be confirmed: {proposed}, see the tab Changes.")),
        (gone, format!("No longer in this text: {gone}, kept with their words in the tab Changes.")),
        (here, format!("{here} were here already and were left as they are.")),
    ];
    let taken = lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect();
    state.panel = Panel::Report(Report { file, taken, problems });
    effects
}

/// What changes, how many were here already, and how many strays there will be more.
fn changes(desk: &Desk, placed: Placed) -> (Vec<Change>, usize, usize) {
    let document = &desk.document;
    let mut changes = Vec::new();
    let mut here = 0;
    let mut names: Vec<(SourceId, SourceId)> = Vec::new();
    for source in placed.sources {
        let known =
            document.sources.values().find(|known| known.id == source.id || same_name(known, &source));
        match known {
            Some(known) => names.push((source.id, known.id)),
            None => changes.push(Change::Source { before: None, after: Some(Rc::new(source)) }),
        }
    }
    let is_here = |annotation: &Annotation| {
        document.annotations.values().any(|known| {
            known.id == annotation.id
                || (known.kind() == annotation.kind() && known.target == annotation.target)
        }) || document.strays.contains_key(&annotation.id)
    };
    let mut taken: Vec<Annotation> = Vec::new();
    for mut annotation in placed.annotations {
        let twice = taken.iter().any(|a| a.id == annotation.id);
        if twice || is_here(&annotation) {
            here += 1;
            continue;
        }
        rename(&mut annotation.body, &names);
        taken.push(annotation);
    }
    // A mention that is not taken cannot be referred to.
    let ids: Vec<_> = taken.iter().map(|a| a.id).collect();
    for mut annotation in taken {
        for attribution in annotation.body.attributions_mut() {
            attribution.for_each_mut(&mut |a| a.mention = a.mention.filter(|id| ids.contains(id)));
        }
        changes.push(Change::Annotation { before: None, after: Some(Rc::new(annotation)) });
    }
    let mut strays = 0;
    for mut stray in placed.strays {
        if ids.contains(&stray.id)
            || document.strays.contains_key(&stray.id)
            || document.annotations.contains_key(&stray.id)
        {
            here += 1;
            continue;
        }
        rename(&mut stray.body, &names);
        strays += 1;
        changes.push(Change::Stray { before: None, after: Some(Rc::new(stray)) });
    }
    (changes, here, strays)
}

fn same_name(a: &Source, b: &Source) -> bool {
    a.name.to_lowercase() == b.name.to_lowercase()
}

/// Lets a body refer to the sources that are here.
fn rename(body: &mut Body, names: &[(SourceId, SourceId)]) {
    let follow = |id: &mut SourceId| {
        if let Some((_, known)) = names.iter().find(|(from, _)| from == id) {
            *id = *known;
        }
    };
    if let Body::Mention(mention) = body {
        follow(&mut mention.source);
    }
    for attribution in body.attributions_mut() {
        attribution.for_each_mut(&mut |a: &mut Attribution| follow(&mut a.source));
    }
}
