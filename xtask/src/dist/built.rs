//! The app as Trunk and wasm-bindgen leave it, and how another one is put in its place.

use crate::workspace;
use anyhow::{Context as _, anyhow};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

/// The app in a folder.
pub(super) struct Built {
    folder: PathBuf,
    page: String,
    /// The name of its files, without `_bg.wasm` and `.js`.
    stem: String,
    /// As wasm-bindgen left it: with names, and before wasm-opt puts functions into their callers.
    pub(super) module: Vec<u8>,
    pub(super) glue: String,
}

impl Built {
    /// Reads what Trunk has just built.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let page = fs::read_to_string(folder.join("index.html")).context("reading index.html")?;
        let stem = stem(&page)?;
        let glue = folder.join(format!("{stem}.js"));
        Ok(Self {
            folder: folder.to_path_buf(),
            glue: fs::read_to_string(glue).context("reading the app's JavaScript")?,
            module: fs::read(workspace::target().join("wasm-bindgen/release/hearsay_bg.wasm"))?,
            stem,
            page,
        })
    }

    /// Puts these in the place of the module and the glue, under the name of their contents, since
    /// browsers may keep them for ever.
    pub(super) fn replace(&self, module: &[u8], glue: &str) -> anyhow::Result<()> {
        let stem = format!("hearsay-{}", hash(&[module, glue.as_bytes()].concat()));
        let file = |stem: &str, end: &str| self.folder.join(format!("{stem}{end}"));
        for end in ["_bg.wasm", ".js"] {
            fs::remove_file(file(&self.stem, end))?;
        }
        fs::write(file(&stem, "_bg.wasm"), module)?;
        fs::write(file(&stem, ".js"), glue)?;
        Ok(fs::write(self.folder.join("index.html"), self.page.replace(&self.stem, &stem))?)
    }
}

/// The beginning of the name of the file in the page that ends in `_bg.wasm`.
fn stem(page: &str) -> anyhow::Result<String> {
    let (before, _) =
        page.split_once("_bg.wasm").ok_or_else(|| anyhow!("index.html names no WebAssembly module"))?;
    let start = before.rfind(['/', '"', '\'', '=']).map_or(0, |n| n + 1);
    Ok(before.get(start..).unwrap_or_default().to_owned())
}

/// Sixteen digits that change with the contents.
pub(super) fn hash(contents: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(contents);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn name_is_read_from_the_page() {
        let page = r#"<link rel="modulepreload" href="./hearsay-1f.js"><link href="./hearsay-1f_bg.wasm">"#;
        assert_eq!(stem(page).unwrap(), "hearsay-1f");
        assert!(stem("<p>nothing</p>").is_err());
    }
}
