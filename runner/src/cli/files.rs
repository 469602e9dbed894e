//! Which files, and what happens when something is wrong with one.

use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Which files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileArgs {
    /// Files and folders; `-` is stdin
    #[arg(default_value = ".", value_name = "PATH", help_heading = None)]
    pub(crate) paths: Vec<PathBuf>,
    /// In folders, only files that match; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// In folders, no files that match; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Go into hidden folders, and do not heed `.gitignore`
    #[arg(long, hide_short_help = true)]
    pub(crate) no_ignore: bool,
    /// Only files that differ from this commit of git, and new ones
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
    /// Name each file that was skipped
    #[arg(long)]
    pub(crate) list_skipped: bool,
    /// Rewrite dashboards that are written as YAML, although comments may go
    #[arg(long, hide_short_help = true)]
    pub(crate) yaml_reformat: bool,
    /// What an error in one file means for the others
    #[arg(long, value_enum, default_value = "fail", value_name = "WHAT", hide_short_help = true)]
    pub(crate) on_error: OnError,
    /// How many files at a time; without it as many as there are cores
    #[arg(long, value_name = "COUNT", hide_short_help = true)]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// The settings; without it `dashlift.toml` in this folder or the nearest one above
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// What an error in one file means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// Go on, and end with the error's code
    Fail,
    /// Go on, and end as if the file were not there
    Ignore,
    /// Stop at once
    Abort,
}

/// What may be lost.
#[derive(Debug, Args)]
#[command(next_help_heading = "Migration")]
pub(crate) struct PolicyArgs {
    /// Losses that are allowed: codes with commas, `all` or `none`
    ///
    /// Without it everything may be lost on the way up inside a form, which is what Grafana itself does, and nothing in
    /// a downgrade or a conversion. A file with a loss that is not allowed stays as it is.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) allow_loss: Vec<String>,
}
