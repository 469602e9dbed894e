//! `dist`: what is released, and the stage that installs it and tries it out.

use crate::release;
use crate::repo::Repo;
use crate::stages::{Outcome, Stage};
use anyhow::Result;

/// The end-to-end tests, as a stage of `test`.
pub(super) const STAGE: Stage = Stage {
    name: "dist",
    about: "the program, the wheel and the npm packages install and run",
    needs: &[],
    run: test,
};

pub(super) fn run(repo: &Repo) -> Result<()> {
    release::build(repo).map(|_| ())
}

fn test(repo: &Repo) -> Outcome {
    match release::build(repo) {
        Ok(artefacts) => release::check(repo, &artefacts).into(),
        Err(error) => Err(error).into(),
    }
}
