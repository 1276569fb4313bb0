//! A key with what is held along with it, written as in `Ctrl+Shift+z`.

use std::fmt;

use super::KeyPress;
use crate::text::case;

/// A key that can be given to an act.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Ctrl, or Cmd on a Mac.
    command: bool,
    /// Alt.
    alt: bool,
    /// Shift; of characters only with letters, since it makes another character of the rest.
    shift: bool,
    /// The key's value as the DOM names it, letters in lower case.
    name: String,
}

/// Why a key cannot be given to an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is held along with others, or waits for the next: `Shift`, a dead accent.
    Partial,
    /// Everything else on the page needs it: Tab, Enter, the space bar, Escape.
    Page,
    /// The browser needs it: `Ctrl+C`, `F5`.
    Browser,
}

/// Keys with a name that can be given to an act.
const NAMED: &[(&str, &str)] = &[
    ("ArrowLeft", "←"),
    ("ArrowRight", "→"),
    ("ArrowUp", "↑"),
    ("ArrowDown", "↓"),
    ("Home", "Home"),
    ("End", "End"),
    ("PageUp", "Page up"),
    ("PageDown", "Page down"),
    ("Insert", "Insert"),
    ("Delete", "Delete"),
    ("Backspace", "Backspace"),
    ("F1", "F1"),
    ("F2", "F2"),
    ("F3", "F3"),
    ("F4", "F4"),
    ("F7", "F7"),
    ("F8", "F8"),
    ("F9", "F9"),
    ("F10", "F10"),
];

impl Key {
    /// The key that was pressed.
    ///
    /// # Errors
    /// When it is none that can be given to an act, and why.
    pub fn pressed(press: &KeyPress) -> Result<Self, Unfit> {
        Self::new(press.command, press.alt, press.shift, &press.key)
    }

    fn new(command: bool, alt: bool, shift: bool, name: &str) -> Result<Self, Unfit> {
        let mut chars = name.chars();
        let character = chars.next().filter(|_| chars.next().is_none());
        match (name, character) {
            (" " | "Tab" | "Enter" | "Escape", _) => return Err(Unfit::Page),
            ("F5" | "F6" | "F11" | "F12", _) => return Err(Unfit::Browser),
            (_, None) if !NAMED.iter().any(|(named, _)| *named == name) => return Err(Unfit::Partial),
            (_, Some(c)) if c.is_control() || c.is_whitespace() => return Err(Unfit::Page),
            _ => {}
        }
        // A letter, not a letter and what its lower case adds to it.
        let lower = case::lower(name);
        let name = if lower.chars().count() == 1 { lower } else { name.to_owned() };
        let letter = character.is_none_or(char::is_alphabetic);
        // Copying, closing a tab, and whatever else nobody can do without.
        if command && !alt && "acfhlnpqrtvwx0123456789+-=".contains(name.as_str()) {
            return Err(Unfit::Browser);
        }
        Ok(Self { command, alt, shift: shift && letter, name })
    }

    /// The key as it is written down.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let (mut rest, mut held) = (written, [false; 3]);
        for (held, name) in held.iter_mut().zip(["Ctrl+", "Alt+", "Shift+"]) {
            // “Ctrl+” alone is no key, but “+” is.
            if let Some(after) = rest.strip_prefix(name).filter(|after| !after.is_empty()) {
                (*held, rest) = (true, after);
            }
        }
        let [command, alt, shift] = held;
        let key = Self::new(command, alt, shift, rest).ok()?;
        (key.to_string() == written).then_some(key)
    }

    /// Whether it is a character without Ctrl or Alt: what somebody may type by accident, or say
    /// to a computer that listens (WCAG 2.2, 2.1.4).
    #[must_use]
    pub fn is_single(&self) -> bool {
        !self.command && !self.alt && self.is_character()
    }

    fn is_character(&self) -> bool {
        self.name.chars().count() == 1
    }

    /// The same key with Shift held, where that is another key.
    pub(super) fn shifted(&self) -> Option<Self> {
        let other = !self.shift && self.name.chars().all(char::is_alphabetic) || !self.is_character();
        (other && !self.shift).then(|| Self { shift: true, ..self.clone() })
    }

    /// The same key without Shift; `None` when it is not held.
    pub(super) fn unshifted(&self) -> Option<Self> {
        self.shift.then(|| Self { shift: false, ..self.clone() })
    }

    /// The same character without Alt, where a keyboard may need Alt to type it, as a German one
    /// on a Mac does for brackets.
    pub(super) fn plain(&self) -> Option<Self> {
        let sign = self.is_character() && !self.name.chars().all(char::is_alphanumeric);
        (self.alt && sign).then(|| Self { alt: false, command: false, ..self.clone() })
    }

    /// As people see it: `Ctrl+Z`, `←`.
    #[must_use]
    pub fn shown(&self) -> String {
        let named = NAMED.iter().find(|(named, _)| *named == self.name).map(|(_, shown)| *shown);
        self.held("Ctrl") + &named.map_or_else(|| case::upper(&self.name), str::to_owned)
    }

    /// As `aria-keyshortcuts` wants it: `Control+Z`.
    #[must_use]
    pub fn aria(&self) -> String {
        let name = match self.name.as_str() {
            "+" => "Plus".to_owned(),
            name if self.is_character() => case::upper(name),
            name => name.to_owned(),
        };
        self.held("Control") + &name
    }

    fn held(&self, control: &str) -> String {
        let mut held = String::new();
        for (down, name) in [(self.command, control), (self.alt, "Alt"), (self.shift, "Shift")] {
            if down {
                held.push_str(name);
                held.push('+');
            }
        }
        held
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.held("Ctrl"))?;
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_back() {
        for written in
            ["q", "Shift+q", "Ctrl+Shift+z", "Alt+ArrowLeft", "+", "Ctrl+Alt+x", "ß", "?", "Delete"]
        {
            assert_eq!(Key::read(written).map(|key| key.to_string()).as_deref(), Some(written));
        }
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        for written in
            ["", "Q", "qq", "Ctrl+", "Shift+?", "Shift+Ctrl+z", "Tab", "Escape", "Ctrl+c", "F5", " "]
        {
            assert_eq!(Key::read(written), None, "{written}");
        }
    }
}
