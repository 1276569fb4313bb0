//! Attributions of a quote or a claim.
//!
//! The one idea: an attribution is taken whole, with all that is nested in it, or not at all.
//! “The ministry, according to two officials” without the officials would say more than the
//! article does. Only the cue and the link to a mention may be missing: who said it stays.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    super::{Item, Why},
    entry::Entry,
    report::{IdOf, Ids, Place, Report, excerpt},
    target,
};
use crate::{
    annotation::{Attribution, MAX_NESTING, Source},
    article::FrozenText,
    format::json::Node,
    record::SourceId,
};

/// What annotations of an article are read against.
pub(super) struct Context<'c, 'a> {
    pub(super) text: &'c FrozenText,
    pub(super) sources: &'c BTreeMap<SourceId, Rc<Source>>,
    pub(super) ids: &'c mut Ids,
    pub(super) report: &'c mut Report<'a>,
}

impl<'a> Context<'_, 'a> {
    /// A source of the register.
    pub(super) fn source(&self, entry: &mut Entry<'a>) -> Result<SourceId, Why> {
        let id: SourceId = entry.id("source")?.into();
        if self.sources.contains_key(&id) { Ok(id) } else { Err(Why::UnknownSource(id.to_string())) }
    }

    /// The sound attributions of an annotation; the others are listed.
    pub(super) fn attributions(&mut self, entry: &mut Entry<'a>) -> Vec<Attribution> {
        let nodes = entry.list("attributions").unwrap_or_else(|why| {
            self.report.changed(entry.place, why);
            Vec::new()
        });
        let mut sound = Vec::with_capacity(nodes.len());
        for (n, node) in nodes.into_iter().enumerate() {
            let place = entry.place.inner(attribution_item(entry.place.item, n));
            match self.attribution(node, place, 1) {
                Ok(attribution) => sound.push(attribution),
                Err(why) => self.report.left_out(place, why),
            }
        }
        sound
    }

    fn attribution(&mut self, node: Node<'a>, place: Place<'a>, depth: usize) -> Result<Attribution, Why> {
        if depth > MAX_NESTING {
            return Err(Why::TooManyNested);
        }
        let mut entry = Entry::new(node, place)?;
        let id = entry.id("id")?;
        let source = self.source(&mut entry)?;
        let mention = entry.maybe_id("mention", self.report);
        let nested = entry.list("via")?;
        let mut via = Vec::with_capacity(nested.len());
        for node in nested {
            via.push(self.attribution(node, place, depth + 1).map_err(nested_fault)?);
        }
        self.ids.take(IdOf::Attribution, id)?;
        let cue = entry.take("cue").and_then(|ranges| {
            let cue = target::read(ranges, "cue", self.text, place, self.report);
            cue.map_err(|why| self.report.changed(place, Why::NoCue(Box::new(why)))).ok()
        });
        entry.finish(self.report);
        Ok(Attribution { id: id.into(), source, mention: mention.map(Into::into), cue, via })
    }
}

/// The item that the attribution of this number is, counted from nought.
pub(super) fn attribution_item(annotation: Item, n: usize) -> Item {
    match annotation {
        Item::Annotation(annotation) => Item::Attribution { annotation, number: n + 1 },
        other => other,
    }
}

fn nested_fault(why: Why) -> Why {
    match why {
        Why::TooManyNested | Why::NestedFault(_) => why,
        other => Why::NestedFault(Box::new(other)),
    }
}

impl Entry<'_> {
    /// An id that may be missing; what is none is listed.
    fn maybe_id(&mut self, name: &'static str, report: &mut Report<'_>) -> Option<uuid::Uuid> {
        let why = match self.maybe_text(name) {
            Ok(written) if written.is_empty() => return None,
            Ok(written) => match uuid::Uuid::try_parse(&written) {
                Ok(id) => return Some(id),
                Err(_) => Why::UnknownMention(excerpt(&written)),
            },
            Err(why) => why,
        };
        report.changed(self.place, why);
        None
    }
}
