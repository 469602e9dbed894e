//! The verbs, one file each.

mod detect;
mod families;
mod format;
mod migrate;
mod plan;

use crate::cli::Command;
use crate::exit::Failure;

/// Does what the command line asks for.
pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Migrate(args) => migrate::run(&args),
        Command::Detect(args) => detect::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Format(args) => format::run(&args),
        Command::Families => families::run(),
    }
}
