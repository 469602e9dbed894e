//! `conformance`: the suite over all drivers.

use crate::faces::{self, Build};
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use anyhow::Result;
use std::ffi::OsString;

/// What `conformance` takes.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    /// Arguments of the suite's program: `--driver NAME`, `--cases GLOB`, `--report FILE.json`, …
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    rest: Vec<OsString>,
}

/// The suite, as a stage of `test`.
pub(super) const STAGE: Stage = Stage {
    name: "conformance",
    about: "every driver gives the expected bytes, and all the same",
    needs: &["python-build", "wasm-build", "node-build"],
    run: |repo| {
        if let Err(error) = faces::build(repo, Build::Tested, &[]) {
            return Err(error).into();
        }
        program(repo, Build::Tested).arg("run").go_counting().into()
    },
};

pub(super) fn run(repo: &Repo, arguments: &Arguments) -> Result<()> {
    let (verb, rest) = split(&arguments.rest);
    let needed =
        if matches!(verb.to_str(), Some("run" | "bless" | "fuzz")) { drivers(rest) } else { no_drivers() };
    faces::build(repo, Build::Tested, &needed)?;
    program(repo, Build::Tested).arg(verb).args(rest).go()
}

/// Prepares the suite's program, with what the drivers need to find their builds.
pub(super) fn program(repo: &Repo, build: Build) -> Run {
    let run = Run::cargo(repo).args([
        "run",
        "--quiet",
        "--release",
        "--locked",
        "-p",
        "dashlift-conformance",
        "--",
    ]);
    faces::environment(repo, build).iter().fold(run, |run, (name, value)| run.env(name, value))
}

/// Splits the verb off; without one it is `run`.
fn split(arguments: &[OsString]) -> (OsString, &[OsString]) {
    match arguments.split_first() {
        Some((first, rest)) if !first.to_string_lossy().starts_with('-') => (first.clone(), rest),
        _ => ("run".into(), arguments),
    }
}

/// The program itself is always built where one sees it: `cargo run` is quiet.
fn no_drivers() -> Vec<String> {
    vec!["native".to_owned()]
}

/// Returns the drivers that have to be built; none means all.
pub(super) fn drivers(arguments: &[OsString]) -> Vec<String> {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let has = |flag: &str| texts.iter().any(|text| text == flag || text.starts_with(&format!("{flag}=")));
    if has("--help") || has("-h") || (has("--driver-cmd") && !has("--driver")) {
        return no_drivers();
    }
    if !has("--driver") {
        return Vec::new();
    }
    let mut drivers = no_drivers();
    for (index, text) in texts.iter().enumerate() {
        let value = match text.strip_prefix("--driver=") {
            Some(value) => Some(value),
            None if text == "--driver" => texts.get(index + 1).map(AsRef::as_ref),
            None => None,
        };
        drivers.extend(value.map(str::to_owned));
    }
    drivers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(text: &str) -> Vec<OsString> {
        text.split_whitespace().map(Into::into).collect()
    }

    #[test]
    fn the_verb_may_be_left_out() {
        assert_eq!(split(&arguments("--report r.json")).0, "run");
        assert_eq!(split(&arguments("")).0, "run");
        let all = arguments("bless --cases json/*");
        assert_eq!(split(&all), ("bless".into(), &all[1..]));
    }

    #[test]
    fn only_the_drivers_that_run_are_built() {
        let check = |text: &str, expected: &[&str]| assert_eq!(drivers(&arguments(text)), expected, "{text}");
        check("--cases x", &[]);
        check("--driver native --cases x --driver=python", &["native", "native", "python"]);
        check("--driver-cmd stub", &["native"]);
        check("--driver-cmd stub --driver python", &["native", "python"]);
        check("--help", &["native"]);
    }
}
