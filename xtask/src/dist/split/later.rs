//! The second half: what was moved, and its places in the first half's table and memory.

use super::FIRST;
use super::plan::{MEMORY, Plan, called, global, runs, table};
use super::renumber::Renumber;
use anyhow::anyhow;
use wasm_encoder::reencode::Reencode as _;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, Module,
};

pub(super) fn encode(plan: &Plan<'_, '_>) -> anyhow::Result<Vec<u8>> {
    let mut numbers = numbers(plan);
    let mut kinds = FunctionSection::new();
    let mut code = CodeSection::new();
    for n in plan.gone() {
        kinds.function(plan.parts.functions[n as usize]);
        let body = plan.parts.body(n).ok_or_else(|| anyhow!("function {n} has no body"))?;
        numbers.parse_function_body(&mut code, body.clone())?;
    }
    let mut data = DataSection::new();
    for addresses in &plan.needed.rest {
        data.active(0, &ConstExpr::i32_const(addresses.start as i32), plan.bytes(addresses));
    }
    let mut module = Module::new();
    module.section(&plan.types(&mut numbers)?).section(&imports(plan, &mut numbers)?).section(&kinds);
    module.section(&elements(plan, &mut numbers)?).section(&code).section(&data);
    Ok(module.finish())
}

fn numbers(plan: &Plan<'_, '_>) -> Renumber {
    let mut functions = vec![None; plan.parts.functions.len()];
    for (place, n) in (0..).zip(plan.imports[1].iter().chain(&plan.called).copied().chain(plan.gone())) {
        functions[n as usize] = Some(place);
    }
    Renumber {
        functions,
        globals: places(plan.parts.globals.len(), &plan.globals),
        tables: places(plan.parts.tables.len(), &plan.tables),
    }
}

/// The place of each of `many` things in the list, where it is in it.
fn places(many: usize, list: &[u32]) -> Vec<Option<u32>> {
    (0..many as u32).map(|n| list.iter().position(|m| *m == n).map(|p| p as u32)).collect()
}

fn imports(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<ImportSection> {
    let parts = plan.parts;
    let mut imports = ImportSection::new();
    for n in &plan.imports[1] {
        numbers.parse_import(&mut imports, parts.imports[*n as usize])?;
    }
    for n in &plan.called {
        imports.import(FIRST, &called(*n), EntityType::Function(parts.functions[*n as usize]));
    }
    for n in &plan.globals {
        let kind = numbers.global_type(parts.globals[*n as usize].ty)?;
        imports.import(FIRST, &global(*n), EntityType::Global(kind));
    }
    for n in &plan.tables {
        let kind = numbers.table_type(plan.table(*n as usize))?;
        imports.import(FIRST, &table(*n), EntityType::Table(kind));
    }
    let memory = parts.memories.first().ok_or_else(|| anyhow!("the module has no memory"))?;
    imports.import(FIRST, MEMORY, EntityType::Memory(numbers.memory_type(*memory)?));
    Ok(imports)
}

/// Puts into the table what the first half left out of it, and in place of the stubs what they
/// stand for.
fn elements(plan: &Plan<'_, '_>, numbers: &mut Renumber) -> anyhow::Result<ElementSection> {
    let mut slots = plan.slots.clone();
    slots.retain(|slot, n| !plan.fills(*slot, *n));
    slots.extend(plan.entries.iter().map(|(n, place)| (*place, *n)));
    let mut elements = ElementSection::new();
    for (start, run) in runs(slots) {
        let run = run.into_iter().map(|n| numbers.function_index(n)).collect::<Result<Vec<_>, _>>()?;
        let start = ConstExpr::i32_const(i32::try_from(start)?);
        elements.active(None, &start, Elements::Functions(run.into()));
    }
    Ok(elements)
}
