//! The tools that build the app and run it in a browser's test page.
//!
//! One idea: what the person has on the `PATH` is used if its version fits;
//! otherwise ours, from the cache, stands in front of it for the programs we
//! start, and only for those.

pub(crate) mod cargo_deny;
pub(crate) mod node;
mod trunk;
pub(crate) mod wasm_bindgen;
mod wasm_opt;
mod wasm_target;

use crate::version::Version;
use crate::{cache, path, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a build needs `wasm-opt`: debug builds do without.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmOpt {
    Needed,
    IfEasilyHad,
}

/// The folders that have to stand in front of the `PATH`.
pub(crate) struct Toolbox {
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Everything for building the app with Trunk.
    pub(crate) fn for_building(wasm_opt: WasmOpt) -> anyhow::Result<Self> {
        wasm_target::ensure()?;
        let mut folders = Vec::new();
        folders.extend(wasm_bindgen::ensure()?);
        folders.extend(trunk::ensure()?);
        folders.extend(wasm_opt::ensure(wasm_opt)?);
        Ok(Self { folders })
    }

    /// Makes sure of what it takes to compile for WebAssembly, and no more.
    pub(crate) fn for_checking() -> anyhow::Result<()> {
        wasm_target::ensure()
    }

    /// Everything for running `wasm-bindgen-test`.
    pub(crate) fn for_wasm_tests() -> anyhow::Result<Self> {
        wasm_target::ensure()?;
        let folders = wasm_bindgen::ensure()?.into_iter().collect();
        Ok(Self { folders })
    }

    /// Runs `trunk` with these tools.
    pub(crate) fn trunk(&self) -> anyhow::Result<Command> {
        let mut command = Command::new(self.program("trunk")?);
        command
            .current_dir(crate::workspace::root())
            .env("PATH", path::with_in_front(&self.folders)?)
            // Trunk takes the common `NO_COLOR=1` for a malformed flag of its own.
            .env_remove("NO_COLOR");
        Ok(command)
    }

    /// Where a program is: ours, or the one on the `PATH`.
    pub(crate) fn program(&self, name: &str) -> anyhow::Result<PathBuf> {
        let ours = self.folders.iter().find_map(|folder| path::in_folder(folder, name));
        ours.or_else(|| path::find(name))
            .ok_or_else(|| anyhow::anyhow!("{name} is neither in the cache nor on the PATH"))
    }
}

/// A tool that may be on the `PATH`, and can be installed into the cache.
struct Tool<'a> {
    /// The programs we use of it. The first one tells the version of all.
    programs: &'a [&'a str],
    /// The name of its folder in the cache, with the version we install.
    folder: String,
    /// Where its programs lie in that folder.
    programs_in: &'a str,
    /// Whether a version found on the `PATH` will do.
    fits: &'a dyn Fn(&Version) -> bool,
    /// How long the installation takes, as said to the person.
    takes: &'a str,
}

impl Tool<'_> {
    /// The folder to put in front of the `PATH`, or nothing if what is on the
    /// `PATH` fits.
    fn ensure(&self, install: impl FnOnce(&Path) -> anyhow::Result<()>) -> anyhow::Result<Option<PathBuf>> {
        if self.is_on_path() {
            return Ok(None);
        }
        let cache = cache::folder()?;
        let folder = cache::fill(
            &cache,
            &self.folder,
            |folder| self.is_in(&folder.join(self.programs_in)),
            |folder| {
                eprintln!("==> Installing {} into {} ({})", self.folder, cache.display(), self.takes);
                install(folder)
            },
        )?;
        Ok(Some(folder.join(self.programs_in)))
    }

    /// Whether the tool can be had without installing anything.
    fn is_there(&self) -> anyhow::Result<bool> {
        let folder = cache::folder()?.join(&self.folder).join(self.programs_in);
        Ok(self.is_on_path() || self.is_in(&folder))
    }

    fn is_on_path(&self) -> bool {
        let first = self.programs.first().and_then(|name| path::find(name));
        // Its companions have to be the ones that came with it.
        first
            .and_then(|program| program.parent().map(Path::to_path_buf))
            .is_some_and(|folder| self.is_in(&folder))
    }

    /// Whether all its programs are in that folder, in a version that fits.
    fn is_in(&self, folder: &Path) -> bool {
        let programs: Option<Vec<PathBuf>> =
            self.programs.iter().map(|name| path::in_folder(folder, name)).collect();
        programs
            .and_then(|programs| version_of(programs.first()?))
            .is_some_and(|version| (self.fits)(&version))
    }
}

/// The version that a program states.
pub(crate) fn version_of(program: &Path) -> Option<Version> {
    let output = run::answer(Command::new(program).arg("--version"))?;
    Version::find(&output)
}

/// `cargo install` into a folder of its own.
///
/// `opt_level` is 0 for what hardly computes, 1 for what reads modules: quick to compile rather than
/// quick to run. Trunk's own settings would double the wait, and a build of ours takes seconds in any.
fn cargo_install(folder: &Path, opt_level: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let build = folder.with_extension("build");
    let mut cargo = run::cargo();
    cargo
        // Out of the workspace, whose settings are not meant for tools.
        .current_dir(folder)
        .args(["install", "--quiet", "--root"])
        .arg(folder)
        .args(arguments)
        // An installation that was interrupted goes on where it was.
        .env("CARGO_TARGET_DIR", &build)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run::run(&mut cargo)?;
    // Only to save space; what is left of it does no harm.
    let _ = std::fs::remove_dir_all(build);
    Ok(())
}
