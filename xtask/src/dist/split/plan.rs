//! Who goes where, under which number.

use super::needed::Needed;
use super::parts::Parts;
use super::renumber::Renumber;
use anyhow::anyhow;
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::TypeSection;
use wasm_encoder::reencode::Reencode as _;

pub(super) struct Plan<'p, 'a> {
    pub(super) parts: &'p Parts<'a>,
    pub(super) moved: &'p [bool],
    pub(super) needed: Needed,
    /// The first table, as it is in the whole module: which function is at which place.
    pub(super) slots: BTreeMap<u32, u32>,
    /// Functions of the second half that the first has a stub for, and where in the table they are
    /// to be: where they were, or in a place that was added.
    pub(super) entries: BTreeMap<u32, u32>,
    /// Functions of the page that each half calls.
    pub(super) imports: [Vec<u32>; 2],
    /// Functions of the first half that the second calls.
    pub(super) called: Vec<u32>,
    pub(super) globals: Vec<u32>,
    pub(super) tables: Vec<u32>,
    /// How many places the table has.
    pub(super) places: u64,
    /// The type without parameters and results.
    pub(super) plain: u32,
}

impl<'p, 'a> Plan<'p, 'a> {
    pub(super) fn new(parts: &'p Parts<'a>, moved: &'p [bool], mut needed: Needed) -> anyhow::Result<Self> {
        let slots = parts.slots()?;
        if parts.exports.iter().any(|e| e.kind == wasmparser::ExternalKind::Table && e.index == 0) {
            // The page can come to all of them.
            needed.slots.extend(slots.keys());
        }
        let is_moved = |n: &u32| moved[*n as usize];
        let mut entries: BTreeSet<u32> =
            parts.exported().into_iter().chain(parts.start).filter(is_moved).collect();
        entries.extend(needed.slots.iter().filter_map(|slot| slots.get(slot)).copied().filter(is_moved));
        let is_imported = |n: &u32| (*n as usize) < parts.imported;
        let others = parts.exported().into_iter().chain(slots.values().copied());
        let mut imports = [others.filter(is_imported).collect(), BTreeSet::new()];
        let (mut called, mut globals) = (BTreeSet::new(), BTreeSet::new());
        // The second half fills its places in the first table.
        let mut tables = BTreeSet::from([0]);
        for n in parts.defined() {
            let uses = parts.uses(n)?;
            imports[usize::from(is_moved(&n))].extend(uses.functions.iter().copied().filter(is_imported));
            if is_moved(&n) {
                called.extend(uses.functions.into_iter().filter(|n| !is_moved(n) && !is_imported(n)));
                globals.extend(uses.globals);
                tables.extend(uses.tables);
            } else {
                entries.extend(uses.functions.into_iter().filter(is_moved));
            }
        }
        let table = parts.tables.first().ok_or_else(|| anyhow!("the module has no table"))?;
        let plain = parts.plain().ok_or_else(|| anyhow!("no function type is `() -> ()`"))?;
        let place_of: BTreeMap<u32, u32> = slots.iter().map(|(slot, n)| (*n, *slot)).collect();
        let mut places = u32::try_from(table.ty.initial)?;
        let mut add = || {
            places += 1;
            places - 1
        };
        let place = |n: u32| (n, place_of.get(&n).copied().unwrap_or_else(&mut add));
        Ok(Self {
            parts,
            moved,
            needed,
            entries: entries.into_iter().map(place).collect(),
            slots,
            imports: imports.map(|imports| imports.into_iter().collect()),
            called: called.into_iter().collect(),
            globals: globals.into_iter().collect(),
            tables: tables.into_iter().collect(),
            places: places.into(),
            plain,
        })
    }

    /// Whether a place in the table is filled by the first half.
    pub(super) fn fills(&self, slot: u32, function: u32) -> bool {
        self.needed.slots.contains(&slot) || !self.moved[function as usize]
    }

    /// The functions of the first half.
    pub(super) fn kept(&self) -> impl Iterator<Item = u32> {
        self.parts.defined().filter(|n| !self.moved[*n as usize])
    }

    /// The functions of the second half.
    pub(super) fn gone(&self) -> impl Iterator<Item = u32> {
        self.parts.defined().filter(|n| self.moved[*n as usize])
    }

    pub(super) fn types(&self, numbers: &mut Renumber) -> anyhow::Result<TypeSection> {
        let mut types = TypeSection::new();
        for group in &self.parts.types {
            numbers.parse_recursive_type_group(types.ty(), group.clone())?;
        }
        Ok(types)
    }

    /// The type of a table: the first may have places that were added.
    pub(super) fn table(&self, n: usize) -> wasmparser::TableType {
        let mut kind = self.parts.tables[n].ty;
        if n == 0 {
            let more = self.places - kind.initial;
            kind.initial += more;
            kind.maximum = kind.maximum.map(|most| most + more);
        }
        kind
    }

    /// The bytes at these addresses.
    pub(super) fn bytes(&self, addresses: &std::ops::Range<u32>) -> Vec<u8> {
        let mut bytes = vec![0; addresses.len()];
        for (start, segment) in &self.parts.data {
            for (address, byte) in (*start..).zip(*segment) {
                if addresses.contains(&address) {
                    bytes[(address - addresses.start) as usize] = *byte;
                }
            }
        }
        bytes
    }
}

/// Runs of places that follow one another.
pub(super) fn runs(places: impl IntoIterator<Item = (u32, u32)>) -> Vec<(u32, Vec<u32>)> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (place, function) in places {
        match runs.last_mut() {
            Some((start, run)) if *start as usize + run.len() == place as usize => run.push(function),
            _ => runs.push((place, vec![function])),
        }
    }
    runs
}

pub(super) const MEMORY: &str = "m";

pub(super) fn called(n: u32) -> String {
    format!("f{n}")
}

pub(super) fn global(n: u32) -> String {
    format!("g{n}")
}

pub(super) fn table(n: u32) -> String {
    format!("t{n}")
}
