//! Trunk: bundles and serves the app.

use super::{Tool, cargo_install};
use crate::pins::{TRUNK, TRUNK_LINE};
use crate::version::Version;
use std::path::PathBuf;

/// Makes sure of a Trunk of our line, no older than our pin.
pub(super) fn ensure() -> anyhow::Result<Option<PathBuf>> {
    let tool = Tool {
        programs: &["trunk"],
        folder: format!("trunk-{TRUNK}"),
        programs_in: "bin",
        fits: &fits,
        takes: "about 3 minutes on two cores, once",
    };
    tool.ensure(|folder| {
        cargo_install(folder, "0", &["--locked", "--no-default-features", &format!("trunk@{TRUNK}")])
    })
}

fn fits(version: &Version) -> bool {
    let of_line = Version::parse(TRUNK_LINE).is_some_and(|line| version.is_of_line(&line));
    of_line && Version::parse(TRUNK).is_some_and(|oldest| *version >= oldest)
}

#[cfg(test)]
mod tests {
    use super::fits;
    use crate::version::Version;

    #[test]
    fn later_patch_fits_and_another_line_does_not() {
        let check = |version, expected| {
            assert_eq!(fits(&Version::parse(version).unwrap()), expected, "{version}");
        };
        check("0.21.13", false);
        check("0.21.14", true);
        check("0.21.15", true);
        check("0.22.1", false);
    }
}
