//! Python: a wheel, built by maturin and installed where a driver finds it.

use super::venv::{self, Venv};
use super::{Build, Face};
use crate::files;
use crate::licences;
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use crate::stamp::Stamp;
use crate::toolchain::rustc;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The Python face.
pub(super) const FACE: Face = Face {
    name: "python",
    drivers: &["python"],
    install: |repo| Venv::ready(repo).map(|_| ()),
    build,
    environment,
    stages: &[
        Stage {
            name: "python-build",
            about: "the wheel builds and installs",
            needs: &[],
            run: |repo| super::build(repo, Build::Tested, &["python".to_owned()]).into(),
        },
        Stage {
            name: "pytest",
            about: "the module keeps its promises; what documents become is the suite's",
            needs: &["python-build"],
            run: |repo| pytest(repo).go_counting().into(),
        },
        Stage {
            name: "mypy",
            about: "the Python code is typed, strictly; pytest checks the README the same way",
            needs: &["python-build"],
            run: |repo| mypy(repo).go().into(),
        },
    ],
};

/// The crate's folder.
const PACKAGE: &str = "bindings-python";

/// What the wheel is made of; its tests are not.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "bindings-python/Cargo.toml",
    "bindings-python/README.md",
    "bindings-python/pyproject.toml",
    "bindings-python/python",
    "bindings-python/src",
    "core/Cargo.toml",
    "core/src",
    "examples/own-family",
];

/// The released build lies in a folder of its own, which goes before the tested one in `.venv`.
const RELEASED: &str = "target/python-released";

/// Where the package looks for the command line.
const CARRIED: &str = "bindings-python/python/dashlift/_bin";

fn build(repo: &Repo, build: Build) -> Result<()> {
    let venv = Venv::ready(repo)?;
    let (features, stamp): (&[&str], _) = match build {
        Build::Tested => (&["--features", "conformance"], venv::folder(repo).join("dashlift.stamp")),
        Build::Released => (&[], repo.path(RELEASED).join("dashlift.stamp")),
    };
    let stamp = Stamp::new(repo, stamp, SOURCES, &[venv.version(), rustc(repo, &["--version"])?.as_str()])?;
    if stamp.is_fresh() {
        return Ok(());
    }
    let wheels = repo.path("target/wheels").join(format!("{build:?}").to_lowercase());
    files::empty(&wheels)?;
    maturin(repo, &venv, &wheels)?.args(["--compatibility", "linux"]).args(features).go()?;
    let install = venv.run(repo).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    let install = install.args(["--no-deps", "--force-reinstall"]);
    let install = match build {
        Build::Tested => install,
        Build::Released => {
            files::empty(&repo.path(RELEASED))?;
            install.arg("--target").arg(repo.path(RELEASED))
        }
    };
    install.arg(only_wheel(&wheels)?).go()?;
    stamp.write()
}

/// Prepares the build of a wheel.
fn maturin(repo: &Repo, venv: &Venv, wheels: &Path) -> Result<Run> {
    licences::copy_into(repo, PACKAGE)?;
    let build = venv.run(repo).args(["-m", "maturin", "build", "--release", "--locked"]);
    let build = build.args(["--manifest-path", "bindings-python/Cargo.toml"]);
    Ok(build.arg("--interpreter").arg(venv.python()).arg("--out").arg(wheels))
}

/// Makes the wheel as it is released, with the command line in it, and returns it.
///
/// # Errors
/// If the build fails.
pub(crate) fn pack(repo: &Repo, program: &Path, out: &Path) -> Result<PathBuf> {
    let venv = Venv::ready(repo)?;
    let wheels = repo.path("target/wheels/packed");
    files::empty(&wheels)?;
    let carried = repo.path(CARRIED);
    files::empty(&carried)?;
    let name = program.file_name().context("the command line has no name")?;
    std::fs::copy(program, carried.join(name))?;
    let built = maturin(repo, &venv, &wheels)?.go();
    // Who installs from the tree must not get an old one.
    std::fs::remove_dir_all(&carried)?;
    built?;
    files::copy(&only_wheel(&wheels)?, out)
}

fn environment(repo: &Repo, build: Build) -> Vec<(&'static str, PathBuf)> {
    let mut environment = vec![("DASHLIFT_PYTHON", venv::python(repo))];
    if build == Build::Released {
        environment.push(("PYTHONPATH", repo.path(RELEASED)));
    }
    environment
}

fn pytest(repo: &Repo) -> Run {
    in_venv(repo).args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "bindings-python"])
}

fn mypy(repo: &Repo) -> Run {
    in_venv(repo).args([
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "bindings-python/pyproject.toml",
        "bindings-python/python",
    ])
}

fn in_venv(repo: &Repo) -> Run {
    Run::new(repo, venv::python(repo))
}

fn only_wheel(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| files::extension(path) == "whl")
        .with_context(|| format!("maturin left no wheel in `{}`", folder.display()))
}
