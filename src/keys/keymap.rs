//! The keys as one person has them.
//!
//! The one idea: only what was changed is kept, under names that outlive the program's version.
//! Read back, it always makes a table in which no two acts share a key, whatever was stored.

use super::{Action, Key, table};

/// Which key does what, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of each row of the table.
    keys: Vec<Vec<Key>>,
    /// Acts that a newer version knows, with their keys: kept for it.
    unknown: Vec<(String, String)>,
    /// Characters without Ctrl or Alt do nothing (WCAG 2.2, 2.1.4).
    pub letters_off: bool,
    /// The person has no keys: they are hinted at nowhere.
    pub unseen: bool,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(&[], false)
    }
}

impl Keymap {
    /// The table with what was changed in it: names of acts and their keys, separated by blanks.
    ///
    /// A key that cannot be read is passed over, and so is one that an earlier act of the list
    /// has: the first to ask gets it. What was not changed gives way to what was.
    #[must_use]
    pub fn of(changed: &[(String, String)], letters_off: bool) -> Self {
        let mut map = Self { keys: Vec::new(), unknown: Vec::new(), letters_off, unseen: false };
        map.keys.resize(table::rows().count(), Vec::new());
        let mut mine = vec![false; map.keys.len()];
        for (name, written) in changed {
            let Some(at) = table::rows().position(|row| row.name == name) else {
                map.unknown.push((name.clone(), written.clone()));
                continue;
            };
            if !mine[at] {
                mine[at] = true;
                map.give(at, written.split(' '));
            }
        }
        for (at, row) in table::rows().enumerate().filter(|(at, _)| !mine[*at]) {
            map.give(at, row.keys.iter().copied());
        }
        map
    }

    /// Gives the row those of the keys that nobody has.
    fn give<'a>(&mut self, at: usize, keys: impl Iterator<Item = &'a str>) {
        for key in keys.filter_map(Key::read) {
            if self.others(at, &key).is_empty() && !self.keys[at].contains(&key) {
                self.keys[at].push(key);
            }
        }
    }

    /// What is to be stored: the acts whose keys were changed.
    #[must_use]
    pub fn changed(&self) -> Vec<(String, String)> {
        let written = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
        let own = table::rows().zip(&self.keys).filter(|(row, keys)| written(keys) != row.keys.join(" "));
        let own = own.map(|(row, keys)| (row.name.to_owned(), written(keys)));
        own.chain(self.unknown.iter().cloned()).collect()
    }

    /// What a key does.
    #[must_use]
    pub fn action(&self, key: &Key) -> Option<Action> {
        let found = |key: &Key| {
            if self.letters_off && key.is_single() {
                return None;
            }
            let at = self.keys.iter().position(|keys| keys.contains(key))?;
            table::rows().nth(at).map(|row| row.action)
        };
        let extended = || match found(&key.unshifted()?)? {
            Action::Caret { unit, back, .. } => Some(Action::Caret { unit, back, extend: true }),
            _ => None,
        };
        found(key).or_else(extended).or_else(|| found(&key.plain()?))
    }

    /// The keys of an act.
    #[must_use]
    pub fn keys(&self, action: Action) -> &[Key] {
        row_of(action).and_then(|at| self.keys.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The key that hints at an act; `None` where there is none, it is switched off, or the person
    /// has no keys.
    #[must_use]
    pub fn hint(&self, action: Action) -> Option<&Key> {
        self.keys(action).iter().find(|key| !(self.unseen || self.letters_off && key.is_single()))
    }

    /// “Undo (Ctrl+Z)”, or the name alone where there is no key.
    #[must_use]
    pub fn titled(&self, name: &str, action: Action) -> String {
        self.hint(action).map_or_else(|| name.to_owned(), |key| format!("{name} ({})", key.shown()))
    }

    /// “press P”, or “choose Add part” where there is no key for it.
    #[must_use]
    pub fn press(&self, action: Action, button: &str) -> String {
        self.hint(action).map_or_else(|| format!("choose {button}"), |key| format!("press {}", key.shown()))
    }

    /// The other acts that have this key; more than one where a key that moves the caret would
    /// take its Shift along.
    #[must_use]
    pub fn holders(&self, action: Action, key: &Key) -> Vec<Action> {
        let Some(at) = row_of(action) else { return Vec::new() };
        let others = self.others(at, key);
        others.into_iter().filter_map(|at| table::rows().nth(at)).map(|row| row.action).collect()
    }

    fn others(&self, at: usize, key: &Key) -> Vec<usize> {
        let wanted = claims(at, key);
        let has = |(other, keys): (usize, &Vec<Key>)| {
            let clash = keys.iter().flat_map(|key| claims(other, key)).any(|key| wanted.contains(&key));
            (other != at && clash).then_some(other)
        };
        self.keys.iter().enumerate().filter_map(has).collect()
    }

    /// Gives an act this key alone, and takes it from those that had it; without one, it has no
    /// key.
    pub fn set(&mut self, action: Action, key: Option<Key>) {
        let Some(at) = row_of(action) else { return };
        if let Some(key) = &key {
            self.free(at, key);
        }
        self.keys[at] = key.into_iter().collect();
    }

    fn free(&mut self, at: usize, key: &Key) {
        let wanted = claims(at, key);
        for other in self.others(at, key) {
            self.keys[other].retain(|key| !claims(other, key).iter().any(|key| wanted.contains(key)));
        }
    }

    /// Gives an act this key, and its own first key to the one that had it.
    pub fn swap(&mut self, action: Action, key: Key) {
        let own = self.keys(action).first().cloned();
        let holders = self.holders(action, &key);
        self.set(action, Some(key));
        if let ([holder], Some(own)) = (holders.as_slice(), own)
            && self.holders(*holder, &own).is_empty()
        {
            self.set(*holder, Some(own));
        }
    }

    /// Gives an act the keys it had to begin with, and takes them from those that have them now.
    pub fn reset(&mut self, action: Action) {
        let Some((at, row)) = row_of(action).and_then(|at| Some((at, table::rows().nth(at)?))) else {
            return;
        };
        for key in row.keys.iter().filter_map(|key| Key::read(key)) {
            self.free(at, &key);
        }
        self.keys[at].clear();
        self.give(at, row.keys.iter().copied());
    }

    /// Gives every act the keys it had to begin with.
    pub fn reset_all(&mut self) {
        let unknown = std::mem::take(&mut self.unknown);
        *self = Self { unknown, unseen: self.unseen, ..Self::of(&[], self.letters_off) };
    }

    /// Whether an act has other keys than to begin with.
    #[must_use]
    pub fn is_changed(&self, action: Action) -> bool {
        let row = table::rows().find(|row| row.action == action);
        row.is_some_and(|row| !self.keys(action).iter().map(Key::to_string).eq(row.keys.iter().copied()))
    }
}

fn row_of(action: Action) -> Option<usize> {
    table::rows().position(|row| row.action == action)
}

/// What a key means for this row: a key that moves the caret selects with Shift.
fn claims(at: usize, key: &Key) -> Vec<Key> {
    let moves = table::rows().nth(at).is_some_and(|row| matches!(row.action, Action::Caret { .. }));
    let shifted = if moves { key.shifted() } else { None };
    [key.clone()].into_iter().chain(shifted).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Names of acts, known and not, with keys, broken and not.
    fn stored() -> impl Strategy<Value = Vec<(String, String)>> {
        let names: Vec<&str> = table::rows().map(|row| row.name).chain(["teleport", ""]).collect();
        let keys = vec![
            "q",
            "c",
            "Shift+c",
            "ArrowLeft",
            "Shift+ArrowLeft",
            "Ctrl+z",
            "h",
            "Shift+h",
            "",
            "Hyper+q",
            "q c h",
            "é",
            "Tab",
        ];
        prop::collection::vec((prop::sample::select(names), prop::sample::select(keys)), 0..12)
            .prop_map(|list| list.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
    }

    #[derive(Clone, Debug)]
    enum Change {
        Set(usize, Option<&'static str>),
        Swap(usize, &'static str),
        Reset(usize),
        ResetAll,
    }

    fn change() -> impl Strategy<Value = Change> {
        let row = || 0..table::rows().count();
        let key = || {
            prop::sample::select(vec![
                "q",
                "Shift+q",
                "c",
                "ArrowUp",
                "Shift+ArrowUp",
                "h",
                "Shift+h",
                "Ctrl+y",
                "+",
            ])
        };
        prop_oneof![
            3 => (row(), prop::option::weighted(0.8, key())).prop_map(|(at, key)| Change::Set(at, key)),
            2 => (row(), key()).prop_map(|(at, key)| Change::Swap(at, key)),
            1 => row().prop_map(Change::Reset),
            1 => Just(Change::ResetAll),
        ]
    }

    fn nobody_shares(map: &Keymap) -> Result<(), TestCaseError> {
        let mut seen = BTreeMap::new();
        for (at, keys) in map.keys.iter().enumerate() {
            for key in keys.iter().flat_map(|key| claims(at, key)) {
                let before = seen.insert(key.clone(), at);
                prop_assert_eq!(before, None, "{} is shared", key);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn no_two_acts_share_a_key_after_any_changes(stored in stored(), changes in prop::collection::vec(change(), 0..12)) {
            let mut map = Keymap::of(&stored, false);
            nobody_shares(&map)?;
            for change in changes {
                let row = |at| table::rows().nth(at).expect("a row").action;
                let key = |key| Key::read(key).expect("a key");
                match change {
                    Change::Set(at, to) => {
                        map.set(row(at), to.map(key));
                        prop_assert_eq!(map.keys(row(at)), to.map(key).into_iter().collect::<Vec<_>>());
                    }
                    Change::Swap(at, to) => {
                        map.swap(row(at), key(to));
                        prop_assert_eq!(map.action(&key(to)), Some(row(at)));
                    }
                    Change::Reset(at) => {
                        map.reset(row(at));
                        prop_assert!(!map.is_changed(row(at)));
                    }
                    Change::ResetAll => {
                        map.reset_all();
                        prop_assert!(table::rows().all(|row| !map.is_changed(row.action)));
                    }
                }
                nobody_shares(&map)?;
                prop_assert_eq!(&Keymap::of(&map.changed(), false), &map, "what is stored is read back");
            }
        }
    }

    #[test]
    fn what_a_newer_version_stored_is_kept_for_it() {
        let stored =
            vec![("teleport".to_owned(), "g".to_owned()), ("quote".to_owned(), "Hyper+q".to_owned())];
        let mut map = Keymap::of(&stored, false);
        assert_eq!(
            map.keys(Action::Mark(crate::annotation::Kind::Quote)),
            [],
            "no key is better than a wrong one"
        );
        map.reset_all();
        assert_eq!(map.changed(), [("teleport".to_owned(), "g".to_owned())]);
    }

    #[test]
    fn swapping_gives_each_the_others_key() {
        let mut map = Keymap::default();
        map.swap(Action::Next, Key::read("k").expect("a key"));
        assert_eq!(map.hint(Action::Next).map(Key::shown).as_deref(), Some("K"));
        assert_eq!(map.hint(Action::Previous).map(Key::shown).as_deref(), Some("J"));
    }
}
