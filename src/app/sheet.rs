//! The sheet of keys, where every key can be changed.
//!
//! The one idea: a change is stored the moment it is made, like everything else; what would take
//! a key from another act is asked first, in words.

use super::{Effect, Focusable, Hand, Panel, State};
use crate::{
    keys::{Action, Key, KeyPress, Keymap, Unfit, table},
    shelf::{Batch, Record, Settings},
};

/// The sheet while it is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The act that was looked at last.
    pub here: Option<Action>,
    /// It waits for its new key.
    pub listening: bool,
    /// The new key is another's.
    pub clash: Option<Clash>,
    /// What came of the last change, for the person.
    pub said: String,
}

/// A key that belongs to other acts.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The key.
    pub key: Key,
    /// The two can exchange keys.
    pub swap: bool,
}

/// What a person does on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Keys {
    /// Wait for the new key of this act.
    Listen(Action),
    /// This was pressed while one was waited for.
    Pressed(KeyPress),
    /// Give the act the key, and the act that has it the old one.
    Swap,
    /// Give the act the key, and take it from whoever has it.
    Replace,
    /// Leave everything as it is.
    Leave,
    /// Give this act back the keys it had to begin with.
    Reset(Action),
    /// Give all acts back the keys they had.
    ResetAll,
    /// Switch single characters on or off.
    Letters {
        /// Off.
        off: bool,
    },
    /// Have screen readers say what is marked, or not.
    Names {
        /// Not.
        off: bool,
    },
}

impl State {
    /// Takes over settings, from the store or from another tab.
    pub(super) fn adopt(&mut self, settings: Settings) {
        let mut keys = Keymap::of(&settings.keys, settings.letters_off);
        keys.unseen = self.hand == Hand::Finger;
        self.keys = keys.into();
        self.settings = settings;
    }
}

/// Shows the sheet, or hides it.
pub(super) fn show(state: &mut State, shown: bool) -> Vec<Effect> {
    state.panel = if shown { Panel::Keys(Sheet::default()) } else { Panel::None };
    vec![Effect::MoveFocus(if shown { Focusable::Dialog } else { Focusable::Article })]
}

/// Does something on the sheet, when it is open.
pub(super) fn update(state: &mut State, message: Keys) -> Vec<Effect> {
    let Panel::Keys(sheet) = &mut state.panel else { return Vec::new() };
    let clash = sheet.clash.take();
    let listening = std::mem::take(&mut sheet.listening);
    let mut keys = Keymap::clone(&state.keys);
    let here = sheet.here;
    sheet.said.clear();
    match (message, here, clash) {
        (Keys::Listen(action), ..) => {
            sheet.here = Some(action);
            sheet.listening = true;
            sheet.said = format!(
                "Press the new key for “{}”. Escape cancels, Delete leaves it without a key.",
                does(action)
            );
            return Vec::new();
        }
        (Keys::Pressed(press), Some(action), _) if listening => {
            return pressed(sheet, &mut keys, action, &press).map_or_else(Vec::new, |()| keep(state, keys));
        }
        (Keys::Swap, Some(action), Some(clash)) => {
            keys.swap(action, clash.key);
            sheet.said = "The two have exchanged their keys.".into();
        }
        (Keys::Replace, Some(action), Some(clash)) => {
            sheet.said = format!("{} is now the key for “{}” alone.", clash.key.shown(), does(action));
            keys.set(action, Some(clash.key));
        }
        (Keys::Leave, ..) => sheet.said = "Nothing was changed.".into(),
        (Keys::Reset(action), ..) => {
            let taken: Vec<Action> = table::rows()
                .map(|row| row.action)
                .filter(|other| *other != action && !keys.keys(*other).is_empty())
                .collect();
            keys.reset(action);
            sheet.here = Some(action);
            sheet.said = format!("“{}” has its first key again.", does(action));
            if let Some(bare) = taken.into_iter().find(|other| keys.keys(*other).is_empty()) {
                sheet.said.push_str(&format!(" “{}” had it, and is without a key now.", does(bare)));
            }
        }
        (Keys::ResetAll, ..) => {
            keys.reset_all();
            sheet.here = None;
            sheet.said = "All keys are as they were at first.".into();
        }
        (Keys::Letters { off }, ..) => {
            keys.letters_off = off;
            sheet.said = if off {
                "Keys that are a single character do nothing now; the rest still work."
            } else {
                "Keys that are a single character work again."
            }
            .into();
            return keep(state, keys);
        }
        (Keys::Names { off }, ..) => {
            sheet.said = if off {
                "Screen readers read the text as if nothing were marked; the list still says what is."
            } else {
                "Screen readers say where a claim, a source or a quote begins."
            }
            .into();
            let settings = Settings { names_off: off, ..state.settings.clone() };
            return store(state, settings);
        }
        _ => return Vec::new(),
    }
    let mut effects = keep(state, keys);
    effects.push(Effect::MoveFocus(Focusable::Key));
    effects
}

/// What was pressed for an act: a new key, a question, or a reason why not. `Some` when the keys
/// were changed.
fn pressed(sheet: &mut Sheet, keys: &mut Keymap, action: Action, press: &KeyPress) -> Option<()> {
    if press.key == "Escape" {
        sheet.said = "Nothing was changed.".into();
        return None;
    }
    let bare = !(press.command || press.alt || press.shift);
    if bare && matches!(press.key.as_str(), "Delete" | "Backspace") {
        keys.set(action, None);
        sheet.said = format!("“{}” has no key now.", does(action));
        return Some(());
    }
    let key = match Key::pressed(press) {
        Ok(key) => key,
        Err(why) => {
            sheet.listening = true;
            sheet.said = match why {
                Unfit::Partial => return None,
                Unfit::Page => "Tab, Enter, the space bar and Escape stay what they are. Press another key.",
                Unfit::Browser => "The browser keeps this key for itself. Press another one.",
            }
            .into();
            return None;
        }
    };
    let holders = keys.holders(action, &key);
    if holders.is_empty() {
        sheet.said = format!("{} is now the key for “{}”.", key.shown(), does(action));
        if keys.letters_off && key.is_single() {
            sheet.said.push_str(" It does nothing while single characters are switched off.");
        }
        keys.set(action, Some(key));
        return Some(());
    }
    let named: Vec<String> = holders.iter().map(|holder| format!("“{}”", does(*holder))).collect();
    sheet.said = format!("{} already means {}.", key.shown(), named.join(" and "));
    let mut tried = keys.clone();
    tried.swap(action, key.clone());
    let swap = holders.iter().all(|holder| !tried.keys(*holder).is_empty());
    sheet.clash = Some(Clash { key, swap });
    None
}

/// Keeps the keys as they are now.
fn keep(state: &mut State, keys: Keymap) -> Vec<Effect> {
    let settings = Settings { keys: keys.changed(), letters_off: keys.letters_off, ..state.settings.clone() };
    state.keys = keys.into();
    store(state, settings)
}

/// Keeps these settings, where they are others.
fn store(state: &mut State, settings: Settings) -> Vec<Effect> {
    if settings == state.settings {
        return Vec::new();
    }
    state.settings = settings.clone();
    vec![state.storage.write(Batch { put: vec![Record::Settings(settings)], ..Batch::default() })]
}

fn does(action: Action) -> &'static str {
    table::rows().find(|row| row.action == action).map_or("", |row| row.does)
}
