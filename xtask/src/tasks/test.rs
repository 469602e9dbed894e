//! `test`: everything that can be wrong, from quick to slow.

use super::{conformance, demo, dist, fuzz, tidy};
use crate::faces::{self, FACES};
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::{self, Stage};
use crate::summary;
use anyhow::{Context, Result, bail};

/// What `test` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only these stages, and what they need; all by default
    #[arg(value_name = "STAGE")]
    stages: Vec<String>,
    /// Print the stages, one a line
    #[arg(long)]
    list: bool,
}

const RUST: &[Stage] = &[
    Stage {
        name: "fmt",
        about: "the Rust code is formatted",
        needs: &[],
        run: |repo| {
            component(repo, "fmt", "rustfmt")
                .and_then(|()| Run::cargo(repo).args(["fmt", "--all", "--check"]).go())
                .into()
        },
    },
    Stage {
        name: "tidy",
        about: "sizes, step tables, words, blanks",
        needs: &[],
        run: |repo| tidy::run(repo).into(),
    },
    Stage {
        name: "clippy",
        about: "no lint has anything to say",
        needs: &[],
        run: |repo| clippy(repo).into(),
    },
    Stage {
        name: "rust",
        about: "unit tests, property tests and doc tests",
        needs: &[],
        run: |repo| {
            Run::cargo(repo).args(["test", "--workspace", "--locked", "--no-fail-fast"]).go_counting().into()
        },
    },
    Stage {
        name: "doc",
        about: "the documentation builds, with every link in it",
        needs: &[],
        run: |repo| {
            let run = Run::cargo(repo).args(["doc", "--workspace", "--lib", "--no-deps", "--locked"]);
            run.env("RUSTDOCFLAGS", "-Dwarnings").go().into()
        },
    },
];

const LAST: &[Stage] = &[
    conformance::STAGE,
    fuzz::STAGE,
    Stage {
        name: "examples",
        about: "the page and the backend of examples/regions find the same, and save the same bytes",
        needs: &["python-build", "wasm-build", "browser-test"],
        run: |repo| faces::test_examples(repo).go_counting().into(),
    },
    Stage {
        name: "demo",
        about: "the demo runs, and every face agrees",
        needs: &["python-build", "wasm-build", "node-build"],
        run: |repo| demo::run(repo, &demo::Arguments::default()).into(),
    },
    dist::STAGE,
];

pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    let all = all();
    if arguments.list {
        for stage in &all {
            println!("{:<16}{}", stage.name, stage.about);
        }
        return Ok(());
    }
    let rows = stages::run(repo, &stages::select(&all, &arguments.stages)?);
    print!("{}", summary::render(&rows));
    if summary::all_passed(&rows) { Ok(()) } else { std::process::exit(1) }
}

/// Returns every stage, in order.
fn all() -> Vec<Stage> {
    let faces = FACES.iter().flat_map(|face| face.stages);
    RUST.iter().chain(faces).chain(LAST).copied().collect()
}

fn clippy(repo: &Repo) -> Result<()> {
    component(repo, "clippy", "clippy")?;
    let run = Run::cargo(repo).args(["clippy", "--workspace", "--all-targets", "--all-features", "--locked"]);
    run.args(["--", "--deny", "warnings"]).go()
}

/// Installs a component of the toolchain, if it is missing.
fn component(repo: &Repo, command: &str, component: &str) -> Result<()> {
    let present = || Run::cargo(repo).args([command, "--version"]).output().is_ok();
    if present() {
        return Ok(());
    }
    let install = Run::new(repo, "rustup").args(["component", "add", component]).go();
    install.with_context(|| {
        format!("`{component}` is missing; install it with `rustup component add {component}`")
    })?;
    if !present() {
        bail!("`cargo {command}` does not start, though `{component}` is installed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_stands_before_the_stage_that_has_it() {
        let all = all();
        for (index, stage) in all.iter().enumerate() {
            for need in stage.needs {
                assert!(
                    all[..index].iter().any(|before| before.name == *need),
                    "{} needs {need}",
                    stage.name
                );
            }
        }
    }

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<_> = all().iter().map(|stage| stage.name).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }
}
