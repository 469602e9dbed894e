//! `bench`: ratios, measured in one run on one machine.

use crate::faces::{self, Build, WASM_TARGET};
use crate::repo::Repo;
use crate::run::Run;
use crate::toolchain;
use anyhow::Result;
use std::ffi::OsString;

/// What `bench` takes.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// Arguments of the benchmark: `--json FILE`, …
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    rest: Vec<OsString>,
}

/// The drivers of the other faces that are measured.
const DRIVERS: &[&str] = &["python", "node"];

pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    if !arguments.rest.iter().any(|argument| argument == "--native-only") {
        toolchain::add_target(repo, WASM_TARGET)?;
        if let Err(error) = faces::build_whole_wasm(repo) {
            eprintln!("wasm-node: {error:#}");
        }
        // The benchmark leaves out a face that cannot be built, and says so.
        for driver in DRIVERS {
            if let Err(error) = faces::build(repo, Build::Released, &[(*driver).to_owned()]) {
                eprintln!("{driver}: {error:#}");
            }
        }
    }
    let packages = ["-p", "dashlift-bench", "-p", "dashlift-cli"];
    Run::cargo(repo).args(["build", "--release", "--locked"]).args(packages).go()?;
    let run =
        Run::cargo(repo).args(["run", "--quiet", "--release", "--locked", "-p", "dashlift-bench", "--"]);
    let environment = faces::environment(repo, Build::Released).into_iter();
    environment.fold(run, |run, (name, value)| run.env(name, value)).args(&arguments.rest).go()
}
