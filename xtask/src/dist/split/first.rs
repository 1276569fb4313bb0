//! The first half: the module without the bodies of what was moved.

use super::plan::{MEMORY, Plan, called, global, runs, table};
use super::renumber::Renumber;
use super::{HOST, THERE};
use anyhow::anyhow;
use wasm_encoder::reencode::Reencode as _;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, Module,
    StartSection, TableSection, ValType,
};

pub(super) fn encode(plan: &Plan<'_, '_>) -> anyhow::Result<Vec<u8>> {
    let mut numbers = numbers(plan);
    let there = plan.parts.globals.len() as u32;
    let mut module = Module::new();
    module.section(&plan.types(&mut numbers)?).section(&imports(plan, &mut numbers)?);
    let mut kinds = FunctionSection::new();
    for n in plan.kept().chain(plan.entries.keys().copied()) {
        kinds.function(plan.parts.functions[n as usize]);
    }
    module.section(&kinds);
    module.section(&tables(plan, &mut numbers)?).section(&memories(plan, &mut numbers)?);
    module.section(&globals(plan, &mut numbers)?).section(&exports(plan, &mut numbers, there)?);
    if let Some(start) = plan.parts.start {
        module.section(&StartSection { function_index: numbers.function_index(start)? });
    }
    module.section(&elements(plan, &mut numbers)?);
    module.section(&code(plan, &mut numbers, there)?).section(&data(plan)?);
    Ok(module.finish())
}

fn numbers(plan: &Plan<'_, '_>) -> Renumber {
    let parts = plan.parts;
    let mut functions = vec![None; parts.functions.len()];
    for (place, n) in (0..).zip(&plan.imports[0]) {
        functions[*n as usize] = Some(place);
    }
    for (place, n) in (host(plan) + 1..).zip(plan.kept().chain(plan.entries.keys().copied())) {
        functions[n as usize] = Some(place);
    }
    Renumber {
        functions,
        globals: (0..parts.globals.len() as u32).map(Some).collect(),
        tables: (0..parts.tables.len() as u32).map(Some).collect(),
    }
}

/// The number of the host function, which comes after the other imports.
fn host(plan: &Plan<'_, '_>) -> u32 {
    plan.imports[0].len() as u32
}

fn imports(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<ImportSection> {
    let mut imports = ImportSection::new();
    for n in &plan.imports[0] {
        numbers.parse_import(&mut imports, plan.parts.imports[*n as usize])?;
    }
    imports.import(HOST.0, HOST.1, EntityType::Function(plan.plain));
    Ok(imports)
}

fn tables(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<TableSection> {
    let mut tables = TableSection::new();
    for (n, table) in plan.parts.tables.iter().enumerate() {
        let table = wasmparser::Table { ty: plan.table(n), init: table.init.clone() };
        numbers.parse_table(&mut tables, table)?;
    }
    Ok(tables)
}

fn memories(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<MemorySection> {
    let mut memories = MemorySection::new();
    for memory in &plan.parts.memories {
        memories.memory(numbers.memory_type(*memory)?);
    }
    Ok(memories)
}

fn globals(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<GlobalSection> {
    let mut globals = GlobalSection::new();
    for global in &plan.parts.globals {
        numbers.parse_global(&mut globals, global.clone())?;
    }
    let flag = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(flag, &ConstExpr::i32_const(0));
    Ok(globals)
}

fn exports(plan: &Plan<'_, '_>, numbers: &mut Renumber, there: u32) -> anyhow::Result<ExportSection> {
    let mut exports = ExportSection::new();
    for export in &plan.parts.exports {
        numbers.parse_export(&mut exports, *export)?;
    }
    exports.export(THERE, ExportKind::Global, there);
    for n in &plan.called {
        exports.export(&called(*n), ExportKind::Func, numbers.function_index(*n)?);
    }
    for n in &plan.globals {
        exports.export(&global(*n), ExportKind::Global, *n);
    }
    for n in &plan.tables {
        exports.export(&table(*n), ExportKind::Table, *n);
    }
    exports.export(MEMORY, ExportKind::Memory, 0);
    Ok(exports)
}

fn elements(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<ElementSection> {
    let mut elements = ElementSection::new();
    let filled = plan.slots.iter().map(|(slot, n)| (*slot, *n)).filter(|(slot, n)| plan.fills(*slot, *n));
    for (start, run) in runs(filled) {
        let run = run.into_iter().map(|n| numbers.function_index(n)).collect::<Result<Vec<_>, _>>()?;
        let start = ConstExpr::i32_const(i32::try_from(start)?);
        elements.active(None, &start, Elements::Functions(run.into()));
    }
    Ok(elements)
}

fn code(plan: &Plan<'_, '_>, numbers: &mut Renumber, there: u32) -> anyhow::Result<CodeSection> {
    let mut code = CodeSection::new();
    for n in plan.kept() {
        let body = plan.parts.body(n).ok_or_else(|| anyhow!("function {n} has no body"))?;
        numbers.parse_function_body(&mut code, body.clone())?;
    }
    for (n, place) in &plan.entries {
        code.function(&stub(plan, *n, i32::try_from(*place)?, there)?);
    }
    Ok(code)
}

/// What stands for a function of the second half in the first.
fn stub(plan: &Plan<'_, '_>, n: u32, place: i32, there: u32) -> anyhow::Result<Function> {
    let kind = plan.parts.functions[n as usize];
    let parameters = plan.parts.parameters.get(kind as usize).copied().flatten();
    let mut stub = Function::new([]);
    stub.instruction(&Instruction::GlobalGet(there));
    stub.instruction(&Instruction::I32Eqz);
    stub.instruction(&Instruction::If(wasm_encoder::BlockType::Empty));
    stub.instruction(&Instruction::Call(host(plan)));
    stub.instruction(&Instruction::End);
    for n in 0..parameters.ok_or_else(|| anyhow!("type {kind} is no function"))? {
        stub.instruction(&Instruction::LocalGet(n));
    }
    stub.instruction(&Instruction::I32Const(place));
    stub.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
    stub.instruction(&Instruction::End);
    Ok(stub)
}

fn data(plan: &Plan<'_, '_>) -> anyhow::Result<DataSection> {
    let mut data = DataSection::new();
    for addresses in &plan.needed.data {
        data.active(0, &ConstExpr::i32_const(addresses.start as i32), plan.bytes(addresses));
    }
    Ok(data)
}
