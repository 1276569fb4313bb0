//! A module taken apart.

use crate::dist::linked::address_of;
use anyhow::bail;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wasmparser::{ElementKind, ExternalKind, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// A module's sections, read.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) types: Vec<wasmparser::RecGroup>,
    /// For each type that is one, the parameters of the function.
    pub(super) parameters: Vec<Option<u32>>,
    /// The functions that are imported.
    pub(super) imports: Vec<wasmparser::Import<'a>>,
    /// How many other things are imported.
    pub(super) others: usize,
    /// The type of each function, imported ones first.
    pub(super) functions: Vec<u32>,
    pub(super) imported: usize,
    pub(super) tables: Vec<wasmparser::Table<'a>>,
    pub(super) memories: Vec<wasmparser::MemoryType>,
    pub(super) globals: Vec<wasmparser::Global<'a>>,
    pub(super) exports: Vec<wasmparser::Export<'a>>,
    pub(super) start: Option<u32>,
    pub(super) elements: Vec<wasmparser::Element<'a>>,
    pub(super) bodies: Vec<wasmparser::FunctionBody<'a>>,
    /// Bytes that are in memory from the beginning, by address.
    pub(super) data: Vec<(u32, &'a [u8])>,
    pub(super) names: HashMap<u32, &'a str>,
}

/// What a function's body refers to.
#[derive(Default)]
pub(super) struct Uses {
    pub(super) functions: BTreeSet<u32>,
    pub(super) globals: BTreeSet<u32>,
    pub(super) tables: BTreeSet<u32>,
    /// Numbers that may be addresses, or places in the table.
    pub(super) numbers: BTreeSet<u32>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(module: &'a [u8]) -> anyhow::Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            parts.take(payload?)?;
        }
        Ok(parts)
    }

    fn take(&mut self, payload: Payload<'a>) -> anyhow::Result<()> {
        match payload {
            Payload::TypeSection(types) => {
                for group in types {
                    let group = group?;
                    for kind in group.types() {
                        self.parameters.push(match &kind.composite_type.inner {
                            wasmparser::CompositeInnerType::Func(function) => {
                                Some(u32::try_from(function.params().len())?)
                            }
                            _ => None,
                        });
                    }
                    self.types.push(group);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(kind) = import.ty {
                        self.functions.push(kind);
                        self.imports.push(import);
                    } else {
                        self.others += 1;
                    }
                }
                self.imported = self.functions.len();
            }
            Payload::FunctionSection(functions) => {
                for kind in functions {
                    self.functions.push(kind?);
                }
            }
            Payload::TableSection(tables) => self.tables = tables.into_iter().collect::<Result<_, _>>()?,
            Payload::MemorySection(memories) => {
                self.memories = memories.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::GlobalSection(globals) => {
                self.globals = globals.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::ExportSection(exports) => {
                self.exports = exports.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(elements) => {
                self.elements = elements.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(data) => {
                for segment in data {
                    let segment = segment?;
                    self.data.push((address_of(&segment)?, segment.data));
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for subsection in names {
                        if let Name::Function(functions) = subsection? {
                            for naming in functions {
                                let naming = naming?;
                                self.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The functions that have a body, by number.
    pub(super) fn defined(&self) -> std::ops::Range<u32> {
        self.imported as u32..self.functions.len() as u32
    }

    pub(super) fn body(&self, function: u32) -> Option<&wasmparser::FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imported)?)
    }

    pub(super) fn uses(&self, function: u32) -> anyhow::Result<Uses> {
        let mut uses = Uses::default();
        let Some(body) = self.body(function) else { return Ok(uses) };
        for operator in body.get_operators_reader()? {
            uses.take(&operator?)?;
        }
        Ok(uses)
    }

    /// Functions that the page can call.
    pub(super) fn exported(&self) -> BTreeSet<u32> {
        self.exports.iter().filter(|e| e.kind == ExternalKind::Func).map(|e| e.index).collect()
    }

    /// The first table: which function is at which place.
    pub(super) fn slots(&self) -> anyhow::Result<BTreeMap<u32, u32>> {
        let mut slots = BTreeMap::new();
        for element in &self.elements {
            let start = match &element.kind {
                ElementKind::Active { table_index: None | Some(0), offset_expr } => {
                    match offset_expr.get_operators_reader().read()? {
                        Operator::I32Const { value } => value as u32,
                        other => bail!("a place in the table is {other:?}"),
                    }
                }
                _ => bail!("places of the table are filled otherwise than at the start"),
            };
            let wasmparser::ElementItems::Functions(functions) = element.items.clone() else {
                bail!("places of the table are filled with expressions");
            };
            for (slot, function) in (start..).zip(functions) {
                slots.insert(slot, function?);
            }
        }
        Ok(slots)
    }

    /// The type of a function that takes and gives nothing.
    pub(super) fn plain(&self) -> Option<u32> {
        let types = self.types.iter().flat_map(wasmparser::RecGroup::types);
        let place = types.into_iter().position(|kind| match &kind.composite_type.inner {
            wasmparser::CompositeInnerType::Func(function) => {
                function.params().is_empty() && function.results().is_empty()
            }
            _ => false,
        })?;
        u32::try_from(place).ok()
    }
}

impl Uses {
    fn take(&mut self, operator: &Operator<'_>) -> anyhow::Result<()> {
        match operator {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => {
                self.functions.insert(*function_index);
            }
            Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                self.globals.insert(*global_index);
            }
            Operator::CallIndirect { table_index, .. } | Operator::ReturnCallIndirect { table_index, .. } => {
                self.tables.insert(*table_index);
            }
            Operator::TableGet { table }
            | Operator::TableSet { table }
            | Operator::TableGrow { table }
            | Operator::TableSize { table }
            | Operator::TableFill { table } => {
                self.tables.insert(*table);
            }
            Operator::I32Const { value } => {
                self.numbers.insert(*value as u32);
            }
            Operator::I32Load { memarg }
            | Operator::I64Load { memarg }
            | Operator::F32Load { memarg }
            | Operator::F64Load { memarg }
            | Operator::I32Load8S { memarg }
            | Operator::I32Load8U { memarg }
            | Operator::I32Load16S { memarg }
            | Operator::I32Load16U { memarg }
            | Operator::I64Load8S { memarg }
            | Operator::I64Load8U { memarg }
            | Operator::I64Load16S { memarg }
            | Operator::I64Load16U { memarg }
            | Operator::I64Load32S { memarg }
            | Operator::I64Load32U { memarg }
            | Operator::I32Store { memarg }
            | Operator::I64Store { memarg }
            | Operator::F32Store { memarg }
            | Operator::F64Store { memarg }
            | Operator::I32Store8 { memarg }
            | Operator::I32Store16 { memarg }
            | Operator::I64Store8 { memarg }
            | Operator::I64Store16 { memarg }
            | Operator::I64Store32 { memarg }
            | Operator::V128Load { memarg }
            | Operator::V128Store { memarg } => {
                self.numbers.insert(u32::try_from(memarg.offset)?);
            }
            Operator::MemoryInit { .. } | Operator::DataDrop { .. } => bail!("data is put in place by hand"),
            Operator::TableInit { .. } | Operator::ElemDrop { .. } | Operator::TableCopy { .. } => {
                bail!("the table is changed by hand")
            }
            _ => {}
        }
        Ok(())
    }
}
