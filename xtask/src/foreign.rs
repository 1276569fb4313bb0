//! `cargo xtask foreign [file]`: whether programs of others read what Hearsay writes.
//!
//! One idea: a format is right when the tool it is named after says so. A file of Hearsay JSON, or
//! the one of the tests, is written in every format; then readers from PyPI and npm, in pinned
//! versions in a folder of our own, count what they find, and it is compared with the file. A reader
//! that cannot be had is named loudly.
//!
//! Why not doccano’s: `doccano-transformer` needs a spaCy that runs on no Python of today, and the
//! others talk to a server. Why not brat’s own: it is no package; `bioc` reads the format. Why not a
//! validator of W3C’s for annotations: there is none on PyPI or npm that runs; PyLD reads the JSON-LD,
//! and a JSON Schema of the MUSTs is among the tests of the library.

use crate::pins::READERS;
use crate::tools::node;
use crate::{cache, npm, path, run, workspace};
use anyhow::Context as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that is written in every format when none is named.
const FILE: &str = "tests/format/version-1.json";

/// Writes one file in every format, and lets others read it.
pub(crate) fn foreign(arguments: &[String]) -> anyhow::Result<()> {
    let file = arguments.first().map_or_else(|| workspace::root().join(FILE), PathBuf::from);
    let folder = workspace::target().join("hearsay-foreign");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "hearsay", "--example", "export", "--"]);
    run::run(cargo.arg(&file).arg(&folder))?;
    let missing: Vec<&str> =
        [python(&folder)?, html(&folder)?, schema_org(&folder)?].into_iter().flatten().collect();
    for why in missing {
        eprintln!("\n!!! NOT RUN: {why}");
    }
    Ok(())
}

/// The readers of Python; why they did not run, if they did not.
fn python(folder: &Path) -> anyhow::Result<Option<&'static str>> {
    let Some(python) = path::find("python3") else {
        return Ok(Some(
            "PyLD, bioc, label-studio-converter, obsidiantools, DuckDB: there is no python3 on the PATH.",
        ));
    };
    let in_it = |folder: &Path| folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let is_whole = |folder: &Path| folder.join("whole").is_file() && in_it(folder).is_file();
    let name = format!("readers-{}", pinned());
    // A virtual environment knows where it is, so it is made in its place and not moved there.
    let readers = cache::folder()?.join(name);
    if !is_whole(&readers) {
        run::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&readers))?;
        let mut pip = Command::new(in_it(&readers));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(READERS);
        run::run(&mut pip)?;
        fs::write(readers.join("whole"), "")?;
    }
    let root = workspace::root();
    let mut reading = Command::new(in_it(&readers));
    reading.arg(root.join("xtask/src/foreign/read.py")).arg(folder);
    reading.arg(root.join("docs/format.md")).arg(root.join("tests/format/web_annotation/context.json"));
    run::run(&mut reading)?;
    Ok(None)
}

/// A name for the set of readers: other versions, another folder.
fn pinned() -> String {
    let sum = READERS
        .join(" ")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// The validator of web pages; why it did not run, if it did not.
fn html(folder: &Path) -> anyhow::Result<Option<&'static str>> {
    if node::ensure_npm().is_err() {
        return Ok(Some("html-validate: there is no npm on the PATH."));
    }
    let program = npm::HTML_VALIDATE.fetched()?;
    let pages = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let pages: Vec<PathBuf> =
        pages.filter(|page| page.extension().is_some_and(|end| end == "html")).collect();
    let mut validate = Command::new(path::find("node").context("there is npm, but no node")?);
    validate.arg(program).args(["--preset", "standard,a11y", "--max-warnings", "0"]);
    run::run(validate.args(&pages))?;
    println!("  ok  html-validate: {} pages", pages.len());
    Ok(None)
}

/// The vocabulary of schema.org, as TypeScript knows it: no property that its class does not have; why
/// it did not run, if it did not.
fn schema_org(folder: &Path) -> anyhow::Result<Option<&'static str>> {
    if node::ensure_npm().is_err() {
        return Ok(Some("schema-dts: there is no npm on the PATH."));
    }
    let (types, compiler) = (npm::SCHEMA_DTS.fetched()?, npm::TYPESCRIPT.fetched()?);
    let types = types.display().to_string().replace(".d.ts", "").replace('\\', "/");
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with("SchemaOrg-") || file.extension().is_none_or(|end| end != "jsonld") {
            continue;
        }
        let typed = file.with_extension("ts");
        let graph = fs::read_to_string(&file)?;
        let import = format!("import type {{ Graph }} from {types:?};");
        fs::write(&typed, format!("{import}\nexport const graph: Graph = {graph};\n"))?;
        let mut check = Command::new(path::find("node").context("there is npm, but no node")?);
        check.arg(&compiler).args(["--noEmit", "--strict", "--skipLibCheck"]);
        check.args(["--module", "esnext", "--moduleResolution", "bundler"]);
        run::run(check.arg(&typed))?;
        println!("  ok  schema-dts: {name} has only what schema.org knows");
    }
    Ok(None)
}
