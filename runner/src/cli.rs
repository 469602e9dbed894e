//! The command line as types: what can be asked for, and how `--help` says so.
//!
//! No flag has a default here: one that was not given is not passed on, and the core decides.

use crate::exit::USAGE;
use crate::output;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Moves dashboards between schema versions: offline, losslessly, the same bytes everywhere.
#[derive(Debug, Parser)]
#[command(name = "dashlift", version, max_term_width = 80, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
   0  done
   1  the document or a file is at fault
   4  no way leads to the target
   5  the document is newer than any known version
  64  wrong usage";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lift one document; it goes to stdout, a summary to stderr
    Migrate(Box<MigrateArgs>),
    /// Tell what a document is: family, version, newest version, status
    Detect(DetectArgs),
    /// Show the steps between two versions
    Plan(PlanArgs),
    /// Print a document in another style
    Format(FormatArgs),
    /// Print the known families, versions, releases and steps as JSON
    Families,
}

/// The arguments of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// The document; `-` is stdin
    pub(crate) file: PathBuf,

    /// Where to: `42`, `grafana@42`, `grafana@latest`, `grafana 12.4`; without it the newest version of the
    /// document's form
    #[arg(long, value_name = "TARGET")]
    pub(crate) to: Option<String>,
    /// The version the document has; overrules its own number
    #[arg(long, value_name = "VERSION")]
    pub(crate) from: Option<String>,
    /// The family of the document; switches detection off
    #[arg(long)]
    pub(crate) family: Option<String>,

    /// Data sources: the vendor's list as it is, or an object with `datasources`
    #[arg(long, value_name = "FILE")]
    pub(crate) datasources: Option<PathBuf>,
    /// Library elements: the vendor's answer as it is, or a list
    #[arg(long, value_name = "FILE")]
    pub(crate) library_elements: Option<PathBuf>,
    /// A value for an input of a shared export; may be repeated
    #[arg(long = "input", value_name = "NAME=VALUE", value_parser = read_input)]
    pub(crate) inputs: Vec<(String, String)>,

    /// How to print: `auto` (as the document was), `compact`, `pretty`, `canonical`
    #[arg(long)]
    pub(crate) style: Option<String>,
    /// List every change under its step
    #[arg(long)]
    pub(crate) explain: bool,
    /// Fail where the reference fails although dashlift could go on
    #[arg(long)]
    pub(crate) strict: bool,
    /// Clean up as the reference does on every load, even if no step runs
    #[arg(long)]
    pub(crate) normalize: bool,
    /// `keep` or `drop` Grafana's `__inputs`, `__requires`, `__elements`
    #[arg(long, value_name = "WHAT")]
    pub(crate) export_keys: Option<String>,
    /// The same as `--export-keys drop`
    #[arg(long, conflicts_with = "export_keys")]
    pub(crate) drop_export_keys: bool,

    /// Write the report as JSON; `-` prints it in the document's place
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Print no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// The arguments of `detect`.
#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    /// The document; `-` is stdin
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// The arguments of `plan`.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The version to start from, with its family: `grafana@39`
    pub(crate) from: String,
    /// The target: `42`, `grafana@42`, `grafana@latest`, `grafana 12.4`
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// The arguments of `format`.
#[derive(Debug, Args)]
pub(crate) struct FormatArgs {
    /// The document; `-` is stdin
    pub(crate) file: PathBuf,
    /// `compact`, `pretty`, `canonical` (RFC 8785, for hashing) or `auto`
    #[arg(long)]
    pub(crate) style: String,
}

/// How a verb prints its result.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// How to print the result
    #[arg(short, long, value_enum, value_name = "FORM", default_value = "text")]
    pub(crate) output: OutputForm,
}

/// A form of a result on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputForm {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Reads the command line; help and version are printed here, and so is what is wrong with it.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, ExitCode> {
    Cli::try_parse_from(arguments).map(|cli| cli.command).map_err(|error| {
        output::ignore(error.print());
        if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
    })
}

fn read_input(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_parser_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_input_is_split_at_its_first_equals_sign() {
        assert_eq!(read_input("DS=a=b"), Ok(("DS".to_owned(), "a=b".to_owned())));
        assert_eq!(read_input("DS="), Ok(("DS".to_owned(), String::new())));
        assert!(read_input("DS").is_err() && read_input("=x").is_err());
    }
}
