//! Numbers functions, globals and tables as one of the halves does.

use wasm_encoder::reencode::{self, Reencode};

/// For each thing of the whole module, its number in the half, if it is there.
pub(super) struct Renumber {
    pub(super) functions: Vec<Option<u32>>,
    pub(super) globals: Vec<Option<u32>>,
    pub(super) tables: Vec<Option<u32>>,
}

/// A half refers to something that it does not have.
#[derive(Debug)]
pub(super) struct Missing(&'static str, u32);

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
