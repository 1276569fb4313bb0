//! The list of files that the service worker keeps, so that the app opens without a network.
//!
//! The one idea: what is listed is what the finished folder holds, so this comes last. A version is
//! the hash of all of it, and is written into the page, the worker's loader and the service worker;
//! each file is listed with its hash, and the browser refuses what does not match (see
//! `src/install/service-worker.js`, and <https://www.w3.org/TR/SRI/> for the form of the hashes).
//!
//! It is a library of its own, since the end-to-end tests make versions that differ. What was
//! sealed can be changed and sealed again.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The word in whose place the version is written.
const PLACE: &str = "HearsayVersion";
const PAGE: &str = "index.html";
const SERVICE_WORKER: &str = "service-worker.js";
/// The line of the service worker that names the files.
const LIST: &str = "const FILES = ";
const DIGITS: usize = 16;

/// Every file of the folder by its name, with slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// Lists the files of a finished build in its service worker, and returns the version.
///
/// # Errors
/// If the folder is no build of Hearsay, or cannot be read or written.
pub fn seal(folder: &Path) -> anyhow::Result<String> {
    let mut files = Files::new();
    read(folder, "", &mut files)?;
    if let Some(old) = sealed(text(&files, PAGE)?) {
        replace(&mut files, &old, PLACE);
    }
    list(&mut files, "{}")?;
    let version = version(&files);
    replace(&mut files, PLACE, &version);
    let hashes: Vec<String> = files
        .iter()
        .filter(|(name, _)| *name != SERVICE_WORKER)
        // Names are those that Trunk gives: Rust quotes them as JavaScript does.
        .map(|(name, bytes)| format!("{name:?}:\"sha256-{}\"", STANDARD.encode(Sha256::digest(bytes))))
        .collect();
    list(&mut files, &format!("{{{}}}", hashes.join(",")))?;
    for (name, bytes) in files.iter().filter(|(name, _)| is_code(name)) {
        fs::write(folder.join(name), bytes).with_context(|| format!("{name} cannot be written"))?;
    }
    Ok(version)
}

/// What a browser would never ask for: hidden files, and copies that a host sends compressed.
fn is_served(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    !last.starts_with('.') && !last.ends_with(".br") && !last.ends_with(".gz")
}

fn is_code(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "js" || ending == "html")
}

fn read(folder: &Path, below: &str, files: &mut Files) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), files)?;
        } else if is_served(&name) {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn text<'a>(files: &'a Files, name: &str) -> anyhow::Result<&'a str> {
    let bytes = files.get(name).with_context(|| format!("the folder has no {name}"))?;
    std::str::from_utf8(bytes).with_context(|| format!("{name} is no text"))
}

/// The version that was written into a page before.
fn sealed(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("data-version=")?;
    let version = rest.trim_start_matches('"').get(..DIGITS)?;
    version.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| version.to_owned())
}

/// Writes one word in place of another, wherever it stands in the code.
fn replace(files: &mut Files, from: &str, to: &str) {
    for (_, bytes) in files.iter_mut().filter(|(name, _)| is_code(name)) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = text.replace(from, to).into_bytes();
        }
    }
}

fn list(files: &mut Files, list: &str) -> anyhow::Result<()> {
    let script = text(files, SERVICE_WORKER)?;
    let (before, rest) = script.split_once(LIST).context("the service worker has no list of files")?;
    let (_, after) = rest.split_once('\n').context("the service worker ends within its list")?;
    let script = format!("{before}{LIST}{list};\n{after}");
    files.insert(SERVICE_WORKER.to_owned(), script.into_bytes());
    Ok(())
}

/// The first digits of a hash of every name and every content.
fn version(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let mut version = String::new();
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        // Writing to a string cannot fail.
        let _ = write!(version, "{byte:02x}");
    }
    version
}

#[cfg(test)]
mod tests {
    use super::seal;
    use std::fs;
    use std::path::Path;

    const WORKER: &str = include_str!("../../../src/install/service-worker.js");
    const LOADER: &str = include_str!("../../../src/web/worker_loader.js");
    const PAGE: &str = include_str!("../../../index.html");

    fn build() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("service-worker.js", WORKER),
            ("worker_loader.js", LOADER),
            ("index.html", PAGE),
            ("deep/icon.svg", "<svg/>"),
            ("index.html.br", "compressed"),
        ] {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    fn text(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn version_and_files_are_written_where_they_are_read() {
        let folder = build();
        let version = seal(folder.path()).unwrap();
        assert_eq!(version.len(), 16);
        assert!(text(folder.path(), "index.html").contains(&format!("data-version=\"{version}\"")));
        assert!(text(folder.path(), "index.html").contains(&format!("install.js?{version}")));
        assert!(text(folder.path(), "worker_loader.js").contains(&format!("version = '{version}'")));
        let script = text(folder.path(), "service-worker.js");
        assert!(script.contains(&format!("const VERSION = '{version}'")), "{script}");
        for listed in
            ["\"index.html\":\"sha256-", "\"deep/icon.svg\":\"sha256-", "\"worker_loader.js\":\"sha256-"]
        {
            assert!(script.contains(listed), "{listed} is not in {script}");
        }
        for unlisted in ["\"service-worker.js\"", ".br\""] {
            assert!(!script.contains(unlisted), "{unlisted} is in {script}");
        }
    }

    #[test]
    fn sealing_again_changes_nothing_and_a_changed_file_changes_the_version() {
        let folder = build();
        let first = seal(folder.path()).unwrap();
        let script = text(folder.path(), "service-worker.js");
        assert_eq!(seal(folder.path()).unwrap(), first);
        assert_eq!(text(folder.path(), "service-worker.js"), script);
        fs::write(folder.path().join("deep/icon.svg"), "<svg></svg>").unwrap();
        let second = seal(folder.path()).unwrap();
        assert_ne!(second, first);
        for name in ["index.html", "worker_loader.js", "service-worker.js"] {
            assert!(!text(folder.path(), name).contains(&first), "{name} is of two versions");
        }
    }

    #[test]
    fn folder_without_a_service_worker_is_refused() {
        let folder = build();
        fs::remove_file(folder.path().join("service-worker.js")).unwrap();
        assert!(seal(folder.path()).is_err());
    }
}
