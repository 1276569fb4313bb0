//! Versions as programs state them: dotted numbers, compared number by number.

use std::fmt;

/// `0.21.14`, `132`, `156.0.8078.73`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(Vec<u64>);

impl Version {
    /// Reads a version that stands alone, as in a lock file.
    ///
    /// What follows a `-` or `+` is left out: none of our tools is pinned to a
    /// pre-release.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let parts: Result<Vec<u64>, _> = numbers.split('.').map(str::parse).collect();
        parts.ok().map(Self)
    }

    /// Finds the version in what a program prints for `--version`: the first
    /// word that is one.
    pub(crate) fn find(output: &str) -> Option<Self> {
        output.split_whitespace().find_map(Self::parse)
    }

    /// Whether this is of the given line: `0.21.14` is of `0.21`, `0.2` is not.
    pub(crate) fn is_of_line(&self, line: &Self) -> bool {
        self.0.starts_with(&line.0)
    }

    /// The first number.
    pub(crate) fn major(&self) -> u64 {
        self.0.first().copied().unwrap_or_default()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u64::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn is_found_in_what_programs_print() {
        let check = |output, expected: &str| {
            let found = Version::find(output).map(|version| version.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{output}");
        };
        check("trunk 0.21.14", "0.21.14");
        check("wasm-bindgen 0.2.130", "0.2.130");
        check("wasm-opt version 132 (version_132)", "132");
        check("wasm-opt version 108", "108");
        check("Chromium 156.0.8078.73 built on Debian", "156.0.8078.73");
        check("ChromeDriver 156.0.8078.73 (abc-refs/x)", "156.0.8078.73");
        check("trunk 0.22.0-beta.1", "0.22.0");
    }

    #[test]
    fn is_not_found_where_there_is_none() {
        assert_eq!(Version::find(""), None);
        assert_eq!(Version::find("error: no such command"), None);
    }

    #[test]
    fn is_compared_by_number() {
        let version = |text| Version::parse(text).unwrap();
        assert!(version("0.21.9") < version("0.21.14"));
        assert!(version("108") < version("116"));
        assert!(version("0.21.14").is_of_line(&version("0.21")));
        assert!(!version("0.22.0").is_of_line(&version("0.21")));
        assert!(!version("0.2").is_of_line(&version("0.21")));
    }
}
