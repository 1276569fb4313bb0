//! Looks a package's version up in `Cargo.lock`.
//!
//! The lock file is read line by line: its form is fixed, and a TOML parser
//! would have to be compiled before the first command.

use crate::version::Version;
use anyhow::Context as _;
use std::path::Path;

/// The version to which the workspace has locked `package`.
pub(crate) fn locked(root: &Path, package: &str) -> anyhow::Result<Version> {
    let path = root.join("Cargo.lock");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    find(&text, package).with_context(|| format!("{} does not name {package} just once", path.display()))
}

/// The version of `package`, if the lock file names it exactly once.
fn find(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut versions = lock
        .split("[[package]]")
        .filter(|entry| entry.lines().any(|line| line == name))
        .filter_map(|entry| entry.lines().find_map(version_line));
    let version = versions.next()?;
    versions.next().is_none().then_some(version)
}

fn version_line(line: &str) -> Option<Version> {
    let quoted = line.strip_prefix("version = \"")?;
    Version::parse(quoted.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::find;

    const LOCK: &str = "version = 4\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.129\"\n\n\
        [[package]]\nname = \"twice\"\nversion = \"1.0.0\"\n\n\
        [[package]]\nname = \"twice\"\nversion = \"2.0.0\"\n";

    #[test]
    fn exact_name_is_found() {
        let found = find(LOCK, "wasm-bindgen").map(|version| version.to_string());
        assert_eq!(found.as_deref(), Some("0.2.130"));
    }

    #[test]
    fn what_is_absent_or_ambiguous_is_not_guessed() {
        assert_eq!(find(LOCK, "wasm"), None);
        assert_eq!(find(LOCK, "twice"), None);
    }
}
