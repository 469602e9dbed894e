//! `fuzz`: documents that nobody thought of.

use crate::faces::{self, Build};
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use anyhow::{Context, Result};
use std::ffi::OsString;

/// What `fuzz` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How long
    #[arg(long, default_value_t = 60, value_name = "N")]
    seconds: u64,
    /// Fuzz the core alone, guided by coverage; needs a nightly toolchain and installs cargo-fuzz
    #[arg(long)]
    coverage: bool,
    /// Further arguments of the fuzzer
    #[arg(last = true, value_name = "ARGUMENT")]
    rest: Vec<OsString>,
}

/// The version of cargo-fuzz that is installed where there is none.
const CARGO_FUZZ: &str = "0.13.2";

/// What the stage asks for, so that no machine sees other documents than the last one did; a faster one only ends sooner.
const FIXED: [&str; 4] = ["--seed", "1", "--runs", "8000"];

/// A short run, as a stage of `test`: always the same documents, so that a failure can be had again.
pub(super) const STAGE: Stage = Stage {
    name: "fuzz",
    about: "all drivers agree on ten seconds of made-up documents",
    needs: &["python-build", "wasm-build", "node-build"],
    run: |repo| differential(repo, 10, &FIXED.map(Into::into)).into(),
};

pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    if arguments.coverage {
        coverage(repo, arguments.seconds, &arguments.rest)
    } else {
        differential(repo, arguments.seconds, &arguments.rest)
    }
}

/// Compares all drivers, or those that are named, on documents of our own generators.
fn differential(repo: &Repo, seconds: u64, rest: &[OsString]) -> Result<()> {
    faces::build(repo, Build::Tested, &super::conformance::drivers(rest))?;
    let run = super::conformance::program(repo, Build::Tested);
    run.args(["fuzz", "--seconds"]).arg(seconds.to_string()).args(rest).go()
}

/// Runs every target of `fuzz/`, each for its share of the time.
fn coverage(repo: &Repo, seconds: u64, rest: &[OsString]) -> Result<()> {
    if nightly(repo).args(["cargo", "--version"]).output().is_err() {
        println!(
            "skipped: coverage-guided fuzzing needs a nightly toolchain; `rustup toolchain install nightly` gets one"
        );
        return Ok(());
    }
    if nightly(repo).args(["cargo", "fuzz", "--version"]).output().is_err() {
        let install = Run::cargo(repo).args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ]);
        install.go().context("cannot install cargo-fuzz")?;
    }
    let targets = nightly(repo)
        .args(["cargo", "fuzz", "list"])
        .output()
        .context("cannot list the targets of `fuzz/`")?;
    let targets: Vec<_> = targets.split_whitespace().collect();
    let share = (seconds / targets.len().max(1) as u64).max(1);
    for target in targets {
        let corpus = format!("fuzz/corpus/{target}");
        std::fs::create_dir_all(repo.root().join(&corpus))
            .with_context(|| format!("cannot make `{corpus}`"))?;
        let run = nightly(repo).args(["cargo", "fuzz", "run", target, &corpus, "conformance/cases", "--"]);
        run.arg(format!("-max_total_time={share}")).args(rest).go()?;
    }
    Ok(())
}

/// Prepares a command of the nightly toolchain, free of the settings of the cargo that runs this program.
fn nightly(repo: &Repo) -> Run {
    let run = Run::new(repo, "rustup").args(["run", "nightly"]);
    ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "CARGO_TARGET_DIR"].into_iter().fold(run, Run::without_env)
}
