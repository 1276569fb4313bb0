//! What a backup holds beside the articles: the history of each, and what the person chose.
//!
//! The one idea: a history is told as the way from the state in the file. Each act lists the
//! records it changed with the state that undoing it brings back (or, of an act that was undone,
//! that doing it again would bring); the other side of the change is what the steps in between
//! leave. So no record stands in the file twice, and no step can contradict the state it starts
//! from: where one cannot be taken, the history ends.

use std::rc::Rc;

use super::write::{write_about, write_annotation, write_source, write_stray};
use crate::{
    annotation::{Change, Document, Edit},
    format::{json::Writer, word::Word},
};

/// The acts of an article, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The acts.
    pub edits: Vec<Rc<Edit>>,
    /// How many of them are in force; those after can be done again.
    pub done: usize,
}

/// What a person chose for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The name that new annotations carry.
    pub creator: String,
    /// Single-letter keys do nothing.
    pub letters_off: bool,
}

/// The settings of a backup.
pub(super) fn write_chosen(w: &mut Writer, chosen: &Chosen) {
    w.name("settings").object(|w| {
        w.optional("creator", &chosen.creator);
        w.name("lettersOff").truth(chosen.letters_off);
    });
}

/// The history of an article, as far as it can be taken back and done again.
pub(super) fn write_past(w: &mut Writer, document: &Document, past: &Past) {
    let (undone, redone) = past.edits.split_at(past.done.min(past.edits.len()));
    let back = walk(document, undone.iter().rev().map(|edit| edit.inverse()));
    let on = walk(document, redone.iter().map(|edit| Edit::clone(edit)));
    if back.is_empty() && on.is_empty() {
        return;
    }
    w.name("history").object(|w| {
        w.name("done").number(u32::try_from(back.len()).unwrap_or(u32::MAX));
        w.name("acts").list(|w| {
            for (edit, mut on_the_way) in back.into_iter().rev() {
                // An inverse has its changes the other way round.
                on_the_way.reverse();
                write_act(w, &edit, &on_the_way, document);
            }
            for (edit, on_the_way) in on {
                write_act(w, &edit, &on_the_way, document);
            }
        });
    });
}

/// The steps that can be taken one after another, each with its changes.
fn walk(document: &Document, steps: impl Iterator<Item = Edit>) -> Vec<(Edit, Vec<Change>)> {
    let mut here = document.clone();
    steps
        .map_while(|step| {
            step.apply(&mut here).ok()?;
            let changes = step.changes.clone();
            Some((step, changes))
        })
        .collect()
}

fn write_act(w: &mut Writer, edit: &Edit, changes: &[Change], document: &Document) {
    let text = &document.article.text;
    w.object_in_line(|w| {
        w.name("act").text(edit.act.word());
        w.name("at").text(&edit.at.to_rfc3339());
        w.name("records").list(|w| {
            for change in changes {
                w.object(|w| match change {
                    Change::Annotation { before, after } => {
                        let id = before.as_ref().or(after.as_ref()).map(|a| a.id.to_string());
                        record(w, "annotation", id, after.as_ref(), |w, a| write_annotation(w, a, text));
                    }
                    Change::Source { before, after } => {
                        let id = before.as_ref().or(after.as_ref()).map(|s| s.id.to_string());
                        record(w, "source", id, after.as_ref(), write_source);
                    }
                    Change::Stray { before, after } => {
                        let id = before.as_ref().or(after.as_ref()).map(|s| s.id.to_string());
                        record(w, "stray", id, after.as_ref(), |w, s| write_stray(w, s, text));
                    }
                    Change::About { after, .. } => record(w, "about", None, Some(after), |w, about| {
                        write_about(w, about);
                        if let Some(previous) = about.previous {
                            w.name("previous").text(&previous.to_string());
                        }
                    }),
                });
            }
        });
    });
}

/// A record and the state it comes to; without a state, it is not there.
fn record<T>(
    w: &mut Writer,
    of: &str,
    id: Option<String>,
    state: Option<&Rc<T>>,
    write: impl Fn(&mut Writer, &T),
) {
    w.name("of").text(of);
    if let Some(id) = id {
        w.name("id").text(&id);
    }
    if let Some(state) = state {
        w.name("state").object(|w| write(w, state));
    }
}
