//! Which key does what.
//!
//! The one idea: one [`table`] decides, before anything else looks at the key, so that the sheet
//! of keys, the hints on buttons and the keys themselves cannot differ. A person may change every
//! row of it ([`Keymap`]). Single characters work only outside text fields and can be switched
//! off (WCAG 2.2, 2.1.4).

mod key;
mod keymap;
pub mod table;

pub use key::{Key, Unfit};
pub use keymap::Keymap;

use crate::{annotation::Kind, text::units::Unit};

/// A key as it was pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The quotation that is offered is another part.
    Continue,
    /// The next annotation.
    Next,
    /// The annotation before.
    Previous,
    /// The next under the same words.
    Under,
    /// List what lies under the same words.
    Pile,
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

/// What this key does here; `None` leaves it to the browser.
#[must_use]
pub fn binding(press: &KeyPress, keys: &Keymap) -> Option<Action> {
    if press.key == "Escape" {
        return Some(Action::Escape);
    }
    // In a text field, every key is the field's own.
    if press.dialog || press.typing {
        return None;
    }
    if press.key == "Enter" && press.edge {
        return Some(Action::Settle);
    }
    // Up and down scroll the page until the caret is in use.
    if matches!(press.key.as_str(), "ArrowUp" | "ArrowDown") && !(press.caret || press.edge) {
        return None;
    }
    // Sideways arrows point where the text goes.
    let name = match press.key.as_str() {
        "ArrowLeft" if press.rtl => "ArrowRight",
        "ArrowRight" if press.rtl => "ArrowLeft",
        name => name,
    };
    let key = Key::pressed(&KeyPress { key: name.to_owned(), ..press.clone() }).ok()?;
    keys.action(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn silent() -> Keymap {
        Keymap::of(&[], true)
    }

    fn press(key: &str) -> KeyPress {
        KeyPress { key: key.into(), ..KeyPress::default() }
    }

    #[test]
    fn letters_mark_outside_text_fields_only() {
        assert_eq!(binding(&press("q"), &Keymap::default()), Some(Action::Mark(Kind::Quote)));
        assert_eq!(binding(&KeyPress { typing: true, ..press("q") }, &Keymap::default()), None);
        assert_eq!(
            binding(&KeyPress { command: true, ..press("c") }, &Keymap::default()),
            None,
            "copying stays copying"
        );
    }

    #[test]
    fn letters_can_be_switched_off_and_the_rest_stays() {
        assert_eq!(binding(&press("q"), &silent()), None);
        assert_eq!(binding(&KeyPress { command: true, ..press("z") }, &silent()), Some(Action::Undo));
        assert_eq!(binding(&press("Escape"), &silent()), Some(Action::Escape));
    }

    #[test]
    fn up_and_down_scroll_until_the_caret_is_in_use() {
        let moves = |press: &KeyPress| match binding(press, &silent()) {
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
        assert_eq!(binding(&press("Enter"), &Keymap::default()), None, "buttons need it");
        assert_eq!(binding(&KeyPress { edge: true, ..press("Enter") }, &silent()), Some(Action::Settle));
    }

    #[test]
    fn undo_in_a_text_field_is_the_fields_own() {
        assert_eq!(
            binding(&KeyPress { command: true, typing: true, ..press("z") }, &Keymap::default()),
            None
        );
    }

    #[test]
    fn every_row_of_the_table_begins_with_keys_that_do_what_it_says() {
        let keys = Keymap::default();
        for row in table::rows() {
            let written: Vec<_> = keys.keys(row.action).iter().map(Key::to_string).collect();
            assert_eq!(written, row.keys, "{}", row.name);
            for key in keys.keys(row.action) {
                assert_eq!(keys.action(key), Some(row.action), "{}", row.name);
            }
        }
    }

    #[test]
    fn a_changed_key_does_what_the_old_one_did() {
        let mut keys = Keymap::default();
        keys.set(Action::Mark(Kind::Quote), Key::read("Ctrl+Alt+x"));
        let with_both = KeyPress { command: true, alt: true, ..press("x") };
        assert_eq!(binding(&with_both, &keys), Some(Action::Mark(Kind::Quote)));
        assert_eq!(binding(&press("q"), &keys), None);
        keys.letters_off = true;
        assert_eq!(binding(&with_both, &keys), Some(Action::Mark(Kind::Quote)), "it is no single letter");
    }

    #[test]
    fn a_key_that_moves_the_caret_selects_with_shift() {
        let mut keys = Keymap::default();
        keys.set(Action::Caret { unit: Unit::Word, back: false, extend: false }, Key::read("w"));
        let selects = Some(Action::Caret { unit: Unit::Word, back: false, extend: true });
        assert_eq!(binding(&KeyPress { shift: true, ..press("W") }, &keys), selects);
    }

    #[test]
    fn a_bracket_that_a_keyboard_needs_alt_for_is_that_bracket() {
        let bracket = KeyPress { alt: true, ..press("[") };
        assert_eq!(binding(&bracket, &Keymap::default()), Some(Action::Edge { end: false }));
    }
}
