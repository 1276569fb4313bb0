//! Which key does what.
//!
//! The one idea: one table decides, before anything else looks at the key, so that the sheet of
//! keys and the keys themselves cannot differ. Single letters work only outside text fields and
//! can be switched off (WCAG 2.1.4).

use crate::{annotation::Kind, text::units::Unit};

/// A key as it was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// The key's value, as the DOM names it: `q`, `Escape`, `ArrowDown`.
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The focus is in a text field.
    pub typing: bool,
    /// A dialog is open: only Escape reaches what lies under it.
    pub dialog: bool,
    /// The reading caret is shown: the arrows that scroll otherwise move it.
    pub caret: bool,
    /// An edge of an annotation is held.
    pub edge: bool,
    /// The article is read from right to left.
    pub rtl: bool,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Mark the selection.
    Mark(Kind),
    /// Move the reading caret.
    Caret {
        /// By what.
        unit: Unit,
        /// Backwards.
        back: bool,
        /// Select what is passed over.
        extend: bool,
    },
    /// Select the unit around the caret.
    Take(Unit),
    /// Select more around what is selected.
    Widen,
    /// Select less of it.
    Narrow,
    /// Take hold of the start of the focused annotation, or of its end.
    Edge {
        /// The end.
        end: bool,
    },
    /// Let the edge go where it is.
    Settle,
    /// Attribute the focused annotation.
    Attribute,
    /// The article's voice, on or off.
    ArticleVoice,
    /// The selection is the cue.
    Cue,
    /// The selection is another part.
    AddPart,
    /// The next annotation.
    Next,
    /// The annotation before.
    Previous,
    /// The next under the same words.
    Under,
    /// Delete the focused annotation.
    Delete,
    /// Whatever is selected is marked as this kind at once.
    Sticky(Kind),
    /// Do again what was last done.
    Again,
    /// Choose the focused annotation, to do something to several.
    Choose,
    /// Look for words.
    Find,
    /// Write a note.
    Note,
    /// Attach the stray where it is proposed.
    Accept,
    /// What is proposed for the stray is not it.
    Refuse,
    /// Keep the stray as evidence.
    Keep,
    /// Attach the stray to the selection.
    Attach,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Step back.
    Escape,
    /// The sheet of keys.
    Keys,
}

/// A line of the sheet of keys: the keys, and what they do.
pub struct Line {
    /// The keys, as printed on them.
    pub keys: &'static str,
    /// What they do.
    pub does: &'static str,
}

/// The sheet of keys, grouped under headings.
pub const SHEET: &[(&str, &[Line])] = &[
    (
        "Marking",
        &[
            Line { keys: "C", does: "Mark the selection as a claim" },
            Line { keys: "S", does: "Mark the selection as a source" },
            Line { keys: "Q", does: "Mark the selection as a quote, and choose who said it" },
            Line { keys: "P", does: "Add the selection to the annotation, as another part" },
            Line { keys: "[  ]", does: "Move the start or the end of the annotation; Enter keeps it" },
            Line { keys: "Shift + C S Q", does: "Mark whatever you select as that kind, until Escape" },
            Line { keys: "D", does: "Do to this annotation what was last done to another" },
            Line { keys: "Alt + select", does: "Select exactly, without snapping to words" },
        ],
    ),
    (
        "Reading and selecting",
        &[
            Line {
                keys: "←  →",
                does: "Move the caret by a word; with Ctrl/Cmd by a sentence, with Alt by a letter",
            },
            Line { keys: "↑  ↓", does: "By a sentence; with Ctrl/Cmd by a paragraph" },
            Line { keys: "Shift + arrow", does: "Select what the caret passes over" },
            Line { keys: ".  B", does: "Select the sentence, the paragraph" },
            Line {
                keys: "+  -",
                does: "Select more around it, or less: word, clause or quotation, sentence, paragraph",
            },
            Line {
                keys: "C  S  Q",
                does: "With nothing selected: the sentence, the name, the quotation at the caret",
            },
        ],
    ),
    (
        "Attributing",
        &[
            Line { keys: "A", does: "Choose who is behind the quote or claim" },
            Line { keys: "1 – 9", does: "In the list: take that line" },
            Line { keys: "V", does: "The claim is in the article’s voice, or not" },
            Line { keys: "U", does: "The selection is the cue: “said”, “according to”" },
        ],
    ),
    (
        "After an update",
        &[
            Line { keys: "Y", does: "Accept what is proposed" },
            Line { keys: "X", does: "Refuse it" },
            Line { keys: "R", does: "Attach to the selection instead" },
            Line { keys: "E", does: "Keep as evidence, or no longer" },
        ],
    ),
    (
        "Getting about",
        &[
            Line { keys: "J  K", does: "Next annotation, the one before" },
            Line { keys: "O", does: "The next one under the same words" },
            Line {
                keys: "/",
                does: "Find words in the text and the annotations; Enter goes on, with Shift back",
            },
            Line { keys: "N", does: "Write a note" },
            Line { keys: "T", does: "Tick the annotation, to tag, attribute or delete several at once" },
            Line { keys: "Delete", does: "Delete the annotation" },
            Line { keys: "Ctrl/Cmd + Z", does: "Undo; with Shift, redo" },
            Line { keys: "Esc", does: "Step back" },
            Line { keys: "?", does: "These keys" },
        ],
    ),
];

/// What this key does here; `None` leaves it to the browser.
#[must_use]
pub fn binding(press: &KeyPress, letters_off: bool) -> Option<Action> {
    if press.key == "Escape" {
        return Some(Action::Escape);
    }
    if press.dialog {
        return None;
    }
    if !press.typing {
        if let Some(action) = arrow(press) {
            return Some(action);
        }
        if press.key == "Enter" && press.edge {
            return Some(Action::Settle);
        }
    }
    if press.command && !press.alt {
        return match press.key.to_lowercase().as_str() {
            // In a text field, undo is the field's own.
            _ if press.typing => None,
            "z" if press.shift => Some(Action::Redo),
            "z" => Some(Action::Undo),
            "y" if !press.shift => Some(Action::Redo),
            _ => None,
        };
    }
    if press.typing || press.alt || press.command {
        return None;
    }
    if matches!(press.key.as_str(), "Delete" | "Backspace") {
        return Some(Action::Delete);
    }
    if letters_off {
        return None;
    }
    Some(match press.key.to_lowercase().as_str() {
        "c" if press.shift => Action::Sticky(Kind::Claim),
        "s" if press.shift => Action::Sticky(Kind::Source),
        "q" if press.shift => Action::Sticky(Kind::Quote),
        "d" => Action::Again,
        "t" => Action::Choose,
        "c" => Action::Mark(Kind::Claim),
        "s" => Action::Mark(Kind::Source),
        "q" => Action::Mark(Kind::Quote),
        "a" => Action::Attribute,
        "v" => Action::ArticleVoice,
        "u" => Action::Cue,
        "p" => Action::AddPart,
        "j" => Action::Next,
        "k" => Action::Previous,
        "." => Action::Take(Unit::Sentence),
        "b" => Action::Take(Unit::Block),
        "+" | "=" => Action::Widen,
        "-" => Action::Narrow,
        "[" => Action::Edge { end: false },
        "]" => Action::Edge { end: true },
        "o" => Action::Under,
        "/" => Action::Find,
        "n" => Action::Note,
        "y" => Action::Accept,
        "x" => Action::Refuse,
        "e" => Action::Keep,
        "r" => Action::Attach,
        "?" => Action::Keys,
        _ => return None,
    })
}

/// What an arrow does: sideways words, up and down sentences, more with Ctrl or Cmd, letters with
/// Alt. Up and down scroll the page until the caret is in use.
fn arrow(press: &KeyPress) -> Option<Action> {
    let (sideways, back) = match press.key.as_str() {
        "ArrowLeft" => (true, !press.rtl),
        "ArrowRight" => (true, press.rtl),
        "ArrowUp" => (false, true),
        "ArrowDown" => (false, false),
        _ => return None,
    };
    let unit = match (sideways, press.command, press.alt) {
        (true, false, false) => Unit::Word,
        (true, false, true) => Unit::Character,
        (true, true, false) | (false, false, false) => Unit::Sentence,
        (false, true, false) => Unit::Block,
        _ => return None,
    };
    (sideways || press.caret || press.edge).then_some(Action::Caret { unit, back, extend: press.shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress {
        KeyPress {
            key: key.into(),
            command: false,
            shift: false,
            alt: false,
            typing: false,
            dialog: false,
            caret: false,
            edge: false,
            rtl: false,
        }
    }

    #[test]
    fn letters_mark_outside_text_fields_only() {
        assert_eq!(binding(&press("q"), false), Some(Action::Mark(Kind::Quote)));
        assert_eq!(binding(&KeyPress { typing: true, ..press("q") }, false), None);
        assert_eq!(binding(&KeyPress { command: true, ..press("c") }, false), None, "copying stays copying");
    }

    #[test]
    fn letters_can_be_switched_off_and_the_rest_stays() {
        assert_eq!(binding(&press("q"), true), None);
        assert_eq!(binding(&KeyPress { command: true, ..press("z") }, true), Some(Action::Undo));
        assert_eq!(binding(&press("Escape"), true), Some(Action::Escape));
    }

    #[test]
    fn up_and_down_scroll_until_the_caret_is_in_use() {
        let moves = |press: &KeyPress| match binding(press, true) {
            Some(Action::Caret { unit, back, extend }) => Some((unit, back, extend)),
            _ => None,
        };
        let down = press("ArrowDown");
        assert_eq!(moves(&down), None);
        assert_eq!(moves(&KeyPress { caret: true, ..down.clone() }), Some((Unit::Sentence, false, false)));
        let right = KeyPress { shift: true, ..press("ArrowRight") };
        assert_eq!(moves(&right), Some((Unit::Word, false, true)));
        assert_eq!(moves(&KeyPress { rtl: true, ..right.clone() }), Some((Unit::Word, true, true)));
        assert_eq!(moves(&KeyPress { typing: true, ..right }), None);
        assert_eq!(binding(&press("Enter"), false), None, "buttons need it");
        assert_eq!(binding(&KeyPress { edge: true, ..press("Enter") }, true), Some(Action::Settle));
    }

    #[test]
    fn undo_in_a_text_field_is_the_fields_own() {
        assert_eq!(binding(&KeyPress { command: true, typing: true, ..press("z") }, false), None);
    }

    #[test]
    fn every_letter_on_the_sheet_does_something() {
        let lines = SHEET.iter().flat_map(|(_, lines)| *lines);
        let letters =
            lines.filter(|line| !line.keys.contains('+')).flat_map(|line| line.keys.split_whitespace());
        for letter in letters.filter(|key| key.chars().count() == 1 && key.chars().all(char::is_alphabetic)) {
            assert!(binding(&press(letter), false).is_some(), "{letter}");
        }
    }
}
