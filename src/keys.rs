//! Which key does what.
//!
//! The one idea: one table decides, before anything else looks at the key, so that the sheet of
//! keys and the keys themselves cannot differ. Single letters work only outside text fields and
//! can be switched off (WCAG 2.1.4).

use crate::annotation::Kind;

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
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Mark the selection.
    Mark(Kind),
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
            Line { keys: "Alt + select", does: "Select exactly, without snapping to words" },
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
            Line { keys: "N", does: "Write a note" },
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
        "c" => Action::Mark(Kind::Claim),
        "s" => Action::Mark(Kind::Source),
        "q" => Action::Mark(Kind::Quote),
        "a" => Action::Attribute,
        "v" => Action::ArticleVoice,
        "u" => Action::Cue,
        "p" => Action::AddPart,
        "j" => Action::Next,
        "k" => Action::Previous,
        "o" => Action::Under,
        "n" => Action::Note,
        "y" => Action::Accept,
        "x" => Action::Refuse,
        "e" => Action::Keep,
        "r" => Action::Attach,
        "?" => Action::Keys,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress {
        KeyPress { key: key.into(), command: false, shift: false, alt: false, typing: false, dialog: false }
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
