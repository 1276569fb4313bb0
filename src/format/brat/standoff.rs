//! All lines of one `.ann` file, by what they are about.
//!
//! Neighbours: [`super::line`] reads each, [`super::attributed`] says what they mean together.

use std::collections::HashMap;

use super::line::{self, Line};
use crate::{format::Remark, text::CharRange};

/// A span.
#[derive(Debug)]
pub(super) struct Span<'a> {
    pub(super) id: &'a str,
    pub(super) line: usize,
    pub(super) kind: &'a str,
    pub(super) ranges: Vec<CharRange>,
    /// The words it says it marks; empty when it does not say.
    pub(super) words: &'a str,
}

/// An event.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) id: &'a str,
    pub(super) line: usize,
    pub(super) kind: &'a str,
    pub(super) trigger: &'a str,
    pub(super) arguments: Vec<(&'a str, &'a str)>,
}

/// An attribute (`name`, `value`) or a note (its type, its text).
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub(super) id: &'a str,
    pub(super) line: usize,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

/// One `.ann` file.
#[derive(Debug, Default)]
pub(super) struct Standoff<'a> {
    pub(super) spans: Vec<Span<'a>>,
    pub(super) events: Vec<Event<'a>>,
    /// By the id of what they are about.
    pub(super) attributes: HashMap<&'a str, Vec<Said<'a>>>,
    /// By the id of what they are about.
    pub(super) notes: HashMap<&'a str, Vec<Said<'a>>>,
}

/// The remarks on one file.
pub(super) struct Report<'a> {
    pub(super) file: &'a str,
    pub(super) remarks: &'a mut Vec<Remark>,
}

impl Report<'_> {
    /// Something was left out.
    pub(super) fn refuse(&mut self, line: usize, id: &str, why: impl Into<String>) {
        self.add(line, id, true, why.into());
    }

    /// Something was taken over, changed.
    pub(super) fn change(&mut self, line: usize, id: &str, why: impl Into<String>) {
        self.add(line, id, false, why.into());
    }

    fn add(&mut self, line: usize, id: &str, refused: bool, why: String) {
        let id = if id.is_empty() { String::new() } else { format!(" ({id})") };
        self.remarks.push(Remark { place: format!("{}, line {line}{id}", self.file), refused, why });
    }
}

/// Reads an `.ann` file. Lines that are none, and those with an id that was there before, are
/// refused one by one.
pub(super) fn standoff<'a>(ann: &'a str, report: &mut Report<'_>) -> Standoff<'a> {
    let mut standoff = Standoff::default();
    let mut ids: HashMap<&str, ()> = HashMap::new();
    // Where the words of the span above may go on: marked across a line break by older tools.
    let mut above: Option<&'a str> = None;
    for (number, whole) in (1..).zip(ann.strip_prefix('\u{feff}').unwrap_or(ann).split('\n')) {
        let text = whole.strip_suffix('\r').unwrap_or(whole);
        if text.trim().is_empty() {
            continue;
        }
        let read = match line::line(text) {
            Ok(read) => read,
            Err(line::Fault::NoLine) if above.is_some() && !text.contains('\t') => continue,
            Err(fault) => {
                let id = text.split('\t').next().unwrap_or_default();
                let id = if fault == line::Fault::NoLine { "" } else { id };
                report.refuse(number, id, fault.why());
                above = None;
                continue;
            }
        };
        above = None;
        let (Line::Span { id, .. }
        | Line::Event { id, .. }
        | Line::Attribute { id, .. }
        | Line::Note { id, .. }
        | Line::Other { id, .. }) = &read;
        if *id != "*" && ids.insert(id, ()).is_some() {
            report.refuse(number, id, "A line above has the same id.");
            continue;
        }
        match read {
            Line::Span { id, kind, ranges, words } => {
                // Fewer words than marked: the rest stands on the lines below.
                let marked: u64 = ranges.iter().map(|r| u64::from(r.end.0 - r.start.0)).sum();
                above = (!words.is_empty() && (words.chars().count() as u64) < marked).then_some(id);
                standoff.spans.push(Span { id, line: number, kind, ranges, words });
            }
            Line::Event { id, kind, trigger, arguments } => {
                standoff.events.push(Event { id, line: number, kind, trigger, arguments });
            }
            Line::Attribute { id, name, of, value } => {
                let said = Said { id, line: number, name, value };
                standoff.attributes.entry(of).or_default().push(said);
            }
            Line::Note { id, kind, of, text } => {
                let said = Said { id, line: number, name: kind, value: text };
                standoff.notes.entry(of).or_default().push(said);
            }
            Line::Other { id, what } => {
                report.refuse(number, id, format!("It is {what}, which Hearsay has no place for."));
            }
        }
    }
    standoff
}
