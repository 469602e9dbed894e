//! The command line as types: what can be asked for, and how `--help` says so.
//!
//! No flag of the contract has a default here: one that was not given is not passed on, and the core decides.

mod contract;
mod files;
mod reference;
mod report;

pub(crate) use contract::ContractArgs;
pub(crate) use files::{FileArgs, OnError, PolicyArgs};
pub(crate) use reference::reference;
pub(crate) use report::{Color, Form, ReportArgs};

use crate::config::Settings;
use crate::exit::USAGE;
use crate::output;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use dashlift::Severity;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Moves dashboards between schema versions: offline, and the same bytes everywhere.
#[derive(Debug, Parser)]
#[command(name = "dashlift", version, max_term_width = 80, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
   0  done
   1  a document or a file is at fault
   2  changes would be made (check, diff)
   3  a loss that is not allowed
   4  no way leads to the target
   5  a document is newer than any known version
  64  wrong usage
 130  interrupted
Of several files the gravest counts: 1, then 5, 4, 3, 2. What is not a
dashboard never counts.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take stock of dashboards: versions, open work, what was skipped
    Detect(DetectArgs),
    /// Lift dashboards: one to stdout, many in place or into a folder
    Migrate(Box<MigrateArgs>),
    /// Tell whether `migrate` would change anything, and write nothing
    Check(Box<CheckArgs>),
    /// Show what `git diff` would show after `migrate --write`
    Diff(Box<DiffArgs>),
    /// Show every change under the step that makes it
    Explain(Box<LiftArgs>),
    /// Look for what is wrong in dashboards
    Validate(ValidateArgs),
    /// Show the steps between two versions
    Plan(PlanArgs),
    /// Print a document in another style
    Format(FormatArgs),
    /// Print the hash of a document's canonical form (RFC 8785, SHA-256)
    Hash(HashArgs),
    /// Print the known families, versions, releases and steps as JSON
    Families,
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print a page of `docs/` that is made from the program
    #[command(hide = true)]
    Reference(ReferenceArgs),
}

impl Command {
    /// Returns how much is to be said.
    pub(crate) fn verbose(&self) -> u8 {
        let report = match self {
            Self::Detect(args) => &args.report,
            Self::Migrate(args) => &args.lift.report,
            Self::Check(args) => &args.lift.report,
            Self::Diff(args) => &args.lift.report,
            Self::Explain(args) => &args.report,
            Self::Validate(args) => &args.report,
            Self::Plan(args) => &args.report,
            Self::Format(_) | Self::Hash(_) | Self::Families | Self::Completions(_) | Self::Reference(_) => {
                return 0;
            }
        };
        report.verbose
    }
}

/// The arguments that all verbs have which lift.
#[derive(Debug, Args)]
pub(crate) struct LiftArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) contract: ContractArgs,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

impl LiftArgs {
    /// Returns what the flags say, for the file of settings to fill up.
    pub(crate) fn settings(&self) -> Settings {
        self.contract.settings(&self.policy.allow_loss, self.files.yaml_reformat)
    }
}

/// The arguments of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// Write each file in its place; a file whose content stays is not touched
    #[arg(short, long, conflicts_with_all = ["out_dir", "ndjson"])]
    pub(crate) write: bool,
    /// Write the results into this folder, under the paths that they have below the given ones
    #[arg(long, value_name = "DIR", conflicts_with = "ndjson")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Write what `--carry beside` keeps of the one document there
    #[arg(long, value_name = "FILE", conflicts_with_all = ["write", "out_dir", "ndjson"], hide_short_help = true)]
    pub(crate) complement_out: Option<PathBuf>,
    /// Read a document a line and print one a line, in the same order
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// List every change under its step in the reports
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) lift: LiftArgs,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Accept documents of this version or a later one
    #[arg(long, value_name = "VERSION")]
    pub(crate) at_least: Option<String>,
    #[command(flatten)]
    pub(crate) lift: LiftArgs,
}

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Compare the canonical forms, in which order and spelling make no difference
    #[arg(long)]
    pub(crate) canonical: bool,
    #[command(flatten)]
    pub(crate) lift: LiftArgs,
}

/// The arguments of `detect`.
#[derive(Debug, Args)]
pub(crate) struct DetectArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// The arguments of `validate`.
#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// The family of the documents; switches detection off
    #[arg(long)]
    pub(crate) family: Option<String>,
    /// Data sources: the vendor's list as it is, or an object with `datasources`
    #[arg(long, value_name = "FILE")]
    pub(crate) datasources: Option<PathBuf>,
    /// List at most so many findings of a document
    #[arg(long, value_name = "COUNT")]
    pub(crate) limit: Option<usize>,
    /// End with 1 if there is a finding so grave
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// How grave a finding has to be to count as a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
}

impl FailOn {
    /// Returns the core's severity.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The arguments of `plan`.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The version to start from, with its family: `grafana@39`
    pub(crate) from: String,
    /// The target: `42`, `grafana@42`, `grafana@latest`, `grafana 12.4`
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
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

/// The arguments of `hash`.
#[derive(Debug, Args)]
pub(crate) struct HashArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Which page is printed.
#[derive(Debug, Args)]
pub(crate) struct ReferenceArgs {
    /// The page
    #[arg(value_enum, default_value_t = Page::Cli)]
    pub(crate) page: Page,
}

/// A page of `docs/` that is made from the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Page {
    /// `docs/cli.md`
    Cli,
    /// `docs/families.md`
    Families,
}

/// Reads the command line; help and version are printed here, and so is what is wrong with it.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, ExitCode> {
    Cli::try_parse_from(arguments).map(|cli| cli.command).map_err(|error| {
        output::ignore(error.print());
        if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
    })
}

/// Returns the parser, for completions and the reference page.
pub(crate) fn parser() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_parser_is_consistent() {
        super::parser().debug_assert();
    }
}
