//! Cuts one WebAssembly module in two: what is needed at once, and the rest.
//!
//! The first half is the module without the bodies of some functions. Where it
//! calls one of them, a stub stands in its place: it makes sure, by a host
//! function, that the other half is there, and goes on through the table of
//! functions. The second half imports memory, tables, globals and functions
//! from the first, and puts its functions into the table, into their own places
//! or ones that were added. Data and places of the table go with the only
//! functions that can come to them ([`needed`]). Nothing about a function changes
//! but where it is kept, so the choice of functions is a matter of speed, never
//! of correctness.

mod first;
mod later;
mod needed;
mod parts;
mod plan;
mod renumber;
#[cfg(test)]
mod tests;

use super::linked::Linked;
use anyhow::{Context as _, ensure};
use needed::Needed;
use parts::Parts;
use plan::Plan;
use std::collections::BTreeMap;

/// The module from which the first half gets its host function, and that function.
pub(super) const HOST: (&str, &str) = ("./later.js", "load");
/// The module from which the second half gets everything that is not the page's: the first.
pub(super) const FIRST: &str = "first";
/// The first half's global that is to be 1 once the second half is there.
pub(super) const THERE: &str = "later_is_there";

/// The two modules.
pub(super) struct Halves {
    pub(super) first: Vec<u8>,
    pub(super) later: Vec<u8>,
    /// How many functions went into the second.
    pub(super) moved: usize,
}

/// Splits a module, which must have its names, and be what became of the linked one.
///
/// `is_first` says of a function, by name, that it belongs into the first half.
pub(super) fn split(
    module: &[u8],
    linked: &Linked<'_>,
    is_first: impl Fn(&str) -> bool,
) -> anyhow::Result<Halves> {
    let parts = Parts::of(module)?;
    ensure!(parts.others == 0, "the module imports more than functions");
    let moved = moved(&parts, is_first);
    let needed = Needed::of(&parts, &moved, linked)?;
    let plan = Plan::new(&parts, &moved, needed)?;
    let halves = Halves {
        first: first::encode(&plan)?,
        later: later::encode(&plan)?,
        moved: moved.iter().filter(|m| **m).count(),
    };
    wasmparser::validate(&halves.first).context("the first half of the module is not valid")?;
    wasmparser::validate(&halves.later).context("the second half of the module is not valid")?;
    Ok(halves)
}

/// For each function, whether it goes into the second half.
fn moved(parts: &Parts<'_>, is_first: impl Fn(&str) -> bool) -> Vec<bool> {
    let is_moved = |n: u32| parts.start != Some(n) && parts.names.get(&n).is_some_and(|name| !is_first(name));
    (0..parts.functions.len() as u32).map(|n| n as usize >= parts.imported && is_moved(n)).collect()
}

/// Fails unless both halves together put into memory what the whole module does.
pub(super) fn check_data(whole: &[u8], first: &[u8], later: &[u8]) -> anyhow::Result<()> {
    let memory = |modules: &[&[u8]]| -> anyhow::Result<BTreeMap<u32, u8>> {
        let mut memory = BTreeMap::new();
        for module in modules {
            for (start, bytes) in Parts::of(module)?.data {
                memory.extend((start..).zip(bytes.iter().copied()));
            }
        }
        // Memory is zeros before that.
        memory.retain(|_, byte| *byte != 0);
        Ok(memory)
    };
    ensure!(memory(&[first, later])? == memory(&[whole])?, "the halves have other data than the whole");
    Ok(())
}
