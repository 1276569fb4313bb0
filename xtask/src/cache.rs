//! The folder of our own in the user's cache folder, into which tools are
//! installed.
//!
//! One idea: a tool's folder is either absent or whole. An installation works in
//! a folder beside it, which takes the tool's name by a single renaming once
//! everything in it has been tried; a lock makes a second run wait for the
//! first, and then find the tool there.

use anyhow::Context as _;
use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// `HEARSAY_CACHE`, or `hearsay` in the user's cache folder.
pub(crate) fn folder() -> anyhow::Result<PathBuf> {
    if let Some(chosen) = variable("HEARSAY_CACHE") {
        return Ok(chosen);
    }
    let caches = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    caches
        .map(|caches| caches.join("hearsay"))
        .context("the system names no cache folder; set HEARSAY_CACHE to one")
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Fills the folder `name` in `cache`, unless `is_whole` says that it is there.
///
/// `install` gets an empty folder to install into, and `is_whole` then has to
/// say yes to that.
pub(crate) fn fill(
    cache: &Path,
    name: &str,
    is_whole: impl Fn(&Path) -> bool,
    install: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<PathBuf> {
    let folder = cache.join(name);
    if is_whole(&folder) {
        return Ok(folder);
    }
    let _held = lock(cache, name)?;
    // Another run may have installed it while we waited.
    if is_whole(&folder) {
        return Ok(folder);
    }
    let partial = cache.join(format!(".{name}.partial"));
    remove(&partial)?;
    fs::create_dir_all(&partial).with_context(|| format!("{} cannot be made", partial.display()))?;
    install(&partial)?;
    anyhow::ensure!(is_whole(&partial), "{name} was installed, but does not say that it is that version");
    remove(&folder)?;
    fs::rename(&partial, &folder).with_context(|| format!("{} cannot be named {name}", partial.display()))?;
    Ok(folder)
}

/// Takes the lock of that name; it is given back when the file is dropped.
fn lock(cache: &Path, name: &str) -> anyhow::Result<File> {
    fs::create_dir_all(cache).with_context(|| format!("{} cannot be made", cache.display()))?;
    let path = cache.join(format!(".{name}.lock"));
    let file = File::create(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!("==> Another run is installing {name}; waiting for it");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    Ok(file)
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::fill;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn cache(name: &str) -> PathBuf {
        let cache = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&cache);
        cache
    }

    fn is_whole(folder: &Path) -> bool {
        folder.join("first").exists() && folder.join("second").exists()
    }

    fn install(folder: &Path) -> anyhow::Result<()> {
        fs::write(folder.join("first"), "")?;
        fs::write(folder.join("second"), "")?;
        Ok(())
    }

    #[test]
    fn interrupted_installation_is_not_taken_for_whole() {
        let cache = cache("interrupted");
        let interrupted = fill(&cache, "tool-1", is_whole, |folder| {
            fs::write(folder.join("first"), "")?;
            anyhow::bail!("the cable was pulled")
        });
        assert!(interrupted.is_err());
        assert!(!cache.join("tool-1").exists());

        let folder = fill(&cache, "tool-1", is_whole, install).unwrap();
        assert!(is_whole(&folder));
        fs::remove_dir_all(cache).unwrap();
    }

    #[test]
    fn damaged_tool_is_replaced_and_whole_one_is_kept() {
        let cache = cache("damaged");
        fs::create_dir_all(cache.join("tool-1")).unwrap();
        fs::write(cache.join("tool-1/first"), "").unwrap();
        fill(&cache, "tool-1", is_whole, install).unwrap();
        fill(&cache, "tool-1", is_whole, |_| panic!("it is there")).unwrap();
        fs::remove_dir_all(cache).unwrap();
    }

    #[test]
    fn runs_at_the_same_time_install_once() {
        let cache = cache("together");
        let installations = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    fill(&cache, "tool-1", is_whole, |folder| {
                        installations.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        install(folder)
                    })
                    .unwrap();
                });
            }
        });
        assert_eq!(installations.into_inner(), 1);
        fs::remove_dir_all(cache).unwrap();
    }
}
