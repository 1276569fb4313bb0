//! `cargo xtask serve`: the app, rebuilt whenever a file changes.

use crate::run;
use crate::tools::{Toolbox, WasmOpt};

/// Runs `trunk serve`, with the given arguments after ours.
pub(crate) fn serve(arguments: &[String]) -> anyhow::Result<()> {
    let tools = Toolbox::for_building(need(arguments))?;
    eprintln!("==> Building the app and serving it (the first build takes 1 to 2 minutes)");
    let mut trunk = tools.trunk()?;
    // Offline: all it needs is there, so Trunk fetches nothing of its own.
    run::run(trunk.args(["serve", "--offline", "true"]).args(arguments))
}

fn need(arguments: &[String]) -> WasmOpt {
    let release = arguments.iter().any(|argument| argument == "--release");
    if release { WasmOpt::Needed } else { WasmOpt::IfEasilyHad }
}
