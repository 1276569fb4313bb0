//! `cargo xtask check`: format, lints and documentation, warnings being errors, and what we build on.
//!
//! Both targets are checked: the layers that know the browser are compiled for
//! WebAssembly only, and the tests of those that do not, natively only.

use crate::pins::WASM_TARGET;
use crate::tools::Toolbox;
use crate::{deny, run};
use anyhow::bail;

/// What is compiled for WebAssembly: the library, the app and the tests that
/// run in a browser. The other tests and the benchmarks are native.
const FOR_WASM: &[&str] = &["--lib", "--bins", "--test", "web"];

/// Runs every check; the first that fails ends it. With `--deny` advisories are checked in any
/// case, be it that what does so has to be installed first.
pub(crate) fn check(arguments: &[String]) -> anyhow::Result<()> {
    let install = match arguments {
        [] => false,
        [argument] if argument == "--deny" => true,
        _ => bail!("`check` takes `--deny` or nothing"),
    };
    Toolbox::for_checking()?;
    format()?;
    deny::deny(install)?;
    lints()?;
    documentation()
}

fn format() -> anyhow::Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> anyhow::Result<()> {
    let deny = ["--", "--deny", "warnings"];
    let mut native = run::cargo();
    run::run(native.args(["clippy", "--workspace", "--all-targets"]).args(deny))?;
    let mut wasm = run::cargo();
    wasm.args(["clippy", "--package", "hearsay", "--target", WASM_TARGET]);
    run::run(wasm.args(FOR_WASM).args(deny))
}

fn documentation() -> anyhow::Result<()> {
    let document = |arguments: &[&str]| {
        let mut cargo = run::cargo();
        cargo.args(["doc", "--no-deps"]).args(arguments);
        run::run(cargo.env("RUSTDOCFLAGS", "--deny warnings"))
    };
    document(&["--workspace"])?;
    document(&["--package", "hearsay", "--target", WASM_TARGET])
}
