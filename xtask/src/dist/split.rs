//! Cuts one WebAssembly module in two: what is needed at once, and the rest.
//!
//! The first half is the module without the bodies of some functions. Where it
//! calls one of them, a stub stands in its place: it makes sure, by a host
//! function, that the other half is there, and goes on through the table of
//! functions. The second half imports memory, tables, globals and functions
//! from the first, and puts its functions into places that were added to the
//! table. Nothing about a function changes but where it is kept, so the choice
//! of functions is a matter of speed, never of correctness.

use anyhow::{Context as _, anyhow, bail};
use std::collections::{BTreeSet, HashMap};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction,
    MemorySection, Module, StartSection, TableSection, TypeSection, ValType,
};
use wasmparser::{ExternalKind, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// The module from which the first half gets its host function, and that function.
pub(crate) const HOST: (&str, &str) = ("./later.js", "load");
/// The module from which the second half gets everything: the first.
pub(crate) const FIRST: &str = "first";
/// The first half's global that is to be 1 once the second half is there.
pub(crate) const THERE: &str = "later_is_there";

/// The two modules.
pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) later: Vec<u8>,
    /// How many functions went into the second.
    pub(crate) moved: usize,
}

/// Splits a module, which must have its names.
///
/// `is_later` says of a function, by name, that it belongs into the second half;
/// what only such functions call goes with them.
pub(crate) fn split(module: &[u8], is_later: impl Fn(&str) -> bool) -> anyhow::Result<Halves> {
    let parts = Parts::of(module)?;
    let moved = parts.moved(is_later)?;
    let plan = Plan::new(&parts, &moved)?;
    let halves =
        Halves { first: plan.first()?, later: plan.later()?, moved: moved.iter().filter(|m| **m).count() };
    wasmparser::validate(&halves.first).context("the first half of the module is not valid")?;
    wasmparser::validate(&halves.later).context("the second half of the module is not valid")?;
    Ok(halves)
}

/// A module taken apart.
#[derive(Default)]
struct Parts<'a> {
    types: Vec<wasmparser::RecGroup>,
    /// For each type that is one, the parameters of the function.
    parameters: Vec<Option<u32>>,
    imports: Vec<wasmparser::Import<'a>>,
    /// The type of each function, imported ones first.
    functions: Vec<u32>,
    imported: usize,
    tables: Vec<wasmparser::Table<'a>>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::Global<'a>>,
    exports: Vec<wasmparser::Export<'a>>,
    start: Option<u32>,
    elements: Vec<wasmparser::Element<'a>>,
    data_count: Option<u32>,
    bodies: Vec<wasmparser::FunctionBody<'a>>,
    data: Vec<wasmparser::Data<'a>>,
    names: HashMap<u32, &'a str>,
}

/// What a function's body refers to.
#[derive(Default)]
struct Uses {
    functions: BTreeSet<u32>,
    globals: BTreeSet<u32>,
    tables: BTreeSet<u32>,
}

impl<'a> Parts<'a> {
    fn of(module: &'a [u8]) -> anyhow::Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(types) => {
                    for group in types {
                        let group = group?;
                        for kind in group.types() {
                            parts.parameters.push(match &kind.composite_type.inner {
                                wasmparser::CompositeInnerType::Func(function) => {
                                    Some(u32::try_from(function.params().len())?)
                                }
                                _ => None,
                            });
                        }
                        parts.types.push(group);
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        match import.ty {
                            TypeRef::Func(kind) => parts.functions.push(kind),
                            _ => bail!("`{}` is imported and not a function", import.name),
                        }
                        parts.imports.push(import);
                    }
                    parts.imported = parts.functions.len();
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        parts.functions.push(kind?);
                    }
                }
                Payload::TableSection(tables) => {
                    parts.tables = tables.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::MemorySection(memories) => {
                    parts.memories = memories.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::GlobalSection(globals) => {
                    parts.globals = globals.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ExportSection(exports) => {
                    parts.exports = exports.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::StartSection { func, .. } => parts.start = Some(func),
                Payload::ElementSection(elements) => {
                    parts.elements = elements.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::DataCountSection { count, .. } => parts.data_count = Some(count),
                Payload::CodeSectionEntry(body) => parts.bodies.push(body),
                Payload::DataSection(data) => {
                    parts.data = data.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for subsection in names {
                            if let Name::Function(functions) = subsection? {
                                for naming in functions {
                                    let naming = naming?;
                                    parts.names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    fn body(&self, function: u32) -> Option<&wasmparser::FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imported)?)
    }

    fn uses(&self, function: u32) -> anyhow::Result<Uses> {
        let mut uses = Uses::default();
        let Some(body) = self.body(function) else { return Ok(uses) };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => {
                    uses.functions.insert(function_index);
                }
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.insert(global_index);
                }
                Operator::CallIndirect { table_index, .. }
                | Operator::ReturnCallIndirect { table_index, .. } => {
                    uses.tables.insert(table_index);
                }
                Operator::TableGet { table }
                | Operator::TableSet { table }
                | Operator::TableGrow { table }
                | Operator::TableSize { table }
                | Operator::TableFill { table } => {
                    uses.tables.insert(table);
                }
                _ => {}
            }
        }
        Ok(uses)
    }

    /// Functions that are reached otherwise than by a call: through a table, or by the page.
    fn reached(&self) -> anyhow::Result<BTreeSet<u32>> {
        let mut reached: BTreeSet<u32> = self.start.into_iter().collect();
        reached.extend(self.exports.iter().filter(|e| e.kind == ExternalKind::Func).map(|e| e.index));
        for element in &self.elements {
            match element.items.clone() {
                wasmparser::ElementItems::Functions(functions) => {
                    for function in functions {
                        reached.insert(function?);
                    }
                }
                wasmparser::ElementItems::Expressions(_, expressions) => {
                    for expression in expressions {
                        for operator in expression?.get_operators_reader() {
                            if let Operator::RefFunc { function_index } = operator? {
                                reached.insert(function_index);
                            }
                        }
                    }
                }
            }
        }
        Ok(reached)
    }

    /// For each function, whether it goes into the second half.
    fn moved(&self, is_later: impl Fn(&str) -> bool) -> anyhow::Result<Vec<bool>> {
        let exported: BTreeSet<u32> =
            self.exports.iter().filter(|e| e.kind == ExternalKind::Func).map(|e| e.index).collect();
        let mut moved: Vec<bool> = (0..self.functions.len())
            .map(|n| {
                let n = n as u32;
                n as usize >= self.imported
                    && !exported.contains(&n)
                    && self.names.get(&n).is_some_and(|name| is_later(name))
            })
            .collect();
        let mut callers = vec![Vec::new(); self.functions.len()];
        for caller in 0..self.functions.len() as u32 {
            for callee in self.uses(caller)?.functions {
                callers[callee as usize].push(caller as usize);
            }
        }
        let reached = self.reached()?;
        loop {
            let more: Vec<usize> = (self.imported..self.functions.len())
                .filter(|&n| {
                    !moved[n]
                        && !reached.contains(&(n as u32))
                        && !callers[n].is_empty()
                        && callers[n].iter().all(|&caller| moved[caller] || caller == n)
                })
                .collect();
            if more.is_empty() {
                return Ok(moved);
            }
            for n in more {
                moved[n] = true;
            }
        }
    }
}

/// Who goes where, under which number.
struct Plan<'p, 'a> {
    parts: &'p Parts<'a>,
    moved: &'p [bool],
    /// Functions of the second half that the first refers to, in the order of their places.
    entries: Vec<u32>,
    /// Functions of the first half that the second calls.
    called: Vec<u32>,
    globals: Vec<u32>,
    tables: Vec<u32>,
    /// The first place in the table that was added.
    base: u64,
    /// The type without parameters and results.
    plain: u32,
}

/// Numbers things as one of the halves does.
struct Renumber {
    functions: Vec<Option<u32>>,
    globals: Vec<Option<u32>>,
    tables: Vec<Option<u32>>,
}

/// A half refers to something that it does not have.
#[derive(Debug)]
struct Missing(&'static str, u32);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} is in the other half", self.0, self.1)
    }
}

impl std::error::Error for Missing {}

fn find(numbers: &[Option<u32>], what: &'static str, n: u32) -> Result<u32, reencode::Error<Missing>> {
    let number = numbers.get(n as usize).copied().flatten();
    number.ok_or(reencode::Error::UserError(Missing(what, n)))
}

impl Reencode for Renumber {
    type Error = Missing;

    fn function_index(&mut self, n: u32) -> Result<u32, reencode::Error<Missing>> {
        find(&self.functions, "function", n)
    }

    fn global_index(&mut self, n: u32) -> Result<u32, reencode::Error<Missing>> {
        find(&self.globals, "global", n)
    }

    fn table_index(&mut self, n: u32) -> Result<u32, reencode::Error<Missing>> {
        find(&self.tables, "table", n)
    }
}

impl<'p, 'a> Plan<'p, 'a> {
    fn new(parts: &'p Parts<'a>, moved: &'p [bool]) -> anyhow::Result<Self> {
        let mut entries: BTreeSet<u32> =
            parts.reached()?.into_iter().filter(|n| moved[*n as usize]).collect();
        let (mut called, mut globals) = (BTreeSet::new(), BTreeSet::new());
        // The second half fills its places in the first table.
        let mut tables = BTreeSet::from([0]);
        for n in 0..parts.functions.len() as u32 {
            let uses = parts.uses(n)?;
            if moved[n as usize] {
                called.extend(uses.functions.into_iter().filter(|n| !moved[*n as usize]));
                globals.extend(uses.globals);
                tables.extend(uses.tables);
            } else {
                entries.extend(uses.functions.into_iter().filter(|n| moved[*n as usize]));
            }
        }
        let table = parts.tables.first().ok_or_else(|| anyhow!("the module has no table"))?;
        let plain = parts.plain().ok_or_else(|| anyhow!("no function type is `() -> ()`"))?;
        Ok(Self {
            parts,
            moved,
            entries: entries.into_iter().collect(),
            called: called.into_iter().collect(),
            globals: globals.into_iter().collect(),
            tables: tables.into_iter().collect(),
            base: table.ty.initial,
            plain,
        })
    }

    fn kept(&self) -> impl Iterator<Item = u32> {
        (self.parts.imported as u32..self.parts.functions.len() as u32).filter(|n| !self.moved[*n as usize])
    }

    fn gone(&self) -> impl Iterator<Item = u32> {
        (0..self.parts.functions.len() as u32).filter(|n| self.moved[*n as usize])
    }

    fn types(&self, numbers: &mut Renumber) -> anyhow::Result<TypeSection> {
        let mut types = TypeSection::new();
        for group in &self.parts.types {
            numbers.parse_recursive_type_group(types.ty(), group.clone())?;
        }
        Ok(types)
    }

    fn first(&self) -> anyhow::Result<Vec<u8>> {
        let parts = self.parts;
        let imported = parts.imported as u32;
        let mut functions = vec![None; parts.functions.len()];
        for n in 0..imported {
            functions[n as usize] = Some(n);
        }
        // The host function comes after the other imports.
        for (place, n) in (imported + 1..).zip(self.kept().chain(self.entries.iter().copied())) {
            functions[n as usize] = Some(place);
        }
        let mut numbers = Renumber {
            functions,
            globals: (0..parts.globals.len() as u32).map(Some).collect(),
            tables: (0..parts.tables.len() as u32).map(Some).collect(),
        };
        let there = parts.globals.len() as u32;

        let mut imports = ImportSection::new();
        for import in &parts.imports {
            numbers.parse_import(&mut imports, *import)?;
        }
        imports.import(HOST.0, HOST.1, EntityType::Function(self.plain));
        let mut kinds = FunctionSection::new();
        for n in self.kept().chain(self.entries.iter().copied()) {
            kinds.function(parts.functions[n as usize]);
        }
        let mut tables = TableSection::new();
        for (n, table) in parts.tables.iter().enumerate() {
            let table = wasmparser::Table { ty: self.enlarged(n), init: table.init.clone() };
            numbers.parse_table(&mut tables, table)?;
        }
        let mut memories = MemorySection::new();
        for memory in &parts.memories {
            memories.memory(numbers.memory_type(*memory)?);
        }
        let mut globals = GlobalSection::new();
        for global in &parts.globals {
            numbers.parse_global(&mut globals, global.clone())?;
        }
        let flag = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(flag, &ConstExpr::i32_const(0));
        let mut exports = ExportSection::new();
        for export in &parts.exports {
            numbers.parse_export(&mut exports, *export)?;
        }
        exports.export(THERE, ExportKind::Global, there);
        for n in &self.called {
            exports.export(&called(*n), ExportKind::Func, numbers.function_index(*n)?);
        }
        for n in &self.globals {
            exports.export(&global(*n), ExportKind::Global, *n);
        }
        for n in &self.tables {
            exports.export(&table(*n), ExportKind::Table, *n);
        }
        exports.export(MEMORY, ExportKind::Memory, 0);
        let mut elements = ElementSection::new();
        for element in &parts.elements {
            numbers.parse_element(&mut elements, element.clone())?;
        }
        let mut code = CodeSection::new();
        for n in self.kept() {
            let body = parts.body(n).ok_or_else(|| anyhow!("function {n} has no body"))?;
            numbers.parse_function_body(&mut code, body.clone())?;
        }
        for (place, n) in (self.base..).zip(&self.entries) {
            code.function(&self.stub(*n, i32::try_from(place)?, there)?);
        }
        let mut data = DataSection::new();
        for segment in &parts.data {
            numbers.parse_data(&mut data, segment.clone())?;
        }

        let mut module = Module::new();
        module.section(&self.types(&mut numbers)?).section(&imports).section(&kinds);
        module.section(&tables).section(&memories).section(&globals).section(&exports);
        if let Some(start) = parts.start {
            module.section(&StartSection { function_index: numbers.function_index(start)? });
        }
        module.section(&elements);
        if let Some(count) = parts.data_count {
            module.section(&DataCountSection { count });
        }
        module.section(&code).section(&data);
        Ok(module.finish())
    }

    /// The type of a table: the first has places for the second half.
    fn enlarged(&self, n: usize) -> wasmparser::TableType {
        let (mut kind, more) = (self.parts.tables[n].ty, self.entries.len() as u64);
        if n == 0 {
            kind.initial += more;
            kind.maximum = kind.maximum.map(|most| most + more);
        }
        kind
    }

    /// What stands for a function of the second half in the first.
    fn stub(&self, n: u32, place: i32, there: u32) -> anyhow::Result<Function> {
        let kind = self.parts.functions[n as usize];
        let parameters = self.parts.parameters.get(kind as usize).copied().flatten();
        let mut stub = Function::new([]);
        stub.instruction(&Instruction::GlobalGet(there));
        stub.instruction(&Instruction::I32Eqz);
        stub.instruction(&Instruction::If(wasm_encoder::BlockType::Empty));
        stub.instruction(&Instruction::Call(self.parts.imported as u32));
        stub.instruction(&Instruction::End);
        for n in 0..parameters.ok_or_else(|| anyhow!("type {kind} is no function"))? {
            stub.instruction(&Instruction::LocalGet(n));
        }
        stub.instruction(&Instruction::I32Const(place));
        stub.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
        stub.instruction(&Instruction::End);
        Ok(stub)
    }

    fn later(&self) -> anyhow::Result<Vec<u8>> {
        let parts = self.parts;
        let mut functions = vec![None; parts.functions.len()];
        for (place, n) in (0..).zip(self.called.iter().copied().chain(self.gone())) {
            functions[n as usize] = Some(place);
        }
        let mut numbers = Renumber {
            functions,
            globals: places(parts.globals.len(), &self.globals),
            tables: places(parts.tables.len(), &self.tables),
        };
        let mut imports = ImportSection::new();
        for n in &self.called {
            imports.import(FIRST, &called(*n), EntityType::Function(parts.functions[*n as usize]));
        }
        for n in &self.globals {
            let kind = numbers.global_type(parts.globals[*n as usize].ty)?;
            imports.import(FIRST, &global(*n), EntityType::Global(kind));
        }
        for n in &self.tables {
            let kind = numbers.table_type(self.enlarged(*n as usize))?;
            imports.import(FIRST, &table(*n), EntityType::Table(kind));
        }
        let memory = parts.memories.first().ok_or_else(|| anyhow!("the module has no memory"))?;
        imports.import(FIRST, MEMORY, EntityType::Memory(numbers.memory_type(*memory)?));
        let mut kinds = FunctionSection::new();
        let mut code = CodeSection::new();
        for n in self.gone() {
            kinds.function(parts.functions[n as usize]);
            let body = parts.body(n).ok_or_else(|| anyhow!("function {n} has no body"))?;
            numbers.parse_function_body(&mut code, body.clone())?;
        }
        let mut elements = ElementSection::new();
        let entries: Vec<u32> =
            self.entries.iter().map(|n| numbers.function_index(*n)).collect::<Result<_, _>>()?;
        let base = ConstExpr::i32_const(i32::try_from(self.base)?);
        elements.active(None, &base, Elements::Functions(entries.into()));
        let mut module = Module::new();
        module.section(&self.types(&mut numbers)?).section(&imports).section(&kinds);
        module.section(&elements).section(&code);
        Ok(module.finish())
    }
}

impl Parts<'_> {
    /// The type of a function that takes and gives nothing.
    fn plain(&self) -> Option<u32> {
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

const MEMORY: &str = "m";

fn called(n: u32) -> String {
    format!("f{n}")
}

fn global(n: u32) -> String {
    format!("g{n}")
}

fn table(n: u32) -> String {
    format!("t{n}")
}

/// The place of each of `many` things in the list, where it is in it.
fn places(many: usize, list: &[u32]) -> Vec<Option<u32>> {
    (0..many as u32).map(|n| list.iter().position(|m| *m == n).map(|p| p as u32)).collect()
}
