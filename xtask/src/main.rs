//! `cargo xtask`: everything one does with Hearsay besides writing it.
//!
//! One idea: a person with nothing but `rustup` gets from a clone to the running
//! app, and to every test, with one command. What is missing is fetched in
//! pinned versions into a folder of its own ([`cache`]); what the person has is
//! used if it fits and is never changed ([`tools`], [`browser`]).
//!
//! | to do | file |
//! |---|---|
//! | the app, rebuilt on change | [`serve`] |
//! | format, lints, documentation | [`check`] |
//! | what we build on | [`mod@deny`] |
//! | the rings of tests | [`mod@test`] |
//! | the release build and its sizes | [`dist`], [`size`] |
//! | which functions the first page calls | [`mod@profile`] |
//! | how quick it is | [`mod@bench`] |
//! | how well marks are found again | [`mod@anchor`] |
//! | whether brat files come out as they went in | [`mod@corpus`] |
//! | whether others read what it writes | [`mod@foreign`] |
//! | pictures of it | [`screenshots`] |
//!
//! Deliberately absent: argument parsing by a crate and an async runtime. This
//! program is compiled before anything else can happen.

mod anchor;
mod apt;
mod bench;
mod browser;
mod cache;
mod check;
mod corpus;
mod deny;
mod dist;
mod duration;
mod e2e;
mod foreign;
mod help;
mod lockfile;
mod matcher;
mod npm;
mod path;
mod pins;
mod profile;
mod run;
mod screenshots;
mod serve;
mod size;
mod test;
mod tools;
mod version;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> anyhow::Result<()> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "serve" => serve::serve(rest),
        "check" => check::check(rest),
        "test" => test::test(rest),
        "dist" => dist::dist(rest),
        "profile" => profile::profile(rest),
        "bench" => bench::bench(rest),
        "anchor" => anchor::anchor(rest),
        "corpus" => corpus::corpus(rest),
        "foreign" => foreign::foreign(rest),
        "screenshots" => screenshots::screenshots(rest),
        "help" | "--help" | "-h" => {
            print!("{}", help::TEXT);
            Ok(())
        }
        other => anyhow::bail!("there is no `{other}`; `cargo xtask help` lists what there is"),
    }
}
