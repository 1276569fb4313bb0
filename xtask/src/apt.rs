//! Installs packages of Debian and its relatives, where that can be done without
//! asking anyone: as root, or with a `sudo` that wants no password.

use crate::{path, run};
use anyhow::{Context as _, bail};
use std::path::PathBuf;
use std::process::Command;

/// Installs the packages, or says why that cannot be done.
pub(crate) fn install(packages: &[&str], takes: &str) -> anyhow::Result<()> {
    let Some(apt) = path::find("apt-get") else {
        bail!("this system has no apt-get");
    };
    let rights = Rights::find().with_context(|| {
        let packages = packages.join(" ");
        format!("that needs the right to install: sudo apt-get install {packages}")
    })?;
    eprintln!("==> Installing {} ({takes})", packages.join(", "));
    let run = |arguments: &[&str]| {
        let mut command = rights.command(&apt);
        run::run(command.args(["--quiet=2"]).args(arguments))
    };
    run(&["update"])?;
    let install = ["install", "--yes", "--no-install-recommends"];
    run(&[&install, packages].concat())
}

/// By what right we install.
enum Rights {
    Root,
    Sudo(PathBuf),
}

impl Rights {
    fn find() -> Option<Self> {
        let user = run::answer(Command::new("id").arg("-u"))?;
        if user.trim() == "0" {
            return Some(Self::Root);
        }
        let sudo = path::find("sudo")?;
        run::answer(Command::new(&sudo).args(["-n", "true"])).map(|_| Self::Sudo(sudo))
    }

    fn command(&self, program: &PathBuf) -> Command {
        let quietly = "DEBIAN_FRONTEND=noninteractive";
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo(sudo) => {
                let mut command = Command::new(sudo);
                command.args(["-n", "env"]);
                command
            }
        };
        command.arg(quietly).arg(program);
        command
    }
}
