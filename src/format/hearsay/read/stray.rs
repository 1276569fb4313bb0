//! Strays: annotations that have no place in the text.

use super::{
    super::{Outcome, Why},
    annotation,
    attribution::Context,
    entry::Entry,
    report::{Place, excerpt},
    target,
};
use crate::{
    annotation::{Attribution, Fate, Kind, Stray, Target, Wording},
    format::{
        json::Node,
        word::{Outlook, Word},
    },
    record::Timestamp,
};

/// Reads one stray. `otherwise` is the time for one that has none.
pub(super) fn read<'a>(
    place: Place<'a>,
    otherwise: Timestamp,
    cx: &mut Context<'_, 'a>,
) -> Result<Stray, Why> {
    let mut entry = Entry::read(place)?;
    let id = entry.id("id")?;
    let kind = entry.text("kind")?;
    let kind = Kind::of(&kind).ok_or_else(|| Why::UnknownKind(excerpt(&kind)))?;
    let Node::List(nodes) = entry.need("wording")? else { return Err(Why::WrongType("wording", "a list")) };
    let wording = nodes.into_iter().map(|node| wording(node, place, cx)).collect::<Result<Vec<_>, _>>()?;
    if wording.is_empty() {
        return Err(Why::NoWords);
    }
    let outlook = entry.word("fate", Outlook::Gone, Outlook::Gone, cx.report);
    let proposed = proposed(&mut entry, outlook, place, cx);
    // A stray has no target: this one is let go of again.
    let nowhere = Target::from(cx.text.whole());
    let annotation = annotation::rest(&mut entry, id, kind, nowhere, otherwise, cx)?;
    entry.finish(cx.report);
    for mention in annotation.attributions().iter().flat_map(Attribution::all).filter_map(|a| a.mention) {
        cx.report.changed(place, Why::UnknownMention(mention.to_string()));
    }
    let fate = match (outlook, proposed) {
        (Outlook::Moved, Some(target)) => Fate::Moved(target),
        (Outlook::Reworded, Some(target)) => Fate::Reworded(target),
        (Outlook::Kept, _) => Fate::Kept,
        _ => Fate::Gone,
    };
    Ok(Stray::of(annotation, wording, fate))
}

fn wording<'a>(node: Node<'a>, place: Place<'a>, cx: &mut Context<'_, 'a>) -> Result<Wording, Why> {
    let mut entry = Entry::new(node, place)?;
    let wording = Wording {
        exact: entry.text("exact")?.into_owned(),
        prefix: entry.maybe_text("prefix")?.into_owned(),
        suffix: entry.maybe_text("suffix")?.into_owned(),
    };
    entry.finish(cx.report);
    if wording.exact.is_empty() { Err(Why::NoWords) } else { Ok(wording) }
}

/// The place proposed. One that cannot be read makes an orphan of it.
fn proposed<'a>(
    entry: &mut Entry<'a>,
    outlook: Outlook,
    place: Place<'a>,
    cx: &mut Context<'_, 'a>,
) -> Option<Target> {
    let wants = matches!(outlook, Outlook::Moved | Outlook::Reworded);
    let found = entry.take("proposed").map(|node| target::read(node, "proposed", cx.text, place, cx.report));
    let why = match found {
        Some(Ok(target)) if wants => return Some(target),
        // What was decided counts, and not what was proposed before.
        None | Some(Ok(_)) if !wants => return None,
        Some(Ok(_)) | None => Why::Missing("proposed"),
        Some(Err(why)) => why,
    };
    cx.report.add(place, Outcome::Changed, Why::NotProposed(Box::new(why)));
    None
}
