//! Rust itself: the suite's own binary is its driver.

use super::{Build, Face};
use crate::repo::Repo;
use crate::run::Run;
use anyhow::Result;

/// The native face; `cargo test` has its tests.
pub(super) const FACE: Face = Face {
    name: "native",
    drivers: &["native"],
    install: |_| Ok(()),
    build,
    environment: |_, _| Vec::new(),
    stages: &[],
};

fn build(repo: &Repo, _build: Build) -> Result<()> {
    Run::cargo(repo).args(["build", "--release", "--locked", "-p", "dashlift-conformance"]).go()
}
