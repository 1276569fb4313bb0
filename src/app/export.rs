//! The export dialog: which format, of what, with what going along.
//!
//! The one idea: the page does not know the formats. The worker names them when the dialog opens,
//! and from then on a format is a number.

use super::{Desk, Effect, Focusable, FormatRow, Panel, State, transfer};
use crate::{format::Choices, record::Stamp};

/// The number of our own format, which is there before the worker was asked.
pub(super) const HEARSAY: usize = 0;

/// The export dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// The formats; empty until the worker has named them.
    pub formats: Vec<FormatRow>,
    /// The number of the one that is chosen.
    pub chosen: usize,
    /// The whole library, not the open article.
    pub library: bool,
    /// What goes along.
    pub choices: Choices,
    /// What came of the last export, as sentences.
    pub said: Vec<String>,
}

/// A change in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportChange {
    /// This format.
    Format(usize),
    /// The whole library, or the open article.
    Library(bool),
    /// This goes along.
    Choices(Choices),
}

/// What is wanted of an export.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) format: usize,
    pub(super) choices: Choices,
    /// To the clipboard, not as a file.
    pub(super) copy: bool,
}

impl Wanted {
    /// What the button Export gives: our own format, complete.
    pub(super) const OURS: Self = Self { format: HEARSAY, choices: Choices::EVERYTHING, copy: false };
}

/// Opens the dialog.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.panel = Panel::Export(Box::new(ExportForm {
        formats: Vec::new(),
        chosen: HEARSAY,
        library: state.desk.ready().is_none(),
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
        ExportChange::Library(library) => form.library = library,
        ExportChange::Choices(choices) => form.choices = choices,
    }
}

/// Exports what the dialog says.
pub(super) fn export(state: &mut State, copy: bool, stamp: Stamp) -> Vec<Effect> {
    let Panel::Export(form) = &state.panel else { return Vec::new() };
    let wanted = Wanted { format: form.chosen, choices: form.choices, copy };
    let document = state.desk.ready().filter(|_| !form.library).map(|desk: &Desk| desk.document.clone());
    match document {
        Some(document) => transfer::write(state, vec![document], wanted, None, Vec::new(), false, stamp),
        None => transfer::export_library(state, wanted),
    }
}
