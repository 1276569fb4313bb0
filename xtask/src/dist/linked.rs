//! What refers to what, as the linker knew it.
//!
//! Compilers forget: in a finished module an address is a number like any other. Linked with
//! `--emit-relocs`, a module keeps a record of each place that holds an address or a place in the
//! table of functions, and of which piece of data is meant. So it is known, not guessed, what a
//! function can come to: what it names, what is named in that data, and so on. (The record's form:
//! <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>.)
//!
//! Functions are known by name ([`super::names`]): wasm-bindgen numbers them anew. Where several
//! have one name, each is taken to refer to what any of them does.

use super::names::canonical;
use anyhow::{Context as _, anyhow, bail, ensure};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use wasmparser::{
    BinaryReader, DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry,
    RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

/// What a function or a piece of data refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// Pieces of data, by number.
    pub(super) pieces: BTreeSet<usize>,
    /// Places in the table of functions.
    pub(super) slots: BTreeSet<u32>,
}

impl Uses {
    fn add(&mut self, target: Target) {
        match target {
            Target::Piece(piece) => self.pieces.insert(piece),
            Target::Slot(slot) => self.slots.insert(slot),
        };
    }

    pub(super) fn extend(&mut self, more: &Self) {
        self.pieces.extend(&more.pieces);
        self.slots.extend(&more.slots);
    }
}

#[derive(Clone, Copy)]
enum Target {
    Piece(usize),
    Slot(u32),
}

/// One thing the linker placed as a whole.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its addresses; none for what begins as zeros and is in no segment.
    pub(super) addresses: Range<u32>,
    pub(super) uses: Uses,
}

/// Bytes that are in memory from the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) address: u32,
    pub(super) bytes: &'a [u8],
    /// Where the bytes are in the file.
    place: usize,
}

/// A linked module's record.
#[derive(Debug)]
pub(super) struct Linked<'a> {
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) pieces: Vec<Piece>,
    /// What data that is in no piece refers to.
    pub(super) others: Uses,
    functions: HashMap<String, Uses>,
}

impl<'a> Linked<'a> {
    pub(super) fn read(module: &'a [u8]) -> anyhow::Result<Self> {
        File::read(module)?.linked().context("what the linker left of what refers to what")
    }

    /// What the functions of this name refer to; nothing if there is none.
    pub(super) fn function(&self, name: &str) -> Option<&Uses> {
        self.functions.get(name)
    }
}

/// The parts of the file that matter.
#[derive(Default)]
struct File<'a> {
    module: &'a [u8],
    sections: Vec<(u8, usize)>,
    /// Where each function's code is in the file.
    bodies: Vec<Range<usize>>,
    imported: u32,
    names: HashMap<u32, &'a str>,
    segments: Vec<Segment<'a>>,
    symbols: Vec<Option<wasmparser::DefinedDataSymbol>>,
    relocations: Vec<(usize, Vec<RelocationEntry>)>,
}

const CODE: u8 = 10;
const DATA: u8 = 11;

impl<'a> File<'a> {
    fn read(module: &'a [u8]) -> anyhow::Result<Self> {
        let mut file = Self { module, ..Self::default() };
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                file.sections.push((id, range.start as usize));
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        file.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    file.bodies.push(range.start as usize..range.end as usize);
                }
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment?;
                        file.segments.push(Segment {
                            address: address_of(&segment)?,
                            bytes: segment.data,
                            place: segment.range.end as usize - segment.data.len(),
                        });
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for names in names {
                            if let Name::Function(names) = names? {
                                for naming in names {
                                    let naming = naming?;
                                    file.names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                for symbol in symbols {
                                    file.symbols.push(match symbol? {
                                        // The linker's own (where memory ends, …) are in no segment.
                                        SymbolInfo::Data { flags, symbol, .. }
                                            if !flags.contains(SymbolFlags::ABSOLUTE) =>
                                        {
                                            symbol
                                        }
                                        _ => None,
                                    });
                                }
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => {
                        let entries = reader.entries().into_iter().collect::<Result<_, _>>()?;
                        file.relocations.push((reader.section_index() as usize, entries));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(file)
    }

    fn linked(self) -> anyhow::Result<Linked<'a>> {
        let (mut in_code, mut in_data) = (Vec::new(), Vec::new());
        for (section, entries) in &self.relocations {
            let (id, start) = *self.sections.get(*section).context("of a section that is not there")?;
            for entry in entries {
                let place = start + entry.offset as usize;
                match id {
                    CODE => in_code.extend(self.target(entry, place)?.map(|target| (place, target))),
                    DATA => in_data.extend(self.target(entry, place)?.map(|target| (place, target))),
                    _ => {}
                }
            }
        }
        ensure!(!in_code.is_empty(), "there is nothing; was it linked with `--emit-relocs`?");
        let (pieces, others) = self.pieces(in_data)?;
        Ok(Linked { functions: self.functions(&in_code)?, segments: self.segments, pieces, others })
    }

    /// What is meant at this place of the file; nothing where it is neither data nor a place in
    /// the table.
    fn target(&self, entry: &RelocationEntry, place: usize) -> anyhow::Result<Option<Target>> {
        use RelocationType as T;
        let bytes = self.module.get(place..place + entry.ty.extent()).context("beyond the end")?;
        let number = |signed: bool| -> anyhow::Result<u32> {
            let mut reader = BinaryReader::new(bytes, 0);
            Ok(if signed { reader.read_var_i32()? as u32 } else { reader.read_var_u32()? })
        };
        let word = || bytes.try_into().map(u32::from_le_bytes).context("four bytes");
        let value = match entry.ty {
            T::TableIndexSleb => return Ok(Some(Target::Slot(number(true)?))),
            T::TableIndexI32 => return Ok(Some(Target::Slot(word()?))),
            T::MemoryAddrLeb => number(false)?,
            T::MemoryAddrSleb => number(true)?,
            T::MemoryAddrI32 => word()?,
            T::FunctionIndexLeb | T::TypeIndexLeb | T::GlobalIndexLeb | T::TableNumberLeb => return Ok(None),
            other => bail!("{other:?} is not expected"),
        };
        let symbol = self.symbols.get(entry.index as usize).copied().flatten();
        let Some(symbol) = symbol else {
            let in_data = self.segments.iter().any(|segment| segment.addresses().contains(&value));
            ensure!(!in_data, "an address in the data, {value}, belongs to nothing");
            return Ok(None);
        };
        if let Some(segment) = self.segments.get(symbol.index as usize) {
            let meant = i64::from(segment.address) + i64::from(symbol.offset) + entry.addend;
            ensure!(meant == i64::from(value), "{meant} is meant where {value} stands");
        }
        Ok(Some(Target::Piece(entry.index as usize)))
    }

    /// Data by number of its symbol, and what the rest refers to.
    fn pieces(&self, mut references: Vec<(usize, Target)>) -> anyhow::Result<(Vec<Piece>, Uses)> {
        references.sort_unstable_by_key(|(place, _)| *place);
        let mut met = vec![false; references.len()];
        let mut pieces = Vec::with_capacity(self.symbols.len());
        for symbol in &self.symbols {
            let mut piece = Piece { addresses: 0..0, uses: Uses::default() };
            let segment = symbol.and_then(|symbol| Some((symbol, self.segments.get(symbol.index as usize)?)));
            if let Some((symbol, segment)) = segment {
                let within = symbol.offset as usize..symbol.offset as usize + symbol.size as usize;
                ensure!(within.end <= segment.bytes.len(), "data goes beyond its segment");
                let start = segment.address + symbol.offset;
                piece.addresses = start..start + symbol.size;
                let at = |offset| references.partition_point(|(place, _)| *place < segment.place + offset);
                for n in at(within.start)..at(within.end) {
                    piece.uses.add(references[n].1);
                    met[n] = true;
                }
            }
            pieces.push(piece);
        }
        join_overlapping(&mut pieces);
        let mut others = Uses::default();
        for ((_, target), _) in references.iter().zip(met).filter(|(_, met)| !met) {
            others.add(*target);
        }
        Ok((pieces, others))
    }

    fn functions(&self, references: &[(usize, Target)]) -> anyhow::Result<HashMap<String, Uses>> {
        let mut functions: HashMap<String, Uses> = HashMap::new();
        let mut by_number = vec![Uses::default(); self.bodies.len()];
        for (place, target) in references {
            let after = self.bodies.partition_point(|body| body.start <= *place);
            let n = after.checked_sub(1).filter(|n| self.bodies[*n].contains(place));
            by_number[n.ok_or_else(|| anyhow!("code in no function"))?].add(*target);
        }
        for (uses, n) in by_number.iter().zip(self.imported..) {
            let name = self.names.get(&n).ok_or_else(|| anyhow!("function {n} has no name"))?;
            functions.entry(canonical(name)).or_default().extend(uses);
        }
        Ok(functions)
    }
}

/// Pieces that share bytes stay together: each refers to the other.
fn join_overlapping(pieces: &mut [Piece]) {
    let mut order: Vec<usize> = (0..pieces.len()).filter(|n| !pieces[*n].addresses.is_empty()).collect();
    order.sort_unstable_by_key(|n| pieces[*n].addresses.start);
    let mut open: Vec<usize> = Vec::new();
    for n in order {
        let start = pieces[n].addresses.start;
        open.retain(|other| pieces[*other].addresses.end > start);
        for other in &open {
            pieces[*other].uses.pieces.insert(n);
            pieces[n].uses.pieces.insert(*other);
        }
        open.push(n);
    }
}

impl Segment<'_> {
    pub(super) fn addresses(&self) -> Range<u32> {
        self.address..self.address + self.bytes.len() as u32
    }
}

/// Where a segment of data goes.
pub(super) fn address_of(data: &wasmparser::Data<'_>) -> anyhow::Result<u32> {
    if let DataKind::Active { memory_index: 0, offset_expr } = &data.kind
        && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
    {
        return Ok(value as u32);
    }
    bail!("a segment of data has no address")
}
