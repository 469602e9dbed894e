//! The verbs, one file each.

mod check;
mod completions;
mod detect;
mod diff;
mod explain;
mod families;
mod format;
mod hash;
mod migrate;
mod ndjson;
mod plan;
mod reference;
mod validate;

use crate::cli::Command;
use crate::exit::Failure;
use crate::logs;

/// Does what the command line asks for; returns the exit code.
pub(crate) fn run(command: Command) -> Result<u8, Failure> {
    logs::start(command.verbose());
    match command {
        Command::Detect(args) => detect::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Format(args) => format::run(&args),
        Command::Hash(args) => hash::run(&args),
        Command::Families => families::run(),
        Command::Completions(args) => completions::run(&args),
        Command::Reference(args) => reference::run(&args),
    }
}
