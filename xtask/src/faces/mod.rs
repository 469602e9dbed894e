//! The ways to reach the core: one file each, and one line in [`FACES`].

mod browser;
mod native;
mod node;
mod python;
mod venv;
mod wasm;

pub(crate) use node::pack as pack_node;
pub(crate) use python::pack as pack_python;
pub(crate) use venv::Venv;
pub(crate) use wasm::{TARGET as WASM_TARGET, build_whole as build_whole_wasm, pack as pack_wasm};

use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// One way to reach the core.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Face {
    /// The name.
    pub(crate) name: &'static str,
    /// The suite's drivers that speak through it.
    pub(crate) drivers: &'static [&'static str],
    /// Installs what the face is built with, as far as it is missing.
    pub(crate) install: fn(&Repo) -> Result<()>,
    /// Builds what the drivers load; does nothing if it is fresh.
    pub(crate) build: fn(&Repo, Build) -> Result<()>,
    /// What a driver has to know to find that build.
    pub(crate) environment: fn(&Repo, Build) -> Vec<(&'static str, PathBuf)>,
    /// The face's own tests.
    pub(crate) stages: &'static [Stage],
}

/// Every face, in the order in which they are built and shown.
///
/// Node comes after WebAssembly, which it falls back to where no addon fits.
pub(crate) const FACES: &[Face] = &[native::FACE, python::FACE, wasm::FACE, browser::FACE, node::FACE];

/// Which of two builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// With the toy families and the panic hook, which the suite needs.
    Tested,
    /// As it is released.
    Released,
}

/// Builds the faces of the named drivers; no names build all.
///
/// # Errors
/// If a build fails.
pub(crate) fn build(repo: &Repo, build: Build, drivers: &[String]) -> Result<()> {
    for face in FACES {
        if drivers.is_empty() || face.drivers.iter().any(|driver| drivers.iter().any(|name| name == driver)) {
            (face.install)(repo)?;
            (face.build)(repo, build)?;
        }
    }
    Ok(())
}

/// Returns the environment in which all drivers find their build.
pub(crate) fn environment(repo: &Repo, build: Build) -> Vec<(&'static str, PathBuf)> {
    FACES.iter().flat_map(|face| (face.environment)(repo, build)).collect()
}

/// Prepares the tests of the examples in which several faces meet.
pub(crate) fn test_examples(repo: &Repo) -> Run {
    wasm::test(repo, "../examples/regions").env("DASHLIFT_PYTHON", venv::python(repo))
}

/// Prepares npm.
pub(crate) fn npm(repo: &Repo) -> Run {
    Run::new(repo, if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Packs a folder as npm would publish it, and returns the package.
fn npm_pack(repo: &Repo, package: &Path, out: &Path) -> Result<PathBuf> {
    let pack = npm(repo).arg("pack").arg(package).args(["--ignore-scripts", "--loglevel", "error"]);
    let name = pack.arg("--pack-destination").arg(out).output()?;
    Ok(out.join(name.trim()))
}
