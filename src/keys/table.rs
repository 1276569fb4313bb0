//! Every act that has a key: what it is called in files, what it does, its keys to begin with.

use super::{Action, Action::*};
use crate::{annotation::Kind, text::units::Unit};

/// An act that has a key.
#[derive(Debug)]
pub struct Row {
    /// The act.
    pub action: Action,
    /// Its name where a person's keys are kept. It never changes.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Its keys to begin with, as they are written down.
    pub(super) keys: &'static [&'static str],
}

const fn row(action: Action, name: &'static str, does: &'static str, keys: &'static [&'static str]) -> Row {
    Row { action, name, does, keys }
}

/// A move of the caret. With Shift it selects what it passes over.
const fn go(unit: Unit, back: bool) -> Action {
    Caret { unit, back, extend: false }
}

/// The table, in the order of the sheet, under its headings.
#[rustfmt::skip]
pub const TABLE: &[(&str, &[Row])] = &[
    ("Marking", &[
        row(Mark(Kind::Claim), "claim", "Mark the selection as a claim; with nothing selected, the sentence", &["c"]),
        row(Mark(Kind::Source), "source", "Mark it as a source; with nothing selected, the name", &["s"]),
        row(Mark(Kind::Quote), "quote", "Mark it as a quote, and choose who said it; with nothing selected, the quotation", &["q"]),
        row(AddPart, "part", "Add the selection to the annotation, as another part", &["p"]),
        row(Continue, "continue", "Add the quotation that is offered: the same speaker goes on", &["m"]),
        row(Edge { end: false }, "start", "Move the start of the annotation", &["["]),
        row(Edge { end: true }, "end", "Move its end", &["]"]),
        row(Sticky(Kind::Claim), "claims", "Mark whatever you select as a claim, until Escape", &["Shift+c"]),
        row(Sticky(Kind::Source), "sources", "Mark whatever you select as a source, until Escape", &["Shift+s"]),
        row(Sticky(Kind::Quote), "quotes", "Mark whatever you select as a quote, until Escape", &["Shift+q"]),
        row(Again, "again", "Do to this annotation what was last done to another", &["d"]),
    ]),
    ("Attributing", &[
        row(Attribute, "attribute", "Choose who is behind the quote or claim", &["a"]),
        row(ArticleVoice, "voice", "The claim is in the article’s voice, or not", &["v"]),
        row(Cue, "cue", "The selection is the cue: “said”, “according to”", &["u"]),
    ]),
    ("Reading and selecting", &[
        row(go(Unit::Word, true), "word-back", "Move the caret back by a word", &["ArrowLeft"]),
        row(go(Unit::Word, false), "word-on", "On by a word", &["ArrowRight"]),
        row(go(Unit::Sentence, true), "sentence-back", "Back by a sentence", &["ArrowUp", "Ctrl+ArrowLeft"]),
        row(go(Unit::Sentence, false), "sentence-on", "On by a sentence", &["ArrowDown", "Ctrl+ArrowRight"]),
        row(go(Unit::Block, true), "paragraph-back", "Back by a paragraph", &["Ctrl+ArrowUp"]),
        row(go(Unit::Block, false), "paragraph-on", "On by a paragraph", &["Ctrl+ArrowDown"]),
        row(go(Unit::Character, true), "letter-back", "Back by a letter", &["Alt+ArrowLeft"]),
        row(go(Unit::Character, false), "letter-on", "On by a letter", &["Alt+ArrowRight"]),
        row(Take(Unit::Sentence), "sentence", "Select the sentence", &["."]),
        row(Take(Unit::Block), "paragraph", "Select the paragraph", &["b"]),
        row(Widen, "more", "Select more: word, clause or quotation, sentence, paragraph", &["+", "="]),
        row(Narrow, "less", "Select less", &["-"]),
    ]),
    ("Getting about", &[
        row(Next, "next", "The next annotation", &["j"]),
        row(Previous, "previous", "The one before", &["k"]),
        row(Pile, "pile", "List every annotation that lies here", &["l"]),
        row(Under, "under", "The next one under the same words", &["o"]),
        row(Find, "find", "Find words in the text and the annotations", &["/"]),
        row(Note, "note", "Write a note", &["n"]),
        row(Choose, "tick", "Tick the annotation, to tag, attribute or delete several at once", &["t"]),
        row(Delete, "delete", "Delete the annotation", &["Delete", "Backspace"]),
        row(Undo, "undo", "Undo", &["Ctrl+z"]),
        row(Redo, "redo", "Redo", &["Ctrl+Shift+z", "Ctrl+y"]),
        row(Keys, "keys", "These keys", &["?"]),
    ]),
    ("After an update", &[
        row(Accept, "accept", "Accept what is proposed", &["y"]),
        row(Refuse, "refuse", "Refuse it", &["x"]),
        row(Attach, "attach", "Attach to the selection instead", &["r"]),
        row(Keep, "keep", "Keep as evidence, or no longer", &["e"]),
    ]),
];

/// What cannot be changed: the keys, and what they do.
pub const FIXED: &[(&str, &str)] = &[
    ("Esc", "Step back: close what is open, let go of the selection, then of the annotation"),
    ("Tab", "Go through the buttons and fields; Enter or the space bar presses one"),
    ("Enter", "Keep the end that is being moved; in a list, take the line"),
    ("1 – 9", "In a list that asks for a choice: take that line"),
    ("Shift", "With a key that moves the caret: select what it passes over"),
    ("Alt", "While selecting with the mouse: exactly, without snapping to words"),
    (
        "Ctrl",
        "While selecting with the mouse: another part of the annotation. On a Mac it is Cmd, here and everywhere",
    ),
];

/// Every row, in order.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().flat_map(|(_, rows)| *rows)
}
