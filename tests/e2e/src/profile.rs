//! What a browser remembers: a folder that outlives the browser.

use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A browser's profile and its downloads, removed when this is dropped.
#[derive(Debug)]
pub struct Profile {
    folder: TempDir,
}

impl Profile {
    /// A browser's first day.
    ///
    /// # Errors
    /// If no folder can be made.
    pub fn fresh() -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("hearsay-").tempdir()?;
        let profile = Self { folder };
        for folder in [profile.user_data(), profile.downloads(), profile.temporary()] {
            std::fs::create_dir(folder)?;
        }
        Ok(profile)
    }

    /// Where the browser keeps what it remembers.
    #[must_use]
    pub fn user_data(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    /// Where it puts the files that are downloaded.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Where it puts what it needs for a while only, and forgets when killed.
    #[must_use]
    pub fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// The files that have been downloaded whole.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn downloaded(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(self.downloads())? {
            let path = entry?.path();
            // The browser keeps the name by an empty file until the whole is there.
            if is_whole(&path) && path.metadata().is_ok_and(|file| file.len() > 0) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}

/// A file gets its name when it is whole; until then it is hidden or called
/// `.crdownload`.
fn is_whole(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with(".crdownload") && !name.ends_with(".tmp")
}
