//! Divides the built app: what the first page needs, and what can come after it.
//!
//! Trunk leaves one WebAssembly module. Here it becomes two ([`split`]), the
//! glue learns to fetch the second, and the files get names of their new
//! contents, since browsers may keep them for ever.

use super::built::{Built, hash};
use super::first_page::FirstPage;
use super::linked::Linked;
use super::short;
use super::split::{self, HOST};
use crate::tools::Toolbox;
use crate::{run, workspace};
use anyhow::{Context as _, anyhow};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the compiler may use in a WebAssembly module (rustc's defaults, and what
/// wasm-bindgen adds).
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Divides the app in that folder, which Trunk has just built.
pub(super) fn divide(folder: &Path, tools: &Toolbox) -> anyhow::Result<()> {
    let built = Built::read(folder)?;
    let linked = fs::read(workspace::target().join("wasm32-unknown-unknown/release/hearsay.wasm"))?;
    let linked = Linked::read(&linked)?;
    let first_page = FirstPage::read()?;
    let (module, glue) = short::shorten(&built.module, &built.glue)?;
    let halves = split::split(&module, &linked, |name| first_page.holds(name))?;
    first_page.tell_unmet()?;
    let target = workspace::target();
    let first = optimised(&halves.first, &target.join("hearsay-first.wasm"), tools)?;
    let later = optimised(&halves.later, &target.join("hearsay-later.wasm"), tools)?;
    split::check_data(&module, &first, &later)?;

    let later_name = format!("later-{}.wasm", hash(&later));
    let glue = teach(&glue, &later_name)?;
    fs::write(folder.join(&later_name), later)?;
    built.replace(&first, &glue)?;
    eprintln!("==> {} functions of the app come after the first page", halves.moved);
    Ok(())
}

/// The module made small, by way of a file.
fn optimised(module: &[u8], file: &Path, tools: &Toolbox) -> anyhow::Result<Vec<u8>> {
    fs::write(file, module)?;
    let mut optimise = Command::new(tools.program("wasm-opt")?);
    optimise.arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(file);
    run::run(&mut optimise)?;
    fs::read(file).context("reading the optimised module")
}

/// Tells the glue of the second half.
fn teach(glue: &str, later: &str) -> anyhow::Result<String> {
    let instead = |glue: &str, place: &str, new: &str| {
        if glue.matches(place).count() == 1 {
            Ok(glue.replacen(place, new, 1))
        } else {
            Err(anyhow!("wasm-bindgen's JavaScript is not as expected: `{place}` is not in it once"))
        }
    };
    let (module, function) = HOST;
    let imports = "\"./hearsay_bg.js\": import0,";
    let host = format!("{imports}\n        \"{module}\": {{ {function}: loadLater }},");
    let glue = instead(glue, imports, &host)?;
    let glue = instead(&glue, "wasm.__wbindgen_start();", "startApp();")?;
    Ok(glue + &include_str!("later.js").replace("LATER", later))
}
