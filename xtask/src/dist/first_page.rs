//! Which functions the first page calls, by name: a list that `cargo xtask profile` writes.

use super::names::canonical;
use crate::workspace;
use anyhow::{Context as _, bail};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The list; which of it was asked for is noted.
pub(super) struct FirstPage {
    names: BTreeSet<String>,
    unmet: RefCell<BTreeSet<String>>,
}

/// Where the list is.
fn file() -> PathBuf {
    workspace::root().join("xtask/src/dist/first-page.txt")
}

/// Writes the list anew; how many names are in it.
pub(super) fn write(names: &BTreeSet<String>) -> anyhow::Result<usize> {
    let lines: String = names.iter().flat_map(|name| [name, "\n"]).collect();
    fs::write(file(), lines)?;
    Ok(names.len())
}

impl FirstPage {
    pub(super) fn read() -> anyhow::Result<Self> {
        let text = fs::read_to_string(file()).context("the list of the first page's functions")?;
        let names: BTreeSet<String> = text.lines().map(str::to_owned).collect();
        Ok(Self { unmet: RefCell::new(names.clone()), names })
    }

    /// Whether a function of this name is in it.
    pub(super) fn holds(&self, name: &str) -> bool {
        let name = canonical(name);
        self.unmet.borrow_mut().remove(&name);
        self.names.contains(&name)
    }

    /// Says how many names nothing has any more; an error if that is most of them.
    pub(super) fn tell_unmet(&self) -> anyhow::Result<()> {
        let (unmet, all) = (self.unmet.borrow().len(), self.names.len());
        if unmet * 2 > all {
            bail!(
                "{unmet} of the {all} functions of the first page are not there: run `cargo xtask profile`"
            );
        }
        if unmet > 0 {
            eprintln!("    {unmet} of the {all} functions of the first page are not there any more");
        }
        Ok(())
    }
}
