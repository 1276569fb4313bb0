//! What each event joins: its content, cue, trigger and sources, and which event is nested in
//! which.
//!
//! The one idea: before anything is marked, every reference is followed once. Events that lead in
//! a circle, too deep or nowhere are refused here, so that the rest may follow them blindly.

use std::collections::HashMap;

use super::super::{
    ATTRIBUTION, CONTENT, CUE, SOURCE,
    standoff::{Event, Report, Standoff},
};
use crate::annotation::{MAX_NESTING, Target};

/// No event has more contents, or sources, than this; PolNeAR has two and one.
const MAX_CONTENTS: usize = 64;
const MAX_SOURCES: usize = 8;

/// What an event joins; spans and events by their number in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved<'a> {
    /// With the role each has.
    pub(super) contents: Vec<(&'a str, usize)>,
    pub(super) sources: Vec<usize>,
    pub(super) cue: Option<usize>,
    pub(super) trigger: Option<usize>,
    /// The event it is an attribution of.
    pub(super) parent: Option<usize>,
    /// The events that are attributions of it.
    pub(super) children: Vec<usize>,
}

/// Resolves every event; `None` for those that were refused.
pub(super) fn resolve<'a>(
    standoff: &'a Standoff<'a>,
    targets: &[Option<Target>],
    report: &mut Report<'_>,
) -> Vec<Option<Resolved<'a>>> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (n, span) in standoff.spans.iter().enumerate().filter(|(n, _)| targets[*n].is_some()) {
        ids.insert(span.id, n);
    }
    let mut events: HashMap<&str, usize> = HashMap::new();
    for (n, event) in standoff.events.iter().enumerate() {
        events.insert(event.id, n);
    }
    let mut resolved: Vec<_> = standoff.events.iter().map(|event| of(event, &ids, &events, report)).collect();
    for n in 0..resolved.len() {
        let Some(parent) = resolved[n].as_ref().and_then(|event| event.parent) else { continue };
        if let Some(parent) = &mut resolved[parent] {
            parent.children.push(n);
        }
    }
    let reached = reached(&resolved);
    for (n, event) in standoff.events.iter().enumerate().filter(|(n, _)| !reached[*n]) {
        if resolved[n].take().is_some() {
            report.refuse(
                event.line,
                event.id,
                format!("It has neither a content nor a place in the text, or is an attribution of itself, or nested more than {MAX_NESTING} deep."),
            );
        }
    }
    resolved
}

/// Which events can be reached from one that is not nested.
fn reached(events: &[Option<Resolved<'_>>]) -> Vec<bool> {
    let mut reached = vec![false; events.len()];
    let outermost = |n: &usize| {
        let event = events[*n].as_ref().filter(|event| event.parent.is_none());
        event.is_some_and(|event| !event.contents.is_empty() || event.trigger.is_some())
    };
    let mut level: Vec<usize> = (0..events.len()).filter(outermost).collect();
    for _ in 0..MAX_NESTING {
        let mut below = Vec::new();
        for n in level {
            reached[n] = true;
            below.extend(events[n].iter().flat_map(|event| &event.children));
        }
        level = below;
    }
    reached
}

fn of<'a>(
    event: &'a Event<'a>,
    spans: &HashMap<&str, usize>,
    events: &HashMap<&str, usize>,
    report: &mut Report<'_>,
) -> Option<Resolved<'a>> {
    if !event.kind.starts_with(ATTRIBUTION) {
        let why = format!("It is an event of type “{}”, which Hearsay has no place for.", event.kind);
        report.refuse(event.line, event.id, why);
        return None;
    }
    let mut resolved = Resolved { trigger: spans.get(event.trigger).copied(), ..Resolved::default() };
    let mut parent = None;
    for (role, id) in &event.arguments {
        let span = spans.get(id).copied();
        match (role.trim_end_matches(|c: char| c.is_ascii_digit()), span, events.get(id)) {
            (CONTENT, Some(span), _)
                if resolved.contents.len() < MAX_CONTENTS
                    && !resolved.contents.iter().any(|(_, known)| *known == span) =>
            {
                resolved.contents.push((role, span));
            }
            (SOURCE, Some(span), _)
                if resolved.sources.len() < MAX_SOURCES && !resolved.sources.contains(&span) =>
            {
                resolved.sources.push(span);
            }
            (CUE, Some(span), _) if resolved.cue.is_none() => resolved.cue = Some(span),
            (CONTENT, None, Some(event)) if parent.is_none() => parent = Some(*event),
            (_, None, None) => {
                let why =
                    format!("It names {id} as {role}, which is not there or was left out; it goes without.");
                report.change(event.line, event.id, why);
            }
            _ => {
                let why = format!("It has {id} as {role}, which Hearsay has no place for; it goes without.");
                report.change(event.line, event.id, why);
            }
        }
    }
    if resolved.contents.is_empty() {
        resolved.parent = parent;
    } else if parent.is_some() {
        let why = "It has a span and an event as its content; it goes without the event.";
        report.change(event.line, event.id, why);
    }
    Some(resolved)
}
