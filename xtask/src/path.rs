//! Finds programs on a `PATH`, and puts folders in front of it.

use anyhow::Context as _;
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The first program of that name on the `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    find_on(&env::var_os("PATH")?, program)
}

/// The first program of that name on the given search path.
fn find_on(search: &OsStr, program: &str) -> Option<PathBuf> {
    env::split_paths(search).find_map(|folder| in_folder(&folder, program))
}

/// The program of that name in a folder, with the ending that the system gives
/// to programs.
pub(crate) fn in_folder(folder: &Path, program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{program}{ending}"))).find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// The present `PATH` with these folders in front.
pub(crate) fn with_in_front(folders: &[PathBuf]) -> anyhow::Result<OsString> {
    let present = env::var_os("PATH").unwrap_or_default();
    joined(folders, &present)
}

fn joined(folders: &[PathBuf], search: &OsStr) -> anyhow::Result<OsString> {
    let all = folders.iter().cloned().chain(env::split_paths(search));
    env::join_paths(all).context("a folder's name cannot stand in PATH")
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{find_on, joined};
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};

    /// A folder with files in it, each runnable or not.
    fn folder(name: &str, files: &[(&str, u32)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (file, mode) in files {
            let path = folder.join(file);
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(*mode)).unwrap();
        }
        folder
    }

    #[test]
    fn first_runnable_program_is_taken() {
        let notes = folder("notes", &[("trunk", 0o644)]);
        let tools = folder("tools", &[("trunk", 0o755)]);
        let later = folder("later", &[("trunk", 0o755), ("other", 0o755)]);
        let search = std::env::join_paths([&notes, &tools, &later]).unwrap();
        assert_eq!(find_on(&search, "trunk"), Some(tools.join("trunk")));
        assert_eq!(find_on(&search, "other"), Some(later.join("other")));
        assert_eq!(find_on(&search, "absent"), None);
        for folder in [notes, tools, later] {
            fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn folders_come_first_in_their_order() {
        let front = [PathBuf::from("/a"), PathBuf::from("/b")];
        let path = joined(&front, OsStr::new("/usr/bin:/bin")).unwrap();
        assert_eq!(Path::new(&path), Path::new("/a:/b:/usr/bin:/bin"));
    }
}
