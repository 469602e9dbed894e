//! The tasks: one file each.

mod bench;
mod conformance;
mod demo;
mod dist;
mod docs;
mod fuzz;
mod new_step;
mod setup;
mod test;
mod tidy;

use crate::repo::Repo;
use anyhow::Result;

/// What can be run.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// Install what is missing and build every face
    Setup,
    /// Lift real-looking dashboards through every face and show that the bytes agree
    Demo(demo::Arguments),
    /// Run all tests of all faces, the suite and the lints, from quick to slow
    Test(test::Arguments),
    /// Run the suite's program: `run` (default), `bless`, `manifest`
    Conformance(conformance::Arguments),
    /// Measure against the targets, and against other libraries
    Bench(bench::Arguments),
    /// Build what is released into `dist/`: the program, the wheel, the npm packages
    Dist,
    /// Make documents up and compare all faces on them
    Fuzz(fuzz::Arguments),
    /// Start a migration: its file, its line in the family's table and three failing cases
    NewStep(new_step::Arguments),
    /// Write the parts of `docs/` that come from the families' tables and the program's parser
    Docs,
    /// Check what no compiler checks: file sizes, step tables, stale pages, forbidden words, blanks
    Tidy,
}

impl Task {
    /// Runs the task.
    pub(crate) fn run(self, repo: &Repo) -> Result<()> {
        match self {
            Self::Setup => setup::run(repo),
            Self::Demo(arguments) => demo::run(repo, &arguments),
            Self::Test(arguments) => test::run(repo, &arguments),
            Self::Conformance(arguments) => conformance::run(repo, &arguments),
            Self::Bench(arguments) => bench::run(repo, &arguments),
            Self::Dist => dist::run(repo),
            Self::Fuzz(arguments) => fuzz::run(repo, &arguments),
            Self::NewStep(arguments) => new_step::run(repo, &arguments),
            Self::Docs => docs::run(repo),
            Self::Tidy => tidy::run(repo),
        }
    }
}

/// Returns the tasks, one line each.
pub(crate) fn list(command: &clap::Command) -> String {
    let mut out = String::from("cargo xtask TASK\n\n");
    for task in command.get_subcommands() {
        let about = task.get_about().map(ToString::to_string).unwrap_or_default();
        out.push_str(&format!("  {:<12} {about}\n", task.get_name()));
    }
    out.push_str("\n`cargo xtask TASK --help` tells more.\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_tasks_are_listed_one_a_line() {
        let command = crate::Arguments::command();
        command.clone().debug_assert();
        let text = list(&command);
        for task in
            ["setup", "demo", "test", "conformance", "bench", "dist", "fuzz", "new-step", "docs", "tidy"]
        {
            assert_eq!(
                text.lines().filter(|line| line.starts_with(&format!("  {task} "))).count(),
                1,
                "{task}"
            );
        }
    }
}
