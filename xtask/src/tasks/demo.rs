//! `demo`: the main job, on real-looking dashboards, through every face.

use crate::faces::{self, Build};
use crate::repo::Repo;
use crate::run::Run;
use anyhow::Result;
use std::path::PathBuf;

/// What `demo` takes.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// A folder with dashboards (*.json) of your own; they are only read
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Builds the faces as they are released and has the suite's program lift the dashboards through each.
pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    faces::build(repo, Build::Released, &[])?;
    let mut run = super::conformance::program(repo, Build::Released).args(["demo"]);
    if let Some(folder) = &arguments.folder {
        run = run.arg("--in").arg(std::path::absolute(folder)?);
    }
    Run::go(run)
}
