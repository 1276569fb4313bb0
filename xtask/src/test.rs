//! `cargo xtask test`: the rings of tests, from the quickest to the widest.
//!
//! | ring | what runs | where |
//! |---|---|---|
//! | check | format, lints, documentation, what we build on | – |
//! | native | layers 0–3: unit tests, property tests, tables | here |
//! | web | `store`, `web` and `ui`, piece by piece | headless Chromium |
//! | e2e | the built app, with a real mouse and real keys | Chromium by WebDriver |
//!
//! A ring that fails does not keep the next one from running: one run tells
//! everything there is to tell.

use crate::browser::Browser;
use crate::pins::WASM_TARGET;
use crate::tools::{Toolbox, wasm_bindgen};
use crate::{check, duration, e2e, run};
use anyhow::bail;
use std::env;
use std::time::{Duration, Instant};

#[derive(Clone, Copy)]
enum Ring {
    Check,
    Native,
    Web,
    EndToEnd,
}

const ALL: [Ring; 4] = [Ring::Check, Ring::Native, Ring::Web, Ring::EndToEnd];

/// How a ring went.
struct Outcome {
    ring: Ring,
    took: Duration,
    result: anyhow::Result<()>,
}

/// Runs all rings, or the one that is named, with a filter for its tests.
pub(crate) fn test(arguments: &[String]) -> anyhow::Result<()> {
    let (rings, filter) = match arguments.split_first() {
        None => (ALL.to_vec(), arguments),
        Some((name, filter)) => (vec![Ring::named(name)?], filter),
    };
    let outcomes: Vec<Outcome> = rings.iter().map(|ring| ring.run(filter)).collect();
    summarise(&outcomes)
}

impl Ring {
    fn named(name: &str) -> anyhow::Result<Self> {
        let ring = ALL.into_iter().find(|ring| ring.name() == name);
        ring.ok_or_else(|| anyhow::anyhow!("there is no ring `{name}`: native, web, e2e or check"))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Native => "native",
            Self::Web => "web",
            Self::EndToEnd => "e2e",
        }
    }

    fn run(self, filter: &[String]) -> Outcome {
        eprintln!("\n==> {}", self.name());
        let started = Instant::now();
        let result = match self {
            Self::Check => check::check(&[]),
            Self::Native => native(filter),
            Self::Web => web(filter),
            Self::EndToEnd => e2e::test(filter),
        };
        let took = started.elapsed();
        match &result {
            Ok(()) => eprintln!("==> {} passed in {}", self.name(), duration::words(took)),
            Err(error) => eprintln!("==> {} failed: {error:#}", self.name()),
        }
        Outcome { ring: self, took, result }
    }
}

fn native(filter: &[String]) -> anyhow::Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["test", "--package", "hearsay", "--package", "xtask"]);
    run::run(cargo.args(filter))
}

fn web(filter: &[String]) -> anyhow::Result<()> {
    let tools = Toolbox::for_wasm_tests()?;
    let browser = Browser::ensure()?;
    let mut cargo = run::cargo();
    cargo
        .args(["test", "--package", "hearsay", "--target", WASM_TARGET])
        .args(["--test", "web"])
        .args(filter)
        .env("CHROMEDRIVER", &browser.driver)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.program(wasm_bindgen::TEST_RUNNER)?);
    // The runner's own limit, 20 seconds for all tests together, is meant for
    // quicker machines.
    if env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    }
    run::run(&mut cargo)
}

/// One line for each ring, and one for all of them.
fn summarise(outcomes: &[Outcome]) -> anyhow::Result<()> {
    eprintln!();
    for outcome in outcomes {
        let word = if outcome.result.is_ok() { "passed" } else { "FAILED" };
        let took = duration::words(outcome.took);
        eprintln!("    {:<8}{word}  {took:>13}", outcome.ring.name());
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err());
    let failed: Vec<&str> = failed.map(|outcome| outcome.ring.name()).collect();
    let took = duration::words(outcomes.iter().map(|outcome| outcome.took).sum());
    if failed.is_empty() {
        println!("\nAll is well: everything passed in {took}.");
        Ok(())
    } else {
        bail!("not well, after {took}: {} failed", failed.join(", "))
    }
}
