//! Ends processes that were started here, and all that they started.
//!
//! A browser is many processes. Killing it for real, as a power cut would, means
//! that none of them gets to say goodbye.

use std::io;

/// Kills the process and all its descendants at once, without warning any.
///
/// # Errors
/// If the process cannot be killed; that it is gone already is no error.
pub fn kill_tree(root: u32) -> io::Result<()> {
    // Listed first: the children of a dead process are no longer its own.
    let descendants = descendants(root);
    kill(root)?;
    for process in descendants {
        kill(process)?;
    }
    Ok(())
}

#[cfg(unix)]
fn kill(process: u32) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else {
        return Ok(());
    };
    match kill_process(pid, Signal::KILL) {
        Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn kill(process: u32) -> io::Result<()> {
    let number = process.to_string();
    let arguments = ["/F", "/T", "/PID", &number];
    std::process::Command::new("taskkill").args(arguments).output().map(|_| ())
}

/// Whether the process still runs; one that is dead but not yet buried does not.
#[must_use]
pub fn is_running(process: u32) -> bool {
    match linux::state(process) {
        Some((state, _)) => state != 'Z',
        None => !cfg!(target_os = "linux") && is_known(process),
    }
}

#[cfg(unix)]
fn is_known(process: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid).is_ok())
}

#[cfg(not(unix))]
fn is_known(_process: u32) -> bool {
    false
}

/// Children, their children, and so on. Elsewhere than on Linux none is found;
/// there a browser's helpers end by themselves when it is gone.
fn descendants(root: u32) -> Vec<u32> {
    let parents = linux::parents();
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| child));
        next += 1;
    }
    found.split_off(1)
}

/// What Linux tells of processes in `/proc`; nothing elsewhere.
mod linux {
    /// Every process with its parent.
    pub(super) fn parents() -> Vec<(u32, u32)> {
        let Ok(entries) = std::fs::read_dir("/proc") else {
            return Vec::new();
        };
        let processes = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        processes.filter_map(|process| Some((process, state(process)?.1))).collect()
    }

    /// A process's state and parent.
    pub(super) fn state(process: u32) -> Option<(char, u32)> {
        let line = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name stands in parentheses and may hold anything, more of them too.
        let mut fields = line.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?.chars().next()?;
        Some((state, fields.next()?.parse().ok()?))
    }
}
