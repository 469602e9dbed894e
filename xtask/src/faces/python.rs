//! Python: a wheel, built by maturin and installed where a driver finds it.

use super::venv::{self, Venv};
use super::{Build, Face};
use crate::files;
use crate::licences;
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use crate::stamp::Stamp;
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

fn build(repo: &Repo, build: Build) -> Result<()> {
    let venv = Venv::ready(repo)?;
    let (features, stamp): (&[&str], _) = match build {
        Build::Tested => (&["--features", "conformance"], venv::folder(repo).join("dashlift.stamp")),
        Build::Released => (&[], repo.path(RELEASED).join("dashlift.stamp")),
    };
    let stamp = Stamp::new(repo, stamp, SOURCES, &[venv.version(), rustc(repo)?.as_str()])?;
    if stamp.is_fresh() {
        return Ok(());
    }
    licences::copy_into(repo, PACKAGE)?;
    let wheels = repo.path("target/wheels").join(format!("{build:?}").to_lowercase());
    empty(&wheels)?;
    venv.run(repo)
        .args(["-m", "maturin", "build", "--release", "--locked", "--compatibility", "linux"])
        .args(["--manifest-path", "bindings-python/Cargo.toml"])
        .arg("--interpreter")
        .arg(venv.python())
        .args(features)
        .arg("--out")
        .arg(&wheels)
        .go()?;
    let install = venv.run(repo).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    let install = install.args(["--no-deps", "--force-reinstall"]);
    let install = match build {
        Build::Tested => install,
        Build::Released => {
            empty(&repo.path(RELEASED))?;
            install.arg("--target").arg(repo.path(RELEASED))
        }
    };
    install.arg(only_wheel(&wheels)?).go()?;
    stamp.write()
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

fn rustc(repo: &Repo) -> Result<String> {
    Run::new(repo, std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("--version").output()
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty `{}`", folder.display()))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))
}

fn only_wheel(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| files::extension(path) == "whl")
        .with_context(|| format!("maturin left no wheel in `{}`", folder.display()))
}
