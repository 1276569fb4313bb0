//! Runs programs, saying what it runs.

use crate::workspace;
use anyhow::{Context as _, bail};
use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// The Cargo that runs us, in the workspace's folder.
pub(crate) fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace::root());
    command
}

/// Prints the command and runs it; an error if it fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let words = words(command);
    eprintln!("    $ {words}");
    let status = command.status().with_context(|| format!("`{words}` could not be started"))?;
    if !status.success() {
        bail!("`{words}` failed ({status})");
    }
    Ok(())
}

/// Runs two commands at the same time; an error if either fails.
pub(crate) fn side_by_side([mut one, mut other]: [Command; 2]) -> anyhow::Result<()> {
    std::thread::scope(|scope| {
        let one = scope.spawn(|| run(&mut one));
        let other = run(&mut other);
        one.join().unwrap_or_else(|_| bail!("a command could not be watched")).and(other)
    })
}

/// What the command prints to its standard output, or nothing if it cannot be
/// run or fails: for asking a program whether it is there and which it is.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The command as one would type it; the program by its name only.
fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(command.get_program());
    let words: Vec<_> = std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
