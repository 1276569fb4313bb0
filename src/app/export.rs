//! The export dialog: which format, of what, with what going along.
//!
//! The one idea: the page does not know the formats. The worker names them when the dialog opens,
//! and from then on a format is a number. Nor does it know what a choice of annotations needs: the
//! worker gets the article and the ids, and takes the part out.

use std::rc::Rc;

use super::{Desk, Effect, Focusable, FormatRow, Panel, State, transfer};
use crate::{
    format::Choices,
    record::{AnnotationId, ArticleId, Stamp},
    shelf::Entry,
};

/// The number of our own format, which is there before the worker was asked.
pub(super) const HEARSAY: usize = 0;

/// The export dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// The formats; empty until the worker has named them.
    pub formats: Vec<FormatRow>,
    /// The number of the one that is chosen.
    pub chosen: usize,
    /// How much is exported.
    pub scope: Scope,
    /// What goes along.
    pub choices: Choices,
    /// What came of the last export, as sentences.
    pub said: Vec<String>,
}

/// How much is exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The open article with everything marked in it.
    Article,
    /// Of the open article, the annotations chosen in the list.
    Chosen,
    /// Of the open article, the annotations the list shows.
    Listed,
    /// Every article.
    #[default]
    Library,
}

/// A change in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportChange {
    /// This format.
    Format(usize),
    /// So much.
    Scope(Scope),
    /// This goes along.
    Choices(Choices),
}

/// What is wanted of an export.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) format: usize,
    pub(super) choices: Choices,
    /// To the clipboard, not as a file.
    pub(super) copy: bool,
    /// Only these annotations, with what they need.
    pub(super) only: Option<Vec<AnnotationId>>,
}

impl Wanted {
    /// What the button Export gives: our own format, complete.
    pub(super) const OURS: Self =
        Self { format: HEARSAY, choices: Choices::EVERYTHING, copy: false, only: None };
}

/// What can be exported now, with how many annotations, or articles of the library.
#[must_use]
pub fn scopes(state: &State) -> Vec<(Scope, usize)> {
    let mut scopes = Vec::new();
    if let Some(desk) = state.desk.ready() {
        scopes.push((Scope::Article, desk.document.annotations.len()));
        for scope in [Scope::Chosen, Scope::Listed] {
            scopes.extend(part(desk, scope).map(|ids| (scope, ids.len())).filter(|(_, count)| *count > 0));
        }
    }
    let format = if let Panel::Export(form) = &state.panel { form.chosen } else { HEARSAY };
    scopes.push((Scope::Library, library(state, format).len()));
    scopes
}

/// The articles of the library that go into a file of this format: what is in the bin goes along where
/// everything does, and nowhere else.
pub(super) fn library(state: &State, format: usize) -> Vec<ArticleId> {
    let goes = |entry: &&Rc<Entry>| format == HEARSAY || entry.binned.is_none();
    state.library.values().filter(goes).map(|entry| entry.id).collect()
}

/// The annotations of a part of the article on the desk; `None` for what is no part of it.
fn part(desk: &Desk, scope: Scope) -> Option<Vec<AnnotationId>> {
    match scope {
        Scope::Chosen => Some(desk.chosen.clone()),
        Scope::Listed => desk.margin.filtered.clone(),
        Scope::Article | Scope::Library => None,
    }
}

/// Opens the dialog.
pub(super) fn open(state: &mut State, scope: Scope) -> Vec<Effect> {
    let there = scopes(state).iter().any(|(there, _)| *there == scope);
    state.panel = Panel::Export(Box::new(ExportForm {
        formats: Vec::new(),
        chosen: HEARSAY,
        scope: if there { scope } else { Scope::Library },
        choices: Choices::EVERYTHING,
        said: Vec::new(),
    }));
    let mut effects = transfer::ask_formats(state);
    effects.push(Effect::MoveFocus(Focusable::Dialog));
    effects
}

/// The worker named the formats.
pub(super) fn named(state: &mut State, formats: Vec<FormatRow>) {
    if let Panel::Export(form) = &mut state.panel {
        form.formats = formats;
    }
}

/// Something was changed in the dialog.
pub(super) fn change(state: &mut State, change: ExportChange) {
    let Panel::Export(form) = &mut state.panel else { return };
    form.said.clear();
    match change {
        ExportChange::Format(n) => {
            form.chosen = n;
            // What goes along by default is a matter of the format: ours keeps everything.
            if let Some(row) = form.formats.get(n) {
                form.choices = row.choices;
            }
        }
        ExportChange::Scope(scope) => form.scope = scope,
        ExportChange::Choices(choices) => form.choices = choices,
    }
}

/// Exports what the dialog says.
pub(super) fn export(state: &mut State, copy: bool, stamp: Stamp) -> Vec<Effect> {
    let Panel::Export(form) = &state.panel else { return Vec::new() };
    let (format, choices) = (form.chosen, form.choices);
    let desk = state.desk.ready().filter(|_| form.scope != Scope::Library);
    let only = desk.and_then(|desk| part(desk, form.scope));
    let wanted = Wanted { format, choices, copy, only };
    match desk.map(|desk| desk.document.clone()) {
        Some(document) => transfer::write(state, vec![document], wanted, None, Vec::new(), false, stamp),
        None => transfer::export_library(state, wanted),
    }
}
