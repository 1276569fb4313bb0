//! What we build on: its licences, where it comes from, and what is known against it.
//!
//! The one idea: what can be known without a network is checked always and by ourselves, licences
//! and sources, by the lists in `deny.toml`. Advisories need `cargo-deny`, which takes minutes to
//! compile, and a database that has to be fetched: they are checked where both can be had, and
//! where not, that is said loudly and is no failure.

use crate::tools::cargo_deny;
use crate::{run, workspace};
use anyhow::{Context as _, bail};
use serde::Deserialize;
use spdx::{Expression, LicenseReq, ParseMode};
use std::path::Path;
use std::process::Command;

/// What Cargo says of all packages in `Cargo.lock`.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks licences and sources, and all that `cargo-deny` does where it is there; with `install`
/// it is made to be there.
pub(crate) fn deny(install: bool) -> anyhow::Result<()> {
    let settings = std::fs::read_to_string(workspace::root().join("deny.toml"))?;
    by_ourselves(&settings)?;
    let program = if install { Some(cargo_deny::ensure()?) } else { cargo_deny::found()? };
    match program {
        Some(program) => by_cargo_deny(&program),
        None => {
            unchecked("cargo-deny is not installed; `cargo xtask check --deny` installs it");
            Ok(())
        }
    }
}

fn unchecked(why: &str) {
    eprintln!("\n!!! Advisories were NOT checked: {why}.\n");
}

fn by_cargo_deny(program: &Path) -> anyhow::Result<()> {
    let deny = || {
        let mut command = Command::new(program);
        command.current_dir(workspace::root()).args(["--log-level", "warn"]);
        command
    };
    run::run(deny().args(["check", "licenses", "sources", "bans"]))?;
    if run::run(deny().args(["fetch", "db"])).is_err() {
        unchecked("their database could not be had");
        return Ok(());
    }
    run::run(deny().args(["check", "--disable-fetch", "advisories"]))
}

fn by_ourselves(settings: &str) -> anyhow::Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let metadata = run::answer(&mut cargo).context("`cargo metadata` failed")?;
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    let (licences, registries) = (list(settings, "allow"), list(settings, "allow-registry"));
    let complaints = complaints(&metadata.packages, &licences, &registries);
    if !complaints.is_empty() {
        bail!("deny.toml does not allow:\n  {}", complaints.join("\n  "));
    }
    eprintln!("    licences and sources of {} packages are as deny.toml wants them", metadata.packages.len());
    Ok(())
}

/// The words of one list of `deny.toml`: those in quotation marks between its brackets.
fn list(settings: &str, name: &str) -> Vec<String> {
    let begins = format!("\n{name} = [");
    let Some((_, rest)) = settings.split_once(&begins) else { return Vec::new() };
    let words = rest.split(']').next().unwrap_or_default().lines();
    let words =
        words.flat_map(|line| line.split('#').next().unwrap_or_default().split('"').skip(1).step_by(2));
    words.map(str::to_owned).collect()
}

fn complaints(packages: &[Package], licences: &[String], registries: &[String]) -> Vec<String> {
    // Members of the workspace come from nowhere, and bear our own licences.
    let foreign =
        packages.iter().filter_map(|package| package.source.as_ref().map(|source| (package, source)));
    foreign
        .flat_map(|(package, source)| {
            let Package { name, version, .. } = package;
            let known = registries.iter().any(|registry| source.strip_prefix("registry+") == Some(registry));
            let from = (!known).then(|| format!("{name} {version}: it comes from {source}"));
            let licence = package.license.as_deref().unwrap_or("none");
            let under =
                (!allows(licence, licences)).then(|| format!("{name} {version}: its licence is {licence}"));
            from.into_iter().chain(under)
        })
        .collect()
}

/// Whether a licence, an expression of SPDX, can be met by those that are allowed.
fn allows(licence: &str, allowed: &[String]) -> bool {
    let expression = Expression::parse_mode(licence, ParseMode::LAX);
    expression.is_ok_and(|expression| {
        expression.evaluate(|wanted: &LicenseReq| allowed.iter().any(|one| *one == wanted.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::{Package, allows, complaints, list};

    const SETTINGS: &str = "
[licenses]
allow = [
  \"MIT\", # why
  \"Apache-2.0 WITH LLVM-exception\",
]
[sources]
allow-registry = [\"https://registry\"]
allow-git = []
";

    #[test]
    fn lists_are_read_without_their_reasons() {
        assert_eq!(list(SETTINGS, "allow"), ["MIT", "Apache-2.0 WITH LLVM-exception"]);
        assert_eq!(list(SETTINGS, "allow-registry"), ["https://registry"]);
        assert_eq!(list(SETTINGS, "allow-git"), [""; 0]);
    }

    #[test]
    fn one_of_several_licences_is_enough_and_all_of_several_are_needed() {
        let check = |licence, expected| {
            assert_eq!(allows(licence, &list(SETTINGS, "allow")), expected, "{licence}");
        };
        check("MIT", true);
        check("MIT OR GPL-3.0-only", true);
        check("Apache-2.0/MIT", true);
        check("Apache-2.0 WITH LLVM-exception", true);
        check("Apache-2.0", false);
        check("MIT AND Apache-2.0", false);
        check("GPL-3.0-only", false);
        check("none", false);
    }

    #[test]
    fn foreign_sources_are_told_and_our_own_packages_are_not() {
        let package = |name: &str, source: Option<&str>| Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: Some("MIT".to_owned()),
            source: source.map(str::to_owned),
        };
        let packages = [
            package("ours", None),
            package("theirs", Some("registry+https://registry")),
            package("elsewhere", Some("git+https://example.org/elsewhere")),
        ];
        let said = complaints(&packages, &list(SETTINGS, "allow"), &list(SETTINGS, "allow-registry"));
        assert_eq!(said, ["elsewhere 1.0.0: it comes from git+https://example.org/elsewhere"]);
    }
}
