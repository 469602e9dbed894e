//! Everything that a developer or CI runs: `cargo xtask TASK`.
//!
//! One task is one file in `tasks/`, one face of the core is one file in `faces/`; the rest serves both.

mod counts;
mod docs;
mod faces;
mod files;
mod licences;
mod release;
mod repo;
mod run;
mod stages;
mod stamp;
mod steps;
mod summary;
mod tasks;
mod toolchain;

use clap::{CommandFactory, Parser};
use repo::Repo;
use std::process::ExitCode;

/// Everything that a developer or CI runs.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Option<tasks::Task>,
}

fn main() -> ExitCode {
    let Some(task) = Arguments::parse().task else {
        print!("{}", tasks::list(&Arguments::command()));
        return ExitCode::SUCCESS;
    };
    match Repo::find().and_then(|repo| task.run(&repo)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
