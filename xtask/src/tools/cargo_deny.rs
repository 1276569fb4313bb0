//! cargo-deny: advisories, licences and sources of what we build on.

use super::{Tool, cargo_install};
use crate::path;
use crate::pins::CARGO_DENY;
use std::path::PathBuf;

/// The program, if the person has it or it was installed before.
pub(crate) fn found() -> anyhow::Result<Option<PathBuf>> {
    let tool = tool();
    if !tool.is_there()? { Ok(None) } else { program(&tool).map(Some) }
}

/// The program, installed if it is missing.
pub(crate) fn ensure() -> anyhow::Result<PathBuf> {
    program(&tool())
}

fn tool() -> Tool<'static> {
    Tool {
        programs: &["cargo-deny"],
        folder: format!("cargo-deny-{CARGO_DENY}"),
        programs_in: "bin",
        // Any that the person chose: it reads our settings or says that it cannot.
        fits: &|_| true,
        takes: "about 10 minutes on two cores, once",
    }
}

fn program(tool: &Tool<'_>) -> anyhow::Result<PathBuf> {
    let ours =
        tool.ensure(|folder| cargo_install(folder, "1", &["--locked", &format!("cargo-deny@{CARGO_DENY}")]))?;
    let found = ours.and_then(|folder| path::in_folder(&folder, "cargo-deny"));
    found
        .or_else(|| path::find("cargo-deny"))
        .ok_or_else(|| anyhow::anyhow!("cargo-deny is neither in the cache nor on the PATH"))
}
