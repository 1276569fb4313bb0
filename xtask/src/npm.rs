//! Scripts of others, from npm into the cache. None is a part of the project: the tests and the
//! benchmarks use them beside the app.

use crate::tools::node;
use crate::{cache, pins};
use std::path::{Path, PathBuf};

/// A package, and the one file of it that is wanted.
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
    file: &'static str,
}

/// axe-core, which looks through a page for what shuts people out.
pub(crate) const AXE: Package = Package { name: "axe-core", version: pins::AXE, file: "axe.min.js" };

/// A validator of web pages, which reads what is exported.
pub(crate) const HTML_VALIDATE: Package =
    Package { name: "html-validate", version: pins::HTML_VALIDATE, file: "bin/html-validate.mjs" };

/// The matcher of Hypothesis's client, which anchoring is compared with.
pub(crate) const MATCHER: Package =
    Package { name: "approx-string-match", version: pins::MATCHER, file: "build/src/index.js" };

/// Mozilla's Readability, which bringing in a page is compared with.
pub(crate) const READABILITY: Package =
    Package { name: "@mozilla/readability", version: pins::READABILITY, file: "Readability.js" };

/// The vocabulary of schema.org, as types.
pub(crate) const SCHEMA_DTS: Package =
    Package { name: "schema-dts", version: pins::SCHEMA_DTS, file: "dist/schema.d.ts" };

/// What holds a file to types.
pub(crate) const TYPESCRIPT: Package =
    Package { name: "typescript", version: pins::TYPESCRIPT, file: "bin/tsc" };

impl Package {
    /// The file, fetched if it is not there.
    pub(crate) fn fetched(&self) -> anyhow::Result<PathBuf> {
        let Self { name, version, file } = self;
        let inside = Path::new("node_modules").join(name).join(file);
        let is_whole = |folder: &Path| folder.join(&inside).is_file();
        let short = name.rsplit('/').next().unwrap_or(name);
        let install = |folder: &Path| node::install(folder, &format!("{name}@{version}"));
        let package = cache::fill(&cache::folder()?, &format!("{short}-{version}"), is_whole, install)?;
        Ok(package.join(inside))
    }

    /// The file; `None`, loudly, where npm or the package is not to be had.
    pub(crate) fn if_it_can_be_had(&self) -> Option<PathBuf> {
        match self.fetched() {
            Ok(file) => Some(file),
            Err(error) => {
                eprintln!("\n*** {} is not to be had: {error:#}", self.name);
                eprintln!("*** The tests that need it will say that they do not run.\n");
                None
            }
        }
    }
}
