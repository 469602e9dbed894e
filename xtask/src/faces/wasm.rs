//! WebAssembly: an npm package, made by `xtask-wasm` with npm's tools beside it.

use super::{Build, Face};
use crate::repo::Repo;
use crate::run::Run;
use crate::stages::Stage;
use crate::stamp::Stamp;
use crate::toolchain;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The WASM face in Node; [`super::browser`] has it in a browser.
pub(super) const FACE: Face = Face {
    name: "wasm",
    drivers: &["wasm-node"],
    install,
    build,
    environment: |repo, build| vec![("DASHLIFT_WASM_PKG", repo.path(folder(build)))],
    stages: &[
        Stage {
            name: "wasm-build",
            about: "the npm package builds",
            needs: &[],
            run: |repo| super::build(repo, Build::Tested, &["wasm-node".to_owned()]).into(),
        },
        Stage {
            name: "wasm-test",
            about: "the wrapper keeps its promises in Node, survives traps, and is typed",
            needs: &["wasm-build"],
            run: |repo| test(repo, "tests").go_counting().into(),
        },
    ],
};

/// The crate's folder.
const PACKAGE: &str = "bindings-wasm";

/// What the package is made of; its tests are not.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "bindings-wasm/Cargo.toml",
    "bindings-wasm/README.md",
    "bindings-wasm/js",
    "bindings-wasm/package-lock.json",
    "bindings-wasm/src",
    "core/Cargo.toml",
    "core/src",
    "examples/own-family",
    "xtask-wasm",
];

/// What the core is compiled to.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Installs Rust's target and npm's tools.
pub(super) fn install(repo: &Repo) -> Result<()> {
    toolchain::add_target(repo, TARGET)?;
    let lock = "bindings-wasm/package-lock.json";
    let stamp = repo.path(PACKAGE).join("node_modules/tools.stamp");
    let stamp = Stamp::new(repo, stamp, &["bindings-wasm/package.json", lock], &[])?;
    if !stamp.is_fresh() {
        let ci = super::npm(repo).args([
            "ci",
            "--prefix",
            PACKAGE,
            "--no-audit",
            "--no-fund",
            "--loglevel",
            "error",
        ]);
        ci.go()
            .context("cannot install npm's tools into bindings-wasm; Node 20 or newer is needed, with npm")?;
        stamp.write()?;
    }
    Ok(())
}

/// Builds the package, unless it is there.
pub(super) fn build(repo: &Repo, build: Build) -> Result<()> {
    let features = if build == Build::Tested { &["--features", "conformance"][..] } else { &[] };
    make(repo, build, "dashlift.stamp", features)
}

/// Builds the released package with the modules that know some families only, which takes some minutes more.
///
/// # Errors
/// If the build fails.
pub(crate) fn build_whole(repo: &Repo) -> Result<()> {
    install(repo)?;
    make(repo, Build::Released, "parts.stamp", &["--parts"])?;
    // It is a build without them, too.
    let folder = repo.path(folder(Build::Released));
    std::fs::copy(folder.join("parts.stamp"), folder.join("dashlift.stamp"))
        .map(|_| ())
        .context("cannot write a stamp")
}

fn make(repo: &Repo, build: Build, stamp: &str, arguments: &[&str]) -> Result<()> {
    let stamp = repo.path(folder(build)).join(stamp);
    let stamp = Stamp::new(repo, stamp, SOURCES, &[toolchain::rustc(repo, &["--version"])?.as_str()])?;
    if stamp.is_fresh() && is_ours(repo, build) {
        return Ok(());
    }
    let make = Run::cargo(repo).args(["run", "--release", "--locked", "-p", "xtask-wasm", "--"]);
    make.args(["--out", folder(build)]).args(arguments).go()?;
    stamp.write()
}

/// Makes the npm package as it is released, and returns it.
///
/// # Errors
/// If the build fails.
pub(crate) fn pack(repo: &Repo, out: &Path) -> Result<PathBuf> {
    build_whole(repo)?;
    super::npm_pack(repo, &repo.path(folder(Build::Released)), out)
}

/// Returns whether what lies there is the package; `wasm-pack` without `--out-dir` writes over it.
fn is_ours(repo: &Repo, build: Build) -> bool {
    let manifest = std::fs::read_to_string(repo.path(folder(build)).join("package.json"));
    manifest.is_ok_and(|text| text.contains("\"@dashlift/wasm\""))
}

/// Prepares Node's test runner for a folder of the face's tests.
pub(super) fn test(repo: &Repo, folder_of_tests: &str) -> Run {
    let run = Run::new(repo, "node").args(["bindings-wasm/tools/test.mjs", folder_of_tests]);
    run.env("DASHLIFT_WASM_PKG", repo.path(folder(Build::Tested)))
}

/// Returns where the package goes; git ignores both.
fn folder(build: Build) -> &'static str {
    match build {
        Build::Tested => "bindings-wasm/pkg-conformance",
        Build::Released => "bindings-wasm/pkg",
    }
}
