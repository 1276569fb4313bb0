//! The app with a note in each of its functions that it was entered.
//!
//! One byte for each, behind the memory that the module has in the beginning: the allocator takes
//! what it asks the browser for, which comes after that. The page tells by `entered()` which
//! functions were, by number.

use super::built::Built;
use super::names::canonical;
use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, Instruction, MemArg, MemArgTarget};
use wasmparser::{FunctionBody, KnownCustom, MemoryType, Name, Parser, Payload};

/// Puts the notes into the app in that folder, which Trunk has just built; the names of its
/// functions, by number.
pub(super) fn put_in(folder: &Path) -> anyhow::Result<HashMap<u32, String>> {
    let built = Built::read(folder)?;
    let facts = Facts::of(&built.module)?;
    let mut probe = Probe { base: facts.pages * PAGE, next: 0, more: u64::from(facts.bodies).div_ceil(PAGE) };
    let mut module = wasm_encoder::Module::new();
    utils::parse_core_module(&mut probe, &mut module, Parser::new(0), &built.module)?;
    let told = include_str!("probe.js")
        .replace("BASE", &probe.base.to_string())
        .replace("COUNT", &facts.bodies.to_string())
        .replace("IMPORTED", &facts.imported.to_string());
    built.replace(&module.finish(), &(built.glue.clone() + &told))?;
    Ok(facts.names)
}

const PAGE: u64 = 0x1_0000;

#[derive(Default)]
struct Facts {
    imported: u32,
    bodies: u32,
    /// How large the memory is in the beginning.
    pages: u64,
    names: HashMap<u32, String>,
}

impl Facts {
    fn of(module: &[u8]) -> anyhow::Result<Self> {
        let mut facts = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                // wasm-bindgen's modules import nothing else.
                Payload::ImportSection(imports) => facts.imported = imports.into_imports().count() as u32,
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        facts.pages = memory?.initial;
                    }
                }
                Payload::CodeSectionStart { count, .. } => facts.bodies = count,
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(names) = section.as_known() else { continue };
                    for names in names {
                        let Name::Function(names) = names? else { continue };
                        for naming in names {
                            let naming = naming?;
                            facts.names.insert(naming.index, canonical(naming.name));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(facts)
    }
}

struct Probe {
    base: u64,
    next: u64,
    /// How many pages the notes take.
    more: u64,
}

impl Reencode for Probe {
    type Error = Infallible;

    fn memory_type(&mut self, memory: MemoryType) -> Result<wasm_encoder::MemoryType, reencode::Error> {
        let mut memory = utils::memory_type(self, memory);
        memory.minimum += self.more;
        memory.maximum = memory.maximum.map(|most| most + self.more);
        Ok(memory)
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let offset = self.base + self.next;
        self.next += 1;
        function.instruction(&Instruction::I32Const(0)).instruction(&Instruction::I32Const(1));
        let there = MemArg { offset, align: 0, target: MemArgTarget::Memory(0), ordering: None };
        function.instruction(&Instruction::I32Store8(there));
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&self.parse_instruction(&mut operators)?);
        }
        code.function(&function);
        Ok(())
    }
}
